package index

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"slices"
)

// Grouping is the one transaction in which a run brings the stories up to date. It sees what it has put.
// References (of a copy to its origin, of a text to its story) need not lead anywhere before it ends.
type Grouping struct {
	*tx
	run     *Run
	waiting []Edit // in the inbox when it began
	seed    maphash.Seed
	texts   map[int64]knownText
	stories map[int64]knownStory
	last    map[string]int64          // Seq that was given last, by table
	unput   map[string]map[int64]bool // Seqs that were given and have no row yet, by table
}

func newGrouping(t *tx, r *Run) (*Grouping, error) {
	waiting, err := r.archive.waiting(t.ctx)
	if err != nil {
		return nil, fmt.Errorf("read edits: %w", err)
	}
	return &Grouping{tx: t, run: r, waiting: waiting, seed: maphash.MakeSeed(), texts: map[int64]knownText{}, stories: map[int64]knownStory{},
		last: map[string]int64{}, unput: map[string]map[int64]bool{}}, nil
}

// Group commits what group puts, and that the run has grouped, all or nothing. A reference that leads
// nowhere in the end is an error that names the row.
func (r *Run) Group(ctx context.Context, group func(*Grouping) error) error {
	var waiting []Edit
	err := r.archive.write(ctx, func(t *tx) error {
		g, err := newGrouping(t, r)
		if err != nil {
			return err
		}
		waiting = g.waiting
		if err := group(g); err != nil {
			return err
		}
		return t.update(`UPDATE run SET state = 'grouped' WHERE id = ?`, r.id)
	})
	if err == nil {
		err = r.archive.clearInbox(ctx, waiting)
	}
	if err != nil {
		return fmt.Errorf("group: %w", err)
	}
	return nil
}

// Loaded is stories with all their texts and articles, each sorted by Seq.
type Loaded struct {
	Stories  []Story
	Texts    []Text
	Articles []Article
}

// DayCount says how many records of a day there are.
type DayCount struct{ Day, Records int }

// PendingDays returns the days of the records that wait for the grouping, rising.
func (g *Grouping) PendingDays() ([]DayCount, error) {
	days, err := all(g.reader, scanDayCount, `SELECT day, count(*) FROM record WHERE article IS NULL GROUP BY day ORDER BY day`)
	if err != nil {
		return nil, fmt.Errorf("list days: %w", err)
	}
	return days, nil
}

func scanDayCount(row scanner) (d DayCount, err error) {
	err = row.Scan(&d.Day, &d.Records)
	return d, err
}

// Pending returns the Seqs of the records of a day that wait for the grouping, by publication and content.
func (g *Grouping) Pending(day int) ([]int64, error) {
	seqs, err := all(g.reader, column[int64], `SELECT seq FROM record WHERE article IS NULL AND day = ? ORDER BY published, key`, day)
	if err != nil {
		return nil, fmt.Errorf("list records: %w", err)
	}
	return seqs, nil
}

// RecordsAt returns records by Seq, with their texts, by publication, given id and Seq.
func (g *Grouping) RecordsAt(seqs []int64) ([]Record, error) {
	records, err := all(g.reader, g.record, recordQuery+`WHERE seq IN (SELECT value FROM json_each(?))`, array(seqs))
	if err != nil {
		return nil, fmt.Errorf("read records: %w", err)
	}
	slices.SortFunc(records, byContent)
	return records, nil
}

// Namesakes returns the Seqs of the articles that have a record with the given id or the address of one
// of these records, rising; others may be among them, since both are told by their hashes.
func (g *Grouping) Namesakes(records []Record) ([]int64, error) {
	var names, addresses []int64
	for _, r := range records {
		names = append(names, nameHash(r.ID))
		if r.URL != "" {
			addresses = append(addresses, nameHash(canonicalOf(r.URL)))
		}
	}
	articles, err := all(g.reader, column[int64], `
		SELECT article FROM record WHERE article IS NOT NULL AND named IN (SELECT value FROM json_each(?))
		UNION SELECT article FROM record WHERE article IS NOT NULL AND address IN (SELECT value FROM json_each(?))
		ORDER BY 1`, array(names), array(addresses))
	if err != nil {
		return nil, fmt.Errorf("find namesakes: %w", err)
	}
	return articles, nil
}

// OpenStories returns the Seqs of the stories that hold a text of a day in [from, to] and are open, or were closed by a
// run of a later now: those whose last day is not before since. They are rising.
func (g *Grouping) OpenStories(from, to, since int) ([]int64, error) {
	// Each story is looked at once, as it stands in the index: left alone SQLite sorts a row for each text.
	seqs, err := g.seqs(`SELECT s.seq FROM story s INDEXED BY story_state WHERE (s.state = 'open' OR s.state = 'closed' AND s.last_day >= ?)
		AND EXISTS (SELECT 1 FROM text t WHERE t.story = s.seq AND t.day BETWEEN ? AND ?)`, since, from, to)
	slices.Sort(seqs)
	return seqs, err
}

// undescribed tells of the stories that have lost their description, or never had one.
const undescribed = ` (s.headline = '' OR s.texts > 1 AND s.view IS NULL) AND s.state IN ('open', 'closed')`

// Undescribed returns the Seqs of the stories that have lost their description, rising. The search shards that hold
// those of them that are closed are made again by the next Index.
func (g *Grouping) Undescribed() ([]int64, error) {
	months, err := all(g.reader, column[string], `SELECT DISTINCT substr(r.now, 1, 7) FROM story s JOIN run r ON r.id = s.run
		WHERE s.state = 'closed' AND`+undescribed)
	if err == nil && len(months) > 0 {
		_, err = g.addStale(months...)
	}
	if err != nil {
		return nil, fmt.Errorf("find stories without description: %w", err)
	}
	return g.seqs(`SELECT s.seq FROM story s WHERE` + undescribed + ` ORDER BY 1`)
}

// StoriesOf returns the Seqs of the stories that hold articles, each once, rising.
func (g *Grouping) StoriesOf(articles []int64) ([]int64, error) {
	return g.seqs(`SELECT DISTINCT t.story FROM text t JOIN article a ON a.text = t.seq
		WHERE t.story IS NOT NULL AND a.seq IN (SELECT value FROM json_each(?)) ORDER BY 1`, array(articles))
}

// StoriesOfRecords is StoriesOf for the articles that records are of.
func (g *Grouping) StoriesOfRecords(records []int64) ([]int64, error) {
	articles, err := g.seqs(`SELECT DISTINCT article FROM record WHERE article IS NOT NULL AND seq IN (SELECT value FROM json_each(?))`, array(records))
	if err != nil {
		return nil, err
	}
	return g.StoriesOf(articles)
}

// StoriesByArticleID is StoriesOf for articles by id; ids that no article has are passed over.
func (g *Grouping) StoriesByArticleID(ids []string) ([]int64, error) {
	return g.seqs(`SELECT DISTINCT t.story FROM text t JOIN article a ON a.text = t.seq
		WHERE t.story IS NOT NULL AND a.id IN (SELECT value FROM json_each(?)) ORDER BY 1`, array(ids))
}

// StoriesSince returns the Seqs of the open and closed stories whose last day is not before day, rising.
func (g *Grouping) StoriesSince(day int) ([]int64, error) {
	return g.seqs(`SELECT seq FROM story WHERE state IN ('open', 'closed') AND last_day >= ? ORDER BY 1`, day)
}

// HasClosed reports whether a closed story holds a text of a day in [from, to].
func (g *Grouping) HasClosed(from, to int) (bool, error) {
	has, err := one(g.reader, column[bool], `SELECT EXISTS (SELECT 1 FROM text t JOIN story s ON s.seq = t.story
		WHERE t.day BETWEEN ? AND ? AND s.state = 'closed')`, from, to)
	if err != nil {
		return false, fmt.Errorf("find closed stories: %w", err)
	}
	return has, nil
}

// MergedStories returns the merged and withdrawn stories that held one of these articles, whole, by Seq.
func (g *Grouping) MergedStories(articleIDs []string) ([]Story, error) {
	seqs, err := g.seqs(`SELECT DISTINCT s.seq FROM story s JOIN held h ON h.story = s.seq
		WHERE s.state IN ('merged', 'withdrawn') AND h.article IN (SELECT value FROM json_each(?)) ORDER BY 1`, array(articleIDs))
	if err != nil {
		return nil, err
	}
	return g.wholeStories(seqs)
}

func (g *Grouping) seqs(query string, args ...any) ([]int64, error) {
	seqs, err := all(g.reader, column[int64], query, args...)
	if err != nil {
		return nil, fmt.Errorf("find stories: %w", err)
	}
	return seqs, nil
}

// LoadGrouped returns open and closed stories by Seq with what they were grouped by, since it is what a run reads most of: Seq and
// Medoid of the stories, the Features and Near of the texts, but not their Evidence, and Seq, ID, Lang, Day and Text of the articles.
func (g *Grouping) LoadGrouped(stories []int64) (Loaded, error) {
	var l Loaded
	var err error
	if l.Stories, err = all(g.reader, scanGroupedStory, groupedStories, array(stories)); err != nil {
		return Loaded{}, fmt.Errorf("read stories: %w", err)
	}
	if l.Texts, err = all(g.reader, g.groupedText, groupedTexts, array(stories)); err != nil {
		return Loaded{}, fmt.Errorf("read texts: %w", err)
	}
	slices.SortFunc(l.Texts, func(a, b Text) int { return cmp.Compare(a.Seq, b.Seq) })
	if l.Articles, err = all(g.reader, scanGroupedArticle, groupedArticles, array(stories)); err != nil {
		return Loaded{}, fmt.Errorf("read articles: %w", err)
	}
	slices.SortFunc(l.Articles, func(a, b Article) int { return cmp.Compare(a.Seq, b.Seq) })
	return l, nil
}

// Stories returns open and closed stories by Seq, without what is only shown (Profile, View). Storyline is "" for those that
// continue no other.
func (g *Grouping) Stories(seqs []int64) ([]Story, error) {
	stories, err := all(g.reader, scanStory, `SELECT `+storyColumns+` FROM story s
		WHERE s.seq IN (SELECT value FROM json_each(?)) ORDER BY s.seq`, array(seqs))
	if err != nil {
		return nil, fmt.Errorf("read stories: %w", err)
	}
	for _, s := range stories {
		g.stories[s.Seq] = s.known() // such stories hold no articles of before
	}
	return stories, nil
}

// groupedText scans a row of groupedTexts, and notes what the text has.
func (g *Grouping) groupedText(row scanner) (t Text, err error) {
	var packed []byte
	err = row.Scan(&t.Seq, &t.ID, nullable(&t.Representative), nullable(&t.Origin), nullable(&t.Story), &t.Day, &t.Score,
		nullable(&t.With), nullable(&t.Features), nullable(&packed))
	if err == nil {
		t.Near, err = g.neighbours(t.Seq, packed)
	}
	was, _ := g.known(t.Seq)
	g.texts[t.Seq] = knownText{t.row(), t.With, g.digest(t.Features), g.digest(packed), was.evidence}
	return t, err
}

// LoadShown returns stories by Seq with all that they hold, but for the Features and Near of the texts.
func (g *Grouping) LoadShown(stories []int64) (Loaded, error) {
	l, err := g.load(stories)
	for _, t := range l.Texts {
		was, _ := g.known(t.Seq)
		g.texts[t.Seq] = knownText{t.row(), t.With, was.features, was.near, g.digest(t.Evidence)}
	}
	for _, s := range l.Stories {
		g.stories[s.Seq] = s.known()
	}
	return l, err
}

// Records is Records of the archive within the transaction.
func (g *Grouping) Records(articles []int64) ([]Record, error) { return g.records(articles) }

// CountTexts returns how many texts first appeared before a day; it stops counting at most.
func (g *Grouping) CountTexts(before, most int) (int, error) {
	n, err := one(g.reader, column[int], `SELECT count(*) FROM (SELECT 1 FROM text WHERE day < ? LIMIT ?)`, before, most)
	if err != nil {
		return 0, fmt.Errorf("count texts: %w", err)
	}
	return n, nil
}

// TakenID reports whether an article, story or storyline, which is what kind says, has this id.
func (g *Grouping) TakenID(kind, id string) (bool, error) {
	switch kind {
	case "article", "story", "storyline":
	default:
		return false, fmt.Errorf("find id %s: no kind is called %q", id, kind)
	}
	taken, err := one(g.reader, column[bool], `SELECT EXISTS (SELECT 1 FROM `+kind+` WHERE id = ?)`, id)
	if err != nil {
		return false, fmt.Errorf("find id %s: %w", id, err)
	}
	return taken, nil
}
