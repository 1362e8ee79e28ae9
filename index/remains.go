package index

import (
	"context"
	"encoding/binary"
	"fmt"
)

// Page remains, what a source repeats, are kept as hashes of runs of words. A run learns them from the latest
// records of the sources that sent something.

// PendingSources returns the sources of the records that wait for the grouping, known ones only, in order.
func (g *Grouping) PendingSources() ([]string, error) {
	sources, err := all(g.reader, column[string], `SELECT DISTINCT source FROM record WHERE article IS NULL AND source <> '' ORDER BY 1`)
	if err != nil {
		return nil, fmt.Errorf("list sources: %w", err)
	}
	return sources, nil
}

// Latest returns the last n records of a source, whether they wait or not, latest first.
func (g *Grouping) Latest(source string, n int) ([]Record, error) {
	records, err := all(g.reader, g.record, recordQuery+`WHERE source = ? ORDER BY kept DESC, seq DESC LIMIT ?`, source, n)
	if err != nil {
		return nil, fmt.Errorf("read records of %s: %w", source, err)
	}
	return records, nil
}

// Repeated returns what sources are known to repeat, by source: hashes of runs of words, those learnt last first.
func (a *Archive) Repeated() (map[string][]uint64, error) {
	return a.reader(context.Background()).repeated()
}

// Repeated is that of the archive.
func (g *Grouping) Repeated() (map[string][]uint64, error) { return g.repeated() }

func (r reader) repeated() (map[string][]uint64, error) {
	rows, err := all(r, scanRepeated, `SELECT name, repeated FROM source WHERE repeated IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("read page remains: %w", err)
	}
	runs := make(map[string][]uint64, len(rows))
	for _, r := range rows {
		runs[r.source] = r.runs
	}
	return runs, nil
}

// repeated is what a source repeats.
type repeated struct {
	source string
	runs   []uint64
}

func scanRepeated(row scanner) (p repeated, err error) {
	var packed []byte
	err = row.Scan(&p.source, &packed)
	for ; len(packed) >= 8; packed = packed[8:] {
		p.runs = append(p.runs, binary.BigEndian.Uint64(packed))
	}
	return p, err
}

// PutRepeated replaces what a source is known to repeat; the run beside it is its version.
func (g *Grouping) PutRepeated(source string, runs []uint64) error {
	packed := make([]byte, 0, 8*len(runs))
	for _, run := range runs {
		packed = binary.BigEndian.AppendUint64(packed, run)
	}
	_, err := g.exec(`INSERT INTO source (name, repeated, page_run) VALUES (?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET repeated = excluded.repeated, page_run = excluded.page_run`, source, packed, g.run.id)
	if err != nil {
		return fmt.Errorf("put page remains of %s: %w", source, err)
	}
	return nil
}
