package main

// The JSON of why.

type reasonsJSON struct {
	Format      string            `json:"format"`
	Articles    []comparedArticle `json:"articles"`
	Kept        *keptRelationJSON `json:"kept"` // null unless both are in the archive, and grouped
	Found       relationJSON      `json:"found"`
	First       *string           `json:"first"`
	Taker       *string           `json:"taker"`
	LagSeconds  *int64            `json:"lag_seconds"`
	ReusedWords int               `json:"reused_words"`
	Taken       bool              `json:"taken"`
}

type keptRelationJSON struct {
	SameText      bool       `json:"same_text"`
	SameStory     bool       `json:"same_story"`
	SameStoryline bool       `json:"same_storyline"`
	Stories       []string   `json:"stories"` // of each
	Texts         []string   `json:"texts"`
	Scores        []float64  `json:"scores"`
	Edits         []editJSON `json:"edits"`
}

type relationJSON struct {
	Among        int               `json:"among"`
	SameArticle  bool              `json:"same_article"`
	SameText     bool              `json:"same_text"`
	SameStory    bool              `json:"same_story"`
	Evidence     []whyEvidenceJSON `json:"evidence"`
	Cosine       float64           `json:"cosine"`
	Score        float64           `json:"score"`
	Linkage      float64           `json:"linkage"`
	StoryLinkage *float64          `json:"story_linkage"` // null when they are in one
	Threshold    float64           `json:"threshold"`
	Veto         *string           `json:"veto"`
}

type whyEvidenceJSON struct {
	Kind   string  `json:"kind"`
	Value  string  `json:"value"`
	Weight float64 `json:"weight"`
}

// document returns the reasons as JSON has them.
func (w *reasons) document() reasonsJSON {
	c := w.compared.document()
	r := w.relation
	j := reasonsJSON{
		Format: c.Format, Articles: c.Articles, First: c.First, Taker: c.Taker, LagSeconds: c.LagSeconds, ReusedWords: c.ReusedWords, Taken: c.Taken,
		Found: relationJSON{
			Among: r.Among, SameArticle: r.One, SameText: r.Text, SameStory: r.Story || r.Text, Evidence: []whyEvidenceJSON{}, Threshold: w.threshold,
			Cosine: rounded(r.Pair.Cosine), Score: rounded(r.Pair.Score), Linkage: rounded(r.Pair.Linkage), Veto: optional(r.Veto),
		},
	}
	for _, e := range r.Evidence {
		j.Found.Evidence = append(j.Found.Evidence, whyEvidenceJSON{string(e.Kind), e.Value, rounded(e.Weight)})
	}
	if !j.Found.SameStory {
		linkage := rounded(r.Linkage)
		j.Found.StoryLinkage = &linkage
	}
	if k := w.kept; k != nil {
		j.Kept = &keptRelationJSON{SameText: k.sameText(), SameStory: k.sameStory(), SameStoryline: k.sameLine(), Edits: []editJSON{}}
		for i := range k.stories {
			j.Kept.Stories = append(j.Kept.Stories, k.stories[i].ID)
			j.Kept.Texts = append(j.Kept.Texts, k.texts[i].ID)
			j.Kept.Scores = append(j.Kept.Scores, rounded(k.texts[i].Score))
		}
		for _, e := range k.edits {
			j.Kept.Edits = append(j.Kept.Edits, newEditJSON(e))
		}
	}
	return j
}
