package main

import (
	"bufio"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// sourcesOptions are the flags of sources.
type sourcesOptions struct {
	archive archiveOptions
	json    bool
	csv     bool
	zone    string
}

func newSourcesCommand(std stdio) *cobra.Command {
	var opts sourcesOptions
	c := &cobra.Command{
		Use:   "sources",
		Short: "List the outlets of an archive",
		Long: `sources lists the outlets that the articles of an archive come from: how many articles, when one was last
seen, how many the last night kept, and how many a night usually keeps (the median of the last 14,
0 before there are three). An outlet that was far below that is marked: its feed may be down. In brackets:
the outlet that another name stands for and the family, as "sources import" has brought them in; --csv
prints the table that it reads, an outlet a line, to be edited and imported again.
` + archiveHelp,
		Example: `  twicetold sources -a news
  twicetold sources -a news --csv > outlets.csv
  twicetold sources -a news --json | jq -r 'select(.last_night == 0).name'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return interruptible(c.Context(), func() error { return runSources(opts, std) })
		},
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.json, "json", false, "print a line of JSON for each outlet")
	c.Flags().BoolVar(&opts.csv, "csv", false, "print the table of outlets that sources import reads")
	addZoneFlag(c.Flags(), &opts.zone)
	c.AddCommand(newSourcesImportCommand(std))
	return c
}

func runSources(opts sourcesOptions, std stdio) error {
	if opts.json && opts.csv {
		return usageError{errors.New("--json and --csv: one of the two")}
	}
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	return opts.archive.read(func(a *index.Archive) error {
		sources, err := a.Sources()
		if err != nil {
			return err
		}
		switch {
		case opts.json:
			return writeSourceLines(sources, std)
		case opts.csv:
			return writeOutletTable(sources, std)
		}
		return writeSources(sources, newPage(std, zone))
	})
}

// sourceJSON is an outlet as programs see it.
type sourceJSON struct {
	Name       *string  `json:"name"` // null: articles without a source
	Family     *string  `json:"family"`
	Outlet     *string  `json:"outlet"`  // that it counts for
	Domains    []string `json:"domains"` // of that
	Aliases    []string `json:"aliases"`
	Articles   int      `json:"articles"`
	LastSeen   *string  `json:"last_seen"`
	LastNight  int      `json:"last_night"`
	UsualNight float64  `json:"usual_night"`
}

func writeSourceLines(sources []index.Source, std stdio) error {
	out := bufio.NewWriter(std.out)
	lines := newLineEncoder(out)
	for _, s := range sources {
		j := sourceJSON{
			Name: optional(s.Name), Family: optional(s.Outlet.Family), Outlet: optional(s.Outlet.Name),
			Domains: append([]string{}, s.Outlet.Domains...), Aliases: append([]string{}, s.Outlet.Aliases...),
			Articles: s.Articles, LastNight: s.Last, UsualNight: s.Usual,
		}
		if !s.LastSeen.IsZero() {
			j.LastSeen = optional(s.LastSeen.UTC().Format(time.RFC3339))
		}
		if err := lines.Encode(j); err != nil {
			return fmt.Errorf("list sources: %w", err)
		}
	}
	return out.Flush()
}

// Columns of a list of outlets.
const (
	leastSource = 30
	mostSource  = 46
	numberWidth = 9
	markWidth   = 7
)

func writeSources(sources []index.Source, p *page) error {
	var times []news.Time
	heard := map[string]bool{} // outlets
	for _, s := range sources {
		if !s.LastSeen.IsZero() {
			times = append(times, clockTime(s.LastSeen))
			heard[s.Outlet.Name] = true
		}
	}
	silent := 0
	sources = slices.DeleteFunc(slices.Clone(sources), func(s index.Source) bool {
		if !heard[s.Outlet.Name] {
			silent++
		}
		return s.LastSeen.IsZero()
	})
	v := newTimesView(p, times...)
	if len(sources) == 0 {
		v.line("no outlets")
		return p.flush()
	}
	v.line(plural(len(sources), "outlet", "outlets"), " ", v.clocks())
	v.line()
	v.sources(sources)
	if silent > 0 {
		v.line()
		v.line("and ", plural(silent, "outlet", "outlets"), " of the table without an article")
	}
	return p.flush()
}

// sources writes the rows of a list of outlets. Where there is little room the names stay, and first the count of
// articles goes, then the time.
func (v view) sources(sources []index.Source) {
	seen, wanted := v.timed()-len(indent)+1, len("outlet")
	for _, s := range sources {
		wanted = max(wanted, min(uniseg.StringWidth(sourceName(s))+1, mostSource))
	}
	room := v.width - 2*numberWidth - markWidth - len("  ")
	articles := room-seen-numberWidth >= wanted
	dated := articles || room-seen >= wanted
	if dated {
		room -= seen
	}
	if articles {
		room -= numberWidth
	}
	name := min(max(wanted, leastSource), room)
	row := func(called string, numbers []string, last, mark string) {
		if !articles {
			numbers = numbers[1:]
		}
		for _, n := range numbers {
			called += number(n)
		}
		called += "  "
		if dated {
			called += pad(last, seen)
		}
		v.line(called, mark)
	}
	row(pad("", name), []string{"articles", "night", "usual"}, "last seen", "")
	for _, s := range sources {
		numbers := []string{thousands(s.Articles), thousands(s.Last), usualLevel(s.Usual)}
		row(pad(fit(sourceName(s), name-1), name), numbers, v.when(clockTime(s.LastSeen)), v.strong(levelMark(s)))
	}
}

// sourceName is what a source is called, with the outlet that it is and its family.
func sourceName(s index.Source) string {
	if s.Name == "" {
		return "(unknown)"
	}
	var also []string
	for _, name := range []string{s.Outlet.Name, s.Outlet.Family} {
		if name != "" && name != s.Name && !slices.Contains(also, name) {
			also = append(also, name)
		}
	}
	if len(also) == 0 {
		return clean(s.Name)
	}
	return clean(s.Name + " (" + strings.Join(also, ", ") + ")")
}

// number puts a number flush right into its column.
func number(said string) string {
	return strings.Repeat(" ", max(numberWidth-uniseg.StringWidth(said), 0)) + said
}

// usualLevel writes a median, which may lie halfway between two numbers.
func usualLevel(usual float64) string {
	if usual == float64(int(usual)) {
		return thousands(int(usual))
	}
	return fmt.Sprintf("%.1f", usual)
}

// Below this share of its usual level an outlet is marked, if it usually sends enough for it to mean anything.
const (
	lowShare = .5
	lowUsual = 4
)

// levelMark says that an outlet was missing or far below its usual level.
func levelMark(s index.Source) string {
	switch {
	case s.Usual >= 1 && s.Last == 0:
		return "missing"
	case s.Usual >= lowUsual && float64(s.Last) < lowShare*s.Usual:
		return "low"
	}
	return ""
}
