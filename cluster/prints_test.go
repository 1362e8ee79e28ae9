package cluster

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// TestPrint: an article of a window comes back as it was, but for long texts' shingles.
func TestPrint(t *testing.T) {
	long := on(fires[0], "long", "Echo", clock(5, 8, 0))
	for n := range 60 {
		long.Text += " The " + name(n) + " and the " + name(n+100) + " were lost."
	}
	long.Published.At = long.Published.At.In(time.FixedZone("", 3600))
	long.URL = "https://echo.example/long?ref=1"
	w := NewWindow(DefaultOptions(), nil, nil, Past{})
	w.Add(inEnglish(fires[0], long, on(fires[0], "reprint", "Metro", clock(6, 8, 0)), news.Article{ID: "empty"}))
	for _, a := range w.articles {
		p := &packed{}
		appendPrint(p, a)
		u := &unpacker{b: p.b}
		got := u.print()
		if u.spoilt || len(u.b) > 0 {
			t.Fatalf("%s: spoilt %v, %d bytes left", a.ID, u.spoilt, len(u.b))
		}
		got.Key = a.Key
		want := *a
		want.Records, want.text, want.at, want.TextIndex = nil, nil, 0, 0
		want.record.kept, want.was, want.current = got, got, got.current
		if want.record.fingerprint.Words >= 200 {
			want.record.fingerprint.Shingles = nil
		}
		if c := want.Copy; c != nil {
			taken := *c
			taken.Of = 0
			want.Copy = &taken
		}
		if !reflect.DeepEqual(plain(got), plain(&want)) {
			t.Errorf("got  %+v\nwant %+v", plain(got), plain(&want))
		}
		for n := range p.b {
			if cut := (&unpacker{b: p.b[:n]}); !cut.printIsSpoilt() {
				t.Fatalf("%s: %d of %d bytes are a print", a.ID, n, len(p.b))
			}
		}
	}
}

// printIsSpoilt takes a print and reports whether it was none.
func (u *unpacker) printIsSpoilt() bool {
	u.print()
	return u.spoilt
}

// plain returns an article with its times as text, which are equal when the zones have other pointers, and sets that are
// empty as nil.
func plain(a *windowArticle) []any {
	r, f := a.record, a.record.fingerprint
	sets := [][]uint64{f.Shingles, f.Short}
	for i, s := range sets {
		if len(s) == 0 {
			sets[i] = nil
		}
	}
	article, given := a.Article, *r.article
	times := []any{article.Published.At.String(), article.Revised.At.String(), article.Seen.String(), given.Published.At.String(), given.Seen.String()}
	article.Published.At, article.Revised.At, article.Seen = time.Time{}, time.Time{}, time.Time{}
	given.Published.At, given.Seen = time.Time{}, time.Time{}
	return []any{article, given, *r.content, r.canonical, r.lang, r.digest, f.Words, f.Signature, f.Samples, sets, times}
}

func name(n int) string { return string(rune('a'+n%26)) + string(rune('a'+n/26%26)) + "rn" }

// TestPrintIsCompared: a copy is found of an article that came back without its shingles, and it is told of what it was
// taken.
func TestPrintIsCompared(t *testing.T) {
	long := on(fires[0], "long", "Echo", clock(3, 8, 0))
	for n := range 60 {
		long.Text += " The " + name(n) + " and the " + name(n+100) + " were lost."
	}
	s := newShelf(t)
	w := s.window()
	s.add(w, long)
	w = s.night(w, Day(long))
	if f := w.articles[0].record.fingerprint; f.Shingles != nil || f.Words < 200 {
		t.Fatalf("%d words have come back with %d shingles", f.Words, len(f.Shingles))
	}
	s.add(w, on(long, "reprint", "Metro", clock(4, 8, 0)))
	if len(w.texts) != 1 {
		t.Errorf("%d texts", len(w.texts))
	}
	if c := w.articles[1].Copy; c == nil || c.Kind != Exact || math.Abs(c.Share-1) > 1e-9 {
		t.Errorf("the copy is %+v", c)
	}
}

// TestPrintOfRefrain: a text of few different shingles may have no sample; its copies of another night are found all the same.
func TestPrintOfRefrain(t *testing.T) {
	without := 0
	for n := range 12 {
		song := news.Article{ID: "song", Source: "Echo", Published: clock(3, 8, 0), Text: strings.Repeat("gate "+strings.Repeat("x", n+1)+" closed again ", 60)}
		s := newShelf(t)
		w := s.window()
		s.add(w, song)
		if len(w.articles[0].record.fingerprint.Samples) == 0 {
			without++
		}
		w = s.night(w, Day(song))
		s.add(w, on(song, "reprint", "Metro", clock(4, 8, 0)))
		if len(w.texts) != 1 {
			t.Errorf("the reprint of %q… is another text", song.Text[:20])
		}
	}
	if without == 0 {
		t.Error("all of the texts have samples, so this shows nothing")
	}
}
