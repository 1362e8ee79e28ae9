package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// sourcesImportOptions are the flags of sources import.
type sourcesImportOptions struct {
	archive archiveOptions
	yes     bool
	json    bool
}

func newSourcesImportCommand(std stdio) *cobra.Command {
	var opts sourcesImportOptions
	c := &cobra.Command{
		Use:   "import FILE.csv",
		Short: "Bring in a table of outlets: families, domains, aliases",
		Long: `import brings in a table of outlets. An alias or a domain says that articles under that name are the
outlet's, and a family that several outlets have one owner: stories are then counted so. Nothing is grouped
anew, articles keep the source they came with, and an outlet that no table names is its own family.

The file is CSV (- for stdin), the first line names its columns, in any order: name, and any of family, domain
and alias. Several domains or aliases of an outlet stand in one cell with ; between them, or on a line each,
with the name again. A domain stands for what lies below it, too. What the file says of an outlet goes before what was known:
an empty cell takes it away, a column that is not there leaves it. Outlets that are not in the file stay as they are.
One line that can't be read, and nothing is brought in.

Without --yes it only says what would change. While a night runs --yes is refused (4), a preview is not.
` + archiveHelp,
		Example: `  twicetold sources -a news --csv > outlets.csv
  twicetold sources import -a news outlets.csv          what would change
  twicetold sources import -a news outlets.csv --yes`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("name one file, or - for stdin; see %s --help", c.CommandPath())}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return runSourcesImport(c.Context(), args[0], opts, std) },
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.yes, "yes", false, "write it")
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document: what changes")
	return c
}

func runSourcesImport(ctx context.Context, name string, opts sourcesImportOptions, std stdio) error {
	table, err := readOutletFile(name, std)
	if err != nil {
		return err
	}
	file := name
	if name == "-" {
		file = "standard input"
	}
	c := outletChange{file: file, table: table, Format: "twicetold/1", Written: opts.yes}
	if opts.yes {
		err = opts.archive.tend("sources import", func(a *index.Archive) error {
			return errors.Join(c.put(ctx, a), followTables(ctx, a, std))
		})
	} else {
		err = opts.archive.read(c.work)
	}
	if err != nil {
		return err
	}
	if opts.json {
		return writeJSON(std.out, c)
	}
	return c.write(newPage(std, nil))
}

// put brings the table in.
func (c *outletChange) put(ctx context.Context, a *index.Archive) error {
	if err := c.work(a); err != nil {
		return err
	}
	return a.PutOutlets(ctx, c.outlets)
}

// readOutletFile reads a table of outlets from a file, or from stdin.
func readOutletFile(name string, std stdio) (ingest.OutletTable, error) {
	var in io.Reader = std.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return ingest.OutletTable{}, inputError{fmt.Errorf("read table of outlets: %w", err)}
		}
		defer f.Close() // nothing was written
		in = f
	}
	table, err := ingest.ReadOutlets(in)
	if err == nil {
		return table, nil
	}
	var lines []string
	for line := range strings.Lines(err.Error()) {
		lines = append(lines, name+": "+strings.TrimSuffix(line, "\n"))
	}
	return table, inputError{errors.New(strings.Join(lines, "\n") + "\nnothing was brought in")}
}

// outletChange is what a table of outlets changes, and what sources import --json prints.
type outletChange struct {
	Format    string        `json:"format"`
	Written   bool          `json:"written"`
	Added     []outletJSON  `json:"added"`
	Changed   []changedJSON `json:"changed"`
	Gone      []string      `json:"gone"`      // of which nothing is known any more
	Unchanged int           `json:"unchanged"` // outlets of the file
	Unknown   []string      `json:"unknown"`   // outlets of the file that no article is from
	Ignored   []string      `json:"ignored"`   // columns

	file    string
	table   ingest.OutletTable
	outlets news.Outlets // as the table makes them
}

// outletJSON is what is known of an outlet, as programs see it.
type outletJSON struct {
	Name    string   `json:"name"`
	Family  *string  `json:"family"`
	Domains []string `json:"domains"`
	Aliases []string `json:"aliases"`
}

type changedJSON struct {
	Was outletJSON `json:"was"`
	Is  outletJSON `json:"is"`
}

func newOutletJSON(o news.Outlet) outletJSON {
	return outletJSON{o.Name, optional(o.Family), append([]string{}, o.Domains...), append([]string{}, o.Aliases...)}
}

// work finds out what changes.
func (c *outletChange) work(a *index.Archive) error {
	r, err := newRoster(a)
	if err != nil {
		return err
	}
	c.outlets = r.With(c.table.Complete(r.Outlets))
	c.Added, c.Changed, c.Gone, c.Unknown = []outletJSON{}, []changedJSON{}, []string{}, []string{}
	c.Ignored, c.Unchanged = append([]string{}, c.table.Ignored...), len(c.table.Outlets)
	before := map[string]news.Outlet{}
	for _, outlet := range r.List() {
		before[news.OutletKey(outlet.Name)] = outlet
	}
	after := map[string]bool{}
	for _, outlet := range c.outlets.List() {
		key := news.OutletKey(outlet.Name)
		was, known := before[key]
		after[key] = true
		switch {
		case !known:
			c.Added = append(c.Added, newOutletJSON(outlet))
		case !sameOutlet(was, outlet):
			c.Changed = append(c.Changed, changedJSON{newOutletJSON(was), newOutletJSON(outlet)})
		}
	}
	for _, outlet := range r.List() {
		if !after[news.OutletKey(outlet.Name)] {
			c.Gone = append(c.Gone, outlet.Name)
		}
	}
	c.countFile(before)
	heard := map[string]bool{}
	for _, source := range r.sources {
		outlet, _ := c.outlets.Voice(source)
		heard[news.OutletKey(outlet)] = true
	}
	for _, outlet := range c.table.Outlets {
		if !heard[news.OutletKey(outlet.Name)] {
			c.Unknown = append(c.Unknown, outlet.Name)
		}
	}
	return nil
}

// countFile counts the outlets of the file that stay as they were.
func (c *outletChange) countFile(before map[string]news.Outlet) {
	for _, outlet := range c.table.Outlets {
		is, _ := c.outlets.Of(outlet.Name)
		if was := before[news.OutletKey(outlet.Name)]; !sameOutlet(was, is) {
			c.Unchanged--
		}
	}
}

// sameOutlet reports whether the same is known of two outlets.
func sameOutlet(a, b news.Outlet) bool {
	return a.Name == b.Name && a.Family == b.Family && sameNames(a.Domains, b.Domains) && sameNames(a.Aliases, b.Aliases)
}

func sameNames(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// write writes the change as text.
func (c *outletChange) write(p *page) error {
	p.wrapped("", plural(len(c.table.Outlets), "outlet", "outlets")+" in "+clean(c.file)+": "+joined(", ",
		thousands(len(c.Added))+" added", thousands(len(c.Changed))+" changed", thousands(c.Unchanged)+" as before",
		some(len(c.Gone), " gone"), some(len(c.Unknown), " unknown"))+".")
	if len(c.Ignored) > 0 {
		p.wrapped("", clean("Not read: "+plural(len(c.Ignored), "column", "columns")+" "+strings.Join(c.Ignored, ", ")+"."))
	}
	if len(c.Added)+len(c.Changed)+len(c.Gone)+len(c.Unknown) > 0 {
		p.line()
	}
	listOutlets(p, "added", c.Added, func(o outletJSON) string { return o.Name + ": " + o.said() })
	listOutlets(p, "changed", c.Changed, func(x changedJSON) string { return x.Is.Name + ": " + x.Is.said() + "; was " + x.Was.said() })
	listOutlets(p, "gone", c.Gone, func(name string) string { return name })
	listOutlets(p, "unknown", c.Unknown, func(name string) string { return name + ": no article is from there yet" })
	switch {
	case len(c.Added)+len(c.Changed)+len(c.Gone) == 0:
	case c.Written:
		p.line()
		p.line("Written. Stories are counted so from now on.")
	default:
		p.line()
		p.line("Nothing is written yet: --yes writes it.")
	}
	return p.flush()
}

// shownOutlets is how many outlets of a kind are named before the rest is counted.
const shownOutlets = 50

// listOutlets writes outlets of one kind, a line each.
func listOutlets[T any](p *page, kind string, outlets []T, said func(T) string) {
	label := pad(kind, len("unknown")+2)
	for _, outlet := range outlets[:min(len(outlets), shownOutlets)] {
		p.wrapped(label, clean(said(outlet)))
	}
	if more := len(outlets) - shownOutlets; more > 0 {
		p.line(label, "and ", thousands(more), " more (--json lists all)")
	}
}

// some writes a number that is not 0.
func some(n int, what string) string {
	if n == 0 {
		return ""
	}
	return thousands(n) + what
}

// said says what is known of an outlet.
func (o outletJSON) said() string {
	var family string
	if o.Family != nil {
		family = "family " + *o.Family
	}
	return cmp.Or(joined("; ", family, strings.Join(o.Domains, ", "), strings.Join(o.Aliases, ", ")), "its own family")
}

// writeOutletTable writes the table of outlets that sources import reads: those that articles are from and those that editors know.
func writeOutletTable(sources []index.Source, std stdio) error {
	rows := [][]string{{"name", "domain", "family", "alias", "articles"}}
	articles, outlets := map[string]int{}, map[string]news.Outlet{}
	for _, s := range sources {
		if s.Name != "" && (s.Articles > 0 || !s.Outlet.Empty()) {
			articles[s.Outlet.Name] += s.Articles
			outlets[s.Outlet.Name] = s.Outlet
		}
	}
	for _, name := range slices.Sorted(maps.Keys(outlets)) {
		o := outlets[name]
		rows = append(rows, []string{o.Name, strings.Join(o.Domains, "; "), o.Family, strings.Join(o.Aliases, "; "), strconv.Itoa(articles[name])})
	}
	return writeCSV(std.out, rows)
}
