package news

import (
	"strings"
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	tests := []struct {
		in        string
		want      string // RFC 3339
		precision Precision
	}{
		// RFC 3339 and relatives
		{"2025-02-18T10:20:30Z", "2025-02-18T10:20:30Z", Minute},
		{"2025-02-18T10:20:30+01:00", "2025-02-18T10:20:30+01:00", Minute},
		{"2025-02-18t10:20:30z", "2025-02-18T10:20:30Z", Minute},
		{"2025-02-18T10:20:30.123456-0500", "2025-02-18T10:20:30-05:00", Minute},
		{"2025-02-18 10:20:30", "2025-02-18T10:20:30Z", Minute},
		{"2025-02-18 10:20:30 UTC", "2025-02-18T10:20:30Z", Minute},
		{"2025-02-18 10:20", "2025-02-18T10:20:00Z", Minute},
		{"2025-02-18T10:20-05:00", "2025-02-18T10:20:00-05:00", Minute},
		{"  2025-02-18T10:20Z\n", "2025-02-18T10:20:00Z", Minute},
		{"2025/02/18 10:20:30", "2025-02-18T10:20:30Z", Minute},
		{"20250218T102030Z", "2025-02-18T10:20:30Z", Minute},
		{"20250218102030", "2025-02-18T10:20:30Z", Minute},
		{"202502181020", "2025-02-18T10:20:00Z", Minute},
		// mail and feeds
		{"Tue, 18 Feb 2025 10:20:30 GMT", "2025-02-18T10:20:30Z", Minute},
		{"Tue, 18 Feb 2025 10:20:30 +0100", "2025-02-18T10:20:30+01:00", Minute},
		{"Tue, 18 Feb 2025 10:20:30 EST", "2025-02-18T10:20:30-05:00", Minute},
		{"Tue, 18 Feb 2025 10:20 PDT", "2025-02-18T10:20:00-07:00", Minute},
		{"18 Feb 25 10:20 GMT", "2025-02-18T10:20:00Z", Minute},
		{"Tuesday, 18-Feb-25 10:20:30 GMT", "2025-02-18T10:20:30Z", Minute},
		{"Tue Feb 18 10:20:30 2025", "2025-02-18T10:20:30Z", Minute},
		{"Tue Feb 18 10:20:30 EST 2025", "2025-02-18T10:20:30-05:00", Minute},
		{"Tue, 18 Feb 2025 10:20:30 +0530 (IST)", "2025-02-18T10:20:30+05:30", Minute},
		{"Tue Feb 18 2025 10:20:30 GMT+0100 (Central European Standard Time)", "2025-02-18T10:20:30+01:00", Minute},
		{"Tue, 18 Feb 2025 10:20:30 (EST)", "2025-02-18T10:20:30-05:00", Minute},
		// English
		{"Feb 18, 2025", "2025-02-18T00:00:00Z", Day},
		{"February 18th, 2025", "2025-02-18T00:00:00Z", Day},
		{"18 February 2025", "2025-02-18T00:00:00Z", Day},
		{"Sept. 2, 2025 at 4:05 p.m. EDT", "2025-09-02T16:05:00-04:00", Minute},
		{"Sep 2, 2025 4:05PM", "2025-09-02T16:05:00Z", Minute},
		{"2 September 2025 | 4 pm", "2025-09-02T16:00:00Z", Minute},
		{"18 Feb 2025 - 10:20", "2025-02-18T10:20:00Z", Minute},
		{"February 2025", "2025-02-01T00:00:00Z", Month},
		// dates
		{"2025-02-18", "2025-02-18T00:00:00Z", Day},
		{"2025-2-8", "2025-02-08T00:00:00Z", Day},
		{"2025-02-18Z", "2025-02-18T00:00:00Z", Day},
		{"2025-02-18+01:00", "2025-02-18T00:00:00+01:00", Day},
		{"20250218", "2025-02-18T00:00:00Z", Day},
		{"18.02.2025", "2025-02-18T00:00:00Z", Day},
		{"2025-02", "2025-02-01T00:00:00Z", Month},
		{"2025", "2025-01-01T00:00:00Z", Year},
		{"1800", "1800-01-01T00:00:00Z", Year},
		{"2199-12-31", "2199-12-31T00:00:00Z", Day},
		// Unix time
		{"1739874030", "2025-02-18T10:20:30Z", Minute},
		{"1739874030.25", "2025-02-18T10:20:30Z", Minute},
		{"1739874030000", "2025-02-18T10:20:30Z", Minute},
		{"1739874030000000", "2025-02-18T10:20:30Z", Minute},
		{"1739836800", "2025-02-18T00:00:00Z", Day},
		// less than it seems to say
		{"2025-02-18T00:00:00Z", "2025-02-18T00:00:00Z", Day},
		{"2025-02-18T00:00:00.000Z", "2025-02-18T00:00:00Z", Day},
		{"2025-02-18 00:00", "2025-02-18T00:00:00Z", Day},
		{"2025-02-18T00:00:00+05:30", "2025-02-18T00:00:00+05:30", Day},
		{"2025-02-18T00:00:01Z", "2025-02-18T00:00:01Z", Minute},
		{"Tue, 18 Feb 2025 10:20:30 IST", "2025-02-18T10:20:30Z", Day},
	}
	for _, test := range tests {
		got, err := ParseTime(test.in)
		if err != nil {
			t.Errorf("ParseTime(%q): %v", test.in, err)
			continue
		}
		if at := got.At.Format(time.RFC3339); at != test.want || got.Precision != test.precision || got.Trust != Stated {
			t.Errorf("ParseTime(%q) = %s %v %v, want %s %v", test.in, at, got.Precision, got.Trust, test.want, test.precision)
		}
	}
}

func TestParseTimeRefuses(t *testing.T) {
	tests := []struct{ in, why string }{
		{"", "no known form"},
		{"yesterday", "no known form"},
		{"03/04/2026", "day or month first? write 2026-04-03"},
		{"3-4-2026 10:20", "day or month first? write 2026-04-03"},
		{"02/13/2025", "no known form"},
		{"13/02/2025", "no known form"},
		{"02/03/25", "no known form"},
		{"/02/03/2025", "no known form"},
		{"2025-02-30", "no known form"},
		{"2025-02-18T25:00:00Z", "no known form"},
		{"2025-02-18 10:00 11:00", "no known form"},
		{"2025-02-18T10:00:00+99:00", "no known form"},
		{"Feb 2025 10:00", "no known form"},
		{"10:20", "no known form"},
		{"-5", "no known form"},
		{"12345", "no known form"},
		{"0000-00-00 00:00:00", "no known form"},
		{"99999999999999999999999", "no known form"},
		{"0000-05-06T07:08:09Z", "year 0 "},
		{"0001-01-01T00:00:00Z", "year 1 "},
		{"1799-12-31", "year 1799"},
		{"2200-01-01", "year 2200"},
		{"3000-01-01T00:00:00Z", "year 3000"},
		{"0", "zero of Unix time"},
		{"1970-01-01T00:00:00Z", "zero of Unix time"},
	}
	for _, test := range tests {
		got, err := ParseTime(test.in)
		if err == nil {
			t.Errorf("ParseTime(%q) = %v, want an error", test.in, got)
		} else if !strings.Contains(err.Error(), test.why) || got.Known() {
			t.Errorf("ParseTime(%q): %v, %v; want %q", test.in, got, err, test.why)
		}
	}
}

// Whatever is understood is understood the same when it is written down as RFC 3339, and by its words.
func FuzzParseTime(f *testing.F) {
	for _, seed := range []string{
		"2025-02-18T10:20:30.5+01:00", "Tue, 18 Feb 2025 10:20:30 (EST)", "Sept. 2, 2025 at 4:05 p.m. EDT", "1739874030",
		"2025-02", "20250218T1020Z", "GMT+1 Feb 2", "2025-02-18T", "2025-02-18-", "4 pm", "Sunday", "+", "1.2.2025",
		"2025-02-18T10:20:30-05:00", "2025-02-29T24:00:60Z", "2025-02-18T10:20:30+14:60",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		first, err := ParseTime(s)
		if _, usual := usualTime(s); usual {
			words, wordsErr := parseWords(s)
			if words.At.String() != first.At.String() || words.Precision != first.Precision || (wordsErr == nil) != (err == nil) {
				t.Fatalf("%q: %v, %v, by its words %v, %v", s, first, err, words, wordsErr)
			}
		}
		if err != nil {
			return
		}
		again, err := ParseTime(first.At.Format(time.RFC3339Nano))
		if err != nil || !again.At.Equal(first.At) {
			t.Fatalf("%q: %v, then %v, %v", s, first.At, again.At, err)
		}
		if again.Precision < min(first.Precision, Day) {
			t.Fatalf("%q: %v, then %v", s, first.Precision, again.Precision)
		}
	})
}

// Every instant that can be written is read back.
func FuzzParseTimeInstant(f *testing.F) {
	f.Add(int64(1739874030), int64(0), 60)
	f.Add(int64(-4e9), int64(999999999), -720)
	f.Fuzz(func(t *testing.T, seconds, nanos int64, offset int) {
		const span = 7_000_000_000 // seconds, some 220 years either side of 1970
		at := time.Unix(seconds%span, nanos%1e9).In(time.FixedZone("", offset%maxOffset*60))
		if at.Year() < minYear || at.Year() > maxYear || at.Equal(time.Unix(0, 0)) {
			return
		}
		got, err := ParseTime(at.Format(time.RFC3339Nano))
		if err != nil || !got.At.Equal(at) || got.At.Format("-07:00") != at.Format("-07:00") {
			t.Fatalf("%v: %v, %v", at, got.At, err)
		}
	})
}

func BenchmarkParseTime(b *testing.B) {
	for b.Loop() {
		if _, err := ParseTime("2025-02-18T10:20:30Z"); err != nil {
			b.Fatal(err)
		}
	}
}
