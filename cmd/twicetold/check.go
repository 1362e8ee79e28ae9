package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
)

// checkOptions are the flags of check.
type checkOptions struct {
	archive archiveOptions
	json    bool
}

func newCheckCommand(std stdio) *cobra.Command {
	var opts checkOptions
	c := &cobra.Command{
		Use:   "check",
		Short: "Verify every file and every promise of the archive",
		Long: `check reads the whole archive: the pages of the database, what its tables promise one another, each
article's text against what it was when it was kept, and each search file against its checksum. It says
what it finds wrong, file by file, and what to do. It may run at any time, also beside a night.

A sound archive is exit status 0, a damaged one 5.
` + archiveHelp,
		Example: `  twicetold check --archive news
  twicetold check -a news --json | jq -r '.findings[].file'`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runCheck(c.Context(), opts, std) },
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.json, "json", false, "print the findings as one JSON document")
	return c
}

// checkDocument is what check --json prints.
type checkDocument struct {
	Format   string        `json:"format"`
	Archive  string        `json:"archive"`
	Findings []findingJSON `json:"findings"`
}

type findingJSON struct {
	File string `json:"file"`
	What string `json:"what"`
	Do   string `json:"do"`
}

func runCheck(ctx context.Context, opts checkOptions, std stdio) error {
	dir, err := opts.archive.folder()
	if err != nil {
		return err
	}
	findings, err := check(ctx, opts.archive)
	if err != nil {
		return stoppedWith(ctx, err, "the archive was not checked to its end")
	}
	if opts.json {
		err = writeJSON(std.out, newCheckDocument(dir, findings))
	} else {
		err = writeFindings(newPage(std, nil), dir, findings)
	}
	if err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	if n := len(findings); n > 0 {
		return damageError{fmt.Errorf("archive %s is damaged: %s", dir, plural(n, "finding", "findings"))}
	}
	return nil
}

// check returns what is wrong with an archive. One that can't even be opened for damage has that one finding.
func check(ctx context.Context, archive archiveOptions) (findings []index.Finding, err error) {
	err = archive.read(func(a *index.Archive) (err error) {
		findings, err = a.Check(ctx)
		return err
	})
	var damage *index.DamagedError
	if errors.As(err, &damage) {
		return append(findings, index.Finding(*damage)), nil
	}
	return findings, err
}

func newCheckDocument(dir string, findings []index.Finding) checkDocument {
	d := checkDocument{Format: "twicetold/1", Archive: dir, Findings: []findingJSON{}}
	for _, f := range findings {
		d.Findings = append(d.Findings, findingJSON(f))
	}
	return d
}

// writeFindings writes what is wrong file by file, with what to do where that changes.
func writeFindings(p *page, dir string, findings []index.Finding) error {
	if len(findings) == 0 {
		p.line("archive ", clean(dir), ": all is well")
		return p.flush()
	}
	for i, f := range findings {
		if i == 0 || findings[i-1].File != f.File {
			p.line(p.strong(clean(f.File)))
		}
		p.wrapped("  - ", clean(f.What))
		if i == len(findings)-1 || findings[i+1].File != f.File || findings[i+1].Do != f.Do {
			p.wrapped("  → ", clean(f.Do))
		}
	}
	return p.flush()
}
