package index

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
)

// Page remains, what a source prints on many pages, are kept as hashes of lines. A run learns them from the latest
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

// PageLines returns the page remains that were learnt, by source.
func (a *Archive) PageLines() (map[string][]uint64, error) {
	return a.reader(context.Background()).pageLines()
}

// PageLines returns the learnt page remains of every source that has any: hashes, rising.
func (g *Grouping) PageLines() (map[string][]uint64, error) { return g.pageLines() }

func (r reader) pageLines() (map[string][]uint64, error) {
	rows, err := all(r, scanPageLines, `SELECT name, page_lines FROM source WHERE page_lines IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("read page remains: %w", err)
	}
	lines := make(map[string][]uint64, len(rows))
	for _, r := range rows {
		lines[r.source] = r.lines
	}
	return lines, nil
}

// pageLines is what a source prints on many pages.
type pageLines struct {
	source string
	lines  []uint64
}

func scanPageLines(row scanner) (p pageLines, err error) {
	var packed []byte
	err = row.Scan(&p.source, &packed)
	for ; len(packed) >= 8; packed = packed[8:] {
		p.lines = append(p.lines, binary.BigEndian.Uint64(packed))
	}
	return p, err
}

// PutPageLines replaces the learnt page remains of a source; the run beside them is their version.
func (g *Grouping) PutPageLines(source string, lines []uint64) error {
	packed := make([]byte, 0, 8*len(lines))
	for _, line := range slices.Sorted(slices.Values(lines)) {
		packed = binary.BigEndian.AppendUint64(packed, line)
	}
	_, err := g.exec(`INSERT INTO source (name, page_lines, page_run) VALUES (?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET page_lines = excluded.page_lines, page_run = excluded.page_run`, source, packed, g.run.id)
	if err != nil {
		return fmt.Errorf("put page remains of %s: %w", source, err)
	}
	return nil
}
