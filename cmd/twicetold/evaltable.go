package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"
)

// evalWidth is the columns of a line of eval, at most.
const evalWidth = 100

// Columns of the table of scores behind the name of a set.
const (
	countsWidth = 8 + 2 + 5 + 2 + 5
	scoresWidth = 2 + countsWidth + 56
	timedWidth  = 2 + 7
)

// writeScores writes the scores of sets and their mean, as text only when there are several.
func writeScores(std stdio, sets []setScore, asJSON bool) error {
	scores := slices.Concat(sets, []setScore{mean(sets)})
	if asJSON {
		lines := json.NewEncoder(std.out)
		for _, s := range scores {
			if err := lines.Encode(s); err != nil {
				return err
			}
		}
		return nil
	}
	if len(sets) == 1 {
		scores = sets
	}
	p := newPage(std, evalZone)
	p.width = min(p.width, evalWidth)
	p.writeScoreTable(scores)
	p.writeSizes(sets)
	if sets[0].Candidates != nil {
		p.writeCandidates(sets)
	}
	if sets[0].Errors != nil {
		p.writeErrors(sets)
	}
	return p.flush()
}

func (p *page) writeScoreTable(scores []setScore) {
	room := evalWidth - scoresWidth
	if scores[0].Seconds > 0 {
		room -= timedWidth
	}
	width := namesWidth(scores, room)
	p.line(pad("set", width), "  articles   gold  found     F1       90 %      P      R   ARI   AMI     V  pair")
	for _, s := range scores {
		counts := fmt.Sprintf("%8d  %5d  %5d", s.Articles, s.GoldStories, s.Stories)
		if s.Sets > 0 {
			counts = pad("of "+plural(s.Sets, "set", "sets"), countsWidth)
		}
		interval := ""
		if s.Interval != nil {
			interval = short(s.Interval[0], 3) + "-" + short(s.Interval[1], 3)
		}
		seconds := ""
		if s.Seconds > 0 {
			seconds = fmt.Sprintf("  %5.1f s", s.Seconds)
		}
		p.line(setColumn(s, width), counts, fmt.Sprintf("  %5s  %9s  %5s  %5s  %4s  %4s  %4s  %4s", short(s.BCubed.F1, 4), interval,
			short(s.BCubed.P, 4), short(s.BCubed.R, 4), short(s.ARI, 3), short(s.AMI, 3), short(s.V, 3), short(s.Pairwise.F1, 3)), seconds)
	}
}

// writeSizes writes how many stories of each size there are in gold, and beside it how many were found.
func (p *page) writeSizes(sets []setScore) {
	width := namesWidth(sets, evalWidth/2)
	head := pad("stories of", width+7)
	for _, c := range sets[0].Sizes {
		head += fmt.Sprintf("  %6s", c.Size)
	}
	p.line()
	p.line(head, "  articles")
	for _, s := range sets {
		gold, found := setColumn(s, width)+"gold ", strings.Repeat(" ", width+2)+"found"
		for _, c := range s.Sizes {
			gold += fmt.Sprintf("  %6d", c.Gold)
			found += fmt.Sprintf("  %6d", c.Found)
		}
		p.line(gold)
		p.line(found)
	}
}

// namesWidth is the width of a column for the names of sets, up to room.
func namesWidth(scores []setScore, room int) int {
	width := len("mean")
	for _, s := range scores {
		width = max(width, uniseg.StringWidth(clean(s.Set)))
	}
	return min(width, room)
}

// setColumn is the name of a set in its column, and a space behind it.
func setColumn(s setScore, width int) string { return pad(fit(clean(s.Set), width), width+2) }

// short writes a share with so many decimals, and without the zero before the point.
func short(x float64, decimals int) string {
	unit := math.Pow10(decimals)
	x = math.Round(x*unit)/unit + 0 // no -0
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if x == 1 {
		return s[:decimals+1]
	}
	return strings.Replace(s, "0.", ".", 1)
}
