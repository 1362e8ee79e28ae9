package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/twicetold/twicetold/cluster"
	"github.com/twicetold/twicetold/index"
	"github.com/twicetold/twicetold/index/ingest"
	"github.com/twicetold/twicetold/nightly"
)

// The two articles that compare and why are asked about. An argument is a file if it exists, else an id.

// operandsHelp says so.
const operandsHelp = `A and B are files of one article each, - for stdin, or ids of articles in an archive, of which the
beginning will do. What exists as a file is a file.
`

// operands are two articles.
type operands [2]*cluster.Article

// needTwo is the argument check of commands on two articles.
func needTwo(args []string) error {
	switch {
	case len(args) != 2:
		return usageError{errors.New("name two articles: files of one article each, or ids of an archive")}
	case args[0] == args[1]:
		return usageError{fmt.Errorf("%s is named twice: name two articles", args[0])}
	}
	return nil
}

// readOperands reads two articles; without an archive where both are files. Where both have one id, as files of one name in two folders
// do, a file goes by its path.
func readOperands(ctx context.Context, args []string, from archiveOptions, std stdio) (operands, error) {
	two, err := readTwo(ctx, args, from, std)
	if err != nil || two[0].ID != two[1].ID {
		return two, err
	}
	for i := range two {
		if two[i].Key == 0 {
			two[i].ID = args[i]
		}
	}
	return two, nil
}

// readTwo reads them under the ids that they bring.
func readTwo(ctx context.Context, args []string, from archiveOptions, std stdio) (operands, error) {
	var two operands
	var ids []int
	for i, arg := range args {
		if !isFile(arg) {
			ids = append(ids, i)
			continue
		}
		a, err := readFile(ctx, arg, std)
		if err != nil {
			return two, err
		}
		two[i] = a
	}
	if len(ids) == 0 {
		return two, nil
	}
	if _, err := from.folder(); err != nil {
		return two, fmt.Errorf("%w; there is no file %s", err, args[ids[0]])
	}
	err := from.read(func(a *index.Archive) error {
		for _, i := range ids {
			row, err := findArticle(a, args[i])
			if err != nil {
				return err
			}
			if two[i], err = nightly.Article(a, row); err != nil {
				return fmt.Errorf("read article %s: %w", row.ID, err)
			}
		}
		return nil
	})
	if err == nil && two[0].Key == two[1].Key && two[0].Key != 0 {
		err = usageError{fmt.Errorf("%s and %s are one article, %s", args[0], args[1], two[0].ID)}
	}
	return two, err
}

// isFile reports whether an argument names something to be read.
func isFile(arg string) bool {
	_, err := os.Stat(arg)
	return arg == "-" || err == nil
}

// readFile reads the article in a file.
func readFile(ctx context.Context, name string, std stdio) (*cluster.Article, error) {
	opts := inputOptions{maxRecord: ingest.DefaultOptions().MaxRecord}
	in, err := opts.read(ctx, []string{name}, std, newProgress(std))
	if err != nil {
		return nil, err
	}
	in.tell(std)
	switch n := len(in.articles); {
	case n == 0:
		return nil, inputError{fmt.Errorf("no article could be read from %s", name)}
	case n > 1:
		return nil, usageError{fmt.Errorf("%s holds %s: name a file of one, or put them into an archive and name an id", name, plural(n, "article", "articles"))}
	}
	a := in.articles[0]
	return cluster.ReadArticle(cluster.KeptArticle{ID: a.ID, Records: in.articles}, nil), nil
}

// grouping returns the two as a view wants them.
func (o operands) grouping() cluster.Grouping { return cluster.Grouping{Articles: o[:]} }
