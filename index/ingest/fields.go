package ingest

import (
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// The names that fields go by, folded (see fold), in the order of preference: what was made for the
// purpose before what is used for it at times. Of several the first that holds something counts, so
// the order of the members doesn't matter.
var (
	idNames        = []string{"id", "guid", "uri", "uuid", "articleid"}
	titleNames     = []string{"title", "headline", "name"}
	bodyNames      = []string{"text", "content", "body", "fulltext", "article", "maintext", "bodytext"}
	summaryNames   = []string{"description", "summary"}
	urlNames       = []string{"url", "link", "href", "permalink", "canonicalurl"}
	sourceNames    = []string{"source", "site", "publisher", "domain", "outlet", "publication", "sourcedomain", "feed"}
	langNames      = []string{"lang", "language"}
	storyNames     = []string{"story"}
	publishedNames = slices.Concat([]string{
		"published", "publishedat", "pubdate", "publishdate", "datepublish", "datepublished", "publisheddate",
		"publicationdate", "date", "datetime",
	}, feedTimeNames, vagueTimeNames)
	seenNames = []string{"seen", "crawled", "crawldate", "crawledat", "fetchedat", "datedownload", "retrieved", "retrievedat"}
)

// Names whose values are opened, and made plain text.
var (
	linkNames = slices.Concat(idNames, urlNames)
	textNames = slices.Concat(titleNames, bodyNames, summaryNames)
)

// Names of publication times that aren't sure to be the publisher's word.
var (
	feedTimeNames  = []string{"isodate"}                                   // worked out of a feed
	vagueTimeNames = []string{"timestamp", "time", "createdat", "created"} // when the record was made, at many a crawler's
)

// trust returns how far a time called so is believed at most.
func trust(name string) news.Trust {
	switch {
	case slices.Contains(feedTimeNames, name):
		return news.Feed
	case slices.Contains(vagueTimeNames, name):
		return news.Guessed
	}
	return news.Stated
}

// textParts are the members that hold the text of a value that is an object, as content systems and
// what makes JSON of XML have it.
var textParts = []string{"rendered", "#text", "value", "_"}

// sourceParts are the members of a source that is an object.
var sourceParts = []string{"name", "title", "domain", "id", "url"}

// wanted holds every name above, by itself.
var wanted = func() map[string]string {
	all := slices.Concat(idNames, titleNames, bodyNames, summaryNames, urlNames, sourceNames, langNames,
		storyNames, publishedNames, seenNames)
	set := make(map[string]string, len(all))
	for _, name := range all {
		set[name] = name
	}
	return set
}()

func isTitleName(name string) bool { return slices.Contains(titleNames, name) }

func isBodyName(name string) bool { return slices.Contains(bodyNames, name) }

// fold returns a name as the tables have it: published_at, publishedAt and Published-At are one.
func fold(name string) string {
	return strings.Map(func(c rune) rune {
		if c == '_' || c == '-' {
			return -1
		}
		return c
	}, strings.ToLower(name))
}
