package main

import (
	"fmt"
	"iter"

	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/index/news"
)

// problems counts what could not be read as it stood, and tells of it at once: a night keeps no more in
// memory than it must. The log gets all of it, stderr the first few of a kind.
type problems struct {
	job    *job
	counts [ingest.Unreadable + 1]int
}

// add tells of a problem.
func (p *problems) add(problem *ingest.Problem) {
	p.counts[problem.Kind]++
	if p.job.opts.logFormat != "" {
		p.job.log.Warn(problem.Kind.String(), "name", problem.Name, "record", problem.Record, "reason", problem.Reason)
		return
	}
	if problem.Kind == ingest.Unreadable || p.counts[problem.Kind] <= maxTold {
		p.job.say(saidOf(problem.Kind), " ", clean(problem.Error()))
	}
}

// more tells how many were not told of one by one.
func (p *problems) more() {
	if p.job.opts.logFormat != "" {
		return
	}
	for _, kind := range [...]ingest.Kind{ingest.Skipped, ingest.Warning, ingest.Ignored} {
		if more := p.counts[kind] - maxTold; more > 0 {
			p.job.say(saidOf(kind), fmt.Sprintf(" %d more like these (--log-format text lists them)", more))
		}
	}
}

// saidOf begins the line about a problem.
func saidOf(kind ingest.Kind) string {
	switch kind {
	case ingest.Warning:
		return "kept, but"
	case ingest.Unreadable:
		return "cannot read"
	}
	return kind.String()
}

// verdict returns the error that too little of so many records was read, nil when it was enough.
func (p *problems) verdict(records int, maxSkipped float64) error {
	skipped := p.counts[ingest.Skipped]
	switch n := p.counts[ingest.Unreadable]; {
	case n > 0:
		return inputError{fmt.Errorf("%s could not be read to the end; what was read is kept", plural(n, "input", "inputs"))}
	case 100*float64(skipped) > maxSkipped*float64(records):
		return inputError{fmt.Errorf("%d of %d records were skipped, more than %v %% (raise it with --max-skipped N); what was read is kept",
			skipped, records, maxSkipped)}
	}
	return nil
}

// withEmptyFolders adds to what is read of inputs the folders without a file, each as a record that is lost.
func withEmptyFolders(stream iter.Seq2[news.Article, *ingest.Problem], inputs []string) iter.Seq2[news.Article, *ingest.Problem] {
	return func(yield func(news.Article, *ingest.Problem) bool) {
		for a, problem := range stream {
			if !yield(a, problem) {
				return
			}
		}
		for _, name := range inputs {
			if isEmptyFolder(name) && !yield(news.Article{}, &ingest.Problem{Kind: ingest.Skipped, Name: name, Reason: "no files in it"}) {
				return
			}
		}
	}
}
