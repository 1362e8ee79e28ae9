package main

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index"
)

// alikes puts stories and articles whose ids begin alike.
func alikes(g *index.Grouping) error {
	put := func(story, article string) error {
		s, err := g.PutStory(index.Story{ID: story, State: index.StateOpen, Articles: 1, Unknown: 1, Texts: 1})
		if err != nil {
			return err
		}
		text, err := g.PutText(index.Text{ID: "t" + story, Story: s})
		if err != nil {
			return err
		}
		_, err = g.PutArticle(index.Article{ID: article, State: "current", Text: text}, nil)
		return err
	}
	_, merged := g.PutStory(index.Story{ID: "smrg", State: index.StateMerged, MergedInto: "snxt"})
	_, next := g.PutStory(index.Story{ID: "snxt", State: index.StateMerged, MergedInto: "sab1"})
	_, waits := g.PutArticle(index.Article{ID: "zebra", State: "current"}, nil)
	return errors.Join(put("sab1", "zed"), put("sab2", "sab"), merged, next, waits)
}

func TestFindStory(t *testing.T) {
	archive := archiveOptions{dir: made(t, alikes)}
	for _, test := range []struct {
		name, id string
		want     string // id of the story, or part of the error
		path     []string
	}{
		{"whole id", "sab1", "sab1", nil},
		{"whole id of an article before beginnings of stories", "sab", "sab2", nil},
		{"article", "zed", "sab1", nil},
		{"merged twice, by its beginning", "sm", "sab1", []string{"smrg", "snxt"}},
		{"beginning of stories", "s", "s is the beginning of several ids: sab1, sab2, smrg, snxt", nil},
		{"beginning of articles", "ze", "ze is the beginning of several ids: zebra, zed", nil},
		{"article that waits", "zebra", "article zebra is in no story yet; the next `twicetold nightly` puts it into one", nil},
		{"neither", "none", "no story and no article has the id none", nil},
		{"nothing", "", "an id is empty", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := archive.read(func(a *index.Archive) error {
				s, err := findStory(a, test.id)
				if err == nil && !slices.Equal(s.path, test.path) {
					t.Errorf("path %q, want %q", s.path, test.path)
				}
				return cmp.Or(err, errors.New(s.ID))
			})
			if !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("findStory(%q) = %v, want %s", test.id, err, test.want)
			}
		})
	}
}
