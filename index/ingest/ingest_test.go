package ingest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/twicetold/twicetold/index/news"
)

// two and three are articles about nothing that ever happened.
const (
	two = `{"id":"a","title":"Ferry freed","text":"The Grey Heron floats again."}` + "\n" +
		`{"id":"b","title":"Mayor resigns","text":"Odile Varga has left office."}` + "\n"
	three = `{"id":"c","title":"Bridge shut","text":"The Tarn bridge is closed until May."}` + "\n"
)

// tell describes a stream, one line a step: the id of an article, or the problem, or both.
func tell(inputs []string, stdin io.Reader, opts Options) []string {
	var steps []string
	for a, p := range Read(context.Background(), inputs, stdin, opts) {
		switch {
		case p == nil:
			steps = append(steps, a.ID)
		case p.Kind == Warning:
			steps = append(steps, a.ID+" "+p.Kind.String()+": "+p.Error())
		default:
			steps = append(steps, p.Kind.String()+": "+p.Error())
		}
	}
	return steps
}

// check reads data from standard input and compares what comes of it.
func check(t *testing.T, data string, want ...string) {
	t.Helper()
	opts := DefaultOptions()
	opts.MaxRecord = 2000
	if got := tell([]string{"-"}, strings.NewReader(data), opts); !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func packGzip(t testing.TB, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func packZstd(t testing.TB, data string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return string(w.EncodeAll([]byte(data), nil))
}

func utf16LE(s string) string {
	b := []byte{0xff, 0xfe}
	for _, c := range s { // all below U+10000
		b = append(b, byte(c), byte(c>>8))
	}
	return string(b)
}

func TestJSONLines(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"Plain", two, []string{"a", "b"}},
		{"NoLastNewline", strings.TrimSpace(two), []string{"a", "b"}},
		{"EmptyLines", "\n\n" + two + "\n \n" + three, []string{"a", "b", "c"}},
		{"CarriageReturns", strings.ReplaceAll(two, "\n", "\r\n"), []string{"a", "b"}},
		{"ByteOrderMark", "\xef\xbb\xbf" + two, []string{"a", "b"}},
		{"UTF16", utf16LE(two), []string{"a", "b"}},
		{"BadLine", two + "{oops\n" + three, []string{"a", "b",
			"skipped: -: record 3: not valid JSON: invalid character 'o' looking for beginning of object key string", "c"}},
		{"BadFirstLine", `{"id":"x","title":"open` + "\n" + two, []string{
			"skipped: -: record 1: not valid JSON: unexpected end of JSON input", "a", "b"}},
		{"GarbageFirst", "oops\n" + two, []string{
			"skipped: -: record 1: not valid JSON: invalid character 'o' looking for beginning of value", "a", "b"}},
		{"TwoOnALine", `{"id":"x","title":"y"} {"id":"z"}` + "\n" + two, []string{
			"skipped: -: record 1: not valid JSON: invalid character '{' after top-level value", "a", "b"}},
		{"NotObjects", two + "[1]\n\"x\"\n7\nnull\n" + three, []string{"a", "b",
			"skipped: -: record 3: is a list, not an object", "skipped: -: record 4: is a string, not an object",
			"skipped: -: record 5: is a bare word or number, not an object",
			"skipped: -: record 6: is a bare word or number, not an object", "c"}},
		{"Nothing", two + "{}\n" + `{"id":"x","text":" "}` + "\n", []string{"a", "b",
			"skipped: -: record 3: neither title nor text, nor a URL that says what it is about", "skipped: -: record 4: neither title nor text, nor a URL that says what it is about"}},
		{"OnlySlug", `{"id":"x","url":"https://metro.example/news/2026/ferry-runs-aground-again/"}`, []string{"x"}},
		{"TooLong", two + `{"id":"x","text":"` + strings.Repeat("x", 2000) + `"}` + "\n" + three, []string{"a", "b",
			"skipped: -: record 3: longer than 2000 bytes", "c"}},
		{"InvalidUTF8", `{"id":"x","title":"caf` + "\xe9" + `"}` + "\n" + two, []string{
			"x warning: -: record 1: invalid UTF-8, replaced", "a", "b"}},
		{"Nul", two + "{\"id\":\"x\x00\"}\n" + three, []string{"a", "b",
			`skipped: -: record 3: not valid JSON: invalid character '\x00' in string literal`, "c"}},
		{"DuplicateNames", `{"id":"x","id":"y","title":"z"}`, []string{"x"}},
		{"DeepInside", `{"id":"x","title":"y","z":` + strings.Repeat("[", 900) + "}\n" + two, []string{
			"skipped: -: record 1: not valid JSON: invalid character '}' looking for beginning of value", "a", "b"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { check(t, test.in, test.want...) })
	}
}

func TestJSONList(t *testing.T) {
	first, second, _ := strings.Cut(strings.TrimSpace(two), "\n")
	pretty := "{\n  \"id\": \"p\",\n  \"title\": \"Rain\",\n  \"tags\": [\n    \"weather\"\n  ]\n}\n"
	tests := []struct {
		name, in string
		want     []string
	}{
		{"Array", "[" + first + "," + second + "]", []string{"a", "b"}},
		{"EmptyArray", " [ ] ", nil},
		{"Arrays", "[" + first + "]\n[" + second + "]", []string{"a", "b"}},
		{"PrettyArray", "[\n" + pretty + ",\n" + pretty + "]", []string{"p", "p"}},
		{"PrettyObject", pretty, []string{"p"}},
		{"PrettyObjects", pretty + pretty, []string{"p", "p"}},
		{"Mixed", "[" + first + `,1,"x",[2],null,` + second + "]", []string{"a",
			"skipped: -: record 2: is a bare word or number, not an object", "skipped: -: record 3: is a string, not an object",
			"skipped: -: record 4: is a list, not an object", "skipped: -: record 5: is a bare word or number, not an object", "b"}},
		{"BadElement", "[" + first + `,{"id":tru},` + second + "]", []string{"a",
			"skipped: -: record 2: not valid JSON: invalid character '}' in literal true (expecting 'e')", "b"}},
		{"LongElement", "[" + first + `,{"id":"x","text":"` + strings.Repeat("]", 2000) + `"},` + second + "]", []string{"a",
			"skipped: -: record 2: longer than 2000 bytes", "b"}},
		{"OpenString", "[\n" + first + ",\n{\"id\":\"x},\n" + second + "\n]", []string{"a",
			"skipped: -: record 2: not valid JSON: a string or an object does not end", "b"}},
		{"OpenStringLast", "[\n" + first + ",\n{\"id\":\"x}\n]", []string{"a",
			"skipped: -: record 2: not valid JSON: a string or an object does not end"}},
		{"CutOff", "[" + first + "," + second[:20], []string{"a", "unreadable: -: cut off after 1 record"}},
		{"CutOffBetween", "[" + first + ",", []string{"a", "unreadable: -: cut off after 1 record"}},
		{"Bomb", strings.Repeat("[", 1e6), []string{"unreadable: -: cut off after 0 records"}},
		{"ClosedBomb", "[" + strings.Repeat("[", 1e6) + strings.Repeat("]", 1e6) + "," + first + "]", []string{
			"skipped: -: record 1: longer than 2000 bytes", "a"}},
		{"Wrapped", `{"status":"ok","totalResults":2,"articles":[` + first + "," + second + "]}", []string{"a", "b"}},
		{"WrappedPretty", "{\n \"meta\": {\"page\": [1]},\n \"results\": [\n" + first + ",\n" + second + "\n ],\n \"next\": null\n}", []string{"a", "b"}},
		{"WrappedDeeper", `{"response":{"status":"ok","docs":[` + first + `]},"data":{"items":[` + second + `]}}`, []string{"a", "b"}},
		{"WrappedWithTitle", `{"version":"1","title":"All of today","items":[` + first + "]}", []string{"a"}},
		{"WrappedEmpty", `{"status":"ok","articles":[]}`, nil},
		{"WrappedPages", `{"articles":[` + first + "]}\n" + `{"articles":[]}` + "\n" + `{"articles":[` + second + "]}", []string{"a", "b"}},
		{"WrappedOnce", `{"articles":[` + first + "]}\n" + second, []string{"a", "skipped: -: record 2: holds no list of articles"}},
		{"WrappedBroken", `{"articles":[` + first + "],\n\"x\":\"y\n" + second, []string{"a",
			"skipped: -: record 2: not valid JSON: a string or an object does not end", "b"}},
		{"WrappedCutOff", `{"articles":[` + first + ",", []string{"a", "unreadable: -: cut off after 1 record"}},
		{"WrappedCutOffBehind", `{"articles":[` + first + "],", []string{"a", "unreadable: -: cut off after 1 record"}},
		{"WrappedCutOffInName", `{"articles":[` + first + `],"next`, []string{"a", "unreadable: -: cut off after 1 record"}},
		{"WrappedCutOffAtValue", `{"articles":[` + first + `],"next":`, []string{"a", "unreadable: -: cut off after 1 record"}},
		{"WrappedNoColon", `{"articles":[` + first + `],"next" 1}`, []string{"a",
			"skipped: -: record 2: not valid JSON: a string or an object does not end"}},
		{"WrappedLongMember", `{"articles":[` + first + `],"x":"` + strings.Repeat("x", 2000) + `","docs":[` + second + "]}]", []string{"a", "b"}},
		{"WrappedThenWord", `{"articles":[` + first + "]} oops", []string{"a",
			"skipped: -: record 2: not valid JSON: invalid character 'o' looking for beginning of value"}},
		{"NotWrapped", `{"id":"x","text":"Long.","articles":[` + first + "]}", []string{"x"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { check(t, test.in, test.want...) })
	}
}

func TestPlainText(t *testing.T) {
	read := func(in string) news.Article {
		t.Helper()
		for a := range Read(context.Background(), []string{"-"}, strings.NewReader(in), DefaultOptions()) {
			return a
		}
		return news.Article{}
	}
	for in, want := range map[string]string{
		"Rain at noon.\r\nWind later.\n":     "Rain at noon.\nWind later.\n",
		"\xef\xbb\xbfRain":                   "Rain",
		"caf\xe9 au lait in the old harbour": "caf\uFFFD au lait in the old harbour",
		"[Harbour Herald] The ferry is in.":  "[Harbour Herald] The ferry is in.",
		"{{headline}} to come":               "{{headline}} to come",
		utf16LE("Дождь"):                     "Дождь",
	} {
		if got := read(in); got.Text != want || got.Title != "" || got.Input.Record != 1 || !strings.HasPrefix(got.ID, "h") {
			t.Errorf("%q: got %+v, want text %q", in, got, want)
		}
	}
	if a, b := read("Rain."), read("Wind."); a.ID == b.ID {
		t.Errorf("two texts, one id %s", a.ID)
	}
}

func TestUnpack(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"Gzip", packGzip(t, two), []string{"a", "b"}},
		{"GzipMembers", packGzip(t, two) + packGzip(t, three), []string{"a", "b", "c"}},
		{"GzipEmpty", packGzip(t, ""), []string{"skipped: -: empty file"}},
		{"GzipGarbageBehind", packGzip(t, two) + "garbage that is no member", []string{"a", "b",
			"unreadable: -: gzip: invalid header after 2 records"}},
		{"GzipOnlyMagic", "\x1f\x8b", []string{"unreadable: -: cut off"}},
		{"GzipTwice", packGzip(t, packGzip(t, two)), []string{"unreadable: -: packed twice: unpack it first"}},
		{"Zstd", packZstd(t, two), []string{"a", "b"}},
		{"ZstdFrames", packZstd(t, two) + packZstd(t, three), []string{"a", "b", "c"}},
		{"ZstdCutOff", packZstd(t, two)[:20], []string{"unreadable: -: cut off after 0 records"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { check(t, test.in, test.want...) })
	}
}

// Of a gzip file that breaks off, all whole records are kept.
func TestTruncatedGzip(t *testing.T) {
	var data strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&data, "{\"id\":\"n%d\",\"title\":\"Gate %x opens\"}\n", i, i*7919)
	}
	packed := packGzip(t, data.String())
	steps := tell([]string{"-"}, strings.NewReader(packed[:len(packed)/2]), DefaultOptions())
	whole := len(steps) - 1
	if whole < 1000 || whole > 4000 || steps[whole-1] != fmt.Sprintf("n%d", whole-1) {
		t.Fatalf("%d records, the last is %q", whole, steps[whole-1])
	}
	if want := fmt.Sprintf("unreadable: -: cut off after %d records", whole); steps[whole] != want {
		t.Errorf("got %q, want %q", steps[whole], want)
	}
}

func TestRefused(t *testing.T) {
	for in, want := range map[string]string{
		"":                                 "skipped: -: empty file",
		" \n\t\n":                          "skipped: -: empty file",
		"ab\x00cd":                         "unreadable: -: binary, not articles",
		"\x89PNG\r\n\x1a\n\x00":            "unreadable: -: a picture, not articles",
		"%PDF-1.7 x":                       "unreadable: -: PDF, which is not read; give its text",
		"\x7fELF\x02":                      "unreadable: -: a program, not articles",
		"PK\x03\x04 x":                     "unreadable: -: packed with zip: unpack it first",
		"<!DOCTYPE html><p>Rain":           "unreadable: -: HTML, which is not read; give its text",
		strings.Repeat("\xfe\xdc\x81", 99): "unreadable: -: binary, not articles",
		strings.Repeat("x", 2001):          "skipped: -: record 1: longer than 2000 bytes",
	} {
		t.Run(want, func(t *testing.T) { check(t, in, want) })
	}
}

func TestRefusedJSON(t *testing.T) {
	const bare = "unreadable: -: JSON without articles"
	first, _, _ := strings.Cut(two, "\n")
	tests := []struct {
		name, in string
		want     []string
	}{
		{"Numbers", "[1,2,3]", []string{bare}},
		{"Strings", ` ["Rain", "Wind"]` + "\n", []string{bare}},
		{"String", `"Rain at noon."`, []string{bare}},
		{"Number", "42\n", []string{bare}},
		{"Null", "null", []string{bare}},
		{"Lines", "[1]\n[2]\n", []string{bare}},
		{"LongList", "[" + strings.Repeat(`"rain",`, bufferSize) + `"wind"]`, []string{bare}},
		{"ObjectsInside", `[1,"x",` + first + "]", []string{"skipped: -: record 1: is a bare word or number, not an object",
			"skipped: -: record 2: is a string, not an object", "a"}},
		{"Comma", "id,title,text\n1,Rain,It rains.\n", []string{"unreadable: -: CSV, which is not read; give JSON Lines"}},
		{"Semicolon", `"Title";"Full_Text";"Date"` + "\r\n" + `"Rain";"It; rains.";""`, []string{"unreadable: -: CSV, which is not read; give JSON Lines"}},
		{"Tab", "no\ttitle\turl\n", []string{"unreadable: -: CSV, which is not read; give JSON Lines"}},
		{"Feed", "<rss version=\"2.0\">", []string{"unreadable: -: a feed, which is not read; give JSON Lines"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { check(t, test.in, test.want...) })
	}
}

// Texts that start like JSON or like a table.
func TestPlainTextOfOddStart(t *testing.T) {
	for _, in := range []string{
		`"We close the quay," she said.`, `"We close the quay`, "[1] Divers found cracks.", "42 ships came.", "2026-06-05\nRain.", "[1, 2",
		"Title, date", "Rain, wind, hail\nAll came.", "The title, the text, and the link were lost, she said.", "title and text\nurl", "null and void",
	} {
		if got := tell([]string{"-"}, strings.NewReader(in), DefaultOptions()); len(got) != 1 || !strings.HasPrefix(got[0], "h") {
			t.Errorf("%q: got %q, want one text", in, got)
		}
	}
}

func TestRemoved(t *testing.T) {
	const gone = "skipped: -: record 1: removed by its provider"
	for in, want := range map[string]string{
		`{"id":"x","title":"[Removed]","description":"[Removed]","content":"[Removed]","url":"https://gone.example/"}`: gone,
		`{"id":"x","title":"[Removed]","content":null,"url":"https://gone.example/ferry-runs-aground-again"}`:          gone,
		`{"id":"x","text":" [removed]\n"}`:                           gone,
		`{"id":"x","title":"[Removed]","text":"The ferry is free."}`: "x",
		`{"id":"x","title":"Ferry freed","text":"[Removed]"}`:        "x",
		`{"id":"x","title":"[Removed] ships"}`:                       "x",
	} {
		check(t, in+"\n", want)
	}
}

// A NUL far behind what a format is recognised by.
func TestLateBinary(t *testing.T) {
	got := tell([]string{"-"}, strings.NewReader(strings.Repeat("rain ", bufferSize)+"\x00"), DefaultOptions())
	if want := []string{"unreadable: -: binary, not articles"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A record mustn't end the stream and a consumer must be able to.
func TestStop(t *testing.T) {
	for range Read(context.Background(), []string{"-", "missing"}, strings.NewReader(two+three), DefaultOptions()) {
		break
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	steps := 0
	for range Read(ctx, []string{"-", "missing"}, strings.NewReader(two+three), DefaultOptions()) {
		steps++
		cancel()
	}
	if steps != 1 {
		t.Errorf("%d steps after the context was done, want 1 in all", steps)
	}
}

// Whatever comes in: no panic, the same twice, records in order, and every article worth its name.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		two, "[" + strings.ReplaceAll(strings.TrimSpace(two), "\n", ",") + "]", `{"articles":[{"title":"x"}]}`,
		"{\n\"title\":\n\"x\"\n}", "Rain.", packGzip(f, two), packZstd(f, two), "\xff\xfe{\x00", "[[{]}", `{"data":{"items":[`,
		"{\"articles\":[{\"x\":\"\n{\"title\":1}]}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		opts := Options{MaxRecord: 500}
		last := 0
		for a, p := range Read(context.Background(), []string{"-"}, bytes.NewReader(data), opts) {
			if p != nil && p.Kind != Warning {
				if !reflect.ValueOf(a).IsZero() || p.Reason == "" {
					t.Fatalf("article %+v with problem %v", a, p)
				}
				continue
			}
			if a.ID == "" || a.Title == "" && a.Text == "" || !utf8.ValidString(a.Title+a.Text) {
				t.Fatalf("article %+v", a)
			}
			if a.Input.Record <= last {
				t.Fatalf("record %d behind %d", a.Input.Record, last)
			}
			last = a.Input.Record
		}
		once, twice := tell([]string{"-"}, bytes.NewReader(data), opts), tell([]string{"-"}, bytes.NewReader(data), opts)
		if !slices.Equal(once, twice) {
			t.Fatalf("%q, then %q", once, twice)
		}
	})
}
