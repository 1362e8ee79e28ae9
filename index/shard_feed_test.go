package index

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// closing closes all open stories that have ended, in a run of its own.
func closing(t *testing.T, a *Archive) {
	t.Helper()
	group(t, begin(t, a, night), func(g *Grouping) {
		s := must[[]Story](t)(g.wholeStories([]int64{1}))[0]
		s.Profile, s.State = []byte("ferry osprey"), StateOpen
		must[int64](t)(g.PutStory(s))
		must[int](t)(g.CloseStories(22350, 60, night))
	})
}

// closedHits are the Seqs that the shards give for the terms of the first story.
func closedHits(t *testing.T, a *Archive) []int64 {
	t.Helper()
	s := a.Searcher()
	defer s.Close()
	return must[[]int64](t)(s.ClosedStories(t.Context(), Lookup{Words: []string{"osprey"}, Size: 10}))
}

// inSearch are the articles that a query finds.
func inSearch(t *testing.T, a *Archive, text string) []int64 {
	t.Helper()
	s := a.Searcher()
	defer s.Close()
	return found(t, s, text)
}

func generations(t *testing.T, a *Archive) []string {
	t.Helper()
	var lines []string
	for _, g := range must[shardList](t)(readListing(a.shards().search)) {
		lines = append(lines, fmt.Sprintf("%s docs %d", g.folder(), g.docs))
	}
	return lines
}

func TestIndexFollowsTables(t *testing.T) {
	a := grouped(t)
	same(t, "made again", indexed(t, a), nil)
	same(t, "found", inSearch(t, a, "osprey"), []int64{1, 2, 3})
	indexed(t, a)
	same(t, "nothing new", generations(t, a), []string{"2031-03.1 docs 4"})
	report := given()[3]
	report.ID, report.Text = "e", "The mill at Brackenford had 300 visitors."
	keep(t, begin(t, a, night), report)
	indexed(t, a)
	same(t, "only what waits", generations(t, a), []string{"2031-03.1 docs 4"})
	closing(t, a)
	indexed(t, a)
	same(t, "a closed story", generations(t, a), []string{"2031-03.2 docs 5"})
	same(t, "closed", closedHits(t, a), []int64{1})
	closing(t, a) // opened and closed again
	indexed(t, a)
	same(t, "closed again", generations(t, a), []string{"2031-03.3 docs 6"})
	same(t, "closed again", closedHits(t, a), []int64{1})
	sound(t, a)
	reader := reading(t, a.dir)
	if _, err := reader.Index(t.Context(), testTerms); err == nil {
		t.Error("a reader wrote the shards")
	}
	check(t, a.Reindex(t.Context(), testTerms))
	same(t, "made anew", generations(t, a), []string{"2031-03.1 docs 5"})
	sound(t, a)
}

// What the shards still hold of a story that was opened again or merged is no profile of a closed one.
func TestProfilesOfFormerlyClosed(t *testing.T) {
	for _, test := range []struct {
		name  string
		state State
		want  []int64
	}{{"closed", StateClosed, []int64{1}}, {"open again", StateOpen, []int64{1}}, {"merged", StateMerged, nil}, {"withdrawn", StateWithdrawn, nil}, {"pruned", StatePruned, nil}} {
		a := grouped(t)
		closing(t, a)
		indexed(t, a)
		group(t, begin(t, a, night), func(g *Grouping) {
			check(t, g.update(`UPDATE story SET state = ? WHERE seq = 1`, string(test.state)))
			hits := closedHits(t, a)
			var got []int64
			for _, p := range must[[]Profiled](t)(g.Profiles(hits)) {
				got = append(got, p.Seq)
			}
			same(t, test.name, got, test.want)
		})
	}
}

func TestIndexAfterForget(t *testing.T) {
	a := grouped(t)
	closing(t, a)
	indexed(t, a)
	same(t, "months", must[[]string](t)(a.Forget(t.Context(), "c")), []string{"2031-03"})
	same(t, "before", closedHits(t, a), []int64{1})
	indexed(t, a)
	same(t, "found", inSearch(t, a, "stranded"), nil)
	same(t, "its story's terms", closedHits(t, a), nil)
	same(t, "noted", must[[]string](t)(a.stale()), nil)
	sound(t, a)
}

// The month of a story's terms is built again also when its articles came in another one.
func TestForgetNamesClosingMonth(t *testing.T) {
	a := grouped(t)
	group(t, begin(t, a, night.AddDate(0, 1, 0)), func(g *Grouping) { must[int](t)(g.CloseStories(22350, 60, night)) })
	same(t, "months", must[[]string](t)(a.Forget(t.Context(), "a")), []string{"2031-03", "2031-04"})
}

func TestIndexAfterPrune(t *testing.T) {
	a := grouped(t)
	indexed(t, a)
	must[Dropped](t)(a.Prune(t.Context(), night.AddDate(0, 1, 0)))
	same(t, "noted", must[[]string](t)(a.stale()), []string{"2031-03"})
	indexed(t, a)
	same(t, "listed", generations(t, a), nil)
	same(t, "noted", must[[]string](t)(a.stale()), nil)
}

// After a backup is put back the shards are made anew, though the numbers in them look right.
func TestIndexAfterRestore(t *testing.T) {
	a := grouped(t)
	file := filepath.Join(t.TempDir(), "backup.db")
	check(t, a.Backup(t.Context(), file))
	later := given()[3]
	later.ID, later.Text = "e", "The lighthouse at Gull Point is painted red."
	keepGrouped(t, a, later)
	indexed(t, a)
	same(t, "found", inSearch(t, a, "lighthouse"), []int64{5})
	check(t, a.Close())
	removeDatabase(t, a.file)
	check(t, os.Rename(file, a.file))
	a = writer(t, a.dir)
	later.ID, later.Text = "f", "The bakery at Gull Point burns."
	keepGrouped(t, a, later)
	indexed(t, a)
	same(t, "gone", inSearch(t, a, "lighthouse"), nil)
	same(t, "new", inSearch(t, a, "bakery"), []int64{5})
	sound(t, a)
}

// keepGrouped keeps an article and makes it a story of its own.
func keepGrouped(t *testing.T, a *Archive, article news.Article) {
	t.Helper()
	r := begin(t, a, night)
	keep(t, r, article)
	check(t, r.Group(t.Context(), putAll))
	check(t, r.Finish(nil))
}

func TestIndexStopped(t *testing.T) {
	a := grouped(t)
	closing(t, a)
	stop := errors.New("no terms")
	if _, err := a.Index(t.Context(), func([]byte) ([]string, error) { return nil, stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	same(t, "listed", generations(t, a), nil)
	indexed(t, a)
	same(t, "listed", generations(t, a), []string{"2031-03.1 docs 5"})
}

// A shard that is damaged is made again by the next run though it has nothing to add; what only its sum tells is seen
// after a writer was killed.
func TestIndexMendsShards(t *testing.T) {
	for _, test := range []struct {
		name   string
		spoil  func(file string) error
		killed bool
		mended int
	}{
		{"cut", func(file string) error { return os.Truncate(file, 10) }, false, 1},
		{"gone", os.Remove, false, 1},
		{"flipped", flipMiddle, true, 1},
		{"sound, after a kill", func(string) error { return nil }, true, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := grouped(t)
			indexed(t, a)
			g := listed(a.shards(), "2031-03")
			i := slices.IndexFunc(g.files, func(f fileSum) bool { return filepath.Ext(f.name) == segmentExt })
			check(t, a.Close())
			check(t, test.spoil(filepath.Join(a.shards().search, g.folder(), g.files[i].name)))
			if test.killed {
				check(t, os.WriteFile(filepath.Join(a.dir, lockName), []byte("77 nightly\n"), 0o644))
			}
			a = writer(t, a.dir)
			if findings := indexed(t, a); len(findings) != test.mended {
				t.Errorf("got %+v", findings)
			}
			same(t, "found", inSearch(t, a, "osprey"), []int64{1, 2, 3})
			sound(t, a)
		})
	}
}

func flipMiddle(file string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	b[len(b)/2] ^= 0x10
	return os.WriteFile(file, b, 0o600)
}

// A month without anything to index gets no shard, and loses the one it has.
func TestEmptyMonth(t *testing.T) {
	s := newShards(t.TempDir())
	kept := keptDocs{"2025-01": {ferry(1)}, "2025-02": nil}
	for range 2 {
		must[[]*DamagedError](t)(s.catchUp(t.Context(), kept.backlog()))
		same(t, "listed", names(t, s.search), map[bool][]string{true: {"2025-01.1", listName}, false: {listName}}[len(kept["2025-01"]) > 0])
		kept["2025-01"] = nil
	}
	b := kept.backlog()
	b.docs = func(string, checkpoint) iter.Seq2[searchDoc, error] { return failingAfter(0, errors.New("asked")) }
	must[[]*DamagedError](t)(s.catchUp(t.Context(), b))
}

func TestIndexWithoutRemains(t *testing.T) {
	const line = "All 41 passengers were brought ashore."
	var pages []news.Article
	for day := range 5 {
		text := fmt.Sprintf("Tide%d rose%d and%d fell%d by%d the%d pier%d.\n%s", day, day, day, day, day, day, day, line)
		pages = append(pages, news.Article{Source: "Harbour Post", Text: text,
			Published: news.Time{At: night.AddDate(0, 0, -day), Precision: news.Day, Trust: news.Stated}})
	}
	a := grouped(t)
	group(t, begin(t, a, night), func(g *Grouping) {
		check(t, g.PutRepeated("Harbour Post", news.LearnRemains(pages).Runs("Harbour Post")))
	})
	b := must[backlog](t)(a.backlog(t.Context(), nil))
	var holds []string
	for doc, err := range b.docs(night.Format("2006-01"), checkpoint{}) {
		check(t, err)
		if strings.Contains(doc.Body, line) {
			holds = append(holds, doc.Source)
		}
	}
	same(t, "sources searched with the line", holds, []string{"Coast Wire"})
}
