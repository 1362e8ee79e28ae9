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

// foldRecords folds the records of each article into one; firstOf is by record the first of its article. It
// returns the articles in order, with ids that taken does not know, and the place of each record's article.
func foldRecords(records []*record, firstOf []int, taken func(id string) bool) (articles []*Article, articleOf []int) {
	order := make([]int, len(records)) // records of one article side by side
	count := 0
	for i, first := range firstOf {
		order[i] = i
		if first == i {
			count++
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(firstOf[i], firstOf[j]) })
	articles, articleOf = make([]*Article, 0, count), make([]int, len(records))
	for start, end := 0, 0; start < len(order); start = end {
		first := firstOf[order[start]]
		for end = start; end < len(order) && firstOf[order[end]] == first; end++ {
			articleOf[order[end]] = len(articles)
		}
		versions := order[start:end]
		articles = append(articles, newArticle(records, first, versionsOf(records, versions)))
	}
	qualifyIDs(articles, taken)
	return articles, articleOf
}

// newArticle folds the versions of an article, named by its first record. It is shown as it last was, at
// the time it first appeared.
func newArticle(records []*record, first int, versions []int) *Article {
	last := records[versions[len(versions)-1]]
	if len(versions) == 1 && last.isPlaced() {
		return &last.kept.Article // it stands as it was
	}
	a := new(Article)
	known := slices.IndexFunc(versions, func(i int) bool { return records[i].kept != nil })
	contents := map[uint64]bool{}
	if known >= 0 {
		*a = records[versions[known]].kept.Article
		contents[records[versions[known]].digest] = true
		a.was, a.Records = records[versions[known]].kept, slices.Clip(a.Records)
		a.fresh = a.was.loose
	}
	if last.kept == nil {
		id, input, published, revisions := a.ID, a.Input, a.Published, a.Revisions
		a.Article, a.Content, a.Lang, a.Revised = *last.article, *last.content, last.lang, last.article.Published
		a.Agency, a.Digest, a.fresh = last.agency, last.roundup, true
		a.ID, a.Input, a.Published, a.Revisions = id, input, published, revisions
	}
	a.current = last
	if a.was == nil {
		a.ID, a.Input = records[first].article.ID, records[first].article.Input
	}
	if earliest := records[first].article.Published; a.was == nil || comparePublished(earliest, a.Published) < 0 {
		a.Published = earliest // records without a time come last, so this is the earliest there is
	}
	for _, i := range versions {
		if r := records[i]; r.kept == nil {
			a.Records = append(a.Records, Record{r.article.Seq, r.article.ID, r.article.Title, r.article.Text, r.article.Input, r.article.Published, r.article.Gold})
			if !contents[r.digest] {
				contents[r.digest] = true
				a.Revisions++
			}
		}
	}
	return a
}

// versionsOf puts records of one article into the order of its versions.
func versionsOf(records []*record, versions []int) []int {
	if len(versions) < 2 {
		return versions
	}
	articles := make([]*news.Article, len(versions))
	for k, i := range versions {
		articles[k] = records[i].article
	}
	sorted := VersionOrder(articles)
	for k, place := range sorted {
		sorted[k] = versions[place]
	}
	return sorted
}

// VersionOrder returns the places of the versions of one article, oldest first. Where their times prove no order, as
// when one is a day and the other an hour of it, the one that was collected first is the older one.
func VersionOrder(versions []*news.Article) []int {
	waits := make([]int, len(versions)) // for how many it is known to be later than
	each := func(i int, f func(later int)) {
		for j := range versions {
			if before(versions[i].Published, versions[j].Published) {
				f(j)
			}
		}
	}
	for i := range versions {
		each(i, func(later int) { waits[later]++ })
	}
	order := make([]int, 0, len(versions))
	for range versions {
		next := -1
		for i, a := range versions {
			if waits[i] == 0 && (next < 0 || compareCollected(a, versions[next]) < 0) {
				next = i
			}
		}
		order, waits[next] = append(order, next), -1
		each(next, func(later int) { waits[later]-- })
	}
	return order
}

// compareCollected orders versions by when they were collected, those of one run by time, without one first, and those of
// one time by what they are.
func compareCollected(a, b *news.Article) int {
	return cmp.Or(a.Seen.Compare(b.Seen), a.Published.At.Compare(b.Published.At), compareArticles(a, b))
}

// qualifyIDs makes ids unique: the same id from another source is prefixed by the source, the same
// id with another text is followed by a hash of the text, and a counter settles the rest.
func qualifyIDs(articles []*Article, known func(id string) bool) {
	given := map[string]bool{} // ids of new articles
	for i := range articles {
		if articles[i].was == nil {
			given[articles[i].ID] = true
		}
	}
	sources := make(map[string]string, len(given)) // by id
	shared := map[string]bool{}                    // ids from two sources
	for i := range articles {
		a := articles[i]
		id := a.givenID()
		if !given[id] {
			continue
		}
		if source, known := sources[id]; !known {
			sources[id] = a.Source
		} else if source != a.Source {
			shared[id] = true
		}
	}
	minted := make(minter, len(articles))
	taken := func(id string) bool { return minted[id] || known(id) }
	for i := range articles {
		a := articles[i]
		if a.was != nil {
			continue // an id is for good
		}
		if shared[a.ID] && a.Source != "" {
			a.ID = a.Source + ":" + a.ID
		}
		if taken(a.ID) {
			a.ID += "~" + hashID(a.Text)
		}
		a.ID = minted.free(a.ID, known)
	}
}

// givenID returns the id that an article was given, before it was qualified.
func (a *Article) givenID() string {
	if a.was != nil {
		return a.was.record.article.ID
	}
	return a.ID
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
func (m minter) mint(prefix, founder string) string { return m.free(prefix+hashID(founder), nobody) }

// nobody knows no id.
func nobody(string) bool { return false }

// free returns an id, with a counter if it is taken here or known elsewhere.
func (m minter) free(base string, known func(id string) bool) string {
	id := base
	for n := 2; m[id] || known(id); n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	m[id] = true
	return id
}
