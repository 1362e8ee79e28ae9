package main

// score is how well pairs were found from a Jaccard on.
type score struct {
	Least     float64 `json:"least"`
	Wanted    int     `json:"wanted"`
	Found     int     `json:"found"`
	Hits      int     `json:"hits"`
	Recall    float64 `json:"recall"`
	Precision float64 `json:"precision"`
}

// thresholds are the Jaccards from which pairs are scored.
var thresholds = []float64{.5, .8}

// newScore compares found pairs with all that there are. truth may hold pairs below least, too.
func newScore(found []pair, truth map[pair]float64, least float64) score {
	s := score{Least: least, Found: len(found), Recall: 1, Precision: 1}
	for _, p := range found {
		if truth[p] >= least {
			s.Hits++
		}
	}
	for _, jaccard := range truth {
		if jaccard >= least {
			s.Wanted++
		}
	}
	if s.Wanted > 0 {
		s.Recall = float64(s.Hits) / float64(s.Wanted)
	}
	if s.Found > 0 {
		s.Precision = float64(s.Hits) / float64(s.Found)
	}
	return s
}
