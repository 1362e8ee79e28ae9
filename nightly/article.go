package nightly

import (
	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// Article returns one article of the archive with its words, without what its source is known to repeat.
func Article(a *index.Archive, row index.Article) (*cluster.Article, error) {
	records, err := a.Records([]int64{row.Seq})
	if err != nil {
		return nil, err
	}
	kept := cluster.KeptArticle{Key: row.Seq, ID: row.ID, Lang: row.Lang}
	var sources []string
	for _, r := range records {
		kept.Records = append(kept.Records, collected(r))
		sources = append(sources, r.Given.Source)
	}
	repeated, err := a.Repeated(sources)
	if err != nil {
		return nil, err
	}
	return cluster.ReadArticle(kept, news.NewRemains(repeated)), nil
}

// Versions returns the records of one article in the order of its versions, oldest first.
func Versions(records []index.Record) []index.Record {
	articles := make([]*news.Article, len(records))
	for i, r := range records {
		a := collected(r)
		articles[i] = &a
	}
	sorted := make([]index.Record, len(records))
	for k, i := range cluster.VersionOrder(articles) {
		sorted[k] = records[i]
	}
	return sorted
}
