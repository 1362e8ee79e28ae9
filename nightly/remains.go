package nightly

import (
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// remainRecords of a source, the latest, are read for lines that it prints on its pages: enough to see a line
// in five texts on three days, and a bound on the work.
const remainRecords = 200

// learnRemains returns the page remains of the sources that have sent something: those learnt before and those
// that show now. The table is fixed for the run.
func learnRemains(g *index.Grouping) (*news.Remains, error) {
	known, err := g.PageLines()
	if err != nil {
		return nil, err
	}
	sources, err := g.PendingSources()
	if err != nil {
		return nil, err
	}
	for _, source := range sources {
		records, err := g.Latest(source, remainRecords)
		if err != nil {
			return nil, err
		}
		articles := make([]news.Article, len(records))
		for i, r := range records {
			articles[i] = r.Given
		}
		before := len(known[source])
		known[source] = news.LearnRemains(articles).Lines(source, known[source])
		if len(known[source]) > before {
			if err := g.PutPageLines(source, known[source]); err != nil {
				return nil, err
			}
		}
	}
	return news.NewRemains(known), nil
}
