package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/nightly"
)

// maxNamed is how many sources and reasons are named in the text; --json has all.
const maxNamed = 20

// outcome is how a run ended.
type outcome struct {
	nightly.Summary
	Unreadable int  `json:"unreadable"` // inputs that are lost, or the rest of them
	Grouped    bool `json:"grouped"`    // false: what was kept waits for the next run
	fed        bool // it was given inputs
	apart      int  // stories that regroup took apart
	regrouped  bool
}

// summarise prints the summary of a run, and puts it into the log.
func (j *job) summarise(o outcome) error {
	j.log.Info("done", "run", o.Run, "read", o.Articles.Read, "new", o.Articles.New, "known", o.Articles.Known,
		"skipped", o.Articles.Skipped, "unreadable", o.Unreadable, "stories_new", o.Stories.New, "stories_grown", o.Stories.Grown,
		"stories_merged", o.Stories.Merged, "seconds", rounded(seconds(o.Stages)))
	var err error
	if j.opts.json {
		err = writeJSON(j.std.out, struct {
			Format string `json:"format"`
			outcome
		}{"twicetold/1", o})
	} else {
		err = o.write(newPage(j.std, j.zone))
	}
	if err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	return nil
}

// write writes the summary as text.
func (o outcome) write(p *page) error {
	when := o.Now.In(p.zone).Format("Mon 2 Jan 2006 15:04 MST")
	if o.DryRun {
		p.line(p.strong("Dry run"), " at ", when, ": what would happen; nothing was kept")
	} else {
		p.line(p.strong(fmt.Sprintf("Run %d", o.Run)), " at ", when)
	}
	missing, low := absentees(o.Summary)
	for _, row := range []struct{ label, text string }{
		{"articles", o.articles()},
		{"of these", novelties(o.Articles)},
		{"stories", o.stories()},
		{"edits", list(count(o.Edits.Applied, "applied"), count(o.Edits.Pending, "waiting for the next run"))},
		{"skipped", skippedLine(o.Skipped)},
		{"sources", sourcesLine(o.Summary)},
		{"missing", levels(missing)},
		{"low", levels(low)},
		{"archive", o.sizes()},
		{"seconds", stagesLine(o.Stages)},
	} {
		if row.text != "" {
			p.wrapped("  "+p.faint(pad(row.label, 10)), row.text)
		}
	}
	return p.flush()
}

// articles says what came in, and what was there to do without it.
func (o outcome) articles() string {
	a := o.Articles
	read, unreadable, waiting := "", "", ""
	if o.fed {
		read = plural(a.Read, "record", "records") + " read"
		if parts := list(count(a.New, "new"), count(a.Known, "known"), count(a.Forgotten, "forgotten on demand"), count(a.Skipped, "skipped")); parts != "" {
			read += ": " + parts
		}
	}
	if o.Unreadable > 0 {
		unreadable = plural(o.Unreadable, "input", "inputs") + " not read to the end"
	}
	if a.Waiting > 0 {
		waiting = thousands(a.Waiting) + " left by an earlier run"
	}
	return joined("; ", read, unreadable, waiting)
}

// novelties says what the articles that were grouped turned out to be.
func novelties(a nightly.Articles) string {
	revised := ""
	if a.Revised > 0 {
		revised = plural(a.Revised, "known article revised", "known articles revised")
	}
	texts := ""
	if a.Texts > 0 {
		texts = plural(a.Texts, "new text", "new texts")
	}
	copies := ""
	if a.Copies > 0 {
		copies = plural(a.Copies, "copy", "copies")
	}
	return list(texts, copies, revised)
}

func (o outcome) stories() string {
	if !o.Grouped {
		return "left to the next run"
	}
	s := o.Stories
	apart := ""
	if o.regrouped {
		apart = thousands(o.apart) + " taken apart: "
		s.Closed = 0 // those that were closed before, and are again, are no news
	}
	changes := list(count(s.New, "new"), count(s.Grown, "grown"), count(s.Merged, "merged"), count(s.Split, "split"),
		count(s.Reopened, "reopened"), count(s.Closed, "closed"), count(s.Withdrawn, "withdrawn"), count(s.Single, "new of one article"))
	return apart + cmp.Or(changes, "nothing changed") + "; " + thousands(s.Open) + " open"
}

func skippedLine(reasons []nightly.Reason) string {
	var parts []string
	for _, r := range reasons[:min(len(reasons), maxNamed)] {
		parts = append(parts, fmt.Sprintf("%s × %s", thousands(r.Count), clean(r.Reason)))
	}
	return abridged(parts, len(reasons), "; ")
}

// sourcesLine says how many sources sent something new.
func sourcesLine(s nightly.Summary) string {
	if s.Articles.New == 0 {
		return ""
	}
	sending := 0
	for _, source := range s.Sources {
		if source.New > 0 {
			sending++
		}
	}
	if sending == 0 {
		return ""
	}
	return plural(sending, "source", "sources") + " sent something new"
}

// absentees returns the sources that sent nothing and those that sent far less than usual, by the rule of the
// command sources, most missed first. When nothing at all is new, as when a run is repeated, no source is told of.
func absentees(s nightly.Summary) (missing, low []nightly.Source) {
	if s.Articles.New == 0 {
		return nil, nil
	}
	for _, source := range s.Sources {
		switch levelMark(index.Source{Last: source.New, Usual: source.Usual}) {
		case "missing":
			missing = append(missing, source)
		case "low":
			low = append(low, source)
		}
	}
	for _, sources := range [][]nightly.Source{missing, low} {
		slices.SortFunc(sources, func(a, b nightly.Source) int {
			return cmp.Or(-cmp.Compare(a.Usual, b.Usual), cmp.Compare(a.Name, b.Name))
		})
	}
	return missing, low
}

// levels names sources with what they sent and what they usually do.
func levels(sources []nightly.Source) string {
	var parts []string
	for _, s := range sources[:min(len(sources), maxNamed)] {
		name := cmp.Or(clean(s.Name), "articles without a source")
		parts = append(parts, fmt.Sprintf("%s (%d, usually %s)", name, s.New, usualLevel(s.Usual)))
	}
	return abridged(parts, len(sources), ", ")
}

func (o outcome) sizes() string {
	b := o.Bytes
	if b.Total == 0 { // not measured
		return ""
	}
	return fmt.Sprintf("%s: tables %s (article texts %s), search %s", size(b.Total), size(b.Tables), size(b.Bodies), size(b.Search))
}

// stagesLine tells the seconds in all, and of the stages that took any to speak of.
func stagesLine(stages []nightly.Stage) string {
	line := fmt.Sprintf("%.1f", seconds(stages))
	var parts []string
	for _, s := range stages {
		if tenths := fmt.Sprintf("%.1f", s.Seconds); tenths != "0.0" {
			parts = append(parts, s.Name+" "+tenths)
		}
	}
	return joined(": ", line, strings.Join(parts, ", "))
}

func seconds(stages []nightly.Stage) float64 {
	sum := 0.0
	for _, s := range stages {
		sum += s.Seconds
	}
	return sum
}

// abridged joins the parts that are named of so many.
func abridged(parts []string, of int, separator string) string {
	if more := of - len(parts); more > 0 {
		parts = append(parts, fmt.Sprintf("and %s more", thousands(more)))
	}
	return strings.Join(parts, separator)
}

// count puts a number before a word, or is empty for none.
func count(n int, what string) string {
	if n == 0 {
		return ""
	}
	return thousands(n) + " " + what
}

// list joins the parts that are not empty.
func list(parts ...string) string { return joined(", ", parts...) }

// size writes a number of bytes as a person would.
func size(bytes int64) string {
	n, unit := float64(bytes), "bytes"
	for _, larger := range [...]string{"kB", "MB", "GB", "TB"} {
		if n < 1000 {
			break
		}
		n, unit = n/1000, larger
	}
	if unit == "bytes" || n >= 100 {
		return fmt.Sprintf("%.0f %s", n, unit)
	}
	return fmt.Sprintf("%.1f %s", n, unit)
}
