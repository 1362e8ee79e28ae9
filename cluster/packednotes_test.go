package cluster

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// withCopy is two reports of a grounding, of which the first has a copy.
func withCopy() []news.Article {
	articles := aground(clock(9, 6, 0), clock(12, 7, 0))
	reprint := articles[0]
	reprint.ID, reprint.Source, reprint.URL, reprint.Published = "reprint", "Reprint Post", "", clock(10, 8, 30)
	return append(articles, reprint)
}

// TestNotesComeBack: notes say the same when they have been kept, and Describe makes the same of them as of the words.
func TestNotesComeBack(t *testing.T) {
	g := group(withCopy()...)
	c := newComparison(len(g.Texts), DefaultTuning())
	c.Terms = Terms{census{}}
	n := newNoter(&g, c, DefaultOptions())
	copies, figures := 0, 0
	for i := range g.Texts {
		c.docs[i] = newDoc(g.Texts[i], g.Articles)
		taken := n.of(i)
		packed := taken.pack(g.Texts[i].Articles)
		kept, ok := readNotes(packed, len(g.Texts[i].Articles))
		if !ok {
			t.Fatalf("text %d: notes of %d bytes can't be read", i, len(packed))
		}
		g.Texts[i].notes = kept
		if back := n.of(i); !reflect.DeepEqual(back.words, taken.words) || back.title != taken.title || len(back.statements) != len(taken.statements) {
			t.Errorf("text %d: noted %+v, came back as %+v", i, taken, back)
		}
		for k, st := range taken.statements {
			back := kept.statements[k]
			copies, figures = copies+len(st.copies), figures+len(st.figures)
			same := back.at == st.at && back.when == st.when && back.told == st.told && back.weight == st.weight && back.text == i &&
				reflect.DeepEqual(back.words, st.words) && len(back.copies) == len(st.copies) && len(back.figures) == len(st.figures)
			for m, f := range back.figures {
				same = same && f.mention == st.figures[m].mention && f.Value == st.figures[m].Value && f.About == st.figures[m].About && f.Toll == st.figures[m].Toll
			}
			for m, r := range back.copies {
				same = same && r == st.copies[m]
			}
			if !same {
				t.Errorf("text %d: noted %+v, came back as %+v", i, st, back)
			}
		}
		if again := kept.pack(g.Texts[i].Articles); !bytes.Equal(again, packed) {
			t.Errorf("text %d: noted as %x, then as %x", i, packed, again)
		}
		g.Texts[i].notes = nil
	}
	if copies == 0 || figures == 0 {
		t.Errorf("%d copies and %d figures were noted", copies, figures)
	}
}

// TestNotesOfAnotherVersion: what was noted otherwise, or is damaged, is not used.
func TestNotesOfAnotherVersion(t *testing.T) {
	packed := (&notes{lang: english, title: "Ferry aground"}).pack(nil)
	for _, b := range [][]byte{nil, {}, {notesVersion}, {notesVersion + 1}, packed[:len(packed)-1], append(packed, 0)} {
		if (&KeptText{}).TakeNotes(b) {
			t.Errorf("%x was read", b)
		}
	}
	if !(&KeptText{}).TakeNotes(packed) {
		t.Error("what was packed can't be read")
	}
}

// FuzzNotes: whatever bytes are there, they are read to the end or not at all, and what was read is the same when it is read again.
func FuzzNotes(f *testing.F) {
	g := group(withCopy()...)
	n := newNoter(&g, newComparison(len(g.Texts), DefaultTuning()), DefaultOptions())
	n.c.Terms = Terms{census{}}
	for t := range g.Texts {
		n.c.docs[t] = newDoc(g.Texts[t], g.Articles)
		f.Add(n.of(t).pack(g.Texts[t].Articles))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		read, ok := readNotes(b, 2)
		if !ok {
			return
		}
		for i := range read.statements {
			st := &read.statements[i]
			for k, place := range st.copied {
				st.copies[k].article = place
			}
		}
		packed := read.pack([]int{0, 1})
		again, ok := readNotes(packed, 2)
		if !ok || !bytes.Equal(repacked(again), packed) {
			t.Errorf("%x was read, and %x was not", b, packed)
		}
	})
}

// repacked packs notes of a text of two articles that were just read.
func repacked(n *notes) []byte {
	for i := range n.statements {
		for k, place := range n.statements[i].copied {
			n.statements[i].copies[k].article = place
		}
	}
	return n.pack([]int{0, 1})
}
