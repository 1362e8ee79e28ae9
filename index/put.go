package index

import (
	"fmt"
	"slices"
	"strings"
)

// PutArticle inserts an article (Seq 0) or updates it, with what it copied, makes these records its own,
// and returns its Seq.
func (g *Grouping) PutArticle(a Article, records []int64) (int64, error) {
	at, precision, trust := publishedColumns(a.Published)
	seq, err := g.put("article", a.Seq, []field{
		{"id", a.ID}, {"state", a.State}, {"record", orNull(a.Record)}, {"records", a.Records}, {"source", a.Source},
		{"lang", a.Lang}, {"agency", a.Agency}, {"digest", a.Digest}, {"published", at}, {"published_precision", precision},
		{"published_trust", trust}, {"day", a.Day}, {"text", orNull(a.Text)},
	})
	if err == nil && (a.Seq != 0 || a.Copy != nil) {
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

// PutCopy writes down what an article took, nil for the origin of a text.
func (g *Grouping) PutCopy(article int64, c *Copy) error {
	if err := g.putCopy(article, c); err != nil {
		return fmt.Errorf("put copy %d: %w", article, err)
	}
	return nil
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
	evidence bool
	near     []Neighbour
}

func (t Text) known() knownText {
	return knownText{t.indexed(), t.Evidence != nil, t.Near}
}

// indexed returns the columns that an index has to follow.
func (t Text) indexed() []field {
	return []field{{"representative", orNull(t.Representative)}, {"origin", orNull(t.Origin)}, {"story", orNull(t.Story)},
		{"day", t.Day}, {"closest", orNull(t.With)}}
}

// PutText inserts a text (Seq 0) or updates it, replaces its evidence and its edges, and returns its Seq.
func (g *Grouping) PutText(t Text) (int64, error) {
	was, known := g.texts[t.Seq]
	fields := append(changed(t.indexed(), was.indexed), field{"id", t.ID}, field{"score", t.Score}, field{"features", blobOrNull(t.Features)})
	seq, err := g.put("text", t.Seq, fields)
	if err == nil && (t.Evidence != nil || was.evidence || t.Seq != 0 && !known) {
		err = g.putEvidence(seq, t.Evidence)
	}
	if err == nil && (!slices.Equal(t.Near, was.near) || t.Seq != 0 && !known) {
		err = g.putEdges(seq, t.Near)
	}
	if err != nil {
		return 0, fmt.Errorf("put text %s: %w", t.ID, err)
	}
	t.Near = slices.Clone(t.Near)
	g.texts[seq] = t.known()
	return seq, nil
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

func (g *Grouping) putEdges(text int64, near []Neighbour) error {
	if _, err := g.exec(`DELETE FROM neighbour WHERE text = ?`, text); err != nil {
		return err
	}
	for _, n := range near {
		if _, err := g.exec(`INSERT INTO neighbour (text, other, cosine) VALUES (?, ?, ?)`, text, n.Text, n.Cosine); err != nil {
			return err
		}
	}
	return nil
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

// PutStory inserts a story (Seq 0) or updates it, with what it held, and returns its Seq. Many stories
// may have no id for the time being.
func (g *Grouping) PutStory(s Story) (int64, error) {
	was, known := g.stories[s.Seq]
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
	if err == nil && (s.Held != nil || was.held || s.Seq != 0 && !known) {
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

// put inserts a row (seq 0) or updates it, and returns its seq.
func (t *tx) put(table string, seq int64, fields []field) (int64, error) {
	args := make([]any, len(fields), len(fields)+1)
	var names strings.Builder // of what is put, which tells one statement from another
	for i, f := range fields {
		args[i] = f.value
		names.WriteString(f.name)
		names.WriteByte(' ')
	}
	q := t.putQueries(table+" "+names.String(), table, fields)
	if seq == 0 {
		return t.insert(q.insert, args...)
	}
	return seq, t.update(q.update, append(args, seq)...)
}

// putQueries are the statements that put some columns of a row.
type putQueries struct{ insert, update string }

func (t *tx) putQueries(key, table string, fields []field) putQueries {
	if q, made := t.puts[key]; made {
		return q
	}
	names, marks, sets := make([]string, len(fields)), make([]string, len(fields)), make([]string, len(fields))
	for i, f := range fields {
		names[i], marks[i], sets[i] = f.name, "?", f.name+" = ?"
	}
	list := func(of []string) string { return strings.Join(of, ", ") }
	q := putQueries{
		insert: `INSERT INTO ` + table + ` (` + list(names) + `) VALUES (` + list(marks) + `)`,
		update: `UPDATE ` + table + ` SET ` + list(sets) + ` WHERE seq = ?`,
	}
	t.puts[key] = q
	return q
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
