package nightly

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/cluster/bcubed"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// one is a night of a simulation.
type one struct {
	now      time.Time
	articles []news.Article
}

// byDay divides articles into the nights after their days of publication; undated ones come last.
func byDay(articles []news.Article) []one {
	days := map[int][]news.Article{}
	last := cluster.DayOf(backfill) - 1
	for _, a := range articles {
		day := last
		if a.Published.Known() {
			day = cluster.Day(a)
		}
		days[day] = append(days[day], a)
	}
	var nights []one
	for _, day := range slices.Sorted(maps.Keys(days)) {
		nights = append(nights, one{startOf(day + 1).Add(2 * time.Hour), days[day]})
	}
	return nights
}

// atRandom divides articles into 30 nights without regard to what they say.
func atRandom(articles []news.Article, seed uint64) []one {
	rng := rand.New(rand.NewPCG(seed, 1))
	nights := make([]one, 30)
	for i := range nights {
		nights[i].now = backfill.AddDate(0, 0, i)
	}
	for _, a := range articles {
		n := rng.IntN(len(nights))
		nights[n].articles = append(nights[n].articles, a)
	}
	return nights
}

// score compares the stories of these articles with gold: by record, as eval does.
func (a archive) score(articles []news.Article) bcubed.Score {
	a.Helper()
	gold := map[string]string{}
	for _, g := range articles {
		gold[g.Input.Name+"|"+strconv.Itoa(g.Input.Record)] = g.Gold
	}
	var stories, golds []string
	for _, row := range a.rows(`SELECT s.id, r.input, r.input_record FROM record r JOIN article a ON a.seq = r.article
		JOIN text t ON t.seq = a.text JOIN story s ON s.seq = t.story ORDER BY r.key`) {
		story, input, _ := strings.Cut(row, "|")
		if label, scored := gold[input]; scored {
			stories, golds = append(stories, story), append(golds, label)
		}
	}
	return must[bcubed.Score](a.T)(bcubed.Scores(stories, golds))
}

// holders returns the story of each article.
func holders(members map[string][]string) map[string]string {
	of := map[string]string{}
	for story, articles := range members {
		for _, id := range articles {
			of[id] = story
		}
	}
	return of
}

// changedHands returns the ids that lead no more to the story that holds most of what they held, unless that story
// goes on as another one, of which it holds as much or more.
func (a archive) changedHands(before, after map[string][]string) []string {
	a.Helper()
	now, r := holders(after), a.open()
	var changed []string
	for _, id := range slices.Sorted(maps.Keys(before)) {
		count := map[string]int{}
		for _, article := range before[id] {
			count[now[article]]++
		}
		stands, _, err := r.Resolve(id)
		check(a.T, err)
		for _, heir := range slices.Sorted(maps.Keys(count)) {
			if heir != stands.ID && 2*count[heir] > len(before[id]) && len(shared(before[heir], after[heir])) < count[heir] {
				changed = append(changed, fmt.Sprintf("%s leads to %s, but %s holds most of %v", id, stands.ID, heir, before[id]))
			}
		}
	}
	return changed
}

// simulate runs nights, holds what must hold after each, and returns which ids changed hands.
func (a archive) simulate(nights []one) []string {
	a.Helper()
	printed, changed := map[string]bool{}, []string(nil)
	before := map[string][]string{}
	for i, n := range nights {
		a.night(n.now, n.articles...)
		a.sound()
		after := a.members()
		for id := range after {
			printed[id] = true
		}
		a.resolve(i, slices.Sorted(maps.Keys(printed)))
		a.once(i)
		for _, c := range a.changedHands(before, after) {
			changed = append(changed, fmt.Sprintf("night %d: %s", i, c))
		}
		before = after
	}
	return changed
}

// resolve fails the test when an id that was once printed leads nowhere.
func (a archive) resolve(night int, ids []string) {
	a.Helper()
	r := must[*index.Archive](a.T)(index.Open(a.dir))
	for _, id := range ids {
		s, _, err := r.Resolve(id)
		if err != nil || s.State != index.StateOpen && s.State != index.StateClosed && s.State != index.StateWithdrawn {
			a.Errorf("night %d: id %s leads to %s %s: %v", night, id, s.State, s.ID, err)
		}
	}
	check(a.T, r.Close())
}

// once fails the test when a record waits, or a record or an article is not in exactly one story.
func (a archive) once(night int) {
	a.Helper()
	if waiting := a.rows(`SELECT given_id FROM record WHERE article IS NULL`); len(waiting) > 0 {
		a.Errorf("night %d: not grouped: %v", night, waiting)
	}
	wrong := a.rows(`SELECT r.given_id, count(s.seq) FROM record r LEFT JOIN article a ON a.seq = r.article
		LEFT JOIN text t ON t.seq = a.text LEFT JOIN story s ON s.seq = t.story AND s.state IN ('open', 'closed') GROUP BY r.seq HAVING count(s.seq) <> 1`)
	if len(wrong) > 0 {
		a.Errorf("night %d: not in one story: %v", night, wrong)
	}
}

// partition returns the articles of each story, without its id.
func (a archive) partition() []string {
	a.Helper()
	var groups []string
	for _, articles := range a.members() {
		groups = append(groups, strings.Join(articles, " "))
	}
	slices.Sort(groups)
	return groups
}

// worseThanBatch is how much of F1 nights by day may lose against one run over everything.
const worseThanBatch = .01

// A run over everything and nights by day of publication make the same stories. Their ids may differ: a night
// names a story after the first article it has then, a run over everything after the first of all. So may headlines,
// weights of evidence, and storylines: they are worked out with what is known on the night.
func TestNightsByDay(t *testing.T) {
	sequential(t)
	batch := newArchive(t)
	batch.night(backfill, corpus()...)
	a := newArchive(t)
	for _, c := range a.simulate(byDay(corpus())) {
		t.Errorf("an id changed hands: %s", c)
	}
	same(t, "stories by day against one run", a.partition(), batch.partition())
	got, want := a.score(corpus()).F1, batch.score(corpus()).F1
	if got < want-worseThanBatch {
		t.Errorf("BCubed F1 %.4f by day, %.4f in one run", got, want)
	}
	shot := cluster.Group(corpus(), settings())
	var groups []string
	for _, s := range shot.Stories {
		var ids []string
		for _, i := range s.Articles {
			ids = append(ids, shot.Articles[i].ID)
		}
		groups = append(groups, strings.Join(slices.Sorted(slices.Values(ids)), " "))
	}
	slices.Sort(groups)
	t.Logf("BCubed F1 %.4f by day, %.4f in one run; of %d stories of one shot %d are the same", got, want, len(groups), len(slices.DeleteFunc(groups, func(g string) bool {
		return !slices.Contains(a.partition(), g)
	})))
}

// randomFloor is what is left of F1 when nearly every article comes late: a closed story is found by the words
// of the newcomer or not at all.
const randomFloor = .70

func TestNightsAtRandom(t *testing.T) {
	sequential(t)
	for _, seed := range []uint64{1, 2} {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			a := newArchive(t)
			for _, c := range a.simulate(atRandom(corpus(), seed)) {
				t.Errorf("an id changed hands: %s", c)
			}
			got := a.score(corpus()).F1
			t.Logf("BCubed F1 %.4f", got)
			if got < randomFloor {
				t.Errorf("BCubed F1 %.4f, below %.2f", got, randomFloor)
			}
		})
	}
}
