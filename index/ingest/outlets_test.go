package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestReadOutlets(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"columns in any order", "family,Name\nLake Papers,Vale Mail\n", "[{Vale Mail Lake Papers [] []}]"},
		{"byte order mark and CRLF", "\xef\xbb\xbfname,family\r\nVale Mail,Lake Papers\r\n", "[{Vale Mail Lake Papers [] []}]"},
		{"semicolons", "name;alias\nVale Mail;\"The Mail; Mail\"\n", "[{Vale Mail  [] [The Mail Mail]}]"},
		{"tabs", "name\tdomain\nVale Mail\tvale.example\n", "[{Vale Mail  [vale.example] []}]"},
		{"tabs and empty cells", "name\tdomain\tfamily\talias\nVale Mail\t\tLake\t\nTarn\t\t\t The Tarn\n\t\t\t\n", "[{Vale Mail Lake [] []} {Tarn  [] [The Tarn]}]"},
		{"tabs and a column without a name", "\tname\tfamily\n1\tVale Mail\tLake\n\tTarn\t\n", "[{Vale Mail Lake [] []} {Tarn  [] []}]"},
		{"tabs and quoted cells", "name\talias\nVale Mail\t\"The\tMail\"\n", "[{Vale Mail  [] [The Mail]}]"},
		{"blanks before quoted cells", "name, alias\nVale Mail, \"Mail, The\"\n", "[{Vale Mail  [] [Mail, The]}]"},
		{"a separator that is said", "sep=;\r\nname;domain;family\r\nVale, Mail;;Lake\r\n", "[{Vale, Mail Lake [] []}]"},
		{"a separator of its own", "SEP=|\nname|family\nVale Mail|Lake\n", "[{Vale Mail Lake [] []}]"},
		{"a separator that is quoted", "\"sep=,\"\nname,family\nVale Mail,Lake\n", "[{Vale Mail Lake [] []}]"},
		{"a tab that is said", "\xef\xbb\xbfsep=\t\nname\tfamily\tdomain\nVale Mail\t\tvale.example\n", "[{Vale Mail  [vale.example] []}]"},
		{"quoted cells", "name,alias\n\"Mail, The\",\"The \"\"Mail\"\"\nof Vale\"\n", "[{Mail, The  [] [The \"Mail\" of Vale]}]"},
		{"rows of one outlet", "name,alias,family\nVale Mail,The Mail,\nTarn,,\nvale mail,Mail,Lake\n", "[{Vale Mail Lake [] [The Mail Mail]} {Tarn  [] []}]"},
		{"addresses", "name,domain\nVale Mail,https://www.Vale.example/news; m.vale.example\n", "[{Vale Mail  [vale.example m.vale.example] []}]"},
		{"an alias that is a domain", "name,alias\nVale Mail,www.vale.example\n", "[{Vale Mail  [vale.example] []}]"},
		{"a name of its own again", "name,alias\nVale Mail,VALE MAIL\n", "[{Vale Mail  [] []}]"},
		{"empty rows", "name,alias\n\n,\nVale Mail,\n , \n", "[{Vale Mail  [] []}]"},
		{"as a spreadsheet was given it", "name,alias\n'=Mail,'@mail; 'Mail\n", "[{=Mail  [] [@mail 'Mail]}]"},
		{"no line break at the end", "name,alias\nVale Mail,Mail", "[{Vale Mail  [] [Mail]}]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, err := ReadOutlets(strings.NewReader(test.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(table.Outlets); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestReadOutletsRefuses(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"nothing", "", "is empty"},
		{"no name", "family,alias\nA,B\n", "line 1: no column is called name"},
		{"nothing to learn", "name,owner\nA,B\n", "line 1: no column is called family"},
		{"two columns of one kind", "name,alias,Aliases\nA,B,C\n", "line 1: has two columns for the alias"},
		{"a separator and nothing", "sep=;\n", "is empty"},
		{"a separator and no name", "sep=;\nfamily;alias\nA;B\n", "line 2: no column is called name"},
		{"a separator that is none", "sep=\"\nname,family\nA,B\n", "line 1: "},
		{"a separator of two characters", "sep=;;\nname;family\nA;B\n", "line 1: no column is called name"},
		{"lines behind a separator", "sep=;\nname;alias\n;B\n", "line 3: has no name"},
		{"nameless row", "name,alias\nA,B\n,C\n", "line 3: has no name"},
		{"cells too many", "name,alias\nA,B\n\nC,D,E\n", "line 4: the header has 2 cells, and this line 3"},
		{"no domain", "name,domain\nA,alder daily\n", `line 2: "alder daily" is no domain`},
		{"an alias of two", "name,alias\nA,X\nB,x\n", "line 3: says that x is B, and line 2 that it is A"},
		{"an alias that is an outlet", "name,alias\nA,\nB,a\n", "line 3: says that a is B, and line 2 that it is A"},
		{"two families", "name,family\nA,X\nA,Y\n", "line 3: says that A is of Y, and line 2 that it is of X"},
		{"an open quote", "name,alias\nA,\"B\n", "line 2: "},
		{"not UTF-8", "name,alias\nA,K\xfcste\n", "line 2: is not UTF-8"},
		{"a control character", "name,alias\nA,\x1b[2J\n", "line 2: holds a control character"},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, err := ReadOutlets(strings.NewReader(test.in))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v and %v, want %q", table.Outlets, err, test.want)
			}
		})
	}
	_, err := ReadOutlets(strings.NewReader("name,alias\n" + strings.Repeat(",x\n", 14)))
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 11 || lines[10] != "and 4 more lines" {
		t.Errorf("many mistakes are told as %q", lines)
	}
}

func TestOutletTableComplete(t *testing.T) {
	known := news.NewOutlets([]news.Outlet{{Name: "Vale Mail", Family: "Lake", Domains: []string{"vale.example"}, Aliases: []string{"Mail", "Dale"}}})
	for in, want := range map[string]string{
		"name,family\nVale Mail,Tarn\n":             "[{Vale Mail Tarn [vale.example] [Mail Dale]}]",
		"name,alias\nvale mail,The Mail\n":          "[{vale mail Lake [vale.example] [The Mail]}]",
		"name,family,domain,alias\nVale Mail,,,\n":  "[{Vale Mail  [] []}]",
		"name,family\nVale Mail,Lake\nDale,Own\n":   "[{Vale Mail Lake [vale.example] [Mail]} {Dale Own [] []}]",
		"name,alias\nVale Mail,news.dale.example\n": "[{Vale Mail Lake [news.dale.example vale.example] []}]",
		"name,family\nMail,Tarn\n":                  "[{Mail Tarn [] []}]",
	} {
		table, err := ReadOutlets(strings.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(table.Complete(known)); got != want {
			t.Errorf("of %q: got %s, want %s", in, got, want)
		}
	}
}

// FuzzReadOutlets: a table that can be read claims no name twice, and says the same when it is brought in twice.
func FuzzReadOutlets(f *testing.F) {
	f.Add("name,domain,family,alias\nA,a.example,F,\"B; C\"\n'=D,,F,\n")
	f.Add("name;alias\nA;B\nA;C\n")
	f.Add("sep=\t\nname\tdomain\tfamily\nA\t\tF\n")
	f.Fuzz(func(t *testing.T, in string) {
		table, err := ReadOutlets(strings.NewReader(in))
		if err != nil {
			return
		}
		claimed := map[string]string{}
		for _, o := range table.Outlets {
			for _, name := range append(append([]string{o.Name}, o.Domains...), o.Aliases...) {
				if other, twice := claimed[news.OutletKey(name)]; twice {
					t.Fatalf("%q is %q and %q", name, other, o.Name)
				}
				claimed[news.OutletKey(name)] = o.Name
			}
		}
		once := news.Outlets{}.With(table.Complete(news.Outlets{}))
		if twice := once.With(table.Complete(once)); fmt.Sprint(twice.List()) != fmt.Sprint(once.List()) {
			t.Fatalf("once %v, twice %v", once.List(), twice.List())
		}
	})
}
