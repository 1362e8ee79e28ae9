package index

import (
	"reflect"
	"strings"
	"testing"
)

func TestListing(t *testing.T) {
	l := shardList{
		{month: "2025-01", number: 3, docs: 12, upTo: checkpoint{Record: 40, Run: 5}, files: []fileSum{{"index_meta.json", 61, 0xf3a2b11}, {"store/1.zap", 9, 1}}},
		{month: "2025-02", number: 1},
	}
	got, err := parseListing(l.String())
	if err != nil || !reflect.DeepEqual(got, l) {
		t.Errorf("read %+v, %v, want %+v", got, err, l)
	}
	if len(l.without("2025-01")) != 1 || len(l.with(generation{month: "2025-03"})) != 3 || len(l.with(generation{month: "2025-01"})) != 2 {
		t.Error("with or without is wrong")
	}
	for name, text := range map[string]string{
		"empty":         "",
		"other version": strings.Replace(l.String(), "search 1", "search 2", 1),
		"cut":           l.String()[:90],
		"no sum":        l.String()[:strings.Index(l.String(), "sum")],
		"changed":       strings.Replace(l.String(), "docs 12", "docs 13", 1),
		"more behind":   l.String() + "\n",
		"escape":        shardList{{month: "2025-01", number: 1, files: []fileSum{{name: "../../x"}}}}.String(),
		"twice":         shardList{{month: "2025-01", number: 1}, {month: "2025-01", number: 2}}.String(),
		"no month":      shardList{{month: "2025-1", number: 1}}.String(),
	} {
		if got, err := parseListing(text); err == nil {
			t.Errorf("%s: read %+v", name, got)
		}
	}
}

// FuzzParseListing: what is accepted is written again to the byte.
func FuzzParseListing(f *testing.F) {
	f.Add(shardList{}.String())
	f.Add(shardList{{month: "2025-01", number: 1, docs: 2, files: []fileSum{{"a", 1, 2}}}}.String())
	f.Add(listHeader + "\nshard 2025-01.1 docs 1 record 1 run 1\nsum 00000000\n")
	f.Fuzz(func(t *testing.T, text string) {
		if l, err := parseListing(text); err == nil && l.String() != text {
			t.Errorf("%q is written %q", text, l)
		}
	})
}
