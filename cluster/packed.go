package cluster

import (
	"encoding/binary"
	"math"
	"time"

	"github.com/twicetold/twicetold/index/minhash"
	"github.com/twicetold/twicetold/index/news"
)

// packed is bytes to which values are appended. Numbers are varints, or little-endian where they fill their bytes.
type packed struct{ b []byte }

func (p *packed) number(n int64)  { p.b = binary.AppendVarint(p.b, n) }
func (p *packed) fixed(n uint64)  { p.b = binary.LittleEndian.AppendUint64(p.b, n) }
func (p *packed) share(x float64) { p.fixed(math.Float64bits(x)) }

func (p *packed) text(s string) {
	p.number(int64(len(s)))
	p.b = append(p.b, s...)
}

func (p *packed) flag(is bool) {
	if is {
		p.number(1)
	} else {
		p.number(0)
	}
}

func (p *packed) hashes(list []uint64) {
	p.number(int64(len(list)))
	for _, h := range list {
		p.fixed(h)
	}
}

func (p *packed) samples(list []uint32) {
	p.number(int64(len(list)))
	for _, s := range list {
		p.b = binary.LittleEndian.AppendUint32(p.b, s)
	}
}

func (p *packed) signature(s *minhash.Signature) {
	for _, slot := range s {
		p.b = binary.LittleEndian.AppendUint16(p.b, slot)
	}
}

func (p *packed) time(t time.Time) {
	p.flag(!t.IsZero())
	if !t.IsZero() {
		_, offset := t.Zone()
		p.number(t.Unix())
		p.number(int64(t.Nanosecond()))
		p.number(int64(offset))
	}
}

func (p *packed) published(t news.Time) {
	p.number(int64(t.Precision))
	p.number(int64(t.Trust))
	p.time(t.At)
}

// unpacker takes values off bytes in the order in which they were appended. When they end too early it gives zeros and
// is spoilt.
type unpacker struct {
	b      []byte
	spoilt bool
	room   *Room // for lists; nil where each takes its own
	wide   bool  // the values of samples and signatures are all there
}

// Room is where the lists of what comes back into a window lie side by side. There are hundreds of thousands of them: each
// on its own would be a tenth longer, and one thing more for the collector to find. A block goes with the last of its texts.
type Room struct {
	terms   []term
	weights []weight
	hashes  []uint64
	samples []uint32
}

// roomBlock is how much is taken at a time, in numbers.
const roomBlock = 1 << 14

// carve returns a list of n from what is left of a block, or of another one.
func carve[T any](block *[]T, n int) []T {
	if *block == nil || n > len(*block) {
		*block = make([]T, max(n, roomBlock))
	}
	list := (*block)[:n:n]
	*block = (*block)[n:]
	return list
}

// forHashes returns a list of n hashes.
func (r *Room) forHashes(n int) []uint64 {
	if r == nil {
		return make([]uint64, n)
	}
	return carve(&r.hashes, n)
}

// forSamples returns a list of n samples.
func (r *Room) forSamples(n int) []uint32 {
	if r == nil {
		return make([]uint32, n)
	}
	return carve(&r.samples, n)
}

// forTerms returns lists of n terms and weights.
func (r *Room) forTerms(n int) ([]term, []weight) {
	if r == nil {
		return make([]term, n), make([]weight, n)
	}
	return carve(&r.terms, n), carve(&r.weights, n)
}

// take takes n bytes; nil when there are fewer.
func (u *unpacker) take(n int64) []byte {
	if u.spoilt || n < 0 || n > int64(len(u.b)) {
		u.spoilt = true
		return nil
	}
	taken := u.b[:n]
	u.b = u.b[n:]
	return taken
}

func (u *unpacker) number() int64 {
	n, size := binary.Varint(u.b)
	if size <= 0 || u.take(int64(size)) == nil {
		u.spoilt = true
		return 0
	}
	return n
}

func (u *unpacker) fixed() uint64 {
	if taken := u.take(8); taken != nil {
		return binary.LittleEndian.Uint64(taken)
	}
	return 0
}

func (u *unpacker) share() float64 { return math.Float64frombits(u.fixed()) }
func (u *unpacker) text() string   { return string(u.take(u.number())) }
func (u *unpacker) flag() bool     { return u.number() != 0 }

func (u *unpacker) hashes() []uint64 {
	n := u.number()
	taken := u.take(8 * min(n, int64(len(u.b)))) // a spoilt number may be too large to count in bytes
	if len(taken) == 0 {
		return nil
	}
	list := u.room.forHashes(int(n))
	for i := range list {
		list[i] = binary.LittleEndian.Uint64(taken[8*i:])
	}
	return list
}

// samples takes the upper half of each where both were kept.
func (u *unpacker) samples() []uint32 {
	size := 4
	if u.wide {
		size = 8
	}
	n := u.number()
	taken := u.take(int64(size) * min(n, int64(len(u.b))))
	if len(taken) == 0 {
		return nil
	}
	list := u.room.forSamples(int(n))
	for i := range list {
		list[i] = binary.LittleEndian.Uint32(taken[size*(i+1)-4:])
	}
	return list
}

func (u *unpacker) signature() (s minhash.Signature) {
	if u.wide {
		if taken := u.take(4 * minhash.Slots); taken != nil {
			for i := range s {
				s[i] = minhash.KeptValue(binary.LittleEndian.Uint32(taken[4*i:]))
			}
		}
	} else if taken := u.take(2 * minhash.Slots); taken != nil {
		for i := range s {
			s[i] = binary.LittleEndian.Uint16(taken[2*i:])
		}
	}
	return s
}

// time gives an instant in the offset that it had, without a zone's name.
func (u *unpacker) time() time.Time {
	if !u.flag() {
		return time.Time{}
	}
	t := time.Unix(u.number(), u.number()).UTC()
	if offset := u.number(); offset != 0 {
		t = t.In(time.FixedZone("", int(offset)))
	}
	return t
}

func (u *unpacker) published() (t news.Time) {
	t.Precision, t.Trust = news.Precision(u.number()), news.Trust(u.number())
	if t.At = u.time(); t.Precision > news.Minute || t.Trust > news.Stated {
		u.spoilt = true
	}
	return t
}
