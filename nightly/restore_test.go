package nightly

import (
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/minhash"
)

// TestFeaturesOfBefore: that features were written otherwise by a program of before changes no text, no evidence and no notes.
func TestFeaturesOfBefore(t *testing.T) {
	sequential(t)
	rest, held := without(t, 15, mayor[1])
	today := newArchive(t)
	today.night(date(15), rest...)
	before := today.clone(t)
	if n := before.widenSignatures(); n < 20 {
		t.Fatalf("the features of %d texts were rewritten", n)
	}
	today.night(date(16), held...)
	before.night(date(16), held...)
	same(t, "an archive of before", before.standing(), today.standing())
	before.sound()
}

// widenSignatures writes the features of texts of one article as version 3 had them, with four bytes a slot of a signature, which stands
// last. It returns how many.
func (a archive) widenSignatures() (n int) {
	a.Helper()
	db := must[*sql.DB](a.T)(sql.Open("sqlite", filepath.Join(a.dir, "twicetold.db")))
	for _, row := range a.rows(`SELECT f.text, hex(f.features) FROM features f WHERE (SELECT count(*) FROM article WHERE text = f.text) = 1 AND f.features IS NOT NULL`) {
		text, digits, _ := strings.Cut(row, "|")
		features := must[[]byte](a.T)(hex.DecodeString(digits))
		slots := len(features) - 2*minhash.Slots
		wide := slices.Clone(features[:slots])
		wide[0] = 3
		for at := slots; at < len(features); at += 2 {
			slot := binary.LittleEndian.Uint16(features[at:])
			wide = binary.LittleEndian.AppendUint32(wide, uint32(slot>>15)<<31|uint32(slot&(1<<15-1)))
		}
		must[sql.Result](a.T)(db.Exec(`UPDATE features SET features = ? WHERE text = ?`, wide, text))
		n++
	}
	check(a.T, db.Close())
	return n
}

// standing returns all that the archive tells of texts and stories, with the runs that did.
func (a archive) standing() []string {
	a.Helper()
	return slices.DeleteFunc(a.dump(), func(row string) bool {
		table, _, _ := strings.Cut(row, "|")
		return !slices.Contains([]string{"article", "text", "story", "evidence", "notes", "history", "copy", "held"}, table)
	})
}
