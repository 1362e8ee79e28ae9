package cluster

import (
	"encoding/base32"
	"encoding/binary"
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
		current := records[members[first][len(members[first])-1]]
		articles = append(articles, newArticle(records, members[first]))
		prints = append(prints, current.fingerprint)
		for _, i := range members[first] {
			articleOf[i] = place
		}
	}
	qualifyIDs(articles)
	return articles, articleOf, prints
}

// newArticle folds the records of one article, oldest first. It is shown as it last was, at the time
// it first appeared.
func newArticle(records []record, members []int) Article {
	first, last := records[members[0]], records[members[len(members)-1]]
	a := Article{Article: last.article, Content: last.content, Lang: last.lang, Revised: last.article.Published}
	a.Agency, a.Digest = news.Credit(a.Text), news.IsDigest(a.Content, a.Text)
	a.ID, a.Input = first.article.ID, first.article.Input
	a.Published = first.article.Published
	contents := map[uint64]bool{}
	for _, i := range members {
		r := records[i]
		a.Records = append(a.Records, Record{r.article.ID, r.article.Input, r.article.Published, r.article.Gold})
		contents[r.digest] = true
	}
	a.Revisions = len(contents)
	return a
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
