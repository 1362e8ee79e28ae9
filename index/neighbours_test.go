package index

import (
	"bytes"
	"reflect"
	"testing"
)

func TestNeighbours(t *testing.T) {
	near := []Neighbour{{7, .5}, {1 << 40, .25}, {3, 1}}
	got := must[[]Neighbour](t)(unpackNeighbours(packNeighbours(near)))
	if want := []Neighbour{{3, 1}, {7, .5}, {1 << 40, .25}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if packed := packNeighbours(nil); packed != nil {
		t.Errorf("no neighbours are %v", packed)
	}
}

// FuzzNeighbours: what can be read is packed into what reads the same.
func FuzzNeighbours(f *testing.F) {
	f.Add(packNeighbours([]Neighbour{{7, .5}, {9, .25}}))
	f.Add([]byte{1, 2})
	f.Fuzz(func(t *testing.T, packed []byte) {
		near, err := unpackNeighbours(packed)
		if err != nil {
			return
		}
		again := packNeighbours(near)
		back, err := unpackNeighbours(again)
		if err != nil || len(back) != len(near) || !bytes.Equal(packNeighbours(back), again) {
			t.Errorf("%v became %v (%v)", near, back, err)
		}
	})
}

func TestDamagedNeighbours(t *testing.T) {
	a := grouped(t)
	check(t, a.write(t.Context(), func(w *tx) error { return w.update(`UPDATE features SET near = x'01' WHERE text = 1`) }))
	group := func(g *Grouping) error { _, err := g.LoadGrouped([]int64{1}); return err }
	if err := begin(t, a, night).Group(t.Context(), group); err == nil || !bytes.Contains([]byte(err.Error()), []byte("edges that can't be read (text 1)")) {
		t.Errorf("says %v", err)
	}
}

// TestNewSeq shows that rows which name one another can be put once, and that numbers are not given twice.
func TestNewSeq(t *testing.T) {
	a := grouped(t)
	group(t, begin(t, a, night), func(g *Grouping) {
		seq := must[int64](t)
		story, text := seq(g.NewSeq("story")), seq(g.NewSeq("text"))
		if other := seq(g.PutStory(Story{ID: "s8", State: StateWithdrawn})); other == story {
			t.Errorf("number %d was given twice", story)
		}
		seq(g.PutText(Text{Seq: text, ID: "t8", Story: story}))
		seq(g.PutStory(Story{Seq: story, ID: "s9", State: StateOpen, Articles: 1, Unknown: 1, Texts: 1, Medoid: text}))
		seq(g.PutArticle(Article{ID: "z", State: "current", Text: text}, nil))
	})
	if l := must[Loaded](t)(a.LoadStory(must[Story](t)(a.Story("s9")).Seq)); len(l.Texts) != 1 || len(l.Articles) != 1 {
		t.Errorf("got %+v", l)
	}
}
