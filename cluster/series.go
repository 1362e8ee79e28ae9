package cluster

import (
	"math"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// Market closes, weather and matchdays come in series: articles of one outlet whose headlines, or opening words,
// differ in nothing but the calendar (index/news), over texts that are alike because one pen writes them by one pattern. Each
// tells of an event of its own, so two instances of a series are never in one story. What the rule is worth no gold set
// shows: they hold 126 pairs of one outlet's articles of one event, none of them taken for instances, and no series. A wire's
// year is full of them. A match of other teams or a poll of another state, told by other outlets, are told apart by their words
// or not at all.

// instanceDays is from how many days on the same instance is another: Monday comes back.
const instanceDays = 6

// instance says of which series a text is one, and which; zero when of none.
type instance struct {
	series, which uint64
	returns       bool // its calendar does: a Monday, not a year
}

// newInstances reads headline and opening of an article. Articles of unknown source are of no series.
func newInstances(a *Article) (list [2]instance) {
	if a.Source == "" {
		return list
	}
	frame, which := news.Instance(a.Content.Title, a.Lang)
	list[0] = newInstance(a.Source, frame, which)
	if len(a.Content.Paragraphs) > 0 {
		frame, which = news.OpeningInstance(a.Text[a.Content.Paragraphs[0].Start:a.Content.Paragraphs[0].End], a.Lang)
		list[1] = newInstance(a.Source, frame, which)
	}
	return list
}

func newInstance(source, frame, which string) instance {
	if frame == "" {
		return instance{}
	}
	return instance{minhash.HashWord([]byte(source + "\n" + frame)), minhash.HashWord([]byte(which)), !news.OnlyYears(which)}
}

// otherInstance reports whether two texts are different instances of one series.
func (c *comparison) otherInstance(i, j int) bool {
	if c.Series == 0 {
		return false
	}
	a, b := &c.docs[i], &c.docs[j]
	later := a.when.firm() && b.when.firm() && math.Abs(a.when.days-b.when.days) >= instanceDays
	for k, in := range a.instances {
		if in.series != 0 && in.series == b.instances[k].series && (later && in.returns || in.which != b.instances[k].which) {
			return true
		}
	}
	return false
}

// otherInstances reports whether two groups hold different instances of one series.
func (c *comparison) otherInstances(a, b []int) bool {
	for _, i := range a {
		if c.docs[i].instances == [2]instance{} {
			continue
		}
		for _, j := range b {
			if c.otherInstance(i, j) {
				return true
			}
		}
	}
	return false
}
