package cluster

import (
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// Reuse is what two articles have word for word.
//
// Not all of it was taken: two reporters who heard one speech quote the same words. So a passage that is a quotation, but for
// fewer words than a passage has, speaks for nothing, also when it is as long as half a speech; one that goes on around its quotations
// counts whole. What is left has to be some sentences before anything is said about one taking from the other.
type Reuse struct {
	Words    [2]int          // of each article, without page remains
	Passages []SharedPassage // by place in the first
	Same     bool            // both have the same words, of which there may be too few for a passage
}

// What is less than that was not taken: read in newscluster, it is a title, a number with what it counts, a caption, or a sentence of
// background.
const (
	reuseWords = 25  // a sentence or two, of an article that is no longer than reuseShare makes of them
	reuseShare = .05 // of the taker
	reuseMany  = 50  // words that are enough of the longest
)

// IsQuotation reports whether a passage is what somebody said, with at most a few words around it: both may have heard it.
func (p SharedPassage) IsQuotation() bool { return p.Words-p.Quoted < passageWords }

// Reused returns how many words stand in passages that are no quotation.
func (r Reuse) Reused() int {
	n := 0
	for _, p := range r.Passages {
		if !p.IsQuotation() {
			n += p.Words
		}
	}
	return n
}

// IsTaken reports whether the first (0) or second (1) article shares so much that it took that from the other, or both from a third.
func (r Reuse) IsTaken(by int) bool {
	n := r.Reused()
	return n >= reuseMany || n >= reuseWords && r.Share(by) >= reuseShare
}

// Share returns how much of the first (0) or second (1) article stands in passages that are no quotation, 0 to 1.
func (r Reuse) Share(of int) float64 {
	if r.Words[of] == 0 {
		return 0
	}
	return float64(r.Reused()) / float64(r.Words[of])
}

// Order returns -1 when the first of two times is known to be before the second, 1 when it is the other way round, and 0 when the two
// prove no order: they meet as far as they are known, or one is not the publisher's or a feed's word.
func Order(a, b news.Time) int {
	switch {
	case a.Trust < news.Feed || b.Trust < news.Feed:
		return 0
	case before(a, b):
		return -1
	case before(b, a):
		return 1
	}
	return 0
}

// Lag returns how much later the second of two times is, below zero when it is earlier; false unless both are known to the minute.
func Lag(a, b news.Time) (time.Duration, bool) {
	return b.At.Sub(a.At), a.Precision == news.Minute && b.Precision == news.Minute
}

// Credits returns the agency that an article names as its author, "" when that is its own outlet, or none.
func (a *Article) Credits() string {
	if a.isAgency() {
		return ""
	}
	return a.Agency
}

// IsOf reports whether an article was published by an agency itself.
func (a *Article) IsOf(agency string) bool {
	return agency != "" && news.CreditsItself(agency, a.Source)
}

// Compare returns what two articles have word for word.
func Compare(a, b *Article) Reuse {
	l := lexicon{}
	return newReuse(l.list(a), l.list(b))
}

// newReuse compares two lists of one lexicon.
func newReuse(a, b *wordList) Reuse {
	same := len(a.words) > 0 && slices.EqualFunc(a.words, b.words, func(x, y word) bool { return x.id == y.id })
	return Reuse{[2]int{len(a.words), len(b.words)}, passages(a, b), same}
}

// isAgency reports whether an article is of an agency, which names itself as the author.
func (a *Article) isAgency() bool { return a.IsOf(a.Agency) }

// ReadArticle reads a kept article by itself. Of one that is in no archive, its id and one record are enough.
func ReadArticle(k KeptArticle, remains *news.Remains) *Article {
	return readKept(k, remains, new(news.Reader))
}
