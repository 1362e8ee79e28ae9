package cluster

import "slices"

// A story is a burst: reports of one event come within days, and what comes weeks later is another event of the
// same matter, however alike the words: one summit in six would be one story of six summits else. A factor on pairs can't see to
// that, since in a long affair every text has its neighbours before and after, and texts without a time join
// everything. So two groups are not merged when less than seven in ten of the texts of both, as far as their times
// can be trusted, would lie within thirty days of each other.
//
// The rest may lie elsewhere: a time that is wrong, or the verdict that comes a year later and has no
// other company. Less is asked of what was put together otherwise (by an editor, or by times that
// changed): then the union must be no worse a burst than the worse of the two.
//
// Tried on ECB+, newscluster, basil and roundups, 7 to 60 days and .5 to .8: from 21 to 45 days and .67 to .75 the mean
// moves by .001. Without the rule roundups has .021 less, and its headlines alone .1; newscluster and ECB+, whose gold joins
// follow-ups of months, have .009 and .005 more. It is a trade, made for what one event is to an editor.
//
// An affair that is told every day runs for some six weeks before what is new begins another story.

// fitsBurst reports whether two groups may be one story by the days of their texts, each list rising.
func (t Tuning) fitsBurst(a, b []float64) bool {
	if t.BurstShare == 0 {
		return true
	}
	union := slices.Concat(a, b)
	slices.Sort(union)
	share := t.burstShare(union)
	return share >= t.BurstShare || share >= min(t.burstShare(a), t.burstShare(b))
}

// burstShare returns the largest share of the days, rising, that lie within a burst; 1 of none.
func (t Tuning) burstShare(days []float64) float64 {
	if len(days) == 0 {
		return 1
	}
	most, first := 0, 0
	for last := range days {
		for days[last]-days[first] > t.BurstDays {
			first++
		}
		most = max(most, last-first+1)
	}
	return float64(most) / float64(len(days))
}

// days returns when texts were published, rising, as far as their times can be trusted, those for which they stand too.
func (g *Grouping) days(c *comparison, texts []int) []float64 {
	var days []float64
	for _, t := range texts {
		if w := c.docs[t].when; w.firm() {
			days = append(days, w.days)
		}
		for _, left := range g.Texts[t].Left {
			days = append(days, float64(left.Day)+.5)
		}
	}
	slices.Sort(days)
	return days
}
