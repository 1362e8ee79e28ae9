package cluster

import "testing"

func TestStemEnglish(t *testing.T) {
	tests := []struct {
		word, want string // "" for none
	}{
		{"ferry", "ferry"}, {"ferries", "ferry"},
		{"stop", "stop"}, {"stops", "stop"}, {"stopped", "stop"}, {"stopping", "stop"},
		{"vote", "vot"}, {"voted", "vot"}, {"votes", "vot"}, {"voting", "vot"},
		{"ship", "ship"}, {"shipped", "ship"},
		{"zelensky", "zelensky"}, {"zelenskyy", "zelensky"},
		{"kadarow", "kadarow"}, {"kadarow's", "kadarow"},
		{"passengers", "passenger"}, {"passengers'", "passenger"},
		{"curaçao", "curacao"}, {"gdańsk", "gdansk"},
		{"press", "pres"}, {"bus", "bus"}, {"gas", "gas"}, {"ties", "tie"}, {"ring", "ring"},
		{"sea", "sea"}, {"see", "see"}, {"tree", "tre"},
		{"1931", "1931"}, {"5", "5"}, {"112s", "112s"}, {"1990s", "1990s"},
		{"the", ""}, {"said", ""}, {"it's", ""}, {"x", ""}, {"'", ""}, {"s's", ""},
		{"шторм", "шторм"},
	}
	for _, test := range tests {
		stem, ok := stemEnglish([]byte(test.word))
		if string(stem) != test.want || ok != (test.want != "") {
			t.Errorf("stem of %q is %q, %v, want %q", test.word, stem, ok, test.want)
		}
	}
}

// FuzzStemEnglish: a stem is never longer than its word in letters, never a stop word's, and never empty.
func FuzzStemEnglish(f *testing.F) {
	for _, word := range []string{"ferries", "stopped", "passengers'", "the", "1931", "zelenskyy", "curaçao", "'s", "ﬀ", "ies", "\xff\xfe"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		stem, ok := stemEnglish([]byte(word))
		if ok == (len(stem) == 0) {
			t.Fatalf("stem of %q is %q, %v", word, stem, ok)
		}
		if isPlain([]byte(word)) && len(stem) > len(word) {
			t.Errorf("stem %q is longer than %q", stem, word)
		}
		if ok && englishStopWords[word] {
			t.Errorf("the stop word %q has the stem %q", word, stem)
		}
	})
}
