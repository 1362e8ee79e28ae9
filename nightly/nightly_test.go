package nightly

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// stageNames are the stages of a run, in order.
var stageNames = []string{"keep", "catch up", "remains", "group", "save", "restore", "describe", "settle", "storylines", "close", "search", "summary"}

// watcher is a log handler that calls a function at the beginning of each stage.
type watcher struct{ begin func(stage string) }

// Enabled implements slog.Handler.
func (watcher) Enabled(context.Context, slog.Level) bool { return true }

// Handle implements slog.Handler.
func (w watcher) Handle(_ context.Context, r slog.Record) error {
	r.Attrs(func(a slog.Attr) bool {
		if r.Message == "stage" && a.Key == "stage" {
			w.begin(a.Value.String())
		}
		return true
	})
	return nil
}

// WithAttrs implements slog.Handler.
func (w watcher) WithAttrs([]slog.Attr) slog.Handler { return w }

// WithGroup implements slog.Handler.
func (w watcher) WithGroup(string) slog.Handler { return w }

// part returns the articles of the corpus published before a day of March 2026, or those from it on.
func part(day int, before bool) []news.Article {
	var articles []news.Article
	for _, a := range corpus() {
		if (a.Published.Known() && a.Published.At.Before(date(day))) == before {
			articles = append(articles, a)
		}
	}
	return articles
}

func date(day int) time.Time { return time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC) }

// grown is an archive of the articles up to the middle of March.
func grown(t *testing.T) archive {
	t.Helper()
	a := newArchive(t)
	a.night(date(15), part(15, true)...)
	return a
}

// clone copies an archive that nobody has open.
func (a archive) clone(t *testing.T) archive {
	t.Helper()
	c := newArchive(t)
	check(t, os.CopyFS(c.dir, os.DirFS(a.dir)))
	return c
}

func TestRunAgain(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	first := a.night(backfill, corpus()...)
	a.sound()
	if n := first.Articles; n.Read != 120 || n.New != 119 || n.Known != 1 || n.Texts+n.Copies > n.New {
		t.Errorf("the first night took in %+v", n)
	}
	before := a.dump()
	second := a.night(backfill, corpus()...)
	same(t, "tables after the same night again", a.dump(), before)
	a.sound()
	if n := second.Articles; n != (Articles{Read: 120, Known: 120}) {
		t.Errorf("again it took in %+v", n)
	}
	if n := second.Stories; n != (Stories{Open: first.Stories.Open}) {
		t.Errorf("again it made %+v", n)
	}
	for _, s := range second.Sources {
		if s.New != 0 || s.Usual == 0 {
			t.Errorf("of %s nothing is new, the summary says %+v", s.Name, s)
		}
	}
}

func TestSourcesTonight(t *testing.T) {
	a := newArchive(t)
	want := map[string]int{}
	for _, row := range part(15, true) {
		want[row.Source]++
	}
	got := map[string]int{}
	for _, s := range a.night(date(15), part(15, true)...).Sources {
		got[s.Name] = s.New
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("new by source %v, want %v", got, want)
	}
}

func TestEmptyNight(t *testing.T) {
	a := newArchive(t)
	if s := a.night(date(1)); s.Articles != (Articles{}) || s.Stories != (Stories{}) {
		t.Errorf("nothing came in, and the night made of it %+v %+v", s.Articles, s.Stories)
	}
	a.sound()
	opts := options(date(2))
	if _, err := a.run(t.Context(), opts); err != nil {
		t.Errorf("a night without inputs: %v", err)
	}
	a.sound()
}

func TestOrderWithinNight(t *testing.T) {
	sequential(t)
	a := grown(t)
	b := newArchive(t)
	rng := rand.New(rand.NewPCG(7, 7))
	shuffled := func(articles []news.Article) []news.Article {
		articles = slices.Clone(articles)
		rng.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		for i := range articles { // as if the files had other names
			articles[i].Input.Name = fmt.Sprintf("%03d-%s", rng.IntN(1000), filepath.Base(articles[i].Input.Name))
		}
		return articles
	}
	b.night(date(15), shuffled(part(15, true))...)
	same(t, "the first night in another order", b.stories(), a.stories())
	a.night(backfill, part(15, false)...)
	b.night(backfill, shuffled(part(15, false))...)
	same(t, "the second night in another order", b.stories(), a.stories())
}

// sums returns the hash of every file of the archive but those that SQLite keeps beside its own.
func (a archive) sums() []string {
	a.Helper()
	var sums []string
	check(a.T, filepath.WalkDir(a.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "-wal") || strings.HasSuffix(path, "-shm") {
			return err
		}
		content, err := os.ReadFile(path)
		sums = append(sums, fmt.Sprintf("%s %x", path, sha256.Sum256(content)))
		return err
	}))
	return sums
}

func TestDryRun(t *testing.T) {
	sequential(t)
	a := grown(t)
	sums, tables := a.sums(), a.dump()
	opts := options(backfill)
	opts.Articles, opts.DryRun = stream(part(15, false)), true
	rehearsed := must[Summary](t)(a.run(t.Context(), opts))
	same(t, "files after a dry run", a.sums(), sums)
	same(t, "tables after a dry run", a.dump(), tables)

	real := a.night(backfill, part(15, false)...)
	if !rehearsed.DryRun || real.DryRun {
		t.Errorf("dry_run is %v and %v", rehearsed.DryRun, real.DryRun)
	}
	rehearsed.DryRun, rehearsed.Run, rehearsed.Stages, rehearsed.Bytes = real.DryRun, real.Run, real.Stages, real.Bytes
	if !reflect.DeepEqual(rehearsed, real) {
		t.Errorf("the dry run said\n%+v\nand the night did\n%+v", rehearsed, real)
	}
}

func TestTooFew(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	opts := options(date(15))
	opts.Articles, opts.MinNew = stream(part(15, true)), 1000
	_, err := a.run(t.Context(), opts)
	var few *TooFewError
	if !errors.As(err, &few) || few.Min != 1000 || few.New != len(part(15, true)) {
		t.Fatalf("error %v", err)
	}
	a.sound()
	if stories := a.stories(); len(stories) > 0 {
		t.Errorf("grouped all the same: %v", stories)
	}
	s := a.night(date(15))
	if s.Articles.New != 0 || s.Articles.Waiting != few.New {
		t.Errorf("the next night counts %+v", s.Articles)
	}
	a.sound()
	same(t, "stories of the night after", a.stories(), grown(t).stories())
}

func TestUnreadable(t *testing.T) {
	a := newArchive(t)
	opts := options(date(15))
	var told []string
	opts.Problem = func(p *ingest.Problem) { told = append(told, p.Error()) }
	opts.Articles = func(yield func(news.Article, *ingest.Problem) bool) {
		skip := func(kind ingest.Kind, reason string) bool {
			return yield(news.Article{}, &ingest.Problem{Kind: kind, Name: "in.jsonl", Record: 1, Reason: reason})
		}
		_ = skip(ingest.Skipped, "no text") && skip(ingest.Skipped, "not JSON") && skip(ingest.Ignored, "a picture") &&
			skip(ingest.Skipped, "not JSON") && skip(ingest.Unreadable, "no such file") &&
			yield(corpus()[0], &ingest.Problem{Kind: ingest.Warning, Name: "in.jsonl", Record: 5, Reason: "a time to come"})
	}
	s := must[Summary](t)(a.run(t.Context(), opts))
	if len(told) != 6 || s.Articles.Read != 4 || s.Articles.Skipped != 3 || s.Articles.New != 1 {
		t.Errorf("told %v, counted %+v", told, s.Articles)
	}
	if want := []Reason{{"not JSON", 2}, {"no text", 1}}; !slices.Equal(s.Skipped, want) {
		t.Errorf("skipped %v, want %v", s.Skipped, want)
	}
}

func TestCancelled(t *testing.T) {
	sequential(t)
	before := grown(t)
	undisturbed := before.clone(t)
	undisturbed.night(backfill, part(15, false)...)
	want := undisturbed.stories()
	for _, stop := range stageNames {
		t.Run(stop, func(t *testing.T) {
			t.Parallel()
			a := before.clone(t)
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			cause := errors.New("the lights went out")
			opts := options(backfill)
			opts.Articles = stream(part(15, false))
			opts.Log = slog.New(watcher{func(stage string) {
				if stage == stop {
					cancel(cause)
				}
			}})
			_, err := a.run(ctx, opts)
			if !errors.Is(err, cause) && (stop != "summary" || err != nil) {
				t.Errorf("stopped at %s the error is %v", stop, err)
			}
			a.sound()
			a.night(backfill, part(15, false)...)
			a.sound()
			same(t, "stories of the next run", a.stories(), want)
		})
	}
}

// TestPrunedRevision: an article that has lost an old record to prune counts the others when it gets company.
func TestPrunedRevision(t *testing.T) {
	a := newArchive(t)
	article := func(id, source string, day time.Time, body string) news.Article {
		return news.Article{ID: id, Source: source, Title: "Harbour wall cracks", URL: "https://" + source + ".example/" + id, Lang: "en", Text: body,
			Published: news.Time{At: day.Add(-6 * time.Hour), Precision: news.Minute, Trust: news.Stated}}
	}
	day := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 3, 0, 0, 0, time.UTC) }
	body := strings.Repeat("A crack as wide as a hand runs down the outer wall of the harbour since the spring tide, and masons shore it up with oak. ", 7)
	a.night(day(1, 31), article("wall", "ledger", day(1, 31), body))
	a.night(day(2, 1), article("wall", "ledger", day(2, 1), body+"The harbour master shut the quay."))
	w := must[*index.Archive](t)(index.OpenWriter(a.dir, "prune"))
	must[index.Dropped](t)(w.Prune(t.Context(), day(2, 1)))
	check(t, w.Close())
	a.sound()
	a.night(day(2, 2), article("reprint", "metro", day(2, 2), body+"The harbour master shut the quay."))
	a.sound()
	if got := a.rows(`SELECT id, records FROM article ORDER BY id`); len(got) != 2 || got[0] != "reprint|1" || got[1] != "wall|1" {
		t.Errorf("articles and their records: %q", got)
	}
}

// TestSameContentTwice: a source that sends the same text under two ids gives one article, one content and two records.
func TestSameContentTwice(t *testing.T) {
	a := newArchive(t)
	text := strings.Repeat("The lock keeper of Brackenford counts the barges that pass at dawn, and writes each into a ledger of the canal board. ", 7)
	for _, id := range []string{"barges", "barges-2"} {
		a.night(date(10), news.Article{ID: id, Source: "Canal Courier", Title: "Barges counted", Lang: "en", Text: text,
			Published: news.Time{At: date(9), Precision: news.Minute, Trust: news.Stated}})
	}
	a.sound()
	if got := a.rows(`SELECT id, records, (SELECT count(*) FROM record) FROM article`); len(got) != 1 || got[0] != "barges|1|2" {
		t.Errorf("articles and their records: %q", got)
	}
}

// TestSameWordsAgain: a record that says nothing new of an article that stands is that article's, and waits for no other night.
func TestSameWordsAgain(t *testing.T) {
	a := newArchive(t)
	a.night(backfill, corpus()...)
	var again []news.Article
	for _, article := range corpus() {
		if article.URL != "" {
			article.ID, article.Published = "again "+article.ID, news.Time{}
			again = append(again, article)
		}
	}
	s := a.night(backfill.Add(time.Hour), again...)
	if s.Articles.New == 0 {
		t.Fatalf("nothing was kept of %d articles", len(again))
	}
	same(t, "records that wait", a.rows(`SELECT seq FROM record WHERE article IS NULL`), nil)
	a.sound()
}
