package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// company is, by article, whom it is in a story with: the ids of all its articles, in order. Ids of stories
// are not compared, they may depend on which articles there are.
type company map[string]string

// readCompany reads a grouping as cluster --json prints it.
func readCompany(document []byte) (company, error) {
	var grouping struct {
		Stories []struct {
			Articles []struct{ ID string }
		}
	}
	if err := json.Unmarshal(document, &grouping); err != nil {
		return nil, fmt.Errorf("read cluster --json: %w", err)
	}
	c := company{}
	for _, s := range grouping.Stories {
		var ids []string
		for _, a := range s.Articles {
			ids = append(ids, a.ID)
		}
		slices.Sort(ids)
		all := strings.Join(ids, "\n")
		for _, id := range ids {
			c[id] = all
		}
	}
	return c, nil
}

// changed returns the articles that are in other company in the two, or in one of them only.
func (c company) changed(other company) []string {
	var ids []string
	for id, all := range c {
		if other[id] != all {
			ids = append(ids, id)
		}
	}
	for id := range other {
		if _, known := c[id]; !known {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
