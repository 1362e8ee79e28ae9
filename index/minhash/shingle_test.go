package minhash

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"testing"
)

func hashes(text string) []uint64 {
	var words []uint64
	for _, w := range strings.Fields(text) {
		words = append(words, HashWord(w))
	}
	return words
}

func TestShingles(t *testing.T) {
	tests := []struct {
		name, a, b string
		k          int
		same       bool
		count      int // of a
	}{
		{"one for each run", "the ferry ran aground at dawn", "the ferry ran aground at dawn", 5, true, 2},
		{"order of words matters", "dog bites man", "man bites dog", 3, false, 1},
		{"order within a run matters", "one two three four five six", "one two three five four six", 3, false, 4},
		{"exactly k words", "the ferry ran aground today", "the ferry ran aground today", 5, true, 1},
		{"fewer words than k", "ferry runs aground", "ferry runs aground", 5, true, 1},
		{"fewer words than k, other order", "ferry runs aground", "aground runs ferry", 5, false, 1},
		{"fewer words than k, one left out", "ferry runs aground", "ferry runs", 5, false, 1},
		{"single words are a bag", "man bites dog", "dog bites man", 1, true, 3},
		{"a set, not a multiset", "to and fro to and fro", "to and fro to and fro to and fro", 3, true, 3},
		{"the same word again", "no no no no no no", "no no no", 3, true, 1},
		{"no words", "", "", 5, true, 0},
		{"k of zero", "man bites dog", "", 0, true, 0},
		{"k below zero", "man bites dog", "", -1, true, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, b := Shingles(hashes(test.a), test.k), Shingles(hashes(test.b), test.k)
			if len(a) != test.count {
				t.Errorf("%q has %d shingles, want %d", test.a, len(a), test.count)
			}
			if slices.Equal(a, b) != test.same {
				t.Errorf("%q and %q have equal shingles: %v, want %v", test.a, test.b, !test.same, test.same)
			}
		})
	}
}

// Stored fingerprints depend on this value; see TestHashWordIsPinned.
func TestShinglesArePinned(t *testing.T) {
	want := []uint64{0x46812200ad402edc, 0x79c5fc1875f42894}
	if got := Shingles(hashes("the ferry ran aground at dawn"), 5); !slices.Equal(got, want) {
		t.Errorf("shingles are %#016x, want %#016x", got, want)
	}
}

func TestAppendRunsKeepsWhatIsThere(t *testing.T) {
	words := newWriter(1).text(100)
	dst := []uint64{9, 7, 9}
	got := AppendRuns(dst, words, 5)
	if want := append([]uint64{9, 7, 9}, AppendRuns(nil, words, 5)...); !slices.Equal(got, want) {
		t.Errorf("appending to %d gives %d runs, want %d", dst, len(got), len(want))
	}
}

func TestAppendRunsIntoRoomDoesNotAllocate(t *testing.T) {
	words := newWriter(1).text(460)
	dst := make([]uint64, 0, len(words))
	if n := testing.AllocsPerRun(10, func() { AppendRuns(dst, words, 5) }); n != 0 {
		t.Errorf("AppendRuns into a large enough slice allocates %v times, want 0", n)
	}
}

func TestSetLeavesItsRunsAlone(t *testing.T) {
	runs := []uint64{5, 1 << 63, 5, 2}
	if got, want := Set(runs), []uint64{2, 5, 1 << 63}; !slices.Equal(got, want) || !slices.Equal(runs, []uint64{5, 1 << 63, 5, 2}) {
		t.Errorf("the set is %d, want %d; the runs have become %d", got, want, runs)
	}
}

// One changed word in the middle of a text breaks k shingles and no others.
func TestChangedWordBreaksKShingles(t *testing.T) {
	words := make([]uint64, 50)
	for i := range words {
		words[i] = HashWord(fmt.Sprint(i))
	}
	for _, k := range []int{1, 3, 5, 9} {
		changed := slices.Clone(words)
		changed[25] = HashWord("other")
		if got, want := Shared(Shingles(words, k), Shingles(changed, k)), len(words)-k+1-k; got != want {
			t.Errorf("k %d: %d shingles are left, want %d", k, got, want)
		}
	}
}

func TestShinglesSpread(t *testing.T) {
	w := newWriter(2)
	var slots [Slots]int
	var low [256]int
	for range 100 {
		for _, h := range Shingles(w.text(460), 5) {
			slots[h>>(64-slotBits)]++
			low[h%256]++
		}
	}
	checkEven(t, "the slot of shingles", slots[:])
	checkEven(t, "the low byte of shingles", low[:])
}

func TestSample(t *testing.T) {
	set := []uint64{3, 8, 9, 16, 21, 24}
	tests := []struct {
		mod  uint64
		want []uint64
	}{
		{1, set},
		{2, []uint64{8, 16, 24}},
		{8, []uint64{8, 16, 24}},
		{16, []uint64{16}},
		{64, nil},
	}
	for _, test := range tests {
		if got := Sample(set, test.mod); !slices.Equal(got, test.want) {
			t.Errorf("Sample(%d, %d) = %d, want %d", set, test.mod, got, test.want)
		}
	}
	if whole := Sample(set, 1); &whole[0] == &set[0] {
		t.Error("a sample of all shares its memory with the set")
	}
}

// A sample is a sample of every slot: the bits it is drawn by say nothing of slot or value.
func TestSampleIsIndependentOfSlots(t *testing.T) {
	sample := Sample(numbers(newSource(3), 1<<18), 8)
	var slots [Slots]int
	var values [256]int
	for _, h := range sample {
		slots[h>>(64-slotBits)]++
		values[byte(h>>(64-slotBits-valueBits))]++
	}
	checkEven(t, "the slot of sampled shingles", slots[:])
	checkEven(t, "the value of sampled shingles", values[:])
	if n := len(sample); n < 1<<15-1000 || n > 1<<15+1000 {
		t.Errorf("one in eight of %d is %d", 1<<18, n)
	}
}

// FuzzShingles states that rolling gives what hashing each run on its own gives, as an ascending
// set, and that a text told three times has the shingles of the text told twice.
func FuzzShingles(f *testing.F) {
	f.Add([]byte("a ferry ran aground"), 5)
	f.Add([]byte("abababababab"), 2)
	f.Add([]byte{}, 3)
	f.Add([]byte(strings.Repeat("a", 300)), 70)
	f.Fuzz(func(t *testing.T, text []byte, k int) {
		if len(text) > 2000 {
			return
		}
		var words []uint64
		for _, b := range text {
			words = append(words, HashWord([]byte{b}))
		}
		got := Shingles(words, k)
		if want := oneByOne(words, k); !slices.Equal(got, want) {
			t.Fatalf("%d words, k %d: %d shingles, one by one %d", len(words), k, len(got), len(want))
		}
		if twice := slices.Concat(words, words); k <= len(words) {
			if thrice := slices.Concat(twice, words); !slices.Equal(Shingles(twice, k), Shingles(thrice, k)) {
				t.Fatalf("%d words, k %d: repeating the text changes its set", len(words), k)
			}
		}
	})
}

// oneByOne does what Shingles does without rolling.
func oneByOne(words []uint64, k int) []uint64 {
	if k = min(k, len(words)); k < 1 {
		return nil
	}
	var set []uint64
	for i := range len(words) - k + 1 {
		var sum uint64
		for j, w := range words[i : i+k] {
			sum ^= bits.RotateLeft64(w, k-1-j)
		}
		set = append(set, mix(sum))
	}
	slices.Sort(set)
	return slices.Compact(set)
}

func TestShinglesOfLongTexts(t *testing.T) {
	w := newWriter(4)
	tests := []struct {
		name  string
		words []uint64
	}{
		{"an article", w.text(460)},
		{"a book", w.text(50_000)},
		{"a few lines over and over, which pile up", slices.Repeat(w.text(40), 2000)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, want := Shingles(test.words, 5), oneByOne(test.words, 5); !slices.Equal(got, want) {
				t.Errorf("%d shingles, not the %d that there are one by one", len(got), len(want))
			}
		})
	}
}

func BenchmarkShingles(b *testing.B) {
	texts := benchmarkTexts()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Shingles(texts[i%len(texts)], 5)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkFingerprint is all that is done for an article of 460 words once its words are known.
func BenchmarkFingerprint(b *testing.B) {
	words := make([]string, 460)
	for i := range words {
		words[i] = strings.Repeat("e", i%9) + fmt.Sprint(i)
	}
	var hashed, runs []uint64
	for b.Loop() {
		hashed = hashed[:0]
		for _, w := range words {
			hashed = append(hashed, HashWord(w))
		}
		runs = AppendRuns(runs[:0], hashed, 5)
		Sign(runs)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// benchmarkTexts are enough for the processor not to learn them by heart.
func benchmarkTexts() [][]uint64 {
	w := newWriter(9)
	texts := make([][]uint64, 500)
	for i := range texts {
		texts[i] = w.text(460)
	}
	return texts
}

func TestRuns(t *testing.T) {
	words := []uint64{3, 1, 4, 1, 5, 9}
	for _, test := range []struct{ words, k, want int }{{6, 2, 5}, {6, 6, 1}, {6, 9, 1}, {0, 3, 0}, {6, 0, 0}, {6, -1, 0}} {
		runs := AppendRuns(nil, words[:test.words], test.k)
		if len(runs) != test.want {
			t.Errorf("%d words have %d runs of %d, want %d", test.words, len(runs), test.k, test.want)
		}
		for i, run := range runs {
			if alone := Shingles(words[i:min(i+test.k, test.words)], test.k); alone[0] != run {
				t.Errorf("run %d of %d words is not what it is alone", i, test.k)
			}
		}
	}
}
