package cluster

import (
	"encoding/binary"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// weighedDoc returns the doc of the first of some articles, weighed among them, without what features don't tell.
func weighedDoc(articles ...news.Article) (*Window, doc) {
	w := NewWindow(DefaultOptions(), nil, nil, Past{})
	w.Add(articles)
	return w, w.texts[0].doc
}

// TestFeatures: a doc comes back with all that is needed to compare it, its time and article apart.
func TestFeatures(t *testing.T) {
	german := news.Article{ID: "seilerei", Lang: "de", Published: clock(5, 8, 0), Title: "Seilerei abgebrannt", Text: "Die Seilerei ist am Donnerstag abgebrannt."}
	for _, test := range []struct {
		name     string
		articles []news.Article
	}{
		{"report", inEnglish(fires[0])},
		{"among others", inEnglish(fires...)},
		{"another language", []news.Article{german}},
		{"without words", []news.Article{{ID: "empty", Lang: english}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, want := weighedDoc(test.articles...)
			got := doc{article: want.article, lang: want.lang, digest: want.digest}
			got.when.days, got.when.known = want.when.days, want.when.known
			got.counted, got.keyed, got.lightest = want.counted, want.keyed, want.lightest
			if err := w.Release(math.MaxInt, func(g *Grouping) error { return got.setFeatures(g.Features(0)) }); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// TestFeaturesUnweighed: a text that came back without features and leaves its story behind before it is weighed has none.
func TestFeaturesUnweighed(t *testing.T) {
	s := newShelf(t)
	w := s.window()
	s.add(w, fires[0], fires[1])
	s.release(w, math.MaxInt)
	kept := s.kept(math.MinInt, s.standing()...)
	for i := range kept[0].Texts {
		kept[0].Texts[i].Features = nil
	}
	w = s.window()
	w.Restore(kept)
	left := &w.texts[0].articles[0].Article
	if w.texts[0] == w.stories[0].medoid {
		left = &w.texts[1].articles[0].Article
	}
	left.Published.At = left.Published.At.AddDate(0, -1, 0)
	err := w.Release(firstDay, func(g *Grouping) error {
		if b := g.Features(0); b != nil {
			t.Errorf("got %d bytes", len(b))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSetFeaturesBroken(t *testing.T) {
	w, _ := weighedDoc(inEnglish(fires...)...)
	var whole []byte
	if err := w.Release(math.MaxInt, func(g *Grouping) error { whole = g.Features(0); return nil }); err != nil {
		t.Fatal(err)
	}
	changed := func(at int, to ...byte) []byte { b := slices.Clone(whole); copy(b[at:], to); return b }
	terms, size := binary.Varint(whole[1:])
	head := 1 + size // where the features of the terms begin
	end := head + int(terms)
	twice := append([]byte{featuresVersion}, binary.AppendVarint(nil, terms+featureBytes)...)
	again := slices.Concat(twice, whole[head:end], whole[end-featureBytes:])
	for _, test := range []struct {
		name string
		b    []byte
	}{
		{"nothing", nil},
		{"cut off in the head", whole[:head+featuresHead-1]},
		{"cut off in a term", whole[:end-1]},
		{"cut off in a print", whole[:len(whole)-1]},
		{"more than a print", append(slices.Clone(whole), 0)},
		{"another version", changed(0, featuresVersion+1)},
		{"a term too many", again},
		{"a term twice", changed(head+featuresHead+4, whole[head+featuresHead:head+featuresHead+4]...)},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := doc{norm: 3}
			if err := d.setFeatures(test.b); err == nil {
				t.Error("got no error")
			}
			if !reflect.DeepEqual(d, doc{norm: 3}) {
				t.Errorf("the doc has become %+v", d)
			}
		})
	}
}

// TestFeaturesOfVersionBefore: features of an archive of before, with twice as many bytes of samples and signatures, are the same as
// those of today.
func TestFeaturesOfVersionBefore(t *testing.T) {
	long := fires[0]
	for n := range 60 {
		long.Text += " The " + name(n) + " and the " + name(n+100) + " were lost."
	}
	for _, article := range []news.Article{fires[0], long} {
		w, _ := weighedDoc(inEnglish(article)...)
		var today []byte
		if err := w.Release(math.MaxInt, func(g *Grouping) error { today = g.Features(0); return nil }); err != nil {
			t.Fatal(err)
		}
		want, _ := readFeatures(today, nil)
		before := asBefore(today, &want.articles[0].record.fingerprint)
		got, ok := readFeatures(before, new(Room))
		if !ok || !reflect.DeepEqual(plain(got.articles[0]), plain(want.articles[0])) {
			t.Errorf("read %v, got %+v, want %+v", ok, got, want)
		}
		kept := KeptText{Articles: []KeptArticle{{ID: article.ID}}, Features: before}
		if !kept.Recall(new(Room)) {
			t.Fatal("not recalled")
		}
		if features, otherwise := kept.Today(); !otherwise || !slices.Equal(features, today) {
			t.Errorf("written today they are %x, want %x", features, today)
		}
		if _, ok := readFeatures(before[:len(before)-1], nil); ok {
			t.Error("what is cut off was read")
		}
	}
}

// asBefore returns the features of a text of one article as the version before wrote them: the fingerprint stands last.
func asBefore(today []byte, f *news.Fingerprint) []byte {
	var is, was packed
	is.number(int64(f.Words))
	was.number(int64(f.Words))
	was.flag(f.AllSamples())
	if f.AllSamples() {
		is.hashes(f.Shingles)
		was.hashes(f.Shingles)
	} else {
		is.samples(f.Samples)
		was.number(int64(len(f.Samples)))
		for _, s := range f.Samples {
			was.fixed(uint64(s)<<32 | 7)
		}
	}
	is.hashes(f.Short)
	was.hashes(f.Short)
	is.signature(&f.Signature)
	for _, slot := range f.Signature {
		was.b = binary.LittleEndian.AppendUint32(was.b, 5<<20|uint32(slot))
	}
	before := slices.Concat(today[:len(today)-len(is.b)], was.b)
	before[0] = featuresVersion - 1
	return before
}

// FuzzSetFeatures: any bytes are an error or the features of a doc, whose terms give the same bytes again.
func FuzzSetFeatures(f *testing.F) {
	w, _ := weighedDoc(inEnglish(fires...)...)
	var seeds [][]byte
	if err := w.Release(math.MaxInt, func(g *Grouping) error {
		for t := range g.Texts {
			seeds = append(seeds, g.Features(t))
		}
		return nil
	}); err != nil {
		f.Fatal(err)
	}
	for _, b := range seeds {
		f.Add(b)
		f.Add(b[:len(b)-1])
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		var d doc
		if d.setFeatures(b) != nil {
			if d.weights != nil || d.terms != nil {
				t.Error("an error has left something behind")
			}
			return
		}
		n, size := binary.Varint(b[1:])
		if got, want := appendTerms(nil, &d), b[1+size:1+size+int(n)]; !slices.Equal(got, want) {
			t.Errorf("got %x, want %x", got, want)
		}
		all := census{}
		all.count([]doc{d}, 0, Options{Workers: 2})
		(&comparison{docs: []doc{d}, vectors: newVectors([]doc{d}), fresh: []bool{n%2 == 0}}).newInvertedIndex(all, Options{Workers: 1})
	})
}

// TestWideSignatureOfNothing: the signature of nothing is the same in features of before.
func TestWideSignatureOfNothing(t *testing.T) {
	var before []byte
	for range minhash.Slots {
		before = binary.LittleEndian.AppendUint32(before, 1<<31)
	}
	if got := (&unpacker{b: before, wide: true}).signature(); got != minhash.Sign(nil) {
		t.Errorf("it is %v", got)
	}
}
