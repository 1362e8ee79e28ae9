package news

import (
	"slices"
	"testing"
)

func tableOfOutlets() Outlets {
	return NewOutlets([]Outlet{
		{Name: "Vale Mail", Family: "Lake Papers", Domains: []string{"valemail.example"}, Aliases: []string{"The Mail"}},
		{Name: "Vale Mail Sport", Domains: []string{"sport.valemail.example"}},
		{Name: "Tarn Post", Family: "Lake Papers"},
	})
}

func TestOutletsVoice(t *testing.T) {
	for _, test := range []struct{ name, source, outlet, family string }{
		{"name", "Vale Mail", "Vale Mail", "Lake Papers"},
		{"case and spaces", " vale  MAIL ", "Vale Mail", "Lake Papers"},
		{"alias", "the mail", "Vale Mail", "Lake Papers"},
		{"domain", "valemail.example", "Vale Mail", "Lake Papers"},
		{"www", "www.ValeMail.example", "Vale Mail", "Lake Papers"},
		{"below a domain", "news.valemail.example", "Vale Mail", "Lake Papers"},
		{"the longer domain", "live.sport.valemail.example", "Vale Mail Sport", "Vale Mail Sport"},
		{"no border of labels", "evalemail.example", "evalemail.example", "evalemail.example"},
		{"a part of a name", "Mail", "Mail", "Mail"},
		{"not a domain", "below valemail.example", "below valemail.example", "below valemail.example"},
		{"none", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			outlet, family := tableOfOutlets().Voice(test.source)
			if outlet != test.outlet || family != test.family {
				t.Errorf("Voice(%q) = %q, %q, want %q, %q", test.source, outlet, family, test.outlet, test.family)
			}
		})
	}
}

func TestOutletsVoices(t *testing.T) {
	sources := []string{"Vale Mail", "valemail.example", "Tarn Post", "", "Glen Radio", "glen radio", ""}
	if got, want := tableOfOutlets().Voices(slices.Values(sources)), (Voices{Outlets: 4, Families: 3, Unknown: 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := (Outlets{}).Voices(slices.Values(sources)), (Voices{Outlets: 5, Families: 5, Unknown: 2}); got != want {
		t.Errorf("without a table: got %+v, want %+v", got, want)
	}
}

func TestOutletsWith(t *testing.T) {
	for _, test := range []struct {
		name   string
		others []Outlet
		want   []Outlet
	}{
		{"nothing", nil, tableOfOutlets().List()},
		{"the same again", tableOfOutlets().List(), tableOfOutlets().List()},
		{"another family, as written first", []Outlet{{Name: "Glen Radio", Family: "lake papers"}}, []Outlet{
			{Name: "Glen Radio", Family: "lake papers"}, {Name: "Tarn Post", Family: "lake papers"},
			{Name: "Vale Mail", Family: "lake papers", Domains: []string{"valemail.example"}, Aliases: []string{"The Mail"}},
			{Name: "Vale Mail Sport", Domains: []string{"sport.valemail.example"}}}},
		{"taken away", []Outlet{{Name: "vale mail"}, {Name: "Vale Mail Sport"}}, []Outlet{{Name: "Tarn Post", Family: "Lake Papers"}}},
		{"taken in", []Outlet{{Name: "The Mail", Aliases: []string{"Vale Mail", "Vale Mail Sport"}}}, []Outlet{
			{Name: "Tarn Post", Family: "Lake Papers"}, {Name: "The Mail", Aliases: []string{"Vale Mail", "Vale Mail Sport"}}}},
		{"a name that goes elsewhere", []Outlet{{Name: "The Mail", Family: "Own"}, {Name: "Vale Mail Sport"}}, []Outlet{
			{Name: "Tarn Post", Family: "Lake Papers"}, {Name: "The Mail", Family: "Own"},
			{Name: "Vale Mail", Family: "Lake Papers", Domains: []string{"valemail.example"}}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := tableOfOutlets().With(test.others)
			same := func(a, b Outlet) bool {
				return a.Name == b.Name && a.Family == b.Family && slices.Equal(a.Domains, b.Domains) && slices.Equal(a.Aliases, b.Aliases)
			}
			if !slices.EqualFunc(got.List(), test.want, same) {
				t.Errorf("got %+v\nwant %+v", got.List(), test.want)
			}
			if again := got.With(test.others); !slices.EqualFunc(again.List(), got.List(), same) {
				t.Errorf("once more it is %+v\nafter %+v", again.List(), got.List())
			}
		})
	}
}

func TestIsDomain(t *testing.T) {
	for name, want := range map[string]bool{
		"alder.example": true, "a-b.co.example": true, "küste.example": true, "Alder Daily": false, "alder": false,
		"A.P.": false, "St. Brin": false, ".example": false, "10.0.0.1": false, "alder.e": false, "": false,
	} {
		if got := IsDomain(name); got != want {
			t.Errorf("IsDomain(%q) = %v", name, got)
		}
	}
}
