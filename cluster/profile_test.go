package cluster

import (
	"bytes"
	"math"
	"reflect"
	"slices"
	"testing"
)

// profileBy returns the profile of words by their weights.
func profileBy(weights map[term]float64) Profile {
	sum := newProfileSum()
	for t, w := range weights {
		sum.terms, sum.sums = append(sum.terms, t), append(sum.sums, w)
	}
	return sum.profile()
}

// textOf returns the terms of a text: its words once each, and a pair of the first two.
func textOf(words ...term) []counted {
	t := []counted{{pairTerm(words[0], words[1]), 1}}
	for _, w := range words {
		t = append(t, counted{w, 1})
	}
	return t
}

func termsIn(weighed []weightedTerm) []term {
	var found []term
	for _, w := range weighed {
		found = append(found, w.term)
	}
	return found
}

func TestProfileSum(t *testing.T) {
	idf := func(c counted) float64 { return float64(c.term % 10) }
	p := profileOf([]vector{newWords(textOf(11, 12, 13, 20), idf), newWords(textOf(13, 14, 20, 30), idf)})
	if got, want := termsIn(p.terms), []term{11, 12, 13, 14}; !slices.Equal(got, want) {
		t.Errorf("got %d, want %d: words of some weight, in order, without pairs", got, want)
	}
	if got := termsIn(p.heaviest(1)); got[0] != 13 {
		t.Errorf("%d is the heaviest, want the word of both texts", got[0])
	}
	if cosine := p.dot(p); math.Abs(cosine-1) > 1e-6 {
		t.Errorf("the cosine with itself is %g", cosine)
	}
}

// TestProfileSumLong: a text of many words counts as much as one of few.
func TestProfileSumLong(t *testing.T) {
	sum := newProfileSum()
	one := func(c counted) float64 { return 1 }
	short, long := []counted{{1, 1}}, []counted{}
	for w := range term(4) {
		long = append(long, counted{w + 10, 1})
	}
	sum.add(newWords(short, one), 1)
	sum.add(newWords(long, one), 1)
	if sum.sums[0] != 1 || sum.sums[1] != .5 {
		t.Errorf("weights are %g, want 1 and a half", sum.sums)
	}
}

func TestProfileHeaviest(t *testing.T) {
	many := map[term]float64{}
	for i := range term(2 * profileTerms) {
		many[i+1] = float64(i + 1)
	}
	tests := []struct {
		name    string
		profile Profile
		n       int
		want    []term
	}{
		{"nothing", Profile{}, 8, nil},
		{"none asked for", profileBy(map[term]float64{1: 1}), 0, nil},
		{"fewer than asked for", profileBy(map[term]float64{1: 1, 2: 2}), 8, []term{2, 1}},
		{"of equals the lowest first", profileBy(map[term]float64{3: 1, 1: 1, 2: 2}), 2, []term{2, 1}},
		{"of more than it holds", profileBy(many), 3, []term{60, 59, 58}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := termsIn(test.profile.heaviest(test.n)); !slices.Equal(got, test.want) {
				t.Errorf("got %d, want %d", got, test.want)
			}
			if len(test.profile.terms) > profileTerms {
				t.Errorf("it holds %d terms", len(test.profile.terms))
			}
		})
	}
}

func TestProfileTerms(t *testing.T) {
	p := profileBy(map[term]float64{35: 1, 36: 3, math.MaxInt32: 2})
	if got, want := p.Terms(8), []string{"10", "zik0zj", "z"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := p.Terms(1); !slices.Equal(got, []string{"10"}) {
		t.Errorf("got %q for one", got)
	}
	if got := (Profile{}).Terms(8); got != nil {
		t.Errorf("got %q for nothing", got)
	}
}

// TestProfileEncode holds the format: archives have it.
func TestProfileEncode(t *testing.T) {
	p := profileBy(map[term]float64{0x01020304: 3, 9: 4})
	want := []byte{2, 0, 0, 0, 9, 0x3f, 0x4c, 0xcc, 0xcd, 1, 2, 3, 4, 0x3f, 0x19, 0x99, 0x9a}
	if got := p.Encode(); !bytes.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
	for _, p := range []Profile{p, {}} {
		if got, err := DecodeProfile(p.Encode()); err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("got %v back for %v, error %v", got, p, err)
		}
	}
}

// TestDecodeProfileWide: archives have profiles of version 1, too. Their terms were longer, and two may be one by now.
func TestDecodeProfileWide(t *testing.T) {
	b := []byte{1, 0, 0, 0, 18, 0, 0, 0, 5, 0x3f, 0x4c, 0xcc, 0xcd, 2, 4, 6, 8, 5, 6, 7, 8, 0x3f, 0x19, 0x99, 0x9a}
	want := profileBy(map[term]float64{0x01020304: 3, 9: 4})
	if got, err := DecodeProfile(b); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, error %v, want %v", got, err, want)
	}
	double := slices.Insert(slices.Clone(b), 13, 0, 0, 0, 18, 0, 0, 0, 6, 0x3e, 0x4c, 0xcc, 0xcd)
	if got, err := DecodeProfile(double); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("with a double of the first got %v, error %v, want %v", got, err, want)
	}
}

func TestDecodeProfileErrors(t *testing.T) {
	good := profileBy(map[term]float64{1: 3, 2: 4}).Encode()
	changed := func(at int, b ...byte) []byte {
		bad := slices.Clone(good)
		copy(bad[at:], b)
		return bad
	}
	tests := []struct {
		name string
		b    []byte
		want string
	}{
		{"nothing", nil, "decode profile: it is empty"},
		{"a later version", changed(0, 3), "decode profile: it is of version 3, this program knows 2"},
		{"cut short", good[:len(good)-1], "decode profile: 15 bytes are not up to 30 terms of 8"},
		{"too long", append([]byte{2}, make([]byte, 31*profileEntry)...), "decode profile: 248 bytes are not up to 30 terms of 8"},
		{"out of order", changed(4, 7), "decode profile: term 2 is not in order"},
		{"a term twice", changed(4, 2), "decode profile: term 2 is not in order"},
		{"no number", changed(5, 0x7f, 0xff, 0xff, 0xff), "decode profile: term 1 weighs NaN"},
		{"no weight", changed(5, 0, 0, 0, 0), "decode profile: term 1 weighs 0"},
		{"too heavy", changed(13, 0x40, 0, 0, 0), "decode profile: term 2 weighs 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := DecodeProfile(test.b); err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// FuzzDecodeProfile: what decodes, encoded, is the same again, and its products with another are the same
// from both sides and never negative.
func FuzzDecodeProfile(f *testing.F) {
	other := profileBy(map[term]float64{1: 3, 2: 4})
	f.Add(other.Encode())
	f.Add(Profile{}.Encode())
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := DecodeProfile(b)
		if err != nil {
			return
		}
		if again, err := DecodeProfile(p.Encode()); err != nil || !reflect.DeepEqual(again, p) {
			t.Errorf("%v became %v, error %v", p, again, err)
		}
		if x, y := p.dot(other), other.dot(p); x != y || x < 0 {
			t.Errorf("the products are %g and %g", x, y)
		}
		if n := len(p.Terms(profileKeys)); n != min(len(p.terms), profileKeys) {
			t.Errorf("%d terms of %d", n, len(p.terms))
		}
	})
}
