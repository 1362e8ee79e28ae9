package news

import (
	"strings"
	"testing"
	"time"
)

// published is a Wednesday.
var published = Time{time.Date(2026, 3, 4, 22, 15, 0, 0, time.FixedZone("", 3600)), Minute, Stated}

var dateForms = map[Precision]string{Year: "2006", Month: "2006-01", Day: "2006-01-02"}

func dateList(dates []DateMention) string {
	var all []string
	for _, d := range dates {
		all = append(all, d.Text+" = "+d.Time.At.Format(dateForms[d.Time.Precision]))
	}
	return strings.Join(all, "; ")
}

// datesTest is a text with the dates that are found in it.
type datesTest struct{ name, text, lang, want string }

func testDates(t *testing.T, tests []datesTest) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := dateList(Cut(tt.text).Dates(published, tt.lang)); got != tt.want {
				t.Errorf("Dates(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestDatesOfTheCalendar(t *testing.T) {
	testDates(t, []datesTest{
		{"month and day", "It sank on March 3 off Alder.", "en", "March 3 = 2026-03-03"},
		{"day and month", "It sank on 3 March, or the 2nd of March.", "en", "3 March = 2026-03-03; 2nd of March = 2026-03-02"},
		{"with the year in words", "It sank on June 12 last year, sails on May 3 this year and on 2 April next year.", "en", "June 12 last year = 2025-06-12; May 3 this year = 2026-05-03; 2 April next year = 2027-04-02"},
		{"with the year", "It sank on Mar. 3, 2021 and 4 April 2022.", "en", "Mar. 3, 2021 = 2021-03-03; 4 April 2022 = 2022-04-04"},
		{"ISO", "It sank on 2021-03-03.", "en", "2021-03-03 = 2021-03-03"},
		{"ordinal", "It sank on the second of February, or the 2nd of February, or the Thirty-first of May 2021.", "en", "second of February = 2026-02-02; 2nd of February = 2026-02-02; Thirty-first of May 2021 = 2021-05-31"},
		{"no ordinal day", "It was a second of March rain, the first of them, the first of April Vale’s boats, the thirty-first of February.", "en", ""},
		{"no such day", "It sank on February 30 and 2021-02-30.", "en", ""},
		{"nearest year", "It was on December 20 and is on August 1.", "en", "December 20 = 2025-12-20; August 1 = 2026-08-01"},
		{"ambiguous", "It sank on 3/12 and 03-04-2021.", "en", ""},
		{"day before yesterday", "It sank the day before yesterday.", "en", ""},
		{"month", "It was built in December and in mid-March.", "en", "December = 2025-12; mid-March = 2026-03"},
		{"last and next month", "It was built last March and sails next March.", "en", "last March = 2025-03; next March = 2027-03"},
		{"month and year", "It was built in March 2011.", "en", "March 2011 = 2011-03"},
		{"year", "It was built in 2014 and since 2015.", "en", "2014 = 2014; 2015 = 2015"},
		{"no year", "It held 2014 crates in 2000 boxes, in 2014-15.", "en", ""},
		{"may and march", "They may march. March on, May they win. In Mayer they met.", "en", ""},
		{"person", "They met April Vale in April Vale’s house.", "en", ""},
		{"count after a month", "March 3 million people, in March 3 boats.", "en", ""},
		{"event of another year", "The Sept. 11 attacks.", "en", ""},
		{"September 11", "Sept. 11 survivors, Sept. 11 hijackers, September 11th victims, the Sept. 11 ships, a September 11 memorial, the attacks of September 11, 11 September survivors.", "en", ""},
		{"slash of September 11", "Since 9/11 and the 9/11 attacks.", "en", ""},
		{"some September 11", "It sank on Sept. 11 and in the Sept. 11, 2001, attacks.", "en", "Sept. 11 = 2025-09-11; Sept. 11, 2001 = 2001-09-11"},
		{"body named for a day", "The May 3 Rowers Movement met. On May 3 the Rowers sail.", "en", "May 3 = 2026-05-03"},
		{"survivors of a day", "March 3 survivors.", "en", "March 3 = 2026-03-03"},
		{"round the clock", "It is open 24/7.", "en", ""},
		{"month of year", "It was built in March of 2011 or April, 2012.", "en", "March of 2011 = 2011-03; April, 2012 = 2012-04"},
		{"month of past and future", "It sank in July. It will be raised in July.", "en", "July = 2025-07; July = 2026-07"},
		{"since a month", "It has lain there since April.", "en", "April = 2025-04"},
		{"end of a month", "It sank at the end of January.", "en", "January = 2026-01"},
		{"month of a thing", "Its January meeting and the board’s October report; a May fair, the May speech, in March of that year.", "en", "January = 2026-01; October = 2025-10; May = 2026-05"},
		{"slashes", "Seen 02/23/2026, 23/02/26 and 3/3/2026, not 2/3/2026, 2/30/2026 or 50/35.", "en", "02/23/2026 = 2026-02-23; 23/02/26 = 2026-02-23; 3/3/2026 = 2026-03-03"},
		{"parts of years", "It was built in late 2018 or at the end of 2019, in the spring of 2020.", "en", "2018 = 2018; 2019 = 2019; 2020 = 2020"},
		{"two years", "It sailed in 2018 and 2019.", "en", "2018 = 2018; 2019 = 2019"},
		{"label of a year", "The 2018 regatta and the class of 2019.", "en", ""},
	})
}

func TestDatesOfThings(t *testing.T) {
	testDates(t, []datesTest{
		{"weekday's", "They spoke of Tuesday’s vote, at Monday's hearing, after last Friday’s fire, and of next Friday’s fair.", "en",
			"Tuesday’s = 2026-03-03; Monday's = 2026-03-02; last Friday’s = 2026-02-27; next Friday’s = 2026-03-06"},
		{"weekday’s, to come or not", "They met ahead of Tuesday’s vote, for Monday’s hearing, before Friday’s fair. Thursday’s race will be rowed.", "en", ""},
		{"the weekday thing", "They left the Monday meeting, she said in a Tuesday night interview, and could not say at a Monday hearing.", "en", "Monday = 2026-03-02; Tuesday = 2026-03-03; Monday = 2026-03-02"},
		{"a weekday alone", "It was a Friday when it sank, the Monday after. They watch the Sunday shows. It sank on a Monday. Good Friday’s fair.", "en", ""},
		{"today’s and nowadays", "Today’s ruling and yesterday’s deadly storm, today’s youth, today’s political debate, tomorrow’s boats. They read the Alder Today’s news.", "en", "Today’s = 2026-03-04; yesterday’s = 2026-03-03"},
		{"month’s", "July’s election and last month’s storm; May’s house, for June’s fair, last year’s boats.", "en", "July’s = 2025-07; last month’s = 2026-02"},
		{"months that are persons", "He wept at June’s funeral. They met at April’s house. He was found in June's car. They sat in August's kitchen. They read April’s letter.", "en", ""},
		{"month’s vote", "They lost August’s general election and June’s vote. They recall July’s fire, not March’s boats.", "en", "August’s = 2025-08; June’s = 2025-06; July’s = 2025-07"},
		{"night’s", "They deplored last night’s storm and this morning’s rain.", "en", "last night’s = 2026-03-03"},
		{"week’s", "They spoke of last week’s storm.", "en", "last week’s = 2026"},
	})
}

// TestDatesThing: a day that dates a thing is not that of what is told of it, unless that was done there.
func TestDatesThing(t *testing.T) {
	for text, want := range map[string]bool{
		"They deplored Tuesday’s vote.": true, "They deplored the Tuesday vote.": true, "They deplored last month’s vote.": true,
		"They miss the peaks of early January.": true, "They met at the end of January.": false, "They met in early January.": false,
		"They spoke at Tuesday’s hearing.": false, "They spoke in a Tuesday interview.": false, "They spoke on Tuesday.": false,
		"Two men and a boy were killed in Tuesday’s fire.": false, "She told the court at Tuesday’s hearing.": false,
		"Three boats have sunk or vanished in Tuesday’s storm.": false, "The fire killed a boy and two men in Tuesday’s storm.": false,
		"She said that he spoke at Tuesday’s hearing.": false, "Two died in Tuesday’s fire.": false, "She announced the plan at Tuesday’s meeting.": false,
		"Two injured rowers return in Sunday’s race.": true, "Polls put Vale ahead in Sunday’s runoff.": true,
		"Voters choose a mayor in Sunday’s election.": true, "The winner plays Leeds in Saturday's final.": true,
		"All eyes are on Friday's hearing.": true, "Fans are interested in Friday's game.": true,
		"Much is at stake in Sunday's election.": true, "Polls show Vale ahead in Sunday's runoff.": true,
		"Polls showed Vale ahead in Sunday's runoff.": true, "The matter is on Friday’s agenda.": true,
		"She said the winner plays Leeds in Saturday’s final.": true, "The team coached by Vale plays Leeds in Saturday’s final.": true,
		"The man who won the cup steers in Saturday’s race.": true, "He lost twice and steers again in Saturday’s race.": true,
		"A divided party fights on in Sunday’s vote.": true, "They wanted to win in Sunday’s race.": true,
	} {
		if dates := Cut(text).Dates(published, "en"); len(dates) != 1 || dates[0].Thing != want {
			t.Errorf("Dates(%q) = %v, want one with Thing %v", text, dates, want)
		}
	}
}

func TestDatesOfSeasons(t *testing.T) {
	testDates(t, []datesTest{
		{"weeks", "It sank two weeks ago, was found this week and sails next week.", "en", "two weeks ago = 2026-02; this week = 2026-03; next week = 2026-03"},
		{"week of two months", "It sank last week.", "en", "last week = 2026"},
		{"ends of weeks", "It sails by the end of the week or early next week.", "en", "end of the week = 2026-03; next week = 2026-03"},
		{"no weeks", "Over the last week, the week before, every week, in the week of March 2.", "en", "March 2 = 2026-03-02"},
		{"weekends", "It sank over the weekend. It will sail this weekend or next weekend.", "en", "the weekend = 2026; this weekend = 2026-03; next weekend = 2026-03"},
		{"past weekend", "It sank this past weekend, and last weekend.", "en", "this past weekend = 2026; last weekend = 2026"},
		{"past weekend beside a verb", "It sank this weekend. This weekend, two boats sank. They left this weekend, she said this weekend.", "en",
			"this weekend = 2026; This weekend = 2026; this weekend = 2026; this weekend = 2026"},
		{"weekend to come or past", "The fair opens this weekend. The team plays Alder this weekend. Rain is forecast this weekend. Don’t miss the fair this weekend. This weekend voters choose a mayor.", "en", ""},
		{"no seasons but falls and springs", "A worker was killed in the fall. She broke an arm in the fall and was flown to Alder. Two men died in the fall, police said. Water was found in the spring. They drank at the spring.", "en", ""},
		{"fall and spring", "It was built over the fall, sold during the spring.", "en", "the fall = 2025; the spring = 2026"},
		{"seasons", "It was built last spring, in the summer, will sail this fall or next spring, and be sold in the summer.", "en",
			"last spring = 2025; the summer = 2025; this fall = 2026; next spring = 2027; the summer = 2026"},
		{"this season", "It sails this spring.", "en", "this spring = 2026"},
		{"winter", "It lay there this winter.", "en", ""},
		{"no seasons", "The spring fair, the Alder Summer, in the winter harbour, a spring, the last summer.", "en", ""},
	})
}

// TestDatesFromPublication: days, nights and spans that are told from the day of publication.
func TestDatesFromPublication(t *testing.T) {
	testDates(t, []datesTest{
		{"weekday", "It sank on Tuesday.", "en", "Tuesday = 2026-03-03"},
		{"weekday of publication", "It sank on Wednesday.", "en", "Wednesday = 2026-03-04"},
		{"weekday without on", "It sank late Thursday, she said Sunday.", "en", "Thursday = 2026-02-26; Sunday = 2026-03-01"},
		{"last weekday", "It sank last Wednesday.", "en", "last Wednesday = 2026-02-25"},
		{"next weekday", "It sails next Wednesday.", "en", "next Wednesday = 2026-03-11"},
		{"will beside", "It will on Friday leave; Saturday will be calm.", "en", "Friday = 2026-03-06; Saturday = 2026-03-07"},
		{"goodwill beside", "There was goodwill on Friday.", "en", "Friday = 2026-02-27"},
		{"looking ahead", "The ship will be towed in on Friday.", "en", "Friday = 2026-03-06"},
		{"to be", "The minister is to be sworn in on Monday.", "en", "Monday = 2026-03-09"},
		{"said of the future", "He will, she said on Friday.", "en", "Friday = 2026-02-27"},
		{"weekday before a date", "It sank on Tuesday, March 3, at noon.", "en", "March 3 = 2026-03-03"},
		{"short weekdays", "It sank on Tues. and not Fri. at noon.", "en", "Tues = 2026-03-03; Fri = 2026-02-27"},
		{"habits and ranges", "It sails every Tuesday, on a Friday, until Monday, Monday to Friday, and will sail on Sunday mornings.", "en", ""},
		{"names of days", "On Black Friday the Sunday Times and Good Friday.", "en", ""},
		{"sun and sat", "The Sun shone as she sat. Sun. It shone.", "en", ""},
		{"today", "It sank yesterday, opens today and not tomorrow.", "en", "yesterday = 2026-03-03; today = 2026-03-04; tomorrow = 2026-03-05"},
		{"tonight and last night", "It sank last night, sails tonight, or this morning, this afternoon or this evening.", "en", "last night = 2026-03-03; tonight = 2026-03-04; this morning = 2026-03-04; this afternoon = 2026-03-04; this evening = 2026-03-04"},
		{"Last night at the start", "Last night it sank. Tonight it sails.", "en", "Last night = 2026-03-03; Tonight = 2026-03-04"},
		{"other nights", "It was the last night of the fair, the night before last night, a morning, this night. They saw Last Night.", "en", ""},
		{"Today as a name", "They read the Alder Today.", "en", ""},
		{"surely ahead, but found", "Divers will look into the hull found Monday, the crew wants it found Monday, the sheds will stay closed Friday.", "en", "Monday = 2026-03-02"},
		{"could", "The pilot could not be reached on Friday.", "en", ""},
		{"deadlines", "The owners plan to answer by Friday, and will not sail until Monday.", "en", "Friday = 2026-03-06; Monday = 2026-03-09"},
		{"deadline of the past", "The crew slept until Monday.", "en", ""},
		{"weekday and date agree", "It sailed on Saturday, August 1, 2026, or Thursday, July 31, or Fri., July 31.", "en", "August 1, 2026 = 2026-08-01; July 31 = 2025-07-31; July 31 = 2026-07-31"},
		{"periods", "It sank last month, was built last year, and sails next year, not this month.", "en", "last month = 2026-02; last year = 2025; next year = 2027; this month = 2026-03"},
		{"end of the year", "It sails by the end of the year.", "en", "end of the year = 2026"},
		{"spans", "Over the last year and in the next month, last year’s boats, every year.", "en", ""},
		{"ago", "It sank two days ago, was built six years ago, sold 3 months ago and painted a month ago.", "en", "two days ago = 2026-03-02; six years ago = 2020; 3 months ago = 2025-12; a month ago = 2026-02"},
		{"roughly ago", "It sank about two months ago, a few days ago, 20 years ago, long ago, March 3 years ago, about a week ago.", "en", "March 3 = 2026-03-03"},
		{"nowadays", "In 2014 it had two boats and today ten. The world today knows it. It is larger today than then. People today know it. The boat adores them today. Today, the quay has two sheds. She would win if the race were rowed today.", "en", "2014 = 2014"},
		{"nowadays, of states", "Few of them are remembered today. Many are descended from them today. The practice is banned today in most states. Today it is owned by a trust. Today the canal is filled with reeds. They’re still admired today.", "en", ""},
		{"today, of days", "The council voted today. Today, the ship was raised; divers are searching today. They will row today. It is cancelled from 18:00 today. The sheds are shut today. Here today. The moot meets today. Today is the fair. It may float as early as today.", "en",
			"today = 2026-03-04; Today = 2026-03-04; today = 2026-03-04; today = 2026-03-04; today = 2026-03-04; today = 2026-03-04; today = 2026-03-04; today = 2026-03-04; Today = 2026-03-04; today = 2026-03-04"},
		{"holidays", "It sank on Christmas Eve, since Veterans Day, on Thanksgiving.", "en", "Christmas Eve = 2025-12-24; Veterans Day = 2025-11-11; Thanksgiving = 2025-11-27"},
		{"no holidays", "A Christmas break, Thanksgiving dinner, Veterans Day 2011, the Halloween ball.", "en", ""},
	})
}

func TestForeignDates(t *testing.T) {
	testDates(t, []datesTest{
		{"German", "Am 3. März und am Dienstag sank sie, wie am 4. Mai 2021.", "de", "3. März = 2026-03-03; Dienstag = 2026-03-03; 4. Mai 2021 = 2021-05-04"},
		{"Spanish", "Se hundió el 3 de marzo de 2021.", "es", "3 de marzo de 2021 = 2021-03-03"},
		{"French", "Il a coulé le 1er mars.", "fr", "1er mars = 2026-03-01"},
		{"German weekdays", "Am Montag sank sie, letzten Mittwoch lag sie im Dock, am kommenden Freitag ist Markt, am Mittwoch war Ruhe.", "de", "Montag = 2026-03-02; letzten Mittwoch = 2026-02-25; kommenden Freitag = 2026-03-06; Mittwoch = 2026-03-04"},
		{"German weekdays to come", "Sie soll am Freitag auslaufen. Am Freitag wird gefeiert.", "de", ""},
		{"German weekdays left alone", "Jeden Montag, bis Montag, der Schwarze Freitag, am Dienstag, dem 3. März, montags.", "de", "3. März = 2026-03-03"},
		{"German months", "Sie sank im Januar, gebaut im Mai 2011, und liegt seit April fest. Sie soll im Juli fahren.", "de", "Januar = 2026-01; Mai 2011 = 2011-05; April = 2025-04; Juli = 2026-07"},
		{"German month as a name", "Frau Mai und der März kamen.", "de", ""},
		{"French weekdays", "Elle a coulé lundi, elle est rentrée mercredi dernier. Fermeture vendredi prochain.", "fr", "lundi = 2026-03-02; mercredi dernier = 2026-02-25; vendredi prochain = 2026-03-06"},
		{"French weekdays to come", "Elle partira vendredi. Les marins voteront mardi.", "fr", ""},
		{"French weekdays left alone", "Le marché a lieu le mardi, jusqu’à jeudi, mardi 3 mars, et Mardi Gras.", "fr", "3 mars = 2026-03-03"},
		{"French months", "Elle a coulé en janvier, construite en mai 2011, fermée depuis avril. Elle partira en juillet.", "fr", "janvier = 2026-01; mai 2011 = 2011-05; avril = 2025-04; juillet = 2026-07"},
		{"Spanish weekdays", "Se hundió el lunes, volvió el miércoles pasado. Cierre el próximo viernes.", "es", "lunes = 2026-03-02; miércoles pasado = 2026-02-25; próximo viernes = 2026-03-06"},
		{"Spanish weekdays to come", "El barco zarpará el viernes. Los marinos votarán el martes.", "es", ""},
		{"Spanish weekdays left alone", "Cada lunes y los martes, hasta jueves, el martes 3 de marzo.", "es", "3 de marzo = 2026-03-03"},
		{"Spanish months", "Se hundió en enero, construido en mayo de 2011, cerrado desde abril. Zarpará en julio.", "es", "enero = 2026-01; mayo de 2011 = 2011-05; abril = 2025-04; julio = 2026-07"},
		{"German days", "Sie sank gestern, vorgestern lag sie im Dock. Heute oder morgen fährt keine.", "de", "gestern = 2026-03-03; vorgestern = 2026-03-02"},
		{"French days", "Elle a coulé hier soir, après avant-hier, et part demain.", "fr", "hier = 2026-03-03; avant-hier = 2026-03-02; demain = 2026-03-05"},
		{"Spanish days", "Se hundió ayer; anteayer estaba en el muelle. Mañana zarpa.", "es", "ayer = 2026-03-03; anteayer = 2026-03-02"},
		{"Dutch weekday", "Het schip zonk op dinsdag in maart.", "nl", ""},
		{"no language", "It sank on Tuesday.", "", "Tuesday = 2026-03-03"},
		{"unknown language", "2021-03-03 Tuesday March 3", "xx", "2021-03-03 = 2021-03-03"},
	})
}

func TestDatesPrecisionOfPublication(t *testing.T) {
	const text = "It sank on Tuesday, March 3, it sank today, in January, on 3 March 2021 or in 2014 on Friday."
	tests := []struct {
		precision Precision
		want      string
	}{
		{Unknown, "3 March 2021 = 2021-03-03; 2014 = 2014"},
		{Year, "3 March 2021 = 2021-03-03; 2014 = 2014"},
		{Month, "January = 2026-01; 3 March 2021 = 2021-03-03; 2014 = 2014"},
		{Day, "March 3 = 2026-03-03; today = 2026-03-04; January = 2026-01; 3 March 2021 = 2021-03-03; 2014 = 2014; Friday = 2026-02-27"},
	}
	for _, tt := range tests {
		at := Time{At: published.At, Precision: tt.precision, Trust: Stated}
		if tt.precision == Unknown {
			at = Time{}
		}
		if got := dateList(Cut(text).Dates(at, "en")); got != tt.want {
			t.Errorf("published to the %v: %q, want %q", tt.precision, got, tt.want)
		}
	}
}

func TestDatesTrust(t *testing.T) {
	for i, d := range Cut("On 3 March 2021, on 3 March, today.").Dates(published, "en") {
		if want := []Trust{Stated, Guessed, Guessed}[i]; d.Time.Trust != want {
			t.Errorf("%s is %v, want %v", d.Text, d.Time.Trust, want)
		}
	}
}

func TestWeekdays(t *testing.T) {
	tests := []struct {
		text, lang string
		want       []time.Weekday
	}{
		{"On Tuesday and Friday’s tide.", "en", []time.Weekday{time.Tuesday, time.Friday}},
		{"Sun., March 1, and Wed. at noon", "en", []time.Weekday{time.Sunday, time.Wednesday}},
		{"Black Friday, the Sunday Times, Mondays, the sun sat", "en", nil},
		{"on Sunday Vos spoke", "en", []time.Weekday{time.Sunday}},
		{"Am Dienstag und am Sonnabend", "de", []time.Weekday{time.Tuesday, time.Saturday}},
		{"Mardi, il a coulé; jeudi aussi. Mardi Gras", "fr", []time.Weekday{time.Tuesday, time.Thursday}},
		{"el martes; Juan Domingo; Viernes Santo", "es", []time.Weekday{time.Tuesday}},
		{"lunedì e sabato", "it", []time.Weekday{time.Monday, time.Saturday}},
		{"op dinsdag, Goede Vrijdag", "nl", []time.Weekday{time.Tuesday}},
		{"na segunda-feira, a segunda vez", "pt", []time.Weekday{time.Monday}},
		{"Tuesday", "", []time.Weekday{time.Tuesday}},
		{"It was Tuesday.", "xx", nil},
	}
	for _, tt := range tests {
		want := uint8(0)
		for _, day := range tt.want {
			want |= 1 << day
		}
		if got := Cut(tt.text).Weekdays(tt.lang); got != want {
			t.Errorf("Weekdays(%q, %q) = %07b, want %07b", tt.text, tt.lang, got, want)
		}
	}
}

func FuzzDates(f *testing.F) {
	f.Add(report, "en")
	f.Add("Am 3. März 2021, 2021-03-03", "de")
	f.Add("Mar. 3rd, 2021 next Tuesday, mid-May", "")
	f.Fuzz(func(t *testing.T, text, lang string) {
		before := 0
		for _, d := range Cut(text).Dates(published, lang) {
			checkSpan(t, text, d.Text, d.Span, before)
			before = d.End
			if p := d.Time.Precision; p < Year || p > Day {
				t.Fatalf("%q has precision %v", d.Text, p)
			}
		}
		if n := len(Cut(text).Dates(Time{}, lang)); n > len(Cut(text).Dates(published, lang)) {
			t.Fatalf("%d dates without a publication time, fewer with one", n)
		}
		Cut(text).Weekdays(lang)
	})
}

func BenchmarkDates(b *testing.B) {
	text := strings.Repeat(report, 3)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Cut(text).Dates(published, "en")
	}
}
