package news

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// page returns an article of The Metro on a day of March, with a body of its own and a line more.
func page(day int, line string) Article {
	return Article{
		Source:    "The Metro",
		Text:      strings.TrimSpace(ownWords(day, 24)) + ".\n" + line,
		Published: Time{At: time.Date(2026, 3, day, 8, 0, 0, 0, time.UTC), Precision: Minute, Trust: Stated},
	}
}

// ownWords returns n words that no other number has.
func ownWords(number, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "w%dx%d ", number, i)
	}
	return b.String()
}

// pages returns one for each day.
func pages(line string, days ...int) (list []Article) {
	for _, day := range days {
		list = append(list, page(day, line))
	}
	return list
}

// edited returns a list of articles after a change of each.
func edited(list []Article, edit func(i int, a *Article)) []Article {
	for i := range list {
		edit(i, &list[i])
	}
	return list
}

func TestLearnRemains(t *testing.T) {
	const line = "The Metro: first with the tide tables"
	undated := func(_ int, a *Article) { a.Published = Time{} }
	for _, test := range []struct {
		name     string
		articles []Article
		want     bool
	}{
		{"none", nil, false},
		{"five texts on five days", pages(line, 1, 2, 3, 4, 5), true},
		{"four texts", pages(line, 1, 2, 3, 4), false},
		{"five copies of one text", edited(pages(line, 1, 2, 3, 4, 5), func(_ int, a *Article) { a.Text = "The quay is closed.\n" + line }), false},
		{"revisions of one article", edited(pages(line, 1, 2, 3, 4, 5), func(_ int, a *Article) { a.URL = "https://metro.example/quay" }), false},
		{"each at its own URL", edited(pages(line, 1, 2, 3, 4, 5), func(i int, a *Article) { a.URL = fmt.Sprintf("https://metro.example/%d", i) }), true},
		{"a refrain of one day", edited(pages(line, 1, 2, 3, 4, 5), func(_ int, a *Article) { a.Published = page(9, "").Published }), false},
		{"on two days", edited(pages(line, 1, 2, 3, 4, 5), func(i int, a *Article) { a.Published = page(1+i%2, "").Published }), false},
		{"on three days", edited(pages(line, 1, 2, 3, 4, 5), func(i int, a *Article) { a.Published = page(1+i%3, "").Published }), true},
		{"of a month", edited(pages(line, 1, 2, 3, 4, 5), func(i int, a *Article) { a.Published.Precision = Month }), false},
		{"eight undated", edited(pages(line, 1, 2, 3, 4, 5, 6, 7, 8), undated), false},
		{"nine undated", edited(pages(line, 1, 2, 3, 4, 5, 6, 7, 8, 9), undated), true},
		{"two days and three undated", edited(pages(line, 1, 2, 3, 4, 5), func(i int, a *Article) {
			if i > 1 {
				undated(i, a)
			}
		}), true},
		{"unknown source", edited(pages(line, 1, 2, 3, 4, 5), func(_ int, a *Article) { a.Source = "" }), false},
		{"two sources", edited(pages(line, 1, 2, 3, 4, 5), func(i int, a *Article) { a.Source = []string{"The Metro", "The Echo"}[i%2] }), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, order := range []string{"given", "reverse"} {
				if got := len(LearnRemains(test.articles).Runs("The Metro")) > 0; got != test.want {
					t.Errorf("in %s order learnt = %v, want %v", order, got, test.want)
				}
				slices.Reverse(test.articles)
			}
		})
	}
}

// What is learnt of a source does not depend on what was learnt before, of a larger or a smaller one.
func TestLearnRemainsOfEachSource(t *testing.T) {
	of := func(source string, days int) (list []Article) {
		for day := 1; day <= days; day++ {
			a := page(day, source+" is first with the tide tables of the harbour and the bay")
			a.Source, a.Text = source, ownWords(1000+day, 30*days)+"\n"+a.Text
			list = append(list, a)
		}
		return list
	}
	sources := map[string][]Article{"The Metro": of("The Metro", 28), "The Echo": of("The Echo", 5), "The Gull": of("The Gull", 14)}
	var all []Article
	for _, list := range sources {
		all = append(all, list...)
	}
	together := LearnRemains(all)
	for source, list := range sources {
		want := LearnRemains(list).Runs(source)
		if got := together.Runs(source); len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("of %s %d runs are learnt among others, %d alone", source, len(got), len(want))
		}
	}
}

// own returns what Split leaves of a text of The Metro, which repeats these lines.
func own(text string, lines ...string) string {
	a := Article{Source: "The Metro", Text: text}
	return Split(a, LearnRemains(pages(strings.Join(lines, "\n"), 1, 2, 3, 4, 5, 6))).Body(text)
}

func TestSplitLeavesOutWhatIsRepeated(t *testing.T) {
	const (
		label = "Tide tables at every kiosk"
		tail  = "the harbour authority, which has run the quay since the great storm of that year"
		news  = "The ferry Osprey ran aground off Gull Point on Monday with forty-one people on board, and all came ashore."
	)
	for _, test := range []struct{ name, text, want string }{
		{"nothing", news, news},
		{"a line", news + "\n" + label, news},
		{"a line in other letters", news + "\nTIDE TABLES AT EVERY KIOSK!", news},
		{"fewer words than a run in a line", news + " Tide tables at every kiosk were wrong.", news + " Tide tables at every kiosk were wrong."},
		{"the end of a line", news + " It belongs to " + tail + ".", news + " It belongs to"},
		{"the start of a line", "The harbour authority, which has run the quay since the great storm of that year (“Osprey”) said nothing. " + news,
			"(“Osprey”) said nothing. " + news},
		{"the middle of a line", "On Monday " + tail + ", closed it. " + news, "On Monday\nclosed it. " + news},
		{"a part of it", news + " A spokesman of the harbour authority, which has run the quay since the flood, agreed.",
			news + " A spokesman of\nflood, agreed."},
		{"short of it", news + " It is run by the harbour authority, which has run the pier.", news + " It is run by the harbour authority, which has run the pier."},
		{"twice", tail + "\n" + news + "\n" + label + "\n" + tail, news},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := own(test.text, label, tail); got != test.want {
				t.Errorf("left %q, want %q", got, test.want)
			}
		})
	}
}

func TestGuessedTitleWithoutRemains(t *testing.T) {
	const tail = "the Metro tells you first what moves the harbour and its people"
	a := Article{Source: "The Metro", Text: "Ferry runs aground - " + tail + "\nThe Osprey ran aground on Monday. All came ashore in the boats of the pilots and the fire brigade."}
	c := Split(a, LearnRemains(pages(tail, 1, 2, 3, 4, 5, 6)))
	if c.Title != "Ferry runs aground" || !c.Guessed {
		t.Errorf("the title is %q", c.Title)
	}
}

func TestRemainsAreOfOneSource(t *testing.T) {
	const line = "Tide tables at every kiosk"
	remains := LearnRemains(pages(line, 1, 2, 3, 4, 5))
	for _, source := range []string{"The Echo", ""} {
		a := page(1, line)
		a.Source = source
		if got := Split(a, remains).Body(a.Text); got != a.Text {
			t.Errorf("of source %q is left %q", source, got)
		}
	}
	var none *Remains
	for _, empty := range []*Remains{none, new(Remains), NewRemains(nil)} {
		if a := page(1, line); Split(a, empty).Body(a.Text) != a.Text {
			t.Error("an empty table has a line")
		}
	}
}

func TestRemainsAreKept(t *testing.T) {
	a := page(1, "Tide tables at every kiosk and in the lobby of the town hall")
	learnt := LearnRemains(pages("Tide tables at every kiosk and in the lobby of the town hall", 1, 2, 3, 4, 5))
	kept := NewRemains(map[string][]uint64{"The Metro": learnt.Runs("The Metro")})
	if got, want := Split(a, kept).Body(a.Text), Split(a, learnt).Body(a.Text); got != want || want == a.Text {
		t.Errorf("by what was kept %q is left, by what was learnt %q", got, want)
	}
}

// wire is a text of a hundred words and more.
func wire() string {
	var b strings.Builder
	for i := range 12 {
		fmt.Fprintf(&b, "Sentence %d of the report says that crane %d of berth %d stood still.\n", i, i*3, i*i)
	}
	return b.String()
}

// What copies of a text, its lightly edited versions and the instances of a series repeat is their news.
func TestCopiesAndInstancesTeachNothing(t *testing.T) {
	at := func(day int, title, text string) Article {
		a := page(day, "")
		a.URL, a.Title, a.Text = fmt.Sprintf("https://metro.example/%d", day), title, text
		return a
	}
	makers := map[string]func(day int) Article{
		"copies": func(day int) Article { return at(day, "Cranes stand still", wire()) },
		"copies under other headlines": func(day int) Article {
			return at(day, fmt.Sprintf("Headline %d of %d says it otherwise", day*11, day*7), wire())
		},
		"edited copies": func(day int) Article {
			return at(day, "Cranes stand still", strings.Replace(wire(), fmt.Sprintf("Sentence %d of", day), fmt.Sprintf("The %dth of the lines of", day*91), 1))
		},
		"growing versions": func(day int) Article {
			text := wire()
			for i := range day {
				text += fmt.Sprintf("Update %d tells that ship %d has left for port %d with its load of %d crates.\n", i, i*5, i*17, i*23)
			}
			return at(day, "Cranes stand still", text)
		},
		"a forecast": func(day int) Article {
			return at(day, fmt.Sprintf("Weather for March %d", day), fmt.Sprintf("Winds over the bay of Port Alder will be light to moderate, of %d knots, and rise towards the evening from the west. "+
				"Small craft should keep to the sheltered side of the bay until the wind has dropped again.", day*3))
		},
	}
	for name, maker := range makers {
		t.Run(name, func(t *testing.T) {
			var list []Article
			for day := 1; day <= 12; day++ {
				list = append(list, maker(day))
			}
			remains := LearnRemains(list)
			for _, a := range list {
				if got, want := Split(a, remains).Body(a.Text), Split(a, nil).Body(a.Text); got != want {
					t.Fatalf("of %q is left %q", want, got)
				}
			}
		})
	}
}

// An article that consists of what others of its source repeat keeps its words; what a paywall leaves does not.
func TestNoArticleLosesNearlyAllItsWords(t *testing.T) {
	var list []Article
	lines := Lines(wire())
	for i, at := range lines { // each line stands among words of their own
		for day := 1; day <= remainTexts; day++ {
			a := page(day, "")
			a.Text = ownWords(100*i+day, 40) + "\n" + wire()[at.Start:at.End]
			list = append(list, a)
		}
	}
	remains := LearnRemains(list)
	whole, part := Article{Source: "The Metro", Text: wire()}, Article{Source: "The Metro", Text: wire()[lines[0].Start:lines[1].End]}
	if got := Split(whole, remains).Body(whole.Text); strings.Count(got, "\n") != len(lines)-1 {
		t.Errorf("of a whole article is left %q", got)
	}
	if got := Split(part, remains).Body(part.Text); got != "" {
		t.Errorf("of two lines is left %q", got)
	}
}

func TestOwns(t *testing.T) {
	c := Content{Own: []Span{{10, 20}, {30, 40}}}
	for at, want := range map[Span]bool{{10, 20}: true, {10, 40}: true, {18, 32}: false, {20, 30}: false, {15, 25}: true, {14, 24}: true, {16, 26}: false} {
		if got := c.Owns(at); got != want {
			t.Errorf("Owns(%v) = %v", at, got)
		}
	}
}

// In scripts without spaces words overlap, and it takes more of them.
func TestRepeatedPairsOfCharacters(t *testing.T) {
	const line = "港口管理局每天早上六点在码头入口处公布潮汐时间表供渔民参考"
	short := string([]rune(line)[:12])
	for text, want := range map[string]string{
		"渡轮周一搁浅。" + line:  "渡轮周一搁浅。",
		"渡轮周一搁浅。" + short: "渡轮周一搁浅。" + short,
	} {
		if got := own(text, line); !strings.HasPrefix(want, got) || len(want)-len(got) > len("。") {
			t.Errorf("of %q is left %q, want %q", text, got, want)
		}
	}
}

// FuzzSplitWithRemains: what is left lies in the paragraphs, in order, apart and trimmed; and an article long enough keeps
// a share of its words.
func FuzzSplitWithRemains(f *testing.F) {
	f.Add("The ferry ran aground.", "Tide tables at every kiosk", "tide tables, at every kiosk")
	f.Add("A b c d e f g h i", "one two three four five six seven eight nine ten", "x one two three four five six seven eight y")
	f.Add("渡轮周一搁浅。", "港口管理局每天早上六点在码头入口处公布潮汐时间表供渔民参考", "港口管理局每天早上六点在码头入口处公布潮汐时间表")
	f.Fuzz(func(t *testing.T, start, line, end string) {
		remains := LearnRemains(pages(line, 1, 2, 3, 4, 5, 6))
		a := Article{Source: "The Metro", Text: start + line + end + "\n" + start}
		c := Split(a, remains)
		at, p := 0, 0
		for _, s := range c.Own {
			for p < len(c.Paragraphs) && c.Paragraphs[p].End < s.End {
				p++
			}
			if s.Start < at || s.End <= s.Start || p == len(c.Paragraphs) || s.Start < c.Paragraphs[p].Start {
				t.Fatalf("%v of paragraphs %v", c.Own, c.Paragraphs)
			}
			if part := a.Text[s.Start:s.End]; strings.TrimSpace(part) != part {
				t.Fatalf("%q is not trimmed", part)
			}
			at = s.End
		}
		if again := Split(a, remains); !slices.Equal(again.Own, c.Own) {
			t.Fatal("twice the same gives two results")
		}
	})
}

func BenchmarkLearnRemains(b *testing.B) {
	var list []Article
	for day := 1; day <= 28; day++ {
		list = append(list, page(day, wire()+"Tide tables at every kiosk"))
	}
	for b.Loop() {
		LearnRemains(list)
	}
}
