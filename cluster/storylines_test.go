package cluster

import (
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// linkedStories returns n stories of one text each, and a comparison in which all are linked with all.
func linkedStories(n int, timeless float64) ([]Story, []Text, comparison) {
	stories, texts := make([]Story, n), make([]Text, n)
	c := comparison{docs: make([]doc, n), blocs: blocs{members: map[int][]int{}}}
	for i := range n {
		stories[i].Texts, texts[i].Story = []int{i}, i
		c.docs[i].terms.total = fullWords
		c.blocs.of, c.blocs.members[i] = append(c.blocs.of, i), []int{i}
		for j := range i {
			c.edges = append(c.edges, edge{j, i, timeless / 2, timeless})
		}
	}
	return stories, texts, c
}

func TestFindStorylines(t *testing.T) {
	tests := []struct {
		name     string
		stories  int
		timeless float64
		lines    int
	}{
		{"none", 0, .3, 0},
		{"one", 1, .3, 1},
		{"two that continue one another", 2, .3, 1},
		{"two that have little to do with each other", 2, .1, 2},
		{"as many as there may be", maxStorylineStories, .3, 1},
		{"more than there may be", 3 * maxStorylineStories, .3, 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			stories, texts, c := linkedStories(test.stories, test.timeless)
			sizes := map[int]int{}
			for _, first := range findStorylines(stories, texts, c, DefaultOptions()) {
				sizes[first]++
			}
			if len(sizes) < test.lines {
				t.Errorf("got %d storylines, want %d or more", len(sizes), test.lines)
			}
			for first, size := range sizes {
				if size > maxStorylineStories {
					t.Errorf("the storyline of story %d has %d stories", first, size)
				}
			}
			if test.stories <= maxStorylineStories && len(sizes) != test.lines {
				t.Errorf("got %d storylines, want %d", len(sizes), test.lines)
			}
		})
	}
}

// TestGroupFollowUp: what comes of an event weeks later is another story of the same storyline.
func TestGroupFollowUp(t *testing.T) {
	followUp := news.Article{ID: "rope-3", Source: "Hallow Bay Echo", Published: clock(27, 8, 0), Title: "Council votes for a museum in the old school",
		Text: `Hallow Bay is to have its museum after all. The council voted by eleven to four to turn the empty girls' school on Gull Street into rooms for nets, ` +
			`anchors and the tools of the rope makers, whose ropewalk was lost to a fire this month. The mayor, Piet Sanders, hopes for an opening in two years. ` +
			`A quarter of the cost is to come from a lottery.`}
	g := group(append(slices.Clone(fires), followUp)...)
	before, after, other := storyOf(t, g, "rope-1"), storyOf(t, g, "rope-3"), storyOf(t, g, "mill-1")
	if before.ID == after.ID {
		t.Errorf("the follow-up is in the story %q", idsOf(g, before.Articles))
	}
	if before.Storyline != after.Storyline || before.Storyline == other.Storyline {
		t.Errorf("the storylines are %s, %s for the follow-up and %s for another fire", before.Storyline, after.Storyline, other.Storyline)
	}
	if g.Storylines != 2 {
		t.Errorf("got %d storylines, want 2", g.Storylines)
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
