package index

import (
	"context"
	"errors"
	"iter"
	"slices"
)

// How the shards follow the record.
//
// Nothing notes down which records still have to be indexed. The record says how far each month goes, the shard says
// how far it goes, and what lies between is added; so it makes no difference which run was killed where. A shard
// that goes further than the record holds what is gone from it, and is made again, like one that is damaged or that
// the record names as stale. Every month but the latest is settled: opening a month takes time by its segments.
//
// What is built on is read whole first. A merge of a damaged segment may never come to its end, and if it does, what is
// wrong has a checksum that is right.

// backlog is what the record has to say to the shards.
type backlog struct {
	months []string                                                         // that may have something to index, rising
	stale  []string                                                         // whose shards hold what is gone
	deep   bool                                                             // read every byte of the shards: a writer was killed
	upTo   func(month string) (checkpoint, error)                           // how far the record goes; zero: it has nothing to index
	docs   func(month string, after checkpoint) iter.Seq2[searchDoc, error] // what comes after a checkpoint; all after the zero one
}

// catchUp brings the shards up to the record, and drops those of months that the record no longer has. What it found
// damaged, and has rebuilt, is given.
func (s shards) catchUp(ctx context.Context, b backlog) ([]*DamagedError, error) {
	var rebuilt []*DamagedError
	l, err := s.begin()
	if damaged := (*DamagedError)(nil); errors.As(err, &damaged) {
		rebuilt = append(rebuilt, damaged)
		err = s.reset()
	}
	if err != nil {
		return rebuilt, err
	}
	var had []string
	for _, month := range b.months {
		has, damaged, err := s.followMonth(ctx, l, b, month)
		rebuilt = append(rebuilt, damaged...)
		if err != nil {
			return rebuilt, err
		}
		if has {
			had = append(had, month)
		}
	}
	if err := s.dropAllBut(had); err != nil {
		return rebuilt, err
	}
	return rebuilt, s.settleAll(ctx)
}

// followMonth adds what the shard of a month lacks, or makes it again. If that is for damage, this is given. It says
// whether the month has anything to index.
func (s shards) followMonth(ctx context.Context, l shardList, b backlog, month string) (bool, []*DamagedError, error) {
	want, err := b.upTo(month)
	if err != nil || want == (checkpoint{}) {
		return false, nil, err
	}
	g, _ := l.of(month)
	buildsOn := g.upTo != want || g.segments() > 1 // it may be settled
	damaged, err := g.check(s.search, b.deep || buildsOn)
	if err != nil {
		return true, nil, err
	}
	again := len(damaged) > 0 || slices.Contains(b.stale, month) || g.upTo.Record > want.Record || g.upTo.Run > want.Run
	if s.ahead.isOf(month) {
		if done, err := s.followAhead(ctx, b, aim{g, want, again}); done || err != nil {
			return true, nil, err
		}
	}
	switch {
	case again:
		return true, damaged, s.rebuild(ctx, month, b.docs(month, checkpoint{}), want)
	case g.upTo == want:
		return true, nil, nil
	}
	err = s.add(ctx, month, b.docs(month, g.upTo), want)
	if bad := (*DamagedError)(nil); errors.As(err, &bad) && bad.Do == rebuildIt {
		return true, []*DamagedError{bad}, s.rebuild(ctx, month, b.docs(month, checkpoint{}), want)
	}
	return true, nil, err
}

// dropAllBut drops the shards of all other months.
func (s shards) dropAllBut(months []string) error {
	l, err := readListing(s.search)
	if err != nil {
		return err
	}
	var gone []string
	for _, g := range l {
		if !slices.Contains(months, g.month) {
			gone = append(gone, g.month)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return s.drop(gone...)
}

// settleAll settles every month but the latest.
func (s shards) settleAll(ctx context.Context) error {
	l, err := readListing(s.search)
	if err != nil {
		return err
	}
	for i, g := range l {
		if i == len(l)-1 || g.segments() <= 1 {
			continue
		}
		if err := s.settle(ctx, g.month); err != nil {
			return err
		}
	}
	return nil
}
