package news

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestSentences(t *testing.T) {
	for _, test := range []struct {
		name, lang, in string
		want           []string
	}{
		{"empty", "en", "", nil},
		{"white space", "en", " \n\t\n", nil},
		{"two", "en", "The quay is closed. Ferries leave from the old dock.", []string{"The quay is closed.", "Ferries leave from the old dock."}},
		{"rank", "en", "They met Gen. Osk Varly at noon. He left.", []string{"They met Gen. Osk Varly at noon.", "He left."}},
		{"month", "en", "It opened on Feb. 18 in the rain. Few came.", []string{"It opened on Feb. 18 in the rain.", "Few came."}},
		{"country", "en", "The U.S. envoy left. So did his aide.", []string{"The U.S. envoy left.", "So did his aide."}},
		{"form of address", "en", "Mr. Tolver and Mrs. Lund agreed. Dr. Marsh did not.", []string{"Mr. Tolver and Mrs. Lund agreed.", "Dr. Marsh did not."}},
		{"number", "en", "Tram No. 5 was late. No. 6 never came.", []string{"Tram No. 5 was late.", "No. 6 never came."}},
		{"clock", "en", "It sank at 5 p.m. on Monday. Nobody saw it.", []string{"It sank at 5 p.m. on Monday.", "Nobody saw it."}},
		{"initials", "en", "He is with the U.N. Harbour Board now. She is not.", []string{"He is with the U.N. Harbour Board now.", "She is not."}},
		{"glued", "en", "It sank on Monday.Divers came.Nobody else did.", []string{"It sank on Monday.", "Divers came.", "Nobody else did."}},
		{"decimals", "en", "It rose 3.5 percent. Oil fell.", []string{"It rose 3.5 percent.", "Oil fell."}},
		{"quotation first", "en", "“We go.” She said so twice.", []string{"“We go.”", "She said so twice."}},
		{"quotation last", "en", "She said: “We go.” Then she went.", []string{"She said: “We go.”", "Then she went."}},
		{"question", "en", "Who knew? Nobody!", []string{"Who knew?", "Nobody!"}},
		{"newline", "en", "no full stop\n  and none here  \n\nThe end.", []string{"no full stop", "and none here", "The end."}},
		{"carriage return", "en", "one line\r\nanother", []string{"one line", "another"}},
		{"German", "de", "Der Rat tagte am 3. März. Er stimmte zu.", []string{"Der Rat tagte am 3. März.", "Er stimmte zu."}},
		{"German address", "de", "Dr. Anke Voss und Prof. Tamm kamen 2019. Sie blieben.", []string{"Dr. Anke Voss und Prof. Tamm kamen 2019.", "Sie blieben."}},
		{"Chinese", "zh", "市长辞职。他说：“我走了。”议会休会！", []string{"市长辞职。", "他说：“我走了。”", "议会休会！"}},
		{"Russian", "ru", "Мэр ушёл. Совет молчит.", []string{"Мэр ушёл.", "Совет молчит."}},
		{"no language", "", "It rained. It stopped.", []string{"It rained.", "It stopped."}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, s := range Sentences(test.in, test.lang) {
				got = append(got, test.in[s.Start:s.End])
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestSentencesByManyAtOnce(t *testing.T) {
	text := benchText(1000)
	want := Sentences(text, "en")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if got := Sentences(text, "en"); !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
	group.Wait()
}

// FuzzSentences: sentences lie in the text, in order, apart from one another, without white space at
// their ends and without a newline inside, and nothing but white space is left out.
func FuzzSentences(f *testing.F) {
	for _, seed := range []string{"", "A. B? C!", "“We go.” She said.\r\nU.S. Gen. X met.", "市长辞职。他说", "a\u2028b\u00a0.\u0085c", "\xff. \xe2\x80", "No. 5 … p.m.\n\n\n'Q.' (x.)", "Mr."} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, text string, english bool) {
		lang := ""
		if english {
			lang = "en"
		}
		end := 0
		for _, s := range Sentences(text, lang) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("span %v after %d in a text of %d bytes", s, end, len(text))
			}
			sentence := text[s.Start:s.End]
			if strings.TrimFunc(sentence, unicode.IsSpace) != sentence || strings.Contains(sentence, "\n") {
				t.Fatalf("sentence %q is not trimmed", sentence)
			}
			if utf8.ValidString(text) && !utf8.ValidString(sentence) {
				t.Fatalf("sentence %q of %q cuts a character", sentence, text)
			}
			if lost := strings.TrimSpace(text[end:s.Start]); lost != "" {
				t.Fatalf("%q of %q is in no sentence", lost, text)
			}
			end = s.End
		}
		if lost := strings.TrimSpace(text[end:]); lost != "" {
			t.Fatalf("%q of %q is in no sentence", lost, text)
		}
	})
}

// What the model is not asked is what it would say.
func FuzzModelBreaks(f *testing.F) {
	for _, seed := range []string{"They left.", "They left.”", "He said so (again.) ", "Vos & Co…", "3.5", "a\u00a0b.\u00a0C d", "Yahoo!", "x\xff.", "Mr. Vos left.",
		"It closed on Aug. 3. Then Corp. left. “No.” she said. “No.” Vos left.", "Up 3.5 percent. In the U.S. Vos . . . and J. Vos. He left.", "a... B", "U.N. No? yes", "Ann Vos (R-W. Va.) left. mid-Oct. Vos left. \u2003É."} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) { checkModelBreaks(t, strings.ReplaceAll(line, "\n", " ")) })
}

// Every short word is taken for a short form as the model does.
func TestModelShortForms(t *testing.T) {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	for _, a := range letters {
		for _, b := range letters {
			for _, c := range letters {
				checkModelBreaks(t, fmt.Sprintf("%c%c. Qq %c%c%c. Qq", a, b, a, b, c))
			}
		}
	}
	for word := range modelShortForms {
		checkModelBreaks(t, "Qq "+word+". qq mid-"+word+". Vos")
		checkModelBreaks(t, "Qq "+word+"s. qq")
	}
}

func checkModelBreaks(t *testing.T, line string) {
	t.Helper()
	model, err := english()
	if err != nil {
		t.Fatal(err)
	}
	if line = strings.TrimSpace(line); line == "" {
		return
	}
	if got, want := modelBreaks(model, line), askedBreaks(model, line); !slices.Equal(got, want) {
		t.Errorf("%q is cut at %v, by the model at %v", line, got, want)
	}
}

func TestLines(t *testing.T) {
	text := "one\n\n  two \r\n\t\nthree"
	var got []string
	for _, at := range Lines(text) {
		got = append(got, text[at.Start:at.End])
	}
	if want := []string{"one", "two", "three"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkSentences(b *testing.B) {
	text := benchText(3000)
	for _, lang := range []string{"en", "de"} {
		b.Run(lang, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Sentences(text, lang)
			}
		})
	}
}
