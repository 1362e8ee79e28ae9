package ingest

import (
	"encoding/json"
	"io"
)

// Lists of articles in JSON: an array, several of them, an object over several lines, or the answer
// of a news interface, {"status": "ok", "articles": [{…}, {…}]}, where the list is a member of an
// object.

// isListName reports whether a member called so, by its folded name, is a list of articles.
func isListName(name string) bool {
	switch name {
	case "articles", "results", "items", "data", "docs", "documents", "stories":
		return true
	}
	return false
}

// isEnvelope reports whether a member called so may be an object around the list.
func isEnvelope(name string) bool {
	return name == "response" || name == "result" || name == "data"
}

// readList reads a sequence of objects and of arrays of them.
func readList(r *reader) error { return r.list(newSplitter(r.in, int(r.opts.MaxRecord))) }

func (r *reader) list(s *splitter) error {
	for {
		first, err := s.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case first == '[':
			s.skip(1)
			err = r.elements(s)
		case first == ']' || first == '}':
			// It closes what a broken record opened, and that was reported.
			s.skip(1)
		default:
			err = r.element(s)
		}
		if err != nil {
			return err
		}
	}
}

// readWrapped reads a sequence of objects that hold lists of articles.
func readWrapped(r *reader) error {
	s := newSplitter(r.in, int(r.opts.MaxRecord))
	for {
		first, err := s.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case first == '{':
			err = r.wrapped(s)
		case first == ']' || first == '}':
			s.skip(1)
		default:
			err = r.element(s)
		}
		if err != nil {
			return err
		}
	}
}

// wrapped reads the lists of one object. When it is broken, what follows is read as articles.
func (r *reader) wrapped(s *splitter) error {
	s.begin()
	for lists := 0; ; lists++ {
		found, err := s.enter()
		switch {
		case err == errBroken || err == errTooLong:
			if err = r.object(nil, err); err == nil {
				err = r.list(s)
			}
			return err
		case err != nil || !found && lists > 0:
			return err
		case !found:
			r.record++
			return r.skip("holds no list of articles")
		}
		if err := r.elements(s); err != nil {
			return err
		}
	}
}

// elements reads an array to its end, the opening bracket is read.
func (r *reader) elements(s *splitter) error {
	for {
		first, err := s.next()
		switch {
		case err == io.EOF && s.lost:
			return nil
		case err == io.EOF:
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		case first == ']':
			s.skip(1)
			return nil
		case first == '}':
			s.skip(1)
		default:
			err = r.element(s)
		}
		if err != nil {
			return err
		}
	}
}

// element reads one value as a record.
func (r *reader) element(s *splitter) error {
	raw, err := s.value()
	if err != nil && err != errTooLong && err != errBroken {
		return err
	}
	return r.object(raw, err)
}

// begin goes into the object that starts here.
func (s *splitter) begin() {
	s.skip(1)
	s.open = 1
}

// enter goes on to the first element of the next list of articles in the object at hand, or in an
// object inside that, and reports whether there is one.
func (s *splitter) enter() (bool, error) {
	for s.open > 0 {
		first, err := s.next()
		if err != nil {
			return false, cutOff(err)
		}
		if first == '}' {
			s.skip(1)
			s.open--
			continue
		}
		found, err := s.member()
		if found || err != nil {
			return found, err
		}
	}
	return false, nil
}

// member reads one member, unless it is a list of articles or an object that may hold one: then it
// goes to its first element.
func (s *splitter) member() (bool, error) {
	name, err := s.name()
	if err != nil {
		return false, err
	}
	first, err := s.next()
	switch {
	case err != nil:
		return false, cutOff(err)
	case first == '[' && isListName(name):
		s.skip(1)
		return true, nil
	case first == '{' && isEnvelope(name):
		s.skip(1)
		s.open++
		return false, nil
	}
	s.title = s.title || isTitleName(name)
	s.body = s.body || first == '"' && isBodyName(name)
	if _, err = s.value(); err == errTooLong {
		err = nil
	}
	return false, err
}

// name reads the name of a member and the colon behind it.
func (s *splitter) name() (string, error) {
	raw, err := s.value()
	if err != nil {
		return "", err
	}
	var name string
	if json.Unmarshal(raw, &name) != nil {
		return "", s.resync()
	}
	colon, err := s.next()
	if err != nil {
		return "", cutOff(err)
	}
	if colon != ':' {
		return "", s.resync()
	}
	s.skip(1)
	return fold(name), nil
}

// cutOff returns the error of an input that ends where it must not.
func cutOff(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
