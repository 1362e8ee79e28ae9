package cluster

import (
	"cmp"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// The facts of a story are what several reports of it can be held to: figures with what they count,
// quotations, names, places and dates. Each is told in the words of a report, with who had it first as far as times
// prove it, who else has it on their own, and who only reprints it. Reports that give another figure stand
// beside it (conflicts.go).
//
// The first is looked for in all that the articles say or said (version.go); what is told of them is read sentence by
// sentence (reading.go).
//
// Facts are for reading. A fact that is none costs more than one missed, so what one report alone
// tells counts for little, and what stands late in it for less.

// Fact is one thing that reports of a story tell.
type Fact struct {
	Kind   FactKind
	About  string       // of a figure, what it counts: "killed", "passenger"; of a quotation, whose it is; "" when not clear
	Differ ConflictKind // how Values differ; "" when they don't
	Values []FactValue  // at least one; of a figure by publication, of a quotation the longest wording first
	score  float64
}

// FactKind says what a fact is.
type FactKind string

// Kinds of facts, in the order in which they are told.
const (
	FigureFact    FactKind = "figure"
	QuotationFact FactKind = "quotation"
	DateFact      FactKind = "date"
	NameFact      FactKind = "name"
	PlaceFact     FactKind = "place"
)

// FactValue is a fact as some reports give it.
type FactValue struct {
	Value    string     // digits, words of a quotation, a name, or a day as in 2006-01-02
	Bound    news.Bound // of a figure
	From     Passage    // the words that tell it, by the first of its tellers
	Sentence news.Span  // in which they stand
	First    int        // the article known to have told it first, perhaps in an earlier version; -1 when times can't tell
	FirstAt  news.Time  // when it did
	Gone     bool       // First has been revised since and no longer tells it
	Tellers  []int      // one article of each text that tells it on its own, by publication
	Copies   []int      // articles that only reprint one of these, in order
}

// Texts returns the number of independent texts that tell a fact.
func (f Fact) Texts() int {
	n := 0
	for _, v := range f.Values {
		n += len(v.Tellers)
	}
	return n
}

// Facts returns the facts of story s, by kind, those that the most independent texts tell early first.
func (g *Grouping) Facts(s int, opts Options) []Fact {
	bags := newBagger(Terms{}, opts.Background)
	readings := make([]reading, 0, len(g.Stories[s].Texts))
	for _, t := range g.Stories[s].Texts {
		if a := g.Articles[g.Texts[t].Origin]; !a.Digest {
			readings = append(readings, g.read(t, bags))
		}
	}
	slices.SortStableFunc(readings, func(a, b reading) int {
		return cmp.Or(comparePublished(g.Articles[a.article].Published, g.Articles[b.article].Published), cmp.Compare(a.article, b.article))
	})
	order := map[int]int{}
	for i, r := range readings {
		order[r.text] = i
	}
	f := factFinder{g, bags, readings, order, g.versions(g.Stories[s]), newReprints(g)}
	all := slices.Concat(f.figures(), f.quotations(), f.dates(), f.names(s))
	kinds := map[FactKind]int{FigureFact: 0, QuotationFact: 1, DateFact: 2, NameFact: 3, PlaceFact: 4}
	slices.SortStableFunc(all, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(kinds[a.Kind], kinds[b.Kind]), -cmp.Compare(a.score, b.score))
	})
	return all
}

// factFinder finds what reports, in order of publication, tell together.
type factFinder struct {
	g        *Grouping
	bags     *bagger
	readings []reading
	order    map[int]int // of texts among the readings
	versions []version
	reprints
}

// Weights of facts.
const (
	differBonus  = 2  // of figures that differ
	tollBonus    = 3  // a toll says more of an event
	amountWeight = .5 // than amounts, spans and lengths, and than a few of something
	few          = 4
)

// figures returns the figures of the reports: by subject where they can differ, else by what is the same.
func (f factFinder) figures() []Fact {
	var all []telling
	for _, r := range f.readings {
		all = append(all, r.figures...)
	}
	var facts []Fact
	used := make([]bool, len(all))
	for _, subject := range figureSubjects(all) {
		for _, i := range subject {
			used[i] = true
		}
		facts = append(facts, f.figure(subject, all))
	}
	groups := map[countKey][]int{}
	var order []countKey
	for i, t := range all {
		key := countKey{t.About, t.Value}
		if used[i] || t.About == "" || t.Toll || slices.ContainsFunc(groups[key], func(m int) bool { return all[m].text == t.text }) {
			continue
		}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], i)
	}
	for _, key := range order {
		facts = append(facts, f.figure(groups[key], all))
	}
	return facts
}

// figure makes the fact of tellings of one subject.
func (f factFinder) figure(subject []int, all []telling) Fact {
	first := all[subject[0]]
	fact := Fact{Kind: FigureFact, About: first.About}
	values := map[string][]mention{}
	bounds := map[string]news.Bound{}
	var order []string
	for _, i := range subject {
		t := all[i]
		if values[t.Value] == nil {
			order, bounds[t.Value] = append(order, t.Value), t.Bound
		}
		values[t.Value] = append(values[t.Value], t.mention)
	}
	for _, mentions := range values {
		slices.SortStableFunc(mentions, func(a, b mention) int { return comparePublished(a.told, b.told) })
	}
	weight := 1.0
	if c, differ := dispute(subject, all); differ {
		fact.Differ, weight = c.Kind, differBonus
	}
	if first.Toll {
		weight *= tollBonus
	} else if measures[first.About] || quantity(first.Value) < few {
		weight *= amountWeight
	}
	slices.SortStableFunc(order, func(a, b string) int { return comparePublished(values[a][0].told, values[b][0].told) })
	for _, value := range order {
		key := countKey{first.About, value}
		v := f.value(value, values[value], figureSign(key))
		v.Bound = bounds[value]
		fact.Values = append(fact.Values, v)
	}
	fact.score = weight * earliness(all, subject)
	return fact
}

// earliness weighs tellings by how many there are and how early they stand in their reports.
func earliness(all []telling, subject []int) float64 {
	sum := 0.0
	for _, i := range subject {
		sum += 1 / (1 + positionDecay*float64(all[i].position))
	}
	return sum
}

// standing is the like for mentions.
func standing(mentions []mention) float64 {
	sum := 0.0
	for _, m := range mentions {
		sum += 1 / (1 + positionDecay*float64(m.position))
	}
	return sum
}

// value says who tells a value, by its mentions in different texts, the earliest first, and by its sign.
func (f factFinder) value(value string, mentions []mention, at sign) FactValue {
	m := mentions[0]
	v := FactValue{Value: value, From: Passage{m.article, m.at}, Sentence: m.sentence}
	times := map[int]news.Time{}
	for _, m := range mentions {
		times[m.article] = m.told
		v.Tellers = append(v.Tellers, m.article)
		for _, r := range f.of(m.text, Passage{m.article, m.at}) {
			times[r.article] = r.told
			v.Copies = append(v.Copies, r.article)
		}
	}
	slices.Sort(v.Copies)
	all := slices.Concat(v.Tellers, v.Copies)
	for _, o := range f.versions {
		if !at.tells(o) {
			continue
		}
		if told, known := times[o.article]; !known || comparePublished(o.told, told) < 0 {
			times[o.article] = o.told
			all = append(all, o.article)
		}
	}
	if v.First = first(all, func(i int) news.Time { return times[i] }); v.First < 0 {
		return v
	}
	v.FirstAt = times[v.First]
	for _, o := range f.versions {
		if o.article != v.First && !before(v.FirstAt, o.told) && at.may(o) {
			v.First, v.FirstAt = -1, news.Time{}
			return v
		}
	}
	holds := func(o version) bool { return o.article == v.First && o.current && at.tells(o) }
	v.Gone = !slices.Contains(all[:len(v.Tellers)+len(v.Copies)], v.First) && !slices.ContainsFunc(f.versions, holds)
	return v
}

// dates returns the days that reports name in sentences that are alike.
func (f factFinder) dates() []Fact {
	type group struct {
		day      string
		first    datedSentence
		mentions []mention
	}
	var groups []*group
	for _, r := range f.readings {
		for _, d := range r.dates {
			day := d.day.At.Format("2006-01-02")
			at := slices.IndexFunc(groups, func(o *group) bool { return o.day == day && o.first.words.cosine(d.words) >= rivalStatement })
			if at < 0 {
				groups = append(groups, &group{day, d, []mention{d.mention}})
			} else if o := groups[at]; o.mentions[len(o.mentions)-1].text != d.text {
				o.mentions = append(o.mentions, d.mention)
			}
		}
	}
	var facts []Fact
	for _, o := range groups {
		facts = append(facts, Fact{Kind: DateFact, Values: []FactValue{f.value(o.day, o.mentions, dateSign(o.day, f.words(o.mentions[0].sentence, o.first.article)))}, score: standing(o.mentions)})
	}
	return facts
}

// words returns a stretch of an article.
func (f factFinder) words(at news.Span, article int) string {
	return f.g.Articles[article].Text[at.Start:at.End]
}

// namedIn are the words before a name that make it one of a place.
var namedIn = stopWordSet(`in near off outside`)

// names returns the names of the reports, each by the text that has it first; places are those that things happen in.
func (f factFinder) names(s int) []Fact {
	type group struct {
		name     news.Name
		mentions []mention
		all, in  int // times it stands there, and in how many of them as a place
	}
	var groups []*group
	byKey, byLast, written := map[string]*group{}, map[string][]*group{}, map[string]bool{}
	find := func(n news.Name) *group {
		if o := byKey[n.Key]; o != nil {
			return o
		}
		same := byLast[n.Last]
		if n.Last != "" && n.Last == n.Key && len(same) == 1 {
			return same[0]
		}
		for _, o := range same {
			if isCut(o.name.Key, n.Key) || isCut(n.Key, o.name.Key) { // with another rank or initial
				return o
			}
		}
		return nil
	}
	for _, r := range f.readings {
		for _, n := range r.names {
			written[n.Text] = true
			o := find(n.Name)
			if o == nil {
				o = &group{name: n.Name}
				groups = append(groups, o)
				if n.Last != "" && n.Last != n.Key {
					byLast[n.Last] = append(byLast[n.Last], o)
				}
			}
			byKey[n.Key] = o
			if o.all++; n.place {
				o.in++
			}
			if k := len(o.mentions); k == 0 || o.mentions[k-1].text != n.text {
				o.mentions = append(o.mentions, n.mention)
			}
		}
	}
	var facts []Fact
	for _, o := range groups {
		if f.isOutlet(s, o.name.Text) {
			continue
		}
		if stem := strings.TrimSuffix(o.name.Text, "n"); stem != o.name.Text && written[stem] {
			continue // Costa Rican
		}
		fact := Fact{Kind: NameFact, Values: []FactValue{f.value(o.name.Text, o.mentions, nameSign(o.name))}, score: standing(o.mentions)}
		if 2*o.in >= o.all && o.in > 0 {
			fact.Kind = PlaceFact
		}
		if strings.Contains(o.name.Text, " ") {
			fact.score *= longNameBonus
		}
		facts = append(facts, fact)
	}
	return facts
}

// isOutlet reports whether a name is that of an outlet or agency that the story comes from.
func (f factFinder) isOutlet(s int, name string) bool {
	return slices.ContainsFunc(f.g.Stories[s].Articles, func(i int) bool {
		return news.SameOutlet(name, f.g.Articles[i].Source) || news.SameOutlet(name, f.g.Articles[i].Agency)
	})
}
