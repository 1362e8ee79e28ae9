package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"strconv"
	"strings"
)

// figures are scores by the name of what was measured: F1, or articles moved.
type figures map[string]float64

// figuresHead is the first line of a file of figures. The others hold a name, a tab and a number.
const figuresHead = "measure\tscore\n"

// readFigures reads a file of figures; there are none in one that doesn't exist yet.
func readFigures(path string) (figures, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return figures{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	lines, ok := strings.CutPrefix(string(text), figuresHead)
	if !ok {
		return nil, fmt.Errorf("read figures %s: the first line is not %q", path, figuresHead)
	}
	all := figures{}
	number := 1
	for line := range strings.Lines(lines) {
		number++
		name, score, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if all[name], err = strconv.ParseFloat(score, 64); err != nil {
			return nil, fmt.Errorf("read figures %s, line %d: %w", path, number, err)
		}
	}
	return all, nil
}

// with returns the figures with newer ones in their place.
func (f figures) with(newer figures) figures {
	all := maps.Clone(f)
	maps.Copy(all, newer)
	return all
}

// write writes the figures of all that is still measured, in that order.
func (f figures) write(path string) error {
	var text strings.Builder
	text.WriteString(figuresHead)
	for _, m := range measures() {
		if score, ok := f[m.name]; ok {
			fmt.Fprintf(&text, "%s\t%s\n", m.name, strconv.FormatFloat(score, 'f', -1, 64))
		}
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}
