package main

import "flag"

func bindShuffle(_ *flag.FlagSet, s *seed) change {
	return func(records []record) ([]record, error) { return shuffle(records, *s), nil }
}

// shuffle returns the records in an order drawn by lot.
func shuffle(records []record, s seed) []record {
	shuffled := make([]record, 0, len(records))
	for _, i := range s.order("shuffle", keys(records)) {
		shuffled = append(shuffled, records[i])
	}
	return shuffled
}
