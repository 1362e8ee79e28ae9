package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// split returns the values of a stream and what was lost between them.
func split(in io.Reader, most int) []string {
	s := newSplitter(bufio.NewReaderSize(in, 16), most)
	var got []string
	for {
		if _, err := s.next(); err == io.EOF {
			return got
		}
		value, err := s.value()
		switch err {
		case nil:
			got = append(got, string(value))
		case errTooLong, errBroken:
			got = append(got, "!"+err.Error()[:3])
		default:
			return append(got, "!"+err.Error())
		}
	}
}

func TestSplitter(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"Objects", `{"a":1} {"b":[2,{"c":3}]}` + "\n,{}", []string{`{"a":1}`, `{"b":[2,{"c":3}]}`, `{}`}},
		{"Scalars", `1 , "two",true  null`, []string{`1`, `"two"`, `true`, `null`}},
		{"BracketsInStrings", `{"a":"}]{["} {"b":"\"}\\"}`, []string{`{"a":"}]{["}`, `{"b":"\"}\\"}`}},
		{"TooLong", `{"a":"0123456789012345678901234567890123456789"} {"b":1}`, []string{"!too", `{"b":1}`}},
		{"OpenString", "{\"a\":\"x}\n{\"b\":1}", []string{"!not", `{"b":1}`}},
		{"RawNewlines", "{\"a\":\"one\ntwo\",\n\"b\":{}},\n  {\"c\":1}", []string{"!not", `{"c":1}`}},
		{"MissingBrace", "{\"a\":1\n{\"b\":1}", []string{"!not", `{"b":1}`}},
		{"CutOff", `{"a":1} {"b":`, []string{`{"a":1}`, "!unexpected EOF"}},
		{"CutOffInString", `{"a":1} "b`, []string{`{"a":1}`, "!unexpected EOF"}},
		{"Empty", " \n\t ", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := split(strings.NewReader(test.in), 40); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if got := split(iotest.OneByteReader(strings.NewReader(test.in)), 40); !slices.Equal(got, test.want) {
				t.Errorf("byte by byte: got %q, want %q", got, test.want)
			}
		})
	}
}

// Of valid JSON, splitting and then decoding gives what decoding the whole gives.
func FuzzSplitter(f *testing.F) {
	f.Add([]byte(`[{"a":1},{"b":"}"}, [1,[2]], "x", -1.5e3, null, true]`))
	f.Add([]byte("[\n{\"a\":\n{\"b\":[\n{}]}}\n]"))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		split(bytes.NewReader(data), len(data)) // comes to an end, whatever it is
		var want []json.RawMessage
		list := bytes.TrimSpace(data)
		if json.Unmarshal(data, &want) != nil || list[0] != '[' {
			return
		}
		got := split(bytes.NewReader(list[1:len(list)-1]), len(data))
		if len(got) != len(want) {
			t.Fatalf("%d values, want %d: %q", len(got), len(want), got)
		}
		for i := range got {
			if got[i] != string(want[i]) {
				t.Fatalf("value %d: %q, want %q", i, got[i], want[i])
			}
		}
	})
}

// members takes exactly the valid objects, and finds in them what encoding/json finds.
func FuzzMembers(f *testing.F) {
	for _, seed := range []string{
		`{"a":1, "b" : [1,{"c":"}"}],"c":"\u00e9\n"}`, `{}`, `{"a":1,}`, `{"a" 1}`, `{,}`, `{"a":1}x`, `[1]`, `{"a":{"b":1 2}}`, `{"a":tru}`, `{1:2}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got := map[string]any{}
		err := members(data, func(name string, value []byte) error {
			var v any
			err := json.Unmarshal(value, &v)
			got[name] = v
			return err
		})
		var want map[string]any
		if wanted := json.Unmarshal(data, &want); (err == nil) != (wanted == nil && want != nil) {
			t.Fatalf("%q: %v, encoding/json: %v", data, err, wanted)
		}
		if err == nil && !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %v, want %v", data, got, want)
		}
	})
}
