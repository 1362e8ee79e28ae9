package ingest

import (
	"strings"
	"testing"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

func TestArticle(t *testing.T) {
	at := func(s string) news.Time {
		t.Helper()
		when, err := news.ParseTime(s)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	tests := []struct {
		name, in string
		want     news.Article
		warning  string
	}{
		{name: "All", in: `{"id":"7","source":"Harbour Herald","url":"https://hh.example/7","title":"Rain","text":"It rains.",
			"published":"2031-03-04T05:06:07Z","seen":"2031-03-05T00:00:00Z","lang":"en","story":"s1","other":{"x":[1]}}`,
			want: news.Article{ID: "7", Source: "Harbour Herald", URL: "https://hh.example/7", Title: "Rain", Text: "It rains.",
				Published: at("2031-03-04T05:06:07Z"), Seen: at("2031-03-05").At, Lang: "en", Gold: "s1"}},
		{name: "OtherNames", in: `{"_id":"7","Publisher":"HH","LINK":"https://hh.example/7","headline":"Rain","full_text":"It rains.",
			"publishedAt":"2031-03-04","date_download":1930000000,"Language":"en"}`,
			want: news.Article{ID: "7", Source: "HH", URL: "https://hh.example/7", Title: "Rain", Text: "It rains.",
				Published: at("2031-03-04"), Seen: at("1930000000").At, Lang: "en"}},
		{name: "Preference", in: `{"summary":"s","body":"b","text":"t","name":"n","title":"T","guid":"g","id":"i"}`,
			want: news.Article{ID: "i", Title: "T", Text: "t"}},
		{name: "BlankIsNothing", in: `{"text":" ","body":"b","title":"","headline":"h","id":"","uuid":"u","source":null,"site":"s"}`,
			want: news.Article{ID: "u", Title: "h", Text: "b", Source: "s"}},
		{name: "SummaryLast", in: `{"id":"i","description":"d"}`, want: news.Article{ID: "i", Text: "d"}},
		{name: "Paragraphs", in: `{"id":"i","text":["One.","Two."]}`, want: news.Article{ID: "i", Text: "One.\nTwo."}},
		{name: "SourceObject", in: `{"id":"i","title":"T","source":{"id":"hh","name":"Harbour Herald"}}`,
			want: news.Article{ID: "i", Title: "T", Source: "Harbour Herald"}},
		{name: "SourceFromURL", in: `{"id":"i","title":"T","url":"https://www.hh.example:443/7"}`,
			want: news.Article{ID: "i", Title: "T", URL: "https://www.hh.example:443/7", Source: "hh.example"}},
		{name: "SourceFromNothing", in: `{"id":"i","title":"T","url":"somewhere"}`,
			want: news.Article{ID: "i", Title: "T", URL: "somewhere"}},
		{name: "IDFromURL", in: `{"title":"T","url":"http://www.hh.example/7?utm_source=x","source":"HH"}`,
			want: news.Article{ID: "https://hh.example/7", Title: "T", URL: "http://www.hh.example/7?utm_source=x", Source: "HH"}},
		{name: "NumberIDs", in: `{"id":12345678901234567890,"title":"T","story":3.0}`,
			want: news.Article{ID: "12345678901234567890", Title: "T", Gold: "3"}},
		{name: "Exponent", in: `{"id":1.5e3,"title":"T"}`, want: news.Article{ID: "1500", Title: "T"}},
		{name: "Exported", in: `{"_id":{"$oid":"5f0a"},"title":"T","date":{"$date":{"$numberLong":"1930000000000"}}}`,
			want: news.Article{ID: "5f0a", Title: "T", Published: at("1930000000")}},
		{name: "OnlySeen", in: `{"id":"i","title":"T","crawled":"2031-03-04"}`,
			want: news.Article{ID: "i", Title: "T", Seen: at("2031-03-04").At}},
		{name: "YearZero", in: `{"id":"i","title":"T","date":"0000-01-01T00:00:00Z"}`, want: news.Article{ID: "i", Title: "T"},
			warning: `date "0000-01-01T00:00:00Z" not believed: year 0 is not within 1800 to 2199`},
		{name: "Year3000", in: `{"id":"i","title":"T","published":"3000-01-01"}`, want: news.Article{ID: "i", Title: "T"},
			warning: `published "3000-01-01" not believed: year 3000 is not within 1800 to 2199`},
		{name: "DayOrMonth", in: `{"id":"i","title":"T","date":"03/04/2026"}`, want: news.Article{ID: "i", Title: "T"},
			warning: `date "03/04/2026" not believed: day or month first? write 2026-04-03`},
		{name: "NextDate", in: `{"id":"i","title":"T","published":"soon","pubDate":"2031-03-04"}`,
			want: news.Article{ID: "i", Title: "T", Published: at("2031-03-04")}},
		{name: "OddDate", in: `{"id":"i","title":"T","date":"\u001b[31m` + strings.Repeat("x", 50) + `"}`, want: news.Article{ID: "i", Title: "T"},
			warning: `date "\x1b[31m` + strings.Repeat("x", 35) + `"… not believed: no known form of a date`},
		{name: "OddTypes", in: `{"id":true,"title":"T","source":["a"],"url":{},"date":[1]}`,
			want:    news.Article{ID: "hfca780663c6e2168", Title: "T"},
			warning: "url is an object, ignored; date is a list, ignored; source is a list, ignored; id is true or false, ignored"},
		{name: "NewlinesAndUTF8", in: "{\"id\":\"i\",\"text\":\"a\\r\\nb\xff\"}", want: news.Article{ID: "i", Text: "a\nb\uFFFD"}, warning: badUTF8},
	}
	reused := new(record) // by all tests, one after the other, as by a reader
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, r := range []*record{new(record), reused} {
				got, warning, err := r.read([]byte(test.in))
				if err != nil {
					t.Fatal(err)
				}
				if !got.Published.At.Equal(test.want.Published.At) || !got.Seen.Equal(test.want.Seen) {
					t.Errorf("times %v, %v; want %v, %v", got.Published, got.Seen, test.want.Published, test.want.Seen)
				}
				want := test.want
				got.Published.At, want.Published.At = time.Time{}, time.Time{}
				got.Seen, want.Seen = time.Time{}, time.Time{}
				if got != want || warning != test.warning {
					t.Errorf("got  %+v %q\nwant %+v %q", got, warning, want, test.warning)
				}
			}
		})
	}
}

func TestArticleRefused(t *testing.T) {
	deep := strings.Repeat("[", 1e6) + strings.Repeat("]", 1e6)
	for in, want := range map[string]string{
		`{}`:                             "neither title nor text",
		`{"id":"i","url":"u"}`:           "neither title nor text",
		`{"title":"T","text":{"x":1}}`:   "text is an object",
		`{"title":"T","body":[1]}`:       "body is a list",
		`{"title":"T","text":1"a"}`:      "not valid JSON",
		`{"title":"T","x":` + deep + `}`: "not valid JSON: invalid character '[' exceeded max depth",
		`{title"":"T","text":"t"}`:       "not valid JSON: invalid character 't'",
		`{""title:"T","text":"t"}`:       "not valid JSON: invalid character 't'",
		`{null:"T","text":"t"}`:          "not valid JSON: invalid character 'n'",
		`[]`:                             "is a list, not an object",
		``:                               "not valid JSON",
	} {
		if _, _, err := new(record).read([]byte(in)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40s: %v, want %q", in, err, want)
		}
	}
}

func TestStem(t *testing.T) {
	for in, want := range map[string]string{
		"rain.txt": "rain", "a/rain.txt.gz": "a/rain", "rain": "rain", ".txt": ".txt", "a/.txt": "a/.txt", "a.b/c": "a.b/c", "rain.zst": "rain",
	} {
		if got := stem(in); got != want {
			t.Errorf("stem(%q) = %q, want %q", in, got, want)
		}
	}
}

// One article of 6 KB, the mean of full articles.
func BenchmarkArticle(b *testing.B) {
	text := strings.Repeat(`The \"Grey Heron\" floats again.\n`, 190)
	raw := []byte(`{"id":"a","source":"HH","url":"https://www.hh.example/7?utm_source=x","title":"Ferry freed","text":"` + text +
		`","published":"2031-03-04T00:00:00Z","lang":"en","story":null,"topic":"sea"}`)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, _, err := new(record).read(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTrust(t *testing.T) {
	for in, want := range map[string]news.Trust{
		`"published":"2031-03-04"`:                         news.Stated,
		`"date":"2031-03-04"`:                              news.Stated,
		`"pubDate":"2031-03-04"`:                           news.Stated,
		`"isoDate":"2031-03-04"`:                           news.Feed,
		`"timestamp":1930000000`:                           news.Guessed,
		`"time":"2031-03-04"`:                              news.Guessed,
		`"created":"2031-03-04"`:                           news.Guessed,
		`"created_at":"2031-03-04"`:                        news.Guessed,
		`"created_at":"2031-03-04","isoDate":"2031-03-04"`: news.Feed,
		`"timestamp":1930000000,"date":"2031-03-04"`:       news.Stated,
		`"date":"soon","createdAt":"2031-03-04"`:           news.Guessed,
		`"date":"soon"`:                                    news.Missing,
		`"date_download":"2031-03-04"`:                     news.Missing,
	} {
		a, _, err := new(record).read([]byte(`{"id":"i","title":"T",` + in + `}`))
		if err != nil || a.Published.Trust != want {
			t.Errorf("%s: %v, %v, want %v", in, a.Published.Trust, err, want)
		}
	}
}

func TestNamesThatFoldAlike(t *testing.T) {
	for in, want := range map[string]string{
		`{"id":"i","article_id":"x","Title":"One","title":"Two"}`: "One",
		`{"title":"One","Title":""}`:                              "One",
		`{"title":"One","Title":" "}`:                             "One",
		`{"title":"One","Title":null}`:                            "One",
		`{"title":"","Title":"Two"}`:                              "Two",
		`{"title":null,"Title":"Two"}`:                            "Two",
		`{"title":[],"Title":"Two"}`:                              "Two",
		`{"title":{},"Title":"Two","TITLE":"Three"}`:              "Two",
	} {
		if a, _, err := new(record).read([]byte(in)); err != nil || a.Title != want {
			t.Errorf("%s: title %q, %v, want %q", in, a.Title, err, want)
		}
	}
	a, _, err := new(record).read([]byte(`{"title":"T","published_at":"2031-03-04","publishedAt":""}`))
	if err != nil || a.Published.At.Day() != 4 {
		t.Errorf("published %v, %v", a.Published, err)
	}
}

func TestArticleStatesItsDay(t *testing.T) {
	for name, raw := range map[string]string{
		"missing":      `{"title": "Ferry freed", "url": "https://quay.example/2026/03/12/ferry"}`,
		"of a crawler": `{"title": "Ferry freed", "url": "https://quay.example/2026/03/12/ferry", "date": "2026-04-20T10:40:00Z"}`,
		"in the text":  `{"title": "Ferry freed", "text": "Updated March 12, 2026\nThe ferry was towed free on Thursday."}`,
	} {
		t.Run(name, func(t *testing.T) {
			a, warning, err := new(record).read([]byte(raw))
			if err != nil || warning != "" {
				t.Fatal(err, warning)
			}
			if p := a.Published; p.At.Format(time.DateOnly) != "2026-03-12" || p.Precision != news.Day || p.Trust != news.Guessed {
				t.Errorf("published %v %v %v", p.At, p.Precision, p.Trust)
			}
		})
	}
}
