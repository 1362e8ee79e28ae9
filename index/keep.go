package index

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"github.com/twicetold/twicetold/index/news"
)

// Keeping comes first: whatever happens to the rest of a run, what came in is not lost, and the next
// run groups what waits. A content that is there already, by its key, is known and nothing happens.

// Counts is what became of articles that came in.
type Counts struct {
	New       int `json:"new"`
	Known     int `json:"known"`
	Forgotten int `json:"forgotten"`
}

// Keep takes articles in, in one transaction: all of them, or none when there is an error. Gold stories
// are not kept.
func (r *Run) Keep(ctx context.Context, articles []news.Article) (Counts, error) {
	var counts Counts
	err := r.archive.write(ctx, func(t *tx) (err error) {
		counts, err = t.keep(r, articles)
		return err
	})
	if err != nil {
		return Counts{}, fmt.Errorf("keep articles: %w", err)
	}
	return counts, nil
}

// keep takes the articles of a run in. While one is written the bodies of the next are packed.
func (t *tx) keep(r *Run, articles []news.Article) (Counts, error) {
	salt, err := forgottenSalt(t.reader)
	if err != nil {
		return Counts{}, err
	}
	k := &keeper{tx: t, run: r, salt: salt}
	fresh, err := k.sift(articles)
	if err != nil {
		return Counts{}, err
	}
	packed, stop := k.bodies.packAhead(fresh)
	defer stop()
	for _, f := range fresh {
		if err := k.insertRecord(f, <-packed); err != nil {
			return Counts{}, in(f.Article, err)
		}
	}
	return k.counts, nil
}

// in says which article an error is about.
func in(a news.Article, err error) error {
	return fmt.Errorf("record %d of %s: %w", a.Input.Record, a.Input.Name, err)
}

// keeper keeps the articles of one transaction.
type keeper struct {
	*tx
	run    *Run
	salt   []byte // nil when nothing was ever forgotten
	counts Counts
}

// incoming is an article that is to be kept.
type incoming struct {
	news.Article
	key       []byte
	canonical string // address
}

// sift counts what becomes of articles, and returns those that are new.
func (k *keeper) sift(articles []news.Article) ([]incoming, error) {
	var fresh []incoming
	here := map[string]bool{}
	for _, a := range articles {
		f := incoming{a, contentKey(a), canonicalOf(a.URL)}
		forgotten, err := k.forgotten(a, f.canonical)
		if err != nil {
			return nil, in(a, err)
		}
		if forgotten {
			k.counts.Forgotten++
			continue
		}
		known, err := one(k.reader, column[bool], `SELECT EXISTS (SELECT 1 FROM record WHERE key = ?)`, f.key)
		if err != nil {
			return nil, in(a, err)
		}
		if known || here[string(f.key)] {
			k.counts.Known++
			continue
		}
		k.counts.New++
		here[string(f.key)] = true
		fresh = append(fresh, f)
	}
	return fresh, nil
}

func (k *keeper) insertRecord(a incoming, body []byte) error {
	if err := writable(a.Published.At); err != nil {
		return err
	}
	if err := writable(a.Seen); err != nil {
		return err
	}
	at, precision, trust := publishedColumns(a.Published)
	row := Record{Kept: k.run.now, Given: a.Article}
	seq, err := k.insert(`INSERT INTO record (key, given_id, named, address, source, url, title, lang, published, precision, trust,
		day, seen, kept, run, input, input_record, packed) VALUES (?, nullif(?, ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		a.key, a.ID, a.URL, nameHash(a.ID), addressHash(a.canonical), a.Source, a.URL, a.Title, a.Lang, at, precision, trust,
		row.Day(), utc(a.Seen), utc(k.run.now), k.run.id, a.Input.Name, a.Input.Record, len(body))
	if err != nil {
		return err
	}
	_, err = k.execRow(`INSERT INTO body (record, packed) VALUES (?, ?)`, seq, body)
	return err
}

// contentKey returns what tells contents apart.
func contentKey(a news.Article) []byte { return hashStrings(nil, a.ID, a.Source, a.Title, a.Text)[:16] }

// hashStrings hashes strings, each after its length, so that no two lists are the same bytes.
func hashStrings(salt []byte, parts ...string) []byte {
	h := sha256.New()
	h.Write(salt)
	for _, p := range parts {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(p)))
		h.Write(length[:])
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

// forgottenSalt returns nil when nothing was ever forgotten.
func forgottenSalt(r reader) ([]byte, error) {
	some, err := one(r, column[bool], `SELECT EXISTS (SELECT 1 FROM forgotten)`)
	if err != nil || !some {
		return nil, err
	}
	return archiveSalt(r)
}

func archiveSalt(r reader) ([]byte, error) {
	text, err := one(r, column[string], `SELECT value FROM meta WHERE name = 'salt'`)
	if err != nil {
		return nil, fmt.Errorf("read salt: %w", err)
	}
	return hex.DecodeString(text)
}

// forgotten reports whether an article may not come in again.
func (k *keeper) forgotten(a news.Article, canonical string) (bool, error) {
	if k.salt == nil {
		return false, nil
	}
	id, address := forgottenHashes(k.salt, a.ID, a.Source, canonical)
	return one(k.reader, column[bool], `SELECT EXISTS (SELECT 1 FROM forgotten WHERE hash = ? OR hash = ?)`, id, address)
}

// forgottenHashes returns what remains of a forgotten record: the hash of its id, which is one only
// together with its source, and the hash of its address, nil when it has none.
func forgottenHashes(salt []byte, id, source, canonical string) (byID, byAddress []byte) {
	byID = hashStrings(salt, "id", id, source)
	if canonical != "" {
		byAddress = hashStrings(salt, "url", canonical)
	}
	return byID, byAddress
}
