package news

import (
	"testing"
	"time"
)

// dated returns a publication time to the minute.
func dated(t *testing.T, s string) Time {
	t.Helper()
	if s == "" {
		return Time{}
	}
	at, err := ParseTime(s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestDating(t *testing.T) {
	const text = "The ferry that lay on the sandbank off Port Alder for three days was towed free on Tuesday morning, the harbour office said."
	tests := []struct {
		name, published, url, title, text string
		want                              string
		trust                             Trust
	}{
		{name: "nothing known", text: text},
		{name: "nothing said against it", published: "2026-03-12T10:40:00Z", text: text, want: "2026-03-12T10:40:00Z", trust: Stated},
		{name: "address alone", url: "https://quay.example/2026/03/12/ferry", want: "2026-03-12", trust: Guessed},
		{name: "address agrees", published: "2026-03-13T01:00:00Z", url: "https://quay.example/2026/03/12/ferry", want: "2026-03-13T01:00:00Z", trust: Stated},
		{name: "address of the printed edition", published: "2026-03-12", url: "https://quay.example/2026/03/14/ferry", want: "2026-03-12", trust: Stated},
		{name: "fetched weeks later", published: "2026-04-20T10:40:00Z", url: "https://quay.example/2026/03/12/ferry", want: "2026-03-12", trust: Guessed},
		{name: "given too early", published: "2026-03-08", url: "https://quay.example/2026/03/12/ferry", want: "2026-03-12", trust: Guessed},
		{name: "only the month given", published: "2026-03", url: "https://quay.example/2025/01/12/ferry", want: "2026-03", trust: Stated},
		{name: "address before line", published: "2026-03-12", url: "https://quay.example/2026/03/12/ferry", text: "March 1, 2026\n" + text, want: "2026-03-12", trust: Stated},
		{name: "line alone", text: "By Ada Pell\nUpdated: 12 March 2026, 10:40 GMT\n" + text, want: "2026-03-12", trust: Guessed},
		{name: "line as title", title: "March 12, 2026", text: text, want: "2026-03-12", trust: Guessed},
		{name: "line far above", published: "2026-04-20", text: "Thursday, March 12, 2026\n" + text, want: "2026-04-20", trust: Crawl},
		{name: "feed already doubted", published: "2026-04-20", text: "Created March 12, 2026\n" + text, want: "2026-04-20", trust: Crawl},
		{name: "updated later", published: "2026-03-12", text: "Updated March 20, 2026\n" + text, want: "2026-03-12", trust: Stated},
		{name: "line below the first paragraph", text: text + "\nMarch 12, 2026\n" + text},
		{name: "date of the event", published: "2026-04-20", text: "The ferry ran aground on March 12, 2026\n" + text, want: "2026-04-20", trust: Stated},
		{name: "dateline agrees", published: "2026-03-12", text: "PORT ALDER, March 11 (Quay Agency) — " + text, want: "2026-03-12", trust: Stated},
		{name: "dateline weeks before", published: "2026-04-20", text: "PORT ALDER, March 11 (Quay Agency) — " + text, want: "2026-04-20", trust: Crawl},
		{name: "dateline with a year", text: "PORT ALDER, March 11, 2026 -- " + text, want: "2026-03-11", trust: Guessed},
		{name: "dateline with a country", published: "2026-04-20", text: "PORT ALDER, Norland, March 11 (Quay Agency) — " + text, want: "2026-04-20", trust: Crawl},
		{name: "dateline of a weekday", published: "2026-04-23", text: "PORT ALDER, Friday (Quay Agency) — " + text, want: "2026-04-23", trust: Stated},
		{name: "dateline without a year", text: "PORT ALDER, March 11 (Quay Agency) - " + text},
		{name: "no dateline", published: "2026-04-20", text: "The March 11 – April 2 sailings were dropped. " + text, want: "2026-04-20", trust: Stated},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := Article{URL: test.url, Title: test.title, Text: test.text, Published: dated(t, test.published)}
			want := dated(t, test.want)
			want.Trust = test.trust
			if got := Dating(a); !got.At.Equal(want.At) || got.Precision != want.Precision || got.Trust != want.Trust {
				t.Errorf("Dating = %v %v %v", got.At, got.Precision, got.Trust)
			}
		})
	}
}

func TestAddressDay(t *testing.T) {
	for address, want := range map[string]string{
		"https://quay.example/2026/03/12/ferry-freed":         "2026-03-12",
		"https://quay.example/news/2026/3/2/ferry":            "2026-03-02",
		"https://quay.example/news/2026/mar/12/ferry":         "2026-03-12",
		"https://quay.example/news/2026/Mar/12":               "2026-03-12",
		"https://quay.example/world/2026-03/12/content_1.htm": "2026-03-12",
		"https://quay.example/2026-03-12-ferry.html":          "2026-03-12",
		"https://quay.example/ferry_2026_03_12_b.html":        "2026-03-12",
		"https://quay.example/ferry-freed-20260312":           "2026-03-12",
		"https://quay.example/20260312/ferry":                 "2026-03-12",
		"https://quay.example/2026/03/12/id/2026031277":       "2026-03-12",
		"https://quay.example/2026/03/12/ferry-20260312":      "2026-03-12",
		"https://quay.example/2026/3/12/20910417/ferry":       "", // an article's number that looks like a day
		"https://quay.example/2026_03_01_archive.html":        "", // a month of it
		"https://quay.example/2026/03/ferry":                  "",
		"https://quay.example/2026/13/12/ferry":               "",
		"https://quay.example/2026/02/30/ferry":               "",
		"https://quay.example/202603121/ferry":                "",
		"https://quay.example/season-2025-2026/ferry":         "",
		"https://quay.example/ferry?day=2026-03-12":           "",
		"https://quay.example/ferry-2026-3-12-ways":           "",
		"://2026/03/12/": "",
		"":               "",
	} {
		t.Run(address, func(t *testing.T) {
			day, ok := addressDay(address)
			got := ""
			if ok {
				got = day.Format(time.DateOnly)
			}
			if got != want {
				t.Errorf("addressDay = %q, want %q", got, want)
			}
		})
	}
}

func TestLineDay(t *testing.T) {
	for _, test := range []struct {
		line, lang string
		want       bool
	}{
		{"March 12, 2026", "en", true},
		{"Thursday 12th March 2026 10:40 pm GMT", "en", true},
		{"2026-03-12 18:05", "en", true},
		{"Quay Agency | Updated: 2026-03-12 18:05", "en", true},
		{"PUBLISHED: 10:40 GMT, 12 March 2026 | UPDATED: 11:02 GMT, 12 March 2026", "en", true},
		{"Posted on March 12, 2026 by Ada Pell", "en", true},
		{"Veröffentlicht am 12. März 2026 um 10:40 Uhr", "de", true},
		{"Publié le 12 mars 2026 à 10:40", "fr", true},
		{"Published March 12, 2026, updated March 14, 2026", "en", false},
		{"Ferry freed on March 12, 2026", "en", false},
		{"March 12", "en", false},
		{"March 2026", "en", false},
		{"12/03/2026", "en", false},
		{"Ferry freed", "en", false},
		{"", "", false},
	} {
		t.Run(test.line, func(t *testing.T) {
			day, ok := lineDay(test.line, test.lang)
			if ok != test.want || ok && day.Format(time.DateOnly) != "2026-03-12" {
				t.Errorf("lineDay = %v, %v", day, ok)
			}
		})
	}
}

// What was found out once stands, a time is never lost, and trust is never gained.
func FuzzDating(f *testing.F) {
	f.Add(int64(1773312000), "https://quay.example/2026/03/12/ferry", "", "")
	f.Add(int64(1773312000), "", "Ferry freed", "PORT ALDER, Dec. 30 (Quay Agency) — The ferry was towed free.")
	f.Add(int64(0), "", "", "By Ada Pell\nUpdated: 12 March 2026, 10:40 GMT\nThe ferry was towed free.")
	f.Fuzz(func(t *testing.T, seconds int64, address, title, text string) {
		a := Article{URL: address, Title: title, Text: text}
		if at, err := believe(time.Unix(seconds, 0).UTC(), Minute); err == nil {
			a.Published = at
		}
		once := Dating(a)
		if a.Published.Known() && (!once.Known() || once.Trust > a.Published.Trust) || !a.Published.Known() && once.Trust > Guessed {
			t.Fatalf("%v became %v", a.Published, once)
		}
		a.Published = once
		if twice := Dating(a); twice != once {
			t.Fatalf("%v, then %v", once, twice)
		}
	})
}

func BenchmarkDating(b *testing.B) {
	a := Article{
		URL: "https://quay.example/harbour/ferry-freed", Title: "Ferry freed after three days",
		Text: "By Ada Pell\nUpdated: 12 March 2026, 10:40 GMT\nThe ferry was towed free on Thursday.",
	}
	for b.Loop() {
		Dating(a)
	}
}
