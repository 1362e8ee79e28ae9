package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Finding is one thing that Check, or a run, found wrong.
type Finding struct {
	File string
	What string
	Do   string
}

// Check verifies all that the tables promise, the corrections that wait and every byte of the search shards, and
// returns what it finds wrong; nil is a sound archive. The error is about the checking itself.
func (a *Archive) Check(ctx context.Context) ([]Finding, error) {
	var findings []Finding
	for _, check := range []func(context.Context) ([]Finding, error){a.checkTables, a.checkInbox, a.checkShards} {
		found, err := check(ctx)
		findings = append(findings, found...)
		if err = orFinding(&findings, err); err != nil {
			return nil, fmt.Errorf("check archive: %w", err)
		}
	}
	return findings, nil
}

// orFinding makes a finding of an error that tells of damage.
func orFinding(findings *[]Finding, err error) error {
	var damage *DamagedError
	if errors.As(err, &damage) { // there is no checking this file further
		*findings, err = append(*findings, Finding(*damage)), nil
	}
	return err
}

func (a *Archive) checkTables(ctx context.Context) (findings []Finding, err error) {
	err = a.read(ctx, func(r reader) error {
		c := &checker{reader: r}
		err := c.run(c.pages, c.schema(tableSteps()), c.references, c.rules, c.chains, c.contents)
		findings = c.findings
		return err
	})
	return findings, err
}

// checkInbox verifies the corrections that wait.
func (a *Archive) checkInbox(ctx context.Context) (findings []Finding, err error) {
	there, err := a.hasInbox()
	if err != nil || !there {
		return nil, err
	}
	err = a.inbox.read(ctx, func(r reader) error {
		c := &checker{reader: r}
		err := c.run(c.pages, c.schema(inboxSteps()))
		findings = c.findings
		return err
	})
	if err != nil || len(findings) > 0 {
		return findings, err
	}
	edits, err := a.edits(ctx)
	for _, e := range edits {
		if e.Undoes != 0 && !slices.ContainsFunc(edits, func(of Edit) bool { return of.ID == e.Undoes }) {
			findings = append(findings, Finding{File: a.inbox.file, What: fmt.Sprintf("edit %d takes back edit %d, which is not there", e.ID, e.Undoes), Do: dropInbox})
		}
	}
	return findings, err
}

// checkShards verifies the search shards with the sums of their files, and if these are right by what the record says.
func (a *Archive) checkShards(ctx context.Context) ([]Finding, error) {
	damages, err := a.shards().verify(ctx, true)
	if err != nil {
		return nil, err
	}
	if len(damages) == 0 {
		return a.checkCoverage(ctx)
	}
	var findings []Finding
	for _, d := range damages {
		findings = append(findings, Finding(*d))
	}
	return findings, nil
}

// checker collects findings.
type checker struct {
	reader
	findings []Finding
}

// What to do about damage to the file, and about rows that do not agree.
const (
	restore = "put a backup into a new folder as " + tablesName + " and run `twicetold reindex` there, never beside an old " + tablesName + "-wal"
	redo    = "run `twicetold regroup` over these stories, or put a backup into a new folder"
)

func (c *checker) report(do string, whats ...string) {
	for _, what := range whats {
		c.findings = append(c.findings, Finding{File: c.file, What: what, Do: do})
	}
}

func (c *checker) run(checks ...func() error) error {
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// pages verifies the database file: its pages, its indexes and what columns may hold, which runs do not look at (forRuns).
func (c *checker) pages() error {
	if _, err := all(c.reader, column[string], `PRAGMA ignore_check_constraints = OFF`); err != nil {
		return err
	}
	lines, err := all(c.reader, column[string], `PRAGMA integrity_check(100)`)
	if err != nil {
		return err
	}
	if len(lines) == 1 && lines[0] == "ok" {
		return nil
	}
	c.report(c.do, lines...)
	return nil
}

// schema returns what verifies that all tables and indexes are there that steps make.
func (c *checker) schema(steps []step) func() error {
	return func() error {
		names, err := schemaNames(steps)
		if err != nil {
			return err
		}
		missing, err := all(c.reader, column[string], `SELECT 'lacks ' || value FROM json_each(?)
			WHERE value NOT IN (SELECT name FROM sqlite_schema) ORDER BY value`, array(names))
		c.report(c.do, missing...)
		return err
	}
}

func (c *checker) references() error {
	loose, err := looseReferences(c.reader)
	c.report(redo, loose...)
	return err
}

// looseReferences names the rows that refer to rows which are not there.
func looseReferences(r reader) ([]string, error) {
	return all(r, scanLoose, `SELECT "table", rowid, parent FROM pragma_foreign_key_check`)
}

func scanLoose(row scanner) (string, error) {
	var table, parent string
	var number int64 // 0 in tables without row numbers
	err := row.Scan(&table, nullable(&number), &parent)
	return fmt.Sprintf("row %d of table %s refers to a row of table %s that is not there", number, table, parent), err
}

// rules are what every archive keeps between runs; each query tells of the rows that break it.
var rules = [...]string{
	`SELECT 'text ' || seq || ' is in no story' FROM text WHERE story IS NULL`,
	`SELECT 'text ' || t.seq || ' is in story ' || coalesce(s.id, s.seq) || ', which is ' || s.state
		FROM text t JOIN story s ON s.seq = t.story WHERE s.state NOT IN ('open', 'closed')`,
	`SELECT 'text ' || seq || ' is carried by no article' FROM text t WHERE NOT EXISTS (SELECT 1 FROM article WHERE text = t.seq)`,
	`SELECT 'article ' || id || ' carries no text' FROM article WHERE text IS NULL AND state = 'current'`,
	`SELECT 'record ' || seq || ' has no body' FROM record WHERE seq NOT IN (SELECT record FROM body)`,
	`SELECT 'text ' || t.seq || ' is of day ' || t.day || ', what is kept of it for the grouping of day ' || f.day
		FROM features f JOIN text t ON t.seq = f.text WHERE f.day <> t.day`,
	`SELECT 'text ' || t.seq || ' has notes, and its story ' || coalesce(s.id, s.seq) || ' is ' || s.state
		FROM notes n JOIN text t ON t.seq = n.text JOIN story s ON s.seq = t.story WHERE s.state <> 'open'`,
	`SELECT 'article ' || id || ' counts ' || records || ' records and has ' || has FROM
		(SELECT a.id, a.records, (SELECT count(*) FROM record WHERE article = a.seq) AS has FROM article a) WHERE records > has`, // it counts contents: two of its records may have the same
	`SELECT 'article ' || a.id || ' shows a record that is not its own' FROM article a LEFT JOIN record r ON r.seq = a.record
		WHERE r.article IS NOT a.seq`,
	`SELECT 'text ' || t.seq || ' has a representative that does not carry it' FROM text t LEFT JOIN article a ON a.seq = t.representative
		WHERE a.text IS NOT t.seq`,
	`SELECT 'text ' || t.seq || ' has an origin that does not carry it' FROM text t LEFT JOIN article a ON a.seq = t.origin
		WHERE a.text IS NOT t.seq`,
	`SELECT 'article ' || a.id || ' is a copy of one that carries another text' FROM copy c JOIN article a ON a.seq = c.article
		JOIN article o ON o.seq = c.of WHERE o.text IS NOT a.text OR a.text IS NULL`,
	`SELECT 'article ' || a.id || ' is a copy of itself' FROM copy c JOIN article a ON a.seq = c.article WHERE c.of = c.article`,
	`SELECT 'story ' || seq || ' has no id' FROM story WHERE id IS NULL`,
	`SELECT 'story ' || s.id || ' holds no text' FROM story s WHERE s.state IN ('open', 'closed')
		AND NOT EXISTS (SELECT 1 FROM text WHERE story = s.seq)`,
	`SELECT 'story ' || id || ' counts ' || articles || ' articles, ' || sources || ' sources, ' || unknown || ' without one, ' || texts ||
		' texts and has ' || a || ', ' || s || ', ' || u || ', ' || t FROM (SELECT s.id, s.articles, s.sources, s.unknown, s.texts,
		count(a.seq) AS a, count(DISTINCT nullif(a.source, '')) AS s, count(a.seq) - count(nullif(a.source, '')) AS u, count(DISTINCT t.seq) AS t
		FROM story s JOIN text t ON t.story = s.seq LEFT JOIN article a ON a.text = t.seq GROUP BY s.seq)
		WHERE articles <> a OR sources <> s OR unknown <> u OR texts <> t`,
	`SELECT 'story ' || id || ' is merged and says not into which' FROM story WHERE state = 'merged' AND merged_into IS NULL`,
	`SELECT 'story ' || id || ' is ' || state || ' and yet merged into ' || merged_into FROM story WHERE state <> 'merged' AND merged_into IS NOT NULL`,
}

func (c *checker) rules() error {
	for _, rule := range rules {
		broken, err := all(c.reader, column[string], rule+` LIMIT 100`)
		if err != nil {
			return err
		}
		c.report(redo, broken...)
	}
	return nil
}

// link is an id and the one it was merged into, "" when it was not.
type link struct{ id, into string }

func scanLink(row scanner) (l link, err error) {
	err = row.Scan(&l.id, nullable(&l.into))
	return l, err
}

// chains verifies that stories and storylines which were merged lead somewhere.
func (c *checker) chains() error {
	for _, table := range [...]string{"story", "storyline"} {
		links, err := all(c.reader, scanLink, `SELECT id, merged_into FROM `+table+` WHERE id IS NOT NULL ORDER BY id`)
		if err != nil {
			return err
		}
		for _, what := range badChains(links) {
			c.report(redo, table+" "+what)
		}
	}
	return nil
}

// badChains tells of links into nothing and of those that lead back to themselves.
func badChains(links []link) []string {
	into := make(map[string]string, len(links))
	for _, l := range links {
		into[l.id] = l.into
	}
	var whats []string
	sound := map[string]bool{} // leads to an end
	for _, l := range links {
		passed := map[string]bool{}
		at := l.id
		for into[at] != "" && !sound[at] && !passed[at] {
			passed[at], at = true, into[at]
		}
		_, there := into[at]
		switch {
		case !there:
			if into[l.id] == at { // said once, of the last link
				whats = append(whats, l.id+" is merged into "+at+", which is not there")
			}
		case passed[at]:
			whats = append(whats, l.id+" is merged in a circle")
		default:
			for id := range passed {
				sound[id] = true
			}
		}
	}
	return whats
}

// contents verifies that every body can be unpacked and is what it was when it was kept, and that records are found by what
// they hold.
func (c *checker) contents() error {
	for stored, err := range each(c.reader, scanStored, `SELECT seq, key, coalesce(given_id, url), source, url, title, record.packed, named, address,
		body.packed FROM record JOIN body ON body.record = seq ORDER BY seq`) {
		if err != nil {
			return err
		}
		c.report(restore, stored.wrongs()...)
		text, err := c.bodies.unpack(stored.body)
		if err != nil {
			c.report(restore, fmt.Sprintf("holds a body that can't be unpacked (record %d: %v)", stored.Seq, err))
			continue
		}
		stored.Text = text
		if string(contentKey(stored.Given)) != string(stored.key) {
			c.report(restore, fmt.Sprintf("holds a record whose content has changed since it was kept (record %d)", stored.Seq))
		}
	}
	return nil
}

// storedRecord is a record as far as it is checked by itself.
type storedRecord struct {
	Record
	key, body []byte
	packed    int
	named     int64
	address   any // int64, or nil
}

// wrongs tells of the columns that do not say what is worked out from the others.
func (s storedRecord) wrongs() []string {
	var wrongs []string
	if s.packed != len(s.body) {
		wrongs = append(wrongs, fmt.Sprintf("holds a body of another length than is noted (record %d)", s.Seq))
	}
	if s.named != nameHash(s.ID) {
		wrongs = append(wrongs, fmt.Sprintf("holds a record that is not found by its id (record %d)", s.Seq))
	}
	if s.address != addressHash(canonicalOf(s.URL)) {
		wrongs = append(wrongs, fmt.Sprintf("holds a record that is not found by its address (record %d)", s.Seq))
	}
	return wrongs
}

func scanStored(row scanner) (s storedRecord, err error) {
	err = row.Scan(&s.Seq, &s.key, &s.ID, &s.Source, &s.URL, &s.Title, &s.packed, &s.named, &s.address, &s.body)
	return s, err
}
