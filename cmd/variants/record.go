package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"

	"github.com/klauspost/compress/gzip"

	"github.com/twicetold/twicetold/index/news"
)

// The members of a record that variants read or change, as gold sets call them.
const (
	idMember        = "id"
	sourceMember    = "source"
	urlMember       = "url"
	titleMember     = "title"
	textMember      = "text"
	langMember      = "lang"
	publishedMember = "published"
	storyMember     = "story"
)

// record is one article as it was read: its members, each as it was written.
type record map[string]json.RawMessage

// value returns a member that is a string; "" when it is null, missing, or no string.
func (r record) value(member string) string {
	var s string
	if json.Unmarshal(r[member], &s) != nil {
		return ""
	}
	return s
}

// with returns the record with another value of a member, "" for null. The record stays as it was.
func (r record) with(member, value string) record {
	changed := maps.Clone(r)
	changed[member] = json.RawMessage("null")
	if value != "" {
		changed[member] = quoted(value)
	}
	return changed
}

// withoutAddress returns the record without its URL. Where that tells the source, it goes on to do so.
func (r record) withoutAddress() record {
	changed := maps.Clone(r)
	delete(changed, urlMember)
	u, err := url.Parse(news.CanonicalURL(r.value(urlMember)))
	if r.value(sourceMember) == "" && err == nil && u.Host != "" {
		changed[sourceMember] = quoted(u.Host)
	}
	return changed
}

// time returns when the article was published as grouping takes it; unknown for what is no time either.
func (r record) time() news.Time {
	published, err := news.ParseTime(r.value(publishedMember))
	if err != nil {
		published = news.Time{} // what can't be read counts as missing
	}
	return news.Dating(news.Article{
		URL: r.value(urlMember), Title: r.value(titleMember), Text: r.value(textMember), Lang: r.value(langMember), Published: published,
	})
}

// quoted returns a string as JSON has it, without an error since every string has a form in JSON.
func quoted(s string) json.RawMessage {
	raw, _ := json.Marshal(s)
	return raw
}

// key is what tells a record from others, in whatever order they come: its id, or all of it when it has
// none.
func (r record) key() string {
	if id := r[idMember]; len(id) > 0 && string(id) != "null" {
		return string(id)
	}
	raw, _ := json.Marshal(r) // of what was read from JSON: its members are sorted
	return string(raw)
}

// readAll reads the records of all files, in their order.
func readAll(files []string, stdin io.Reader) ([]record, error) {
	var records []record
	for _, file := range files {
		more, err := readFile(file, stdin)
		if err != nil {
			return nil, err
		}
		records = append(records, more...)
	}
	return records, nil
}

func readFile(file string, stdin io.Reader) ([]record, error) {
	if file == "-" {
		return readRecords("standard input", stdin)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	defer f.Close()
	return readRecords(file, f)
}

// readRecords reads JSON Lines, plain or packed with gzip; name is that of the input in errors.
func readRecords(name string, in io.Reader) ([]record, error) {
	buffered := bufio.NewReaderSize(in, 1<<20)
	var plain io.Reader = buffered
	if magic, _ := buffered.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) { // an error comes again at the first read
		unpacked, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", name, err)
		}
		plain = unpacked
	}
	var records []record
	for d := json.NewDecoder(plain); ; {
		var r record
		err := d.Decode(&r)
		switch {
		case errors.Is(err, io.EOF):
			return records, nil
		case err != nil:
			return nil, fmt.Errorf("read %s, record %d: %w", name, len(records)+1, err)
		case r == nil:
			return nil, fmt.Errorf("read %s, record %d: it is null", name, len(records)+1)
		}
		records = append(records, r)
	}
}

// writeAll writes records as JSON Lines, the members of each in alphabetical order.
func writeAll(w io.Writer, records []record) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for i, r := range records {
		if err := e.Encode(r); err != nil {
			return fmt.Errorf("write record %d: %w", i+1, err)
		}
	}
	return nil
}
