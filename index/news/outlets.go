package news

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
)

// Reports of several outlets that one owner feeds are less of a confirmation than their number says, and an outlet that comes in
// under two names is one. A table, which editors keep, tells of both. An article keeps the source it came with, and nothing
// is grouped by the table: it says how articles are counted.

// Outlet is what is known of an outlet beside its articles.
type Outlet struct {
	Name    string
	Family  string   // what outlets of one owner share; "" for one that is its own family
	Domains []string // where its pages lie: what lies below one is of the outlet, too, unless another has it
	Aliases []string // other names it goes by; none has the form of a domain
}

// Empty reports whether nothing is known of an outlet but its name.
func (o Outlet) Empty() bool { return o.Family == "" && len(o.Domains) == 0 && len(o.Aliases) == 0 }

// Outlets is a table of outlets. The zero value knows none.
type Outlets struct {
	list    []Outlet       // by name
	named   map[string]int // place by key of a name or an alias
	domains map[string]int // place by domain
}

// NewOutlets makes a table. Of two outlets that claim one name the first has it.
func NewOutlets(list []Outlet) Outlets {
	o := Outlets{list: slices.Clone(list), named: map[string]int{}, domains: map[string]int{}}
	slices.SortStableFunc(o.list, func(a, b Outlet) int { return cmp.Compare(a.Name, b.Name) })
	for _, names := range []func(Outlet) []string{func(x Outlet) []string { return []string{x.Name} }, func(x Outlet) []string { return x.Aliases }} {
		for i, outlet := range o.list {
			for _, name := range names(outlet) {
				claim(o.named, OutletKey(name), i)
			}
		}
	}
	for i, outlet := range o.list {
		for _, domain := range outlet.Domains {
			claim(o.domains, OutletKey(domain), i)
		}
	}
	return o
}

func claim(places map[string]int, key string, place int) {
	if _, taken := places[key]; !taken {
		places[key] = place
	}
}

// List returns the outlets by name.
func (o Outlets) List() []Outlet { return o.list }

// Of returns the outlet that a source is: by its name or an alias in any case, or by a domain that it is or lies below, of several the
// longest. False: none that is known.
func (o Outlets) Of(source string) (Outlet, bool) {
	key := OutletKey(source)
	if i, ok := o.named[key]; ok && key != "" {
		return o.list[i], true
	}
	for rest, more := key, len(o.domains) > 0; more; _, rest, more = strings.Cut(rest, ".") {
		if i, ok := o.domains[rest]; ok {
			return o.list[i], true
		}
	}
	return Outlet{}, false
}

// Voice returns the outlet and the family that a source counts for: what the table says, and else the source itself.
func (o Outlets) Voice(source string) (outlet, family string) {
	known, ok := o.Of(source)
	if !ok {
		return source, source
	}
	return known.Name, cmp.Or(known.Family, known.Name)
}

// Voices is how many tell something.
type Voices struct {
	Outlets  int // that are named
	Families int // of these
	Unknown  int // articles without a source
}

// Voices counts who stands behind the sources of articles, "" for one without.
func (o Outlets) Voices(sources iter.Seq[string]) Voices {
	var v Voices
	outlets, families := map[string]bool{}, map[string]bool{}
	for source := range sources {
		if source == "" {
			v.Unknown++
			continue
		}
		outlet, family := o.Voice(source)
		outlets[outlet], families[family] = true, true
	}
	v.Outlets, v.Families = len(outlets), len(families)
	return v
}

// With returns the table as others make it, which say all that is to be known of each. A name that they claim
// is taken from whoever had it, and an outlet whose own name is claimed is gone. A family is written as they write it first.
func (o Outlets) With(others []Outlet) Outlets {
	taken := map[string]bool{}
	for _, other := range others {
		for _, name := range slices.Concat([]string{other.Name}, other.Domains, other.Aliases) {
			taken[OutletKey(name)] = true
		}
	}
	isTaken := func(name string) bool { return taken[OutletKey(name)] }
	list := slices.Clone(others)
	for _, known := range o.list {
		if isTaken(known.Name) {
			continue
		}
		known.Domains = slices.DeleteFunc(slices.Clone(known.Domains), isTaken)
		known.Aliases = slices.DeleteFunc(slices.Clone(known.Aliases), isTaken)
		list = append(list, known)
	}
	families := map[string]string{}
	for i := range list {
		key := OutletKey(list[i].Family)
		if families[key] == "" {
			families[key] = list[i].Family
		}
		list[i].Family = families[key]
	}
	return NewOutlets(slices.DeleteFunc(list, Outlet.Empty))
}

// OutletKey is what the spellings of an outlet's name share: case and white space do not matter, nor a "www." before a domain.
func OutletKey(name string) string {
	key := strings.ToLower(strings.Join(strings.Fields(name), " "))
	if rest, www := strings.CutPrefix(key, "www."); www && IsDomain(rest) {
		return rest
	}
	return key
}

// IsDomain reports whether a name has the form of a domain: labels of letters, digits and hyphens, with points between them.
func IsDomain(name string) bool {
	labels := strings.Split(name, ".")
	for _, label := range labels {
		odd := func(r rune) bool {
			return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
		}
		if label == "" || strings.ContainsFunc(label, odd) {
			return false
		}
	}
	last := labels[len(labels)-1]
	return len(labels) > 1 && len(last) >= minDomainEnding && strings.ContainsFunc(last, unicode.IsLetter)
}
