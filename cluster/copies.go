package cluster

import (
	"cmp"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// Copies are found in three steps.
//
// Candidates come from two nets. Bands of MinHash signatures catch pairs that resemble each other;
// their number is solved from the wanted threshold. Sampled shingles catch extracts, which resemble the whole too little (samples.go).
//
// Every candidate is verified by exact Jaccard and containment of its shingle sets; the estimates of
// signatures and samples only spare the comparison when they are far off.
//
// Linked articles become texts by agreement with a representative, not with just anyone, so that
// copies do not chain from one text into another (star clustering: Aslam, Pelekhov and Rus,
// "The star clustering algorithm", 2004): the article with the most links not yet taken represents a
// text, and then each article goes to the representative it has most in common with.

const (
	bandRecall       = .99                // chance that the bands catch a pair at the threshold
	bucketCap        = 64                 // larger buckets are paired through anchors
	estimateSlack    = .2                 // five times the error of the estimate
	samplesSlack     = .4                 // the same of the share of samples, of which a text of 200 words has 25
	shortCopyTime    = 3 * 24 * time.Hour // within which texts under news.ShortWords are reprinted
	headlineShingles = 10                 // of a text of twelve words; a shorter one has copies word for word only
	shingleOverhang  = 4                  // n shared shingles in a row are n+4 shared words
)

// findLinks returns the verified links between records of which one at least is fresh, a before b, in order.
func findLinks(records []*record, opts Options) []link {
	opts.stage("copies")
	pairs := candidates(records, opts)
	opts.fill(records, pairs)
	links, isLink := make([]link, len(pairs)), make([]bool, len(pairs))
	opts.within(len(pairs), func() func(int) {
		return func(k int) { links[k], isLink[k] = newLink(records[pairs[k].a], records[pairs[k].b], opts) }
	})
	found := links[:0]
	for k, is := range isLink {
		if is {
			l := links[k]
			l.a, l.b = int(pairs[k].a), int(pairs[k].b)
			found = append(found, l)
		}
	}
	return found
}

// candidate is a pair of records, a before b, that may carry one text.
type candidate struct{ a, b int32 }

// candidates returns the pairs to verify, each once, in order.
func candidates(records []*record, opts Options) []candidate {
	var pairs []candidate
	isNew := newNewcomers(records)
	add := func(i, j int) {
		if !shareTooFew(&records[i].fingerprint, &records[j].fingerprint, opts) {
			pairs = append(pairs, candidate{int32(min(i, j)), int32(max(i, j))})
		}
	}
	signatures := make([]*minhash.Signature, len(records))
	for i := range records {
		signatures[i] = &records[i].fingerprint.Signature
	}
	bands := minhash.Solve(opts.Near, bandRecall)
	for i, j := range minhash.Candidates(signatures, isNew, bands, bucketCap) {
		if signatures[i].Similarity(*signatures[j]) >= opts.Near-estimateSlack {
			add(i, j)
		}
	}
	sampleCandidates(records, isNew, add, opts)
	slices.SortFunc(pairs, func(x, y candidate) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return slices.Compact(pairs)
}

// fill sees that the records of some pairs have their shingles. To make them again of words is most of the work of a night's copies.
func (o Options) fill(records []*record, pairs []candidate) {
	wanted := make([]bool, len(records))
	for _, p := range pairs {
		wanted[p.a], wanted[p.b] = true, true
	}
	var lacking []*record
	for i, is := range wanted {
		if is {
			lacking = append(lacking, records[i])
		}
	}
	o.within(len(lacking), func() func(int) { return func(k int) { lacking[k].fill() } })
}

// newcomers tells by record whether it has no place yet; nil is that none has.
type newcomers []bool

func (n newcomers) has(i int) bool { return n == nil || n[i] }

func newNewcomers(records []*record) newcomers {
	isNew, placed := make(newcomers, len(records)), false
	for i, r := range records {
		isNew[i] = !r.isPlaced()
		placed = placed || r.isPlaced()
	}
	if !placed {
		return nil
	}
	return isNew
}

// newLink verifies a candidate pair exactly, given the records with their shingles.
func newLink(a, b *record, opts Options) (link, bool) {
	setA, setB := comparedSets(&a.fingerprint, &b.fingerprint)
	smaller, both := min(len(setA), len(setB)), len(setA)+len(setB)
	shared, enough := minhash.SharedAtLeast(setA, setB, leastShared(smaller, both, opts))
	if !enough || smaller == 0 {
		return link{}, false
	}
	l := link{jaccard: float64(shared) / float64(both-shared), containment: float64(shared) / float64(smaller)}
	if a.lang != b.lang && !slices.Equal(a.fingerprint.Shingles, b.fingerprint.Shingles) || isSeries(a, b) {
		return link{}, false
	}
	if l.jaccard >= opts.Near {
		return l, l.jaccard == 1 || !isHeadline(a) || !isHeadline(b)
	}
	l.extract = true
	return l, l.containment >= opts.Extract && shared+shingleOverhang >= opts.ExtractMin
}

// shareTooFew reports whether two texts share so few of their samples that they are far from carrying one text. Most candidates
// share a paragraph of boilerplate and no more: that spares them their shingles.
func shareTooFew(a, b *news.Fingerprint, opts Options) bool {
	if a.AllSamples() || b.AllSamples() {
		return false
	}
	share := min(2*opts.Near/(1+opts.Near), opts.Extract) // of the shingles of the smaller, that a copy has at least
	least := int((share - samplesSlack) * float64(min(len(a.Samples), len(b.Samples))))
	_, enough := minhash.SharedAtLeast(a.Samples, b.Samples, least)
	return !enough
}

// leastShared returns how many shingles two sets share at least, be they near copies or an extract and its whole, given the
// size of the smaller and of both.
func leastShared(smaller, both int, opts Options) int {
	near := opts.Near * float64(both) / (1 + opts.Near)
	extract := max(opts.Extract*float64(smaller), float64(opts.ExtractMin-shingleOverhang))
	return int(min(near, extract)) // rounded down: who is close is looked at exactly
}

// isHeadline reports whether a text is so short that a single word makes it another: a fire in Hallow Bay and one in Brinsted.
func isHeadline(r *record) bool {
	return r.fingerprint.Short != nil && len(r.fingerprint.Short) < headlineShingles
}

// isSeries reports whether two texts are instances of a series, such as forecasts, rather than copies: short ones,
// since a few words are soon the same, when they are far apart in time, and of one outlet when their headlines say so.
func isSeries(a, b *record) bool {
	if a.fingerprint.Short == nil || b.fingerprint.Short == nil {
		return otherHeadline(a, b)
	}
	pa, pb := a.article.Published, b.article.Published
	return pa.Known() && pb.Known() && pb.At.Sub(pa.At).Abs() > shortCopyTime || otherHeadline(a, b)
}

// otherHeadline reports whether the headlines of two texts of one outlet differ in nothing but the calendar.
func otherHeadline(a, b *record) bool {
	if a.article.Source == "" || a.article.Source != b.article.Source {
		return false
	}
	frameA, whichA := news.Instance(a.content.Title, a.lang)
	frameB, whichB := news.Instance(b.content.Title, b.lang)
	return frameA != "" && frameA == frameB && whichA != whichB
}

// comparedSets returns the shingle sets by which two texts are compared: the short ones when both have
// them.
func comparedSets(a, b *news.Fingerprint) (setA, setB []uint64) {
	if a.Short != nil && b.Short != nil {
		return a.Short, b.Short
	}
	return a.Shingles, b.Shingles
}

// articleLinks carries the links of records over to their articles: the closest counts. A digest may
// hold the whole text of a report, and is yet no copy of it: it would stand for the report's text.
func articleLinks(links []link, articles []*Article, articleOf []int) []link {
	var between []link
	for _, l := range links {
		l.a, l.b = articleOf[l.a], articleOf[l.b]
		if l.a == l.b || articles[l.a].Digest != articles[l.b].Digest {
			continue
		}
		if l.a > l.b {
			l.a, l.b = l.b, l.a
		}
		between = append(between, l)
	}
	slices.SortFunc(between, func(x, y link) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), -cmp.Compare(x.strength(), y.strength()))
	})
	return slices.CompactFunc(between, func(x, y link) bool { return x.a == y.a && x.b == y.b })
}

// strength orders links: near copies before extracts.
func (l link) strength() float64 {
	if l.extract {
		return l.containment / 2
	}
	return l.jaccard + 1
}

// linked is one end of a link, seen from the other.
type linked struct {
	other    int
	strength float64
}

// foldCopies makes texts of linked articles. held is, by article, the representative of the text that it
// carries already, or -1; nil when none does. apart tells of an article which others are not of one text with it; nil that
// none is, so that nobody goes through all members of a large text for each of them.
func foldCopies(articles []*Article, links []link, held []int, apart func(i int) func(j int) bool) []Text {
	near := make([][]linked, len(articles))
	for _, l := range links {
		if other := apart(l.a); other == nil || !other(l.b) {
			near[l.a] = append(near[l.a], linked{l.b, l.strength()})
			near[l.b] = append(near[l.b], linked{l.a, l.strength()})
		}
	}
	chosen := representatives(near, held)
	members := make([][]int, len(articles))
	for i, r := range held {
		if r >= 0 {
			members[r] = append(members[r], i) // first: who comes to a text that holds its opposite gives way
		}
	}
	for i := range articles {
		if held != nil && held[i] >= 0 {
			continue
		}
		r := closest(i, near[i], chosen)
		if other := apart(i); r != i && other != nil && slices.ContainsFunc(members[r], other) {
			r = i
		}
		members[r] = append(members[r], i)
	}
	count := 0
	for _, m := range members {
		count += min(len(m), 1)
	}
	texts := make([]Text, 0, count)
	for i := range articles {
		if len(members[i]) > 0 {
			slices.Sort(members[i])
			texts = append(texts, Text{Articles: members[i], Representative: i, With: -1})
		}
	}
	slices.SortFunc(texts, func(x, y Text) int { return cmp.Compare(x.Articles[0], y.Articles[0]) })
	return texts
}

// representatives returns for each article whether it represents a text: those that do already, then those
// with the most links first, none that is linked to one chosen before. held is as for [foldCopies].
func representatives(near [][]linked, held []int) []bool {
	var order []int // of those that are linked at all
	for i := range near {
		if len(near[i]) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(len(near[j]), len(near[i])) })
	chosen, covered := make([]bool, len(near)), make([]bool, len(near))
	choose := func(i int) {
		chosen[i], covered[i] = true, true
		for _, n := range near[i] {
			covered[n.other] = true
		}
	}
	for i, r := range held {
		covered[i] = covered[i] || r >= 0
		if r == i {
			choose(i)
		}
	}
	for _, i := range order {
		if !covered[i] {
			choose(i)
		}
	}
	for i := range near {
		chosen[i] = chosen[i] || !covered[i]
	}
	return chosen
}

// closest returns the representative that an article has most in common with.
func closest(i int, near []linked, chosen []bool) int {
	if chosen[i] {
		return i
	}
	best, strength := i, 0.0
	for _, n := range near {
		if chosen[n.other] && n.strength > strength {
			best, strength = n.other, n.strength
		}
	}
	return best
}
