package nightly

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"
	"iter"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// backfill is the now of runs over all of the invented corpus, whose last day is 14 April 2026.
var backfill = time.Date(2026, 4, 16, 2, 0, 0, 0, time.UTC)

// settings are those that everything is measured with; the background table is read once.
var settings = sync.OnceValue(cluster.DefaultOptions)

// corpus is the invented articles, in the order of their files.
var corpus = sync.OnceValue(func() []news.Article {
	var articles []news.Article
	for a, problem := range ingest.Read(context.Background(), []string{"../testdata/corpus"}, nil, ingest.DefaultOptions()) {
		if problem == nil {
			articles = append(articles, a)
		}
	}
	return articles
})

// stream yields articles without a problem.
func stream(articles []news.Article) iter.Seq2[news.Article, *ingest.Problem] {
	return func(yield func(news.Article, *ingest.Problem) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

// sequential skips a test in which one thing comes after another when the race detector watches: it would see nothing
// and take twenty times as long.
func sequential(t *testing.T) {
	t.Helper()
	if racing {
		t.Skip("nothing in it runs side by side")
	}
}

// check fails the test at once.
func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// must returns a value that comes without error.
func must[T any](t *testing.T) func(value T, err error) T {
	return func(value T, err error) T {
		t.Helper()
		check(t, err)
		return value
	}
}

// archive is an archive of a test, in a folder of its own.
type archive struct {
	*testing.T
	dir string
}

func newArchive(t *testing.T) archive { return archive{t, filepath.Join(t.TempDir(), "archive")} }

// options returns those of a night without articles.
func options(now time.Time) Options {
	return Options{Command: "nightly", Now: now, Cluster: settings()}
}

// run opens the archive for a run and runs it.
func (a archive) run(ctx context.Context, opts Options) (Summary, error) {
	a.Helper()
	w, err := index.OpenWriter(a.dir, "nightly")
	check(a.T, err)
	defer func() { check(a.T, w.Close()) }()
	return Run(ctx, w, opts)
}

// night runs over articles, which must succeed.
func (a archive) night(now time.Time, articles ...news.Article) Summary {
	a.Helper()
	opts := options(now)
	opts.Articles = stream(articles)
	return must[Summary](a.T)(a.run(a.Context(), opts))
}

// open opens the archive for reading until the test ends.
func (a archive) open() *index.Archive {
	a.Helper()
	r := must[*index.Archive](a.T)(index.Open(a.dir))
	a.Cleanup(func() { check(a.T, r.Close()) })
	return r
}

// sound fails the test when Check finds anything.
func (a archive) sound() {
	a.Helper()
	r := must[*index.Archive](a.T)(index.Open(a.dir))
	for _, f := range must[[]index.Finding](a.T)(r.Check(a.Context())) {
		a.Errorf("check: %s %s", f.File, f.What)
	}
	check(a.T, r.Close())
}

// edit writes a correction down, or takes back the one that undoes names.
func (a archive) edit(e index.Edit) int64 {
	a.Helper()
	w := must[*index.Archive](a.T)(index.OpenEditor(a.dir))
	defer func() { check(a.T, w.Close()) }()
	if e.Undoes != 0 {
		return must[int64](a.T)(w.Undo(e.Undoes, e.By, e.Reason))
	}
	return must[int64](a.T)(w.AddEdit(e, func([]index.Edit) error { return nil }))
}

// rows returns the rows of a query, the columns of each joined by bars.
func (a archive) rows(query string, args ...any) []string {
	a.Helper()
	file := must[string](a.T)(filepath.Abs(filepath.Join(a.dir, "twicetold.db")))
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: "mode=ro"}
	db := must[*sql.DB](a.T)(sql.Open("sqlite", address.String()))
	defer db.Close()
	rows := must[*sql.Rows](a.T)(db.Query(query, args...))
	defer rows.Close()
	columns := must[[]string](a.T)(rows.Columns())
	var all []string
	for rows.Next() {
		values, targets := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		check(a.T, rows.Scan(targets...))
		parts := make([]string, len(columns))
		for i, v := range values {
			parts[i] = cmp.Or(v.String, "-")
		}
		all = append(all, strings.Join(parts, "|"))
	}
	check(a.T, rows.Err())
	return all
}

// dump returns the rows of every table but those of the runs themselves, sorted.
func (a archive) dump() []string {
	a.Helper()
	var all []string
	for _, table := range a.rows(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('run', 'meta', 'sqlite_sequence') ORDER BY 1`) {
		for _, row := range a.rows(`SELECT * FROM ` + table) {
			all = append(all, table+"|"+row)
		}
	}
	slices.Sort(all)
	return all
}

// storyQuery tells of every story without numbers of rows, short columns first.
const storyQuery = `SELECT s.id, s.state, s.merged_into, s.storyline, s.headline, s.first, s.last, s.first_day, s.last_day,
	s.articles, s.sources, s.texts,
	(SELECT group_concat(id, ' ') FROM (SELECT a.id FROM text t JOIN article a ON a.text = t.seq WHERE t.story = s.seq ORDER BY a.id)),
	(SELECT group_concat(article, ' ') FROM (SELECT article FROM held WHERE story = s.seq ORDER BY article)),
	hex(s.profile), s.view,
	(SELECT group_concat(words, ' ') FROM (
		SELECT o.id || ' ' || round(t.score, 9) || ' ' || coalesce(e.json, '') || (SELECT group_concat(id, ' ') FROM
			(SELECT a.id || coalesce(' ' || c.kind || ' ' || f.id, '') AS id FROM article a LEFT JOIN copy c ON c.article = a.seq
				LEFT JOIN article f ON f.seq = c.of WHERE a.text = t.seq ORDER BY a.id)) AS words
		FROM text t JOIN article o ON o.seq = t.origin LEFT JOIN evidence e ON e.text = t.seq WHERE t.story = s.seq ORDER BY o.id))
	FROM story s ORDER BY s.id`

// longColumns of storyQuery, the last ones, are told by their hash.
const longColumns = 3

// stories returns what the archive says of every story: archives that took the same articles in another order
// say the same.
func (a archive) stories() []string {
	a.Helper()
	stories := a.rows(storyQuery)
	for i, row := range stories {
		columns := strings.SplitN(row, "|", 17)
		short := columns[:len(columns)-longColumns]
		for _, long := range columns[len(short):] {
			short = append(short, fmt.Sprintf("%x", fnv32(long)))
		}
		stories[i] = strings.Join(short, "|")
	}
	return stories
}

func fnv32(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s)) // never fails
	return h.Sum32()
}

// members returns the ids of articles by the id of the story that holds them, each sorted.
func (a archive) members() map[string][]string {
	a.Helper()
	members := map[string][]string{}
	for _, row := range a.rows(`SELECT s.id, a.id FROM article a JOIN text t ON t.seq = a.text JOIN story s ON s.seq = t.story ORDER BY 1, 2`) {
		story, article, _ := strings.Cut(row, "|")
		members[story] = append(members[story], article)
	}
	return members
}

// storyOf returns the id of the story that holds an article.
func (a archive) storyOf(article string) string {
	a.Helper()
	found := a.rows(`SELECT s.id FROM article a JOIN text t ON t.seq = a.text JOIN story s ON s.seq = t.story WHERE a.id = ?`, article)
	if len(found) != 1 {
		a.Fatalf("article %s is in stories %v", article, found)
	}
	return found[0]
}

// together fails the test unless exactly these articles are one story, whose id it returns.
func (a archive) together(articles ...string) string {
	a.Helper()
	story := a.storyOf(articles[0])
	if got := a.members()[story]; !slices.Equal(got, slices.Sorted(slices.Values(articles))) {
		a.Errorf("story %s holds %v, not just %v", story, got, articles)
	}
	return story
}

// story returns the row of a story by id.
func (a archive) story(id string) index.Story {
	a.Helper()
	return must[index.Story](a.T)(a.open().Story(id))
}

// history returns what happened to a story, oldest first, as kinds and other stories.
func (a archive) history(id string) []string {
	a.Helper()
	var kinds []string
	for _, c := range must[[]index.Change](a.T)(a.open().History(id)) {
		kinds = append(kinds, strings.TrimSpace(fmt.Sprintf("%s %s %s", c.Story, c.Kind, c.Other)))
	}
	return kinds
}

// same fails the test when two lists differ, and shows what only one of them has.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("%s: only now: %s", what, line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("%s: no more: %s", what, line)
		}
	}
	if !t.Failed() {
		t.Errorf("%s: the same lines in another order or number", what)
	}
}
