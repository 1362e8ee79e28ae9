package cluster

import (
	"cmp"
	"encoding/base32"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// newArticles folds the records of each article into one and returns the articles in order, the
// place of each record's article, and the fingerprint of each article's current revision.
func newArticles(records []record, firstOf []int) (articles []Article, articleOf []int, prints []news.Fingerprint) {
	members := map[int][]int{}
	var firsts []int
	for i, first := range firstOf {
		if first == i {
			firsts = append(firsts, i)
		}
		members[first] = append(members[first], i)
	}
	articleOf = make([]int, len(records))
	for place, first := range firsts {
		versions := members[first]
		slices.SortStableFunc(versions, func(i, j int) int { return compareVersions(records[i].article, records[j].article) })
		articles = append(articles, newArticle(records, first, versions))
		prints = append(prints, records[versions[len(versions)-1]].fingerprint)
		for _, i := range versions {
			articleOf[i] = place
		}
	}
	qualifyIDs(articles)
	return articles, articleOf, prints
}

// newArticle folds the versions of an article, named by its first record. It is shown as it last was, at
// the time it first appeared; a version without a time can't be known to be the last.
func newArticle(records []record, first int, versions []int) Article {
	last := records[versions[len(versions)-1]]
	a := Article{Article: last.article, Content: last.content, Lang: last.lang, Revised: last.article.Published}
	a.Agency, a.Digest = news.Credit(a.Text), news.IsDigest(a.Content, a.Text)
	a.ID, a.Input = records[first].article.ID, records[first].article.Input
	a.Published = records[first].article.Published // records without a time come last, so this is the earliest there is
	contents := map[uint64]bool{}
	for _, i := range versions {
		r := records[i]
		a.Records = append(a.Records, Record{r.article.ID, r.article.Text, r.article.Input, r.article.Published, r.article.Gold})
		contents[r.digest] = true
	}
	a.Revisions = len(contents)
	return a
}

// compareVersions orders versions of one article: those without a time first.
func compareVersions(a, b news.Article) int {
	return cmp.Or(a.Published.At.Compare(b.Published.At), a.Seen.Compare(b.Seen))
}

// qualifyIDs makes ids unique: the same id from another source is prefixed by the source, the same
// id with another text is followed by a hash of the text, and a counter settles the rest.
func qualifyIDs(articles []Article) {
	sources := map[string]map[string]bool{}
	for _, a := range articles {
		if sources[a.ID] == nil {
			sources[a.ID] = map[string]bool{}
		}
		sources[a.ID][a.Source] = true
	}
	taken := minter{}
	for i := range articles {
		a := &articles[i]
		if len(sources[a.ID]) > 1 && a.Source != "" {
			a.ID = a.Source + ":" + a.ID
		}
		if taken[a.ID] {
			a.ID += "~" + hashID(a.Text)
		}
		a.ID = taken.free(a.ID)
	}
}

// idLetters of base32 are 40 bits: collisions are rare in an archive, and a counter settles them.
const idLetters = 8

// hashID returns a short name made from s.
func hashID(s string) string {
	hash := binary.BigEndian.AppendUint64(nil, minhash.HashWord([]byte(s)))
	return strings.ToLower(base32.StdEncoding.EncodeToString(hash))[:idLetters]
}

// minter makes ids that are the same for the same founding articles. It holds those it gave.
type minter map[string]bool

// mint returns prefix and hash of the founding article's id, with a counter if that is taken.
func (m minter) mint(prefix, founder string) string { return m.free(prefix + hashID(founder)) }

// free returns an id, with a counter if it is taken.
func (m minter) free(base string) string {
	id := base
	for n := 2; m[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	m[id] = true
	return id
}
