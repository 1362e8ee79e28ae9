package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// members takes an object apart and hands over name and value of each member, in order. It fails when
// raw is not one object or when take fails. The values are not looked into: that is what makes it
// faster than encoding/json, which would go over every text three times.
func members(raw []byte, take func(name string, value []byte) error) error {
	rest, ok := after(raw, '{')
	if !ok {
		return errors.New("no object")
	}
	for first := true; ; first = false {
		if end, ok := after(rest, '}'); ok && first {
			return atEnd(end)
		}
		name, value, behind, err := member(rest)
		if err != nil {
			return err
		}
		if err := take(name, value); err != nil {
			return err
		}
		if end, ok := after(behind, '}'); ok {
			return atEnd(end)
		}
		if rest, ok = after(behind, ','); !ok {
			return errors.New("no comma")
		}
	}
}

// member reads one member and returns what is behind it.
func member(b []byte) (name string, value, rest []byte, err error) {
	key, rest, err := one(b)
	if err != nil {
		return "", nil, nil, err
	}
	if name, err = memberName(key); err != nil {
		return "", nil, nil, err
	}
	rest, ok := after(rest, ':')
	if !ok {
		return "", nil, nil, errors.New("no colon")
	}
	value, rest, err = one(rest)
	return name, value, rest, err
}

// memberName returns the name of a member. Those that are in use are not made anew for each.
func memberName(key []byte) (name string, err error) {
	last := len(key) - 1
	if last < 1 || key[0] != '"' || key[last] != '"' {
		return "", errors.New("no name")
	}
	if known, ok := wanted[string(key[1:last])]; ok {
		return known, nil
	}
	if err := json.Unmarshal(key, &name); err != nil {
		return "", errors.New("no name")
	}
	return name, nil
}

// one reads one value.
func one(b []byte) (value, rest []byte, err error) {
	var c cut
	b = trim(b)
	n := c.scan(b)
	if n == 0 || !c.done {
		return nil, nil, errors.New("no value")
	}
	return b[:n], b[n:], nil
}

// after passes over char, if that is what comes next.
func after(b []byte, char byte) ([]byte, bool) {
	b = trim(b)
	if len(b) == 0 || b[0] != char {
		return b, false
	}
	return b[1:], true
}

// trim passes over what JSON has for white space.
func trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t' || b[0] == '\r' || b[0] == '\n') {
		b = b[1:]
	}
	return b
}

func atEnd(rest []byte) error {
	if len(trim(rest)) > 0 {
		return errors.New("something behind the object")
	}
	return nil
}

// fields finds the members of an object that an article is made of, by folded names. A value is a
// string, a json.Number, a bool, []any or map[string]any; null is as good as absent. Of members with
// the same folded name the first counts that holds something.
func (r *record) fields(raw []byte) error {
	raw = bytes.TrimSpace(raw)
	if what := notObject(raw); what != "" && json.Valid(raw) {
		return errors.New("is " + what + ", not an object")
	}
	values := r.values
	err := members(raw, func(name string, value []byte) error {
		known := wanted[name]
		if known == "" {
			name = fold(name)
			known = wanted[name]
		}
		if known == "" && isValid(value) {
			return nil
		}
		v, err := decode(value, r.whole)
		if v != nil && isBlank(values[name]) {
			values[name] = v
		}
		return err
	})
	if err != nil {
		return syntax(raw, err)
	}
	return nil
}

// isBlank reports whether a value holds nothing: null, or a string, list or object without content.
func isBlank(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(v) == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// notObject names what raw is when it starts no object.
func notObject(raw []byte) string {
	if len(raw) == 0 {
		return "nothing"
	}
	switch raw[0] {
	case '{':
		return ""
	case '[':
		return "a list"
	case '"':
		return "a string"
	}
	return "a bare word or number"
}

// decode returns one value; whole says that it is known to be UTF-8. Numbers keep their digits.
func decode(raw []byte, whole bool) (any, error) {
	if raw[0] == '"' {
		if s, ok := unquote(raw, whole); ok {
			return s, nil
		}
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	}
	if string(raw) == "null" { // as many fields have it
		return nil, nil
	}
	if !json.Valid(raw) { // a Decoder would stop behind the first of 1"a"
		return nil, errors.New("no value")
	}
	var v any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	err := decoder.Decode(&v)
	return v, err
}

// syntax says what is wrong with raw in the words of encoding/json, which are better than those of
// members.
func syntax(raw []byte, found error) error {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		found = err
	}
	return fmt.Errorf("not valid JSON: %w", found)
}

// scalar returns a string or number as a string, and whether value is one.
func scalar(value any) (string, bool) {
	switch v := unwrap(value).(type) {
	case string:
		return v, true
	case json.Number:
		return digits(v.String()), true
	}
	return "", false
}

// unwrap returns what is inside {"$oid": …} or {"$date": …}, as exports of MongoDB have it.
func unwrap(value any) any {
	for {
		object, ok := value.(map[string]any)
		if !ok || len(object) != 1 {
			return value
		}
		for name, inside := range object {
			if !strings.HasPrefix(name, "$") {
				return value
			}
			value = inside
		}
	}
}

// maxExponent keeps 1e300 from becoming three hundred digits.
const maxExponent = 1e21

// digits returns a JSON number without exponent and without the fraction .0, so that an id is the
// same however it was written.
func digits(number string) string {
	if !strings.ContainsAny(number, ".eE") {
		return number
	}
	f, err := strconv.ParseFloat(number, 64)
	if err != nil || f > maxExponent || f < -maxExponent {
		return number
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// describe names the type of a value for people.
func describe(value any) string {
	switch value.(type) {
	case []any:
		return "a list"
	case map[string]any:
		return "an object"
	case bool:
		return "true or false"
	}
	return "nothing"
}
