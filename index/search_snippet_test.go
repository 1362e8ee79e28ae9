package index

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSnippet(t *testing.T) {
	filler := strings.Repeat("nothing of note here ", 30)
	tests := []struct {
		name, text, lang string
		words            []string
		want             []string // marked
		in               string   // part of the snippet
	}{
		{"short", "The keepers went home.", "en", []string{"keeper"}, []string{"keepers"}, "The keepers went home."},
		{"stems", "They were electing a speaker.", "en", []string{"election"}, []string{"electing"}, ""},
		{"German", "Die Häuser am Hafen.", "de", []string{"haus", "die"}, []string{"Häuser"}, ""},
		{"phrase", "the bank of the river", "en", []string{"bank of the river"}, []string{"bank", "river"}, ""},
		{"far in", filler + "then the ferry met ice. " + filler, "en", []string{"ferry", "ice"}, []string{"ferry", "ice"}, "then the ferry met ice."},
		{"most different words", "ferry ferry ferry ferry. " + filler + "ferry and ice", "en", []string{"ferry", "ice"}, []string{"ferry", "ice"}, "ferry and ice"},
		{"lines", "one\ntwo\r\nferry", "en", []string{"ferry"}, []string{"ferry"}, "one two  ferry"},
		{"not there", "one two", "en", []string{"ferry"}, nil, "one two"},
		{"no words", filler, "en", nil, nil, "nothing of note"},
		{"Japanese", strings.Repeat("港は静かだった。", 40) + "灯台で火事があった。", "ja", []string{"灯台"}, []string{"灯台"}, "灯台で"},
		{"overlap", "東京都", "zh", []string{"東京都"}, []string{"東京都"}, ""},
		{"empty", "", "en", []string{"ferry"}, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, spans := Snippet(tt.text, tt.lang, tt.words)
			var marked []string
			for _, s := range spans {
				marked = append(marked, got[s.Start:s.End])
			}
			if !slices.Equal(marked, tt.want) || !strings.Contains(got, tt.in) || len(got) > snippetSize+2*len(ellipsis) {
				t.Errorf("%q marks %q, want %q and %q", got, marked, tt.want, tt.in)
			}
		})
	}
}

// FuzzSnippet: a snippet is a piece of the text, short, of whole characters, and its marks are in order within it.
func FuzzSnippet(f *testing.F) {
	f.Add("The ferry met ice.", "en", "ice")
	f.Add(strings.Repeat("港は静かだった。", 40)+"灯台", "ja", "灯台")
	f.Add(strings.Repeat("x", 500)+" ferry", "", "ferry")
	f.Add("a\u0085b\u00a0c", "de", "b")
	f.Fuzz(func(t *testing.T, text, lang, word string) {
		got, spans := Snippet(text, lang, []string{word})
		inner := strings.TrimSuffix(strings.TrimPrefix(got, ellipsis), ellipsis)
		if len(inner) > snippetSize || !strings.Contains(oneLine(text), inner) && !strings.Contains(oneLine(text), got) {
			t.Errorf("%q is no piece of %q", got, text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("%q cuts a character", got)
		}
		end := 0
		for _, s := range spans {
			if s.Start < end || s.End <= s.Start || s.End > len(got) {
				t.Errorf("marks %v in %q", spans, got)
			}
			end = s.End
		}
	})
}
