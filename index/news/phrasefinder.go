package news

// phraseFinder looks for many phrases at once: at each place of a text for those that start with the two bytes there. In
// most places none does.
type phraseFinder [1 << phraseBits][]string

const phraseBits = 8

// newPhraseFinder returns the finder of phrases of two bytes or more.
func newPhraseFinder(phrases []string) *phraseFinder {
	var f phraseFinder
	for _, phrase := range phrases {
		place := phrasePlace(phrase[0], phrase[1])
		f[place] = append(f[place], phrase)
	}
	return &f
}

func phrasePlace(a, b byte) uint8 { return a*31 + b }

// in reports whether any of the phrases stands in a text.
func (f *phraseFinder) in(text []byte) bool {
	for i := range len(text) - 1 {
		for _, phrase := range f[phrasePlace(text[i], text[i+1])] {
			if startsText(text[i:], phrase) {
				return true
			}
		}
	}
	return false
}

func startsText(text []byte, phrase string) bool {
	return len(text) >= len(phrase) && string(text[:len(phrase)]) == phrase
}
