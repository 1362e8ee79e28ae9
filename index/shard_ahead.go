package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"

	"github.com/twicetold/twicetold/index/news"
)

// Ahead of the record.
//
// What a shard holds of a record does not hang on how it is grouped. So a run that is about to group begins the next generation
// of the month that it kept records in, and adds these while it groups: one core indexes, the other groups. It
// stays in tmp/ and is listed only when Index finds, after the grouping is committed, that it is on the way to what the record
// then asks for: it follows the listed generation, and none of its records waits any more. Then the
// closed stories are added, and it is finished like any other. Else, or when anything fails, it is thrown away, and Index
// does everything itself. So no failure of it is one of the run: it is told, and costs time.

// ahead is a generation that is filled beside a grouping.
type ahead struct {
	*growing
	last int64 // Seq of the last record that it will hold
	stop context.CancelFunc
	done chan struct{} // closed when it is full, or err is set
	docs uint64        // that were added by then
	cut  bool          // it was stopped before it was full
	err  error         // what went wrong with it
	over bool          // it was finished or given up
}

// IndexAhead begins to index the records that wait for the grouping, with what is known of the remains of pages, beside whatever
// comes next. Index finishes it; StopAhead has to be called in any case. The error says why nothing has begun. Nothing is lost by
// that: Index meets the same when the grouping is safe, and mends it or says it.
func (a *Archive) IndexAhead(ctx context.Context, remains *news.Remains) error {
	r := a.reader(ctx)
	newest, err := one(r, scanWaiting, `SELECT substr(kept, 1, 7), seq FROM record
		WHERE seq = (SELECT max(seq) FROM record INDEXED BY record_pending WHERE article IS NULL)`) // going by seq would read all when nothing waits
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	var g *growing
	if err == nil {
		g, err = a.shards().growMonth(newest.month)
	}
	if err != nil {
		return fmt.Errorf("index ahead: %w", err)
	}
	ctx, stop := context.WithCancel(ctx)
	a.ahead = &ahead{growing: g, last: newest.seq, stop: stop, done: make(chan struct{})}
	r.ctx = ctx
	go a.ahead.run(ctx, r.docsBetween(newest, g.base.upTo.Record, remains))
	return nil
}

// growMonth begins the next generation of a month, or leaves nothing of it.
func (s shards) growMonth(month string) (*growing, error) {
	l, err := s.begin()
	if err != nil {
		return nil, err
	}
	base, _ := l.of(month)
	damaged, err := base.check(s.search, true) // a merge of damaged segments may never end
	if err != nil {
		return nil, err
	}
	if len(damaged) > 0 {
		return nil, damaged[0]
	}
	g, err := s.grow(base)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(g.dir))
	}
	return g, nil
}

// StopAhead gives up what IndexAhead began and Index has not finished. The error says what went wrong with what was begun; Index
// has done all of it again, or will.
func (a *Archive) StopAhead() error {
	if a.ahead == nil {
		return nil
	}
	a.ahead.giveUp()
	err := a.ahead.err
	a.ahead = nil
	if err != nil {
		return fmt.Errorf("index ahead: %w", err)
	}
	return nil
}

// waiting is a record that waits for the grouping.
type waiting struct {
	month string // in which it was kept
	seq   int64
}

func scanWaiting(row scanner) (w waiting, err error) {
	err = row.Scan(&w.month, &w.seq)
	return w, err
}

// docsBetween yields the documents of the records of a month from behind one up to the last one.
func (r reader) docsBetween(last waiting, after int64, remains *news.Remains) iter.Seq2[searchDoc, error] {
	return func(yield func(searchDoc, error) bool) {
		for record, err := range each(r, r.record, recordQuery+`WHERE substr(kept, 1, 7) = ? AND seq > ? AND seq <= ? ORDER BY seq`, last.month, after, last.seq) {
			if !yield(recordDoc(record, remains), err) || err != nil {
				return
			}
		}
	}
}

func (h *ahead) run(ctx context.Context, docs iter.Seq2[searchDoc, error]) {
	defer close(h.done)
	h.docs, h.err = h.fill(ctx, docs)
	if h.err != nil && ctx.Err() != nil {
		h.cut, h.err = true, nil
	}
}

// isOf reports whether h is there, not over, and of a month.
func (h *ahead) isOf(month string) bool { return h != nil && !h.over && h.next.month == month }

// aim is what the shard of a month is to become.
type aim struct {
	listed generation
	want   checkpoint
	again  bool // from nothing
}

// followAhead lists what was begun ahead, and says so, or throws it away.
func (s shards) followAhead(ctx context.Context, b backlog, to aim) (bool, error) {
	h := s.ahead
	<-h.done
	if to.again || h.cut || h.err != nil || !h.base.equal(to.listed) || h.last > to.want.Record {
		h.giveUp()
		return false, ctx.Err()
	}
	l, err := s.begin()
	if err != nil {
		return false, err
	}
	h.over = true
	h.stop()
	h.next.docs += h.docs
	next, err := h.finish(ctx, addition{docs: b.docs(h.next.month, checkpoint{h.last, to.listed.upTo.Run}), upTo: to.want})
	if err == nil {
		return true, s.put(l, next)
	}
	err = errors.Join(err, os.RemoveAll(h.dir))
	if ctx.Err() != nil {
		return false, errors.Join(ctx.Err(), err)
	}
	h.err = err
	return false, nil
}

// giveUp throws h away if it is not over.
func (h *ahead) giveUp() {
	if h.over {
		return
	}
	h.over = true
	h.stop()
	<-h.done
	h.err = errors.Join(h.err, h.idx.Close(), os.RemoveAll(h.dir))
}
