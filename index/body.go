package index

import (
	"sync"

	"github.com/klauspost/compress/zstd"
)

// maxBody bounds what a body may unpack to, so that a damaged one can't take all memory.
const maxBody = 256 << 20

// bodies packs and unpacks the texts of records.
type bodies struct {
	packer   *zstd.Encoder
	unpacker *zstd.Decoder
}

func newBodies() (bodies, error) {
	packer, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return bodies{}, err
	}
	unpacker, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxBody))
	return bodies{packer, unpacker}, err
}

func (b bodies) pack(text string) []byte { return b.packer.EncodeAll([]byte(text), nil) }

// packAhead packs the texts of articles in their order, a few before they are taken. Whoever takes them has to call stop in the end.
func (b bodies) packAhead(articles []incoming) (packed <-chan []byte, stop func()) {
	const ahead = 16
	to, done := make(chan []byte, ahead), make(chan struct{})
	var packing sync.WaitGroup
	packing.Go(func() {
		for _, a := range articles {
			select {
			case to <- b.pack(a.Text):
			case <-done:
				return
			}
		}
	})
	return to, func() {
		close(done)
		packing.Wait()
	}
}

func (b bodies) unpack(packed []byte) (string, error) {
	text, err := b.unpacker.DecodeAll(packed, nil)
	return string(text), err
}

func (b bodies) close() { b.unpacker.Close() }
