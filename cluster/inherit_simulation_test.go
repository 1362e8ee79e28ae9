package cluster

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// world is an archive in small: stories as they stand and stood, and the articles that the next run finds,
// as texts in groups. What happens in it is chosen by choose, which returns a number in [0, n).
type world struct {
	choose func(n int) int
	born   int          // articles so far
	gone   []string     // articles that vanished and may come back
	groups [][][]string // texts by group
	former []Former     // in the order in which their ids were minted
}

const maxBorn = 60

// happen changes the articles or their grouping.
func (w *world) happen() {
	switch w.choose(11) {
	case 0, 1:
		w.add(-1, -1)
	case 2:
		w.add(w.choose(max(1, len(w.groups))), -1)
	case 3:
		w.add(w.choose(max(1, len(w.groups))), 0)
	case 4, 5:
		w.merge()
	case 6, 7:
		w.split()
	case 8:
		w.move()
	case 9:
		w.tear()
	case 10:
		w.lose()
	}
	w.groups = withoutEmpty(w.groups)
}

// add brings a new article, or one that was gone: into a text of a group, a new text of it, or a new group.
func (w *world) add(group, text int) {
	var article string
	switch {
	case len(w.gone) > 0 && w.choose(2) == 1:
		last := len(w.gone) - 1
		article, w.gone = w.gone[last], w.gone[:last]
	case w.born < maxBorn:
		article = fmt.Sprintf("a%02d", w.born)
		w.born++
	default:
		return
	}
	switch {
	case group < 0 || group >= len(w.groups):
		w.groups = append(w.groups, [][]string{{article}})
	case text < 0:
		w.groups[group] = append(w.groups[group], []string{article})
	default:
		text = w.choose(len(w.groups[group]))
		w.groups[group][text] = append(w.groups[group][text], article)
	}
}

// merge makes one group of two.
func (w *world) merge() {
	if len(w.groups) < 2 {
		return
	}
	into, from := w.choose(len(w.groups)), w.choose(len(w.groups))
	if into != from {
		w.groups[into] = append(w.groups[into], w.groups[from]...)
		w.groups = slices.Delete(w.groups, from, from+1)
	}
}

// split makes two groups of one.
func (w *world) split() {
	if len(w.groups) == 0 {
		return
	}
	i := w.choose(len(w.groups))
	var parts [2][][]string
	for _, text := range w.groups[i] {
		part := w.choose(2)
		parts[part] = append(parts[part], text)
	}
	w.groups[i] = parts[0]
	w.groups = append(w.groups, parts[1])
}

// move puts a text into another group.
func (w *world) move() {
	if len(w.groups) == 0 {
		return
	}
	from, to := w.choose(len(w.groups)), w.choose(len(w.groups))
	i := w.choose(len(w.groups[from]))
	text := w.groups[from][i]
	w.groups[from] = slices.Delete(w.groups[from], i, i+1)
	w.groups[to] = append(w.groups[to], text)
}

// tear makes an article of a text a text of its own, in any group.
func (w *world) tear() {
	if article, ok := w.take(); ok {
		to := w.choose(len(w.groups))
		w.groups[to] = append(w.groups[to], []string{article})
	}
}

// lose takes one article away, or a whole group.
func (w *world) lose() {
	if len(w.groups) > 0 && w.choose(4) == 3 {
		i := w.choose(len(w.groups))
		w.gone = append(w.gone, slices.Concat(w.groups[i]...)...)
		w.groups = slices.Delete(w.groups, i, i+1)
	} else if article, ok := w.take(); ok {
		w.gone = append(w.gone, article)
	}
}

// take takes an article out of its text.
func (w *world) take() (article string, ok bool) {
	if len(w.groups) == 0 {
		return "", false
	}
	texts := w.groups[w.choose(len(w.groups))]
	text := w.choose(len(texts))
	i := w.choose(len(texts[text]))
	article = texts[text][i]
	texts[text] = slices.Delete(texts[text], i, i+1)
	return article, true
}

func withoutEmpty(groups [][][]string) [][][]string {
	for i := range groups {
		groups[i] = slices.DeleteFunc(groups[i], func(text []string) bool { return len(text) == 0 })
	}
	return slices.DeleteFunc(groups, func(texts [][]string) bool { return len(texts) == 0 })
}

// published is the time of an article: some have none, and some the same.
func published(article string) news.Time {
	if article[2] == '9' {
		return news.Time{}
	}
	return date(int(article[2]-'0')*3 + int(article[1]-'0')%2 + 1)
}

// heirs returns the groups as a run makes them. They share no memory with the world.
func (w *world) heirs() []Heir {
	var heirs []Heir
	for _, texts := range w.groups {
		h := Heir{}
		for _, text := range texts {
			h.Texts = append(h.Texts, slices.Clone(text))
		}
		h.Founder = slices.MinFunc(slices.Concat(texts...), func(a, b string) int {
			return cmp.Or(comparePublished(published(a), published(b)), cmp.Compare(a, b))
		})
		h.First = published(h.Founder)
		heirs = append(heirs, h)
	}
	return heirs
}

// apply records the result of a run.
func (w *world) apply(heirs []Heir, s Succession) {
	former := slices.Clone(w.former)
	for i, fate := range s.Fates {
		f := &former[i]
		f.Merged, f.Into = fate.Heir < 0, fate.Into
		if fate.Heir >= 0 {
			f.Texts, f.First = heirs[fate.Heir].Texts, heirs[fate.Heir].First
		}
	}
	for i, h := range heirs {
		if s.Descents[i] == Minted {
			former = append(former, Former{ID: s.IDs[i], Texts: h.Texts, First: h.First})
		}
	}
	w.former = former
}

// resolve follows an id to its end.
func (w *world) resolve(t *testing.T, id string) string {
	t.Helper()
	for range len(w.former) {
		i := slices.IndexFunc(w.former, func(f Former) bool { return f.ID == id })
		if i < 0 {
			t.Fatalf("a redirect leads to %s, which never was", id)
		}
		if w.former[i].Into == "" {
			return id
		}
		id = w.former[i].Into
	}
	t.Fatalf("redirects go round at %s", id)
	return ""
}

// run lets things happen, has them inherited, checks the result, records it and returns what was told.
func (w *world) run(t *testing.T, events int) []Change {
	for range events {
		w.happen()
	}
	heirs := w.heirs()
	s := Inherit(w.former, heirs, neverTaken)
	checkRepeated(t, w.former, heirs, s)
	checkMatched(t, w.former, heirs, s)
	checkTold(t, w.former, s)
	w.checkPart(t, heirs, s)
	w.apply(heirs, s)
	w.checkWhole(t)
	w.checkQuiet(t, heirs, s)
	return s.Changes
}

// checkRepeated: the same run in another order gives the same, story by story and heir by heir.
func checkRepeated(t *testing.T, former []Former, heirs []Heir, s Succession) {
	t.Helper()
	r := newRandom(uint64(len(former)*maxBorn + len(heirs)))
	stories, groups := r.Perm(len(former)), r.Perm(len(heirs))
	again := Inherit(pickAll(former, stories), pickAll(heirs, groups), neverTaken)
	if restored := again.inOrder(stories, groups); !reflect.DeepEqual(restored, s) {
		t.Fatalf("in another order: got %v, want %v", restored, s)
	}
}

// overlap is what a story and an heir share, counted article by article.
type overlap struct{ texts, articles int }

func (o overlap) compare(p overlap) int {
	return cmp.Or(cmp.Compare(o.texts, p.texts), cmp.Compare(o.articles, p.articles))
}

// overlaps counts what each heir has of a story, the slow way.
func overlaps(f Former, heirs []Heir) []overlap {
	all := make([]overlap, len(heirs))
	for _, text := range f.Texts {
		best, most := -1, 0
		for i, h := range heirs {
			n := 0
			for _, own := range h.Texts {
				for _, article := range own {
					if slices.Contains(text, article) {
						n++
					}
				}
			}
			all[i].articles += n
			if n > most || n == most && n > 0 && compareHeirs(h, heirs[best]) < 0 {
				best, most = i, n
			}
		}
		if best >= 0 && (!f.Merged || 2*most > len(text)) {
			all[best].texts++
		}
	}
	return all
}

// checkMatched: no story and heir that overlap are both worse off than with each other, only ids that
// stood or go to most of their texts are handed on, and none that should be is left.
func checkMatched(t *testing.T, former []Former, heirs []Heir, s Succession) {
	t.Helper()
	shared := make([][]overlap, len(former))
	given := make([]overlap, len(heirs)) // with the story whose id the heir has
	for i, f := range former {
		shared[i] = overlaps(f, heirs)
		if h := s.Fates[i].Heir; h >= 0 {
			given[h] = shared[i][h]
		}
	}
	for i, f := range former {
		has := s.Fates[i].Heir
		for h, o := range shared[i] {
			most := 2*o.texts > len(f.Texts)
			switch {
			case has == h && (s.IDs[h] != f.ID || s.Descents[h] == Minted || f.Merged == (s.Descents[h] == Kept)):
				t.Fatalf("heir %d has %s, %s, of %s", h, s.IDs[h], s.Descents[h], f.ID)
			case has == h && f.Merged && !most:
				t.Fatalf("heir %d revived %s with %d of %d texts", h, f.ID, o.texts, len(f.Texts))
			case has < 0 && f.Merged && most && (s.Descents[h] == Minted || s.Descents[h] == Revived && o.compare(given[h]) > 0):
				t.Fatalf("heir %d is %s and could have revived %s", h, s.Descents[h], f.ID)
			case f.Merged || has == h || o.articles == 0:
			case (has < 0 || o.compare(shared[i][has]) > 0) && (s.Descents[h] != Kept || o.compare(given[h]) > 0):
				t.Fatalf("%s and heir %d were passed over", f.ID, h)
			}
		}
	}
}

// checkTold: the changes, applied to the ids that stood, give those that stand; each is told once, and a
// redirect that is told leads to an id that stood before and stands after.
func checkTold(t *testing.T, former []Former, s Succession) {
	t.Helper()
	stood, stands := map[string]bool{}, map[string]bool{}
	for _, f := range former {
		if !f.Merged {
			stood[f.ID], stands[f.ID] = true, true
		}
	}
	for i, c := range s.Changes {
		if i > 0 && s.Changes[i-1] == c {
			t.Fatalf("told twice: %v", c)
		}
		begins := c.Kind == NewChange || c.Kind == ReopenedChange
		ends := c.Kind == MergedChange || c.Kind == WithdrawnChange
		if begins && stood[c.Story] || ends && !stood[c.Story] || c.Other != "" && !stood[c.Other] {
			t.Fatalf("can't be: %v", c)
		}
		if c.Kind == MergedChange && !slices.Contains(s.IDs, c.Other) {
			t.Fatalf("leads to what does not stand: %v", c)
		}
		if begins || ends {
			stands[c.Story] = begins
		}
	}
	for _, id := range s.IDs {
		if !stands[id] {
			t.Fatalf("%s stands and this is not told: %v", id, s.Changes)
		}
		delete(stands, id)
	}
	for id, still := range stands {
		if still {
			t.Fatalf("%s does not stand and this is not told: %v", id, s.Changes)
		}
	}
}

// checkPart: a run that is given only what changed gives it the same ids and tells the same. What changed
// are the groups that are no story as it stood, and all that shares articles with them.
func (w *world) checkPart(t *testing.T, heirs []Heir, whole Succession) {
	t.Helper()
	stays := map[int]bool{} // heirs that are a story as it stood, and such stories
	var former []Former
	var part []Heir
	var want []string
	for i, fate := range whole.Fates {
		same := fate.Heir >= 0 && !w.former[i].Merged && reflect.DeepEqual(w.former[i].Texts, heirs[fate.Heir].Texts)
		if same {
			stays[fate.Heir] = true
		} else {
			former = append(former, w.former[i])
		}
	}
	for i, h := range heirs {
		if !stays[i] {
			part, want = append(part, h), append(want, whole.IDs[i])
		}
	}
	known := func(id string) bool { return slices.ContainsFunc(w.former, func(f Former) bool { return f.ID == id }) }
	got := Inherit(former, part, known)
	if !slices.Equal(got.IDs, want) || !slices.Equal(got.Changes, whole.Changes) {
		t.Fatalf("of what changed: got %q and %v, want %q and %v", got.IDs, got.Changes, want, whole.Changes)
	}
}

// checkWhole: every id leads to an end, the ids are those of the groups, once each, and every article is
// in one story.
func (w *world) checkWhole(t *testing.T) {
	t.Helper()
	ids, articles, standing := map[string]bool{}, map[string]bool{}, 0
	for _, f := range w.former {
		if ids[f.ID] {
			t.Fatalf("%s was given twice", f.ID)
		}
		ids[f.ID] = true
		w.resolve(t, f.ID)
		if f.Merged {
			continue
		}
		standing++
		for _, article := range slices.Concat(f.Texts...) {
			if articles[article] {
				t.Fatalf("%s is in two stories", article)
			}
			articles[article] = true
		}
	}
	if present := w.born - len(w.gone); standing != len(w.groups) || len(articles) != present {
		t.Fatalf("%d stories of %d articles, want %d of %d", standing, len(articles), len(w.groups), present)
	}
}

// checkQuiet: a run that finds nothing changed leaves every id where it is and tells nothing.
func (w *world) checkQuiet(t *testing.T, heirs []Heir, s Succession) {
	t.Helper()
	quiet := Inherit(w.former, heirs, neverTaken)
	if !slices.Equal(quiet.IDs, s.IDs) || len(quiet.Changes) > 0 {
		t.Fatalf("nothing changed and ids %q became %q: %v", s.IDs, quiet.IDs, quiet.Changes)
	}
	for i, fate := range quiet.Fates {
		if f := w.former[i]; fate.Into != f.Into || fate.Heir < 0 != f.Merged {
			t.Fatalf("nothing changed and %s leads to %q, not to %q", f.ID, fate.Into, f.Into)
		}
	}
}

// TestInheritSimulation lets stories form, grow, merge, split and vanish through many histories, and sees
// to it that everything that can happen to an id did.
func TestInheritSimulation(t *testing.T) {
	told := map[ChangeKind]int{}
	for seed := range uint64(300) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := newRandom(seed)
			w := &world{choose: r.IntN}
			for range 30 {
				for _, c := range w.run(t, r.IntN(6)) {
					told[c.Kind]++
				}
			}
		})
	}
	for _, kind := range []ChangeKind{NewChange, GrownChange, MergedChange, SplitChange, ReopenedChange, WithdrawnChange} {
		if told[kind] < 100 {
			t.Errorf("%d changes are %s, too few to learn from", told[kind], kind)
		}
	}
}

// FuzzInherit reads a history from bytes. Each is a choice; a run begins with how many events it has, and
// what is not said any more is 0.
func FuzzInherit(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{3, 0, 0, 0, 1, 4, 0, 1, 1, 6, 0, 1, 0})                      // two form; they merge; they split again
	f.Add([]byte{4, 0, 0, 2, 0, 2, 0, 1, 6, 0, 0, 1, 0, 1, 10, 0, 3, 0})      // one grows, splits, and a part vanishes
	f.Add([]byte{5, 0, 3, 0, 0, 3, 0, 0, 2, 0, 0, 2, 9, 0, 0, 2, 1, 8, 1, 0}) // a text gains copies and is torn
	for seed := range uint64(4) {
		r := newRandom(seed)
		choices := make([]byte, 60)
		for i := range choices {
			choices[i] = byte(r.IntN(12))
		}
		f.Add(choices)
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		choices = choices[:min(len(choices), 200)]
		w := &world{choose: func(n int) int {
			if len(choices) == 0 {
				return 0
			}
			choice := int(choices[0]) % n
			choices = choices[1:]
			return choice
		}}
		for len(choices) > 0 {
			w.run(t, w.choose(6))
		}
	})
}
