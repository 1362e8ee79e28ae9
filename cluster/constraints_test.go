package cluster

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

func must(edit int64, left, right []string) Constraint { return Constraint{edit, true, left, right} }

func cannot(edit int64, left, right []string) Constraint { return Constraint{edit, false, left, right} }

func TestContradiction(t *testing.T) {
	a, b, c, d := []string{"a"}, []string{"b"}, []string{"c"}, []string{"d"}
	tests := []struct {
		name string
		list []Constraint
		want []int64
	}{
		{"no edits", nil, nil},
		{"two that agree", []Constraint{must(1, a, b), cannot(2, a, c)}, nil},
		{"opposites", []Constraint{must(1, a, b), cannot(2, a, b)}, []int64{1, 2}},
		{"opposites, the other way round", []Constraint{cannot(1, b, a), must(2, a, b)}, []int64{2, 1}},
		{"a chain", []Constraint{must(1, a, b), must(2, c, d), must(3, b, c), cannot(4, d, a)}, []int64{2, 3, 1, 4}},
		{"the shorter chain", []Constraint{must(1, a, b), must(2, b, c), must(3, a, c), cannot(4, a, c)}, []int64{3, 4}},
		{"both articles on one side", []Constraint{must(1, []string{"a", "b"}, c), cannot(2, a, b)}, []int64{1, 2}},
		{"an article apart from itself", []Constraint{cannot(1, a, []string{"b", "a"})}, []int64{1}},
		{"apart from both of two that are apart", []Constraint{cannot(1, a, b), cannot(2, b, c), cannot(3, a, c)}, nil},
		{"one side of a cannot-link tied", []Constraint{cannot(1, []string{"a", "b"}, c), must(2, a, b)}, nil},
		{"without articles", []Constraint{must(1, nil, nil), cannot(2, nil, nil)}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Contradiction(test.list); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestConstraintsApart(t *testing.T) {
	x := newConstraints([]Constraint{
		must(1, []string{"a"}, []string{"b"}), must(2, []string{"b"}, []string{"c"}), must(3, []string{"x"}, []string{"y"}),
		cannot(4, []string{"a"}, []string{"x"}), cannot(5, []string{"m", "n"}, []string{"o"}),
	})
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"a", "x", true}, {"c", "y", true}, {"a", "c", false}, {"m", "n", false}, {"m", "o", true}, {"o", "n", true}, {"a", "o", false}, {"?", "a", false},
	} {
		if x.apart(test.a, test.b) != test.want || x.apart(test.b, test.a) != test.want {
			t.Errorf("%s and %s: got %v, want %v", test.a, test.b, !test.want, test.want)
		}
	}
	if want := [][]string{{"a", "b", "c"}, {"x", "y"}}; !reflect.DeepEqual(x.must, want) {
		t.Errorf("got the sets %q, want %q", x.must, want)
	}
}

// FuzzContradiction: a contradiction is found exactly when articles that must-links tie are kept apart, and it is a
// chain: each edit has an article in common with the next, and the last keeps apart what the others tie.
func FuzzContradiction(f *testing.F) {
	f.Add([]byte("\x01ab\x01cd\x01bc\x00da"))
	f.Add([]byte("\x00ab\x00bc\x01cc"))
	f.Add([]byte("\x00aa"))
	f.Fuzz(func(t *testing.T, packed []byte) {
		var list []Constraint
		for ; len(packed) >= 3 && len(list) < 12; packed = packed[3:] {
			left, right := []string{string('a' + packed[1]%8)}, []string{string('a' + packed[2]%8)}
			if packed[0]%4 == 2 {
				left = append(left, string('a'+packed[0]/4%8))
			}
			list = append(list, Constraint{int64(len(list) + 1), packed[0]%2 == 1, left, right})
		}
		chain, x := Contradiction(list), newConstraints(list)
		contradicts := func(c Constraint) bool {
			return !c.Must && slices.ContainsFunc(c.Left, func(l string) bool {
				return slices.ContainsFunc(c.Right, func(r string) bool { return x.name(l) == x.name(r) })
			})
		}
		if want := slices.ContainsFunc(list, contradicts); (chain != nil) != want {
			t.Fatalf("%+v: got %v, want one: %v", list, chain, want)
		}
		if chain != nil {
			checkChain(t, list, chain)
		}
	})
}

func checkChain(t *testing.T, list []Constraint, chain []int64) {
	t.Helper()
	last := list[chain[len(chain)-1]-1]
	reached := slices.Clone(last.Left)
	for _, edit := range chain[:len(chain)-1] {
		c := list[edit-1]
		tied := slices.Concat(c.Left, c.Right)
		if !c.Must || !slices.ContainsFunc(reached, func(id string) bool { return slices.Contains(tied, id) }) {
			t.Errorf("%+v: edit %d does not go on from %q in %v", list, edit, reached, chain)
		}
		reached = tied
	}
	if last.Must || !slices.ContainsFunc(reached, func(id string) bool { return slices.Contains(last.Right, id) }) {
		t.Errorf("%+v: %v does not tie what the last of it keeps apart", list, chain)
	}
}

// edits returns constraints between random articles that don't contradict each other.
func edits(r *rand.Rand, ids []string) []Constraint {
	var list []Constraint
	for range 12 {
		c := Constraint{int64(len(list) + 1), r.IntN(2) == 0, []string{pick(r, ids...)}, []string{pick(r, ids...), pick(r, ids...)}}
		if Contradiction(append(slices.Clone(list), c)) == nil {
			list = append(list, c)
		}
	}
	return list
}

func checkObeyed(t *testing.T, stories [][]string, list []Constraint) {
	t.Helper()
	of := map[string]int{}
	for s, ids := range stories {
		for _, id := range ids {
			of[id] = s
		}
	}
	for _, c := range list {
		for _, l := range c.Left {
			for _, r := range c.Right {
				if together := of[l] == of[r]; together != c.Must {
					t.Errorf("edit %+v is not obeyed: %s is in story %d, %s in %d", c, l, of[l], r, of[r])
				}
			}
		}
	}
}

// TestConstraintsObeyed groups articles, edits them at random, lets them be made anew and goes on for some days:
// what was asked holds on each.
func TestConstraintsObeyed(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			world, s := &events{Rand: newRandom(seed)}, newShelf(t)
			w := s.window()
			for day := firstDay; day < firstDay+8; day++ {
				s.add(w, world.day(day)...)
			}
			s.release(w, math.MaxInt)
			list := edits(world.Rand, slices.Concat(s.grouped()...))
			w = s.window(list...)
			loose := s.kept(math.MinInt, s.standing()...)
			for i := range loose {
				loose[i].Loose = true
			}
			w.Restore(loose)
			w.Add(nil)
			checkWindow(t, w)
			checkObeyed(t, inWindow(w), list)
			for day := firstDay + 8; day < firstDay+30; day++ {
				s.release(w, day-WindowDays)
				s.add(w, world.day(day)...)
			}
			s.release(w, math.MaxInt)
			checkObeyed(t, s.grouped(), list)
			checkNothingLost(t, w, s)
		})
	}
}

// TestConstraintsCopies: editors' words reach into texts, along must-links too.
func TestConstraintsCopies(t *testing.T) {
	reprint := on(fires[0], "reprint", "Metro", clock(3, 8, 0))
	articles := append(slices.Clone(fires), reprint)
	tests := []struct {
		name string
		list []Constraint
		want [][]string
	}{
		{"nothing", nil, [][]string{{"mill-1", "mill-2", "reprint"}, {"rope-1", "rope-2"}}},
		{"one story of two", []Constraint{must(1, []string{"mill-1"}, []string{"rope-1"})}, [][]string{{"mill-1", "mill-2", "reprint", "rope-1", "rope-2"}}},
		{"a text split", []Constraint{cannot(1, []string{"reprint"}, []string{"mill-1", "mill-2"})}, [][]string{{"mill-1", "mill-2"}, {"reprint"}, {"rope-1", "rope-2"}}},
		{"a text split by way of another story", []Constraint{must(1, []string{"reprint"}, []string{"rope-2"}), cannot(2, []string{"rope-2"}, []string{"mill-1", "mill-2"})},
			[][]string{{"mill-1", "mill-2"}, {"reprint", "rope-1", "rope-2"}}},
		{"by way of an article that is not there", []Constraint{must(1, []string{"mill-1"}, []string{"gone"}), must(2, []string{"gone"}, []string{"rope-2"})},
			[][]string{{"mill-1", "mill-2", "reprint", "rope-1", "rope-2"}}},
	}
	for _, test := range tests {
		for _, loose := range []bool{false, true} {
			t.Run(fmt.Sprint(test.name, " ", loose), func(t *testing.T) {
				s := newShelf(t)
				w := s.window(test.list...)
				if loose {
					first := s.window()
					s.add(first, articles...)
					s.release(first, math.MaxInt)
					kept := s.kept(math.MinInt, s.standing()...)
					for i := range kept {
						kept[i].Loose = true
					}
					w.Restore(kept)
					w.Add(nil)
				} else {
					s.add(w, articles...)
				}
				if got := inWindow(w); !reflect.DeepEqual(got, test.want) {
					t.Errorf("got %q, want %q", got, test.want)
				}
			})
		}
	}
}
