package nightly

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// The test binary starts itself again as a child, tells it by these variables which archive to run a night on and
// where in it to die, and finishes the child's work.
const (
	childArchive = "TWICETOLD_TEST_ARCHIVE"
	childEnd     = "TWICETOLD_TEST_END" // a stage, or how many articles are read
)

// harvest is what the killed nights take in, in two batches: the last article comes again and again.
func harvest() []news.Article {
	articles := slices.Clone(part(15, false))
	for len(articles) < keepBatch+20 {
		articles = append(articles, articles[len(articles)-1])
	}
	return articles
}

// killed is the night of a child. It does not come back.
func killed(t *testing.T, dir, end string) {
	die := func() { check(t, kill(os.Getpid())) }
	opts := options(backfill)
	opts.Log = slog.New(watcher{func(stage string) {
		if stage == end {
			die()
		}
	}})
	last, err := strconv.Atoi(end)
	if err != nil {
		last = -1
	}
	opts.Articles = func(yield func(news.Article, *ingest.Problem) bool) {
		for i, a := range harvest() {
			if i == last {
				die()
			}
			if !yield(a, nil) {
				return
			}
		}
	}
	_, err = archive{t, dir}.run(t.Context(), opts)
	t.Fatalf("the night went past %s: %v", end, err)
}

// kill ends a process as the system does that is out of memory.
func kill(pid int) error {
	p, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	if err := p.Kill(); err != nil || pid != os.Getpid() {
		return err
	}
	select {} // it comes any moment
}

// TestKillChild is the child's side.
func TestKillChild(t *testing.T) {
	dir, end := os.Getenv(childArchive), os.Getenv(childEnd)
	if dir == "" {
		t.Skip("only TestKill starts it")
	}
	killed(t, dir, end)
}

func TestKill(t *testing.T) {
	sequential(t)
	before := grown(t)
	undisturbed := before.clone(t)
	undisturbed.night(backfill, harvest()...)
	want := undisturbed.stories()
	ends := append(slices.Clone(stageNames), "0", "1", strconv.Itoa(keepBatch+1))
	for _, end := range ends {
		t.Run(end, func(t *testing.T) {
			t.Parallel()
			a := before.clone(t)
			child := exec.Command(must[string](t)(os.Executable()), "-test.run=^TestKillChild$")
			child.Env = append(os.Environ(), childArchive+"="+a.dir, childEnd+"="+end)
			out, err := child.CombinedOutput()
			if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.Exited() {
				t.Fatalf("the child was not killed: %v\n%s", err, out)
			}
			a.sound()
			a.night(backfill, harvest()...)
			a.sound()
			same(t, "stories of the next run", a.stories(), want)
			for _, left := range must[[]os.DirEntry](t)(os.ReadDir(a.dir + "/tmp")) {
				t.Errorf("tmp still holds %s", left.Name())
			}
		})
	}
}

// A night from nothing, killed while it makes the archive or soon after.
func TestKillFirstNight(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	for _, end := range []string{"keep", "0", "settle", "search"} {
		child := exec.Command(must[string](t)(os.Executable()), "-test.run=^TestKillChild$")
		child.Env = append(os.Environ(), childArchive+"="+a.dir, childEnd+"="+end)
		if out, err := child.CombinedOutput(); err == nil {
			t.Fatalf("the child was not killed\n%s", out)
		}
		a.sound()
	}
	a.night(backfill, harvest()...)
	a.sound()
	b := newArchive(t)
	b.night(backfill, harvest()...)
	same(t, "stories of the next run", a.stories(), b.stories())
}

// look lists the stories with their articles as one who reads sees them, and searches.
func look(r *index.Archive, searcher *index.Searcher, query index.Query) (string, error) {
	var lines []string
	for s, err := range r.Stories(context.Background(), index.StoryQuery{All: true, Sort: "first"}) {
		if err != nil {
			return "", err
		}
		lines = append(lines, fmt.Sprintf("%s %s %d %d %s", s.ID, s.State, s.Articles, s.Texts, s.Headline))
	}
	slices.Sort(lines)
	hits, err := searcher.Search(context.Background(), query)
	if err != nil {
		return "", err
	}
	return strings.Join(lines, "\n"), leads(r, hits)
}

// leads fails unless something was found, and the record of each hit leads to an article.
func leads(r *index.Archive, hits index.Hits) error {
	if len(hits.List) == 0 || len(hits.List) != hits.Total {
		return fmt.Errorf("%d of %d hits are listed", len(hits.List), hits.Total)
	}
	months, err := r.Months()
	if err != nil {
		return err
	}
	of := map[int64]int64{} // article of a record
	for _, month := range months {
		for record, err := range r.Unindexed(month, 0) {
			if err != nil {
				return err
			}
			of[record.Seq] = record.Article
		}
	}
	for _, h := range hits.List {
		found, err := r.Articles([]int64{of[h.Record]})
		if err != nil {
			return err
		}
		if len(found) != 1 {
			return fmt.Errorf("record %d, which was found, is of article %d, which is in the tables %d times", h.Record, of[h.Record], len(found))
		}
	}
	return nil
}

// Those who read while a night runs see the stories of before or of after, and never an error.
func TestReadersDuringRun(t *testing.T) {
	a := grown(t)
	query := must[index.Query](t)(index.ParseQuery("ferry", backfill))
	query.Limit = 1000 // more than there are
	var readers, ready sync.WaitGroup
	stop := make(chan struct{})
	seen := make([]map[string]bool, 2)
	for i := range seen {
		seen[i] = map[string]bool{}
		r := a.open()
		ready.Add(1)
		readers.Go(func() {
			searcher := r.Searcher()
			defer searcher.Close()
			for n := 0; ; n++ {
				stories, err := look(r, searcher, query)
				if n == 0 {
					ready.Done()
				}
				if err != nil {
					t.Errorf("read %d: %v", n, err)
					return
				}
				seen[i][stories] = true
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	ready.Wait()
	r := a.open()
	searcher := r.Searcher()
	defer searcher.Close()
	before := must[string](t)(look(r, searcher, query))
	a.night(backfill, part(15, false)...)
	after := must[string](t)(look(r, searcher, query))
	close(stop)
	readers.Wait()
	for i := range seen {
		for stories := range seen[i] {
			if stories != before && stories != after {
				t.Errorf("reader %d saw neither the stories of before nor those of after:\n%s", i, stories)
			}
		}
		if !seen[i][before] {
			t.Errorf("reader %d never saw the stories of before", i)
		}
	}
}

func TestTwoWriters(t *testing.T) {
	a := grown(t)
	tried := 0
	opts := options(backfill)
	opts.Articles = stream(part(15, false))
	opts.Log = slog.New(watcher{func(stage string) {
		tried++
		w, err := index.OpenWriter(a.dir, "regroup")
		var busy *index.BusyError
		if !errors.As(err, &busy) {
			t.Errorf("at %s a second writer gets %v", stage, err)
		} else if busy.PID != os.Getpid() || busy.Command != "nightly" {
			t.Errorf("at %s a second writer is told of process %d, %q", stage, busy.PID, busy.Command)
		}
		if err == nil {
			check(t, w.Close())
		}
	}})
	must[Summary](t)(a.run(t.Context(), opts))
	if tried != len(stageNames) {
		t.Errorf("tried at %d stages", tried)
	}
	a.sound()
}
