package news

import (
	"strings"
	"testing"
)

// digestTitles says of titles whether they are those of digests.
var digestTitles = map[string]bool{
	"Morning briefing: Tuesday 17 March":                             true,
	"Morning briefing":                                               true,
	"The Morning Briefing.":                                          true,
	"Morning briefing, 17 March":                                     true,
	"Morning briefing (17 March 2026)":                               true,
	"Morning briefing for Tuesday, 17 March":                         true,
	"Morning briefing: 17th of March – ferry freed":                  true,
	"Evening digest – ferry, budget and a cat":                       true,
	"Evening digest - ferry; budget; a cat":                          true,
	"Monday morning news briefing | ferry, budget, quay":             true,
	"Saturday’s roundup":                                             true,
	"Weekly newsletter #12":                                          true,
	"Weekly roundup 17/03/2026":                                      true,
	"Daily bulletin: no. 12":                                         true,
	"Morning briefing: what happened overnight":                      true,
	"Daily briefing – what you need to know today":                   true,
	"Morning briefing: what happened at the quay":                    false,
	"News in brief":                                                  true,
	"Regional news in brief":                                         true,
	"News in brief: ferry freed, budget passed":                      true,
	"In brief: ferry freed; budget passed":                           true,
	"Top stories":                                                    true,
	"What you need to know today":                                    true,
	"Newsletter: ferry, budget and a cat":                            true,
	"Nachrichten des Tages":                                          true,
	"Meldungen im Überblick: Fähre, Haushalt, Katze":                 true,
	"Friday briefing: police hold two men over fish market shooting": false,
	"Friday briefing: 12 men held over fish market shooting":         false,
	"Friday briefing: yard sheds 1,200 jobs":                         false,
	"Weekly digest of bees":                                          false,
	"The Saturday bulletin board fell on a man":                      false,
	"Monday headlines, says the minister, were unfair":               false,
	"Morning briefings end":                                          false,
	"Morning briefing-room fire":                                     false,
	"Council stops printing its news briefs":                         false,
	"In brief, the ferry is lost":                                    false,
	"Briefly lost ferry turns up":                                    false,
	"Top stories of the tower are sold, all of them":                 false,
	"What you need to know today about the ferry":                    false,
	"Quay closes: what you need to know this morning":                false,
	"Newsletter: why the ferry line matters":                         false,
	"Letters to the editor: who pays for the ferry?":                 true,
	"Readers’ letters, 17 March":                                     true,
	"Your letters":                                                   true,
	"Reader mailbag: why no bell?":                                   true,
	"2025: The year in pictures":                                     true,
	"The week in pictures – ferries, floods and a cat":               true,
	"Best photos of the week":                                        true,
	"What’s on TV tonight: the ferry that never came":                true,
	"On this day: a ferry sinks":                                     true,
	"Obituaries, 17 March 2026":                                      true,
	"Police blotter: a stolen ferry; a lost cat":                     true,
	"Sports briefs":                                                  true,
	"Bilder der Woche":                                               true,
	"5 things to know for Tuesday":                                   true,
	"Five things to know this week: ferry, budget, quay":             true,
	"The top 10 stories of 2025":                                     true,
	"Top ten political stories of the year":                          true,
	"Best stories of the week":                                       true,
	"Tides, a bell: three headlines":                                 true,
	"Harbour notes: the week that was":                               true,
	"Ferry freed; budget passed; quay closed; cat found":             true,
	"Letters to the editor cost a councillor her seat":               false,
	"Letters from the ferry found":                                   false,
	"On this day the ferry sailed":                                   false,
	"Day in pictures court case ends":                                false,
	"Obituaries of a ferry captain mixed up":                         false,
	"Recent deaths of three sailors are looked into":                 false,
	"Police blotter: man steals ferry":                               false,
	"Court briefs judge on ferry":                                    false,
	"5 things to know about the ferry":                               false,
	"5 things to know about Tuesday's vote":                          false,
	"Five takeaways from Tuesday's debate":                           false,
	"Top stories of the tower sold":                                  false,
	"Ferry freed; crew unhurt; inquiry opens":                        false,
	"Ferry runs aground":                                             false,
	"":                                                               false,
}

func TestIsDigestByTitle(t *testing.T) {
	for title, want := range digestTitles {
		t.Run(title, func(t *testing.T) {
			if got := IsDigest(Content{Title: title}, ""); got != want {
				t.Errorf("IsDigest = %v", got)
			}
		})
	}
}

func TestIsDigestByEntries(t *testing.T) {
	entries := func(clocks ...string) string {
		places := []string{"The tug has reached the bay", "Divers are in the water now", "The line has parted a second time", "All who were aboard are ashore"}
		var b strings.Builder
		for i, clock := range clocks {
			b.WriteString(clock + places[i] + ".\n")
		}
		return b.String()
	}
	for _, test := range []struct {
		name, title, text string
		want              bool
	}{
		{"three", "Live: ferry aground", entries("10:15 ", "10:40 ", "(11:05) "), true},
		{"two", "Live: ferry aground", entries("10:15 ", "10:40 "), false},
		{"two and one without a time", "Live: ferry aground", entries("10:15 ", "10:40 ", ""), false},
		{"points", "Ferry aground – live updates", entries("10.15 – ", "10.40 – ", "23.05 – "), true},
		{"half days", "Ferry aground: as it happened", entries("9:15am ", "9.40 a.m. ", "1:05 PM "), true},
		{"on lines of their own", "Live blog: ferry aground", entries("10:15\n", "10:40\n", "11:05\n"), true},
		{"half days on lines of their own", "Liveticker: Fähre", entries("9:15 a.m.\n\n", "9:40 a.m.\n\n", "1:05 p.m.\n\n"), true},
		{"two on lines of their own", "Live blog: ferry aground", entries("10:15\n", "10:40\n"), false},
		{"no times of day", "Live: ferry aground", entries("25:15 ", "10:75 ", "3:1 "), false},
		{"no live page", "Ferry timetable", entries("10:15 ", "10:40 ", "11:05 "), false},
		{"compound", "Live-in carers to strike", entries("", "", ""), false},
		{"empty", "", "", false},
		{"untitled paragraph", "", "10:15 The tug has reached the bay.", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := Article{Title: test.title, Text: test.text}
			if got := IsDigest(Split(a, nil), a.Text); got != test.want {
				t.Errorf("IsDigest = %v", got)
			}
		})
	}
}

// FuzzDigestHints: no title that the patterns match goes without a hint.
func FuzzDigestHints(f *testing.F) {
	for title := range digestTitles {
		f.Add(title)
	}
	for _, title := range []string{"Community calendar", "Death notices", "Crime log", "Ferry line live updates", "Tide, as it happened", "Presseschau", "The day in numbers", "Cartoons of the week"} {
		f.Add(title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		if matched := isDigestTitle(title) || digestLists.MatchString(title) || liveTitle.MatchString(title); matched && !mayBeDigest(title) {
			t.Errorf("%q has no hint", title)
		}
	})
}
