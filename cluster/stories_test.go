package cluster

import (
	"reflect"
	"slices"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// fires are two reports each of two events that look alike: a mill burnt on Monday, a ropewalk two days later.
var fires = []news.Article{
	{ID: "mill-1", Source: "Moorland Post", Published: clock(2, 22, 40), Title: "Sawmill at Marrow Heath burns down",
		Text: `The old sawmill at Marrow Heath burnt to the ground on Monday evening. Sparks from a saw blade set dust alight shortly after the last shift, ` +
			`said the owner, Tobias Renn. Fifty firefighters from six villages pumped water out of the mill pond until it was empty. ` +
			`Nobody was hurt. Renn employs nineteen people and saw oak for the boatyards.`},
	{ID: "mill-2", Source: "Ledger", Published: clock(3, 7, 15), Title: "Nineteen jobs in doubt after Marrow Heath blaze",
		Text: `Boatyards along the coast may run short of oak after flames took the Renn sawmill in Marrow Heath overnight. ` +
			`The mill pond ran dry while crews from half a dozen villages fought the fire. "The dust caught and that was that," said Tobias Renn, who has ` +
			`nineteen on his payroll. Insurers will look at the ruin on Wednesday. There were no injuries.`},
	{ID: "rope-1", Source: "Hallow Bay Echo", Published: clock(4, 23, 10), Title: "Ropewalk in Hallow Bay destroyed by fire",
		Text: `Flames destroyed the ropewalk on Tar Lane in Hallow Bay on Wednesday night. The wooden shed, 300 metres long, was built in 1848 and was to become a museum. ` +
			`Seventy firefighters could not get near for the heat of burning tar. Police think that boys with fireworks started it, said Inspector Lena Osk. ` +
			`Nobody was hurt.`},
	{ID: "rope-2", Source: "Vantry Times", Published: clock(5, 9, 0), Title: "Boys questioned over loss of historic ropewalk",
		Text: `Three boys of thirteen were questioned on Thursday about the fire that consumed Hallow Bay's ropewalk, the last of its kind. ` +
			`Inspector Lena Osk said a firework had been found on the roof of a neighbouring house on Tar Lane. The shed dates from 1848. ` +
			`Plans for a museum, for which 2.1 million crowns had been set aside, are now without a building.`},
}

func TestGroupStories(t *testing.T) {
	undated := slices.Clone(fires)
	bare := slices.Clone(fires)
	for i := range fires {
		undated[i].Published = news.Time{}
		bare[i] = news.Article{ID: fires[i].ID, Text: fires[i].Text}
	}
	apart := [][]string{{"mill-1", "mill-2"}, {"rope-1", "rope-2"}}
	tests := []struct {
		name     string
		articles []news.Article
		want     [][]string
	}{
		{"no articles", nil, nil},
		{"one", fires[:1], [][]string{{"mill-1"}}},
		{"one event in different words", fires[:2], apart[:1]},
		{"two events that look alike", []news.Article{fires[0], fires[2]}, [][]string{{"mill-1"}, {"rope-1"}}},
		{"two reports of each", fires, apart},
		{"five, one of something else", append(slices.Clone(fires), news.Article{ID: "bees", Published: clock(4, 9, 0), Text: text(honey...)}),
			append(slices.Clone(apart), []string{"bees"})},
		{"undated", undated, apart},
		{"undated, untitled and unsourced", bare, apart},
		{"without anything", []news.Article{{ID: "a"}, {ID: "b"}}, [][]string{{"a"}, {"b"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := group(test.articles...)
			if got := storiesByID(g); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			checkWhole(t, inEnglish(test.articles...), g)
		})
	}
}

// TestGroupDigest: a page that tells of both fires is a story of its own and does not join them.
func TestGroupDigest(t *testing.T) {
	briefing := news.Article{ID: "briefing", Source: "Channel One", Published: clock(5, 6, 0), Title: "Morning briefing",
		Text: fires[0].Text + "\n" + fires[2].Text}
	for _, title := range []string{"Morning briefing", "News in brief"} {
		briefing.Title = title
		g := group(append(slices.Clone(fires), briefing)...)
		if story := storyOf(t, g, "briefing"); len(story.Articles) != 1 || !g.Articles[place(t, g, "briefing")].Digest {
			t.Errorf("%s: it is in the story %q", title, idsOf(g, story.Articles))
		}
		if got := len(storyOf(t, g, "mill-1").Articles); got != 2 {
			t.Errorf("%s: the story of the mill has %d articles, want 2", title, got)
		}
	}
}

func TestGroupIdenticalArticles(t *testing.T) {
	var articles []news.Article
	for _, source := range []string{"Ledger", "Beacon", "Metro", "Echo"} {
		a := fires[0]
		a.ID, a.Source = source, source
		articles = append(articles, a)
	}
	g := group(articles...)
	if len(g.Articles) != 4 || len(g.Texts) != 1 || len(g.Stories) != 1 {
		t.Fatalf("got %d articles, %d texts, %d stories, want 4, 1, 1", len(g.Articles), len(g.Texts), len(g.Stories))
	}
	if s := g.Stories[0]; s.First != -1 {
		t.Errorf("of four in the same minute %s is first", g.Articles[s.First].ID)
	}
	if text := g.Texts[0]; text.With != -1 || text.Score != 0 || len(text.Evidence) != 0 {
		t.Errorf("the only text of a story has come into it by %+v", text)
	}
}

// TestGroupLanguages: articles of two languages are never one story, even with the same names and figures.
func TestGroupLanguages(t *testing.T) {
	german := news.Article{ID: "seilerei", Lang: "de", Published: clock(5, 8, 0), Title: "Historische Seilerei in Hallow Bay abgebrannt",
		Text: "Die Seilerei an der Tar Lane in Hallow Bay ist in der Nacht zum Donnerstag abgebrannt. Der Schuppen von 1848 sollte ein Museum werden. " +
			"Inspector Lena Osk vermutet, dass Jungen mit Feuerwerk gespielt haben. 2,1 Millionen Kronen waren bewilligt."}
	articles := numbered(append(inEnglish(fires...), german))
	g := Group(articles, DefaultOptions())
	if story := storyOf(t, g, "seilerei"); len(story.Articles) != 1 {
		t.Errorf("the German report is in a story of %q", idsOf(g, story.Articles))
	}
	same := german
	same.ID, same.Lang = "copy", english
	g = Group(numbered([]news.Article{german, same}), DefaultOptions())
	if len(g.Texts) != 1 || len(g.Stories) != 1 {
		t.Errorf("the same words given as two languages are %d texts and %d stories, want one: a language was given wrong", len(g.Texts), len(g.Stories))
	}
}

// TestGroupBloc: a rewrite too free to be a copy is a text of its own, but no second voice when stories
// are made.
func TestGroupBloc(t *testing.T) {
	articles := append(readCorpus(t), // in a small batch nothing is common enough for two texts to be so alike
		news.Article{ID: "bridge", Source: "Ledger", Published: clock(3, 9, 0), Text: text(bridge...)},
		news.Article{ID: "rewrite", Source: "Metro", Published: clock(3, 9, 30), Text: reworded(text(bridge...), 12)})
	made, c := NewWindow(DefaultOptions(), nil, nil, Past{}).group(numbered(articles), true)
	made.name(make([]int, len(made.Stories)))
	g := *made
	if story := storyOf(t, g, "bridge"); len(story.Texts) != 2 {
		t.Fatalf("the story of the bridge has %d texts, want 2: %q", len(story.Texts), textsByID(g))
	}
	a, b := g.Articles[place(t, g, "bridge")].TextIndex, g.Articles[place(t, g, "rewrite")].TextIndex
	if c.blocs.of[a] != c.blocs.of[b] {
		t.Fatalf("text and rewrite are not one bloc: %+v", c.blocs)
	}
	stands := c.blocs.of[a]
	for _, e := range c.edges {
		if (e.a == a || e.a == b || e.b == a || e.b == b) && e.a != stands && e.b != stands {
			t.Errorf("edge %+v is of a text that %d stands for", e, stands)
		}
	}
	for _, i := range []int{a, b} {
		if i != stands && (g.Texts[i].With != stands || g.Texts[i].Score < DefaultOptions().Story) {
			t.Errorf("the other text of the bloc came in with %d at %g, want %d and a linkage over the threshold", g.Texts[i].With, g.Texts[i].Score, stands)
		}
	}
}

// TestFindBlocsByTime: texts alike in their words are one bloc only at about the same time.
func TestFindBlocsByTime(t *testing.T) {
	for _, test := range []struct {
		name   string
		a, b   when
		cosine float64
		blocs  int
	}{
		{"nearly the same, same day", when{known: true}, when{known: true}, .9, 1},
		{"not alike enough", when{known: true}, when{known: true}, .6, 2},
		{"a week later", when{known: true}, when{days: 7, known: true}, .9, 2},
		{"undated", when{known: true}, when{}, .9, 1},
		{"another weekday", when{known: true, weekdays: 2}, when{known: true, weekdays: 4}, .9, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newComparison(2, tuned)
			c.docs[0].when, c.docs[1].when, c.near[0] = test.a, test.b, []neighbour{{text: 1, cosine: test.cosine}}
			if got := len(c.findBlocs([]bool{true, true}, neverApart).members); got != test.blocs {
				t.Errorf("got %d blocs, want %d", got, test.blocs)
			}
		})
	}
}

func TestNewDoc(t *testing.T) {
	g := group(
		news.Article{ID: "brief", Source: "Metro", Published: clock(3, 9, 0), Text: text(bridge[:6]...)},
		news.Article{ID: "whole", Source: "Ledger", Published: clock(4, 9, 0), Text: text(bridge...)},
	)
	if len(g.Texts) != 1 {
		t.Fatalf("got %d texts, want 1", len(g.Texts))
	}
	d := newDoc(g.Texts[0], g.Articles)
	if g.Articles[d.article].ID != "whole" || d.when.days != newTime(clock(3, 9, 0)).days {
		t.Errorf("%s stands for the text at day %g", g.Articles[d.article].ID, d.when.days)
	}
}
