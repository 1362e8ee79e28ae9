package main

import (
	"context"
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
	return foundStory{}, notFound("story and no article", id, articleErr)
}

// findArticle returns the article that a command is asked about.
func findArticle(a *index.Archive, id string) (index.Article, error) {
	article, err := a.Article(id)
	if err != nil {
		return index.Article{}, notFound("article", id, err)
	}
	return article, nil
}

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
	stories, err := storiesOf(a, []index.Article{article})
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

// storiesOf returns the stories that articles are in, by Seq of the article, as lists have them.
func storiesOf(a *index.Archive, articles []index.Article) (map[int64]index.Story, error) {
	stories := map[int64]index.Story{}
	for _, article := range articles {
		if _, found := stories[article.Seq]; found || article.Text == 0 {
			continue
		}
		if err := findStoryOf(a, article, stories); err != nil {
			return nil, fmt.Errorf("find story of article %s: %w", article.ID, err)
		}
	}
	return stories, nil
}

// findStoryOf looks for the story of an article among those that have one of its source and its day, and
// notes it for all articles of the stories that it meets.
func findStoryOf(a *index.Archive, article index.Article, noted map[int64]index.Story) error {
	q := index.StoryQuery{All: true, Source: article.Source}
	if t := article.Published; t.Known() {
		q.Since, q.Until = t.At, t.End()
	}
	for s, err := range a.Stories(context.Background(), q) {
		switch {
		case err != nil:
			return err
		case article.Day < s.FirstDay || article.Day > s.LastDay || article.Source == "" && s.Unknown == 0:
			continue
		}
		l, err := a.LoadStory(s.Seq)
		if err != nil {
			return err
		}
		for _, member := range l.Articles {
			noted[member.Seq] = s
		}
		if _, found := noted[article.Seq]; found {
			return nil
		}
	}
	return nil
}
