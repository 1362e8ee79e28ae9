package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/twicetold/twicetold/index"
)

// A reader keeps an archive open, as a server for editors would, and asks it what stories, story and search ask, in turn.
// What it asks for is drawn from the articles of the first night.

// question is one kind of what readers ask.
type question struct {
	name string
	ask  func(n int) error // the nth of its kind
}

// reader is an archive that is read.
type reader struct {
	archive  *index.Archive
	searcher *index.Searcher
	articles []article // of the first night, that are asked for
	now      time.Time
	listed   []index.Story // by stories, when it was asked last
}

// readArticles is how many different articles are asked for.
const readArticles = 500

func openReader(dir string, l load) (*reader, error) {
	a, err := index.Open(dir)
	if err != nil {
		return nil, err
	}
	r := &reader{archive: a, searcher: a.Searcher(), now: nowOf(0)}
	for article := range l.articles(0) {
		if r.finds(article) {
			r.articles = append(r.articles, article)
		}
		if len(r.articles) == readArticles {
			break
		}
	}
	if len(r.articles) == 0 {
		return nil, errors.Join(errors.New("no article is found by its words"), r.close())
	}
	return r, nil
}

// finds reports whether an article is found by all that is asked of it.
func (r *reader) finds(a article) bool {
	for _, text := range queriesOf(a) {
		if r.search(text) != nil {
			return false
		}
	}
	return true
}

// queriesOf are the queries for an article: a word, two, and the two as a phrase.
func queriesOf(a article) [3]string {
	pair := strings.Join(wordsOf(a, 2), " ")
	return [3]string{strings.Join(wordsOf(a, 1), " "), pair, `"` + pair + `"`}
}

// state is what a reader holds.
type state struct {
	files, goroutines int   // files: 0 where the system does not say
	heap              int64 // bytes in use after a collection
}

func (r *reader) state() state {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	files, _ := os.ReadDir("/proc/self/fd") // there is none on other systems
	return state{max(len(files)-1, 0), runtime.NumGoroutine(), int64(m.HeapAlloc)}
}

func (s state) String() string {
	return fmt.Sprintf("%d files open, %d goroutines, a heap of %.1f MB", s.files, s.goroutines, float64(s.heap)/(1<<20))
}

func (r *reader) close() error { return errors.Join(r.searcher.Close(), r.archive.Close()) }

// questions are all kinds, in the order in which they are asked.
func (r *reader) questions() []question {
	query := func(kind int) func(n int) error {
		return func(n int) error { return r.search(queriesOf(r.articles[n%len(r.articles)])[kind]) }
	}
	return []question{{"stories", r.stories}, {"story", r.story}, {"word", query(0)}, {"words", query(1)}, {"phrase", query(2)}}
}

// stories lists the latest stories.
func (r *reader) stories(int) error {
	r.listed = r.listed[:0]
	for s, err := range r.archive.Stories(context.Background(), index.StoryQuery{Limit: 50}) {
		if err != nil {
			return err
		}
		r.listed = append(r.listed, s)
	}
	if len(r.listed) == 0 {
		return errors.New("no stories are listed")
	}
	return nil
}

// story loads one of the stories that were listed.
func (r *reader) story(n int) error {
	s, _, err := r.archive.Resolve(r.listed[n%len(r.listed)].ID)
	if err != nil {
		return err
	}
	_, err = r.archive.LoadStory(s.Seq)
	return err
}

// search puts a query, and reads the articles found and their stories.
func (r *reader) search(text string) error {
	q, err := index.ParseQuery(text, r.now)
	if err != nil {
		return err
	}
	hits, err := r.searcher.Search(context.Background(), q)
	if err != nil {
		return err
	}
	var records, articles []int64
	for _, h := range hits.List {
		records = append(records, h.Record)
	}
	shown, err := r.archive.ArticlesShownBy(records)
	if err != nil {
		return err
	}
	for _, a := range shown {
		articles = append(articles, a.Seq)
	}
	if _, err := r.archive.Records(articles); err != nil {
		return err
	}
	if _, err := r.archive.StoriesOf(articles); err != nil {
		return err
	}
	if hits.Total == 0 {
		return fmt.Errorf("%s: nothing is found", text)
	}
	return nil
}

// shortWord is how long a word is at most that may be a stop word.
const shortWord = 5

// wordsOf are some words that stand in a row in the title of an article, and are no stop words; nil if there are none. A text has
// words that later nights find to be remains of its page.
func wordsOf(a article, count int) []string {
	words := strings.FieldsFunc(a.Title, func(r rune) bool { return r < 'A' || r > 'z' })
	for i := range max(len(words)-count+1, 0) {
		if !slices.ContainsFunc(words[i:i+count], func(w string) bool { return len(w) <= shortWord }) {
			return words[i : i+count]
		}
	}
	return nil
}
