package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// querier is what rows are read from: a connection, or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// reader reads rows of a database.
type reader struct {
	*database
	ctx  context.Context
	from querier
}

// explain is that of the database.
func (r reader) explain(err error) error { return r.database.explain(r.ctx, err) }

// explainRow is explain for a row that could not be scanned: unless SQLite says why, there is something in it that no one put there.
func (r reader) explainRow(err error) error {
	var driver *sqlite.Error
	var damage *DamagedError
	if err == nil || r.ctx.Err() != nil || errors.As(err, &driver) || errors.As(err, &damage) {
		return r.explain(err)
	}
	return r.Unreadable("row", err)
}

// reader returns a reader outside of a transaction, good for one query.
func (d *database) reader(ctx context.Context) reader { return reader{d, ctx, d.db} }

// tx is a transaction that writes. Statements are prepared once.
type tx struct {
	reader
	conn       *sql.Conn
	statements map[string]*sql.Stmt
	puts       map[string]putQueries // by table
}

// read gives f one state of the tables, whatever is written meanwhile.
func (d *database) read(ctx context.Context, f func(reader) error) error {
	return d.transact(ctx, `BEGIN`, func(t *tx) error { return f(t.reader) })
}

// write commits what f does, all or nothing.
func (d *database) write(ctx context.Context, f func(*tx) error) error {
	return d.transact(ctx, `BEGIN IMMEDIATE`, f)
}

func (d *database) transact(ctx context.Context, begin string, f func(*tx) error) error {
	conn, err := d.db.Conn(ctx)
	if err != nil {
		return d.explain(ctx, err)
	}
	defer conn.Close() // back to the pool
	if _, err := conn.ExecContext(ctx, begin); err != nil {
		return d.explain(ctx, err)
	}
	t := &tx{conn: conn, statements: map[string]*sql.Stmt{}, puts: map[string]putQueries{}}
	t.reader = reader{d, ctx, prepared{t}}
	committed := false
	defer func() {
		if !committed { // also when f panics, or the connection would go back to the pool with the transaction
			conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`) // fails when SQLite has done it already
		}
	}()
	if err := errors.Join(f(t), t.closeStatements()); err != nil {
		return err
	}
	err = t.commit()
	committed = err == nil
	return err
}

// commit ends the transaction. When a reference leads nowhere the error names the row.
func (t *tx) commit() error {
	_, err := t.conn.ExecContext(t.ctx, `COMMIT`)
	var e *sqlite.Error
	if !errors.As(err, &e) || e.Code()&0xff != sqlite3.SQLITE_CONSTRAINT {
		return t.explain(err)
	}
	loose, more := looseReferences(reader{t.database, t.ctx, t.conn})
	if more != nil || len(loose) == 0 {
		return errors.Join(err, more)
	}
	return fmt.Errorf("%s: %w", loose[0], err)
}

// prepared reads by the prepared statements of a transaction.
type prepared struct{ *tx }

// QueryContext implements querier.
func (p prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := p.prepare(query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// exec executes a statement, which ends before its time when the run does.
func (t *tx) exec(query string, args ...any) (sql.Result, error) { return t.execIn(t.ctx, query, args) }

// execRow is exec for a statement about a row or two. It is not interrupted: the driver starts a goroutine for every
// statement that could be, which takes as long as such a one. Whether to stop is asked before each.
func (t *tx) execRow(query string, args ...any) (sql.Result, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	return t.execIn(context.WithoutCancel(t.ctx), query, args)
}

func (t *tx) execIn(ctx context.Context, query string, args []any) (sql.Result, error) {
	s, err := t.prepare(query)
	if err != nil {
		return nil, t.explain(err)
	}
	result, err := s.ExecContext(ctx, args...)
	return result, t.explain(err)
}

// insert returns the seq of the new row.
func (t *tx) insert(query string, args ...any) (int64, error) {
	result, err := t.execRow(query, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// update changes exactly one row, or fails with ErrNotFound.
func (t *tx) update(query string, args ...any) error {
	result, err := t.execRow(query, args...)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return ErrNotFound
}

// run executes statements that all have the same arguments, in order.
func (t *tx) run(args []any, statements ...string) error {
	for _, s := range statements {
		if _, err := t.exec(s, args...); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) prepare(query string) (*sql.Stmt, error) {
	if s := t.statements[query]; s != nil {
		return s, nil
	}
	s, err := t.conn.PrepareContext(t.ctx, query)
	if err == nil {
		t.statements[query] = s
	}
	return s, err
}

func (t *tx) closeStatements() error {
	var errs []error
	for _, s := range t.statements {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}

// scanner is a row of an answer.
type scanner interface{ Scan(columns ...any) error }

// each yields the rows of an answer as scan makes them.
func each[T any](r reader, scan func(scanner) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		rows, err := r.from.QueryContext(r.ctx, query, args...)
		if err != nil {
			yield(none, r.explain(err))
			return
		}
		defer rows.Close() // errors are in rows.Err
		for rows.Next() {
			value, err := scan(rows)
			if !yield(value, r.explainRow(err)) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(none, r.explain(err))
		}
	}
}

// all returns the rows of an answer as scan makes them.
func all[T any](r reader, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	var list []T
	for value, err := range each(r, scan, query, args...) {
		if err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	return list, nil
}

// one returns the first row of an answer, or ErrNotFound.
func one[T any](r reader, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	for value, err := range each(r, scan, query, args...) {
		return value, err
	}
	var none T
	return none, ErrNotFound
}

// column scans rows of one column.
func column[T any](row scanner) (T, error) {
	var value T
	err := row.Scan(&value)
	return value, err
}
