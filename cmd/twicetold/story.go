package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
	"github.com/twicetold/twicetold/nightly"
)

// storyOptions are the flags of story.
type storyOptions struct {
	archive archiveOptions
	why     bool
	history bool
	graph   string // form; "" for none
	facts   bool
	all     bool
	ids     bool
	json    bool
	zone    string
}

func newStoryCommand(std stdio) *cobra.Command {
	var opts storyOptions
	c := &cobra.Command{
		Use:   "story ID",
		Short: "Show one story of an archive",
		Long: `story shows one story of an archive as cluster does: its articles by text, who had it first, which are
copies and of what, why each text is there, and the timeline. ID is the story's or that of one of its
articles, or the beginning of one. A story that has become part of another is followed there, and that
is said. Of a story whose articles are gone what remains is shown. The timeline tells what
matters most, 5 to 15 entries of a large story; --all tells the rest, too.

--facts shows what the reports can be held to: figures with what they count, quotations, days, names and
places, each in the words of a report, with who told it first as far as the times prove it, who else
tells it on their own, and copies. Another figure for the same thing is an update if later reports are known to
give the higher one of a toll, or of what was "at least" so many; else they differ. Quotations are compared by
their words, however they were cut, and those of one speaker in English by what they mean, too: who translates anew
chooses other words.
` + archiveHelp,
		Example: `  twicetold story -a news s35hyt4lm
  twicetold story -a news s35h --why --history
  twicetold story -a news s35h --facts
  twicetold story -a news s35h --graph=dot | dot -Tsvg > graph.svg`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("name one story; `%s stories` lists them", programName)}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return interruptible(c.Context(), func() error { return runStory(c.Context(), args[0], opts, std) })
		},
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.why, "why", false, "show all that each text shares with the closest one, not just what fits on a line")
	c.Flags().BoolVar(&opts.history, "history", false, "show what nights and editors did to it, too")
	c.Flags().StringVar(&opts.graph, "graph", "", "show who took from whom in place of articles and timeline, as a tree or in this `form`: dot, for Graphviz")
	c.Flags().Lookup("graph").NoOptDefVal = treeGraph
	c.Flags().BoolVar(&opts.facts, "facts", false, "show what its reports tell in place of them: figures, quotations, days, names, places, and who told each first")
	c.Flags().BoolVar(&opts.all, "all", false, "show all that the reports tell in the timeline, or with --facts all facts, also those that one text alone tells")
	addIDsFlag(c.Flags(), &opts.ids)
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document, a story as in cluster --json")
	addZoneFlag(c.Flags(), &opts.zone)
	return c
}

func runStory(ctx context.Context, id string, opts storyOptions, std stdio) error {
	if err := checkGraph(opts.graph, opts.json); err != nil {
		return err
	}
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	return opts.archive.read(func(a *index.Archive) error {
		s, err := readStory(ctx, a, id, opts)
		if err != nil {
			return err
		}
		p := newPage(std, zone)
		switch {
		case opts.json:
			return s.writeJSON(opts, p, std)
		case opts.graph == dotGraph:
			return newGraphView(newView(p, s.grouping, true), s.graph()).writeDOT(std.out)
		}
		return s.write(opts, p)
	})
}

// keptStory is a story of an archive with all that is told about it.
type keptStory struct {
	foundStory
	archive  *index.Archive
	grouping cluster.Grouping // the story alone; empty when it has no articles any more
	articles []index.Article
	line     []index.Story // other stories of its storyline, latest first
	singles  int           // those of one article, which are not in line
	known    news.Outlets  // what editors know of the outlets
	pending  []index.Edit  // that wait for the next night and name an article of it
}

// analyses reports whether more is asked for than what is kept of a story: it takes the articles read as when they came.
func (o storyOptions) analyses() bool { return o.all || o.facts || o.graph != "" }

// readStory reads a story, or the one that it became part of, with what is asked for.
func readStory(ctx context.Context, a *index.Archive, id string, asked storyOptions) (*keptStory, error) {
	found, err := findStory(a, id)
	if err != nil {
		return nil, err
	}
	s := &keptStory{foundStory: found, archive: a}
	if s.known, err = a.Outlets(); err != nil {
		return nil, err
	}
	if s.State == index.StateOpen || s.State == index.StateClosed {
		l, err := a.LoadStory(s.Seq)
		if err != nil {
			return nil, err
		}
		s.articles = l.Articles
		if asked.analyses() {
			s.grouping, err = nightly.Story(a, l, cluster.DefaultOptions())
		} else {
			s.grouping, err = nightly.Shown(a, l, cluster.DefaultOptions)
		}
		if err != nil {
			return nil, fmt.Errorf("read story %s: %w", s.ID, err)
		}
		if asked.all && !asked.facts {
			s.grouping.Stories[0].Timeline = s.grouping.WholeTimeline(0, cluster.DefaultOptions())
		}
	}
	return s, errors.Join(s.readLine(ctx), s.readPending())
}

// graph returns who took from whom; nothing when the story has no articles any more.
func (s *keptStory) graph() cluster.Graph {
	if len(s.articles) == 0 {
		return cluster.Graph{}
	}
	return s.grouping.Graph(s.grouping.Stories[0])
}

// readLine finds the other stories of the storyline.
func (s *keptStory) readLine(ctx context.Context) error {
	for other, err := range s.archive.Stories(ctx, index.StoryQuery{Storyline: s.Storyline, All: true}) {
		switch {
		case err != nil:
			return fmt.Errorf("read storyline %s: %w", s.Storyline, err)
		case other.Seq == s.Seq:
		case other.Articles < 2:
			s.singles++
		default:
			s.line = append(s.line, other)
		}
	}
	return nil
}

// readPending finds the edits that will change the story.
func (s *keptStory) readPending() error {
	edits, err := pendingEdits(s.archive)
	if err != nil {
		return err
	}
	ids := idsOf(s.articles)
	for _, e := range edits {
		named := slices.ContainsFunc(slices.Concat(e.Left, e.Right, e.Apart), func(id string) bool { return slices.Contains(ids, id) })
		if named || slices.Contains(e.Stories, s.ID) {
			s.pending = append(s.pending, e)
		}
	}
	return nil
}

// write writes the story as text.
func (s *keptStory) write(opts storyOptions, p *page) error {
	v := newView(p, s.grouping, true)
	v.known = s.known
	if len(s.articles) == 0 {
		v = newTimesView(p, s.First, s.Last)
	}
	note, err := s.redirect(s.archive, v)
	if err != nil {
		return err
	}
	if note != "" {
		v.wrapped("", note)
		v.line()
	}
	s.head(v)
	v.ids = opts.ids
	if err := s.content(opts, v); err != nil {
		return err
	}
	if opts.why {
		s.why(v)
	}
	if opts.history {
		if err := s.writeHistory(p); err != nil {
			return err
		}
	}
	return p.flush()
}

// content writes what was asked for of the articles: facts, the graph, or else the articles themselves with the timeline; what remains
// of a story without any.
func (s *keptStory) content(opts storyOptions, v view) error {
	if len(s.articles) == 0 {
		return s.remains(v)
	}
	if opts.graph != "" {
		v.line()
		newGraphView(v, s.graph()).tree()
	}
	if opts.facts {
		s.writeFacts(v, opts.all)
	}
	if opts.graph == "" && !opts.facts {
		v.line()
		v.body(s.grouping.Stories[0])
	}
	return nil
}

// head writes the headline with the id, the counts, and how the story stands.
func (s *keptStory) head(v view) {
	v.headline(s.Story)
	if len(s.articles) > 0 {
		v.counts(s.grouping.Stories[0])
	}
	said := append([]string{stateSaid(s.State)}, s.lineSaid()...)
	for _, e := range s.pending {
		said = append(said, fmt.Sprintf("edit %d by %s is pending, the next night obeys it: %s", e.ID, clean(e.By), clean(editedWhat(e))))
	}
	for _, line := range append(said, v.calendar()) {
		if line != "" {
			v.wrapped(indent, line)
		}
	}
}

// headline writes the headline of a story, its id at the end of the line.
func (v view) headline(s index.Story) {
	room := v.width - uniseg.StringWidth(s.ID) - 2
	headline := fit(clean(s.Headline), room)
	v.line(v.strong(headline), strings.Repeat(" ", max(room-uniseg.StringWidth(headline), 0)+2), v.faint(s.ID))
}

// namedStories is how many stories of a storyline are named before the rest is counted.
const namedStories = 5

// lineSaid names the other stories of the storyline.
func (s *keptStory) lineSaid() []string {
	var said []string
	for _, other := range s.line[:min(len(s.line), namedStories)] {
		said = append(said, "same storyline: "+other.ID+" "+clean(other.Headline))
	}
	if more := len(s.line) - namedStories; more > 0 {
		said = append(said, fmt.Sprintf("same storyline: %s more (`%s stories --storyline %s` lists them)", thousands(more), programName, s.ID))
	}
	if s.singles > 0 {
		said = append(said, "same storyline: "+plural(s.singles, "story", "stories")+" of one article")
	}
	return said
}

// stateSaid says how a story that is not open stands.
func stateSaid(s index.State) string {
	switch s {
	case index.StateClosed:
		return "closed: it will not grow any more"
	case index.StateWithdrawn:
		return "withdrawn: none of its articles is left in it"
	case index.StatePruned:
		return "pruned: its articles were dropped by age; this is what remains"
	}
	return ""
}

// body writes the articles of a story by text, and its timeline.
func (v view) body(s cluster.Story) {
	for _, t := range v.byFirst(s.Texts) {
		v.text(s, t)
	}
	if len(s.Timeline) > 0 {
		v.line()
		for _, e := range s.Timeline {
			v.entry(e)
		}
	}
}

// remains writes what is left of a story without articles: when it was reported, and where its articles are.
func (s *keptStory) remains(v view) error {
	if s.First.Known() {
		v.wrapped(indent, "reported "+v.span(cluster.Story{Articles: []int{0, 1}}))
	}
	held := slices.Concat(s.Held...)
	articles, err := s.archive.ArticlesByID(held)
	if err != nil {
		return err
	}
	seqs := make([]int64, len(articles))
	for i, article := range articles {
		seqs[i] = article.Seq
	}
	stories, err := s.archive.StoriesOf(seqs)
	if err != nil {
		return err
	}
	for _, article := range articles {
		if now, ok := stories[article.Seq]; ok {
			v.wrapped(indent, fmt.Sprintf("article %s is in %s now: %s", clean(article.ID), now.ID, clean(now.Headline)))
		}
	}
	if gone := len(held) - len(articles); gone > 0 {
		v.wrapped(indent, plural(gone, "article", "articles")+" that it held can't be found any more")
	}
	return nil
}

// why writes all that each text shares with the closest one.
func (s *keptStory) why(v view) {
	v.line()
	v.wrapped("", fmt.Sprintf("Why each text is here, with its score, %.2f or more:", cluster.DefaultTuning().Story))
	for t, text := range s.grouping.Texts {
		if text.With < 0 {
			continue
		}
		v.line()
		v.wrapped(indent, fmt.Sprintf("%s, %.2f, with %s", v.name(text.Origin), text.Score, v.name(v.g.Texts[text.With].Origin)))
		v.evidence(s.grouping.Texts[t].Evidence)
	}
}

// evidence writes everything that two texts share, a line for each kind.
func (v view) evidence(list []cluster.Evidence) {
	values := map[cluster.EvidenceKind][]string{}
	var told []cluster.EvidenceKind
	for _, e := range list {
		if values[e.Kind] == nil {
			told = append(told, e.Kind)
		}
		value := clean(e.Value)
		if e.Kind == cluster.QuoteEvidence {
			value = "“" + value + "”"
		}
		values[e.Kind] = append(values[e.Kind], value)
	}
	for _, kind := range told {
		v.wrapped(pad(strings.Repeat(indent, 2)+string(kind), kindWidth), strings.Join(values[kind], ", "))
	}
}

// kindWidth is the column behind the name of a kind of evidence.
const kindWidth = 2*len(indent) + 10

// writeHistory writes the history of the story, and that of those that it was asked by and which are part of it.
func (s *keptStory) writeHistory(p *page) error {
	edits, err := s.archive.Edits(true)
	if err != nil {
		return err
	}
	for i, id := range append([]string{s.ID}, s.path...) {
		past, err := pastOf(s.archive, id)
		if err != nil {
			return err
		}
		what := "it"
		if i > 0 {
			what = id
		}
		c := newChronicle(p, id, past, edits)
		p.line()
		p.wrapped("", "What nights and editors did to "+what+" "+c.clocks()+":")
		p.line()
		c.write()
	}
	return nil
}

// keptStoryJSON is the contract's story with what an archive knows besides.
type keptStoryJSON struct {
	storyJSON
	PendingEdits []editJSON   `json:"pending_edits"`
	History      []changeJSON `json:"history,omitzero"` // only when asked
	Graph        *graphJSON   `json:"graph,omitempty"`  // only when asked
	Facts        []factJSON   `json:"facts,omitzero"`   // the same
	FactsLeft    *int         `json:"facts_left,omitempty"`
}

// writeJSON writes the story as a document; what way it was found by goes to stderr, with the times of the page.
func (s *keptStory) writeJSON(opts storyOptions, p *page, std stdio) error {
	note, err := s.redirect(s.archive, newTimesView(p, s.First))
	if err != nil {
		return err
	}
	if note != "" {
		fmt.Fprintf(std.err, "%s: %s\n", programName, note)
	}
	j := keptStoryJSON{storyJSON: s.document(), PendingEdits: []editJSON{}}
	for _, e := range s.pending {
		j.PendingEdits = append(j.PendingEdits, newEditJSON(e))
	}
	if opts.history {
		changes, err := s.archive.History(s.ID)
		if err != nil {
			return err
		}
		j.History = newHistoryJSON(changes)
	}
	if opts.graph != "" {
		j.Graph = newGraphJSON(s.grouping, s.graph())
	}
	if opts.facts {
		left := 0
		if j.Facts = []factJSON{}; len(s.articles) > 0 {
			j.Facts, left = s.factsJSON(opts.all)
		}
		j.FactsLeft = &left
	}
	return writeJSON(std.out, j)
}

// document returns the story as the contract has it.
func (s *keptStory) document() storyJSON {
	j := storyJSON{
		ID: s.ID, Headline: s.Headline, FirstPublished: published(s.First), LastPublished: published(s.Last),
		Texts: []textJSON{}, Articles: []articleJSON{}, Timeline: []entryJSON{},
	}
	if len(s.articles) > 0 {
		j = newStoryJSON(s.grouping, s.grouping.Stories[0], s.known)
	}
	j.State, j.MergedInto, j.StorylineID = string(s.State), optional(s.MergedInto), s.Storyline
	for i := range j.Articles {
		for _, row := range s.articles {
			if row.ID == j.Articles[i].ID {
				j.Articles[i].State = row.State
			}
		}
	}
	return j
}
