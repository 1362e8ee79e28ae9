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

// nightShare: while a sample can be filled otherwise, no run gives more than one in so many of its records: what a source
// repeats shows over days, and a busy one sends more in a day than a sample holds. One of which less is new would teach next to
// nothing.
const nightShare = 5

// Sample returns n of the latest records of a source, whether they wait or not: of each run, latest first, those that
// chance selects, which is the hash of their content. It returns none while few of them came after the run that
// PutLearnt noted.
func (g *Grouping) Sample(source string, n int) ([]Record, error) {
	intakes, err := g.intakes(source, n)
	if err != nil {
		return nil, fmt.Errorf("count records of %s: %w", source, err)
	}
	fresh, err := g.isFresh(source, intakes, n)
	if err != nil || !fresh {
		return nil, err
	}
	spare := n
	for _, in := range intakes {
		spare -= in.share(n)
	}
	var sample []Record
	for _, in := range intakes {
		more := max(0, min(in.records-in.share(n), spare))
		spare -= more
		records, err := all(g.reader, g.record, recordQuery+`WHERE seq IN ( -- no text is read but of these
			SELECT seq FROM record WHERE source = ? AND kept = ? ORDER BY key LIMIT ?) ORDER BY key`, source, in.kept, in.share(n)+more)
		if err != nil {
			return nil, fmt.Errorf("read records of %s: %w", source, err)
		}
		sample = append(sample, records...)
	}
	return sample[:min(len(sample), n)], nil
}

// isFresh reports whether enough of a sample of n would be new: a night's share.
func (g *Grouping) isFresh(source string, intakes []intake, n int) (bool, error) {
	learnt, err := one(g.reader, column[int64], `SELECT coalesce((SELECT run FROM learnt WHERE source = ?), 0)`, source)
	if err != nil {
		return false, fmt.Errorf("read when %s was learnt: %w", source, err)
	}
	fresh, size := 0, 0
	for _, in := range intakes {
		size += in.records
		if in.run > learnt {
			fresh += in.share(n)
		}
	}
	return fresh >= min(size, n)/nightShare, nil
}

// PutLearnt notes that the run has looked at what a source repeats.
func (g *Grouping) PutLearnt(source string) error {
	if _, err := g.exec(`INSERT OR REPLACE INTO learnt (source, run) VALUES (?, ?)`, source, g.run.id); err != nil {
		return fmt.Errorf("note that %s is learnt: %w", source, err)
	}
	return nil
}

// intake is how many records of a source one run kept.
type intake struct {
	kept    string
	records int
	run     int64 // the last one of that now
}

// share returns how many of them go into a sample of n that can be filled otherwise.
func (i intake) share(n int) int { return min(i.records, (n+nightShare-1)/nightShare) }

// intakes returns the last runs that kept something of a source, latest first, as many as fill a sample of n.
func (r reader) intakes(source string, n int) ([]intake, error) {
	var list []intake
	scan := func(row scanner) (i intake, err error) { return i, row.Scan(&i.kept, &i.records, &i.run) }
	left := n
	for in, err := range each(r, scan, `SELECT kept, count(*), max(run) FROM record WHERE source = ? GROUP BY kept ORDER BY kept DESC`, source) {
		if err != nil {
			return nil, err
		}
		list = append(list, in)
		if left -= in.share(n); left <= 0 {
			break
		}
	}
	return list, nil
}

// Repeated returns what these sources are known to repeat, by source: hashes of runs of words, those learnt last first.
func (a *Archive) Repeated(sources []string) (map[string][]uint64, error) {
	return a.reader(context.Background()).repeated(`AND name IN (SELECT value FROM json_each(?))`, array(sources))
}

// Repeated is that of the archive, of all sources.
func (g *Grouping) Repeated() (map[string][]uint64, error) { return g.repeated("") }

// repeated returns it of the sources that a condition names.
func (r reader) repeated(which string, args ...any) (map[string][]uint64, error) {
	rows, err := all(r, scanRepeated, `SELECT name, repeated FROM source WHERE repeated IS NOT NULL `+which, args...)
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
