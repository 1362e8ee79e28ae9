package cluster

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

// ferries are four reports, of which one is in another language and one has no words.
var ferries = []news.Article{
	{Lang: "en", Title: "Ferry stops at Vantry", Text: "The ferry stopped. Ferries stop."},
	{Lang: "en", Title: "Vantry waits", Text: "No ferry came to the quay on Monday."},
	{Lang: "de", Title: "Fähre hält", Text: "Die Fähre hielt in Vantry."},
	{Lang: "en", Title: "", Text: "The and of it."},
}

func TestBackgroundCounter(t *testing.T) {
	tests := []struct {
		name    string
		atLeast int
		want    string
		words   int
	}{
		{"all words", 1, "texts\t2\ncam\t1\nferry\t2\nmonday\t1\nquay\t1\nstop\t1\nvantry\t2\nwait\t1\n", 7},
		{"words of two texts", 2, "texts\t2\nferry\t2\nvantry\t2\n", 2},
		{"words of more than there are", 3, "texts\t2\n", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			table, words := writeTable(t, ferries, test.atLeast)
			if got := unpack(t, table); got != test.want || words != test.words {
				t.Errorf("got %d words %q, want %d %q", words, got, test.words, test.want)
			}
			if _, err := readTable(bytes.NewReader(table)); err != nil {
				t.Errorf("what was written does not read: %v", err)
			}
		})
	}
}

func TestBackgroundCounterOrder(t *testing.T) {
	want, _ := writeTable(t, ferries, 1)
	backwards := []news.Article{ferries[3], ferries[2], ferries[1], ferries[0]}
	for range 5 {
		if got, _ := writeTable(t, backwards, 1); !bytes.Equal(got, want) {
			t.Fatal("the same articles gave another table")
		}
	}
}

func writeTable(t *testing.T, articles []news.Article, atLeast int) (table []byte, words int) {
	t.Helper()
	var counter BackgroundCounter
	for _, a := range articles {
		counter.Add(a)
	}
	if counter.Texts() != 2 {
		t.Errorf("%d texts were counted, want 2", counter.Texts())
	}
	var b bytes.Buffer
	words, err := counter.Write(&b, atLeast, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), words
}

func TestBackgroundCounterAddLong(t *testing.T) {
	var counter BackgroundCounter
	body := strings.Repeat("ferry ", bodyWords) + "lighthouse"
	counter.Add(news.Article{Lang: "en", Title: "Vantry", Text: body})
	if got := counter.Commonest(3); !slices.Equal(got, []string{"ferry", "vantry"}) {
		t.Errorf("got %v, want ferry and vantry only: terms are not made of what stands further down", got)
	}
}

func TestBackgroundCounterWriteErrors(t *testing.T) {
	var counter BackgroundCounter
	if _, err := counter.Write(io.Discard, 1, nil); err == nil || !strings.Contains(err.Error(), "no English article") {
		t.Errorf("an empty counter: got %v, want an error", err)
	}
	counter.Add(ferries[0])
	if _, err := counter.Write(brokenWriter{}, 1, nil); !errors.Is(err, errBroken) {
		t.Errorf("a broken writer: got %v, want %v", err, errBroken)
	}
}

var errBroken = errors.New("broken")

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestBackgroundCounterCommonest(t *testing.T) {
	counter := ferryCounter(t)
	want := []string{"ferry", "vantry", "cam"} // the last by name among those of one article
	if got := counter.Commonest(3); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := len(counter.Commonest(99)); got != 7 {
		t.Errorf("got %d words, want all 7", got)
	}
}

// TestBackgroundCounterWeights shows that a word of every article weighs nothing, and that the rest has length 1.
func TestBackgroundCounterWeights(t *testing.T) {
	counter := ferryCounter(t)
	words := []string{"quay", "ferry", "unheard", "wait", "stop"}
	var places [][]int32
	for held, weights := range counter.Weights(words) {
		places = append(places, held)
		sum := 0.0
		for _, w := range weights {
			sum += w * w
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("weights %v have length %g", weights, math.Sqrt(sum))
		}
		if len(held) == 2 && weights[0] <= weights[1] {
			t.Errorf("the word of the title weighs %g, that of the body %g", weights[0], weights[1])
		}
	}
	if len(places) != 2 || !slices.Equal(places[0], []int32{4}) || !slices.Equal(places[1], []int32{3, 0}) {
		t.Errorf("got %v, want stop for the first article, wait and quay for the second", places)
	}
	for range counter.Weights(words) {
		break // one that wants no more is not asked again
	}
}

func ferryCounter(t *testing.T) *BackgroundCounter {
	t.Helper()
	var counter BackgroundCounter
	for _, a := range ferries {
		counter.Add(a)
	}
	return &counter
}

func TestBackgroundCounterWriteSenses(t *testing.T) {
	counter := ferryCounter(t)
	ferry, wait := make([]float64, SenseNumbers), make([]float64, SenseNumbers)
	ferry[0], wait[0], ferry[1], wait[2] = 1, -1, .1, 1000
	var table bytes.Buffer
	if _, err := counter.Write(&table, 2, map[string][]float64{"ferry": ferry, "wait": wait}); err != nil {
		t.Fatal(err)
	}
	// 1 of a root mean square of 1 is 1/.7 steps, rounded 1; the numbers that only one word has are 2 steps.
	want := "texts\t2\nferry\t2\tef" + strings.Repeat("d", SenseNumbers-2) + "\nvantry\t2\n"
	if got := unpack(t, table.Bytes()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := counter.Write(io.Discard, 2, map[string][]float64{"ferry": {1}}); err == nil || !strings.Contains(err.Error(), `"ferry" has 1 numbers`) {
		t.Errorf("a vector that is too short: got %v, want an error", err)
	}
}
