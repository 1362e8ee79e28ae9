package index

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
)

// Rows name one another in circles: an article its text, the text its story, the story a text. So that each can be
// put once, whole, whoever makes one asks for its Seq first.

// NewSeq returns the Seq of a row of a table (article, text or story) that is then to be put.
func (g *Grouping) NewSeq(table string) (int64, error) {
	if g.unput[table] == nil {
		last, err := one(g.reader, column[int64], `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)`, table)
		if err != nil {
			return 0, fmt.Errorf("number a new %s: %w", table, err)
		}
		g.last[table], g.unput[table] = last, map[int64]bool{}
	}
	g.last[table]++
	g.unput[table][g.last[table]] = true
	return g.last[table], nil
}

// isNew reports whether a row is not there yet.
func (g *Grouping) isNew(table string, seq int64) bool { return seq == 0 || g.unput[table][seq] }

// put inserts a row that is not there yet (seq 0 or of NewSeq) or updates it, and returns its seq.
func (g *Grouping) put(table string, seq int64, fields []field) (int64, error) {
	if !g.isNew(table, seq) {
		return seq, g.tx.updateRow(table, seq, fields)
	}
	if seq == 0 {
		var err error
		if seq, err = g.NewSeq(table); err != nil {
			return 0, err
		}
	}
	delete(g.unput[table], seq)
	return seq, g.tx.insertRow(table, seq, fields)
}

// PutArticle inserts an article (Seq 0 or of NewSeq) or updates it, with what it copied, makes these records its own,
// and returns its Seq.
func (g *Grouping) PutArticle(a Article, records []int64) (int64, error) {
	at, precision, trust := publishedColumns(a.Published)
	fresh := g.isNew("article", a.Seq)
	seq, err := g.put("article", a.Seq, []field{
		{"id", a.ID}, {"state", a.State}, {"record", orNull(a.Record)}, {"records", a.Records}, {"source", a.Source},
		{"lang", a.Lang}, {"agency", a.Agency}, {"digest", a.Digest}, {"published", at}, {"published_precision", precision},
		{"published_trust", trust}, {"day", a.Day}, {"text", orNull(a.Text)},
	})
	if err == nil {
		err = g.putCopy(seq, a.Copy, fresh)
	}
	if err == nil {
		err = g.own(seq, records)
	}
	if err != nil {
		return 0, fmt.Errorf("put article %s: %w", a.ID, err)
	}
	return seq, nil
}

// putCopy replaces what an article copied; one that is fresh has nothing yet. A REPLACE would do the same and keep a journal
// of its own; see newPutQueries.
func (g *Grouping) putCopy(article int64, c *Copy, fresh bool) error {
	if !fresh {
		if _, err := g.execRow(`DELETE FROM copy WHERE article = ?`, article); err != nil {
			return err
		}
	}
	if c == nil {
		return nil
	}
	var lag any
	if c.Timed {
		lag = c.Lag.Seconds()
	}
	_, err := g.execRow(`INSERT INTO copy (article, of, kind, share, lag) VALUES (?, ?, ?, ?, ?)`, article, c.Of, c.Kind, c.Share, lag)
	return err
}

func (g *Grouping) own(article int64, records []int64) error {
	for _, r := range records {
		if err := g.update(`UPDATE record SET article = ? WHERE seq = ?`, article, r); err != nil {
			return fmt.Errorf("record %d: %w", r, err)
		}
	}
	return nil
}

// knownText is what a text is known to have in the tables, so that what stays the same is not written again: of a story
// of a thousand texts that gains one, all but that one stay as they were.
type knownText struct {
	textRow
	closest                  int64
	features, near, evidence digest
}

// textRow is the columns of a text, but for what it is closest to.
type textRow struct {
	id                            string
	representative, origin, story int64
	day                           int
	score                         float64
}

func (t Text) row() textRow {
	return textRow{t.ID, t.Representative, t.Origin, t.Story, t.Day, t.Score}
}

func (r textRow) fields() []field {
	return []field{{"id", r.id}, {"representative", orNull(r.representative)}, {"origin", orNull(r.origin)}, {"story", orNull(r.story)},
		{"day", r.day}, {"score", r.score}}
}

// digest stands for a value that a row may have: two that are equal have the same one.
type digest uint64

// What is known of a value without seeing it.
const (
	nothing digest = 0
	unknown digest = 1
	seen    digest = 2 // or more
)

// known returns what is known of a text, and whether it was loaded or put.
func (g *Grouping) known(text int64) (was knownText, here bool) {
	if was, here = g.texts[text]; !here {
		was = knownText{closest: -1, features: unknown, near: unknown, evidence: unknown}
	}
	return was, here
}

// digest returns the one of a value; nil is none.
func (g *Grouping) digest(value []byte) digest {
	if value == nil {
		return nothing
	}
	return digest(maphash.Bytes(g.seed, value)) | seen
}

// HasFeatures reports whether a text stands in the tables with these features. What they tell of its articles, and that is all
// that the tables have of these but for which records are theirs, then stands there, too: when a part of it goes, so do the features.
func (g *Grouping) HasFeatures(text int64, features []byte) bool {
	return features != nil && g.texts[text].features == g.digest(features)
}

// KnowFeatures says of a text that was loaded that its features are written otherwise today and say the same: they are not written again
// for that.
func (g *Grouping) KnowFeatures(text int64, features []byte) {
	was, _ := g.known(text)
	was.features = g.digest(features)
	g.texts[text] = was
}

// PutText inserts a text (Seq 0 or of NewSeq) or updates it, replaces its Features and Near, and returns its Seq. What it is
// closest to and why stays; see PutEvidence.
func (g *Grouping) PutText(t Text) (int64, error) {
	was, here := g.known(t.Seq)
	fields := t.row().fields()
	fresh := g.isNew("text", t.Seq)
	switch {
	case fresh:
		was = knownText{textRow: textRow{day: t.Day}}
	case here:
		fields = changed(fields, was.textRow.fields())
	}
	seq, near := t.Seq, packNeighbours(t.Near)
	var err error
	if len(fields) > 0 {
		seq, err = g.put("text", seq, fields)
	}
	is := knownText{t.row(), was.closest, g.digest(t.Features), g.digest(near), was.evidence}
	if err == nil && (is.features != was.features || is.near != was.near || is.day != was.day) {
		err = g.putFeatures(seq, t, near, is.features == was.features && is.day == was.day)
	}
	if err != nil {
		return 0, fmt.Errorf("put text %s: %w", t.ID, err)
	}
	g.texts[seq] = is
	return seq, nil
}

// putFeatures replaces what the grouping keeps of a text, or its edges only.
func (g *Grouping) putFeatures(seq int64, t Text, near []byte, edges bool) error {
	switch {
	case t.Features == nil && near == nil:
		_, err := g.execRow(`DELETE FROM features WHERE text = ?`, seq)
		return err
	case edges && t.Features != nil:
		return g.update(`UPDATE features SET near = ? WHERE text = ?`, blobOrNull(near), seq)
	}
	_, err := g.execRow(`INSERT INTO features (text, day, features, near) VALUES (?, ?, ?, ?)
		ON CONFLICT (text) DO UPDATE SET day = excluded.day, features = excluded.features, near = excluded.near`,
		seq, t.Day, blobOrNull(t.Features), blobOrNull(near))
	return err
}

// PutEvidence says of a text that was loaded or put what it is closest to, its With, and why; all else of it stays. Beside
// evidence that does not change stands the run that decided, as before.
func (g *Grouping) PutEvidence(t Text) error {
	was, here := g.known(t.Seq)
	var err error
	if t.With != was.closest {
		err = g.update(`UPDATE OR FAIL text SET closest = ? WHERE seq = ?`, orNull(t.With), t.Seq)
	}
	is := g.digest(t.Evidence)
	if err == nil && is != was.evidence {
		err = g.putEvidence(t.Seq, t.Evidence, was.evidence == nothing)
	}
	if err != nil {
		return fmt.Errorf("put evidence of text %s: %w", t.ID, err)
	}
	if was.closest, was.evidence = t.With, is; here {
		g.texts[t.Seq] = was
	}
	return nil
}

// putEvidence replaces the evidence of a text, with the run of this decision; one that is fresh has none yet.
func (g *Grouping) putEvidence(text int64, evidence []byte, fresh bool) error {
	if !fresh {
		if _, err := g.execRow(`DELETE FROM evidence WHERE text = ?`, text); err != nil {
			return err
		}
	}
	if evidence == nil {
		return nil
	}
	_, err := g.execRow(`INSERT INTO evidence (text, run, json) VALUES (?, ?, ?)`, text, g.run.id, string(evidence))
	return err
}

// knownStory is knownText for a story.
type knownStory struct {
	indexed []field
	held    bool
}

func (s Story) known() knownStory { return knownStory{s.indexed(), s.Held != nil} }

// indexed returns the columns that an index has to follow.
func (s Story) indexed() []field {
	return []field{{"id", orNull(s.ID)}, {"state", string(s.State)}, {"merged_into", orNull(s.MergedInto)}, {"storyline", orNull(s.Storyline)},
		{"last_day", s.LastDay}, {"medoid", orNull(s.Medoid)}}
}

// PutStory inserts a story (Seq 0 or of NewSeq) or updates it, with what it held, and returns its Seq. Many stories
// may have no id for the time being.
func (g *Grouping) PutStory(s Story) (int64, error) {
	was, known := g.stories[s.Seq]
	fresh := g.isNew("story", s.Seq)
	first, firstPrecision, firstTrust := publishedColumns(s.First)
	last, lastPrecision, lastTrust := publishedColumns(s.Last)
	seq, err := g.put("story", s.Seq, append(changed(s.indexed(), was.indexed), []field{
		{"headline", s.Headline},
		{"first", first}, {"first_precision", firstPrecision}, {"first_trust", firstTrust},
		{"last", last}, {"last_precision", lastPrecision}, {"last_trust", lastTrust},
		{"first_day", s.FirstDay}, {"articles", s.Articles}, {"sources", s.Sources},
		{"unknown", s.Unknown}, {"texts", s.Texts}, {"run", orNull(s.Run)},
		{"profile", blobOrNull(s.Profile)}, {"view", jsonOrNull(s.View)},
	}...))
	if err == nil && (s.Held != nil || was.held || !fresh && !known) {
		err = g.putHeld(seq, s.Held)
	}
	if err != nil {
		return 0, fmt.Errorf("put story %d %s: %w", s.Seq, s.ID, err)
	}
	g.stories[seq] = s.known()
	return seq, nil
}

func (g *Grouping) putHeld(story int64, held [][]string) error {
	if _, err := g.execRow(`DELETE FROM held WHERE story = ?`, story); err != nil {
		return err
	}
	for part, ids := range held {
		for i, id := range ids {
			_, err := g.execRow(`INSERT INTO held (story, part, position, article) VALUES (?, ?, ?, ?)`, story, part, i, id)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// field is a column with its value.
type field struct {
	name  string
	value any // comparable where it stands for an index
}

// changed returns those of the fields that are not among the others with the same value.
func changed(fields, others []field) []field {
	return slices.DeleteFunc(fields, func(f field) bool { return slices.Contains(others, f) })
}

// insertRow inserts a row of these columns.
func (t *tx) insertRow(table string, seq int64, fields []field) error {
	q, args := t.putQueries(table, fields)
	_, err := t.execRow(q.insert, append(args, seq)...)
	return err
}

// updateRow changes these columns of a row, which must be there.
func (t *tx) updateRow(table string, seq int64, fields []field) error {
	q, args := t.putQueries(table, fields)
	return t.update(q.update, append(args, seq)...)
}

// putQueries are the statements that put some columns of a row.
type putQueries struct{ insert, update string }

// putQueries returns the statements for some columns, and the values of these.
func (t *tx) putQueries(table string, fields []field) (putQueries, []any) {
	args := make([]any, len(fields), len(fields)+1)
	var key strings.Builder // of what is put, which tells one statement from another
	key.WriteString(table)
	for i, f := range fields {
		args[i] = f.value
		key.WriteByte(' ')
		key.WriteString(f.name)
	}
	q, made := t.puts[key.String()]
	if !made {
		q = newPutQueries(table, fields)
		t.puts[key.String()] = q
	}
	return q, args
}

// newPutQueries makes the statements. An UPDATE of references that may fail has SQLite write down each page before it changes
// it, in case that it fails half-way: that took a third of the time of all writing. An UPDATE of one row fails before it
// has changed anything, or not at all, so it is told by OR FAIL that there is nothing to take back.
func newPutQueries(table string, fields []field) putQueries {
	names, marks, sets := make([]string, len(fields)), make([]string, len(fields)), make([]string, len(fields))
	for i, f := range fields {
		names[i], marks[i], sets[i] = f.name, "?", f.name+" = ?"
	}
	list := func(of []string) string { return strings.Join(of, ", ") }
	return putQueries{
		insert: `INSERT INTO ` + table + ` (` + list(names) + `, seq) VALUES (` + list(marks) + `, ?)`,
		update: `UPDATE OR FAIL ` + table + ` SET ` + list(sets) + ` WHERE seq = ?`,
	}
}

// MoveTexts makes texts those of a story.
func (g *Grouping) MoveTexts(texts []int64, story int64) error {
	if _, err := g.exec(`UPDATE text SET story = ? WHERE seq IN (SELECT value FROM json_each(?))`, story, array(texts)); err != nil {
		return fmt.Errorf("move texts to story %d: %w", story, err)
	}
	for _, t := range texts {
		if was, here := g.texts[t]; here {
			was.story = story
			g.texts[t] = was
		}
	}
	return nil
}

// SetStoryID gives a story its id.
func (g *Grouping) SetStoryID(seq int64, id string) error {
	if err := g.update(`UPDATE story SET id = ? WHERE seq = ?`, orNull(id), seq); err != nil {
		return fmt.Errorf("set id of story %d to %s: %w", seq, id, err)
	}
	delete(g.stories, seq)
	return nil
}

// DropStory removes the row of a story that holds nothing and whose id went to another.
func (g *Grouping) DropStory(seq int64) error { return g.drop("story", seq) }

// DropText removes the row of a text that no article carries, with its evidence and edges.
func (g *Grouping) DropText(seq int64) error {
	clear(g.texts) // they may have had edges to it
	clear(g.stories)
	return g.drop("text", seq)
}

func (t *tx) drop(table string, seq int64) error {
	if err := t.update(`DELETE FROM `+table+` WHERE seq = ?`, seq); err != nil {
		return fmt.Errorf("drop %s %d: %w", table, seq, err)
	}
	return nil
}
