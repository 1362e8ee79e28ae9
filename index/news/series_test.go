package news

import "testing"

func TestInstance(t *testing.T) {
	tests := []struct{ name, title, lang, frame, instance string }{
		{"weekday", "The weather for Brinsted: Monday", "en", "the weather for brinsted *", "day1"},
		{"month", "Jobs report for March: hiring slows", "en", "jobs report for * hiring slows", "month3"},
		{"day of a month", "Tide tables, 3 April", "en", "tide tables * *", "3 month4"},
		{"month in short", "Lard consumption in Jan", "en", "lard consumption in *", "month1"},
		{"year", "Harvest outlook 2031", "en", "harvest outlook *", "2031"},
		{"ordinal", "Highlights of the 3rd council debate", "en", "highlights of the * * council debate", "3 rd"},
		{"ordinal of something else", "Third body found in collapsed mill", "en", "", ""},
		{"ordinal day of one event", "Search enters 3rd day", "en", "", ""},
		{"a verb", "Minister may resign over ferry licence", "en", "", ""},
		{"the month of May", "Jobs report for May: hiring slows", "en", "jobs report for * hiring slows", "month5"},
		{"ordinal in words", "Highlights of the third council debate", "en", "highlights of the * council debate", "third"},
		{"number of an issue", "Harbour quiz, week 12", "en", "harbour quiz week *", "12"},
		{"sign of a number", "Letters from the quay #7", "en", "letters from the quay *", "7"},
		{"German", "Das Wetter am Dienstag", "de", "das wetter am *", "day2"},
		{"no calendar", "Ferry aground off Port Alder", "en", "", ""},
		{"a number that counts something else", "Toll rises to 15", "en", "", ""},
		{"nothing but calendar", "Monday, 3 April", "en", "", ""},
		{"empty", "", "en", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if frame, instance := Instance(test.title, test.lang); frame != test.frame || instance != test.instance {
				t.Errorf("got %q and %q, want %q and %q", frame, instance, test.frame, test.instance)
			}
		})
	}
}

func TestOnlyYears(t *testing.T) {
	for instance, want := range map[string]bool{"2031": true, "2031 2032": true, "month3 2031": false, "day1": false, "7": false} {
		if got := OnlyYears(instance); got != want {
			t.Errorf("%q: got %t, want %t", instance, got, want)
		}
	}
}

func TestOpeningInstance(t *testing.T) {
	tests := []struct{ name, text, frame, instance string }{
		{"market close", "The Vantry index closes higher on Tuesday, adding 0.8 percent to 4,212.6 points as banks rallied.",
			"the vantry index closes higher on * adding * percent", "day2"},
		{"no figure", "Prime Minister Marit Oden said on Tuesday that the inquiry would begin at once.", "", ""},
		{"no calendar", "The ferry Saint Brin ran aground off Port Alder with 108 passengers on board.", "", ""},
		{"calendar further on", "The ferry Saint Brin ran aground off Port Alder in thick fog on Thursday.", "", ""},
		{"hardly a word", "3 April 2031: 12 13 14 15 16", "", ""},
		{"empty", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if frame, instance := OpeningInstance(test.text, "en"); frame != test.frame || instance != test.instance {
				t.Errorf("got %q and %q, want %q and %q", frame, instance, test.frame, test.instance)
			}
		})
	}
}

// FuzzInstance: a headline has an instance exactly when it has a frame.
func FuzzInstance(f *testing.F) {
	f.Add("The weather for Brinsted: Monday", "en")
	f.Add("3.", "de")
	f.Add("\xff 2nd May", "")
	f.Fuzz(func(t *testing.T, title, lang string) {
		for _, split := range []func(text, lang string) (frame, instance string){Instance, OpeningInstance} {
			if frame, instance := split(title, lang); (frame == "") != (instance == "") {
				t.Errorf("frame %q, instance %q", frame, instance)
			}
		}
	})
}
