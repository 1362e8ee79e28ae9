package news

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// Names returns every mention of a name in text, in order.
func Names(text string) []Name {
	f := nameFinder{pieces: cut(text), inside: map[string]bool{}, small: map[string]bool{}}
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
	pieces
	runs   []nameRun
	inside map[string]bool // words, and pairs of words, with a capital that a sentence start does not explain
	small  map[string]bool // first words of sentences that the text also has in lower case
	german bool
}

// findRuns fills runs, line by line. A dateline holds the credit and is left out.
func (f *nameFinder) findRuns() {
	_, skip := dateline(f.text)
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
		if !f.nameLike(i) && !titleSmall[strings.ToLower(word)] {
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
	if !calendar[strings.ToLower(f.base(i))] {
		return true
	}
	return f.word(i-1) == "the" && f.at(i+1).spaced && f.capital(i+1)
}

// extend returns the words of the run that starts with word i.
func (f *nameFinder) extend(i int) []int {
	words := []int{i}
	for last := i; !f.closes(last); {
		next := last + 1
		if f.mark(next, ".") && f.abbreviated(next) {
			next++
		}
		first := next
		for next-first < 2 && particles[f.str(next)] && f.at(next).spaced && f.mayFollow(last, next) {
			next++
		}
		if !f.at(next).spaced || !f.nameLike(next) || calendar[strings.ToLower(f.base(next))] && !f.named(next) {
			break
		}
		for ; first <= next; first++ {
			words = append(words, first)
		}
		last = next
	}
	return words
}

// closes reports whether a run ends with word i: one with such an ending, or U.S., after which a sentence may start.
func (f *nameFinder) closes(i int) bool {
	return len(f.base(i)) < len(f.str(i)) || nations[f.str(i)]
}

// mayFollow reports whether the particle i goes on with the name that word last belongs to. "of" does
// so after institutions (Bank of Alder) and in ranks (Secretary of State), not in "Vos of Alder".
func (f *nameFinder) mayFollow(last, i int) bool {
	switch w := f.word(last); f.str(i) {
	case "of":
		return institutions[w] || titles[w] && titleParts[f.word(i+1)]
	case "the":
		return w == "of" || f.word(i-1) == "of"
	}
	return true
}

// named reports whether the day or month i ends a name, as in Good Friday or Theresa May.
func (f *nameFinder) named(i int) bool {
	before := f.word(i - 1)
	if namedDays[before] {
		return true
	}
	return f.str(i) == "May" && !calendar[before] && !ordinary[before] && !f.opens(i-1) && f.at(i+1).kind != numberPiece
}

// nameLike reports whether word i has a capital, at its start or after a particle, as in al-Assad.
func (f *nameFinder) nameLike(i int) bool {
	return f.capital(i) || f.at(i).kind == wordPiece && particleEnd(f.str(i)) > 0
}

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
	for _, s := range []string{"'s", "’s", "'S", "’S"} {
		word = strings.TrimSuffix(word, s)
	}
	if i := strings.LastIndexByte(word, '-'); i > 0 && compounds[word[i+1:]] {
		return word[:i]
	}
	return word
}

// weigh gathers the evidence on capitals: which words and pairs have one inside a sentence, and which
// words that start one are also written small.
func (f *nameFinder) weigh() {
	opening := map[string]bool{}
	for _, r := range f.runs {
		for k, i := range r.words {
			word := strings.ToLower(f.base(i))
			if k == 0 && f.opens(i) {
				opening[word] = true
			} else if !r.weak {
				f.inside[word] = true
			}
			if k > 0 && !r.weak && (k > 1 || !f.opens(r.words[0])) {
				f.inside[strings.ToLower(f.base(r.words[k-1]))+" "+word] = true
			}
		}
	}
	german, english := 0, 0
	for i, at := range f.list {
		if at.kind != wordPiece || f.capital(i) {
			continue
		}
		word := f.str(i)
		if opening[word] {
			f.small[word] = true
		}
		if germanWords[word] {
			german++
		} else if englishWords[word] {
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
	for rank >= 0 && !titles[f.word(words[rank])] {
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
	w := f.word(i)
	return titles[w] || titleParts[w] || particles[f.str(i)]
}

// known returns the stretches of a line in title case whose words are capitalised elsewhere.
func (f *nameFinder) known(words []int) (parts [][]int) {
	from := 0
	for k, i := range words {
		if !f.inside[strings.ToLower(f.base(i))] || ordinary[f.word(i)] || titles[f.word(i)] {
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
		w := strings.ToLower(f.base(words[0]))
		drop := articles[w] || opens && ordinary[beforeApostrophe(w)]
		if !drop && opens && len(words) > 1 && f.small[w] {
			drop = !f.inside[w+" "+strings.ToLower(f.base(words[1]))]
		}
		if !drop {
			break
		}
		words = words[1:]
	}
	return words
}

func beforeApostrophe(w string) string {
	if i := strings.IndexFunc(w, isApostrophe); i > 0 {
		return w[:i]
	}
	return w
}

// name makes the name of a part, if it is one.
func (f *nameFinder) name(words []int) (Name, bool) {
	for len(words) > 0 && particles[f.str(words[0])] {
		words = words[1:]
	}
	for len(words) > 0 && particles[f.str(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || len(words) > maxNameWords {
		return Name{}, false
	}
	first, last := words[0], words[len(words)-1]
	at := Span{f.at(first).Start, f.at(last).Start + len(f.base(last))}
	if at.End-at.Start > maxNameBytes || imageWords[f.word(last)] {
		return Name{}, false
	}
	if len(words) == 2 && regions[f.word(first)] && isDemonym(strings.TrimSuffix(f.word(last), "s")) {
		return Name{}, false // North Korean
	}
	if f.german && slices.ContainsFunc(words, func(i int) bool { return particles[f.str(i)] }) {
		return Name{}, false // two nouns: Hafen der Stadt
	}
	shouted := !slices.ContainsFunc(words, func(i int) bool { return !isUpper(f.base(i)) })
	if len(words) == 1 && !f.standsAlone(first) || len(words) > 1 && shouted {
		return Name{}, false
	}
	if end := particleEnd(f.str(first)); end > 0 && !strings.Contains(f.str(first)[:end], "-") {
		at.Start += end // l'Aube is Aube
	}
	n := Name{Text: f.text[at.Start:at.End], Span: at}
	n.Key, n.Last = nameKey(n.Text)
	return n, n.Key != ""
}

// standsAlone reports whether a lone word is a name.
func (f *nameFinder) standsAlone(i int) bool {
	word := f.base(i)
	w := strings.ToLower(word)
	switch {
	case f.german, utf8.RuneCountInString(word) < 2, strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t"),
		ordinary[beforeApostrophe(w)], calendar[w], titles[w], titleParts[w], ranks[w], institutions[w], isDemonym(strings.TrimSuffix(w, "s")):
		return false
	case strings.HasPrefix(word, "R-"), strings.HasPrefix(word, "D-"): // party and state of a senator
		return false
	case isUpper(word):
		line := f.at(i - 1).kind
		place := (line == noPiece || line == linePiece) && len(word) > 3 && f.mark(i+1, ",-–—(/")
		return isAcronym(word) && !f.small[w] && !place
	}
	return !f.opens(i) || f.inside[w]
}

// isDemonym reports whether a word is the adjective of a nation.
func isDemonym(w string) bool {
	if demonyms[w] {
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

// nameKey returns the key of a name, and the word of it that can stand for the whole. Ranks, the
// prefixes of ships and the Arabic article are off, accents folded, doubled letters single, y and j
// written i.
func nameKey(text string) (key, last string) {
	words := slices.DeleteFunc(strings.Fields(strings.ReplaceAll(text, ".", "")), func(w string) bool { return arabic[strings.ToLower(w)] })
	for len(words) > 2 && ranks[strings.ToLower(words[0])] || len(words) > 1 && ships[words[0]] {
		words = words[1:]
	}
	for len(words) > 1 && generations[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return "", ""
	}
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = foldName(w)
	}
	end := len(words) - 1
	if !isAcronym(words[end]) && (end == 0 || !regions[folded[0]] && !institutions[strings.ToLower(words[end])]) {
		last = folded[end]
	}
	return strings.Join(folded, " "), last
}

// foldName returns one word of a name as it is compared; acronyms keep their letters.
func foldName(word string) string {
	plain := isAcronym(word)
	var b strings.Builder
	before := rune(0)
	if article, rest, ok := strings.Cut(word, "-"); ok && arabic[strings.ToLower(article)] {
		word = rest
	}
	for _, r := range strings.ToLower(otherLetters.Replace(FoldDiacritics(word))) {
		if isApostrophe(r) {
			continue
		}
		if !plain && (r == 'y' || r == 'j') {
			r = 'i'
		}
		if plain || r != before {
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// otherLetters are those whose mark Unicode does not take off.
var otherLetters = strings.NewReplacer("ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ß", "ss",
	"æ", "ae", "Æ", "Ae", "œ", "oe", "Œ", "Oe", "ð", "d", "þ", "th", "Þ", "Th", "ı", "i")

// Tables, in lower case unless the word is compared as written.
var (
	articles    = wordSet(`the a an`)
	arabic      = wordSet(`al el ul ad ar as ash az`)
	namedDays   = wordSet(`black good ash super cyber bloody holy palm easter giving shrove maundy whit fat ruby man girl sheffield`)
	nations     = wordSet(`U.S. U.K. U.N. E.U. US UK UN EU USA UAE`)
	generations = wordSet(`Jr JR Sr II III IV`)
	ships       = wordSet(`MV MS SS HMS USS RMS HMCS RV FV MT`)
	// compounds are what follows a name and a hyphen in an adjective.
	compounds = wordSet(`born based led backed flagged controlled run owned made style wide era`)
	// titles are ranks that stand before a name and are not of it; ranks may be part of a name.
	titles = wordSet(`president premier chancellor minister secretary senator sen representative rep congressman congresswoman governor gov mayor
		ambassador mr mrs ms miss dr doctor prof professor judge sheriff capt captain lt sgt sergeant col colonel gen cpl cmdr commander adm admiral
		rev reverend hon spokesman spokeswoman spokesperson officer detective inspector constable chairman chairwoman chair director ceo cfo actor
		actors actress singer rapper author lawyer journalist reporter analyst economist coach striker midfielder goalkeeper quarterback founder
		activist researcher witness bystander herr frau monsieur madame señor señora`)
	ranks = wordSet(`king queen prince princess pope general lord lady sir dame chief justice major sheikh imam bishop archbishop cardinal police
		coach baron baroness count duke duchess emperor`)
	// titleParts stand beside a title: Prime Minister, Secretary of State.
	titleParts = wordSet(`prime foreign defense defence deputy vice former interior finance health state press acting chief lieutenant national
		security economy energy labour labor education transport trade treasury staff justice home attorney general executive cabinet assistant
		managing major police fire communications affairs interim then outgoing`)
	institutions = wordSet(`government parliament congress senate house council court police state states ministry department party committee
		commission army navy church board city county office union university college school institute academy museum society association federation
		republic kingdom emirates bank chamber bureau agency authority company corporation group club street road avenue square river lake bay gulf
		sea strait cape isle island islands port harbour harbor airport hospital station bridge cabinet administration coast guard centre center fund
		league press media news times post staff internet web north south east west`)
	regions = wordSet(`north south east west northern southern eastern western new upper lower central great greater saint st san santa los las port
		lake mount cape fort isle papua ivori sri el`)
	demonyms = wordSet(`american african mexican german germans french british english irish scottish welsh dutch swiss swedish danish finnish polish
		spanish turkish kurdish jewish greek arab iraqi israeli pakistani afghan afghans thai indian syrian libyan asian cuban czech slovak moroccan
		maltese kenyan ugandan catholic muslim christian democrat democratic republican`)
	germanWords  = wordSet(`der und die das den dem nicht ist mit von für auf ein eine im sich`)
	englishWords = wordSet(`the of and to a in is that for was on with`)
)
