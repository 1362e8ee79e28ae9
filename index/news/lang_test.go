package news

import (
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	english := "The ferry to the islands ran aground on Monday night, and rescuers said that most of the passengers were asleep. It was the third accident on the line in a year, and the board wants to know why."
	german := "Der Bürgermeister ist am Dienstag zurückgetreten, wie die Stadt mitteilte. Er war seit neun Jahren im Amt und wollte im Herbst nicht mehr antreten. Über seine Nachfolge entscheidet der Rat."
	for _, test := range []struct {
		name    string
		article Article
		want    string
	}{
		{"given", Article{Lang: "de", Text: german}, "de"},
		{"given with region", Article{Lang: "en-US", Text: english}, "en"},
		{"given for a headline", Article{Lang: "de", Title: "Ferry runs aground off Hallow Bay"}, "de"},
		{"English given as German", Article{Lang: "de", Text: english}, "en"},
		{"German given as English", Article{Lang: "en", Text: german}, "de"},
		{"given is a code that can't be told", Article{Lang: "xx", Text: english}, "xx"},
		{"given with underscore", Article{Lang: "PT_br"}, "pt"},
		{"given is no code", Article{Lang: "unknown", Text: german}, "de"},
		{"English", Article{Text: english}, "en"},
		{"long English", Article{Title: "Ferry aground", Text: strings.Repeat(english, 20)}, "en"},
		{"German", Article{Title: "Bürgermeister geht", Text: german}, "de"},
		{"French", Article{Text: "Le maire a démissionné mardi soir après des semaines de critiques, a annoncé la ville. Il était en fonction depuis neuf ans."}, "fr"},
		{"Vietnamese", Article{Text: "Thị trưởng thành phố đã từ chức vào tối thứ Ba sau nhiều tuần bị chỉ trích, theo thông báo của thành phố."}, "vi"},
		{"Chinese headline", Article{Title: "市长周二晚间宣布辞职"}, "zh"},
		{"Japanese", Article{Title: "東京湾の船、座礁"}, "ja"},
		{"lone headline", Article{Title: "Ferry runs aground off Hallow Bay"}, ""},
		{"lone headline, Cyrillic", Article{Title: "Мэр подал в отставку"}, ""},
		{"lone headline, Greek", Article{Title: "Ο δήμαρχος παραιτήθηκε την Τρίτη το βράδυ"}, "el"},
		{"lone headline, Arabic", Article{Title: "رئيس البلدية يستقيل"}, ""},
		{"empty", Article{}, ""},
		{"no letters", Article{Text: "3:1 (2:0) 🎉"}, ""},
		{"invalid", Article{Text: "\xff\xfe"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Language(test.article); got != test.want {
				t.Errorf("Language = %q, want %q", got, test.want)
			}
		})
	}
}

func BenchmarkLanguage(b *testing.B) {
	for name, text := range map[string]string{
		"Headline": "Ferry runs aground off Hallow Bay",
		"English":  benchText(3000),
		"German":   strings.Repeat("Der Rat der Stadt hat am Abend nach langer Aussprache gegen den Bau der Brücke gestimmt. ", 30),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Language(Article{Text: text})
			}
		})
	}
}

func TestEnglishnessLeavesOutNumbers(t *testing.T) {
	got := newEnglishness(hashedWords("12 of the 1,200 seats, 40 more than in 2019"))
	if want := (englishness{words: 6, the: 1, frequent: 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
