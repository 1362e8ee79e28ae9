package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"

	"github.com/twicetold/twicetold/index"
)

// archiveVariable names the archive of a user's commands.
const archiveVariable = "TWICETOLD_ARCHIVE"

// archiveHelp ends the help of commands on an archive.
const archiveHelp = `
The archive is the folder that --archive or TWICETOLD_ARCHIVE names.

Exit status: 0 done; 1 failed; 2 usage; 3 an input could not be read, or more records than --max-skipped
were skipped; 4 another process writes the archive; 5 the archive is damaged; 130, 143 stopped by a signal.`

// archiveOptions are the flags of commands on an archive.
type archiveOptions struct {
	dir string
}

func (o *archiveOptions) addFlags(flags *pflag.FlagSet) {
	flags.StringVarP(&o.dir, "archive", "a", "", "`folder` of the archive (default: "+archiveVariable+")")
}

// folder returns the folder of the archive.
func (o archiveOptions) folder() (string, error) {
	dir := cmp.Or(o.dir, os.Getenv(archiveVariable))
	if dir == "" {
		return "", usageError{fmt.Errorf("which archive? say --archive FOLDER, or set %s", archiveVariable)}
	}
	return dir, nil
}

// read opens the archive for reading, also while a run writes it, and closes it when do is done.
func (o archiveOptions) read(do func(*index.Archive) error) error {
	return o.using(index.Open, do)
}

// edit opens the archive for an editor's correction and closes it when do is done.
func (o archiveOptions) edit(do func(*index.Archive) error) error {
	return o.using(index.OpenEditor, do)
}

// write opens the archive for a run of a command and closes it when do is done.
func (o archiveOptions) write(command string, do func(*index.Archive) error) error {
	return o.using(func(dir string) (*index.Archive, error) { return index.OpenWriter(dir, command) }, do)
}

func (o archiveOptions) using(open func(dir string) (*index.Archive, error), do func(*index.Archive) error) error {
	dir, err := o.folder()
	if err != nil {
		return err
	}
	a, err := open(dir)
	if err != nil {
		return err
	}
	return errors.Join(do(a), a.Close())
}

// writeJSON writes one document.
func writeJSON(w io.Writer, document any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(document)
}

// newLineEncoder writes JSON Lines.
func newLineEncoder(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

// addIDsFlag adds --ids.
func addIDsFlag(flags *pflag.FlagSet, ids *bool) {
	flags.BoolVar(ids, "ids", false, "show the id and URL of each article, too: split and move want the id")
}

// addZoneFlag adds --tz.
func addZoneFlag(flags *pflag.FlagSet, zone *string) {
	flags.StringVar(zone, "tz", "", "show times in this `zone`, such as Europe/Lisbon (default: the machine's)")
}
