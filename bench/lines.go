package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// writeArticles writes articles as JSON Lines into a new file.
func writeArticles(name string, articles []article) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("write articles: %w", err)
	}
	out := bufio.NewWriterSize(f, 1<<20)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for i := range articles {
		if err = encoder.Encode(articles[i]); err != nil {
			break
		}
	}
	if err == nil {
		err = out.Flush()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write articles to %s: %w", name, err)
	}
	return nil
}

// plainLines copies at most n lines of a file, packed or not, to a plain one. Records without text are left out: the
// peers would take each of them for a copy of all others.
func plainLines(from, to string, n int) error {
	in, err := openLines(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return fmt.Errorf("unpack %s: %w", from, err)
	}
	defer out.Close()
	for lines := bufio.NewReaderSize(in, 1<<20); n > 0; {
		line, err := lines.ReadBytes('\n')
		var a struct{ Text string }
		if json.Unmarshal(line, &a) == nil && strings.TrimSpace(a.Text) != "" {
			n--
			if _, failed := out.Write(line); failed != nil {
				return fmt.Errorf("unpack %s: %w", from, failed)
			}
		}
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return fmt.Errorf("unpack %s: %w", from, err)
		}
	}
	return out.Close()
}

// lines is a file, unpacked.
type lines struct {
	io.Reader
	file *os.File
}

// Close closes the file.
func (l lines) Close() error { return l.file.Close() }

// openLines opens a file, plain or packed with gzip.
func openLines(name string) (lines, error) {
	f, err := os.Open(name)
	if err != nil {
		return lines{}, fmt.Errorf("read articles: %w", err)
	}
	in := bufio.NewReader(f)
	if magic, _ := in.Peek(2); string(magic) != "\x1f\x8b" {
		return lines{in, f}, nil
	}
	unpacked, err := gzip.NewReader(in)
	if err != nil {
		f.Close()
		return lines{}, fmt.Errorf("unpack %s: %w", name, err)
	}
	return lines{unpacked, f}, nil
}
