package news

// PhraseFinder looks for many phrases at once: at each place of a text for those that start with the two bytes there. In
// most places none does.
type PhraseFinder [1 << phraseBits][]string

const phraseBits = 8

// NewPhraseFinder returns the finder of phrases of two bytes or more.
func NewPhraseFinder(phrases []string) *PhraseFinder {
	var f PhraseFinder
	for _, phrase := range phrases {
		place := phrasePlace(phrase[0], phrase[1])
		f[place] = append(f[place], phrase)
	}
	return &f
}

func phrasePlace(a, b byte) uint8 { return a*31 + b }

// In reports whether any of the phrases stands in a text.
func (f *PhraseFinder) In(text string) bool { return holdsPhrase(f, text) }

// in is In for a text in bytes.
func (f *PhraseFinder) in(text []byte) bool { return holdsPhrase(f, text) }

func holdsPhrase[T string | []byte](f *PhraseFinder, text T) bool {
	for i := range len(text) - 1 {
		for _, phrase := range f[phrasePlace(text[i], text[i+1])] {
			if startsText(text[i:], phrase) {
				return true
			}
		}
	}
	return false
}

func startsText[T string | []byte](text T, phrase string) bool {
	return len(text) >= len(phrase) && string(text[:len(phrase)]) == phrase
}
