package cluster

import (
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// TestNameSign: an acronym with points may be meant without; a word in small letters is none.
func TestNameSign(t *testing.T) {
	tests := []struct {
		name, said string
		tells, may bool
	}{
		{"U.S.", "Ships of the U.S. left Vantry.", true, true},
		{"U.S.", "Ships of the US left Vantry.", false, true},
		{"U.S.", "THEY TELL US MORE", false, true},
		{"UN", "Vantry sent a letter to the U.N.", false, true},
		{"U.S.", "Nobody told us in Vantry.", false, false},
		{"GANT", "The G.A.N.T. board met.", false, true},
		{"VANTRY", "The V.A.N.T.R.Y. board met.", false, false},
		{"Runa Eskil", "Runa Eskil spoke.", true, true},
		{"Runa Eskil", "Eskil spoke.", false, true},
		{"Runa Eskil", "Brandt spoke.", false, false},
	}
	for _, test := range tests {
		n := news.Cut("x " + test.name + " x").Names()
		if len(n) != 1 || n[0].Text != test.name {
			t.Fatalf("%q is read as %v", test.name, n)
		}
		at, v := nameSign(n[0]), version{wording: newWording("", test.said)}
		if tells, may := at.tells(v), at.may(v); tells != test.tells || may != test.may {
			t.Errorf("%q in %q: tells %v, may %v", test.name, test.said, tells, may)
		}
	}
}
