package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/news"
)

// foundStory is a story that an argument names.
type foundStory struct {
	index.Story
	asked   string   // whole id of the story or article that was named
	path    []string // ids of merged stories that led here, the asked one first; nil when it stands itself
	article bool     // an article of it was named
}

// findStory returns the story that a command is asked about by its id, by that of one it is merged with, or
// by an article's. A whole id goes before the beginning of another.
func findStory(a *index.Archive, id string) (foundStory, error) {
	s, path, err := a.Resolve(id)
	asked := s.ID
	if len(path) > 0 {
		asked = path[0]
	}
	var several *index.AmbiguousError
	switch {
	case err == nil && asked == id:
		return foundStory{s, asked, path, false}, nil
	case err != nil && !errors.Is(err, index.ErrNotFound) && !errors.As(err, &several):
		return foundStory{}, err
	}
	article, articleErr := a.Article(id)
	switch {
	case articleErr == nil && (article.ID == id || errors.Is(err, index.ErrNotFound)):
		return storyOfArticle(a, article)
	case err == nil:
		return foundStory{s, asked, path, false}, nil
	case several != nil:
		return foundStory{}, usageError{several}
	}
	return foundStory{}, waitingToo(a, notFound("story and no article", id, articleErr))
}

// waitingToo adds to the error that nothing has an id what it may be that is not in a story yet.
func waitingToo(a *index.Archive, missing error) error {
	n, err := a.CountPending()
	var asked usageError
	if err != nil || n == 0 || errors.As(missing, &asked) {
		return errors.Join(missing, err)
	}
	return fmt.Errorf("%w\n%s in no story yet for the next `%s nightly`: it may be one of these", missing, plural(n, "article waits", "articles wait"), programName)
}

// findArticle returns the article that a command is asked about.
func findArticle(a *index.Archive, id string) (index.Article, error) {
	article, err := a.Article(uncut(id))
	if err != nil {
		return index.Article{}, notFound("article", id, err)
	}
	return article, nil
}

// uncut takes the mark from an id that was cut to fit its column: its beginning will do.
func uncut(id string) string { return strings.TrimSuffix(id, "…") }

// notFound says what to do about an id that leads nowhere, or to several.
func notFound(what, id string, err error) error {
	var several *index.AmbiguousError
	switch {
	case id == "":
		return usageError{errors.New("an id is empty")}
	case errors.As(err, &several):
		return usageError{several}
	case errors.Is(err, index.ErrNotFound):
		return fmt.Errorf("no %s has the id %s, or one that begins so; `%s stories` and `%s search` find them", what, id, programName, programName)
	}
	return err
}

// storyOfArticle returns the story that an article is in.
func storyOfArticle(a *index.Archive, article index.Article) (foundStory, error) {
	stories, err := a.StoriesOf([]int64{article.Seq})
	if err != nil {
		return foundStory{}, err
	}
	s, ok := stories[article.Seq]
	if !ok {
		return foundStory{}, fmt.Errorf("article %s is in no story yet; the next `%s nightly` puts it into one", article.ID, programName)
	}
	whole, err := a.Story(s.ID)
	return foundStory{whole, article.ID, nil, true}, err
}

// redirect says by what way the story was found, "" when it was named itself.
func (f foundStory) redirect(a *index.Archive, v view) (string, error) {
	if f.article {
		return fmt.Sprintf("Article %s is in this story.", clean(f.asked)), nil
	}
	if len(f.path) == 0 {
		return "", nil
	}
	last := f.path[len(f.path)-1]
	changes, err := a.History(last)
	if err != nil {
		return "", err
	}
	said := fmt.Sprintf("%s is part of %s", f.asked, f.ID)
	for _, c := range changes {
		if c.Kind == "merged" && c.Story == last {
			said = fmt.Sprintf("%s is part of %s since %s", f.asked, f.ID, v.said(clockTime(c.At)))
		}
	}
	if by := f.path[1:]; len(by) > 0 {
		said += ", by way of " + strings.Join(by, ", ")
	}
	return said + ".", nil
}

// clockTime is a moment that is known to the minute.
func clockTime(at time.Time) news.Time { return news.Time{At: at, Precision: news.Minute} }
