package news

import (
	"slices"
	"strings"
	"testing"
)

// marked writes a diff as text: [-gone-] {+new+}.
func marked(before, after string) string {
	var parts []string
	for _, h := range Diff(before, after) {
		old, new := strings.Join(strings.Fields(before[h.Old.Start:h.Old.End]), " "), strings.Join(strings.Fields(after[h.New.Start:h.New.End]), " ")
		switch {
		case h.Same:
			parts = append(parts, new)
		case old == "":
			parts = append(parts, "{+"+new+"+}")
		case new == "":
			parts = append(parts, "[-"+old+"-]")
		default:
			parts = append(parts, "[-"+old+"-]{+"+new+"+}")
		}
	}
	return strings.Join(parts, " ")
}

func TestDiff(t *testing.T) {
	tests := []struct{ name, before, after, want string }{
		{"nothing", "The ferry sails.", "The ferry sails.", "The ferry sails."},
		{"blanks", "The ferry\n sails.", "The ferry sails. ", "The ferry sails."},
		{"a figure", "It has hurt three people.", "It has hurt 17 people.", "It has hurt [-three-]{+17+} people."},
		{"a word comes", "The ferry sails.", "The night ferry sails.", "The {+night+} ferry sails."},
		{"a word goes", "The night ferry sails.", "The ferry sails.", "The [-night-] ferry sails."},
		{"a figure with a comma", "Some 3,400 cross.", "Some 3,500 cross.", "Some [-3,400-]{+3,500+} cross."},
		{"a sentence comes", "Fog lay on it. The tide fell.", "Fog lay on it. The horn was heard. The tide fell.", "Fog lay on it. {+The horn was heard.+} The tide fell."},
		{"another sentence", "All of the crew were asleep. Fog lay on it.", "None of the passengers were told. Fog lay on it.", "[-All of the crew were asleep-]{+None of the passengers were told+} . Fog lay on it."},
		{"from nothing", "", "The ferry sails.", "{+The ferry sails.+}"},
		{"to nothing", "The ferry sails.", " ", "[-The ferry sails.-]"},
		{"both empty", "", "", ""},
		{"script without spaces", "渡船今天停在港外", "渡船明天停在港外", "渡船 [-今-]{+明+} 天停在港外"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := marked(test.before, test.after); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// applied returns what a text becomes by its diff: what is the same it holds itself, what is new the diff brings.
func applied(t *testing.T, before, after string) []string {
	var words []string
	oldEnd, newEnd := 0, 0
	for i, h := range Diff(before, after) {
		if h.Old.Start != oldEnd || h.New.Start != newEnd || h.Old.End < oldEnd || h.New.End < newEnd {
			t.Fatalf("hunk %d of %q and %q is %+v, the last one ended at %d and %d", i, before, after, h, oldEnd, newEnd)
		}
		oldEnd, newEnd = h.Old.End, h.New.End
		if h.Same {
			words = append(words, strings.Fields(before[h.Old.Start:h.Old.End])...)
		} else {
			words = append(words, strings.Fields(after[h.New.Start:h.New.End])...)
		}
	}
	if oldEnd != len(before) || newEnd != len(after) {
		t.Fatalf("the hunks of %q and %q end at %d and %d", before, after, oldEnd, newEnd)
	}
	return words
}

// FuzzDiff: the diff applied to the old text gives the new one, but for blanks, and its hunks lie side by side in both.
func FuzzDiff(f *testing.F) {
	f.Add("The ferry sails at noon. Fog lay on it.", "The night ferry sailed. Fog lay on it.")
	f.Add("a b c a b b a", "c b a b a c")
	f.Add("渡船今天", "\xff渡 船")
	f.Fuzz(func(t *testing.T, before, after string) {
		got, want := strings.Join(applied(t, before, after), ""), strings.Join(strings.Fields(after), "")
		if got != want {
			t.Errorf("applied to %q the diff gives %q, want %q", before, got, want)
		}
	})
}

// TestDiffBounded: texts without a word in common are replaced as a whole, however long.
func TestDiffBounded(t *testing.T) {
	before, after := strings.Repeat("fog ", 40_000), strings.Repeat("horn ", 50_000)
	if hunks := Diff("Ferry "+before+"end", "Ferry "+after+"end"); len(hunks) != 3 || hunks[1].Same {
		t.Errorf("there are %d hunks", len(hunks))
	}
	if !slices.Equal(applied(t, before, after), strings.Fields(after)) {
		t.Error("the diff does not lead to the new text")
	}
}

func BenchmarkDiff(b *testing.B) {
	before := strings.Repeat("The ferry sails at noon and the tide falls. ", 100)
	after := strings.Replace(before, "noon", "dusk", 50)
	for b.Loop() {
		Diff(before, after)
	}
}
