package nightly

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
)

// TestFeaturesOfBefore: that features were written otherwise by a program of before changes no text, no evidence and no notes.
func TestFeaturesOfBefore(t *testing.T) {
	sequential(t)
	today := newArchive(t)
	today.night(date(4), breach("wire", 3, 8, levee), breach("other", 3, 12, retold))
	before := today.clone(t)
	before.widenSignatures("other")
	for _, a := range []archive{today, before} {
		a.night(date(5), breach("late", 4, 10, "Kirkholm pumped the Tamsel out of its market, the tannery and the grain store, where the Ostrava levee "+
			"broke after weeks of rain. Engineers blame muskrats for the levee. Sandbags lie along the embankment."))
		a.together("wire", "other", "late")
	}
	same(t, "an archive of before", before.standing(), today.standing())
	before.sound()
}

// widenSignatures writes the features of an article that is a text, and a short one, as version 3 had them. They end with its shingles, its
// short shingles and its signature, which had four bytes a slot; a flag before the shingles said that they are all.
func (a archive) widenSignatures(article string) {
	a.Helper()
	text, digits, _ := strings.Cut(a.rows(`SELECT f.text, hex(f.features) FROM features f JOIN article a ON a.text = f.text WHERE a.id = ?`, article)[0], "|")
	features := must[[]byte](a.T)(hex.DecodeString(digits))
	slots := len(features) - 2*minhash.Slots
	wide := slices.Insert(slices.Clone(features[:slots]), a.shinglesIn(features[:slots]), binary.AppendVarint(nil, 1)...)
	wide[0] = 3
	for at := slots; at < len(features); at += 2 {
		slot := binary.LittleEndian.Uint16(features[at:])
		wide = binary.LittleEndian.AppendUint32(wide, uint32(slot>>15)<<31|uint32(slot&(1<<15-1)))
	}
	a.exec(fmt.Sprintf(`UPDATE features SET features = x'%x' WHERE text = %s`, wide, text))
}

// shinglesIn returns where the lists of runs of five words and of three start that bytes end with: the number of each is before it, and
// there are two more of three.
func (a archive) shinglesIn(b []byte) int {
	a.Helper()
	for n := 1; 16*n < len(b); n++ {
		five, three := binary.AppendVarint(nil, int64(n)), binary.AppendVarint(nil, int64(n+2))
		short := len(b) - 8*(n+2) - len(three)
		if at := short - 8*n - len(five); at >= 0 && bytes.HasPrefix(b[short:], three) && bytes.HasPrefix(b[at:], five) {
			return at
		}
	}
	a.Fatal("no shingles")
	return 0
}

// standing returns all that the archive tells of texts and stories, with the runs that did.
func (a archive) standing() []string {
	a.Helper()
	return slices.DeleteFunc(a.dump(), func(row string) bool {
		table, _, _ := strings.Cut(row, "|")
		return !slices.Contains([]string{"article", "text", "story", "evidence", "notes", "history", "copy", "held"}, table)
	})
}
