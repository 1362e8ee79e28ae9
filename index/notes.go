package index

import "fmt"

// Notes are what was worked out of a text when its story was described, to be used when it is described again. They hang on
// the text's own articles alone. They are dropped when these change or go, and when the story is closed; a text without any is read again.

// notesOfText is a row of notes.
type notesOfText struct {
	text   int64
	packed []byte
}

func scanNotes(row scanner) (n notesOfText, err error) {
	err = row.Scan(&n.text, nullable(&n.packed))
	return n, err
}

// Notes returns the notes of the texts of stories, by Seq of the text, as far as there are any.
func (g *Grouping) Notes(stories []int64) (map[int64][]byte, error) {
	rows, err := all(g.reader, scanNotes, `SELECT n.text, n.packed FROM notes n JOIN text t ON t.seq = n.text
		WHERE t.story IN (SELECT value FROM json_each(?))`, array(stories))
	if err != nil {
		return nil, fmt.Errorf("read notes: %w", err)
	}
	notes := make(map[int64][]byte, len(rows))
	for _, n := range rows {
		notes[n.text] = n.packed
	}
	return notes, nil
}

// PutNotes replaces the notes of a text.
func (g *Grouping) PutNotes(text int64, packed []byte) error {
	_, err := g.execRow(`INSERT INTO notes (text, packed) VALUES (?, ?) ON CONFLICT (text) DO UPDATE SET packed = excluded.packed`, text, packed)
	if err != nil {
		return fmt.Errorf("put notes of text %d: %w", text, err)
	}
	return nil
}

// DropNotes removes the notes of a text, if it has any.
func (g *Grouping) DropNotes(text int64) error {
	if _, err := g.execRow(`DELETE FROM notes WHERE text = ?`, text); err != nil {
		return fmt.Errorf("drop notes of text %d: %w", text, err)
	}
	return nil
}
