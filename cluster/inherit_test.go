package cluster

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// TestInherit writes a former story as "id@day texts", one that does not stand as "id>into@day texts" or,
// withdrawn, "id>-@day texts", and an heir as "@day texts". A text is the ids of its articles, one letter
// each; a story without a day has no time. The first article of an heir is its founder, and *a is the id
// minted for founder a.
func TestInherit(t *testing.T) {
	checkSuccessions(t, []succession{
		{"nothing", nil, nil, "", "", "", ""},
		{"nothing before", nil, []string{"@1 a b", "@2 c"}, "",
			"minted *a, minted *c", "", "new *a 2, new *c 1"},
		{"nothing changes", []string{"A@1 a b", "B@2 c"}, []string{"@1 a b", "@2 c"}, "",
			"kept A, kept B", "A 0 [0], B 1 [1]", ""},
		{"growth", []string{"A@1 a b"}, []string{"@1 a b cd e"}, "",
			"kept A", "A 0 [0]", "grown A 2"},
		{"growth by a reprint", []string{"A@1 a b"}, []string{"@1 ac b"}, "",
			"kept A", "A 0 [0]", "grown A 0"},
		{"growth at the head", []string{"A@2 b"}, []string{"@1 a b"}, "",
			"kept A", "A 0 [0]", "grown A 1"},
		{"two stories merge", []string{"A@1 a", "B@2 b c"}, []string{"@1 a b c"}, "",
			"kept B", "A B [0], B 0 [0]", "merged A B 1"},
		{"two alike merge, the earlier stays", []string{"B@1 b", "A@2 a"}, []string{"@1 b a"}, "",
			"kept B", "B 0 [0], A B [0]", "merged A B 1"},
		{"two alike merge, one undated", []string{"A a", "B@2 b"}, []string{"@2 b a"}, "",
			"kept B", "A B [0], B 0 [0]", "merged A B 1"},
		{"two wholly alike merge, the lower id stays", []string{"B@1 b", "A@1 a"}, []string{"@1 a b"}, "",
			"kept A", "B A [0], A 0 [0]", "merged B A 1"},
		{"three merge and grow", []string{"A@1 a b", "B@2 c", "C@3 d"}, []string{"@1 a b c d e"}, "",
			"kept A", "A 0 [0], B A [0], C A [0]", "grown A 1, merged B A 1, merged C A 1"},
		{"split, one part larger", []string{"A@1 a b c"}, []string{"@1 a", "@2 b c"}, "",
			"minted *a, kept A", "A 1 [1 0]", "new *a 1, split *a A 1"},
		{"split, the larger part in articles", []string{"A@1 a bc"}, []string{"@1 a", "@2 bc"}, "",
			"minted *a, kept A", "A 1 [1 0]", "new *a 1, split *a A 1"},
		{"split, texts before articles", []string{"A@1 a b cdef"}, []string{"@1 a b", "@2 cdef"}, "",
			"kept A, minted *c", "A 0 [0 1]", "new *c 1, split *c A 1"},
		{"split in like parts, the earlier stays", []string{"A@1 a b"}, []string{"@2 b", "@1 a"}, "",
			"minted *b, kept A", "A 1 [1 0]", "new *b 1, split *b A 1"},
		{"split in wholly like parts, the lower founder stays", []string{"A@1 a b"}, []string{"@1 b", "@1 a"}, "",
			"minted *b, kept A", "A 1 [1 0]", "new *b 1, split *b A 1"},
		{"what was added does not count", []string{"A@1 a b c"}, []string{"@1 a d e f g", "@2 b c"}, "",
			"minted *a, kept A", "A 1 [1 0]", "new *a 5, split *a A 1"},
		{"a text is torn, most of it counts", []string{"A@1 abc"}, []string{"@1 a", "@2 b c"}, "",
			"minted *a, kept A", "A 1 [1 0]", "new *a 1, split *a A 1"},
		{"a text is torn in halves, the first heir has it", []string{"A@1 ab c"}, []string{"@2 b", "@1 a", "@3 c"}, "",
			"minted *b, kept A, minted *c", "A 1 [1 2 0]", "new *b 1, new *c 1, split *b A 1, split *c A 1"},
		{"a part goes to another", []string{"A@1 a b c", "B@2 d"}, []string{"@1 a b", "@2 c d"}, "",
			"kept A, kept B", "A 0 [0 1], B 1 [1]", "split B A 1"},
		{"one heir is the largest of two stories", []string{"A@1 a b c", "B@2 d e"}, []string{"@1 a b c d", "@2 e"}, "",
			"kept A, kept B", "A 0 [0], B 1 [0 1]", "split A B 1"},
		{"two heirs claim two ids", []string{"A@1 a b c d", "B@2 e f g"}, []string{"@1 a b c e f", "@2 d g"}, "",
			"kept A, kept B", "A 0 [0 1], B 1 [0 1]", "split A B 2, split B A 1"},
		{"two heirs claim two ids, crosswise", []string{"A@1 a b c", "B@2 d e f"}, []string{"@1 a d e", "@2 b c f"}, "",
			"kept B, kept A", "A 1 [1 0], B 0 [0 1]", "split A B 1, split B A 1"},
		{"two heirs claim two ids, all alike", []string{"A@1 a b", "B@2 c d"}, []string{"@1 a c", "@2 b d"}, "",
			"kept A, kept B", "A 0 [0 1], B 1 [0 1]", "split A B 1, split B A 1"},
		{"left over between two heirs", []string{"A@1 a b c", "B@2 d e f", "C@3 g h i"}, []string{"@1 a b c g h", "@2 d e f i"}, "",
			"kept A, kept B", "A 0 [0], B 1 [1], C A [0 1]", "merged C A 2, split B C 1"},
		{"left over, one article will do", []string{"A@1 a b", "B@2 cde"}, []string{"@1 a b c d", "@2 e"}, "",
			"kept A, kept B", "A 0 [0], B 1 [0 1]", "split A B 2"},
		{"all texts gone", []string{"A@1 a b", "B@2 c"}, []string{"@2 c"}, "",
			"kept B", "A - [], B 0 [0]", "withdrawn A 2"},
		{"some texts gone", []string{"A@1 a b c"}, []string{"@2 b"}, "",
			"kept A", "A 0 [0]", ""},
		{"some texts gone and the rest in another", []string{"A@1 a b c", "B@2 d e"}, []string{"@2 c d e"}, "",
			"kept B", "A B [0], B 0 [0]", "merged A B 1"},
		{"no story had any", []string{"A@1 a"}, []string{"@2 b"}, "",
			"minted *b", "A - []", "new *b 1, withdrawn A 1"},
	})
}

// TestInheritRevival is of ids that do not stand.
func TestInheritRevival(t *testing.T) {
	checkSuccessions(t, []succession{
		{"merged, then split", []string{"A>B@1 a b", "B@2 c d e a b"}, []string{"@1 a b", "@2 c d e"}, "",
			"revived A, kept B", "A 0 [0], B 1 [1 0]", "reopened A B 2"},
		{"merged, grown, then split", []string{"A>B@1 a b", "B@2 a b c d e"}, []string{"@1 a b f", "@2 c d e g"}, "",
			"revived A, kept B", "A 0 [0], B 1 [1 0]", "grown B 1, reopened A B 3"},
		{"merged, then split with most of it", []string{"A>B@1 a b c", "B@2 a b c d e f g"}, []string{"@1 a b", "@2 c d e f g"}, "",
			"revived A, kept B", "A 0 [0 1], B 1 [1 0]", "reopened A B 2"},
		{"half is not most", []string{"A>B@1 a b", "B@2 a b c d e"}, []string{"@1 a", "@2 b c d e"}, "",
			"minted *a, kept B", "A B [0 1], B 1 [1 0]", "new *a 1, split *a B 1"},
		{"two heirs claim one", []string{"A>B@1 a b c", "B@2 a b c d e f g"}, []string{"@1 a b", "@1 c", "@2 d e f g"}, "",
			"revived A, minted *c, kept B", "A 0 [0 1], B 2 [2 0 1]", "new *c 1, reopened A B 2, split *c B 1"},
		{"two heirs have half each", []string{"A>B@1 a b", "B@2 a b c d e"}, []string{"@1 a", "@1 b", "@2 c d e"}, "",
			"minted *a, minted *b, kept B", "A B [0 1], B 2 [2 0 1]", "new *a 1, new *b 1, split *a B 1, split *b B 1"},
		{"most of it is gone", []string{"A>B@1 a b c", "B@2 a d e"}, []string{"@1 a", "@2 d e"}, "",
			"minted *a, kept B", "A B [0], B 1 [1 0]", "new *a 1, split *a B 1"},
		{"an heir that keeps an id revives none", []string{"A>B@1 a b c", "B@2 a b c d"}, []string{"@1 a b c", "@2 d"}, "",
			"kept B, minted *d", "A B [0], B 0 [0 1]", "new *d 1, split *d B 1"},
		{"one heir claims two, the larger", []string{"A>C@1 a", "B>C@2 b d", "C@3 a b d e f g h"}, []string{"@1 a b d", "@3 e f g h"}, "",
			"revived B, kept C", "A C [0], B 0 [0], C 1 [1 0]", "reopened B C 3"},
		{"one heir claims two alike, the earlier", []string{"B>C@1 b", "A>C@2 a", "C@3 a b d e f"}, []string{"@1 a b", "@3 d e f"}, "",
			"revived B, kept C", "B 0 [0], A C [0], C 1 [1 0]", "reopened B C 2"},
		{"revived out of two", []string{"A>B@1 a b c", "B@2 a b d e f", "C@3 c g h"}, []string{"@1 a b c", "@2 d e f", "@3 g h"}, "",
			"revived A, kept B, kept C", "A 0 [0], B 1 [1 0], C 2 [2 0]", "reopened A B 3, split A C 1"},
		{"a chain, and its head comes back", []string{"A>B@1 a b", "B>C@2 d a b", "C@3 e f g d a b"}, []string{"@1 a b", "@3 d e f g"}, "",
			"revived A, kept C", "A 0 [0], B C [0 1], C 1 [1 0]", "reopened A C 2"},
		{"a chain, and its middle comes back", []string{"A>B@1 a b", "B>C@2 d a b", "C@3 e f g h d a b"}, []string{"@1 d a b", "@3 e f g h"}, "",
			"revived B, kept C", "A B [0], B 0 [0], C 1 [1 0]", "reopened B C 3"},
		{"a text that is torn in halves is nobody's", []string{"A>B@1 ab", "B@2 ab c d e"}, []string{"@1 a", "@2 b c d e"}, "",
			"minted *a, kept B", "A B [0 1], B 1 [1 0]", "new *a 1, split *a B 1"},
		{"most of a text is in a story that stays", []string{"A>Z@1 abc"}, []string{"@1 a d"}, "",
			"minted *a", "A Z [0]", "new *a 2"},
		{"withdrawn, and its texts come back", []string{"A>-@1 a b"}, []string{"@1 a b"}, "",
			"revived A", "A 0 [0]", "reopened A 2"},
		{"withdrawn, and its texts come to another", []string{"A>-@1 a", "B@1 b"}, []string{"@1 a b"}, "",
			"kept B", "A - [0], B 0 [0]", "grown B 1"},
		{"where it led is not of this run", []string{"A>Z@1 a b"}, []string{"@1 c"}, "",
			"minted *c", "A Z []", "new *c 1"},
	})
}

// TestInheritMint is of ids that were given before.
func TestInheritMint(t *testing.T) {
	checkSuccessions(t, []succession{
		{"taken in the archive", nil, []string{"@1 a"}, "*a",
			"minted *a-2", "", "new *a-2 1"},
		{"taken twice", nil, []string{"@1 a"}, "*a *a-2",
			"minted *a-3", "", "new *a-3 1"},
		{"taken by a standing story", []string{"*a@1 a b c"}, []string{"@1 a", "@2 b c"}, "",
			"minted *a-2, kept *a", "*a 1 [1 0]", "new *a-2 1, split *a-2 *a 1"},
		{"taken by a merged story", []string{"*a>B@1 a d", "B@2 a b c d"}, []string{"@1 a", "@2 b c d"}, "",
			"minted *a-2, kept B", "*a B [0 1], B 1 [1 0]", "new *a-2 1, split *a-2 B 1"},
		{"taken by both", []string{"*a@1 a b c"}, []string{"@1 a", "@2 b c"}, "*a-2",
			"minted *a-3, kept *a", "*a 1 [1 0]", "new *a-3 1, split *a-3 *a 1"},
	})
}

// succession is what becomes of stories, as [TestInherit] writes them.
type succession struct {
	name          string
	former, heirs []string
	taken         string
	ids           string // by heir: how it came by its id, and the id
	fates         string // by former story: where it stands or leads, and all heirs
	changes       string
}

func checkSuccessions(t *testing.T, tests []succession) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.check(t) })
	}
}

func (test succession) check(t *testing.T) {
	former, heirs := parseFormer(test.former), parseHeirs(test.heirs)
	taken := func(id string) bool { return slices.Contains(strings.Fields(test.taken), starred(id)) }
	s := Inherit(former, heirs, taken)
	for _, part := range []struct{ what, got, want string }{
		{"ids", describeIDs(s), test.ids}, {"fates", describeFates(former, s), test.fates}, {"changes", describeChanges(s), test.changes},
	} {
		if part.got != part.want {
			t.Errorf("%s are %q, want %q", part.what, part.got, part.want)
		}
	}
	slices.Reverse(former)
	slices.Reverse(heirs)
	backwards := Inherit(former, heirs, taken)
	slices.Reverse(backwards.IDs)
	if !slices.Equal(backwards.IDs, s.IDs) || !slices.Equal(backwards.Changes, s.Changes) {
		t.Errorf("backwards: ids are %q, changes %v", backwards.IDs, backwards.Changes)
	}
}

func describeIDs(s Succession) string {
	var ids []string
	for i, id := range s.IDs {
		ids = append(ids, fmt.Sprintf("%s %s", s.Descents[i], id))
	}
	return starred(strings.Join(ids, ", "))
}

func describeFates(former []Former, s Succession) string {
	var fates []string
	for i, fate := range s.Fates {
		where := fate.Into
		switch {
		case fate.Heir >= 0 && where == "":
			where = fmt.Sprint(fate.Heir)
		case where == "":
			where = "-"
		}
		fates = append(fates, fmt.Sprint(former[i].ID, " ", where, " ", fate.Heirs))
	}
	return starred(strings.Join(fates, ", "))
}

// describeChanges returns the changes by kind: ids that are hashes have no order that a table could show.
func describeChanges(s Succession) string {
	var changes []string
	for _, c := range s.Changes {
		words := []string{string(c.Kind), c.Story, c.Other, fmt.Sprint(c.Texts)}
		changes = append(changes, starred(strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")))
	}
	slices.Sort(changes)
	return strings.Join(changes, ", ")
}

// starred writes minted ids with a star.
func starred(s string) string {
	for _, founder := range strings.Split("abcdefgh", "") {
		s = strings.ReplaceAll(s, "s"+hashID(founder), "*"+founder)
	}
	return s
}

func parseFormer(lines []string) []Former {
	var former []Former
	for _, line := range lines {
		head, texts, first := parseTexts(line)
		id, into, merged := strings.Cut(head, ">")
		if founder, ok := strings.CutPrefix(id, "*"); ok {
			id = "s" + hashID(founder)
		}
		former = append(former, Former{id, merged, strings.TrimPrefix(into, "-"), texts, first})
	}
	return former
}

func parseHeirs(lines []string) []Heir {
	var heirs []Heir
	for _, line := range lines {
		_, texts, first := parseTexts(line)
		heirs = append(heirs, Heir{texts, texts[0][0], first})
	}
	return heirs
}

// parseTexts returns what stands before the day, the texts, and the time of the first article.
func parseTexts(line string) (head string, texts [][]string, first news.Time) {
	words := strings.Fields(line)
	head, day, dated := strings.Cut(words[0], "@")
	if dated {
		first = date(int(day[0] - '0'))
	}
	for _, word := range words[1:] {
		texts = append(texts, strings.Split(word, ""))
	}
	return head, texts, first
}

// TestInheritOverRuns follows two reports through six nights.
func TestInheritOverRuns(t *testing.T) {
	w := &world{}
	a, b := "s"+hashID("a"), "s"+hashID("b")
	tests := []struct {
		night string
		heirs []string
		ids   []string
		ends  map[string]string
	}{
		{"two stories", []string{"@1 a", "@2 b c"}, []string{a, b}, map[string]string{a: a, b: b}},
		{"become one", []string{"@1 a b c"}, []string{b}, map[string]string{a: b, b: b}},
		{"that grows", []string{"@1 a b c d e"}, []string{b}, map[string]string{a: b, b: b}},
		{"and splits again", []string{"@1 a d", "@2 b c e"}, []string{a, b}, map[string]string{a: a, b: b}},
		{"the other is merged", []string{"@1 a d f g b c e"}, []string{b}, map[string]string{a: b, b: b}},
		{"and all is withdrawn", nil, nil, map[string]string{a: b, b: b}},
		{"one comes back", []string{"@1 a d"}, []string{a}, map[string]string{a: a, b: b}},
	}
	for _, test := range tests {
		heirs := parseHeirs(test.heirs)
		s := Inherit(w.former, heirs, neverTaken)
		w.apply(heirs, s)
		if !slices.Equal(s.IDs, test.ids) {
			t.Errorf("%s: ids are %q, want %q", test.night, s.IDs, test.ids)
		}
		for id, want := range test.ends {
			if end := w.resolve(t, id); end != want {
				t.Errorf("%s: %s leads to %s, want %s", test.night, id, end, want)
			}
		}
	}
}

func TestInheritLeavesArgumentsAlone(t *testing.T) {
	lines, groups := []string{"B@2 c d", "A@1 a b", "C>A@3 a"}, []string{"@3 d", "@1 a c b"}
	former, heirs := parseFormer(lines), parseHeirs(groups)
	Inherit(former, heirs, neverTaken)
	if !reflect.DeepEqual(former, parseFormer(lines)) || !reflect.DeepEqual(heirs, parseHeirs(groups)) {
		t.Error("the given stories or heirs were changed")
	}
}

func neverTaken(string) bool { return false }

func BenchmarkInherit(b *testing.B) {
	const n = 3000
	former, heirs := make([]Former, n), make([]Heir, n)
	for i := range n {
		articles := []string{fmt.Sprint(i), fmt.Sprint(n + i), fmt.Sprint(2*n + i)}
		former[i] = Former{ID: fmt.Sprint("s", i), Texts: [][]string{articles[:2], articles[2:]}, First: date(i%28 + 1)}
		moved := fmt.Sprint(2*n + (i+i%3)%n) // two of three pass their last text on
		heirs[i] = Heir{Texts: [][]string{articles[:2], {moved}}, Founder: articles[0], First: date(i%28 + 1)}
	}
	for b.Loop() {
		Inherit(former, heirs, neverTaken)
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "stories/s")
}
