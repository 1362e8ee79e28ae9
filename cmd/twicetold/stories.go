package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// storiesOptions are the flags of stories.
type storiesOptions struct {
	archive      archiveOptions
	since, until string
	source       string
	minSources   int
	storyline    string
	sort         string
	limit        int
	state        string
	all          bool
	json         bool
	zone         string
}

// shownStories is how many stories are listed unasked: a morning's work.
const shownStories = 50

func newStoriesCommand(std stdio) *cobra.Command {
	var opts storiesOptions
	c := &cobra.Command{
		Use:   "stories",
		Short: "List the stories of an archive",
		Long: `stories lists the stories of an archive, those with the latest report first: id, headline, how many
articles, outlets and independent texts, from when to when, and whether it is closed or an editor's
correction waits for the next night. Stories of one article are counted; --all lists them too.

A DAY is a day, a month or a year, such as 2026-03-08, 2026-03 or 2026, a time in RFC 3339, or so many
days ago, such as 7d. An id may be given by its beginning.
` + archiveHelp,
		Example: `  twicetold stories -a news --since 2d --min-sources 3
  twicetold stories -a news --sort size --limit 0 --json | jq -r .headline`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return interruptible(c.Context(), func() error { return runStories(c.Context(), opts, std) })
		},
	}
	flags := c.Flags()
	opts.archive.addFlags(flags)
	flags.StringVar(&opts.since, "since", "", "only with a report on this `day` or later")
	flags.StringVar(&opts.until, "until", "", "only with a report on this `day` or earlier")
	flags.StringVar(&opts.source, "source", "", "only with an article of this `outlet`")
	flags.IntVar(&opts.minSources, "min-sources", 0, "only with articles of this `number` of outlets or more")
	flags.StringVar(&opts.storyline, "storyline", "", "only of this storyline, or of that of this story (`id`)")
	flags.StringVar(&opts.sort, "sort", "latest", "`order`: latest, first or size")
	flags.IntVar(&opts.limit, "limit", shownStories, "list at most this `number` of stories, 0 for all")
	flags.StringVar(&opts.state, "state", "", "only of this `state`: open, closed, merged, withdrawn or pruned (default: open and closed)")
	flags.BoolVar(&opts.all, "all", false, "list stories of one article too")
	flags.BoolVar(&opts.json, "json", false, "print a line of JSON for each story")
	flags.StringVar(&opts.zone, "tz", "", "days and times are those of this `zone`, such as Europe/Lisbon (default: the machine's)")
	return c
}

// noArguments is the argument check of commands that take flags only.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes no arguments, but %q was given; see %s --help", c.CommandPath(), args[0], c.CommandPath())}
	}
	return nil
}

func runStories(ctx context.Context, opts storiesOptions, std stdio) error {
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	q, err := opts.query(time.Now().In(zone))
	if err != nil {
		return err
	}
	return opts.archive.read(func(a *index.Archive) error {
		if err := opts.resolve(a, &q); err != nil {
			return err
		}
		if opts.json {
			return writeStoryLines(ctx, a, q, std)
		}
		return writeStoryList(ctx, a, q, newPage(std, zone))
	})
}

// query makes of the flags what can be made without the archive.
func (o storiesOptions) query(now time.Time) (index.StoryQuery, error) {
	q := index.StoryQuery{MinSources: o.minSources, All: o.all, Sort: o.sort, Limit: o.limit, State: index.State(o.state)}
	states := []index.State{"", index.StateOpen, index.StateClosed, index.StateMerged, index.StateWithdrawn, index.StatePruned}
	switch {
	case !slices.Contains([]string{"latest", "first", "size"}, o.sort):
		return q, usageError{fmt.Errorf("--sort %s: give latest, first or size", o.sort)}
	case !slices.Contains(states, q.State):
		return q, usageError{fmt.Errorf("--state %s: give open, closed, merged, withdrawn or pruned", o.state)}
	case o.limit < 0:
		return q, usageError{fmt.Errorf("--limit %d: give a number of stories, or 0 for all", o.limit)}
	case o.minSources < 0:
		return q, usageError{fmt.Errorf("--min-sources %d: give a number of outlets", o.minSources)}
	}
	since, _, err := parseDay("--since", o.since, now)
	if err != nil {
		return q, err
	}
	_, until, err := parseDay("--until", o.until, now)
	if err != nil {
		return q, err
	}
	if !until.IsZero() && !since.Before(until) {
		return q, usageError{errors.New("--since and --until: no time is between them")}
	}
	q.Since, q.Until = since, until
	return q, nil
}

// resolve finds the outlet and the storyline that the flags name.
func (o storiesOptions) resolve(a *index.Archive, q *index.StoryQuery) (err error) {
	if o.source != "" {
		if q.Sources, err = findSources(a, "--source ", o.source); err != nil {
			return err
		}
	}
	if o.storyline != "" {
		q.Storyline, err = findStoryline(a, o.storyline)
	}
	return err
}

// findStoryline returns the id of the storyline that is named by its id or by a story of it.
func findStoryline(a *index.Archive, id string) (string, error) {
	line, err := a.ResolveStoryline(id)
	if !errors.Is(err, index.ErrNotFound) {
		return line, err
	}
	s, err := findStory(a, id)
	if err != nil {
		return "", err
	}
	return s.Storyline, nil
}

// parseDay reads a day, month, year, moment, or a number of days before now, and returns its first instant
// and the one after its end. No text has zero times.
func parseDay(flag, text string, now time.Time) (from, to time.Time, err error) {
	if text == "" {
		return from, to, nil
	}
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			from = now.AddDate(0, 0, -int(n))
			return from, from, nil
		}
	}
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}, {time.RFC3339, 0, 0, 0}} {
		if from, err = time.ParseInLocation(form.layout, text, now.Location()); err == nil {
			return from, from.AddDate(form.years, form.months, form.days), nil
		}
	}
	return from, to, usageError{fmt.Errorf("%s %q: give a day such as 2026-03-08, 2026-03, 2026 or 7d", flag, text)}
}

// storyLineJSON is a story in a list: the contract's story without what is in it.
type storyLineJSON struct {
	ID             string      `json:"id"`
	StorylineID    string      `json:"storyline_id"`
	State          string      `json:"state"`
	MergedInto     *string     `json:"merged_into"`
	Headline       string      `json:"headline"`
	FirstPublished *string     `json:"first_published"`
	LastPublished  *string     `json:"last_published"`
	Counts         storyCounts `json:"counts"`
	PendingEdits   []int64     `json:"pending_edits"`
}

func newStoryLineJSON(s index.Story, pending []int64) storyLineJSON {
	return storyLineJSON{
		ID: s.ID, StorylineID: s.Storyline, State: string(s.State), MergedInto: optional(s.MergedInto), Headline: s.Headline,
		FirstPublished: published(s.First), LastPublished: published(s.Last),
		Counts: storyCounts{s.Articles, s.Sources, s.Families, s.Unknown, s.Texts}, PendingEdits: append([]int64{}, pending...),
	}
}

func writeStoryLines(ctx context.Context, a *index.Archive, q index.StoryQuery, std stdio) error {
	pending, err := pendingByStory(a)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(std.out)
	lines := newLineEncoder(out)
	for s, err := range a.Stories(ctx, q) {
		if err == nil {
			err = lines.Encode(newStoryLineJSON(s, pending[s.ID]))
		}
		if err != nil {
			return fmt.Errorf("list stories: %w", err)
		}
	}
	return out.Flush()
}

func writeStoryList(ctx context.Context, a *index.Archive, q index.StoryQuery, p *page) error {
	pending, err := pendingByStory(a)
	if err != nil {
		return err
	}
	asked := q
	if q.Limit > 0 {
		asked.Limit++ // tells whether there are more
	}
	var stories []index.Story
	for s, err := range a.Stories(ctx, asked) {
		if err != nil {
			return fmt.Errorf("list stories: %w", err)
		}
		stories = append(stories, s)
	}
	more := q.Limit > 0 && len(stories) > q.Limit
	if more {
		stories = stories[:q.Limit]
	}
	singles, err := a.CountSingles(ctx, q)
	if err != nil {
		return err
	}
	waiting, err := a.CountPending()
	if err != nil {
		return err
	}
	l := newStoryList(p, stories)
	l.head()
	for i, s := range stories {
		l.row(i, pending[s.ID])
	}
	if more {
		p.line()
		p.line("and more (--limit 0 lists all)")
	}
	if singles > 0 && !q.All && (q.State == "" || q.State == index.StateOpen || q.State == index.StateClosed) {
		p.line()
		p.line("and ", plural(singles, "story", "stories"), " of one article (--all lists them)")
	}
	if waiting > 0 {
		p.line()
		p.wrapped("", plural(waiting, "article waits", "articles wait")+" for the next `"+programName+" nightly`, in no story yet")
	}
	return p.flush()
}

// storyList shows stories on two lines each.
type storyList struct {
	view    // its articles are the first and the last of each story
	stories []index.Story
	idWidth int
	counts  int // columns
}

func newStoryList(p *page, stories []index.Story) storyList {
	l := storyList{stories: stories}
	var times []news.Time
	for _, s := range stories {
		l.idWidth = max(l.idWidth, uniseg.StringWidth(s.ID))
		l.counts = max(l.counts, min(uniseg.StringWidth(countsOf(s)), maxCounts))
		times = append(times, s.First, s.Last)
	}
	l.view = newTimesView(p, times...)
	return l
}

// newTimesView returns a view that tells these times, which are those of its articles.
func newTimesView(p *page, times ...news.Time) view {
	var g cluster.Grouping
	for _, t := range times {
		g.Articles = append(g.Articles, &cluster.Article{Article: news.Article{Published: t}})
	}
	return newView(p, g, false)
}

// head says how many stories there are, and what the times are.
func (l storyList) head() {
	if len(l.stories) == 0 {
		l.line("no such stories")
		return
	}
	l.wrapped("", joined(" ", plural(len(l.stories), "story.", "stories."), l.calendar()))
	l.line()
}

// Columns of the second line of a story in a list.
const (
	maxCounts = 44 // wider ones move what follows
	spanWidth = 28
)

// row writes story i, with the edits that wait for it.
func (l storyList) row(i int, pending []int64) {
	s := l.stories[i]
	inset := strings.Repeat(" ", l.idWidth+2)
	l.line(l.faint(pad(s.ID, len(inset))), l.strong(fit(clean(s.Headline), l.width-len(inset))))
	counts, span, marks := countsOf(s), l.span(cluster.Story{Articles: []int{2 * i, 2*i + 1}}), stateMarks(s, pending)
	columns := pad(counts, l.counts) + "  " + pad(span, spanWidth) + "  " + marks
	if counts == "" || uniseg.StringWidth(strings.TrimRight(columns, " ")) > l.width-len(inset) {
		for _, line := range l.packed(len(inset), counts, span, marks) {
			l.line(inset, line)
		}
		return
	}
	l.line(inset, columns)
}

// packed puts parts, with commas between them, on lines behind so many columns. A part that fits is not broken.
func (l storyList) packed(columns int, parts ...string) []string {
	var lines []string
	room := l.width - columns
	for _, part := range parts {
		last := len(lines) - 1
		switch {
		case part == "":
		case last >= 0 && uniseg.StringWidth(lines[last]+", "+part) < room:
			lines[last] += ", " + part
		case last >= 0:
			lines[last] += ","
			lines = append(lines, wrap(part, room-1)...)
		default:
			lines = wrap(part, room-1)
		}
	}
	return lines
}

// countsOf says how many articles, outlets and independent texts a story has.
func countsOf(s index.Story) string {
	if s.Articles == 0 {
		return "" // they are gone
	}
	outlets := voicesSaid(news.Voices{Outlets: s.Sources, Families: s.Families, Unknown: s.Unknown})
	return plural(s.Articles, "article", "articles") + ", " + outlets + ", " + plural(s.Texts, "text", "texts")
}

// stateMarks says what of a story is not as usual: that it is not open, and what waits for it.
func stateMarks(s index.Story, pending []int64) string {
	state := string(s.State)
	switch s.State {
	case index.StateOpen:
		state = ""
	case index.StateMerged:
		state = "part of " + s.MergedInto
	}
	var waits string
	if len(pending) > 0 {
		waits = listedEdits(pending) + " pending"
	}
	return joined(", ", state, waits)
}
