package nightly

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// What is kept of a story's description, as JSON. Articles are named by id.

type view struct {
	First    string      `json:"first,omitempty"` // known to be the earliest
	Timeline []viewEntry `json:"timeline"`
}

type viewEntry struct {
	When      viewTime       `json:"when"`
	Role      cluster.Role   `json:"role"`
	Article   string         `json:"article"`
	Start     int            `json:"start"` // bytes of the article's text
	End       int            `json:"end"`
	First     string         `json:"first,omitempty"`
	Also      []string       `json:"also,omitempty"`
	Copies    []string       `json:"copies,omitempty"`
	Conflicts []viewConflict `json:"conflicts,omitempty"`
}

type viewTime struct {
	At        *time.Time     `json:"at,omitempty"`
	Precision news.Precision `json:"precision"`
	Trust     news.Trust     `json:"trust"`
}

type viewConflict struct {
	About  string               `json:"about"`
	Kind   cluster.ConflictKind `json:"kind,omitempty"` // views of before it was told have none: a conflict
	Values []viewClaim          `json:"values"`
}

type viewClaim struct {
	Value    string   `json:"value"`
	Articles []string `json:"articles"`
}

type evidence struct {
	Kind   cluster.EvidenceKind `json:"kind"`
	Value  string               `json:"value"`
	Weight float64              `json:"weight"`
}

func encodeEvidence(list []cluster.Evidence) ([]byte, error) {
	if len(list) == 0 {
		return nil, nil
	}
	kept := make([]evidence, len(list))
	for i, e := range list {
		kept[i] = evidence{e.Kind, e.Value, e.Weight}
	}
	return json.Marshal(kept)
}

func decodeEvidence(b []byte) ([]cluster.Evidence, error) {
	if len(b) == 0 {
		return nil, nil
	}
	var kept []evidence
	if err := json.Unmarshal(b, &kept); err != nil {
		return nil, err
	}
	list := make([]cluster.Evidence, len(kept))
	for i, e := range kept {
		list[i] = cluster.Evidence{Kind: e.Kind, Value: e.Value, Weight: e.Weight}
	}
	return list, nil
}

func newView(c *cluster.Grouping, s cluster.Story) view {
	id := func(i int) string {
		if i < 0 {
			return ""
		}
		return c.Articles[i].ID
	}
	ids := func(list []int) []string {
		var names []string
		for _, i := range list {
			names = append(names, id(i))
		}
		return names
	}
	v := view{First: id(s.First), Timeline: []viewEntry{}}
	for _, e := range s.Timeline {
		entry := viewEntry{When: newViewTime(e.When), Role: e.Role, Article: id(e.From.Article), Start: e.From.Start, End: e.From.End,
			First: id(e.First), Also: ids(e.Also), Copies: ids(e.Copies)}
		for _, x := range e.Conflicts {
			conflict := viewConflict{About: x.About, Kind: x.Kind}
			for _, claim := range x.Values {
				conflict.Values = append(conflict.Values, viewClaim{claim.Value, ids(claim.Articles)})
			}
			entry.Conflicts = append(entry.Conflicts, conflict)
		}
		v.Timeline = append(v.Timeline, entry)
	}
	return v
}

func newViewTime(t news.Time) viewTime {
	v := viewTime{Precision: t.Precision, Trust: t.Trust}
	if t.Known() {
		v.At = &t.At
	}
	return v
}

func (v viewTime) time() news.Time {
	t := news.Time{Precision: v.Precision, Trust: v.Trust}
	if v.At != nil {
		t.At = *v.At
	}
	return t
}

// restore puts a view into a story of a grouping. It names an article that the story does not hold, or a place outside of
// its words: then the record is damaged, and the error says so.
func (v view) restore(c *cluster.Grouping, s *cluster.Story) error {
	place := map[string]int{"": -1}
	for i, a := range c.Articles {
		place[a.ID] = i
	}
	var missing string
	at := func(id string) int {
		i, ok := place[id]
		if !ok {
			missing = id
		}
		return i
	}
	all := func(ids []string) []int {
		var list []int
		for _, id := range ids {
			list = append(list, at(id))
		}
		return list
	}
	s.First, s.Timeline = at(v.First), nil
	for _, e := range v.Timeline {
		if e.Article == "" {
			return errors.New("it has an entry that no article tells")
		}
		entry := cluster.Entry{When: e.When.time(), Role: e.Role, First: at(e.First), Also: all(e.Also), Copies: all(e.Copies),
			From: cluster.Passage{Article: at(e.Article), Span: news.Span{Start: e.Start, End: e.End}}}
		for _, x := range e.Conflicts {
			conflict := cluster.Conflict{About: x.About, Kind: cmp.Or(x.Kind, cluster.FigureConflict)}
			for _, claim := range x.Values {
				conflict.Values = append(conflict.Values, cluster.Claim{Value: claim.Value, Articles: all(claim.Articles)})
			}
			entry.Conflicts = append(entry.Conflicts, conflict)
		}
		s.Timeline = append(s.Timeline, entry)
	}
	if missing != "" {
		return fmt.Errorf("it names article %q, which is not in the story", missing)
	}
	for _, e := range s.Timeline {
		if text := c.Articles[e.From.Article].Text; e.From.Start < 0 || e.From.Start > e.From.End || e.From.End > len(text) {
			return fmt.Errorf("it tells of bytes %d to %d of article %s, which has %d", e.From.Start, e.From.End, c.Articles[e.From.Article].ID, len(text))
		}
	}
	return nil
}

// Story returns one story of the archive, as it was loaded, as a grouping of its own, with all its articles, texts, evidence
// and timeline. What is not kept of a story of one text is worked out.
func Story(a *index.Archive, l index.Loaded, opts cluster.Options) (cluster.Grouping, error) {
	stories, remains, err := readStory(a, l, a.Records, func(news.Article) bool { return true })
	if err != nil {
		return cluster.Grouping{}, err
	}
	if row := l.Stories[0]; row.View == nil {
		c := cluster.Describe(stories, remains, cluster.Terms{}, opts)
		c.Stories[0].ID, c.Stories[0].Storyline = row.ID, row.Storyline
		return c, nil
	}
	c := cluster.Reread(stories, remains, opts)
	v, err := decodeView(a, l.Stories[0])
	if err != nil {
		return c, err
	}
	return c, restoreView(a, &c, l, v)
}

// Shown is Story for one that is only shown: of the Content of its articles it has no more than the titles, and texts only of those that
// its timeline tells from, and so it can't be asked for facts or for who took from whom. opts are asked for where something has to be
// worked out.
func Shown(a *index.Archive, l index.Loaded, opts func() cluster.Options) (cluster.Grouping, error) {
	if l.Stories[0].View == nil {
		return Story(a, l, opts())
	}
	v, err := decodeView(a, l.Stories[0])
	if err != nil {
		return cluster.Grouping{}, err
	}
	read := func(articles []int64) ([]index.Record, error) { return recordsShown(a, v, l.Articles, articles) }
	stories, remains, err := readStory(a, l, read, func(record news.Article) bool { return news.Title(record) == "" })
	if err != nil {
		return cluster.Grouping{}, err
	}
	c := cluster.Show(stories, remains)
	if err := restoreArticles(&c, l.Articles); err != nil {
		return cluster.Grouping{}, a.Unreadable("articles of story "+l.Stories[0].ID, err)
	}
	return c, restoreView(a, &c, l, v)
}

// recordsShown returns the records of articles of a story with such a view. Texts have those that its timeline tells from, those that
// only their texts give a title, and those of articles with several records, which are told apart by their texts.
func recordsShown(a *index.Archive, v view, rows []index.Article, articles []int64) ([]index.Record, error) {
	headers, err := a.Headers(articles)
	if err != nil {
		return nil, err
	}
	tells, wanted, last := map[string]bool{}, map[int64]bool{}, int64(0)
	for _, e := range v.Timeline {
		tells[e.Article] = true
	}
	for _, row := range rows {
		wanted[row.Seq] = tells[row.ID]
	}
	for _, r := range headers { // those of an article beside each other
		wanted[r.Article] = wanted[r.Article] || r.Article == last || news.Title(r.Given) == ""
		last = r.Article
	}
	isWanted := func(r index.Record) bool { return wanted[r.Article] }
	whole, err := a.Records(slices.DeleteFunc(slices.Clone(articles), func(seq int64) bool { return !wanted[seq] }))
	return append(whole, slices.DeleteFunc(headers, isWanted)...), err
}

// readStory reads the records of a story that was loaded, and what the sources of those repeat that want to know.
func readStory(a *index.Archive, l index.Loaded, read func([]int64) ([]index.Record, error), wants func(news.Article) bool) ([]cluster.KeptStory, *news.Remains, error) {
	stories := []cluster.KeptStory{newKeeper(l).story(l.Stories[0], math.MinInt)}
	if err := fill(stories, func(*cluster.KeptArticle) bool { return true }, read); err != nil {
		return nil, nil, err
	}
	repeated, err := a.Repeated(sourcesOf(stories, wants))
	if err != nil {
		return nil, nil, err
	}
	return stories, news.NewRemains(repeated), nil
}

// restoreView puts what was kept of a story's description, and its view of it, into its grouping.
func restoreView(a *index.Archive, c *cluster.Grouping, l index.Loaded, v view) error {
	row, story := l.Stories[0], &c.Stories[0]
	story.ID, story.Storyline, story.Headline = row.ID, row.Storyline, row.Headline
	if err := restoreEvidence(c, l.Texts); err != nil {
		return a.Unreadable("evidence of story "+row.ID, err)
	}
	if err := v.restore(c, story); err != nil {
		return a.Unreadable("view of story "+row.ID, err)
	}
	return nil
}

// decodeView returns the view of a story.
func decodeView(a *index.Archive, row index.Story) (v view, err error) {
	if err := json.Unmarshal(row.View, &v); err != nil {
		return v, a.Unreadable("view of story "+row.ID, err)
	}
	return v, nil
}

// restoreArticles says of the articles of a grouping what was found out about them.
func restoreArticles(c *cluster.Grouping, rows []index.Article) error {
	place := map[int64]int{}
	for i, a := range c.Articles {
		place[a.Key] = i
	}
	for _, row := range rows {
		i, here := place[row.Seq]
		if !here {
			return fmt.Errorf("article %s is in none of its texts", row.ID)
		}
		c.Articles[i].Agency, c.Articles[i].Digest = row.Agency, row.Digest
		if row.Copy == nil {
			continue
		}
		of, here := place[row.Copy.Of]
		kind := slices.IndexFunc(copyKinds, func(k cluster.CopyKind) bool { return k.String() == row.Copy.Kind })
		if !here || kind < 0 {
			return fmt.Errorf("article %s is a copy, %s, of article %d", row.ID, row.Copy.Kind, row.Copy.Of)
		}
		c.Articles[i].Copy = &cluster.Copy{Of: of, Kind: copyKinds[kind], Share: row.Copy.Share, Lag: row.Copy.Lag, Timed: row.Copy.Timed}
	}
	return nil
}

var copyKinds = []cluster.CopyKind{cluster.Exact, cluster.Near, cluster.Extract}

// sourcesOf returns the sources of those records of stories that are wanted.
func sourcesOf(stories []cluster.KeptStory, wanted func(news.Article) bool) []string {
	var sources []string
	eachArticle(stories, func(a *cluster.KeptArticle) {
		for _, record := range a.Records {
			if wanted(record) {
				sources = append(sources, record.Source)
			}
		}
	})
	slices.Sort(sources)
	return slices.Compact(sources)
}

// restoreEvidence puts the kept evidence into the texts of a grouping.
func restoreEvidence(c *cluster.Grouping, rows []index.Text) error {
	place, kept := map[int64]int{}, map[int64]index.Text{}
	for t := range c.Texts {
		place[c.Texts[t].Key] = t
	}
	for _, row := range rows {
		kept[row.Seq] = row
	}
	for t := range c.Texts {
		text := &c.Texts[t]
		row := kept[text.Key]
		text.ID = row.ID
		if with, ok := place[row.With]; ok && row.With != 0 {
			text.With = with
		}
		var err error
		if text.Evidence, err = decodeEvidence(row.Evidence); err != nil {
			return fmt.Errorf("read evidence of text %s: %w", text.ID, err)
		}
	}
	return nil
}
