package cluster

import (
	"cmp"
	"math/bits"
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// What is read may hold one article several times: the same record in two files, or an article that
// its source has changed since. These become one article with several records and revisions. Two
// records are versions of one article when
//
//   - they have the same id and the same or similar text, or
//   - they have the same URL and similar text, or
//   - they come from the same known source within three days and carry nearly the same text.
//
// The same id with unrelated text is another article, which gets an id of its own; so does the same
// id from two sources.

const (
	revisionSimilar     = .2 // Jaccard of two versions under one id or URL
	revisionContainment = .3 // or containment, under one title
	revisionSame        = .8 // Jaccard of two versions under different ids of one source
	revisionDays        = 3 * 24 * time.Hour
	articlesByKey       = 8 // of one id or URL, the latest, that a record is compared with
)

// record is one article as read, with what is needed to compare it. In a window there are hundreds of thousands, and they
// share what their article says, too.
type record struct {
	article     *news.Article
	content     *news.Content
	fingerprint news.Fingerprint
	canonical   string // URL
	lang        string
	agency      string                        // that the text credits; of fresh records only
	roundup     bool                          // tells of many events; the same
	digest      uint64                        // of title and text
	kept        *windowArticle                // that it is the current content of; nil for a fresh record
	again       func(*windowArticle) []uint64 // makes the shingles that a window has let go of; nil where nothing can
}

// isPlaced reports whether a record's article has a text that it keeps.
func (r *record) isPlaced() bool { return r.kept != nil && !r.kept.loose }

// readRecords returns the records of articles, of which so many are fresh, in their order.
func readRecords(list []listed, fresh int, remains *news.Remains, opts Options) []*record {
	records := make([]*record, len(list))
	unread := make([]int, 0, fresh)
	for i, l := range list {
		if l.kept != nil {
			records[i] = &l.kept.record
		} else {
			unread = append(unread, i)
		}
	}
	opts.each("fingerprints", len(unread), func() func(int) {
		var reader news.Reader
		return func(i int) { records[unread[i]] = newRecord(*list[unread[i]].article, remains, &reader) }
	})
	return records
}

func newRecord(a news.Article, remains *news.Remains, reader *news.Reader) *record {
	r := &record{article: &a, canonical: news.CanonicalURL(a.URL), digest: digest(a)}
	var content news.Content
	content, r.fingerprint, r.lang = reader.Read(a, remains)
	r.content, r.agency, r.roundup = &content, news.Credit(a.Text), news.IsDigest(content, a.Text)
	return r
}

// digest stands for what an article says.
func digest(a news.Article) uint64 {
	return minhash.HashText(a.Text) ^ bits.RotateLeft64(minhash.HashText(a.Title), 1)
}

// compareArticles orders by publication, undated ones last, then by id, then by content and all else that
// is shown of an article: where it was read decides only between articles that are equal.
func compareArticles(a, b *news.Article) int {
	if c := comparePublished(a.Published, b.Published); c != 0 { // nearly always
		return c
	}
	if c := cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Source, b.Source), a.Seen.Compare(b.Seen)); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(digest(*a), digest(*b)),
		cmp.Compare(a.URL, b.URL),
		cmp.Compare(a.Lang, b.Lang),
		cmp.Compare(zone(a.Published), zone(b.Published)),
		cmp.Compare(a.Published.Trust, b.Published.Trust),
		cmp.Compare(a.Input.Name, b.Input.Name),
		cmp.Compare(a.Input.Record, b.Input.Record),
	)
}

// zone returns the offset from UTC, in seconds, that a time was given in.
func zone(t news.Time) int {
	_, offset := t.At.Zone()
	return offset
}

func comparePublished(a, b news.Time) int {
	if a.Known() != b.Known() {
		if a.Known() {
			return -1
		}
		return 1
	}
	if c := a.At.Compare(b.At); c != 0 {
		return c
	}
	return -cmp.Compare(a.Precision, b.Precision)
}

// fillLanguage gives articles whose language could not be told that of most others: lone headlines
// are too short to tell by.
func fillLanguage(records []*record) {
	count := map[string]int{}
	for i := range records {
		if records[i].lang != "" {
			count[records[i].lang]++
		}
	}
	most := english
	for lang, n := range count {
		if n > count[most] || n == count[most] && lang < most {
			most = lang
		}
	}
	for i := range records {
		if records[i].lang == "" {
			records[i].lang = most
		}
	}
}

// link is a pair of records, a before b, that share text.
type link struct {
	a, b        int
	jaccard     float64
	containment float64
	extract     bool // the shorter stands in the longer; otherwise they are near or exact copies
}

// revisions returns for each record the first record of its article.
func revisions(records []*record, links []link) []int {
	sets := newArticleSets(records)
	for _, l := range links {
		first := min(sets.find(l.a), sets.find(l.b)) // so that a daily column is not one article for ever
		if isRevision(records[first], records[l.b], l.jaccard) && sets.fit(l.a, l.b) {
			sets.join(l.a, l.b)
		}
	}
	joinSame(sets, records, func(r *record) string { return r.article.ID })
	joinSame(sets, records, func(r *record) string { return r.canonical })
	return sets.firsts()
}

// isRevision reports whether two records of different ids, linked by way of that Jaccard, are versions of one
// article: of a few words, such as a forecast's, that can't be told.
func isRevision(a, b *record, jaccard float64) bool {
	if a.article.Source == "" || a.article.Source != b.article.Source || jaccard < revisionSame ||
		a.fingerprint.Short != nil || b.fingerprint.Short != nil {
		return false
	}
	pa, pb := a.appeared(), b.article.Published
	return !pa.Known() || !pb.Known() || pb.At.Sub(pa.At).Abs() <= revisionDays
}

// joinSame joins records that have the same key and similar text. Each is compared with the latest record
// of the last few articles found under the key: a page that shows something else every day has many.
func joinSame(sets *articleSets, records []*record, key func(*record) string) {
	asked := map[string]bool{} // by a record that is not placed: the others do not join each other
	for _, r := range records {
		if !r.isPlaced() {
			asked[key(r)] = true
		}
	}
	latest := map[string][]int{}
	for i := range records {
		r := records[i]
		k := key(r)
		if k == "" || !asked[k] {
			continue
		}
		known := slices.IndexFunc(latest[k], func(before int) bool { return sets.fit(before, i) && sameArticle(records[before], r) })
		if known >= 0 {
			sets.join(latest[k][known], i)
			latest[k] = slices.Delete(latest[k], known, known+1)
		}
		latest[k] = append(latest[k], i)
		latest[k] = latest[k][max(0, len(latest[k])-articlesByKey):]
	}
}

// sameArticle reports whether the text of two records under one id or URL is that of one article.
func sameArticle(a, b *record) bool {
	if a.digest == b.digest {
		return true
	}
	fa, fb := &a.fill().fingerprint, &b.fill().fingerprint
	return minhash.Jaccard(fa.Shingles, fb.Shingles) >= revisionSimilar ||
		a.content.Title == b.content.Title && minhash.Containment(fa.Shingles, fb.Shingles) >= revisionContainment
}

// articleSets is union-find over records. A set is named by its lowest member and has one source at
// most: a record of unknown source can be a version of one source's article, but joins no two. Nor does a
// fresh record join two articles of the window.
type articleSets struct {
	parent []int
	source []string         // by name of the set, "" when unknown
	kept   []*windowArticle // by name of the set, nil when all is fresh
}

func newArticleSets(records []*record) *articleSets {
	s := &articleSets{make([]int, len(records)), make([]string, len(records)), make([]*windowArticle, len(records))}
	for i := range records {
		s.parent[i], s.source[i], s.kept[i] = i, records[i].article.Source, records[i].kept
	}
	return s
}

func (s *articleSets) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

// fit reports whether the sets of two records can be of one source and one article.
func (s *articleSets) fit(a, b int) bool {
	a, b = s.find(a), s.find(b)
	x, y := s.source[a], s.source[b]
	return (x == y || x == "" || y == "") && (a == b || s.kept[a] == nil || s.kept[b] == nil)
}

func (s *articleSets) join(a, b int) {
	a, b = s.find(a), s.find(b)
	source, kept := cmp.Or(s.source[a], s.source[b]), cmp.Or(s.kept[a], s.kept[b])
	s.parent[max(a, b)] = min(a, b)
	s.source[min(a, b)], s.kept[min(a, b)] = source, kept
}

func (s *articleSets) firsts() []int {
	firsts := make([]int, len(s.parent))
	for i := range firsts {
		firsts[i] = s.find(i)
	}
	return firsts
}
