package index

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// recordQuery reads whole records, headerQuery all of them but their texts; what follows says which.
const (
	recordColumns = `SELECT seq, article, coalesce(given_id, url), source, url, title, lang, published, precision, trust, seen, kept,
	input, input_record`
	recordQuery = recordColumns + `, body.packed FROM record LEFT JOIN body ON body.record = seq `
	headerQuery = recordColumns + ` FROM record `
)

// recordTargets returns where the columns of a record go.
func recordTargets(r *Record) []any {
	at, precision, trust := published(&r.Published)
	return []any{&r.Seq, nullable(&r.Article), &r.ID, &r.Source, &r.URL, &r.Title, &r.Lang, at, precision, trust,
		stamp{&r.Seen}, stamp{&r.Kept}, &r.Input.Name, &r.Input.Record}
}

// scanHeader scans a row of headerQuery.
func scanHeader(row scanner) (record Record, err error) {
	err = row.Scan(recordTargets(&record)...)
	return record, err
}

// record scans a row of recordQuery.
func (r reader) record(row scanner) (record Record, err error) {
	var body []byte
	if err := row.Scan(append(recordTargets(&record), nullable(&body))...); err != nil {
		return Record{}, err
	}
	if body == nil {
		return Record{}, r.damaged(fmt.Sprintf("holds a record without its body (record %d)", record.Seq))
	}
	if record.Text, err = r.bodies.unpack(body); err != nil {
		return Record{}, r.damaged(fmt.Sprintf("holds a body that can't be unpacked (record %d: %v)", record.Seq, err))
	}
	return record, nil
}

// Records returns all records of articles with their texts, by article, then dated before undated,
// then by age.
func (a *Archive) Records(articles []int64) ([]Record, error) {
	return a.reader(context.Background()).records(articles)
}

func (r reader) records(articles []int64) ([]Record, error) {
	return r.recordsOf(articles, r.record, recordQuery)
}

// Headers is Records without the texts.
func (a *Archive) Headers(articles []int64) ([]Record, error) {
	return a.reader(context.Background()).recordsOf(articles, scanHeader, headerQuery)
}

// recordsOf returns what a query tells of the records of articles.
func (r reader) recordsOf(articles []int64, scan func(scanner) (Record, error), query string) ([]Record, error) {
	records, err := all(r, scan, query+`WHERE article IN (SELECT value FROM json_each(?))`, array(articles))
	if err != nil {
		return nil, fmt.Errorf("read records: %w", err)
	}
	slices.SortFunc(records, func(a, b Record) int { return cmp.Or(cmp.Compare(a.Article, b.Article), byAge(a, b)) })
	return records, nil
}

// byAge orders records: dated ones first, earlier ones first, then as they came.
func byAge(a, b Record) int {
	if a.Published.Known() != b.Published.Known() {
		if a.Published.Known() {
			return -1
		}
		return 1
	}
	return cmp.Or(a.Published.At.Compare(b.Published.At), a.Kept.Compare(b.Kept), cmp.Compare(a.Seq, b.Seq))
}

// byContent orders records as far as possible by what they are, not by when they came.
func byContent(a, b Record) int {
	return cmp.Or(a.Published.At.Compare(b.Published.At), strings.Compare(a.ID, b.ID), cmp.Compare(a.Seq, b.Seq))
}

// CountPending returns the number of records that wait for the grouping.
func (a *Archive) CountPending() (int, error) { return a.reader(context.Background()).countPending() }

// CountPending is CountPending of the archive within the transaction.
func (g *Grouping) CountPending() (int, error) { return g.countPending() }

func (r reader) countPending() (int, error) {
	n, err := one(r, column[int], `SELECT count(*) FROM record WHERE article IS NULL`)
	if err != nil {
		return 0, fmt.Errorf("count records that wait: %w", err)
	}
	return n, nil
}

// Months returns the months, as in 2006-01, in which records were kept, rising.
func (a *Archive) Months() ([]string, error) {
	months, err := all(a.reader(context.Background()), column[string], keptMonths+`SELECT month FROM kept WHERE month IS NOT NULL ORDER BY 1`)
	if err != nil {
		return nil, fmt.Errorf("list months: %w", err)
	}
	return months, nil
}

// Unindexed yields the grouped records that were kept in a month, as in 2006-01, with a Seq above after,
// rising, up to the first one of the month that waits for the grouping: a reader can note the last Seq
// it saw and go on behind it.
func (a *Archive) Unindexed(month string, after int64) iter.Seq2[Record, error] {
	return a.unindexed(context.Background(), month, after)
}

func (a *Archive) unindexed(ctx context.Context, month string, after int64) iter.Seq2[Record, error] {
	r := a.reader(ctx)
	return each(r, r.record, recordQuery+`WHERE substr(kept, 1, 7) = ?1 AND seq > ?2 AND seq < `+firstWaiting+` ORDER BY seq`, month, after)
}
