package cluster

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// Every text of a story can be asked why it is there. The answer is what it shares with the text of
// the story that it is closest to: names, figures and quotations first, since an editor can check these
// at a glance; then the terms that weighed most, runs of words, and what the times say.

// How many of each kind are told.
const (
	maxNames    = 4
	maxFigures  = 3
	maxQuotes   = 2
	maxTerms    = 5
	minPassages = 2 // shared shingles worth a word
)

// factsBytes is how much of a text is read for facts: about the words whose terms count.
const factsBytes = 2800

// facts are what an article says that another one can agree with.
type facts struct {
	names    []news.Name
	figures  []news.Figure
	quotes   []news.Quotation
	shingles []uint64
	lead     leadFacts
	text     string // all that was read
	lower    string // the same in small letters, once that was asked for
}

// newFacts reads the facts of an article in its own words, page remains left out, and cuts them into pieces.
func newFacts(a *Article, pieces *news.Pieces) *facts {
	var own strings.Builder
	own.WriteString(a.Content.Title)
	for _, p := range a.Content.Own {
		if own.Len() > factsBytes {
			break
		}
		own.WriteByte('\n')
		own.WriteString(a.Text[p.Start:p.End])
	}
	text := own.String()
	pieces.Cut(text)
	a.current.fingerprint.Fill()
	return &facts{names: pieces.Names(), figures: pieces.Figures(), quotes: news.Quotations(text), shingles: a.current.fingerprint.Shingles,
		text: text, lead: newLeadFacts(a, pieces)}
}

// explain writes down the evidence of every text of a story of several that is not explained yet.
func (g *Grouping) explain(s int, c *comparison, opts Options) {
	story := g.Stories[s]
	if len(story.Texts) < 2 {
		return
	}
	var pieces news.Pieces
	known := map[int]*facts{}
	of := func(t int) *facts {
		if known[t] == nil {
			known[t] = newFacts(g.Articles[c.docs[t].article], &pieces)
		}
		return known[t]
	}
	for _, t := range story.Texts {
		with := g.Texts[t].With
		if with < 0 || g.Texts[t].explained {
			continue
		}
		told := slices.Concat(
			c.sharedNames(of(t), of(with), g.Articles[c.docs[t].article].Lang, opts),
			sharedFigures(of(t), of(with)),
			sharedQuotes(of(t), of(with)),
		)
		g.Texts[t].Evidence = slices.Concat(told,
			c.sharedTerms(t, with, g.Articles, told),
			sharedPassages(of(t), of(with)),
			c.agreeingTimes(t, with),
			differences(of(t), of(with)),
			c.against(t, with),
		)
	}
}

// longNameBonus puts full names before lone words: Saudi Arabia before Turkey.
const longNameBonus = 1.5

// sharedNames returns the names both texts hold, the most telling first: rare ones and full ones.
func (c *comparison) sharedNames(a, b *facts, lang string, opts Options) []Evidence {
	told := map[string]bool{}
	var shared []Evidence
	for _, n := range a.names {
		if told[n.Key] || !slices.ContainsFunc(b.names, n.Same) {
			continue
		}
		told[n.Key] = true
		e := Evidence{NameEvidence, oneLine(n.Text), c.rarity(n.Text, lang, opts)}
		if strings.Contains(e.Value, " ") {
			e.Weight *= longNameBonus
		}
		shared = append(shared, e)
	}
	return heaviestEvidence(shared, maxNames)
}

// rarity returns the greatest idf of the words of a name, so that a village comes before a capital.
func (c *comparison) rarity(name, lang string, opts Options) float64 {
	k := counter{lang: lang, stop: c.stop(lang)}
	rarest := 0.0
	for word := range news.Words(name) {
		if t, ok := k.reduce(word); ok {
			rarest = max(rarest, c.idf(counted{term: t}, lang, opts))
		}
	}
	return rarest
}

// sharedFigures returns the figures both texts hold with what they count.
func sharedFigures(a, b *facts) []Evidence {
	told := map[string]bool{}
	var shared []Evidence
	for _, f := range a.figures {
		same := func(o news.Figure) bool { return o.Value == f.Value && o.Noun == f.Noun }
		key := f.Value + " " + f.Noun
		if f.Noun == "" || told[key] || !slices.ContainsFunc(b.figures, same) {
			continue
		}
		told[key] = true
		shared = append(shared, Evidence{FigureEvidence, oneLine(f.Text), 1})
	}
	return shared[:min(len(shared), maxFigures)]
}

// sharedQuotes returns the quotations of one text that stand in a quotation of the other.
func sharedQuotes(a, b *facts) []Evidence {
	var shared []Evidence
	for _, q := range a.quotes {
		same := func(o news.Quotation) bool { return strings.Contains(o.Key, q.Key) || strings.Contains(q.Key, o.Key) }
		if slices.ContainsFunc(b.quotes, same) {
			shared = append(shared, Evidence{QuoteEvidence, oneLine(q.Text), 1})
		}
	}
	return shared[:min(len(shared), maxQuotes)]
}

// sharedTerms returns the terms that make up most of the similarity of two texts, each with its share,
// but for those already told as part of something else.
func (c *comparison) sharedTerms(t, with int, articles []*Article, told []Evidence) []Evidence {
	a := articles[c.docs[t].article]
	shares := c.termShares(t, with)
	slices.SortFunc(shares, func(a, b termShare) int { return -cmp.Compare(a.share, b.share) })
	var fresh []Evidence
	for len(shares) > 0 && len(fresh) < maxTerms {
		n := min(termsAtOnce, len(shares))
		for n < len(shares) && shares[n].share == shares[n-1].share { // what weighs the same is told in the order of its words
			n++
		}
		for _, e := range worded(a, c.stop(a.Lang), shares[:n]) {
			repeats := func(o Evidence) bool { return holds(o.Value, e.Value) || holds(e.Value, o.Value) }
			if len(fresh) < maxTerms && !slices.ContainsFunc(told, repeats) && !slices.ContainsFunc(fresh, repeats) {
				fresh = append(fresh, e)
			}
		}
		shares = shares[n:]
	}
	return fresh
}

// termShare is a term that two texts share and its share in their similarity.
type termShare struct {
	term  term
	share float64
}

// termsAtOnce is how many terms are looked for at once: mostly enough, and then the start of the text will do.
const termsAtOnce = 16

// worded returns terms as an article puts them, heaviest first.
func worded(a *Article, stop stopWords, shares []termShare) []Evidence {
	terms := make([]term, len(shares))
	for k, s := range shares {
		terms[k] = s.term
	}
	var list []Evidence
	for k, wording := range wordings(a, stop, terms) {
		if wording != "" {
			list = append(list, Evidence{TermsEvidence, oneLine(wording), shares[k].share})
		}
	}
	return heaviestEvidence(list, len(list))
}

// termShares returns the terms that two texts share, each with its share in their similarity.
func (c *comparison) termShares(t, with int) []termShare {
	u, v := c.vectors[t], c.vectors[with]
	whole := u.dot(v)
	var shares []termShare
	for k, l := range u.shared(v) {
		if share := u.weight(k) * v.weight(l) / whole; share > 0 {
			shares = append(shares, termShare{u.terms[k], share})
		}
	}
	return shares
}

// holds reports whether a wording stands in another one, whatever its case.
func holds(whole, part string) bool {
	return strings.Contains(strings.ToLower(whole), strings.ToLower(part))
}

// sharedPassages says how much of one text stands word for word in the other.
func sharedPassages(a, b *facts) []Evidence {
	shared := minhash.Shared(a.shingles, b.shingles)
	if shared < minPassages {
		return nil
	}
	share := float64(shared) / float64(len(a.shingles))
	return []Evidence{{ShinglesEvidence, fmt.Sprintf("%d runs of five words", shared), share}}
}

// agreeingTimes says how far apart two texts were published.
func (c *comparison) agreeingTimes(t, with int) []Evidence {
	a, b := c.docs[t].when, c.docs[with].when
	if !a.known || !b.known {
		return []Evidence{{TimeEvidence, "time unknown", c.timeFactor(a, b)}}
	}
	value := apart(math.Abs(a.days - b.days))
	if a.reckoned || b.reckoned {
		value += ", by the numbers in addresses"
	}
	return []Evidence{{TimeEvidence, value, c.timeFactor(a, b)}}
}

// against says what speaks against one event, though the two may be of one story by what the others say.
func (c *comparison) against(t, with int) []Evidence {
	a, b := c.docs[t].when, c.docs[with].when
	var told []Evidence
	if f := c.weekdayFactor(a, b); f < 1 {
		told = append(told, Evidence{VetoEvidence, "other days of the week named", f})
	}
	if a.firm() && b.firm() && math.Abs(a.days-b.days) > c.BurstDays {
		told = append(told, Evidence{VetoEvidence, fmt.Sprintf("more than %.0f days apart", c.BurstDays), 0})
	}
	if c.otherInstance(t, with) {
		told = append(told, Evidence{VetoEvidence, seriesVeto, 0})
	}
	return told
}

// apart puts a gap in days into words.
func apart(days float64) string {
	switch minutes := math.Round(days * 24 * 60); {
	case minutes < 1:
		return "same time"
	case minutes < 120:
		return fmt.Sprintf("%.0f min apart", minutes)
	case minutes < 48*60:
		return fmt.Sprintf("%.0f h apart", minutes/60)
	}
	return fmt.Sprintf("%.0f days apart", days)
}

// heaviestEvidence returns the n pieces of most weight, heaviest first.
func heaviestEvidence(evidence []Evidence, n int) []Evidence {
	slices.SortFunc(evidence, func(a, b Evidence) int {
		return cmp.Or(-cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.Value, b.Value))
	})
	return evidence[:min(len(evidence), n)]
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
