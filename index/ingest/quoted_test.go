package ingest

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestUnquote(t *testing.T) {
	for raw, want := range map[string]string{
		`""`:                       "",
		`"plain"`:                  "plain",
		`"two\nlines\ttab"`:        "two\nlines\ttab",
		`"a \"quote\" \\ and \/"`:  `a "quote" \ and /`,
		`"\u2019s caf\u00e9"`:      "’s café",
		`"raw ’ and — and 漢"`:      "raw ’ and — and 漢",
		`"\u0000"`:                 "\x00",
		`"\b\f\r"`:                 "\b\f\r",
		`"` + escaped(40) + `end"`: strings.Repeat("seven b\n", 40) + "end",
	} {
		if got, ok := unquote([]byte(raw), utf8.ValidString(raw)); !ok || got != want {
			t.Errorf("%s: got %q, %v, want %q", raw, got, ok, want)
		}
	}
	for _, raw := range []string{`"\ud83d\ude00"`, `"\ud83d"`, "\"\xff\"", "\"a\nb\"", `"\x"`, `"\u12"`, `"a"b"`, `"a\"`, `"`, `x`} {
		if got, ok := unquote([]byte(raw), utf8.ValidString(raw)); ok {
			t.Errorf("%s: got %q, want it left to encoding/json", raw, got)
		}
	}
}

func escaped(n int) string { return strings.Repeat(`seven b\n`, n) }

// FuzzUnquote holds the fast way to encoding/json.
func FuzzUnquote(f *testing.F) {
	for _, seed := range []string{`"a\nb"`, `"\u2019"`, `"\ud83d\ude00"`, "\"\x1f2345678\"", "\"1234567\x7f\x80\"", `"12345678\"`, `"é\\"`, `"a"b"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if got, ok := unquote(raw, utf8.Valid(raw)); ok {
			var want string
			if err := json.Unmarshal(raw, &want); err != nil || got != want {
				t.Errorf("%q: got %q, encoding/json has %q, %v", raw, got, want, err)
			}
		}
		if len(raw) > 0 && raw[0] == '"' && isValid(raw) != json.Valid(raw) {
			t.Errorf("%q: valid is %v, encoding/json has %v", raw, isValid(raw), json.Valid(raw))
		}
	})
}

func TestHasControl(t *testing.T) {
	for at := range 20 {
		for c := range 256 {
			b := []byte(strings.Repeat(" ~\x80\xff", 5))
			b[at] = byte(c)
			if got, want := hasControl(b), c < ' '; got != want {
				t.Fatalf("byte %#x at %d: got %v", c, at, got)
			}
		}
	}
}

func BenchmarkUnquote(b *testing.B) {
	raw := []byte(`"` + escaped(800) + `"`)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		unquote(raw, false)
	}
}
