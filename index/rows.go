package index

import (
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// What the tables hold, as values. Rows are named by Seq, a number that is never given twice; people and
// other programs see only ids.

// Record is one content of an article as one source showed it.
type Record struct {
	Seq     int64
	Article int64 // Seq of its article; 0 while it waits for the grouping
	Kept    time.Time
	Given   // ID as given; Gold is not kept
}

// Given is an article as it was given. Record embeds it under this name, since Article names the row.
type Given = news.Article

// Article is one article: its identity, and what the grouping found out about it.
type Article struct {
	Seq       int64
	ID        string    // lasts
	State     string    // current, withheld, canceled or withdrawn
	Record    int64     // the record that is shown
	Records   int       // number of different contents
	Source    string    //
	Lang      string    //
	Agency    string    // that its text credits
	Digest    bool      //
	Published news.Time // of its first record
	Day       int       // of publication, in days since the epoch; of Kept when undated
	Text      int64     // Seq of the text it carries
	Copy      *Copy     // what it took; nil for the origin of its text
}

// Copy says what an article took from the origin of its text.
type Copy struct {
	Of    int64         // Seq of the origin
	Kind  string        // exact, near or extract
	Share float64       // in [0, 1]
	Lag   time.Duration // after the origin
	Timed bool          // Lag is known
}

// Text is a copy group.
type Text struct {
	Seq            int64
	ID             string
	Representative int64   // Seq of the article by which copies are told
	Origin         int64   // Seq of the article that most likely had it first
	Story          int64   // Seq
	Day            int     // of its first appearance
	Score          float64 // linkage at which it joined its story
	With           int64   // Seq of the text it is closest to; 0 when alone
	Evidence       []byte  // JSON; nil when alone
	Features       []byte  // what the grouping keeps of a text that may still get company; nil afterwards
	Near           []Neighbour
}

// Story is the reports of one event.
type Story struct {
	Seq        int64
	ID         string
	State      State
	MergedInto string // id
	Storyline  string // id; "" to the grouping for a story that continues no other
	Headline   string
	First      news.Time // publication of its first and last dated article
	Last       news.Time
	FirstDay   int // the same for the window: undated articles count by the day they were kept
	LastDay    int
	Articles   int
	Sources    int // outlets; for readers by what editors know of them
	Families   int // of these; for readers only
	Unknown    int // articles without a source
	Texts      int
	Medoid     int64      // Seq of the text most like the others
	Profile    []byte     // its heaviest terms; nil for a story of one text
	View       []byte     // headline, timeline and what else is shown, as JSON; nil for a story of one text
	Held       [][]string // ids of its articles by text when it was merged or withdrawn; nil otherwise
	Run        int64      // that changed it last
}

// State says how a story stands.
type State string

// States of stories.
const (
	StateOpen      State = "open"      // may still grow
	StateClosed    State = "closed"    // its last article is too long ago, or it spans too long
	StateMerged    State = "merged"    // its texts are in MergedInto, and perhaps elsewhere
	StateWithdrawn State = "withdrawn" // no texts are left
	StatePruned    State = "pruned"    // its articles were dropped by age; headline and times stay
)

// Change is an entry of a story's history.
type Change struct {
	Run   int64
	At    time.Time
	Kind  string // new, grown, merged, split, reopened, closed, withdrawn, pruned
	Story string // id
	Other string // id of the story merged into, split from or revived out of; "" if none
	Texts int    // number of texts concerned
}

// Edit is an editor's correction.
type Edit struct {
	ID       int64
	At       time.Time
	By       string
	Reason   string
	Kind     string   // merge, split or move
	Left     []string // ids of articles as they were when it was made
	Right    []string
	Apart    []string // move: the articles left behind
	UndoneBy int64    // id of the undo; 0 while it holds
	Undoes   int64    // id of the edit that this one, an undo, takes back
	Applied  int64    // run that obeyed it first; 0 while pending
	Stories  []string // ids of the stories it was made about
}
