package news

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// FuzzRead: reading an article at once gives what its parts are when each is found on its own, whatever was read before.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"", report, benchText(2500), "Ferry runs aground: again\n" + benchText(1200), "café\nа б\n市长辞职。他说\n\n www.x.example the\u00a0end", strings.Repeat("the and of to ", 300),
		"We value your privacy\nPlease accept all cookies, or manage your choices.", strings.Repeat("x", 990) + " thenceforth", "1 2\n\u0301 a\n \u0301b",
	} {
		f.Add("Ferry runs aground", text, "en")
		f.Add("", text, "")
	}
	var r Reader
	f.Fuzz(func(t *testing.T, title, text, lang string) {
		a := Article{Title: title, Text: text, Lang: lang, Source: "Metro"}
		c, print, language := r.Read(a, nil)
		if want := Split(a, nil); !reflect.DeepEqual(c, want) {
			t.Errorf("content %+v, want %+v", c, want)
		}
		if want := Language(a); language != want {
			t.Errorf("language %q, want %q", language, want)
		}
		var hashes []uint64
		for _, p := range c.Own {
			hashes = appendHashes(hashes, text[p.Start:p.End])
		}
		if len(hashes) == 0 {
			hashes = appendHashes(hashes, c.Title)
		}
		if !slices.Equal(r.hashes, hashes) || print.Words != len(hashes) {
			t.Errorf("%d words %x, want %x", print.Words, r.hashes, hashes)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	a := Article{Title: "East quay closes for six weeks", Text: shuffledLines(benchText(3000)), Lang: "en"}
	b.SetBytes(int64(len(a.Text)))
	var r Reader
	for b.Loop() {
		r.Read(a, nil)
	}
}
