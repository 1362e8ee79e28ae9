package index

import (
	"fmt"
	"strings"
	"testing"
)

func TestCovered(t *testing.T) {
	a := listing(t) // s30 and s31 count articles that are not there
	said := func(q StoryQuery) string {
		t.Helper()
		var b strings.Builder
		for _, c := range must[[]Covered](t)(a.Covered(t.Context(), q)) {
			fmt.Fprintf(&b, "%s %d/%d:", c.ID, c.Sources, c.Families)
			for _, r := range c.Reports {
				fmt.Fprintf(&b, " %s %s %s %v %q %s %.3f,", r.Source, r.Published.At.UTC().Format("15:04"), r.Agency, r.Copied, r.From, r.Origin.At.UTC().Format("15:04"), r.Share)
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	const ferry = "s1 2/2: Harbour Post 17:05  false \"\" 00:00 0.000, Coast Wire 19:00 Coast Wire true \"Harbour Post\" 17:05 0.875,  07:30  false \"\" 00:00 0.000,\n"
	if got := said(StoryQuery{MinTexts: 2}); got != ferry {
		t.Errorf("of two texts: %s", got)
	}
	if got, want := said(StoryQuery{All: true}), "s2 1/1: Hill Gazette 00:00  false \"\" 00:00 0.000,\n"+ferry; got != want {
		t.Errorf("all: %s", got)
	}
	if got := said(StoryQuery{MinTexts: 3}); got != "" {
		t.Errorf("of three texts: %s", got)
	}
	check(t, a.write(t.Context(), func(x *tx) error {
		return x.run(nil, `UPDATE record SET published = '2031-03-12T21:00:00Z' WHERE seq = (SELECT record FROM article WHERE id = 'a')`)
	}))
	if got, want := said(StoryQuery{MinTexts: 2}), strings.Replace(ferry, `"Harbour Post" 17:05`, `"Harbour Post" 21:00`, 1); got != want {
		t.Errorf("of a revised text: %s", got)
	}
	check(t, a.write(t.Context(), func(x *tx) error { return x.run(nil, `UPDATE article SET state = 'withdrawn' WHERE id IN ('b', 'd')`) }))
	if got := said(StoryQuery{All: true}); strings.Contains(got, "Coast Wire") || strings.Contains(got, "s2") || !strings.Contains(got, "Harbour Post") {
		t.Errorf("withdrawn: %s", got)
	}
}
