package news

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/minhash"
)

// Names are found by their capitals, without a model: a run of capitalised words on one line, with
// particles (de, van, bin) and initials inside, is a name. What makes the capital mean nothing is
// taken out again: the first word of a sentence unless it is capitalised elsewhere too, headlines
// in title case or capitals, days and months, ranks before a name, adjectives of nations, lone
// words for institutions. A name shown to an editor that is none costs more than one missed, so
// whenever the two conflict the name goes.
//
// Sergei and Sergey, Zelensky and Zelenskyy get the same key (see nameKey). A shorter mention that
// ends exactly one longer name of the same text gets the key of that one; between texts
// [Name.Same] does the like by surnames.
//
// German capitalises every noun, so in a text whose small words are German only names of two words
// and more count. Scripts without capitals have none.

// Name is one mention of a person, a place or an organisation.
type Name struct {
	Text string // as written, without article, rank and possessive
	Key  string // the same for all spellings and, within a text, for shorter mentions
	Last string // word of Key that can stand for the whole, as a surname does; "" when none can
	Span
}

// Same reports whether two mentions, of two texts, can be of the same name: equal keys, or the one
// is the other's last word alone.
func (n Name) Same(o Name) bool {
	return n.Key == o.Key || n.Last != "" && n.Last == o.Last && (n.Last == n.Key || o.Last == o.Key)
}

// Limits of what is taken for a name: longer ones are lists or lines without punctuation.
const (
	maxNameWords = 8
	maxNameBytes = 100
)

// Names returns every mention of a name in a text, in order.
func (p *Pieces) Names() []Name {
	f := nameFinder{Pieces: p}
	f.findRuns()
	f.weigh()
	var names []Name
	for _, r := range f.runs {
		for _, part := range f.parts(r) {
			if n, ok := f.name(part); ok {
				names = append(names, n)
			}
		}
	}
	resolve(names)
	return names
}

// nameRun is a run of capitalised words, as piece numbers.
type nameRun struct {
	words []int
	weak  bool // in a line in title case, where every word has a capital
}

type nameFinder struct {
	*Pieces
	runs   []nameRun
	words  []int  // of the runs
	inside runSet // words, and pairs of words, by hash, with a capital that a sentence start does not explain
	small  runSet // first words of sentences that the text also has in lower case
	german bool
}

// findRuns fills runs, line by line. A dateline holds the credit and is left out.
func (f *nameFinder) findRuns() {
	_, skip := dateline(f.Text)
	for from := 0; from < len(f.list); {
		to := from
		for to < len(f.list) && f.list[to].kind != linePiece {
			to++
		}
		if shouted, titled := f.lineCase(from, to); !shouted {
			f.lineRuns(from, to, titled, skip)
		}
		from = to + 1
	}
}

// lineCase reports whether a line is all in capitals, or in title case without a full stop.
func (f *nameFinder) lineCase(from, to int) (shouted, titled bool) {
	shouted, titled = true, true
	for i := from; i < to; i++ {
		if f.list[i].kind != wordPiece {
			continue
		}
		word := f.str(i)
		if !isUpper(word) {
			shouted = false
		}
		if !f.nameLike(i) && !f.can(i, inTitleCase) {
			titled = false
			break
		}
	}
	last := to - 1
	if f.mark(last, "”’\"'») ") {
		last--
	}
	return shouted && titled, titled && !f.mark(last, ".!?…")
}

func (f *nameFinder) lineRuns(from, to int, weak bool, skip Span) {
	for i := from; i < to; {
		at := f.list[i]
		if at.Start >= skip.Start && at.Start < skip.End || !f.nameLike(i) || !f.starts(i) {
			i++
			continue
		}
		words := f.extend(i)
		f.runs = append(f.runs, nameRun{words, weak})
		i = words[len(words)-1] + 1
	}
}

// starts reports whether a run can start with word i: a day or month only as in "the Sunday Times".
func (f *nameFinder) starts(i int) bool {
	if _, roles := f.plain(i); !roles.can(inCalendar) {
		return true
	}
	return f.word(i-1) == "the" && f.at(i+1).spaced && f.capital(i+1)
}

// extend returns the words of the run that starts with word i.
func (f *nameFinder) extend(i int) []int {
	from := len(f.words)
	f.words = append(f.words, i)
	for last := i; !f.closes(last); {
		next := last + 1
		if f.mark(next, ".") && f.abbreviated(next) {
			next++
		}
		first := next
		for next-first < 2 && f.particle(next) && f.at(next).spaced && f.mayFollow(last, next) {
			next++
		}
		if !f.at(next).spaced || !f.nameLike(next) {
			break
		}
		if _, roles := f.plain(next); roles.can(inCalendar) && !f.named(next) {
			break
		}
		for ; first <= next; first++ {
			f.words = append(f.words, first)
		}
		last = next
	}
	return f.words[from:len(f.words):len(f.words)]
}

// closes reports whether a run ends with word i: one with such an ending, or U.S., after which a sentence may start.
func (f *nameFinder) closes(i int) bool {
	return f.at(i).joined && len(f.base(i)) < len(f.str(i)) || nations[f.str(i)]
}

// mayFollow reports whether the particle i goes on with the name that word last belongs to. "of" does
// so after institutions (Bank of Alder) and in ranks (Secretary of State), not in "Vos of Alder".
func (f *nameFinder) mayFollow(last, i int) bool {
	switch f.str(i) {
	case "of":
		return f.can(last, institution) || f.can(last, aTitle) && f.can(i+1, titlePart)
	case "the":
		return f.word(last) == "of" || f.word(i-1) == "of"
	}
	return true
}

// named reports whether the day or month i ends a name, as in Good Friday or Theresa May.
func (f *nameFinder) named(i int) bool {
	if f.can(i-1, namedDay) {
		return true
	}
	return f.str(i) == "May" && !f.can(i-1, inCalendar|ordinary) && !f.opens(i-1) && f.at(i+1).kind != numberPiece
}

// nameLike reports whether word i has a capital, at its start or after a particle, as in al-Assad.
func (f *nameFinder) nameLike(i int) bool {
	return f.capital(i) || f.at(i).joined && particleEnd(f.str(i)) > 0
}

// particle reports whether piece i is a particle, in small letters.
func (f *nameFinder) particle(i int) bool { return f.at(i).small && f.can(i, aParticle) }

// particleEnd returns the length of the small particle at the start of words such as al-Assad or
// d'Alder, and 0 if there is none.
func particleEnd(word string) int {
	for i, r := range word {
		if i > 0 && i <= 4 && (r == '-' || isApostrophe(r)) {
			end := i + utf8.RuneLen(r)
			next, _ := utf8.DecodeRuneInString(word[end:])
			if unicode.IsUpper(next) {
				return end
			}
			return 0
		}
		if i > 4 || !unicode.IsLower(r) {
			return 0
		}
	}
	return 0
}

// base returns word i without the possessive, and without the -led of "Alder-led".
func (f *nameFinder) base(i int) string {
	word := f.str(i)
	if !f.at(i).joined {
		return word
	}
	for _, s := range []string{"'s", "’s", "'S", "’S"} {
		word = strings.TrimSuffix(word, s)
	}
	if i := strings.LastIndexByte(word, '-'); i > 0 && compounds[word[i+1:]] {
		return word[:i]
	}
	return word
}

// plain returns the hash of word i as [nameFinder.base] gives it, in small letters, and its roles.
func (f *nameFinder) plain(i int) (hash uint64, roles role) {
	if at := f.at(i); !at.joined {
		return at.hash, at.roles
	}
	hash = minhash.HashWord(strings.ToLower(f.base(i)))
	return hash, lexicon.of(hash)
}

// pair stands for two words in a row, by their hashes.
func pair(a, b uint64) uint64 { return a*0x9E3779B97F4A7C15 ^ b }

// weigh gathers the evidence on capitals: which words and pairs have one inside a sentence, and which
// words that start one are also written small.
func (f *nameFinder) weigh() {
	opening := runSet(nil).empty(len(f.runs))
	f.inside, f.small = runSet(nil).empty(2*len(f.words)), runSet(nil).empty(len(f.runs))
	for _, r := range f.runs {
		before := uint64(0) // hash of the word before
		for k, i := range r.words {
			word, _ := f.plain(i)
			if k == 0 && f.opens(i) {
				opening.add(word)
			} else if !r.weak {
				f.inside.add(word)
			}
			if k > 0 && !r.weak && (k > 1 || !f.opens(r.words[0])) {
				f.inside.add(pair(before, word))
			}
			before = word
		}
	}
	german, english := 0, 0
	for i := range f.list {
		at := &f.list[i]
		if at.kind != wordPiece || at.capital || !at.small {
			continue
		}
		if opening.has(at.hash) {
			f.small.add(at.hash)
		}
		if at.roles.can(isGerman) {
			german++
		} else if at.roles.can(isEnglish) {
			english++
		}
	}
	f.german = german > english
}

// parts returns what of a run can be names: without what precedes them, and cut at ranks, so that
// "Port Alder Mayor Iva Strom" gives Port Alder and Iva Strom.
func (f *nameFinder) parts(r nameRun) [][]int {
	if r.weak {
		return f.known(r.words)
	}
	words := f.trimOpening(r.words)
	rank := len(words) - 1
	for rank >= 0 && !f.can(words[rank], aTitle) {
		rank--
	}
	if rank < 0 {
		return [][]int{words}
	}
	before, after := words[:rank], words[rank+1:]
	for n := len(before); n > 0 && f.inRank(before[n-1]); n-- {
		before = before[:n-1]
	}
	for len(after) > 0 && f.inRank(after[0]) {
		after = after[1:]
	}
	return [][]int{before, after}
}

// inRank reports whether word i is part of a rank rather than of the name beside it.
func (f *nameFinder) inRank(i int) bool {
	return f.can(i, aTitle|titlePart) || f.particle(i)
}

// known returns the stretches of a line in title case whose words are capitalised elsewhere.
func (f *nameFinder) known(words []int) (parts [][]int) {
	from := 0
	for k, i := range words {
		if word, _ := f.plain(i); !f.inside.has(word) || f.can(i, ordinary|aTitle) {
			parts = append(parts, words[from:k])
			from = k + 1
		}
	}
	return append(parts, words[from:])
}

// trimOpening drops an article before the name, and at the start of a sentence the words that have
// their capital from there.
func (f *nameFinder) trimOpening(words []int) []int {
	opens := f.opens(words[0])
	for len(words) > 0 {
		word, roles := f.plain(words[0])
		drop := roles.can(anArticle) || opens && f.isOrdinary(words[0])
		if !drop && opens && len(words) > 1 && f.small.has(word) {
			next, _ := f.plain(words[1])
			drop = !f.inside.has(pair(word, next))
		}
		if !drop {
			break
		}
		words = words[1:]
	}
	return words
}

// isOrdinary reports whether word i, up to an apostrophe, is one of the ordinary ones.
func (f *nameFinder) isOrdinary(i int) bool {
	if at := f.at(i); !at.joined {
		return at.roles.can(ordinary)
	}
	return rolesOf(beforeApostrophe(strings.ToLower(f.base(i)))).can(ordinary)
}

func beforeApostrophe(w string) string {
	if i := strings.IndexFunc(w, isApostrophe); i > 0 {
		return w[:i]
	}
	return w
}

// name makes the name of a part, if it is one.
func (f *nameFinder) name(words []int) (Name, bool) {
	for len(words) > 0 && f.particle(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && f.particle(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || len(words) > maxNameWords {
		return Name{}, false
	}
	first, last := words[0], words[len(words)-1]
	at := Span{f.at(first).Start, f.at(last).Start + len(f.base(last))}
	if at.End-at.Start > maxNameBytes || f.can(last, ofPicture) {
		return Name{}, false
	}
	if len(words) == 2 && f.can(first, ofRegion) && isDemonym(strings.TrimSuffix(f.word(last), "s")) {
		return Name{}, false // North Korean
	}
	if f.german && slices.ContainsFunc(words, f.particle) {
		return Name{}, false // two nouns: Hafen der Stadt
	}
	shouted := !slices.ContainsFunc(words, func(i int) bool { return !isUpper(f.base(i)) })
	if len(words) == 1 && !f.standsAlone(first) || len(words) > 1 && shouted {
		return Name{}, false
	}
	if end := particleEnd(f.str(first)); end > 0 && !strings.Contains(f.str(first)[:end], "-") {
		at.Start += end // l'Aube is Aube
	}
	n := Name{Text: f.Text[at.Start:at.End], Span: at}
	n.Key, n.Last = nameKey(n.Text)
	return n, n.Key != ""
}

// standsAlone reports whether a lone word is a name.
func (f *nameFinder) standsAlone(i int) bool {
	word := f.base(i)
	w := strings.ToLower(word)
	hash, roles := f.plain(i)
	switch {
	case f.german, utf8.RuneCountInString(word) < 2, strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t"),
		f.isOrdinary(i), roles.can(inCalendar | aTitle | titlePart | aRank | institution), isDemonym(strings.TrimSuffix(w, "s")):
		return false
	case strings.HasPrefix(word, "R-"), strings.HasPrefix(word, "D-"): // party and state of a senator
		return false
	case isUpper(word):
		line := f.at(i - 1).kind
		place := (line == noPiece || line == linePiece) && len(word) > 3 && f.mark(i+1, ",-–—(/")
		return isAcronym(word) && !f.small.has(hash) && !place
	}
	return !f.opens(i) || f.inside.has(hash)
}

// isDemonym reports whether a word is the adjective of a nation.
func isDemonym(w string) bool {
	if rolesOf(w).can(aDemonym) {
		return true
	}
	for _, ending := range []string{"nian", "rian", "sian", "lian", "tian", "dian", "bian", "gian", "vian", "ean", "nese", "lese", "rese", "mese"} {
		if len(w) > len(ending)+2 && strings.HasSuffix(w, ending) {
			return true
		}
	}
	return false
}

// resolve gives a shorter mention the key of the one longer name that it ends.
func resolve(names []Name) {
	longer := map[string]Name{} // by ending; a Name without key where there are several
	for _, n := range names {
		if n.Last == "" {
			continue
		}
		for ending := n.Key; ; {
			_, rest, more := strings.Cut(ending, " ")
			if !more {
				break
			}
			ending = rest
			if other, ok := longer[ending]; ok && other.Key != n.Key {
				longer[ending] = Name{}
			} else {
				longer[ending] = n
			}
		}
	}
	for i, n := range names {
		if full := longer[n.Key]; full.Key != "" && n.Last != "" {
			names[i].Key, names[i].Last = full.Key, full.Last
		}
	}
}

// Words that are compared as written.
var (
	nations = wordSet(`U.S. U.K. U.N. E.U. US UK UN EU USA UAE`)
	// compounds are what follows a name and a hyphen in an adjective.
	compounds = wordSet(`born based led backed flagged controlled run owned made style wide era`)
)
