package minhash

// A word is hashed with FNV-1a (Fowler, Noll and Vo; 64 bits), followed by a finalizer. FNV-1a
// alone is a stable and fast hash for strings as short as words, but its upper bits hardly move for
// the shortest ones, and everything after it (shingles, slots, samples, buckets) takes the bits as
// equally good. Signatures are kept for years, so the constants here never change: another hash
// would be another fingerprint version.

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// WordHash is the hash of a word as far as it has been read. A word of no bytes is [NewWordHash].
type WordHash uint64

// NewWordHash is where the hash of a word starts.
const NewWordHash WordHash = fnvOffset

// Add returns the hash with one more byte of the word.
func (h WordHash) Add(c byte) WordHash { return (h ^ WordHash(c)) * fnvPrime }

// Sum returns the 64-bit hash of the word that was read.
func (h WordHash) Sum() uint64 { return mix(uint64(h)) }

// HashWord returns the 64-bit hash of a word, the same on every machine and in every run.
func HashWord[T string | []byte](word T) uint64 {
	h := NewWordHash
	for i := range len(word) {
		h = h.Add(word[i])
	}
	return h.Sum()
}

// HashText returns the 64-bit hash of a text with its letters as they are, eight bytes at a time.
func HashText(text string) uint64 {
	h := NewWordHash
	for ; len(text) >= 8; text = text[8:] {
		b := text[:8]
		eight := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		h = (h ^ WordHash(eight)) * fnvPrime
		h ^= h >> 32 // multiplying carries upwards only
	}
	for i := range len(text) {
		h = h.Add(text[i])
	}
	return h.Sum()
}

// mix makes every bit of the result depend on every bit of x, and maps no two x to one result. It
// is the finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", OOPSLA 2014) with the constants of Stafford's thirteenth variant.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
