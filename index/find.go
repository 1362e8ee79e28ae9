package index

import (
	"context"
	"fmt"
	"slices"
)

// Ids may be given by their beginning, as long as only one begins so.

// Story returns the story with an id or a unique beginning of one, whole, whatever its state. Errors are
// ErrNotFound and *AmbiguousError.
func (a *Archive) Story(id string) (Story, error) {
	var s Story
	err := a.read(context.Background(), func(r reader) (err error) {
		s, err = r.story(id)
		return err
	})
	return s, err
}

func (r reader) story(id string) (Story, error) {
	seq, err := r.find("story", id)
	if err != nil {
		return Story{}, err
	}
	return r.wholeStory(seq)
}

// wholeStory returns a story for readers.
func (r reader) wholeStory(seq int64) (Story, error) {
	stories, err := r.wholeStories([]int64{seq})
	if err == nil {
		err = r.countOutlets(stories)
	}
	if err != nil {
		return Story{}, err
	}
	return stories[0].shown(), nil
}

// Resolve follows a story to the one that it became part of in the end. It returns that one and the ids
// passed on the way, the asked one first: nil when it stands itself. Errors are those of Story; a story
// that leads back to itself is a *DamagedError.
func (a *Archive) Resolve(id string) (Story, []string, error) {
	var s Story
	var path []string
	err := a.read(context.Background(), func(r reader) (err error) {
		if s, err = r.story(id); err != nil {
			return err
		}
		s, path, err = r.end(s)
		return err
	})
	if err != nil {
		return Story{}, nil, err
	}
	return s, path, nil
}

// end returns the story that one became part of in the end, and the ids passed on the way.
func (r reader) end(s Story) (_ Story, path []string, err error) {
	id := s.ID
	for s.State == StateMerged {
		if slices.Contains(path, s.ID) {
			return Story{}, nil, fmt.Errorf("follow story %s: %w", id, r.damaged("leads in a circle at story "+s.ID))
		}
		path = append(path, s.ID)
		if s, err = r.follow(s); err != nil {
			return Story{}, nil, err
		}
	}
	return s, path, nil
}

// follow returns the story that one was merged into.
func (r reader) follow(s Story) (Story, error) {
	seq, err := one(r, column[int64], `SELECT seq FROM story WHERE id = ?`, s.MergedInto)
	if err != nil {
		return Story{}, fmt.Errorf("follow story %s into %q: %w", s.ID, s.MergedInto, err)
	}
	return r.wholeStory(seq)
}

// LoadStory returns a story by Seq with all that it holds, but for the Features and Near of its texts.
func (a *Archive) LoadStory(seq int64) (Loaded, error) {
	var l Loaded
	err := a.read(context.Background(), func(r reader) (err error) {
		l, err = r.load([]int64{seq})
		for i, s := range l.Stories {
			l.Stories[i] = s.shown()
		}
		return err
	})
	if err == nil && len(l.Stories) == 0 {
		err = fmt.Errorf("story %d: %w", seq, ErrNotFound)
	}
	return l, err
}

// StoriesOf returns the stories that articles are in, by Seq of the article, as Stories has them. Articles that wait
// are in none.
func (a *Archive) StoriesOf(articles []int64) (map[int64]Story, error) {
	r := a.reader(context.Background())
	found, err := all(r, scanMembership, `SELECT a.seq, `+storyColumns+` FROM article a
		JOIN text t ON t.seq = a.text JOIN story s ON s.seq = t.story WHERE a.seq IN (SELECT value FROM json_each(?))`, array(articles))
	if err != nil {
		return nil, fmt.Errorf("find stories: %w", err)
	}
	stories := make([]Story, len(found))
	for i, m := range found {
		stories[i] = m.story.shown()
	}
	if err := r.countOutlets(stories); err != nil {
		return nil, err
	}
	byArticle := map[int64]Story{}
	for i, m := range found {
		byArticle[m.article] = stories[i]
	}
	return byArticle, nil
}

// membership says which story an article is in.
type membership struct {
	article int64
	story   Story
}

func scanMembership(row scanner) (m membership, err error) {
	err = row.Scan(append([]any{&m.article}, storyTargets(&m.story)...)...)
	return m, err
}

// ArticlesByID returns the articles with these ids, by Seq; ids that none has are passed over.
func (a *Archive) ArticlesByID(ids []string) ([]Article, error) {
	return a.articles(`WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.seq`, array(ids))
}

// Articles returns articles by Seq, in that order; numbers that none has are passed over.
func (a *Archive) Articles(seqs []int64) ([]Article, error) {
	return a.articles(`WHERE a.seq IN (SELECT value FROM json_each(?)) ORDER BY a.seq`, array(seqs))
}

// ArticlesShownBy returns the articles that are shown as one of these records has them, by Seq; records that none is shown by
// are passed over.
func (a *Archive) ArticlesShownBy(records []int64) ([]Article, error) {
	return a.articles(`WHERE a.record IN (SELECT value FROM json_each(?)) ORDER BY a.seq`, array(records))
}

func (a *Archive) articles(where string, args ...any) ([]Article, error) {
	articles, err := all(a.reader(context.Background()), scanArticle, articleQuery+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	return articles, nil
}

// Article returns the article with an id or a unique beginning of one. Errors are those of Story.
func (a *Archive) Article(id string) (Article, error) {
	var article Article
	err := a.read(context.Background(), func(r reader) error {
		seq, err := r.find("article", id)
		if err != nil {
			return err
		}
		article, err = one(r, scanArticle, articleQuery+`WHERE a.seq = ?`, seq)
		return err
	})
	return article, err
}

// namedRow has a Seq and an id.
type namedRow struct {
	seq int64
	id  string
}

func scanNamed(row scanner) (n namedRow, err error) {
	err = row.Scan(&n.seq, &n.id)
	return n, err
}

// shownIDs is how many ids an AmbiguousError names.
const shownIDs = 10

// find returns the Seq of the story or article with an id, or with the only id that begins so.
func (r reader) find(table, id string) (int64, error) {
	if id == "" {
		return 0, fmt.Errorf("find %s: no id given: %w", table, ErrNotFound)
	}
	const beyond = "\U0010FFFF" // sorts behind all that ids are made of
	rows, err := all(r, scanNamed, `SELECT seq, id FROM `+table+` WHERE id >= ? AND id < ? ORDER BY id LIMIT ?`, id, id+beyond, shownIDs)
	switch {
	case err != nil:
		return 0, fmt.Errorf("find %s %s: %w", table, id, err)
	case len(rows) == 0:
		return 0, fmt.Errorf("find %s %s: %w", table, id, ErrNotFound)
	case len(rows) > 1 && rows[0].id != id:
		e := &AmbiguousError{Prefix: id}
		for _, row := range rows {
			e.IDs = append(e.IDs, row.id)
		}
		return 0, e
	}
	return rows[0].seq, nil
}

// Around returns the Seqs of articles that stand for texts which first appeared on some days, n at most: of more those that a hash
// of their numbers selects, so that it is the same ones whenever it is asked.
func (a *Archive) Around(first, last, n int) ([]int64, error) {
	// The texts are chosen by their index of days alone.
	seqs, err := all(a.reader(context.Background()), column[int64], `SELECT representative FROM text WHERE representative IS NOT NULL AND seq IN (
			SELECT seq FROM text WHERE day BETWEEN ? AND ? ORDER BY seq * 2654435761 % 4294967296, seq LIMIT ?)
		ORDER BY seq * 2654435761 % 4294967296, seq`, first, last, n)
	if err != nil {
		return nil, fmt.Errorf("read articles of days: %w", err)
	}
	return seqs, nil
}
