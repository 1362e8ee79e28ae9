package ingest

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/news"
)

// A table of outlets is CSV as spreadsheets write it: a header, then a row for an outlet, or several that say one thing more each.
// Several domains or aliases in a cell have a semicolon between them. What separates cells is what a first line of sep= says, as some spreadsheets
// write one, else what stands behind the first name of the header. A cell
// that begins with ' and what a spreadsheet would take for a formula is read without the ': so are such cells written
// by the program. One row that can't be read, and the table is not: half a table would count some outlets in one way and some in another.

// OutletTable is a table of outlets as it was read.
type OutletTable struct {
	Outlets  []news.Outlet // in the order of the table, each once
	Ignored  []string      // columns that say nothing of an outlet
	families bool          // there is such a column
	domains  bool
	aliases  bool
}

// shownMistakes is how many rows an error names before the rest is counted.
const shownMistakes = 10

// outletColumns are what the header of a table may say, in any case.
var outletColumns = map[string]string{
	"name": "name", "outlet": "name", "family": "family", "domain": "domain", "domains": "domain", "alias": "alias", "aliases": "alias",
	"articles": "articles", // of the table that is printed: not to be read, and nothing to be told of
}

// ReadOutlets reads a table of outlets. The error names each row that can't be read, by its line; then there is no table.
func ReadOutlets(in io.Reader) (OutletTable, error) {
	buffered := utf8Reader(bufio.NewReaderSize(in, bufferSize))
	head, _ := buffered.Peek(bufferSize) // an error comes again at the next read
	rows := csv.NewReader(buffered)
	comma, declared := separator(string(head))
	rows.Comma, rows.FieldsPerRecord = comma, -1
	rows.TrimLeadingSpace = comma != '\t' // a tab is space, too, and would be gone with the empty cell before it
	r := &outletReader{rows: rows, byKey: map[string]int{}, claims: map[string]claim{}}
	if err := r.header(declared); err != nil {
		return OutletTable{}, err
	}
	for r.next() {
	}
	return r.table, r.verdict()
}

// separator returns what stands between the cells of a table, and whether its first line is there only to say so.
func separator(head string) (comma rune, declared bool) {
	line, _, _ := strings.Cut(head, "\n")
	line = strings.TrimSuffix(line, "\r")
	if said, ok := strings.CutPrefix(strings.ToLower(strings.Trim(line, `"`)), "sep="); ok {
		comma, size := utf8.DecodeRuneInString(said)
		if size == len(said) && comma != utf8.RuneError && (unicode.IsPunct(comma) || unicode.IsSymbol(comma) || comma == '\t') {
			return comma, true
		}
	}
	if i := strings.IndexAny(line, ",;\t"); i >= 0 {
		return rune(line[i]), false
	}
	return ',', false
}

// outletReader reads the rows of a table.
type outletReader struct {
	rows     *csv.Reader
	columns  []string // what each says; "" for nothing
	table    OutletTable
	byKey    map[string]int // place in the table
	claims   map[string]claim
	mistakes []error
	more     int // mistakes that are not named
}

// claim says which outlet a name is of, and which line said so.
type claim struct{ outlet, line int }

// header reads the line that names the columns, the second one when the first says what separates them.
func (r *outletReader) header(second bool) error {
	cells, err := r.rows.Read()
	if second && err == nil {
		cells, err = r.rows.Read()
	}
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("is empty: the first line names the columns, as in name,domain,family,alias")
	case errors.As(err, &parse):
		return onLine(parse.StartLine, parse.Err)
	case err != nil:
		return err
	}
	if err := r.setColumns(cells); err != nil {
		line, _ := r.rows.FieldPos(0)
		return onLine(line, err)
	}
	return nil
}

// onLine names the line of an error.
func onLine(line int, err error) error { return fmt.Errorf("line %d: %w", line, err) }

// setColumns takes the cells of the header as the names of the columns.
func (r *outletReader) setColumns(cells []string) error {
	for _, cell := range cells {
		cell = strings.TrimSpace(cell)
		column := outletColumns[strings.ToLower(cell)]
		switch {
		case column != "" && slices.Contains(r.columns, column):
			return fmt.Errorf("has two columns for the %s", column)
		case column == "" && cell != "":
			r.table.Ignored = append(r.table.Ignored, cell)
		}
		r.columns = append(r.columns, column)
	}
	has := func(column string) bool { return slices.Contains(r.columns, column) }
	r.table.families, r.table.domains, r.table.aliases = has("family"), has("domain"), has("alias")
	switch {
	case !has("name"):
		return errors.New("no column is called name: the first line names the columns, as in name,domain,family,alias")
	case !r.table.families && !r.table.domains && !r.table.aliases:
		return errors.New("no column is called family, domain or alias: there is nothing to learn of the outlets")
	}
	return nil
}

// next reads a row, and reports whether there may be more.
func (r *outletReader) next() bool {
	cells, err := r.rows.Read()
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return false
	case errors.As(err, &parse):
		r.mistake(parse.StartLine, parse.Err)
		return true
	case err != nil:
		r.mistakes = append(r.mistakes, err)
		return false
	}
	line, _ := r.rows.FieldPos(0)
	if err := r.row(cells, line); err != nil {
		r.mistake(line, err)
	}
	return true
}

func (r *outletReader) mistake(line int, err error) {
	if len(r.mistakes) >= shownMistakes {
		r.more++
		return
	}
	r.mistakes = append(r.mistakes, onLine(line, err))
}

func (r *outletReader) verdict() error {
	if r.more > 0 {
		r.mistakes = append(r.mistakes, fmt.Errorf("and %d more lines", r.more))
	}
	return errors.Join(r.mistakes...)
}

// row takes in a row.
func (r *outletReader) row(cells []string, line int) error {
	if strings.TrimSpace(strings.Join(cells, "")) == "" {
		return nil
	}
	if len(cells) != len(r.columns) {
		return fmt.Errorf("the header has %d cells, and this line %d", len(r.columns), len(cells))
	}
	var outlet news.Outlet
	for i, cell := range cells {
		cell, err := r.cell(cell)
		if err != nil {
			return err
		}
		switch r.columns[i] {
		case "name":
			outlet.Name = cell
		case "family":
			outlet.Family = cell
		case "domain":
			outlet.Domains, err = domainsOf(cell)
		case "alias":
			outlet.Aliases = listOf(cell)
		}
		if err != nil {
			return err
		}
	}
	if outlet.Name == "" {
		return errors.New("has no name")
	}
	return r.add(outlet, line)
}

// cell returns what a cell says, on one line.
func (r *outletReader) cell(cell string) (string, error) {
	if !utf8.ValidString(cell) {
		return "", errors.New("is not UTF-8: save the table as CSV in UTF-8")
	}
	cell = strings.Join(strings.Fields(cell), " ")
	if strings.ContainsFunc(cell, unicode.IsControl) {
		return "", errors.New("holds a control character")
	}
	if rest, quoted := strings.CutPrefix(cell, "'"); quoted && rest != "" && strings.ContainsRune("=+-@", rune(rest[0])) {
		return rest, nil
	}
	return cell, nil
}

// listOf returns the parts of a cell.
func listOf(cell string) []string {
	var parts []string
	for part := range strings.SplitSeq(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// domainsOf returns the domains of a cell, of which each may be an address.
func domainsOf(cell string) ([]string, error) {
	var domains []string
	for _, part := range listOf(cell) {
		host := part
		if u, err := url.Parse(part); err == nil && u.Hostname() != "" {
			host = u.Hostname()
		}
		host, _, _ = strings.Cut(host, "/")
		if host = news.OutletKey(host); !news.IsDomain(host) {
			return nil, fmt.Errorf("%q is no domain, as alder.example is one", part)
		}
		domains = append(domains, host)
	}
	return domains, nil
}

// add puts an outlet into the table, or adds to what an earlier row said of it.
func (r *outletReader) add(row news.Outlet, line int) error {
	key := news.OutletKey(row.Name)
	place, there := r.byKey[key]
	if !there {
		place = len(r.table.Outlets)
	} else if family := r.table.Outlets[place].Family; family != "" && row.Family != "" && news.OutletKey(family) != news.OutletKey(row.Family) {
		return fmt.Errorf("says that %s is of %s, and line %d that it is of %s", row.Name, row.Family, r.claims[key].line, family)
	}
	names := slices.Concat([]string{row.Name}, row.Domains, row.Aliases)
	for _, name := range names {
		if c, claimed := r.claims[news.OutletKey(name)]; claimed && c.outlet != place {
			return fmt.Errorf("says that %s is %s, and line %d that it is %s", name, row.Name, c.line, r.table.Outlets[c.outlet].Name)
		}
	}
	if !there {
		r.byKey[key] = place
		r.table.Outlets = append(r.table.Outlets, news.Outlet{Name: row.Name})
	}
	outlet := &r.table.Outlets[place]
	outlet.Family = cmp.Or(outlet.Family, row.Family)
	for _, name := range names {
		k := news.OutletKey(name)
		if _, claimed := r.claims[k]; !claimed {
			r.claims[k] = claim{place, line}
			r.name(outlet, name)
		}
	}
	return nil
}

// name adds a further name to an outlet; an alias that has the form of a domain is one.
func (r *outletReader) name(outlet *news.Outlet, name string) {
	switch {
	case name == outlet.Name:
	case news.IsDomain(name):
		outlet.Domains = append(outlet.Domains, news.OutletKey(name))
	default:
		outlet.Aliases = append(outlet.Aliases, name)
	}
}

// Complete returns the outlets of the table with what is known of them already where the table has no column for it.
func (t OutletTable) Complete(known news.Outlets) []news.Outlet {
	said := map[string]bool{}
	for _, outlet := range t.Outlets {
		for _, name := range slices.Concat([]string{outlet.Name}, outlet.Domains, outlet.Aliases) {
			said[news.OutletKey(name)] = true
		}
	}
	unsaid := func(names []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return said[news.OutletKey(name)] })
	}
	completed := slices.Clone(t.Outlets)
	for i := range completed {
		outlet := &completed[i]
		was, ok := known.Of(outlet.Name)
		if !ok || news.OutletKey(was.Name) != news.OutletKey(outlet.Name) {
			continue
		}
		if !t.families {
			outlet.Family = was.Family
		}
		if !t.domains {
			outlet.Domains = slices.Concat(outlet.Domains, unsaid(was.Domains))
		}
		if !t.aliases {
			outlet.Aliases = slices.Concat(outlet.Aliases, unsaid(was.Aliases))
		}
	}
	return completed
}
