package main

import (
	"cmp"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// articleList shows articles of an archive on a line each: when, who, and what it is called.
type articleList struct {
	view
	articles []index.Article
	records  map[int64]index.Record // that are shown, by Seq of the article
}

func newArticleList(a *index.Archive, p *page, articles []index.Article) (articleList, error) {
	records, err := shownRecords(a, articles)
	if err != nil {
		return articleList{}, err
	}
	var times []news.Time
	for _, article := range articles {
		times = append(times, article.Published)
	}
	return articleList{newTimesView(p, times...), articles, records}, nil
}

// shownRecords returns the records that articles are shown by, by Seq of the article.
func shownRecords(a *index.Archive, articles []index.Article) (map[int64]index.Record, error) {
	var seqs []int64
	shown := map[int64]bool{}
	for _, article := range articles {
		seqs = append(seqs, article.Seq)
		shown[article.Record] = true
	}
	records, err := a.Records(seqs)
	if err != nil {
		return nil, err
	}
	byArticle := map[int64]index.Record{}
	for _, r := range records {
		if shown[r.Seq] {
			byArticle[r.Article] = r
		}
	}
	return byArticle, nil
}

// row writes article i.
func (l articleList) row(i int) {
	article := l.articles[i]
	start := pad(indent+l.when(article.Published), l.timed()) + pad(fit(outletOf(article), nameWidth), nameWidth) + " "
	l.line(start, fit(l.title(article), l.width-l.timed()-nameWidth-1))
}

// title returns what an article is called, without remains of its page.
func (l articleList) title(article index.Article) string {
	return cmp.Or(clean(news.Split(l.records[article.Seq].Given, nil).Title), "(untitled)")
}

// outletOf is what an article is called by: its source, or its id, in brackets, when that is unknown.
func outletOf(article index.Article) string {
	if article.Source == "" {
		return "(" + clean(article.ID) + ")"
	}
	return clean(article.Source)
}
