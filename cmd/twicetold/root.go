package main

import (
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const exitHelp = `
Exit status: 0 done; 1 failed; 2 usage; 3 an input could not be read, or more records than --max-skipped
were skipped; 130, 143 stopped by a signal.`

func newRootCommand(std stdio) *cobra.Command {
	root := &cobra.Command{
		Use:   programName,
		Short: "Who reported what, when, and who only reprinted it",
		Long: `twicetold reads news articles from many outlets, folds the copies, groups the reports of one event into
a story, chains stories into storylines, and merges each story into one timeline: who reported what,
when, and who only reprinted it. It works offline, on one machine, and says why.

An INPUT is a file, a folder (walked) or - for stdin: JSON Lines, JSON or plain text, plain, gzip or
zstd; the content tells which.`,
		Example: `  twicetold cluster articles/                  the stories of a folder of articles
  zcat today.jsonl.gz | twicetold cluster -    of what another program collected
  twicetold nightly -a news incoming/          keep what came in, and bring the archive's stories up to date
  twicetold stories -a news --since 2d         what was reported since yesterday
  twicetold coverage -a news --us 'Metro'      what an outlet missed, had late, had first
  twicetold search -a news 'ferry aground'     articles by their words, under their stories
  twicetold eval gold.jsonl                    how good the grouping is on labelled articles`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("there is no command %q; see %s --help", args[0], programName)}
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError{flagError(c, err)}
	})
	root.AddCommand(newNightlyCommand(std), newCheckCommand(std), newReindexCommand(std), newRegroupCommand(std),
		newPruneCommand(std), newForgetCommand(std), newBackupCommand(std))
	root.AddCommand(newStoriesCommand(std), newStoryCommand(std), newCoverageCommand(std), newCompareCommand(std), newWhyCommand(std),
		newRevisionsCommand(std), newSearchCommand(std), newSourcesCommand(std))
	root.AddCommand(newEditsCommand(std), newMergeCommand(std), newSplitCommand(std), newMoveCommand(std), newUndoCommand(std))
	root.AddCommand(newClusterCommand(std), newEvalCommand(std))
	return root
}

// needInputs is the argument check of commands that read articles; what is an argument's name in the help.
func needInputs(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{fmt.Errorf("no %s given: name files or folders, or - for stdin; see %s --help", what, c.CommandPath())}
		}
		return nil
	}
}

// flagError says of a flag's value what it should be, and of any other mistake where help is.
func flagError(c *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return fmt.Errorf("%w; see %s --help", err, c.CommandPath())
	}
	want, _ := pflag.UnquoteUsage(invalid.GetFlag())
	switch want {
	case "bytes":
		want = "a number of bytes"
	case "percent":
		want = "a percentage"
	case "number":
		want = "a number"
	case "": // a switch
		want = "true or false"
	}
	return fmt.Errorf("--%s wants %s, not %q", invalid.GetFlag().Name, want, invalid.GetValue())
}

// version is the module's version as it was built, with the commit when that is known.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown version)"
	}
	return info.Main.Version
}
