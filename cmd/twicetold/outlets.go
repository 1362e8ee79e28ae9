package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// roster is the outlets of an archive: the sources that its articles have, and what editors know of outlets.
type roster struct {
	news.Outlets
	sources []string
}

func newRoster(a *index.Archive) (r roster, err error) {
	if r.Outlets, err = a.Outlets(); err != nil {
		return r, err
	}
	r.sources, err = a.SourceNames()
	return r, err
}

// named returns the outlets that are meant by a name, of an outlet or else of a family: case does not matter, and other names count. What
// was asked so, as by --source, begins the error.
func (r roster) named(asked, name string) ([]string, error) {
	if outlet, ok := r.Of(name); ok {
		return []string{outlet.Name}, nil
	}
	var like []string
	for _, outlet := range r.List() {
		if outlet.Family != "" && news.OutletKey(outlet.Family) == news.OutletKey(name) {
			like = append(like, outlet.Name)
		}
	}
	if len(like) > 0 {
		return like, nil
	}
	if slices.Contains(r.sources, name) {
		return []string{name}, nil
	}
	for _, source := range r.sources {
		if news.OutletKey(source) == news.OutletKey(name) {
			like = append(like, source)
		}
	}
	switch len(like) {
	case 0:
		return nil, r.unknown(asked, name)
	case 1:
		return like, nil
	}
	return nil, usageError{fmt.Errorf("%s%s: which one? %s", asked, name, strings.Join(like, ", "))}
}

// unknown returns the error that nothing is called so, with the names that are most like it.
func (r roster) unknown(asked, name string) error {
	advice := fmt.Sprintf("`%s sources` lists the outlets", programName)
	if near := nearest(name, r.names()); len(near) > 0 {
		advice = "is it " + strings.Join(near, " or ") + "? " + advice
	}
	return usageError{fmt.Errorf("%s%s: no article is from there; %s", asked, name, advice)}
}

// names returns every name that named knows.
func (r roster) names() []string {
	names := slices.Clone(r.sources)
	for _, outlet := range r.List() {
		names = append(names, outlet.Name, outlet.Family)
		names = append(append(names, outlet.Domains...), outlet.Aliases...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// sourcesOf returns the sources that articles of outlets have.
func (r roster) sourcesOf(outlets []string) []string {
	return slices.DeleteFunc(slices.Clone(r.sources), func(source string) bool {
		outlet, _ := r.Voice(source)
		return !slices.Contains(outlets, outlet)
	})
}

// findSources returns the sources that are meant by a name, of an outlet or else of a family.
func findSources(a *index.Archive, asked, name string) ([]string, error) {
	r, err := newRoster(a)
	if err != nil {
		return nil, err
	}
	outlets, err := r.named(asked, name)
	if err != nil {
		return nil, err
	}
	sources := r.sourcesOf(outlets)
	if len(sources) == 0 {
		err = r.unknown(asked, name)
	}
	return sources, err
}

// nearNames is how many names are proposed for one that is unknown.
const nearNames = 3

// nearest returns the names that one was most likely meant to be: it is a part of them, or few letters are other than in them.
func nearest(name string, names []string) []string {
	type candidate struct {
		name string
		far  int
	}
	var found []candidate
	key := news.OutletKey(name)
	for _, n := range names {
		other := news.OutletKey(n)
		far := distance([]rune(key), []rune(other))
		switch {
		case key == "" || other == "" || key == other:
			continue
		case strings.Contains(other, key) || strings.Contains(key, other):
			far = 1
		case far > (len([]rune(key))+2)/4:
			continue
		}
		found = append(found, candidate{n, far})
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(a.name, b.name)) })
	var near []string
	for _, c := range found[:min(len(found), nearNames)] {
		near = append(near, c.name)
	}
	return near
}

// distance is how many letters have to be put in, left out or changed to make one word of another.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
