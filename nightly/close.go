package nightly

import (
	"context"

	"github.com/twicetold/twicetold/cluster"
)

// close closes the stories that may not grow any more, and drops what was kept for that.
func (g *grouping) close(context.Context) error {
	g.stages.begin("close", g.opts)
	var err error
	if g.summary.Stories.Closed, err = g.CloseStories(g.today-cluster.WindowDays, cluster.MaxSpanDays, g.opts.Now); err != nil {
		return err
	}
	if err := g.ForgetFeatures(g.today - cluster.WindowDays); err != nil {
		return err
	}
	g.summary.Stories.Open, err = g.CountOpen()
	return err
}
