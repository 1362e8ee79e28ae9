package main

import (
	"math"
	"math/rand/v2"
	"strconv"
)

// Stories are bursts: born on a night, told for 2 to 10 days, most on the first, a few in a wave on some later day.
// Their sizes have a heavy tail (Pareto), the largest a twentieth of a night. What is born on one night brings .6 of
// what one night is to bring; the rest are articles that nobody else has.

const (
	burstShare = .6
	leastSize  = 2
	sizeTail   = 1.4
	mostShare  = .05 // of a night's articles that one story has
	leastDays  = 2
	mostDays   = 10
	waveShare  = .2 // of the articles that come with the wave
)

// load is what the nights are made of.
type load struct {
	seed seed
	per  int // articles a night
}

// story is a burst of reports.
type story struct {
	born   int // night; below 0 for those that are under way on the first
	number int // of those born that night; the article that nobody else has is the only one of a story
	size   int
	until  []int // articles up to the end of each night, from the one it was born on
}

// born returns the bursts that are born on a night.
func (l load) born(night int) []story {
	r := l.seed.of(birthKind, uint64(night))
	var list []story
	for left := int(burstShare * float64(l.per)); left > 0; {
		s := l.newStory(r, night, len(list))
		list = append(list, s)
		left -= s.size
	}
	return list
}

func (l load) newStory(r *rand.Rand, night, number int) story {
	most := max(leastSize, mostShare*float64(l.per))
	s := story{born: night, number: number, size: int(min(leastSize*math.Pow(1-r.Float64(), -1/sizeTail), most))}
	s.until = make([]int, leastDays+r.IntN(mostDays-leastDays+1))
	wave := 1 + r.IntN(len(s.until)-1)
	shares, sum := make([]float64, len(s.until)), 0.0
	for day := range shares {
		shares[day] = math.Exp(-3 * float64(day) / float64(len(shares)))
		sum += shares[day]
	}
	total := 0.0
	for day := range shares {
		total += (1 - waveShare) * shares[day] / sum
		if day == wave {
			total += waveShare
		}
		s.until[day] = int(math.Round(total * float64(s.size)))
	}
	return s
}

// on returns the numbers of its articles that a night brings, from and up to.
func (s story) on(night int) (from, to int) {
	day := night - s.born
	if day < 0 || day >= len(s.until) {
		return 0, 0
	}
	if day > 0 {
		from = s.until[day-1]
	}
	return from, s.until[day]
}

// night returns the night that brings an article.
func (s story) night(number int) int {
	for day, until := range s.until {
		if number < until {
			return s.born + day
		}
	}
	return s.born
}

// label tells the story apart, as gold does.
func (s story) label() string { return "n" + strconv.Itoa(s.born) + "-" + strconv.Itoa(s.number) }

// seeds are the numbers of a generator of the story.
func (s story) seeds(more ...uint64) []uint64 {
	return append([]uint64{uint64(s.born), uint64(s.number)}, more...)
}

// subject is what a story is about.
type subject struct {
	names   []string
	words   []string // most told first
	figures []string
}

// Subjects take half of their words from one of the beats, the fields that an editorial office knows, and half from
// anywhere.
const (
	beats        = 40
	beatWords    = 1500
	subjectWords = 70
	subjectNames = 6
)

func newSubject(r *rand.Rand) subject {
	var s subject
	for range subjectNames {
		s.names = append(s.names, name(r.Uint64()))
	}
	beat := r.Uint64N(beats)
	for range subjectWords {
		rank := r.Uint64N(lastRank / 5)
		if within(r, .5) {
			rank = mix(beat<<32|r.Uint64N(beatWords)) % (lastRank / 20)
		}
		s.words = append(s.words, word(rank))
	}
	for range 4 {
		s.figures = append(s.figures, strconv.Itoa(2+int(math.Pow(10, 1+3*r.Float64()))))
	}
	return s
}
