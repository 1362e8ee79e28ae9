package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
)

// correctOptions are the flags of the commands that correct the grouping.
type correctOptions struct {
	archive archiveOptions
	reason  string
	by      string
	yes     bool
	json    bool
	zone    string
	to      string // move only
}

const correctHelp = `
Nothing is written before you say --yes: first look at what it will do. The next night obeys what is
written, and all nights after it, until undo takes it back. Ids may be given by their beginning; for a
story one of its articles may be named. An edit that can't be obeyed together with those that hold is
refused, and these are named.
` + archiveHelp

func (o *correctOptions) addFlags(c *cobra.Command) {
	flags := c.Flags()
	o.archive.addFlags(flags)
	flags.StringVar(&o.reason, "reason", "", "`why`, for those who come after you")
	flags.StringVar(&o.by, "by", "", "the `name` of the editor (default: $USER)")
	flags.BoolVar(&o.yes, "yes", false, "write it")
	flags.BoolVar(&o.json, "json", false, "print one JSON document: the edit, and whether it was written")
	addZoneFlag(flags, &o.zone)
}

func newMergeCommand(std stdio) *cobra.Command {
	var opts correctOptions
	c := &cobra.Command{
		Use:   "merge STORY STORY...",
		Short: "Make stories one",
		Long:  "merge makes stories one: their articles, as they are now, stay together.\n" + correctHelp,
		Example: `  twicetold merge -a news s35hyt4lm s3cszg2ia --reason "one storm"
  twicetold merge -a news s35hyt4lm s3cszg2ia --reason "one storm" --yes`,
		Args: needArguments(2, "name two stories or more"),
		RunE: func(_ *cobra.Command, args []string) error {
			return runCorrection(opts, std, func(a *index.Archive) (correction, error) { return merger(a, args) })
		},
	}
	opts.addFlags(c)
	return c
}

func newSplitCommand(std stdio) *cobra.Command {
	var opts correctOptions
	c := &cobra.Command{
		Use:   "split STORY ARTICLE...",
		Short: "Take articles out of a story",
		Long: `split takes articles out of a story: they stay apart from those that are in it now. Which story they
are in then is found out by the night; move says that, too. story STORY --ids shows the ids of articles,
and so does search QUERY --ids.
` + correctHelp,
		Example: `  twicetold split -a news s35hyt4lm radio-17 --reason "last year's flood"`,
		Args:    needArguments(2, "name a story and articles of it"),
		RunE: func(_ *cobra.Command, args []string) error {
			return runCorrection(opts, std, func(a *index.Archive) (correction, error) { return splitting(a, args[0], args[1:]) })
		},
	}
	opts.addFlags(c)
	return c
}

func newMoveCommand(std stdio) *cobra.Command {
	var opts correctOptions
	c := &cobra.Command{
		Use:   "move ARTICLE... --to STORY",
		Short: "Put articles into another story",
		Long: `move puts articles into another story: they stay together with those that are in it now, and apart from
those they leave. story STORY --ids shows the ids of articles, and so does search QUERY --ids.
` + correctHelp,
		Example: `  twicetold move -a news radio-17 --to s3cszg2ia`,
		Args:    needArguments(1, "name an article"),
		RunE: func(_ *cobra.Command, args []string) error {
			if opts.to == "" {
				return usageError{errors.New("move where? say --to STORY")}
			}
			return runCorrection(opts, std, func(a *index.Archive) (correction, error) { return moving(a, args, opts.to) })
		},
	}
	opts.addFlags(c)
	c.Flags().StringVar(&opts.to, "to", "", "the `story` to put them into")
	return c
}

func newUndoCommand(std stdio) *cobra.Command {
	var opts correctOptions
	c := &cobra.Command{
		Use:   "undo EDIT",
		Short: "Take an edit back",
		Long: `undo takes an edit back, by its number in edits. The next night puts its articles together as if it had
never been made.
` + correctHelp,
		Example: `  twicetold undo -a news 3 --yes`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("name one edit by its number; `%s edits` lists them", programName)}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			return runCorrection(opts, std, func(a *index.Archive) (correction, error) { return undoing(a, args[0]) })
		},
	}
	opts.addFlags(c)
	return c
}

// needArguments is the argument check of commands that want at least n arguments.
func needArguments(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return usageError{fmt.Errorf("%s; see %s --help", what, c.CommandPath())}
		}
		return nil
	}
}

// correction is an edit in the making with what it is about.
type correction struct {
	index.Edit
	stories  []index.Story   // that it changes
	articles []index.Article // that it takes out of a story
	left     int             // copies of their texts that stay where they are
	undone   index.Edit      // undo: the edit that it takes back
	brought  int             // merge: articles that mergers add to it which wait as well
	bringing []int64         // ids of these
}

// runCorrection shows what an edit will do or, with --yes, writes it.
func runCorrection(opts correctOptions, std stdio, plan func(*index.Archive) (correction, error)) error {
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	by := cmp.Or(opts.by, os.Getenv("USER"))
	if by == "" {
		return usageError{errors.New("who are you? say --by NAME, or set USER")}
	}
	open := opts.archive.read
	if opts.yes {
		open = opts.archive.edit
	}
	return open(func(a *index.Archive) error {
		c, err := plan(a)
		if err != nil {
			return err
		}
		c.By, c.Reason = by, opts.reason
		if err := c.refuse(a); err != nil {
			return err
		}
		if opts.yes {
			if err := c.write(a); err != nil {
				return err
			}
		}
		if opts.json {
			return writeJSON(std.out, correctionJSON{opts.yes, newEditJSON(c.Edit)})
		}
		return c.show(a, newPage(std, zone))
	})
}

// correctionJSON is what the commands that correct print.
type correctionJSON struct {
	Written bool     `json:"written"`
	Edit    editJSON `json:"edit"`
}

// write writes the edit down.
func (c *correction) write(a *index.Archive) (err error) {
	if c.Undoes != 0 {
		c.ID, err = a.Undo(c.Undoes, c.By, c.Reason)
	} else {
		c.At = time.Now()
		c.ID, err = a.AddEdit(c.Edit, c.refuseAmong)
	}
	return err
}

// merger plans a merger of stories.
func merger(a *index.Archive, names []string) (correction, error) {
	c := correction{Edit: index.Edit{Kind: "merge"}}
	for _, name := range names {
		s, articles, err := correctable(a, name)
		if err != nil {
			return c, err
		}
		if slices.Contains(c.Stories, s.ID) {
			return c, fmt.Errorf("%s names story %s once more: they are one already", name, s.ID)
		}
		c.Stories, c.stories = append(c.Stories, s.ID), append(c.stories, s)
		if len(c.Stories) == 1 {
			c.Left = idsOf(articles)
		} else {
			c.Right = append(c.Right, idsOf(articles)...)
		}
	}
	return c, nil
}

// splitting plans to take articles out of a story.
func splitting(a *index.Archive, story string, names []string) (correction, error) {
	s, articles, err := correctable(a, story)
	if err != nil {
		return correction{}, err
	}
	c := correction{Edit: index.Edit{Kind: "split", Stories: []string{s.ID}}, stories: []index.Story{s}}
	for _, name := range names {
		article, err := articleOf(s, articles, name)
		if err != nil {
			return c, err
		}
		c.take(article)
	}
	rest := c.without(articles)
	if len(rest) == 0 {
		return c, fmt.Errorf("these are all articles of story %s: none would stay in it", s.ID)
	}
	c.Right = idsOf(rest)
	return c, nil
}

// moving plans to put articles into another story.
func moving(a *index.Archive, names []string, to string) (correction, error) {
	target, members, err := correctable(a, to)
	if err != nil {
		return correction{}, err
	}
	c := correction{Edit: index.Edit{Kind: "move", Stories: []string{target.ID}, Right: idsOf(members)}, stories: []index.Story{target}}
	var behind []index.Article
	for _, name := range names {
		article, err := findArticle(a, name)
		if err != nil {
			return c, err
		}
		from, err := storyOfArticle(a, article)
		if err != nil {
			return c, err
		}
		if from.ID == target.ID {
			return c, fmt.Errorf("article %s is in story %s already", article.ID, target.ID)
		}
		c.take(article)
		if slices.Contains(c.Stories, from.ID) {
			continue
		}
		l, err := a.LoadStory(from.Seq)
		if err != nil {
			return c, err
		}
		c.Stories, c.stories = append(c.Stories, from.ID), append(c.stories, from.Story)
		behind = append(behind, l.Articles...)
	}
	c.Apart = idsOf(c.without(behind))
	return c, nil
}

// undoing plans to take an edit back.
func undoing(a *index.Archive, number string) (correction, error) {
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return correction{}, usageError{fmt.Errorf("%q is no number of an edit; `%s edits` lists them", number, programName)}
	}
	edits, err := a.Edits(true)
	if err != nil {
		return correction{}, err
	}
	i := slices.IndexFunc(edits, func(e index.Edit) bool { return e.ID == id })
	switch {
	case i < 0:
		return correction{}, fmt.Errorf("there is no edit %d; `%s edits` lists them", id, programName)
	case edits[i].UndoneBy != 0:
		return correction{}, fmt.Errorf("edit %d was undone already, by edit %d", id, edits[i].UndoneBy)
	case edits[i].Undoes != 0 && stateOf(edits[i]) == editPending:
		return correction{}, fmt.Errorf("edit %d is an undo of edit %d that waits for the next night; correct this story after it", id, edits[i].Undoes)
	case edits[i].Undoes != 0:
		return correction{}, fmt.Errorf("edit %d is an undo itself; make the correction of edit %d again instead", id, edits[i].Undoes)
	}
	return correction{Edit: index.Edit{Kind: "undo", Undoes: id, Stories: edits[i].Stories}, undone: edits[i]}, nil
}

// correctable returns a story that has articles, with them.
func correctable(a *index.Archive, name string) (index.Story, []index.Article, error) {
	s, err := findStory(a, name)
	if err != nil {
		return index.Story{}, nil, err
	}
	if s.State != index.StateOpen && s.State != index.StateClosed {
		return index.Story{}, nil, fmt.Errorf("story %s is %s: it has no articles that could be put elsewhere", s.ID, s.State)
	}
	l, err := a.LoadStory(s.Seq)
	return s.Story, l.Articles, err
}

// articleOf returns the article of a story with an id or a unique beginning of one.
func articleOf(s index.Story, articles []index.Article, id string) (index.Article, error) {
	id = uncut(id)
	var begin []index.Article
	for _, article := range articles {
		if article.ID == id {
			return article, nil
		}
		if strings.HasPrefix(article.ID, id) {
			begin = append(begin, article)
		}
	}
	switch len(begin) {
	case 0:
		return index.Article{}, fmt.Errorf("no article of story %s has the id %s; `%s story %s --ids` shows them", s.ID, id, programName, s.ID)
	case 1:
		return begin[0], nil
	}
	return index.Article{}, usageError{&index.AmbiguousError{Prefix: id, IDs: idsOf(begin)}}
}

// take adds an article to those that leave their story.
func (c *correction) take(article index.Article) {
	if !slices.Contains(c.Left, article.ID) {
		c.Left, c.articles = append(c.Left, article.ID), append(c.articles, article)
	}
}

// without returns the articles that stay, and counts the copies of the texts that leave.
func (c *correction) without(articles []index.Article) []index.Article {
	var rest []index.Article
	for _, article := range articles {
		if slices.Contains(c.Left, article.ID) {
			continue
		}
		rest = append(rest, article)
		if slices.ContainsFunc(c.articles, func(taken index.Article) bool { return taken.Text == article.Text }) {
			c.left++
		}
	}
	return rest
}

func idsOf(articles []index.Article) []string {
	var ids []string
	for _, article := range articles {
		ids = append(ids, article.ID)
	}
	return ids
}

// show says what an edit will do, or what it does now that it is written.
func (c *correction) show(a *index.Archive, p *page) error {
	l := newStoryList(p, c.stories)
	articles, err := newArticleList(a, p, c.articles)
	if err != nil {
		return err
	}
	if err := c.bring(a); err != nil {
		return err
	}
	verb := "This will "
	if c.ID != 0 {
		verb = fmt.Sprintf("Written: edit %d will ", c.ID)
	}
	p.wrapped("", verb+c.purpose())
	p.line()
	for i := range c.articles {
		articles.row(i)
	}
	if len(c.articles) > 0 {
		p.line()
	}
	for i := range c.stories {
		l.row(i, nil)
	}
	if c.undone.ID != 0 {
		newTimesView(p, clockTime(c.undone.At)).edit(c.undone)
	}
	if c.left > 0 {
		p.line()
		p.wrapped("", plural(c.left, "copy", "copies")+" of the same text will stay behind: name all, to take them along.")
	}
	p.line()
	p.wrapped("", c.outlook())
	return p.flush()
}

// purpose says what an edit is for.
func (c *correction) purpose() string {
	taken := plural(len(c.Left), "article", "articles")
	switch c.Kind {
	case "merge":
		made := fmt.Sprintf("make one story of %s articles of these %d", thousands(len(c.Left)+len(c.Right)), len(c.stories))
		if c.brought > 0 {
			made += fmt.Sprintf(", and of %s more that come with %s, pending", thousands(c.brought), listedEdits(c.bringing))
		}
		return made + ":"
	case "split":
		return fmt.Sprintf("take %s of %d out of story %s:", taken, len(c.Left)+len(c.Right), c.Stories[0])
	case "move":
		return fmt.Sprintf("move %s to story %s, out of %s:", taken, c.Stories[0], listedIDs(c.Stories[1:]))
	}
	return fmt.Sprintf("take back edit %d:", c.Undoes)
}

// outlook says what comes next.
func (c *correction) outlook() string {
	undo := fmt.Sprintf("`%s undo %d --yes` takes it back.", programName, c.ID)
	switch {
	case c.ID == 0:
		return "Nothing is written yet: say --yes to write it."
	case c.Kind == "undo" && c.undone.Applied == 0:
		return "No night has obeyed that edit, so that nothing will change."
	case c.Kind == "undo":
		return "It takes effect with the next night."
	}
	return "It takes effect with the next night; " + undo
}
