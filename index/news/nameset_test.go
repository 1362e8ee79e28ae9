package news

import (
	"slices"
	"testing"
)

func TestNameSetHasSame(t *testing.T) {
	var names []Name
	for _, text := range []string{"Iva Strom", "Strom", "Iva Vale", "Vos", "Sergei Hrast", "Sergey Hrast", "Hrast", "U.S.", "US", "Alder University", "University", ""} {
		n := Name{Text: text}
		n.Key, n.Last = nameKey(text)
		names = append(names, n)
	}
	for _, n := range names {
		for i := range names {
			for _, held := range [][]Name{nil, names[i : i+1], names[i:]} {
				if got, want := NewNameSet(held).HasSame(n), slices.ContainsFunc(held, n.Same); got != want {
					t.Errorf("of %q, has %q: %v, want %v", texts(held), n.Text, got, want)
				}
			}
		}
	}
}
