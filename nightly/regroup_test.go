package nightly

import (
	"maps"
	"slices"
	"testing"
)

func TestRegroup(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	for _, n := range byDay(part(20, true)) {
		a.night(n.now, n.articles...)
	}
	before, groups := a.members(), a.partition()
	opts := options(date(24))
	opts.Command, opts.Since = "regroup", date(1).AddDate(-1, 0, 0)
	for range 2 {
		must[Summary](t)(a.run(t.Context(), opts))
		a.sound()
		same(t, "stories after a regroup", a.partition(), groups)
		if after := a.members(); !maps.EqualFunc(before, after, slices.Equal) {
			t.Errorf("ids were %v and are %v", slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
		}
	}
	changed := opts
	changed.Cluster.Story = .7
	must[Summary](t)(a.run(t.Context(), changed))
	a.sound()
	stricter := a.members()
	if len(stricter) <= len(before) {
		t.Errorf("a higher threshold makes %d stories of %d", len(stricter), len(before))
	}
	for _, c := range a.changedHands(before, stricter) {
		t.Errorf("an id changed hands: %s", c)
	}
	for id := range before {
		if len(stricter[id]) == 0 {
			t.Errorf("id %s is not inherited", id)
		}
	}
	must[Summary](t)(a.run(t.Context(), opts))
	a.sound()
	same(t, "stories after the way back", a.partition(), groups)
	if after := a.members(); !maps.EqualFunc(before, after, slices.Equal) {
		t.Errorf("ids were %v and are %v", slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
	}
}

// What ended before Since stands as it is.
func TestRegroupSince(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	a.night(date(20), part(20, true)...)
	old := a.rows(`SELECT s.seq, s.run FROM story s WHERE s.state = 'closed' AND s.last_day < ? ORDER BY 1`, 20523)
	if len(old) == 0 {
		t.Fatal("no story is old enough")
	}
	opts := options(date(20))
	opts.Since = startOf(20523)
	must[Summary](t)(a.run(t.Context(), opts))
	a.sound()
	same(t, "old stories", a.rows(`SELECT s.seq, s.run FROM story s WHERE s.state = 'closed' AND s.last_day < ? ORDER BY 1`, 20523), old)
}
