package index

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"

	"github.com/twicetold/twicetold/index/news"
)

// Ids and addresses of records are long, and there are as many as records. Their indexes hold hashes of 64 bits: two
// of a hundred million that are the same are to be expected in one archive of four thousand.

// nameHash returns what a given id, or a canonical address, is found by.
func nameHash(id string) int64 {
	sum := sha256.Sum256([]byte(id))
	return int64(binary.BigEndian.Uint64(sum[:]))
}

// addressHash returns what a canonical address is found by, nil for none.
func addressHash(canonical string) any {
	if canonical == "" {
		return nil
	}
	return nameHash(canonical)
}

// canonicalOf returns the one address that stands for all addresses of a URL, "" for none.
func canonicalOf(url string) string {
	if url == "" {
		return ""
	}
	return news.CanonicalURL(url)
}

// hashBatch is how many records are hashed at a time.
const hashBatch = 10_000

// hashNames gives records of before schema 3 their hashes.
func hashNames(tx *sql.Tx) error {
	for after := int64(0); ; {
		some, err := unhashed(tx, after)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, n := range some {
			_, err := tx.Exec(`UPDATE record SET named = ?, address = ? WHERE seq = ?`, nameHash(n.id), addressHash(canonicalOf(n.url)), n.seq)
			if err != nil {
				return fmt.Errorf("hash id of record %d: %w", n.seq, err)
			}
		}
		after = some[len(some)-1].seq
	}
}

// naming is what a record of schema 3 is found by.
type naming struct {
	seq     int64
	id, url string
}

// unhashed returns the next records after one.
func unhashed(tx *sql.Tx, after int64) ([]naming, error) {
	rows, err := tx.Query(`SELECT seq, coalesce(given_id, url), url FROM record WHERE seq > ? ORDER BY seq LIMIT ?`, after, hashBatch)
	if err != nil {
		return nil, fmt.Errorf("read ids: %w", err)
	}
	defer rows.Close() // errors are in rows.Err
	var some []naming
	for rows.Next() {
		var n naming
		if err := rows.Scan(&n.seq, &n.id, &n.url); err != nil {
			return nil, fmt.Errorf("read ids: %w", err)
		}
		some = append(some, n)
	}
	return some, rows.Err()
}
