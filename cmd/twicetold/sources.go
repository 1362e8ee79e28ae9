package main

import (
	"bufio"
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
	zone    string
}

func newSourcesCommand(std stdio) *cobra.Command {
	var opts sourcesOptions
	c := &cobra.Command{
		Use:   "sources",
		Short: "List the outlets of an archive",
		Long: `sources lists the outlets that the articles of an archive come from: how many articles, when one was last
seen, how many the last night kept, and how many a night usually keeps (the median of the last 14,
0 before there are three). An outlet that was far below that is marked: its feed may be down.
` + archiveHelp,
		Example: `  twicetold sources -a news
  twicetold sources -a news --json | jq -r 'select(.last_night == 0).name'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return interruptible(c.Context(), func() error { return runSources(opts, std) })
		},
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.json, "json", false, "print a line of JSON for each outlet")
	addZoneFlag(c.Flags(), &opts.zone)
	return c
}

func runSources(opts sourcesOptions, std stdio) error {
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	return opts.archive.read(func(a *index.Archive) error {
		sources, err := a.Sources()
		if err != nil {
			return err
		}
		if opts.json {
			return writeSourceLines(sources, std)
		}
		return writeSources(sources, newPage(std, zone))
	})
}

// sourceJSON is an outlet as programs see it.
type sourceJSON struct {
	Name       *string  `json:"name"` // null: articles without a source
	Family     *string  `json:"family"`
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
			Name: optional(s.Name), Family: optional(s.Family), Aliases: append([]string{}, s.Aliases...), Articles: s.Articles,
			LastNight: s.Last, UsualNight: s.Usual,
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
	sourceWidth = 30
	numberWidth = 9
	markWidth   = 7
)

func writeSources(sources []index.Source, p *page) error {
	var times []news.Time
	for _, s := range sources {
		if !s.LastSeen.IsZero() {
			times = append(times, clockTime(s.LastSeen))
		}
	}
	v := newTimesView(p, times...)
	if len(sources) == 0 {
		v.line("no outlets")
		return p.flush()
	}
	v.line(plural(len(sources), "outlet", "outlets"), " ", v.clocks())
	v.line()
	v.sources(sources)
	return p.flush()
}

// sources writes the rows of a list of outlets. Where there is little room the names stay, and first the count of
// articles goes, then the time.
func (v view) sources(sources []index.Source) {
	seen, wanted := v.timed()-len(indent)+1, len("outlet")
	for _, s := range sources {
		wanted = max(wanted, min(uniseg.StringWidth(sourceName(s))+1, sourceWidth))
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
	name := min(sourceWidth, room)
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
		last := "never"
		if !s.LastSeen.IsZero() {
			last = v.when(clockTime(s.LastSeen))
		}
		numbers := []string{thousands(s.Articles), thousands(s.Last), usualLevel(s.Usual)}
		row(pad(fit(sourceName(s), name-1), name), numbers, last, v.strong(levelMark(s)))
	}
}

// sourceName is what an outlet is called, with its family.
func sourceName(s index.Source) string {
	switch {
	case s.Name == "":
		return "(unknown)"
	case s.Family != "" && s.Family != s.Name:
		return clean(s.Name + " (" + s.Family + ")")
	}
	return clean(s.Name)
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

// findSource returns the name of the outlet that is meant by what is asked so, as by --source: case does not matter,
// and other names count.
func findSource(a *index.Archive, asked, name string) (string, error) {
	sources, err := a.Sources()
	if err != nil {
		return "", err
	}
	var like []string
	for _, s := range sources {
		called := append([]string{s.Name}, s.Aliases...)
		if s.Name == name {
			return name, nil
		}
		if s.Name != "" && slices.ContainsFunc(called, func(n string) bool { return strings.EqualFold(n, name) }) {
			like = append(like, s.Name)
		}
	}
	switch len(like) {
	case 0:
		return "", usageError{fmt.Errorf("%s%s: no article is from there; `%s sources` lists the outlets", asked, name, programName)}
	case 1:
		return like[0], nil
	}
	return "", usageError{fmt.Errorf("%s%s: which one? %s", asked, name, strings.Join(like, ", "))}
}
