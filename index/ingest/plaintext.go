package ingest

import (
	"bytes"
	"io"

	"github.com/twicetold/twicetold/index/news"
)

// readText reads a text file: one article, all of it text. What of it is the title is for news to say.
func readText(r *reader) error {
	most := r.opts.MaxRecord
	raw, err := io.ReadAll(io.LimitReader(r.in, most+1))
	switch {
	case err != nil:
		return err
	case int64(len(raw)) > most:
		r.record = 1
		return r.skip(tooLong(most))
	case bytes.IndexByte(raw, 0) >= 0:
		return errBinary
	}
	r.record = 1
	text, whole := clean(string(raw))
	a := news.Article{ID: r.file.id, Text: text}
	if a.ID == "" {
		a.ID = hashID(a)
	}
	a.Published = news.Dating(a)
	if whole {
		return r.keep(a, "")
	}
	return r.keep(a, badUTF8)
}
