package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/twicetold/twicetold/index/news"
)

// badUTF8 warns of a record that is not all UTF-8.
const badUTF8 = "invalid UTF-8, replaced"

// errEmptyRecord says that a record tells nothing.
var errEmptyRecord = errors.New("neither title nor text, nor a URL that says what it is about")

// removed is what interfaces of news put in place of an article that was withdrawn.
const removed = "[removed]"

// errRemoved says that a record is all that is left of such an article.
var errRemoved = errors.New("removed by its provider")

// object reads one JSON object as the next record, or reports the error that kept it from being cut
// out of its file. It fails only with errStop.
func (r *reader) object(raw []byte, err error) error {
	r.record++
	switch {
	case err == errTooLong:
		return r.skip(tooLong(r.opts.MaxRecord))
	case err != nil:
		return r.skip(err.Error())
	}
	a, warning, err := r.fresh.read(raw)
	if err != nil {
		return r.skip(err.Error())
	}
	return r.keep(a, warning)
}

func tooLong(most int64) string { return fmt.Sprintf("longer than %d bytes", most) }

// record is a JSON object on its way to an article. It is used for one after the other.
type record struct {
	values   map[string]any
	whole    bool // it is UTF-8
	warnings []string
}

// read makes an article of a JSON object. The warning is empty when all of it was believed.
func (r *record) read(raw []byte) (news.Article, string, error) {
	if r.values == nil {
		r.values = map[string]any{}
	}
	clear(r.values)
	r.warnings, r.whole = r.warnings[:0], utf8.Valid(raw)
	if err := r.fields(raw); err != nil {
		return news.Article{}, "", err
	}
	if !r.whole {
		r.warnings = append(r.warnings, badUTF8)
	}
	a, err := r.article()
	if err != nil {
		return news.Article{}, "", err
	}
	return a, strings.Join(r.warnings, "; "), nil
}

func (r *record) article() (news.Article, error) {
	r.open(linkNames, textParts)
	r.plainTexts(textNames)
	text, err := r.body()
	if err != nil {
		return news.Article{}, err
	}
	a := news.Article{
		Title: r.plain(titleNames),
		Text:  text,
		URL:   r.plain(urlNames),
		Lang:  r.plain(langNames),
		Gold:  r.plain(storyNames),
		Seen:  r.time(seenNames).At,
	}
	switch {
	case a.Title == "" && a.Text == "" && news.Slug(a.URL) == "":
		return news.Article{}, errEmptyRecord
	case isRemoved(a):
		return news.Article{}, errRemoved
	}
	a.Published = r.time(publishedNames)
	a.Published = news.Dating(a)
	a.Source = r.source(a.URL)
	a.ID = r.id(a)
	return a, nil
}

// isRemoved reports whether nothing of an article is left but the word for that.
func isRemoved(a news.Article) bool {
	title, text := strings.TrimSpace(a.Title), strings.TrimSpace(a.Text)
	return (title != "" || text != "") && (title == "" || strings.EqualFold(title, removed)) && (text == "" || strings.EqualFold(text, removed))
}

// plain returns the first of the named values that holds something, "" when none does.
func (r *record) plain(names []string) string {
	s, unusable := r.first(names)
	if s == "" && unusable != "" {
		r.warnings = append(r.warnings, unusable+", ignored")
	}
	return s
}

// first returns the first of the named values that holds something, and what is wrong with the first
// one that can't be used.
func (r *record) first(names []string) (value, unusable string) {
	for _, name := range names {
		v, present := r.values[name]
		s, ok := scalar(v)
		if strings.TrimSpace(s) != "" {
			return plainNewlines(s), ""
		}
		if present && !ok && unusable == "" {
			unusable = name + " is " + describe(v)
		}
	}
	return "", unusable
}

// body returns the text, or a summary where there is none. A text of an unexpected type is an error:
// the record would lose what it is about.
func (r *record) body() (string, error) {
	text, unusable := r.first(bodyNames)
	switch {
	case text != "":
		return text, nil
	case unusable != "":
		return "", errors.New(unusable)
	}
	text, _ = r.first(summaryNames)
	return text, nil
}

// plainTexts makes plain text of the named values, whether they are strings, HTML, objects around one of these
// or, where they are texts, lists of them.
func (r *record) plainTexts(names []string) {
	r.open(names, textParts)
	for _, name := range names {
		if list, ok := r.values[name].([]any); ok && !isTitleName(name) {
			r.values[name] = paragraphs(list)
		}
		s, ok := unwrap(r.values[name]).(string)
		if !ok {
			continue
		}
		text := plainText(s)
		if text != s && isTitleName(name) {
			text = strings.Join(strings.Fields(text), " ")
		}
		r.values[name] = text
	}
}

// open puts the first of the named parts that holds something in place of each of the named values that is
// an object; one that has none of the parts stays.
func (r *record) open(names, parts []string) {
	for _, name := range names {
		if v, present := r.values[name]; present {
			r.values[name] = inside(v, parts)
		}
	}
}

func inside(value any, parts []string) any {
	object, ok := unwrap(value).(map[string]any)
	if !ok {
		return value
	}
	inner := record{values: object}
	s, _ := inner.first(parts)
	if s == "" && !slices.ContainsFunc(parts, func(part string) bool { return object[part] != nil }) {
		return value
	}
	return s
}

// paragraphs joins a list of strings, or of objects around them; any other list stays as it is.
func paragraphs(list []any) any {
	parts := make([]string, len(list))
	for i, v := range list {
		s, ok := inside(v, textParts).(string)
		if !ok {
			return list
		}
		parts[i] = plainText(s)
	}
	return strings.Join(parts, "\n")
}

// source returns who published it: as given, else the host of the address.
func (r *record) source(address string) string {
	r.open(sourceNames, sourceParts)
	if s := r.plain(sourceNames); s != "" || address == "" {
		return s
	}
	if u, err := url.Parse(news.CanonicalURL(address)); err == nil && u.Scheme == "https" {
		return u.Host
	}
	return ""
}

// time returns the first of the named values that is a believable time. Without one the article is
// kept undated, with a warning about the first that was not believed.
func (r *record) time(names []string) news.Time {
	warning := ""
	for i, name := range names {
		if _, present := r.values[name]; !present {
			continue
		}
		s, unusable := r.first(names[i : i+1])
		if s == "" {
			if warning == "" && unusable != "" {
				warning = unusable + ", ignored"
			}
			continue
		}
		t, err := news.ParseTime(s)
		if err == nil {
			t.Trust = min(t.Trust, trust(name))
			return t
		}
		if warning == "" {
			warning = fmt.Sprintf("%s %s not believed: %v", name, quote(s), err)
		}
	}
	if warning != "" {
		r.warnings = append(r.warnings, warning)
	}
	return news.Time{}
}

// quote shows a value in a message: its first 40 characters, nothing in them that a terminal obeys.
func quote(s string) string {
	runes := []rune(s)
	if len(runes) > 40 {
		return strconv.Quote(string(runes[:40])) + "…"
	}
	return strconv.Quote(s)
}

// id returns the given id, else the canonical address, else a hash.
func (r *record) id(a news.Article) string {
	if s := strings.TrimSpace(r.plain(idNames)); s != "" {
		return s
	}
	if a.URL != "" {
		return news.CanonicalURL(a.URL)
	}
	return hashID(a)
}

// hashID returns the id of an article that has no other: "h" and 64 bits of the hash of its source
// and its text, or its title when that is all there is.
func hashID(a news.Article) string {
	text := a.Text
	if text == "" {
		text = a.Title
	}
	sum := sha256.Sum256([]byte(a.Source + "\x00" + text))
	return "h" + hex.EncodeToString(sum[:8])
}

// clean returns s as UTF-8 with plain newlines, and whether it was UTF-8 before.
func clean(s string) (string, bool) {
	whole := utf8.ValidString(s)
	if !whole {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return plainNewlines(s), whole
}

func plainNewlines(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	return s
}
