package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/twicetold/twicetold/index"
)

// forgetOptions are the flags of forget.
type forgetOptions struct {
	archive archiveOptions
	yes     bool
	json    bool
}

func newForgetCommand(std stdio) *cobra.Command {
	var opts forgetOptions
	c := &cobra.Command{
		Use:   "forget ARTICLE...",
		Short: "Remove articles from every file of the archive, for good",
		Long: `forget removes articles with all their versions from every file of the archive: their text, what was
worked out from it, and their words in the search. Only a salted hash of the id and the address remains,
so that they are not taken in again. Stories that held them are described anew by the next night.

Backups that were made before still hold them: they are not covered, delete them or make them anew.

Without --yes it only says what would go. An ARTICLE is an id or the beginning of one.
` + archiveHelp,
		Example: `  twicetold forget -a news daily-4711          what would go
  twicetold forget -a news daily-4711 --yes    forget it`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("forget which article? name an id; `twicetold search` finds them")}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return runForget(c.Context(), args, opts, std) },
	}
	opts.archive.addFlags(c.Flags())
	c.Flags().BoolVar(&opts.yes, "yes", false, "forget them; there is no way back")
	c.Flags().BoolVar(&opts.json, "json", false, "print one JSON document: the articles")
	return c
}

// forgetDocument is what forget --json prints.
type forgetDocument struct {
	Format   string          `json:"format"`
	Done     bool            `json:"done"` // false: these would be forgotten
	Articles []forgottenJSON `json:"articles"`
}

type forgottenJSON struct {
	ID        string  `json:"id"`
	Source    *string `json:"source"`
	Title     *string `json:"title"`
	Published *string `json:"published"`
	Revisions int     `json:"revisions"`
}

func runForget(ctx context.Context, ids []string, opts forgetOptions, std stdio) error {
	d := forgetDocument{Format: "twicetold/1", Done: opts.yes}
	var err error
	if opts.yes {
		err = opts.archive.tend("forget", func(a *index.Archive) error {
			if err := d.find(a, ids); err != nil {
				return err
			}
			// Those that went are taken out of the search, also when one of them could not go.
			return errors.Join(d.forget(ctx, a), followTables(ctx, a, std))
		})
	} else {
		err = opts.archive.read(func(a *index.Archive) error { return d.find(a, ids) })
	}
	if err != nil {
		return stoppedWith(ctx, err, "to be sure that nothing of them is left in the search, run reindex")
	}
	if opts.json {
		err = writeJSON(std.out, d)
	} else {
		err = d.text(newPage(std, nil))
	}
	if err != nil {
		return fmt.Errorf("write what was forgotten: %w", err)
	}
	return nil
}

// find looks all articles up before any of them goes.
func (d *forgetDocument) find(a *index.Archive, ids []string) error {
	named := map[int64]bool{}
	for _, id := range ids {
		article, err := a.Article(id)
		if d.Done && errors.Is(err, index.ErrNotFound) {
			d.Articles = slices.Insert(d.Articles, 0, forgottenJSON{ID: id}) // it may wait to be grouped; if not, nothing has gone yet
			continue
		}
		if article, err = findArticle(a, id); err != nil {
			return err
		}
		if named[article.Seq] {
			continue
		}
		named[article.Seq] = true
		title, err := shownTitle(a, article)
		if err != nil {
			return err
		}
		d.Articles = append(d.Articles, forgottenJSON{ID: article.ID, Source: optional(article.Source), Title: optional(title),
			Published: published(article.Published), Revisions: article.Records})
	}
	return nil
}

// shownTitle returns the title of the record that is shown of an article.
func shownTitle(a *index.Archive, article index.Article) (string, error) {
	records, err := a.Records([]int64{article.Seq})
	if err != nil {
		return "", err
	}
	for _, r := range records {
		if r.Seq == article.Record {
			return r.Title, nil
		}
	}
	return "", nil
}

func (d *forgetDocument) forget(ctx context.Context, a *index.Archive) error {
	for i := range d.Articles {
		article := &d.Articles[i]
		if _, err := a.Forget(ctx, article.ID); err != nil {
			return notFound("article", article.ID, err)
		}
		article.Title = nil // not even into the log of whoever runs this
	}
	return nil
}

// text says what goes, or went. What is forgotten is named by its id only, which was on the command line.
func (d *forgetDocument) text(p *page) error {
	for _, a := range d.Articles {
		if d.Done {
			p.line("forgot ", clean(a.ID))
			continue
		}
		p.line("would forget ", clean(a.ID))
		p.wrapped("  ", clean(fmt.Sprintf("%s: %s (%s)", text(a.Source, "unknown outlet"), text(a.Title, "without a title"), plural(a.Revisions, "version", "versions"))))
	}
	if d.Done {
		p.wrapped("", "Backups made before still hold this: delete them, or make them anew. The next `twicetold nightly` describes the stories that held it anew.")
	} else {
		p.wrapped("", "Say --yes to forget this; there is no way back. Backups made before are not covered.")
	}
	return p.flush()
}

// text returns what an optional value says, or the words for none.
func text(s *string, none string) string {
	if s == nil {
		return none
	}
	return cmp.Or(clean(*s), none)
}
