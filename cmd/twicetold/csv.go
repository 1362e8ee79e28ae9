package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// writeCSV writes rows as RFC 4180 has it, the first of them the header. What an outlet or an author wrote must not become a formula in
// a spreadsheet: before a cell that would be taken for one comes an apostrophe, and control characters become spaces.
func writeCSV(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = safeCell(cell)
		}
		if err := out.Write(safe); err != nil {
			return fmt.Errorf("write table: %w", err)
		}
	}
	out.Flush()
	return out.Error()
}

// safeCell returns what a spreadsheet shows as it stands.
func safeCell(cell string) string {
	if cell = clean(cell); cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
