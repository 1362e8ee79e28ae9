package cluster

import (
	"cmp"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// A run makes groups of texts; people hold ids of stories. Inherit says which group goes on under which
// id. Groups are matched one to one, largest overlap first, as Palla, Barabási and Vicsek follow
// communities ("Quantifying social group evolution", 2007); here the overlap is counted and not set in
// relation, so that the larger part of a split keeps the id, however much was added to it.
//
// Stories are put in order by first article, then id; heirs by first article, then founder. From then on
// the earlier comes first, and the order in which they were given is forgotten.
//
//  1. An old text counts for the heir that holds most of its articles, of equals for the first. The
//     overlap of a story with an heir is these texts, then all articles that they share. Of equal overlaps
//     that of the first story comes first, of one story's that with the first heir. Of an id that does not
//     stand, articles may lie in stories that the run leaves alone: there a text counts for an heir only
//     with more than half of all its articles, so that the result is the same as of a run over everything.
//  2. Kept: the largest overlap of a standing story with an heir gives the heir the id, then the largest
//     of those whose story and heir are both free, until there is none. One shared article will do.
//  3. Revived: an heir left over takes an id that does not stand if more than half of the texts that the
//     id had when it went count for the heir. Two heirs can't both have more than half; of several such
//     ids the heir takes the one with the largest overlap.
//  4. Minted: every other heir gets an id made from its founder's.
//  5. A standing story left over is merged into the id of its largest heir; without any it is withdrawn.
//
// Redirects can't go round. A story left over in step 5 and its largest heir overlap, so step 2 would have
// matched them had the heir been free: the heir has kept the id of another standing story. A new redirect
// thus points at an id that stands before and after the run, and what stands points nowhere. A circle
// closed by new redirects would go on from such an id, so there is none; a revived id loses its redirect,
// which breaks chains and joins none; and a minted id is new, so nothing old points at it. What has no
// circle before a run has none after it, and each chain ends in a story that stands or was withdrawn.

// Former is a story as it stood before a run, or one that stood at some time.
type Former struct {
	ID     string
	Merged bool       // does not stand any more: it was merged or withdrawn
	Into   string     // id that it was merged into; "" if it stands or was withdrawn
	Texts  [][]string // ids of its articles by text; if Merged, those it had when it went
	First  news.Time  // publication of its first article
}

// Heir is a group of texts that a run made.
type Heir struct {
	Texts   [][]string // ids of its articles by text
	Founder string     // id of its first article
	First   news.Time  // publication of that
}

// Succession says what became of ids.
type Succession struct {
	IDs      []string  // by heir: its id from now on
	Descents []Descent // by heir: how it came by the id
	Fates    []Fate    // by former story
	Changes  []Change  // what is told of the run, by story, kind and other story
}

// Descent says how an heir came by its id.
type Descent string

// Descents.
const (
	Kept    Descent = "kept"    // the id stood and goes on
	Revived Descent = "revived" // the id was merged or withdrawn and stands again
	Minted  Descent = "minted"  // there was no such id
)

// Fate says what became of a former story.
type Fate struct {
	Heir  int    // the heir that has its id; -1 if it does not stand
	Into  string // id that it redirects to; "" if it stands or is withdrawn
	Heirs []int  // all that hold articles of it, largest overlap first
}

// Change is one thing that a story's history tells of a run. An unchanged story has none, nor has one that
// only lost articles.
type Change struct {
	Kind  ChangeKind
	Story string // id
	Other string // id of the story merged into, split from or reopened out of; "" if none
	Texts int    // new, reopened: its texts; withdrawn: those it had; else see the kinds
}

// ChangeKind says what happened to a story.
type ChangeKind string

// Kinds of changes. Every minted id has one that is new, every revived id one that is reopened, every story
// that stands no longer one that is merged or withdrawn.
const (
	NewChange       ChangeKind = "new"
	GrownChange     ChangeKind = "grown"     // kept, with articles that no story had; its texts without any older article, 0 for mere reprints
	MergedChange    ChangeKind = "merged"    // into Other; texts of Other that hold its articles
	SplitChange     ChangeKind = "split"     // has articles that were Other's, and not by a merger; its texts that hold them
	ReopenedChange  ChangeKind = "reopened"  // out of Other, of which it holds most
	WithdrawnChange ChangeKind = "withdrawn" // no article is left
)

// Inherit settles which heir has which id. Former ids differ, and an article is in one standing story and
// one heir at most. former needs only the standing stories that share articles with heirs or lost all of
// theirs, and those not standing that share any; taken tells of every other id whether it was ever given.
func Inherit(former []Former, heirs []Heir, taken func(id string) bool) Succession {
	stories, groups := byFirst(former, compareFormer), byFirst(heirs, compareHeirs)
	in := newInheritance(pickAll(former, stories), pickAll(heirs, groups))
	in.give(Kept, func(h holding) bool { return !in.former[h.story].Merged })
	in.give(Revived, func(h holding) bool {
		return in.former[h.story].Merged && 2*h.texts > len(in.former[h.story].Texts)
	})
	in.mint(taken)
	in.redirect()
	in.tell()
	return in.result.inOrder(stories, groups)
}

func compareFormer(a, b Former) int {
	return cmp.Or(comparePublished(a.First, b.First), cmp.Compare(a.ID, b.ID))
}

func compareHeirs(a, b Heir) int {
	return cmp.Or(comparePublished(a.First, b.First), cmp.Compare(a.Founder, b.Founder))
}

// byFirst returns the places of items in their order.
func byFirst[T any](items []T, compare func(a, b T) int) []int {
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return compare(items[i], items[j]) })
	return order
}

// pickAll returns the items at places.
func pickAll[T any](items []T, places []int) []T {
	picked := make([]T, len(places))
	for i, place := range places {
		picked[i] = items[place]
	}
	return picked
}

// inheritance is the work of [Inherit]. Stories and heirs are named by their place in order.
type inheritance struct {
	former   []Former
	heirs    []Heir
	spots    map[string]spot // by article
	holdings []holding       // largest first
	result   Succession
}

// spot is a text of an heir.
type spot struct{ heir, text int }

// holding is what an heir holds of a former story.
type holding struct {
	story, heir int
	texts       int // of the story that count for the heir
	articles    int
	landed      int // texts of the heir that hold these articles
}

func newInheritance(former []Former, heirs []Heir) *inheritance {
	in := &inheritance{former: former, heirs: heirs, spots: map[string]spot{}}
	for i, h := range heirs {
		for j, text := range h.Texts {
			for _, article := range text {
				in.spots[article] = spot{i, j}
			}
		}
	}
	in.result = Succession{
		IDs: make([]string, len(heirs)), Descents: make([]Descent, len(heirs)), Fates: make([]Fate, len(former)),
	}
	for i := range former {
		in.holdings = append(in.holdings, in.held(i)...)
		in.result.Fates[i].Heir = -1
	}
	slices.SortFunc(in.holdings, compareHoldings)
	for _, h := range in.holdings {
		fate := &in.result.Fates[h.story]
		fate.Heirs = append(fate.Heirs, h.heir)
	}
	return in
}

// compareHoldings puts the largest overlap first.
func compareHoldings(a, b holding) int {
	return cmp.Or(-cmp.Compare(a.texts, b.texts), -cmp.Compare(a.articles, b.articles),
		cmp.Compare(a.story, b.story), cmp.Compare(a.heir, b.heir))
}

// held returns what each heir holds of a story.
func (in *inheritance) held(story int) []holding {
	var holdings []holding
	at, landed := map[int]int{}, map[spot]bool{}
	for _, text := range in.former[story].Texts {
		for _, article := range text {
			s, ok := in.spots[article]
			if !ok {
				continue
			}
			if _, ok := at[s.heir]; !ok {
				at[s.heir] = len(holdings)
				holdings = append(holdings, holding{story: story, heir: s.heir})
			}
			h := &holdings[at[s.heir]]
			h.articles++
			if !landed[s] {
				landed[s] = true
				h.landed++
			}
		}
		heir, articles := in.largest(text)
		if heir >= 0 && (!in.former[story].Merged || 2*articles > len(text)) {
			holdings[at[heir]].texts++
		}
	}
	return holdings
}

// largest returns the heir that holds most of a text's articles and how many, -1 when none holds any.
func (in *inheritance) largest(text []string) (heir, articles int) {
	heir = -1
	count := map[int]int{}
	for _, article := range text {
		if s, ok := in.spots[article]; ok {
			count[s.heir]++
		}
	}
	for _, article := range text {
		s, ok := in.spots[article]
		if n := count[s.heir]; ok && (n > articles || n == articles && s.heir < heir) {
			heir, articles = s.heir, n
		}
	}
	return heir, articles
}

// give hands ids to heirs, largest overlap first, where neither is settled yet.
func (in *inheritance) give(how Descent, may func(holding) bool) {
	for _, h := range in.holdings {
		if in.result.Descents[h.heir] == "" && in.result.Fates[h.story].Heir < 0 && may(h) {
			in.result.IDs[h.heir], in.result.Descents[h.heir] = in.former[h.story].ID, how
			in.result.Fates[h.story].Heir = h.heir
		}
	}
}

// mint makes ids for the heirs that have none.
func (in *inheritance) mint(taken func(id string) bool) {
	ids := minter{}
	for _, f := range in.former {
		ids[f.ID] = true
	}
	for i, h := range in.heirs {
		if in.result.Descents[i] != "" {
			continue
		}
		id := ids.mint("s", h.Founder)
		for taken(id) {
			id = ids.mint("s", h.Founder)
		}
		in.result.IDs[i], in.result.Descents[i] = id, Minted
	}
}

// redirect says where the ids lead that do not stand.
func (in *inheritance) redirect() {
	for i, f := range in.former {
		fate := &in.result.Fates[i]
		switch {
		case fate.Heir >= 0:
		case f.Merged:
			fate.Into = f.Into
		case len(fate.Heirs) > 0:
			fate.Into = in.result.IDs[fate.Heirs[0]]
		}
	}
}

// tell writes the history of the run.
func (in *inheritance) tell() {
	source := in.tellMoves()
	stood := in.stood()
	for i, h := range in.heirs {
		id := in.result.IDs[i]
		switch in.result.Descents[i] {
		case Minted:
			in.note(NewChange, id, "", len(h.Texts))
		case Revived:
			in.note(ReopenedChange, id, source[i], len(h.Texts))
		case Kept:
			if texts, grown := gained(h, stood); grown {
				in.note(GrownChange, id, "", texts)
			}
		}
	}
	for i, f := range in.former {
		if !f.Merged && len(in.result.Fates[i].Heirs) == 0 {
			in.note(WithdrawnChange, f.ID, "", len(f.Texts))
		}
	}
	slices.SortFunc(in.result.Changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Story, b.Story), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Other, b.Other))
	})
}

// tellMoves notes where articles went from one story to another, and returns for each heir that revived
// an id the standing story that most of it came from, which is told with the revival.
func (in *inheritance) tellMoves() (source map[int]string) {
	source = map[int]string{}
	for _, h := range in.holdings {
		from, to, fate := in.former[h.story], in.result.IDs[h.heir], in.result.Fates[h.story]
		if from.Merged || from.ID == to {
			continue
		}
		switch {
		case in.result.Descents[h.heir] == Revived && source[h.heir] == "":
			source[h.heir] = from.ID
		case fate.Heir < 0 && fate.Heirs[0] == h.heir:
			in.note(MergedChange, from.ID, to, h.landed)
		default:
			in.note(SplitChange, to, from.ID, h.landed)
		}
	}
	return source
}

// stood returns the articles of all stories that stood before the run.
func (in *inheritance) stood() map[string]bool {
	stood := map[string]bool{}
	for _, f := range in.former {
		if f.Merged {
			continue
		}
		for _, text := range f.Texts {
			for _, article := range text {
				stood[article] = true
			}
		}
	}
	return stood
}

// gained returns how many texts of an heir have only articles that were in no story, and whether there
// are such articles at all.
func gained(h Heir, stood map[string]bool) (texts int, grown bool) {
	for _, text := range h.Texts {
		old := slices.ContainsFunc(text, func(article string) bool { return stood[article] })
		if !old {
			texts++
		}
		grown = grown || slices.ContainsFunc(text, func(article string) bool { return !stood[article] })
	}
	return texts, grown
}

func (in *inheritance) note(kind ChangeKind, story, other string, texts int) {
	in.result.Changes = append(in.result.Changes, Change{kind, story, other, texts})
}

// inOrder returns the succession of stories and heirs in the order in which they were given: place i is
// that of stories[i] and groups[i].
func (s Succession) inOrder(stories, groups []int) Succession {
	given := Succession{
		IDs: make([]string, len(groups)), Descents: make([]Descent, len(groups)), Fates: make([]Fate, len(stories)),
		Changes: s.Changes,
	}
	for i, place := range groups {
		given.IDs[place], given.Descents[place] = s.IDs[i], s.Descents[i]
	}
	for i, place := range stories {
		fate := s.Fates[i]
		if fate.Heir >= 0 {
			fate.Heir = groups[fate.Heir]
		}
		fate.Heirs = pickAll(groups, fate.Heirs)
		given.Fates[place] = fate
	}
	return given
}
