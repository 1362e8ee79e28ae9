package cluster

import (
	"slices"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// Grouping is the result of [Group]. Articles, texts and stories are named by their place in its
// slices.
type Grouping struct {
	Articles   []*Article // by publication, undated ones last; then by id
	Texts      []Text     // by first article
	Stories    []Story    // most articles first; then by first article
	Storylines int        // number of chains of stories; a story on its own counts as one
	Known      []int64    // keys of stories that leave a window as they came; see [Window.Release]

	window *Window // that it leaves; nil of one that does not
}

// Article is one article with what was found out about it.
type Article struct {
	Key          int64        // number in the archive; 0 when it is new
	news.Article              // its current revision
	Content      news.Content //
	Lang         string       // as given, detected, or that of most articles
	Digest       bool         // tells of many events
	fresh        bool         // its current content is new
	Agency       string       // news agency that the text credits, "" if none
	Revised      news.Time    // when its current revision was published
	Records      []Record     // what was read of it, oldest first
	Revisions    int          // number of different contents among the records
	TextIndex    int          // the text it carries
	Copy         *Copy        // what it took; nil for the origin of its text

	current *record        // of its current content; one of nothing when it came without words
	was     *windowArticle // what it was in the window, or comes back as; nil when it is new, or comes back by its words
}

// GivenIDs returns the ids that the article's records were given, each once, in order.
func (a Article) GivenIDs() []string {
	var ids []string
	for _, r := range a.Records {
		if !slices.Contains(ids, r.ID) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// Record is one appearance of an article in the input.
type Record struct {
	Seq       int64  // number in the archive
	ID        string // as given
	Title     string // as read
	Text      string // as read
	Input     news.Input
	Published news.Time
	Gold      string
}

// Copy says what an article took from the origin of its text.
type Copy struct {
	Of    int           // the origin
	Kind  CopyKind      //
	Share float64       // share of its own shingles that stand in the origin, in [0, 1]
	Lag   time.Duration // after the origin
	Timed bool          // Lag is known: both times have a clock time
}

// CopyKind says how close a copy is.
type CopyKind uint8

// Kinds of copies, closest first.
const (
	Exact   CopyKind = iota // the same words
	Near                    // Jaccard of shingles of Options.Near or more
	Extract                 // one contained in the other
)

// String returns the name used in JSON.
func (k CopyKind) String() string { return [...]string{"exact", "near", "extract"}[k] }

// Text is a copy group: articles that carry the same text and count as one independent voice.
type Text struct {
	Key            int64 // number in the archive; 0 when it is new
	ID             string
	Articles       []int // in order, the origin among them
	Representative int   // the article by agreement with which the others belong to it
	Origin         int   // the article that most likely had it first
	Story          int
	Score          float64    // linkage at which it joined its story; 0 when it is the only text
	With           int        // text of the story that it is closest to; -1 when it is the only text
	Evidence       []Evidence // what it shares with that text; empty when it is the only text
	Left           []Left     // texts of its story that have left the window, for which it stands
	Behind         int64      // key of the story that it leaves behind in the window; see [Window.Release]
	Notes          []byte     // that [Describe] took of it, to be kept for the next time; nil when it came with them

	notes     *notes      // that it came with
	changed   bool        // an article is new in it, or gone
	was       *windowText // what it was in the window; nil when it is new
	explained bool        // its Evidence is kept and not here
}

// Left is a text that has left the window.
type Left struct {
	Key      int64    // number in the archive
	Articles []string // their ids
	Day      int      // of its first appearance, in days since the epoch
}

// Evidence is one thing that two texts share, or that speaks for or against their telling of one event.
type Evidence struct {
	Kind   EvidenceKind
	Value  string  // as the text puts it
	Weight float64 // terms: share of the similarity; time: its factor; else 1 for each thing shared
}

// EvidenceKind says what is shared.
type EvidenceKind string

// Kinds of evidence, in the order in which they are told.
const (
	NameEvidence       EvidenceKind = "name"
	FigureEvidence     EvidenceKind = "figure"
	QuoteEvidence      EvidenceKind = "quote"
	TermsEvidence      EvidenceKind = "terms"
	ShinglesEvidence   EvidenceKind = "shingles"
	TimeEvidence       EvidenceKind = "time"
	DifferenceEvidence EvidenceKind = "differs" // said otherwise in the same place of the leads; does not count
	VetoEvidence       EvidenceKind = "veto"    // speaks against: the factor it lowers the score by, 0 when it alone keeps two texts apart
)

// Story is the reports of one event.
type Story struct {
	Key       int64 // number in the archive; 0 when it is new, or not what it was
	ID        string
	Storyline string
	Headline  string
	Texts     []int // by first article
	Articles  []int // in order
	Medoid    int   // the text most like the others; the headline is its
	First     int   // the article known to be the earliest of those with a time; -1 when times can't tell
	Timeline  []Entry
	Profile   Profile // of a story that [Describe] has told of; empty when it is of one text

	shrunk bool // it has lost a text
}

// Entry is one line of a timeline.
type Entry struct {
	When      news.Time // of the event if the words date it, else of the report; Unknown if neither is known
	Role      Role
	From      Passage    // the words it is told in
	First     int        // the article known to have told it first; -1 when times can't tell
	Also      []int      // other articles that tell it on their own, in order
	Copies    []int      // articles that only reprint one of these, in order
	Conflicts []Conflict // in order of what they are about
}

// Passage is a stretch of an article's text, in bytes.
type Passage struct {
	Article int
	news.Span
}

// Conflict is a figure that reports give differently.
type Conflict struct {
	About  string // what is counted
	Kind   ConflictKind
	Values []Claim // at least two, by the publication of the first report that gives each
}

// ConflictKind says what it means that figures differ.
type ConflictKind string

// Kinds of conflicts.
const (
	FigureUpdate   ConflictKind = "update"   // later reports are known to give the higher one of a figure that grows
	FigureConflict ConflictKind = "conflict" // anything else
)

// Claim is one of the values in a conflict.
type Claim struct {
	Value    string
	Articles []int // that give it, in order
}

// Role says how an entry stands to the event.
type Role string

// Roles of entries.
const (
	EventRole      Role = "event"
	BackgroundRole Role = "background" // well before the first report
	PlannedRole    Role = "planned"    // after the report that tells it
)
