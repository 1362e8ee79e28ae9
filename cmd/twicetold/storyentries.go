package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/cluster"
)

// entry writes one line of the timeline with who told it.
func (v view) entry(e cluster.Entry) {
	a := v.g.Articles[e.From.Article]
	said := clean(a.Text[e.From.Start:e.From.End])
	if e.Role != cluster.EventRole {
		said = "(" + string(e.Role) + ") " + said
	}
	v.wrapped(pad(indent+v.when(e.When), v.timed()), said+" — "+v.tellers(e))
}

// tellers says who told an entry first, who else on their own, who reprinted it, and who differs.
func (v view) tellers(e cluster.Entry) string {
	tellers := slices.Concat([]int{e.From.Article}, e.Also)
	names := v.toldApart(tellers)
	list := v.listed(tellers, names)
	said := list[0]
	if also := list[1:]; len(also) > 0 {
		said += ", also " + strings.Join(also, ", ")
	}
	if n := len(e.Copies); n > 0 {
		said += fmt.Sprintf(" (+%s)", plural(n, "copy", "copies"))
	}
	for _, c := range e.Conflicts {
		var claims []string
		for _, claim := range c.Values {
			claims = append(claims, separated(clean(claim.Value))+" from "+strings.Join(v.listed(claim.Articles, names), " and "))
		}
		how := "figures differ"
		if c.Kind == cluster.FigureUpdate {
			how = "updated"
		}
		said += fmt.Sprintf("; %s (%s): %s", how, clean(c.About), strings.Join(claims, ", "))
	}
	return said
}

// toldApart names articles: the first of an outlet by the outlet, further ones with their time.
func (v view) toldApart(articles []int) map[int]string {
	names := map[int]string{}
	used := map[string]bool{}
	for _, i := range articles {
		name := v.name(i)
		if published := v.g.Articles[i].Published; used[name] && published.Known() {
			name += " " + v.said(published)
		}
		names[i], used[name] = name, true
	}
	return names
}

// listed lists articles by these names, or by what they are called, each name once.
func (v view) listed(articles []int, names map[int]string) []string {
	var list []string
	for _, i := range articles {
		if name := cmp.Or(names[i], v.name(i)); !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}
