package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
	"github.com/twicetold/twicetold/nightly"
)

// revisionsOptions are the flags of revisions.
type revisionsOptions struct {
	archive archiveOptions
	json    bool
	zone    string
}

func newRevisionsCommand(std stdio) *cobra.Command {
	var opts revisionsOptions
	c := &cobra.Command{
		Use:   "revisions ARTICLE",
		Short: "Show what changed in an article from version to version",
		Long: `revisions shows the versions of an article that an archive holds, oldest first, and what each changed in the one
before it: the headline, figures and names, then the text, word by word. What went stands in [-…-] and what
came in {+…+}, in red and green on a terminal; long stretches that stayed are cut. Where one figure took the place
of another, the other articles of the story that still give the older one, and not the newer, are named.
ARTICLE is an article's id, or the beginning of one.
` + archiveHelp,
		Example: `  twicetold revisions -a news kestrel-gazette-0308-quake
  twicetold revisions -a news kestrel-gazette-0308 --json | jq '.revisions[].change.figures'`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("name one article; `%s story ID --ids` shows the ids of a story's", programName)}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return interruptible(c.Context(), func() error { return runRevisions(args[0], opts, std) })
		},
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document")
	addZoneFlag(c.Flags(), &opts.zone)
	return c
}

func runRevisions(id string, opts revisionsOptions, std stdio) error {
	zone, err := loadZone(opts.zone)
	if err != nil {
		return err
	}
	return opts.archive.read(func(a *index.Archive) error {
		r, err := readRevisions(a, id)
		if err != nil {
			return err
		}
		if opts.json {
			return writeJSON(std.out, r.document())
		}
		return r.write(newPage(std, zone))
	})
}

// revisions are the versions of an article, oldest first.
type revisions struct {
	index.Article
	versions []articleVersion
	story    string           // its id; "" while the article is in none
	grouping cluster.Grouping // the story alone
}

// articleVersion is one content of an article.
type articleVersion struct {
	news.Article
	change   *news.Change        // from the one before; nil for the first
	carriers [][]cluster.Passage // by change of figures: who still gives the older one
}

// readRevisions reads the versions of an article.
func readRevisions(a *index.Archive, id string) (*revisions, error) {
	article, err := findArticle(a, id)
	if err != nil {
		return nil, err
	}
	records, err := a.Records([]int64{article.Seq})
	if err != nil {
		return nil, err
	}
	r := &revisions{Article: article}
	for _, record := range nightly.Versions(records) {
		if n := len(r.versions); n > 0 && r.versions[n-1].Title == record.Title && r.versions[n-1].Text == record.Text {
			continue // under another id or address
		}
		v := articleVersion{Article: record.Given}
		if n := len(r.versions); n > 0 {
			change := news.NewChange(r.versions[n-1].Article, v.Article)
			v.change = &change
		}
		r.versions = append(r.versions, v)
	}
	return r, r.readStory(a)
}

// readStory finds who still gives older figures.
func (r *revisions) readStory(a *index.Archive) error {
	if r.Text == 0 {
		return nil
	}
	found, err := storyOfArticle(a, r.Article)
	if err != nil {
		return err
	}
	r.story = found.ID
	l, err := a.LoadStory(found.Seq)
	if err == nil {
		r.grouping, err = nightly.Story(a, l, cluster.DefaultOptions())
	}
	if err != nil {
		return fmt.Errorf("read story %s: %w", found.ID, err)
	}
	i := slices.IndexFunc(r.grouping.Articles, func(o *cluster.Article) bool { return o.ID == r.ID })
	for k := range r.versions {
		if v := &r.versions[k]; v.change != nil {
			v.carriers = r.grouping.Carriers(0, i, v.change.Figures)
		}
	}
	return nil
}

// revisionsJSON is the document of revisions --json.
type revisionsJSON struct {
	Format    string        `json:"format"`
	ArticleID string        `json:"article_id"`
	Source    *string       `json:"source"`
	StoryID   *string       `json:"story_id"`
	Revisions []versionJSON `json:"revisions"`
}

type versionJSON struct {
	Published          *string   `json:"published"`
	PublishedPrecision *string   `json:"published_precision"`
	Title              *string   `json:"title"`
	Change             *changeOf `json:"change"` // null for the first
}

// changeOf is what a version changed in the one before.
type changeOf struct {
	Retitled     bool               `json:"retitled"`
	WordsRemoved int                `json:"words_removed"`
	WordsAdded   int                `json:"words_added"`
	Diff         []hunkJSON         `json:"diff"`
	Figures      []figureChangeJSON `json:"figures"`
	NamesRemoved []string           `json:"names_removed"`
	NamesAdded   []string           `json:"names_added"`
}

type hunkJSON struct {
	Same bool     `json:"same"`
	Old  spanJSON `json:"old"` // bytes of the text before
	New  spanJSON `json:"new"` // bytes of this text
	Gone string   `json:"removed"`
	Came string   `json:"added"`
}

type figureChangeJSON struct {
	About string        `json:"about"`
	Old   []string      `json:"old"`
	New   []string      `json:"new"`
	Still []carrierJSON `json:"still"` // other articles that give the old one
}

type carrierJSON struct {
	From      passageJSON `json:"from"`
	Source    *string     `json:"source"`
	Published *string     `json:"published"`
}

// document returns the versions as JSON.
func (r *revisions) document() revisionsJSON {
	j := revisionsJSON{Format: "twicetold/1", ArticleID: r.ID, Source: optional(r.Source), StoryID: optional(r.story), Revisions: []versionJSON{}}
	for k, v := range r.versions {
		version := versionJSON{Published: published(v.Published), Title: optional(v.Title)}
		if v.Published.Known() {
			version.PublishedPrecision = optional(v.Published.Precision.String())
		}
		if v.change != nil {
			version.Change = r.newChangeJSON(r.versions[k-1], v)
		}
		j.Revisions = append(j.Revisions, version)
	}
	return j
}

func (r *revisions) newChangeJSON(before, after articleVersion) *changeOf {
	c := after.change
	j := &changeOf{Retitled: c.Retitled, WordsRemoved: c.Gone, WordsAdded: c.Added, Diff: []hunkJSON{}, Figures: []figureChangeJSON{},
		NamesRemoved: namesOf(c.NamesGone), NamesAdded: namesOf(c.NamesAdded)}
	for _, h := range c.Hunks {
		hunk := hunkJSON{Same: h.Same, Old: spanJSON{h.Old.Start, h.Old.End}, New: spanJSON{h.New.Start, h.New.End}}
		if !h.Same {
			hunk.Gone, hunk.Came = before.Text[h.Old.Start:h.Old.End], after.Text[h.New.Start:h.New.End]
		}
		j.Diff = append(j.Diff, hunk)
	}
	for i, f := range c.Figures {
		figure := figureChangeJSON{About: f.About, Old: valuesOf(f.Old), New: valuesOf(f.New), Still: []carrierJSON{}}
		if i < len(after.carriers) {
			for _, at := range after.carriers[i] {
				a := r.grouping.Articles[at.Article]
				figure.Still = append(figure.Still, carrierJSON{passageJSON{a.ID, at.Start, at.End}, optional(a.Source), published(a.Published)})
			}
		}
		j.Figures = append(j.Figures, figure)
	}
	return j
}

// namesOf returns names as they are written.
func namesOf(names []news.Name) []string {
	list := []string{}
	for _, n := range names {
		list = append(list, n.Text)
	}
	return list
}

// valuesOf returns the values of figures.
func valuesOf(counts []news.Count) []string {
	list := []string{}
	for _, c := range counts {
		list = append(list, c.Value)
	}
	return list
}
