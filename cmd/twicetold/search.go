package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// searchOptions are the flags of search.
type searchOptions struct {
	archive archiveOptions
	fuzzy   bool
	limit   int
	sort    string
	ids     bool
	json    bool
	zone    string
}

const (
	shownHits = 20   // articles shown unasked: a page or two of a terminal
	mostHits  = 1000 // --limit 0: what a person may look through, and a machine holds
)

func newSearchCommand(std stdio) *cobra.Command {
	opts := searchOptions{limit: shownHits}
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find articles of an archive by their words",
		Long: `search finds articles by their words and shows them under their stories, the best first. An article is
found as it stands now: what was revised away is not.

  flood rescue           both words, in any form
  "flood warning"        these words in this order
  -river                 not this word
  title:flood            in the title
  source:"Hill Post"     published by it
  lang:de                in German
  after:2025-02-18       published on that day or later; a month, a year or 7d, too
  before:2025-03         published before

Put the query between single quotes, so that the shell leaves it alone, and -- before one that begins
with a -.
` + archiveHelp,
		Example: `  twicetold search -a news 'ferry "port alder" after:2026-03'
  twicetold search -a news --fuzzy erthquake
  twicetold search -a news --sort date 'strike -rail after:7d'`,
		Args: needArguments(1, "name what to find"),
		RunE: func(c *cobra.Command, args []string) error {
			return interruptible(c.Context(), func() error { return runSearch(c.Context(), args, opts, std) })
		},
	}
	opts.addFlags(c.Flags())
	c.SetFlagErrorFunc(searchFlagError)
	return c
}

func (o *searchOptions) addFlags(flags *pflag.FlagSet) {
	o.archive.addFlags(flags)
	flags.BoolVar(&o.fuzzy, "fuzzy", false, "also find words of 5 letters or more with one wrong, of 9 or more with two")
	flags.IntVar(&o.limit, "limit", o.limit, "show at most this `number` of articles, 0 for all (1,000 at most)")
	addIDsFlag(flags, &o.ids)
	flags.StringVar(&o.sort, "sort", string(index.ByScore), "`order`: score, or date (latest first; needs after:DATE)")
	flags.BoolVar(&o.json, "json", false, "print a line of JSON for each article")
	flags.StringVar(&o.zone, "tz", "", "days and times are those of this `zone`, such as Europe/Lisbon (default: the machine's)")
}

// searchFlagError takes an unknown flag for a query that leaves a word out.
func searchFlagError(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return usageError{flagError(c, err)}
	}
	return usageError{fmt.Errorf("%w; put -- before a query that begins with a -: %s -- '-word other'", flagError(c, err), c.CommandPath())}
}

func runSearch(ctx context.Context, args []string, opts searchOptions, std stdio) error {
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	text, now := strings.Join(args, " "), time.Now().In(zone)
	if _, err := opts.query(text, now); err != nil { // before the archive is opened
		return err
	}
	return opts.archive.read(func(a *index.Archive) error {
		text, err := sourcesNamed(a, text)
		if err != nil {
			return err
		}
		q, err := opts.query(text, now)
		if err != nil {
			return err
		}
		f := finder{archive: a, query: q, lang: langOf(text)}
		answer, err := f.find(ctx, cmp.Or(opts.limit, mostHits))
		if err == nil && len(answer.hits) == 0 {
			err = f.refuseLanguages(ctx, text, now)
		}
		switch {
		case errors.Is(err, index.ErrUnbounded):
			return usageError{errors.New("--sort date needs a query with after:DATE: else all hits of all times would have to be sorted")}
		case err != nil:
			return err
		case opts.json:
			return answer.writeLines(std)
		}
		return answer.write(newPage(std, zone), opts)
	})
}

// query reads the query and what the flags say about it.
func (o searchOptions) query(text string, now time.Time) (index.Query, error) {
	q, err := index.ParseQuery(text, now)
	switch {
	case err != nil:
		return q, usageError{err}
	case o.limit < 0:
		return q, usageError{fmt.Errorf("--limit %d: give a number of articles, or 0 for all", o.limit)}
	case o.sort != string(index.ByScore) && o.sort != string(index.ByDate):
		return q, usageError{fmt.Errorf("--sort %s: give score or date", o.sort)}
	}
	q.Fuzzy, q.Sort = o.fuzzy, index.Sort(o.sort)
	return q, refuseClauses(text)
}

// finder puts a query to an archive.
type finder struct {
	archive *index.Archive
	query   index.Query
	lang    string // of the words
}

// answer is what a query found.
type answer struct {
	hits []hit
	more int // articles found beyond these

	rough  bool // more are records: some of them may be superseded, or lack a phrase
	common bool // nothing but stop words was asked for
}

// hit is an article that was found.
type hit struct {
	article index.Article
	record  index.Record
	story   index.Story
	score   float64
	title   string
	snippet string
	matches []index.Span // in the snippet
}

// find returns the best hits with their stories and snippets.
func (f finder) find(ctx context.Context, limit int) (answer, error) {
	x, err := f.current(ctx, limit)
	if err != nil || len(x.hits) == 0 {
		return answer{more: x.more, common: f.common()}, err
	}
	found := x.hits
	var articles []index.Article
	var seqs []int64
	for _, h := range found {
		articles, seqs = append(articles, h.article), append(seqs, h.article.Seq)
	}
	records, err := shownRecords(f.archive, articles)
	if err != nil {
		return answer{}, err
	}
	stories, err := f.archive.StoriesOf(seqs)
	if err != nil {
		return answer{}, err
	}
	var sources []string
	for i := range found {
		h := &found[i]
		h.record, h.story = records[h.article.Seq], stories[h.article.Seq]
		sources = append(sources, h.record.Source)
	}
	repeated, err := f.archive.Repeated(sources)
	if err != nil {
		return answer{}, err
	}
	remains := news.NewRemains(repeated)
	for i := range found {
		h := &found[i]
		content := news.Split(h.record.Given, remains)
		h.title = content.Title
		h.snippet, h.matches = index.Snippet(content.Body(h.record.Text), h.article.Lang, f.query.Words())
	}
	return x, nil
}

// current returns the best hits that are shown: superseded records and withdrawn articles are left out. Further ones
// are counted where that is cheap: they are few, and no article has to be read for a phrase.
func (f finder) current(ctx context.Context, limit int) (x answer, err error) {
	s := f.archive.Searcher()
	defer func() { err = errors.Join(err, s.Close()) }()
	const wider = 4 // the index knows nothing of revisions: when too little is left, ask for more
	f.query.Limit = limit
	for hits, err := s.Search(ctx, f.query); ; hits, err = s.More(ctx, f.query, hits) {
		if err != nil {
			return answer{}, err
		}
		found, err := f.standing(hits.List)
		if err != nil {
			return answer{}, err
		}
		unseen := max(hits.Total-len(hits.List), 0)
		switch {
		case unseen > 0 && !hits.Rough && hits.Total <= mostHits && f.query.Limit < hits.Total:
			f.query.Limit = hits.Total
		case len(found) >= limit || unseen == 0 || len(hits.List) < f.query.Limit:
			return answer{hits: found[:min(len(found), limit)], more: unseen + max(len(found)-limit, 0), rough: unseen > 0}, nil
		default:
			f.query.Limit *= wider
		}
	}
}

// standing returns those of the hits that are what an article is shown by.
func (f finder) standing(list []index.Hit) ([]hit, error) {
	var records []int64
	for _, h := range list {
		records = append(records, h.Record)
	}
	articles, err := f.archive.ArticlesShownBy(records)
	if err != nil {
		return nil, err
	}
	byRecord := map[int64]index.Article{}
	for _, article := range articles {
		if article.State != "withdrawn" {
			byRecord[article.Record] = article
		}
	}
	var found []hit
	for _, h := range list {
		if article, ok := byRecord[h.Record]; ok {
			found = append(found, hit{article: article, score: h.Score})
		}
	}
	return found, nil
}

// hitJSON is a hit as programs see it.
type hitJSON struct {
	StoryID   *string     `json:"story_id"`
	ArticleID string      `json:"article_id"`
	Source    *string     `json:"source"`
	URL       *string     `json:"url"`
	Title     *string     `json:"title"`
	Lang      *string     `json:"lang"`
	Published *string     `json:"published"`
	Precision *string     `json:"published_precision"`
	Score     float64     `json:"score"`
	Snippet   string      `json:"snippet"`
	Matches   []matchJSON `json:"matches"`
}

// matchJSON is where a word that was asked for stands in a snippet.
type matchJSON struct {
	Start int `json:"start"` // bytes, UTF-8
	End   int `json:"end"`
}

func (x answer) writeLines(std stdio) error {
	out := bufio.NewWriter(std.out)
	lines := newLineEncoder(out)
	for _, h := range x.hits {
		j := hitJSON{
			StoryID: optional(h.story.ID), ArticleID: h.article.ID, Source: optional(h.article.Source), URL: optional(h.record.URL),
			Title: optional(h.title), Lang: optional(h.article.Lang), Published: published(h.article.Published),
			Score: rounded(h.score), Snippet: h.snippet, Matches: []matchJSON{},
		}
		if t := h.article.Published; t.Known() {
			j.Precision = optional(t.Precision.String())
		}
		for _, m := range h.matches {
			j.Matches = append(j.Matches, matchJSON{m.Start, m.End})
		}
		if err := lines.Encode(j); err != nil {
			return fmt.Errorf("write hits: %w", err)
		}
	}
	if len(x.hits) == 0 && x.more > 0 {
		fmt.Fprintln(std.err, "Nothing found.", x.outOfOrder())
	}
	return out.Flush()
}

// outOfOrder says that there may be articles with a phrase beyond those that were read.
func (x answer) outOfOrder() string {
	return fmt.Sprintf("%s more articles have the words, but the best of them not in this order. Add a word, a source or a date.", thousands(x.more))
}

// write writes the hits under their stories, each story where its best hit stands.
func (x answer) write(p *page, opts searchOptions) error {
	if len(x.hits) == 0 {
		p.wrapped("", "Nothing found. "+x.hint(opts))
		return p.flush()
	}
	var stories []index.Story
	under := map[string][]hit{}
	var times []news.Time
	for _, h := range x.hits {
		if under[h.story.ID] == nil {
			stories = append(stories, h.story)
			times = append(times, h.story.First, h.story.Last)
		}
		under[h.story.ID] = append(under[h.story.ID], h)
		times = append(times, h.article.Published)
	}
	v := newTimesView(p, times...)
	v.ids = opts.ids
	p.wrapped("", fmt.Sprintf("%s in %s. %s", x.counted(), plural(len(stories), "story", "stories"), v.calendar()))
	for _, s := range stories {
		p.line()
		v.headline(s)
		v.wrapped(indent, joined(", ", countsOf(s), stateMarks(s, nil)))
		shown := map[string]bool{"": true} // reprints share a snippet
		for _, h := range under[s.ID] {
			v.hit(h, !shown[h.snippet])
			shown[h.snippet] = true
		}
	}
	if x.more > 0 {
		p.line()
		p.line("and ", x.upTo(), thousands(x.more), " more ", opts.moreSaid())
	}
	return p.flush()
}

// hint says what to do when nothing is found.
func (x answer) hint(opts searchOptions) string {
	switch {
	case x.common:
		return "Words such as these are in every article, and are passed over; add others."
	case x.more > 0:
		return x.outOfOrder()
	case opts.fuzzy:
		return "Try fewer words, or other ones."
	}
	return "Try fewer words, or --fuzzy, which finds misspelt ones."
}

// counted says how many articles are shown, and of how many.
func (x answer) counted() string {
	if x.more == 0 {
		return plural(len(x.hits), "article", "articles")
	}
	return thousands(len(x.hits)) + " of " + x.upTo() + thousands(len(x.hits)+x.more) + " articles"
}

// upTo stands before a number that is rough.
func (x answer) upTo() string {
	if x.rough {
		return "up to "
	}
	return ""
}

// moreSaid says how more is shown.
func (o searchOptions) moreSaid() string {
	if o.limit == 0 {
		return "(--limit 0 shows 1,000 at most; --limit N shows as many as you say)"
	}
	return "(--limit shows more)"
}

// hit writes an article that was found, with or without its snippet.
func (v view) hit(h hit, snippet bool) {
	start := pad(indent+v.when(h.article.Published), v.timed()) + pad(fit(outletOf(h.article), nameWidth), nameWidth) + " "
	v.line(start, fit(clean(h.title), v.width-v.timed()-nameWidth-1))
	if v.ids {
		v.identity(v.timed(), h.article.ID, h.record.URL)
	}
	if !snippet {
		return
	}
	text, matches := cleanMatches(h.snippet, h.matches)
	inset := strings.Repeat(" ", v.timed())
	for _, line := range v.marked(text, matches, v.width-v.timed()) {
		v.line(inset, line)
	}
}

// cleanMatches makes a snippet safe to print, as clean does, and returns where its matches are then.
func cleanMatches(s string, matches []index.Span) (string, []index.Span) {
	var b strings.Builder
	var moved []index.Span
	add := func(part string) {
		words := clean("x" + part + "x") // a space at an end stays
		words = words[1 : len(words)-1]
		if strings.HasPrefix(words, " ") && (b.Len() == 0 || strings.HasSuffix(b.String(), " ")) {
			words = words[1:]
		}
		b.WriteString(words)
	}
	at := 0
	for _, m := range matches {
		add(s[at:m.Start])
		start := b.Len()
		add(s[m.Start:m.End])
		moved = append(moved, index.Span{Start: start, End: b.Len()})
		at = m.End
	}
	add(s[at:])
	return strings.TrimRight(b.String(), " "), moved
}

// marked breaks a clean text into lines of so many columns in which the matches are strong.
func (p *page) marked(text string, matches []index.Span, columns int) []string {
	lines := wrap(text, columns)
	at := 0
	for i, line := range lines {
		at += strings.Index(text[at:], line)
		var b strings.Builder
		done := 0
		for _, m := range matches {
			start, end := max(m.Start-at, done), min(m.End-at, len(line))
			if start < end {
				b.WriteString(line[done:start] + p.strong(line[start:end]))
				done = end
			}
		}
		lines[i] = b.String() + line[done:]
		at += len(line)
	}
	return lines
}
