package index

import (
	"fmt"
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
	if err == nil && (!fresh || a.Copy != nil) {
		err = g.putCopy(seq, a.Copy)
	}
	if err == nil {
		err = g.own(seq, records)
	}
	if err != nil {
		return 0, fmt.Errorf("put article %s: %w", a.ID, err)
	}
	return seq, nil
}

func (g *Grouping) putCopy(article int64, c *Copy) error {
	if c == nil {
		_, err := g.exec(`DELETE FROM copy WHERE article = ?`, article)
		return err
	}
	var lag any
	if c.Timed {
		lag = c.Lag.Seconds()
	}
	_, err := g.exec(`INSERT OR REPLACE INTO copy (article, of, kind, share, lag) VALUES (?, ?, ?, ?, ?)`, article, c.Of, c.Kind, c.Share, lag)
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

// knownText is what a text is known to have in the tables, so that what stays the same is not written again.
type knownText struct {
	indexed  []field
	evidence bool // that it may have
}

func (t Text) known() knownText { return knownText{t.indexed(), t.Evidence != nil} }

// indexed returns the columns that an index has to follow.
func (t Text) indexed() []field {
	return []field{{"representative", orNull(t.Representative)}, {"origin", orNull(t.Origin)}, {"story", orNull(t.Story)},
		{"day", t.Day}, {"closest", orNull(t.With)}}
}

// PutText inserts a text (Seq 0 or of NewSeq) or updates it, replaces its evidence and its edges, and returns its Seq.
func (g *Grouping) PutText(t Text) (int64, error) {
	was, known := g.texts[t.Seq]
	fresh := g.isNew("text", t.Seq)
	seq, err := g.put("text", t.Seq, append(changed(t.indexed(), was.indexed), field{"id", t.ID}, field{"score", t.Score}))
	if err == nil {
		err = g.putFeatures(seq, t, fresh)
	}
	if err == nil && (t.Evidence != nil || was.evidence || !fresh && !known) {
		err = g.putEvidence(seq, t.Evidence)
	}
	if err != nil {
		return 0, fmt.Errorf("put text %s: %w", t.ID, err)
	}
	g.texts[seq] = t.known()
	return seq, nil
}

// putFeatures replaces what the grouping keeps of a text.
func (g *Grouping) putFeatures(seq int64, t Text, fresh bool) error {
	near := packNeighbours(t.Near)
	if t.Features == nil && near == nil {
		if fresh {
			return nil
		}
		_, err := g.exec(`DELETE FROM features WHERE text = ?`, seq)
		return err
	}
	_, err := g.exec(`INSERT INTO features (text, day, features, near) VALUES (?, ?, ?, ?)
		ON CONFLICT (text) DO UPDATE SET day = excluded.day, features = excluded.features, near = excluded.near`,
		seq, t.Day, blobOrNull(t.Features), blobOrNull(near))
	return err
}

// PutEvidence says of a text of LoadShown what it is closest to, its With, and why; its other columns stay.
func (g *Grouping) PutEvidence(t Text) error {
	was := g.texts[t.Seq]
	var err error
	if fields := changed(t.indexed(), was.indexed); len(fields) > 0 {
		_, err = g.put("text", t.Seq, fields)
	}
	if err == nil && (t.Evidence != nil || was.evidence) {
		err = g.putEvidence(t.Seq, t.Evidence)
	}
	if err != nil {
		return fmt.Errorf("put evidence of text %s: %w", t.ID, err)
	}
	g.texts[t.Seq] = t.known()
	return nil
}

// putEvidence leaves the run beside evidence that did not change: it is that of the decision.
func (g *Grouping) putEvidence(text int64, evidence []byte) error {
	if evidence == nil {
		_, err := g.exec(`DELETE FROM evidence WHERE text = ?`, text)
		return err
	}
	_, err := g.exec(`INSERT INTO evidence (text, run, json) VALUES (?, ?, ?)
		ON CONFLICT (text) DO UPDATE SET run = excluded.run, json = excluded.json WHERE json <> excluded.json`, text, g.run.id, string(evidence))
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
	if _, err := g.exec(`DELETE FROM held WHERE story = ?`, story); err != nil {
		return err
	}
	for part, ids := range held {
		for i, id := range ids {
			_, err := g.exec(`INSERT INTO held (story, part, position, article) VALUES (?, ?, ?, ?)`, story, part, i, id)
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
	_, err := t.exec(q.insert, append(args, seq)...)
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

func newPutQueries(table string, fields []field) putQueries {
	names, marks, sets := make([]string, len(fields)), make([]string, len(fields)), make([]string, len(fields))
	for i, f := range fields {
		names[i], marks[i], sets[i] = f.name, "?", f.name+" = ?"
	}
	list := func(of []string) string { return strings.Join(of, ", ") }
	return putQueries{
		insert: `INSERT INTO ` + table + ` (` + list(names) + `, seq) VALUES (` + list(marks) + `, ?)`,
		update: `UPDATE ` + table + ` SET ` + list(sets) + ` WHERE seq = ?`,
	}
}

// MoveTexts makes texts those of a story.
func (g *Grouping) MoveTexts(texts []int64, story int64) error {
	if _, err := g.exec(`UPDATE text SET story = ? WHERE seq IN (SELECT value FROM json_each(?))`, story, array(texts)); err != nil {
		return fmt.Errorf("move texts to story %d: %w", story, err)
	}
	clear(g.texts)
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
