package index

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/twicetold/twicetold/index/news"
)

// How values stand in columns. An empty reference, text or blob is NULL where the schema allows it.

// orNull makes the zero value NULL.
func orNull[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	return value
}

// blobOrNull makes nil NULL.
func blobOrNull(b []byte) any {
	if b == nil {
		return nil
	}
	return b
}

// jsonOrNull gives JSON as text, for people to read.
func jsonOrNull(b []byte) any {
	if b == nil {
		return nil
	}
	return string(b)
}

// or scans a column that may be NULL, which leaves the zero value.
type or[T any] struct{ to *T }

// Scan implements sql.Scanner.
func (o or[T]) Scan(value any) error {
	var zero T
	*o.to = zero
	switch to := any(o.to).(type) {
	case *[]byte:
		switch v := value.(type) {
		case string:
			*to = []byte(v)
		case []byte:
			*to = append([]byte{}, v...) // the driver's memory
		}
		return nil
	default:
		if v, ok := value.(T); ok {
			*o.to = v
		} else if value != nil {
			return fmt.Errorf("%T where %T was expected", value, zero)
		}
	}
	return nil
}

func nullable[T any](to *T) or[T] { return or[T]{to} }

// list is a JSON array of ids.
type list struct{ to *[]string }

// Scan implements sql.Scanner.
func (l list) Scan(value any) error {
	*l.to = nil
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%T where a JSON array was expected", value)
	}
	return json.Unmarshal([]byte(text), l.to)
}

// array gives values as a JSON array, for a column or for json_each. It never fails: there are only
// strings and numbers.
func array[T string | int64](values []T) string {
	if values == nil {
		return "[]"
	}
	text, _ := json.Marshal(values)
	return string(text)
}

// stamp is an instant as text; NULL is the zero time.
type stamp struct{ to *time.Time }

// Scan implements sql.Scanner. What was UTC is UTC again; other offsets come back without a zone's name.
func (s stamp) Scan(value any) error {
	*s.to = time.Time{}
	if value == nil {
		return nil
	}
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%T where a time was expected", value)
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return err
	}
	if _, offset := t.Zone(); offset != 0 || t.Location() != time.UTC {
		t = t.In(time.FixedZone("", offset))
	}
	*s.to = t
	return nil
}

// instant gives a time in its own offset; the zero time is NULL.
func instant(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Format(time.RFC3339Nano)
}

// utc gives a time in UTC; the zero time is NULL.
func utc(t time.Time) any { return instant(t.UTC()) }

// writable returns nil if a time can be written so that it can be read again.
func writable(t time.Time) error {
	if _, err := t.MarshalText(); err != nil {
		return fmt.Errorf("write time %v: %w", t, err)
	}
	return nil
}

// published scans the three columns of a publication time.
func published(t *news.Time) (at, precision, trust any) {
	return stamp{&t.At}, named[news.Precision]{&t.Precision, news.Minute}, named[news.Trust]{&t.Trust, news.Stated}
}

// publishedColumns gives the three columns of a publication time.
func publishedColumns(t news.Time) (at, precision, trust any) {
	if t.At.IsZero() && !t.Known() {
		return nil, t.Precision.String(), t.Trust.String()
	}
	return t.At.Format(time.RFC3339Nano), t.Precision.String(), t.Trust.String()
}

// enum is a small number whose values are written by name.
type enum interface {
	~uint8
	String() string
}

// named scans the name of a value, of which last is the highest.
type named[T enum] struct {
	to   *T
	last T
}

// Scan implements sql.Scanner.
func (n named[T]) Scan(value any) error {
	for v := T(0); v <= n.last; v++ {
		if value == v.String() {
			*n.to = v
			return nil
		}
	}
	return fmt.Errorf("no %T is called %v", *n.to, value)
}
