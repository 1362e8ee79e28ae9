package index

import (
	"context"
	"fmt"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// Report is an article of a story, as far as it tells who covered what.
type Report struct {
	Story     int64 // Seq
	Text      int64 // Seq
	Source    string
	Agency    string // that its text credits
	Digest    bool
	Published news.Time // of its first record
	Copied    bool      // its text has another origin
	From      string    // source of that; "" when unknown
	Origin    news.Time // of the record of that which is shown: an earlier one may have had other words
	Share     float64   // of it that the origin has
}

// Covered is a story with what reports it.
type Covered struct {
	Story
	Reports []Report // by Seq of the article
}

// Covered returns the stories of a query, in its order and as Stories has them, with their reports. What was withdrawn is no report.
func (a *Archive) Covered(ctx context.Context, q StoryQuery) ([]Covered, error) {
	var covered []Covered
	err := a.read(ctx, func(r reader) error {
		var seqs []int64
		place := map[int64]int{}
		for s, err := range r.stories(q) {
			if err != nil {
				return err
			}
			place[s.Seq] = len(covered)
			seqs, covered = append(seqs, s.Seq), append(covered, Covered{Story: s})
		}
		for report, err := range each(r, scanReport, reportQuery, array(seqs)) {
			if err != nil {
				return err
			}
			c := &covered[place[report.Story]]
			c.Reports = append(c.Reports, report)
		}
		return r.countVoices(covered)
	})
	if err != nil {
		return nil, fmt.Errorf("read coverage: %w", err)
	}
	return slices.DeleteFunc(covered, func(c Covered) bool { return len(c.Reports) == 0 }), nil
}

// countVoices fills in the outlets and families that stories come from.
func (r reader) countVoices(covered []Covered) error {
	outlets, err := r.outlets()
	if err != nil {
		return err
	}
	for i := range covered {
		c := &covered[i]
		if c.Families = c.Sources; len(outlets.List()) == 0 {
			continue
		}
		v := outlets.Voices(func(yield func(string) bool) {
			for _, report := range c.Reports {
				if !yield(report.Source) {
					return
				}
			}
		})
		c.Sources, c.Families = v.Outlets, v.Families
	}
	return nil
}

const reportQuery = `SELECT t.story, t.seq, a.source, a.agency, a.digest, a.published, a.published_precision, a.published_trust,
	c.of IS NOT NULL, coalesce(o.source, ''), r.published, coalesce(r.precision, 'unknown'), coalesce(r.trust, 'missing'),
	coalesce(c.share, 0)
	FROM text t JOIN article a ON a.text = t.seq LEFT JOIN copy c ON c.article = a.seq LEFT JOIN article o ON o.seq = c.of
	LEFT JOIN record r ON r.seq = o.record
	WHERE t.story IN (SELECT value FROM json_each(?)) AND a.state <> 'withdrawn' ORDER BY a.seq`

func scanReport(row scanner) (r Report, err error) {
	at, precision, trust := published(&r.Published)
	originAt, originPrecision, originTrust := published(&r.Origin)
	err = row.Scan(&r.Story, &r.Text, &r.Source, &r.Agency, &r.Digest, at, precision, trust, &r.Copied, &r.From,
		originAt, originPrecision, originTrust, &r.Share)
	return r, err
}
