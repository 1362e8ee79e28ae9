package news

import (
	"strings"
	"testing"
)

// A weekday in a clause about the future is dated to the week to come where will or its like stands in it, else left
// out, never dated to the week past.
func TestDatesOfWhatIsToCome(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"expects", "The board expects barges to pass again on Sunday afternoon.", ""},
		{"expected, far before", "The harbour master is expected to show all 14 of the divers’ reports, some of them long, to the council on Monday evening.", ""},
		{"could, as soon as", "Either of the two rules could be put to a vote as soon as Friday.", "Friday = 2026-03-06"},
		{"as early as", "Divers go down as early as Friday.", "Friday = 2026-03-06"},
		{"invited", "The mayor has invited both owners to the town hall on Friday morning.", ""},
		{"is to", "The east quay is to reopen on Friday.", "Friday = 2026-03-06"},
		{"is also to", "The east quay is also to reopen on Friday.", ""},
		{"are to", "Both owners are to meet on Monday.", "Monday = 2026-03-09"},
		{"was to", "The ferry was to sail on Friday.", ""},
		{"on track to", "The crew is on track to sail on Tuesday.", ""},
		{"hopes", "The crew hopes to sail on Tuesday.", "Tuesday = 2026-03-10"},
		{"wants", "She wants to hear the pilot on Friday.", ""},
		{"aims and intends", "He aims to row on Friday, and she intends to swim on Monday.", "Friday = 2026-03-06; Monday = 2026-03-09"},
		{"vows", "The union vows to strike on Friday.", ""},
		{"vowed", "The union vowed to strike on Friday.", ""},
		{"agreed to", "They agreed on Monday night to meet on Friday.", "Monday = 2026-03-02"},
		{"agreed", "The owners agreed on Friday.", "Friday = 2026-02-27"},
		{"promised", "The line promised to pay on Friday.", ""},
		{"may", "The bridge may close on Friday.", ""},
		{"May", "The bridge of May closed on Friday.", "Friday = 2026-02-27"},
		{"won't", "The bridge won’t close on Friday, they'll tell us on Monday.", "Friday = 2026-03-06; Monday = 2026-03-09"},
		{"going to", "The bridge is going to close on Friday.", ""},
		{"over a comma", "The strike, which will last a week, hits the port on Friday.", ""},
		{"over a comma, past", "The ferry, which will be scrapped, sank on Monday.", ""},
		{"day first, would", "On Monday the crew drilled as if the ship would sail.", "Monday = 2026-03-02"},
		{"into", "Monday into Tuesday the crew slept.", "Tuesday = 2026-03-03"},
		{"another sentence", "It will rain. The ferry sank on Friday.", "Friday = 2026-02-27"},
		{"another clause", "It will rain; the ferry sank on Friday.", "Friday = 2026-02-27"},
		{"another line", "Rain will come\nThe ferry sank on Friday.", "Friday = 2026-02-27"},
		{"too far before", "It could rain " + strings.Repeat("and pour ", 14) + "as it did on Friday.", "Friday = 2026-02-27"},
		{"what was said", "It will reopen soon, the board said on Friday.", "Friday = 2026-02-27"},
		{"said of what is to come", "The board said on Friday it will reopen the quay on Monday.", "Friday = 2026-02-27; Monday = 2026-03-09"},
		{"what was decided", "The quay will be rebuilt, the board decided on Wednesday.", "Wednesday = 2026-03-04"},
		{"what was promised", "The quay will be rebuilt, the mayor promised late on Friday.", "Friday = 2026-02-27"},
		{"to be announced", "The winner will be announced on Friday.", "Friday = 2026-03-06"},
		{"to be confirmed", "The date is to be formally confirmed on Friday.", ""},
		{"announced strike", "They could call off the announced strike on Friday.", ""},
		{"promised ferry", "They could launch the promised ferry on Friday.", ""},
		{"was announced", "It was announced on Friday.", "Friday = 2026-02-27"},
		{"announced plans", "The board announced plans on Friday.", ""},
		{"day first", "On Friday, the owners of both ships, Vos and Lant, will meet.", "Friday = 2026-03-06"},
		{"day first, is to", "Friday is to be a day of rest.", "Friday = 2026-03-06"},
		{"day first, past", "On Friday the ferry sank off Alder.", "Friday = 2026-02-27"},
		{"day first, past promise", "On Friday the union agreed to strike.", "Friday = 2026-02-27"},
		{"day first, side clause", "On Friday a ferry sank that will be missed.", "Friday = 2026-02-27"},
		{"day first, next to the cue", "The owners on Friday morning could meet.", ""},
		{"day after that", "The board said that on Friday the quay will reopen.", ""},
		{"day in the middle, past", "The crew on Friday freed a ferry that will be scrapped.", "Friday = 2026-02-27"},
		{"set to and set", "It is set to sail on Friday.", ""},
		{"set", "They set fire to a barge on Friday.", "Friday = 2026-02-27"},
		{"next", "They hope to sail next Friday.", "next Friday = 2026-03-06"},
		{"last", "They could not sail last Friday.", "last Friday = 2026-02-27"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := dateList(Cut(tt.text).Dates(published, "en")); got != tt.want {
				t.Errorf("Dates(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestLooksAhead(t *testing.T) {
	tests := []struct {
		sentence string
		want     bool
	}{
		{"The quay will reopen on March 20.", true},
		{"They’ll be back.", true},
		{"It won't sail.", true},
		{"The quay is to reopen on March 20.", true},
		{"The quay reopens tomorrow.", true},
		{"The quay reopens next week.", true},
		{"The owners agreed to meet on March 20.", true},
		{"The work, planned for March 20, is cheap.", true},
		{"Divers may go down on March 20.", true},
		{"Divers go down as soon as Friday.", true},
		{"It is set for March 20.", true},
		{"Shall they row?", true},
		{"", false},
		{"The ferry sank on March 20.", false},
		{"In May the ferry sank.", false},
		{"The owners agreed on March 20.", false},
		{"The ferry lies next to the quay.", false},
		{"She left as soon as it sank.", false},
		{"There was goodwill on the quay.", false},
		{"Die Fähre sank am 20. März.", false},
	}
	for _, tt := range tests {
		if got := Cut(tt.sentence).LooksAhead(); got != tt.want {
			t.Errorf("LooksAhead(%q) = %v, want %v", tt.sentence, got, tt.want)
		}
	}
}

// A cue is found whatever stands behind it, and blanks are none.
func FuzzLooksAhead(f *testing.F) {
	f.Add("The quay reopened on Friday.")
	f.Add("As soon as Friday they agreed to go’ll to")
	f.Fuzz(func(t *testing.T, sentence string) {
		if !Cut(sentence).LooksAhead() && Cut(sentence+" ").LooksAhead() {
			t.Fatalf("a blank behind %q looks ahead", sentence)
		}
		if !Cut("Vos will go. " + sentence).LooksAhead() {
			t.Fatalf("what is before %q does not look ahead", sentence)
		}
	})
}
