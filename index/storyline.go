package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/twicetold/twicetold/index/news"
)

// A storyline of several stories has a row. A story that continues no other is a storyline of its own, which has
// none: readers are given its id all the same, the grouping is not.

// OwnStoryline returns the id of the storyline that begins with a story.
func OwnStoryline(story string) string { return "l" + strings.TrimPrefix(story, "s") }

// PutStoryline puts a storyline, mergedInto "" while it stands. The storyline of a story must be there.
func (g *Grouping) PutStoryline(id, mergedInto string) error {
	_, err := g.exec(`INSERT INTO storyline (id, merged_into) VALUES (?, ?)
		ON CONFLICT (id) DO UPDATE SET merged_into = excluded.merged_into`, id, orNull(mergedInto))
	if err != nil {
		return fmt.Errorf("put storyline %s: %w", id, err)
	}
	return nil
}

// beginning returns the id of the story that a storyline is named after.
func beginning(storyline string) string { return "s" + strings.TrimPrefix(storyline, "l") }

// shown returns a story as readers are given it, always in a storyline.
func (s Story) shown() Story {
	if s.Storyline == "" && s.ID != "" {
		s.Storyline = OwnStoryline(s.ID)
	}
	return s
}

// ResolveStoryline returns the id of the storyline that one became part of, or its own: where it was merged into or, when
// all its stories went elsewhere, where its first one went. One that never was is ErrNotFound; one that leads back to
// itself is a *DamagedError.
func (a *Archive) ResolveStoryline(id string) (string, error) {
	var line string
	err := a.read(context.Background(), func(r reader) (err error) {
		line, err = r.resolveStoryline(id)
		return err
	})
	return line, err
}

func (r reader) resolveStoryline(id string) (string, error) {
	var passed []string
	for {
		line, err := r.mergedStoryline(id)
		if err != nil || slices.Contains(passed, line) { // stories that went to and fro have left both lines
			return line, err
		}
		passed = append(passed, line)
		id, err = r.leftFor(line)
		if err != nil || id == line {
			return line, err
		}
	}
}

// mergedStoryline follows the mergers of a storyline to their end. One without a row is its own end, if it has a story.
func (r reader) mergedStoryline(id string) (string, error) {
	var passed []string
	for at := id; ; {
		next, err := one(r, column[string], `SELECT coalesce((SELECT merged_into FROM storyline WHERE id = ?1), '') WHERE EXISTS
			(SELECT 1 FROM storyline WHERE id = ?1) OR EXISTS (SELECT 1 FROM story WHERE id = ?2 AND ?1 LIKE 'l%')`, at, beginning(at))
		if err != nil {
			return "", fmt.Errorf("find storyline %s: %w", at, err)
		}
		if next == "" {
			return at, nil
		}
		if slices.Contains(passed, at) {
			return "", fmt.Errorf("find storyline %s: %w", id, r.damaged("leads in a circle at storyline "+at))
		}
		passed, at = append(passed, at), next
	}
}

// leftFor returns the storyline to which the first story of one went, when none of its stories is in it any more, else
// the same one.
func (r reader) leftFor(line string) (string, error) {
	const in = `(storyline = ?1 OR storyline IS NULL AND id = ?2)`
	stands, err := one(r, column[bool], `SELECT EXISTS (SELECT 1 FROM story WHERE `+in+` AND state <> 'merged')`, line, beginning(line))
	if err != nil || stands {
		return line, err
	}
	seq, err := one(r, column[int64], `SELECT seq FROM story WHERE id = ?2 OR `+in+` ORDER BY id <> ?2, seq`, line, beginning(line))
	if errors.Is(err, ErrNotFound) {
		return line, nil
	}
	if err != nil {
		return "", err
	}
	first, err := r.wholeStories([]int64{seq})
	if err != nil {
		return "", err
	}
	last, _, err := r.end(first[0].shown())
	return last.Storyline, err
}

// SetStoryline makes stories those of a storyline.
func (g *Grouping) SetStoryline(stories []int64, id string) error {
	if _, err := g.exec(`UPDATE story SET storyline = ? WHERE seq IN (SELECT value FROM json_each(?))`, id, array(stories)); err != nil {
		return fmt.Errorf("set storyline %s: %w", id, err)
	}
	clear(g.stories)
	return nil
}

// Profiled is a story as far as storylines go by it.
type Profiled struct {
	Seq       int64
	ID        string
	Storyline string // "" when it is the only one of its own
	First     news.Time
	Profile   []byte
}

const profiledQuery = `SELECT s.seq, coalesce(s.id, ''), coalesce(s.storyline, ''), s.first, s.first_precision, s.first_trust, s.profile FROM story s
	WHERE s.profile IS NOT NULL AND s.state IN ('open', 'closed') AND `

func scanProfiled(row scanner) (p Profiled, err error) {
	at, precision, trust := published(&p.First)
	err = row.Scan(&p.Seq, &p.ID, &p.Storyline, at, precision, trust, &p.Profile)
	return p, err
}

// ProfilesOf returns the open and closed stories of these Seqs that have a profile, by Seq.
func (g *Grouping) ProfilesOf(seqs []int64) ([]Profiled, error) {
	profiles, err := all(g.reader, scanProfiled, profiledQuery+`s.seq IN (SELECT value FROM json_each(?)) ORDER BY s.seq`, array(seqs))
	if err != nil {
		return nil, fmt.Errorf("read profiles: %w", err)
	}
	return profiles, nil
}

// Profiles returns the open stories that have a profile, those of these Seqs, and all that share a storyline with one
// of them, by Seq.
func (g *Grouping) Profiles(seqs []int64) ([]Profiled, error) {
	const these = `(s.state = 'open' OR s.seq IN (SELECT value FROM json_each(?)))`
	profiles, err := all(g.reader, scanProfiled, profiledQuery+`(`+these+` OR s.storyline IN (SELECT s.storyline FROM story s WHERE s.storyline IS NOT NULL AND `+these+`))
		ORDER BY s.seq`, array(seqs), array(seqs))
	if err != nil {
		return nil, fmt.Errorf("read profiles: %w", err)
	}
	return profiles, nil
}
