package nightly

import (
	"strings"
	"testing"
)

// explanation is what is kept of why a text is in its story.
type explanation struct {
	records string // of the text
	closest string // text; "-" when it is with none
	near    string // 1 when that is of the same story
	kept    string // run and evidence
}

// explanations returns those of all texts, by number.
func (a archive) explanations() map[string]explanation {
	a.Helper()
	all := map[string]explanation{}
	for _, row := range a.rows(`SELECT t.seq, (SELECT group_concat(r.seq, ' ') FROM record r JOIN article a ON a.seq = r.article WHERE a.text = t.seq),
		t.closest, (SELECT o.story = t.story FROM text o WHERE o.seq = t.closest), e.run || e.json FROM text t LEFT JOIN evidence e ON e.text = t.seq`) {
		c := strings.SplitN(row, "|", 5)
		all[c[0]] = explanation{c[1], c[2], c[3], c[4]}
	}
	return all
}

// TestEvidenceIsKept: evidence is of another text of the story, and stays what it was when the text was decided on for as long
// as neither of the two changes and they stay together.
func TestEvidenceIsKept(t *testing.T) {
	sequential(t)
	a := newArchive(t)
	before, stood := map[string]explanation{}, 0
	for i, n := range byDay(corpus()) {
		a.night(n.now, n.articles...)
		after := a.explanations()
		for text, is := range after {
			if (is.kept != "-") != (is.near == "1") {
				t.Errorf("night %d: text %s has the evidence %s, and is with %s", i, text, is.kept, is.closest)
			}
			was := before[text]
			if was.kept == "" || was.kept == "-" || was.records != is.records || after[was.closest].records != before[was.closest].records {
				continue
			}
			if stood++; is.closest == was.closest && is.kept != was.kept {
				t.Errorf("night %d: text %s is with %s for %s, and was for %s", i, text, is.closest, is.kept, was.kept)
			}
		}
		before = after
	}
	if stood < 100 {
		t.Errorf("only %d times did evidence stand", stood)
	}
}

// TestEvidenceIsToldAnew: what an article says in another version is what its text, and the texts that are with it, share.
func TestEvidenceIsToldAnew(t *testing.T) {
	a := grown(t)
	before := a.explanations()
	of := a.rows(`SELECT text FROM article WHERE id = ?`, mayor[1])[0]
	for _, article := range part(15, true) {
		if article.ID == mayor[1] {
			article.Text += "\nThe harbour master, Ivo Lantern, counted 47 empty berths."
			article.Published.At = article.Published.At.AddDate(0, 0, 1)
			a.night(date(16), article)
		}
	}
	told := 0
	for text, is := range a.explanations() {
		if was := before[text]; (text == of || is.closest == of) && is.kept != "-" {
			if told++; was.kept == is.kept {
				t.Errorf("text %s has the evidence that it had: %s", text, is.kept)
			}
		}
	}
	if told == 0 {
		t.Error("no evidence tells of the article")
	}
}
