package cluster

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// subject returns a profile with eight heavy words, the same for a subject, and eight of its own; share is that of
// the subject, and the cosine of two profiles of one subject.
func subject(number, own int, share float64) Profile {
	weights := map[term]float64{}
	for i := range term(profileKeys) {
		weights[term(100*number)+i] = math.Sqrt(share)
		weights[term(1000*(own+1))+i] = math.Sqrt(1 - share)
	}
	return profileBy(weights)
}

// subjects returns the profiles of stories by their subjects.
func subjects(share float64, numbers ...int) []Profile {
	var profiles []Profile
	for i, n := range numbers {
		profiles = append(profiles, subject(n, i, share))
	}
	return profiles
}

func TestChain(t *testing.T) {
	many := slices.Repeat([]int{1}, maxStorylineStories+1)
	none := [][]int(nil)
	tests := []struct {
		name     string
		profiles []Profile
		lines    [][]int
		want     [][]int
	}{
		{"no story", nil, none, nil},
		{"one", subjects(.9, 1), none, [][]int{{0}}},
		{"two of one subject", subjects(.6, 1, 1), none, [][]int{{0, 1}}},
		{"two of two", subjects(.6, 1, 2), none, [][]int{{0}, {1}}},
		{"two with half of their words in common, but not the heavy ones", subjects(.4, 1, 1), none, [][]int{{0}, {1}}},
		{"stories of one text", []Profile{{}, {}}, none, [][]int{{0}, {1}}},
		{"a story of one text in between", []Profile{subject(1, 0, .6), {}, subject(1, 2, .6)}, none, [][]int{{0, 2}, {1}}},
		{"two subjects", subjects(.6, 1, 2, 1, 2), none, [][]int{{0, 2}, {1, 3}}},
		{"as many as there may be", subjects(.9, many[1:]...), none, [][]int{{0, 1, 2, 3, 4, 5, 6, 7}}},
		{"a line is never split", subjects(.6, 1, 2, 1), [][]int{{0, 1}}, [][]int{{0, 1}, {2}}},
		{"a line grows", subjects(.6, 1, 1, 1), [][]int{{2, 0}}, [][]int{{0, 1, 2}}},
		{"two lines are joined", subjects(.6, 1, 1, 1, 1), [][]int{{1, 3}, {0, 2}}, [][]int{{0, 1, 2, 3}}},
		{"but not past the bound", subjects(.9, many...), [][]int{{0, 1, 2, 3}, {4, 5, 6, 7, 8}}, [][]int{{0, 1, 2, 3}, {4, 5, 6, 7, 8}}},
		{"a line past the bound stays", subjects(.9, append(many, 1)...), [][]int{{0, 1, 2, 3, 4, 5, 6, 7, 8}}, [][]int{{0, 1, 2, 3, 4, 5, 6, 7, 8}, {9}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Chain(test.profiles, test.lines, places(len(test.profiles)), DefaultOptions()); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

// TestChainThreshold: two stories are one storyline from the threshold on.
func TestChainThreshold(t *testing.T) {
	opts := DefaultOptions()
	pair := subjects(.6, 1, 1)
	for _, test := range []struct {
		threshold float64
		want      int
	}{{.59, 1}, {.61, 2}} {
		opts.Storyline = test.threshold
		if got := Chain(pair, nil, []int{1}, opts); len(got) != test.want {
			t.Errorf("from %g on stories of a cosine of .6 are the storylines %v", test.threshold, got)
		}
	}
}

// places returns the first n places.
func places(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// affairs returns the profiles of n stories, each with some of the words of one of a few affairs.
func affairs(r *rand.Rand, n int) []Profile {
	profiles := make([]Profile, n)
	for i := range profiles {
		weights := map[term]float64{}
		affair := 40 * r.IntN(1+n/6)
		for range profileTerms {
			weights[term(affair+r.IntN(40))] = 1 + r.Float64()
		}
		profiles[i] = profileBy(weights)
	}
	return profiles
}

// TestChainOrder: the set of profiles decides, never their order, what a storyline is; none is too long, and
// those that were there are whole.
func TestChainOrder(t *testing.T) {
	for seed := range uint64(30) {
		r := newRandom(seed)
		profiles := affairs(r, 60)
		lines := [][]int{{3, 1, 7}, {10, 11}, {59, 20}}
		want := Chain(profiles, lines, places(len(profiles)), DefaultOptions())
		for _, line := range want {
			if len(line) > maxStorylineStories || !slices.IsSorted(line) {
				t.Errorf("seed %d: a storyline is %v", seed, line)
			}
		}
		for _, line := range lines {
			whole := func(chain []int) bool {
				return !slices.ContainsFunc(line, func(s int) bool { return !slices.Contains(chain, s) })
			}
			if !slices.ContainsFunc(want, whole) {
				t.Errorf("seed %d: the storyline %v was split", seed, line)
			}
		}
		order := r.Perm(len(profiles)) // by new place the old one
		shuffled, moved := make([]Profile, len(profiles)), make([]int, len(profiles))
		for place, before := range order {
			shuffled[place], moved[before] = profiles[before], place
		}
		got := Chain(shuffled, renamed(lines, moved), places(len(profiles)), DefaultOptions())
		if got = inOrder(renamed(got, order)); !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: got %v in another order, want %v", seed, got, want)
		}
	}
}

// TestChainNights: stories come night by night, and some go; only what came and the lines that lost one are stirred, and the
// storylines are those of all.
func TestChainNights(t *testing.T) {
	drawn := 0
	for seed := range uint64(60) {
		r := newRandom(seed)
		var profiles []Profile
		var lines [][]int
		for range 8 {
			var stirred []int
			for k, line := range lines {
				if len(line) > 2 && r.IntN(9) == 0 { // it becomes one that is like no other
					profiles[line[0]] = Profile{}
					lines[k] = line[1:]
					stirred = append(stirred, line[1])
				}
			}
			stirred = append(stirred, places(len(profiles) + 12)[len(profiles):]...)
			profiles = append(profiles, affairs(r, 12)...)
			all := Chain(profiles, lines, places(len(profiles)), DefaultOptions())
			lines = Chain(profiles, lines, stirred, DefaultOptions())
			if !reflect.DeepEqual(lines, all) {
				t.Fatalf("seed %d: got %v, with all stirred %v", seed, lines, all)
			}
			for _, line := range lines {
				if len(line) > 2 {
					drawn++
				}
			}
			lines = slices.DeleteFunc(lines, func(line []int) bool { return len(line) < 2 })
		}
	}
	if drawn == 0 {
		t.Error("no line grew")
	}
}

// renamed returns lines with other names for their stories.
func renamed(lines [][]int, names []int) [][]int {
	var other [][]int
	for _, line := range lines {
		var stories []int
		for _, s := range line {
			stories = append(stories, names[s])
		}
		other = append(other, stories)
	}
	return other
}

// inOrder sorts lines and what they hold.
func inOrder(lines [][]int) [][]int {
	for _, line := range lines {
		slices.Sort(line)
	}
	slices.SortFunc(lines, slices.Compare)
	return lines
}

// museum is two reports of what came of a fire (fires, in stories_test.go) weeks later.
var museum = []news.Article{
	{ID: "rope-3", Source: "Hallow Bay Echo", Published: clock(27, 8, 0), Title: "Council votes for a ropewalk museum in the old school",
		Text: `Hallow Bay is to have its ropewalk museum after all. The council voted by eleven to four to turn the empty girls' school on Gull Street into rooms for nets, ` +
			`anchors and the tools of the rope makers, whose shed on Tar Lane was lost to a fire this month. The mayor, Piet Sanders, hopes for an opening in two years. ` +
			`A quarter of the cost is to come from a lottery.`},
	{ID: "rope-4", Source: "Vantry Times", Published: clock(27, 9, 30), Title: "Ropewalk museum to move into Hallow Bay's old school",
		Text: `The museum that the ropewalk in Hallow Bay was to become will open in the girls' school on Gull Street. Eleven councillors voted for it and four against. ` +
			`The shed on Tar Lane burnt down on the fourth of March, with boys and fireworks under suspicion. Mayor Piet Sanders counts on a lottery for a quarter of the money.`},
}

// TestGroupFollowUp: what comes of an event weeks later is another story of the same storyline when two
// texts tell it.
func TestGroupFollowUp(t *testing.T) {
	tests := []struct {
		name      string
		followUps []news.Article
		lines     int
		joined    bool
	}{
		{"one text", museum[:1], 3, false},
		{"two texts", museum, 2, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := group(append(slices.Clone(fires), test.followUps...)...)
			before, after, other := storyOf(t, g, "rope-1"), storyOf(t, g, "rope-3"), storyOf(t, g, "mill-1")
			if before.ID == after.ID {
				t.Errorf("the follow-up is in the story %q", idsOf(g, before.Articles))
			}
			if joined := before.Storyline == after.Storyline; joined != test.joined || before.Storyline == other.Storyline {
				t.Errorf("the storylines are %s, %s for the follow-up and %s for another fire", before.Storyline, after.Storyline, other.Storyline)
			}
			if g.Storylines != test.lines {
				t.Errorf("got %d storylines, want %d", g.Storylines, test.lines)
			}
		})
	}
}

// storyProfiles returns the profiles of the stories of articles, by the id of their first article.
func storyProfiles(articles ...news.Article) map[string]Profile {
	opts := DefaultOptions()
	g, c := NewWindow(opts, nil, nil, Past{}).group(inEnglish(articles...), true)
	profiles := map[string]Profile{}
	for i, p := range c.profiles(g, opts) {
		profiles[g.Articles[g.Texts[g.Stories[i].Texts[0]].Articles[0]].ID] = p
	}
	return profiles
}

// TestProfilesCompany: the profile of a story is the same in whatever company it was found.
func TestProfilesCompany(t *testing.T) {
	alone, among := storyProfiles(fires[2:]...), storyProfiles(slices.Concat(fires, museum)...)
	if !reflect.DeepEqual(alone["rope-1"], among["rope-1"]) || len(alone["rope-1"].terms) != profileTerms {
		t.Errorf("got %v alone, %v among others", alone["rope-1"], among["rope-1"])
	}
	if p := storyProfiles(fires[0])["mill-1"]; len(p.terms) > 0 {
		t.Errorf("a story of one text has the profile %v", p)
	}
}

// TestGroupNamesLast: ids come from the first article, so they stay when a story grows.
func TestGroupNamesLast(t *testing.T) {
	before, after := group(fires[0]), group(fires...)
	if got, want := storyOf(t, after, "mill-1").ID, before.Stories[0].ID; got != want {
		t.Errorf("the story is %s, and was %s when it was one article", got, want)
	}
	if got, want := storyOf(t, after, "mill-1").Storyline, before.Stories[0].Storyline; got != want {
		t.Errorf("its storyline is %s, and was %s", got, want)
	}
}

func TestMinter(t *testing.T) {
	m := minter{}
	a, b, c := m.mint("s", "x"), m.mint("s", "x"), m.mint("s", "x")
	if b != a+"-2" || c != a+"-3" {
		t.Errorf("got %s, %s, %s, want the same with a counter", a, b, c)
	}
	if again := (minter{}).mint("s", "x"); again != a || len(a) != 1+idLetters {
		t.Errorf("got %s and %s from the same", a, again)
	}
}

func BenchmarkChain(b *testing.B) {
	profiles := affairs(newRandom(1), 20_000)
	for b.Loop() {
		Chain(profiles, nil, places(len(profiles)), DefaultOptions())
	}
}
