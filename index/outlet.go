package index

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/twicetold/twicetold/index/news"
)

// What editors know of outlets stands in table source beside what runs learn of them: the family, and domains and aliases in one
// list, since the form of a name tells which it is. It is read when something is counted, and no run looks at it: so it can be
// changed at any time, and nothing has to be counted again.

// Outlets returns what editors know of outlets.
func (a *Archive) Outlets() (news.Outlets, error) { return a.reader(context.Background()).outlets() }

func (r reader) outlets() (news.Outlets, error) {
	list, err := all(r, scanOutlet, `SELECT name, coalesce(family, ''), aliases FROM source WHERE family IS NOT NULL OR aliases <> '[]' ORDER BY name`)
	if err != nil {
		return news.Outlets{}, fmt.Errorf("read outlets: %w", err)
	}
	return news.NewOutlets(list), nil
}

func scanOutlet(row scanner) (o news.Outlet, err error) {
	var names []string
	err = row.Scan(&o.Name, &o.Family, list{&names})
	for _, name := range names {
		if news.IsDomain(name) {
			o.Domains = append(o.Domains, name)
		} else {
			o.Aliases = append(o.Aliases, name)
		}
	}
	return o, err
}

// PutOutlets replaces what is known of outlets. The archive must have been opened by OpenWriter.
func (a *Archive) PutOutlets(ctx context.Context, outlets news.Outlets) error {
	err := a.write(ctx, func(t *tx) error {
		if err := t.run(nil, `UPDATE source SET family = NULL, aliases = '[]'`); err != nil {
			return err
		}
		for _, o := range outlets.List() {
			_, err := t.exec(`INSERT INTO source (name, family, aliases) VALUES (?, ?, ?)
				ON CONFLICT (name) DO UPDATE SET family = excluded.family, aliases = excluded.aliases`,
				o.Name, orNull(o.Family), array(slices.Concat(o.Domains, o.Aliases)))
			if err != nil {
				return err
			}
		}
		return t.run(nil, `DELETE FROM source WHERE family IS NULL AND aliases = '[]' AND repeated IS NULL AND page_run IS NULL`)
	})
	if err != nil {
		return fmt.Errorf("write outlets: %w", err)
	}
	return nil
}

// SourceNames returns the sources that articles have, known ones only, in order.
func (a *Archive) SourceNames() ([]string, error) {
	names, err := a.reader(context.Background()).sourceNames()
	if err != nil {
		return nil, fmt.Errorf("list sources: %w", err)
	}
	return names, nil
}

// sourceNames goes from each source to the next by the index, and not through all articles.
func (r reader) sourceNames() ([]string, error) {
	return all(r, column[string], `WITH RECURSIVE named (name) AS (
		SELECT min(source) FROM article WHERE source > ''
		UNION ALL SELECT (SELECT min(source) FROM article WHERE source > named.name) FROM named WHERE named.name IS NOT NULL)
		SELECT name FROM named WHERE name IS NOT NULL`)
}

// countBatch is how many stories are counted at a time.
const countBatch = 500

// counted yields stories with the outlets and families that they come from, by what editors know of these.
func (r reader) counted(stories iter.Seq2[Story, error]) iter.Seq2[Story, error] {
	return func(yield func(Story, error) bool) {
		var batch []Story
		deliver := func() bool {
			if err := r.countOutlets(batch); err != nil {
				yield(Story{}, err)
				return false
			}
			for _, s := range batch {
				if !yield(s, nil) {
					return false
				}
			}
			batch = batch[:0]
			return true
		}
		for s, err := range stories {
			if err != nil {
				yield(s, err)
				return
			}
			if batch = append(batch, s); len(batch) == countBatch && !deliver() {
				return
			}
		}
		deliver()
	}
}

// telling is a source of a story.
type telling struct {
	story  int64
	source string
}

func scanTelling(row scanner) (t telling, err error) {
	err = row.Scan(&t.story, &t.source)
	return t, err
}

// countOutlets fills in the outlets and families that stories come from. While nothing is known of outlets each source is one.
func (r reader) countOutlets(stories []Story) error {
	outlets, err := r.outlets()
	if err != nil {
		return err
	}
	seqs := make([]int64, len(stories))
	for i := range stories {
		stories[i].Families = stories[i].Sources
		seqs[i] = stories[i].Seq
	}
	if len(outlets.List()) == 0 {
		return nil
	}
	tellings, err := all(r, scanTelling, `SELECT DISTINCT t.story, a.source FROM text t JOIN article a ON a.text = t.seq
		WHERE t.story IN (SELECT value FROM json_each(?)) AND a.source <> ''`, array(seqs))
	if err != nil {
		return fmt.Errorf("count outlets: %w", err)
	}
	sources := map[int64][]string{}
	for _, t := range tellings {
		sources[t.story] = append(sources[t.story], t.source)
	}
	for i := range stories {
		v := outlets.Voices(slices.Values(sources[stories[i].Seq]))
		stories[i].Sources, stories[i].Families = v.Outlets, v.Families
	}
	return nil
}
