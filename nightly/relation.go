package nightly

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// Why two articles are in one story, or not, is told by grouping them again with others of their days: what the night knew of its
// window is not kept for ever. Of a window that is small these are all; of a large one as many as tell how common words are, with those
// that hold most of the heaviest words of either, which are its neighbours, and the stories of both.

const (
	relationAround = 800 // texts of the days of either
	relationNear   = 60  // of these days, by the heaviest words of either
)

// Relate tells how two articles stand to each other, of which one at least is in the archive: the other has no Key.
func Relate(ctx context.Context, a *index.Archive, two [2]*cluster.Article, opts cluster.Options) (cluster.Relation, error) {
	r := relating{archive: a, background: cluster.NewWindow(opts, nil, nil, cluster.Past{})}
	for _, one := range two {
		if err := r.gather(ctx, one); err != nil {
			return cluster.Relation{}, err
		}
	}
	slices.Sort(r.articles)
	records, err := a.Records(slices.Compact(r.articles))
	if err != nil {
		return cluster.Relation{}, err
	}
	var all []news.Article
	var sources []string
	for _, record := range records {
		all, sources = append(all, collected(record)), append(sources, record.Source)
	}
	for i, one := range two {
		if one.Key == 0 {
			one.Seq = int64(-1 - i) // records have numbers above 0
			all, sources = append(all, one.Article), append(sources, one.Source)
		}
	}
	slices.Sort(sources)
	repeated, err := a.Repeated(slices.Compact(sources))
	if err != nil {
		return cluster.Relation{}, err
	}
	opts.MaxSpan = cluster.MaxSpanDays * 24 * time.Hour
	return cluster.Relate(all, news.NewRemains(repeated), two[0].Seq, two[1].Seq, opts), nil
}

// relating gathers the articles that two are compared among.
type relating struct {
	archive    *index.Archive
	background *cluster.Window // empty: what it weighs it weighs by the background
	articles   []int64         // Seqs
}

// gather adds an article of the archive, its story, and what is around either kind of article.
func (r *relating) gather(ctx context.Context, one *cluster.Article) error {
	if one.Key != 0 {
		r.articles = append(r.articles, one.Key)
		stories, err := r.archive.StoriesOf([]int64{one.Key})
		if err != nil {
			return err
		}
		if s, ok := stories[one.Key]; ok {
			l, err := r.archive.LoadStory(s.Seq)
			if err != nil {
				return err
			}
			for _, row := range l.Articles {
				r.articles = append(r.articles, row.Seq)
			}
		}
	}
	if !one.Published.Known() && one.Seen.IsZero() {
		return nil // a file without a day
	}
	day := cluster.Day(one.Article)
	around, err := r.archive.Around(day-cluster.WindowDays, day+cluster.WindowDays, relationAround)
	if err != nil {
		return err
	}
	near, err := r.near(ctx, one, day)
	if err != nil {
		return err
	}
	shown, err := r.archive.ArticlesShownBy(near)
	if err != nil {
		return err
	}
	for _, row := range shown {
		around = append(around, row.Seq)
	}
	r.articles = append(r.articles, around...)
	return nil
}

// near returns the records of the days around one that hold most of the heaviest words of an article; none when the search is not up to
// the tables, which the next night mends.
func (r *relating) near(ctx context.Context, one *cluster.Article, day int) ([]int64, error) {
	searcher := r.archive.Searcher()
	near, err := searcher.LateRecords(ctx, index.Lookup{
		Words: r.background.KeyWords(one.Article, lateWords), Lang: one.Lang,
		From: startOf(day - cluster.WindowDays), To: startOf(day + cluster.WindowDays + 1), Size: relationNear})
	if errors.Is(err, index.ErrNotCovered) {
		err = nil
	}
	return near, errors.Join(err, searcher.Close())
}
