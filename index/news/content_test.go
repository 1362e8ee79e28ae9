package news

import (
	"slices"
	"strings"
	"testing"
)

// Paragraphs of an invented article; nothing in them may be taken for a page remain.
const (
	lead   = "The east quay of Port Alder will be closed for six weeks, the harbour board said on Tuesday."
	second = "Divers found cracks in 14 of its 120 piles last week"
)

func paragraphs(a Article, c Content) (list []string) {
	for _, p := range c.Paragraphs {
		list = append(list, a.Text[p.Start:p.End])
	}
	return list
}

func TestSplitDropsPageRemains(t *testing.T) {
	for _, remain := range []string{
		"Advertisement", "ADVERTISEMENT", "- Advertisement -", "Advertisement:", "Sponsored content", "Premium", "Exclusive", "LIVE",
		"Story continues below this ad", "Story continues below", "Article continues after advertisement", "Continue reading", "Continue reading…",
		"Latest Comment", "Post Comment", "Read Comments", "14 comments", "1 comment", "0 Comments", "Leave a comment", "Comments are closed. Be kind.", "Premium members can comment on this article",
		"Join Our WhatsApp Channel", "Join THE TIDE on WhatsApp for 24/7 updates →", "Join The Metro's channel for breaking news day and night.",
		"We keep you posted. Get the harbour's news, fresh scoops and sharp views straight to your phone, before your neighbours have even put the kettle on or found their boots. Join TIDE DAILY on WhatsApp for round-the-clock updates",
		"Stay updated with the latest - Click here to follow us on Instagram", "Follow us on Facebook and Twitter.", "Like us on Facebook", "Find us on Instagram", "Please subscribe to our newsletter.", "Want more of this? Sign up for the daily newsletter.",
		"Download our app for free", "You can also follow us on Telegram.", "Follow Ann Tolver on Twitter for the latest", "Follow him here on Instagram",
		"Sign up for The Morning Tide, our daily newsletter", "Subscribe to continue reading", "Already a subscriber? Log in", "Click here to comment on this article",
		"Read more: Where the cracks are", "READ MORE: Council ‘knew of the cracks’, says mayor", "Related: Ferries to move", "See also: Tide tables", "Watch: Divers at work", "Don't miss: The quay in pictures", "More: Port's bad year",
		"Share", "Share this article", "Share on Facebook Share on Twitter", "Facebook", "Print", "Back to top", "Skip to main content", "Related Stories", "Most popular",
		"Did YOU see it? Send us your pictures.", "Have YOU been there? Ring the Metro newsdesk",
		"© 2026 The Metro", "Copyright 2026 The Metro. All rights reserved.", "All rights reserved. This material may not be copied.",
		"By Ann Tolver", "BY ANN TOLVER and JO MARSH", "By Northern Wire", "By Ann Tolver, for The Metro", "By Ann Tolver - The Metro - Tuesday, March 10", "By our port correspondent, Jo Marsh", "(Reporting by Ann Tolver; editing by Jo Marsh)", "Additional reporting by Northern Wire",
		"March 10, 2026", "Updated: 3:36 AM, March 10, 2026", "Updated 4 minutes ago", "3 hours ago", "Last updated at 15:20 GMT", "Published 10 March 2026 at 07:15",
		"Photo: Jo Marsh", "Photo by Jo Marsh", "Image credit: Jo Marsh", "File photo", "Divers at the east quay on Monday. (Northern Wire Photo)", "quay, divers, portDivers at work at the east quay of Port Alder. (NW Photo)",
		"The quay at dawn. (Photo by Jo Marsh for The Metro)", "Divers at work. (Jo Marsh/Northern Wire)", "Divers at work. (Jo Marsh / Northern Wire via NW)", "The quay in 2019. File photo", "The quay. Photograph: Jo Marsh for The Metro", "FILE - In this May 4, 2019 file photo, a ferry leaves the east quay.",
		"Home > News > Region", "News » Local » Port Alder", "Home / News / Sport", "Home › Sport", "Home | Port Alder", "News | Local", "Business>Ships>Port Alder", "You are here: Home > News", "Home » Harbour »", "Home > News > East quay closes for six weeks after divers find cracks", "Startseite > Hafen",
		"Image copyright Jo Marsh", "Image copyright Northern Wire Image caption Divers at the east quay", "Image caption The east quay at dawn.", "To get it in your inbox every morning, leave your address.", "A version of this story first appeared in The Tide.", "A version of this article first appeared on page 4.", "This story first appeared in The Tide.", "This article first appeared in The Tide.",
		"Sign up for The Morning Tide now", "Sign up for our newsletter now.", "Published 5 June 2026, 09:15", "Published 5th Jun 2026, 9.15am EEST", "Updated 5 June 2026, 10:40", "UPDATED: Friday, 5 June 2026 | 10:40", "Last updated 5 June 2026", "Last updated on Friday at 10:40", "Published on 5 June 2026 by Ann Tolver", "First published 5 June 2026",
		"___", "* * *", "• • •", "…", "|", "https://metro.example/quay", "desk@metro.example",
		"Anzeige", "Lesen Sie auch: Fähren ziehen um", "Folgen Sie uns auf Instagram", "Abonnieren Sie unseren Newsletter", "Publicité", "À lire aussi : les ferries", "Реклама", "Подпишитесь на наш канал", "广告", "相关阅读：港口",
	} {
		t.Run(remain, func(t *testing.T) {
			for place, text := range map[string]string{
				"in the middle": lead + "\n" + remain + "\n" + second,
				"at the end":    lead + "\n" + second + "\n\n" + remain,
				"at the start":  remain + "\n" + lead + "\n" + second,
			} {
				a := Article{Text: text}
				c := Split(a, nil)
				if got := paragraphs(a, c); c.Title != "" || !slices.Equal(got, []string{lead, second}) {
					t.Errorf("%s: title %q, paragraphs %q", place, c.Title, got)
				}
			}
		})
	}
}

func TestSplitKeepsTheArticle(t *testing.T) {
	for _, kept := range []string{
		"“Join us on Facebook,” she said.", `"Follow us on Twitter today," the post read.`, "‘Subscribe to our channel now,’ he shouted.", "“Photos”", "“Click here to win,” the message began.",
		"You can get the app for free today, Instagram said.", "Police asked residents to follow its Twitter account.", "She told fans: “Follow us on Instagram today.”", "Download the app now, the minister urged drivers.",
		"Like Facebook, the firm now pays for news.", "Residents get alerts through an app.", "Users who follow the channel see news first.", "The group used Telegram to get news out today.", "Many now subscribe to newsletters and podcasts instead.",
		"For the latest round of talks, both sides flew to Vantry.", "Do you have a permit? the officer wanted to know.", "Share prices of the line fell 4 percent.", "Image is everything in this trade.", "Premium petrol rose by 3 cents.", "Live music is back on the quay.",
		"Exclusive rights went to the higher bidder.", "By Tuesday the water had reached the church.", "By then it was too late", "By the time the board met, Port Alder had no quay left.", "By Northern standards it was mild.", "Watch towers line the shore.", "Related companies paid nothing.",
		"He posted it on Instagram (see picture).", "The vote split the alliance (Labour/Greens)", "She showed photos of the cracks.", "They must get the app by Friday", "Read the letter, he said, and then decide.", "Editing by hand is slow.", "Two hours ago the line reopened.", "On Monday at 5 p.m. it sank.", "10:15 a.m.", "07:31 GMT",
		"Published in 2019, the book sold 3 million copies", "Updated figures are due in June", "Published 5 years ago, the book of the tides is back", "Updated on 5 June, the count now stands at 14 ships", "Business | Shares of the line fall again", "Sport | Rovers win", "Home is where the quay is", "Home/away games move to Alder.", "World > words, says the poet of the tides.", "Talks > News", "Homes / boats / huts",
		"No.", "What happened?", "Who pays?", "The end of the line", "A suspect is slim, fit and good with knots, and do not forget that he can row. Send us your ideas is what the port replied.",
		"Attendance: 11,420", "3:1 (2:0)", "Der Bund zahlt, die Stadt baut.", "他说不知道", "เรือจม",
	} {
		t.Run(kept, func(t *testing.T) {
			a := Article{Title: "Quay closes", Text: lead + "\n" + kept + "\n" + second}
			if got := paragraphs(a, Split(a, nil)); !slices.Equal(got, []string{lead, kept, second}) {
				t.Errorf("paragraphs %q", got)
			}
		})
	}
}

func TestSplitTitle(t *testing.T) {
	headline := "East quay closes for six weeks after divers find cracks"
	for _, test := range []struct {
		name   string
		in     Article
		title  string
		guess  bool
		nParas int
	}{
		{"nothing", Article{}, "", false, 0},
		{"title alone", Article{Title: " East  quay\ncloses "}, "East quay closes", false, 0},
		{"one line is text", Article{Text: headline}, "", false, 1},
		{"first line", Article{Text: headline + "\n" + lead}, headline, true, 1},
		{"first line after a label", Article{Text: "Premium\n\n" + headline + "\n\n" + lead}, headline, true, 1},
		{"first line after a section", Article{Text: "Harbour\n" + headline + "\n" + lead}, headline, true, 1},
		{"first line after a breadcrumb", Article{Text: "Home > News > Region\n" + headline + "\n" + lead}, headline, true, 1},
		{"first line after a breadcrumb and a date", Article{Text: "News » Local » Port Alder\n\nPublished 5 June 2026, 09:15\n" + headline + "\n" + lead}, headline, true, 1},
		{"breadcrumb before the lead is no title", Article{Text: "Home / News / Sport\n" + lead}, "", false, 1},
		{"question", Article{Text: "Who knew of the cracks?\n" + lead}, "Who knew of the cracks?", true, 1},
		{"quotation", Article{Text: "Russ warns of ‘nowhere’\n" + lead}, "Russ warns of ‘nowhere’", true, 1},
		{"exclusive", Article{Text: "Exclusive: mayor resigns\n" + lead}, "Exclusive: mayor resigns", true, 1},
		{"given exclusive", Article{Title: "Exclusive: mayor resigns", Text: lead}, "Exclusive: mayor resigns", false, 1},
		{"lead is no title", Article{Text: lead + "\n" + second}, "", false, 2},
		{"quoted lead is no title", Article{Text: "“We close the quay.”\n" + second}, "", false, 2},
		{"broken quotation is no title", Article{Text: "“We close the quay,”\n" + second}, "", false, 2},
		{"speaker is no title", Article{Text: "ANN TOLVER, HOST:\n" + second}, "", false, 2},
		{"byline is no title", Article{Text: "By Ann Tolver\n" + lead}, "", false, 1},
		{"long line is no title", Article{Text: strings.Repeat("word ", 26) + "\n" + lead}, "", false, 2},
		{"Chinese", Article{Text: "市长周二晚间宣布辞职\n他将于月底离任。"}, "市长周二晚间宣布辞职", true, 1},
		{"Chinese lead is no title", Article{Text: "市长周二晚间宣布辞职。\n他将于月底离任。"}, "", false, 2},
		{"label is no title", Article{Title: "Premium", Text: headline + "\n" + lead}, headline, true, 1},
		{"label is no title, nothing else", Article{Title: "Advertisement", Text: lead}, "", false, 1},
		{"repeated", Article{Title: headline, Text: headline + "\n" + lead}, headline, false, 1},
		{"repeated otherwise written", Article{Title: "Mayor’s quay closes", Text: "MAYOR'S QUAY CLOSES\n" + lead}, "Mayor’s quay closes", false, 1},
		{"repeated with outlet", Article{Title: headline + " | The Metro", Source: "metro.example", Text: headline + " | The Metro\n" + lead}, headline, false, 1},
		{"repeated at the start of the lead", Article{Title: headline, Text: headline + " - " + lead}, headline, false, 1},
		{"lead that starts like the title", Article{Title: "The east quay of Port", Text: lead}, "The east quay of Port", false, 1},
		{"outlet", Article{Title: headline + " - The Metro", Source: "The Metro"}, headline, false, 0},
		{"outlet by domain", Article{Title: headline + " – Metro News", Source: "www.metro.example"}, headline, false, 0},
		{"outlet of two words", Article{Title: headline + " | Hallow Echo", Source: "hallowecho.example"}, headline, false, 0},
		{"other's name", Article{Title: headline + " - The Metro", Source: "The Echo"}, headline + " - The Metro", false, 0},
		{"unknown source", Article{Title: headline + " - The Metro"}, headline + " - The Metro", false, 0},
		{"part of the title", Article{Title: "Six weeks - no more", Source: "The Metro"}, "Six weeks - no more", false, 0},
		{"short tail", Article{Title: "Quay is closed - or is it - on", Source: "moon.example"}, "Quay is closed - or is it - on", false, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := Split(test.in, nil)
			if c.Title != test.title || c.Guessed != test.guess || len(c.Paragraphs) != test.nParas {
				t.Errorf("title %q, guessed %v, paragraphs %q", c.Title, c.Guessed, paragraphs(test.in, c))
			}
		})
	}
}

func TestSplitCutsTheRepeatedTitleAndNoMore(t *testing.T) {
	a := Article{Title: "East quay closes for weeks", Text: "East quay closes for weeks | " + lead}
	if got := paragraphs(a, Split(a, nil)); !slices.Equal(got, []string{lead}) {
		t.Errorf("paragraphs %q", got)
	}
	a = Article{Title: "The east quay of Port", Text: lead}
	if got := paragraphs(a, Split(a, nil)); !slices.Equal(got, []string{lead}) {
		t.Errorf("paragraphs %q", got)
	}
}

func TestSplitCountsRepeatedParagraphsOnce(t *testing.T) {
	a := Article{Title: "t", Text: lead + "\n" + second + "\n" + strings.ToUpper(second) + ".\n\n" + lead}
	c := Split(a, nil)
	if got := paragraphs(a, c); !slices.Equal(got, []string{lead, second}) {
		t.Errorf("paragraphs %q", got)
	}
	if got := c.Body(a.Text); got != lead+"\n"+second {
		t.Errorf("body %q", got)
	}
}

func TestSplitFindsStubs(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"consent wall", "We value your privacy\nWe and our 300 partners use cookies to show you what suits you. You may accept all cookies, reject all, or manage your choices.", true},
		{"consent wall before the page", "Before you continue\nThe Tide uses cookies. With your consent we and our advertising partners recognise your device.\nAccept all cookies", true},
		{"paywall", "This article is for subscribers.\nYou have read your three free articles this month.\nAlready a subscriber? Log in", true},
		{"paywall with trial", "Subscribe to continue. Start your free trial and cancel any time.", true},
		{"error page", "404 Not Found\nThe page you are looking for has moved. Return to the homepage.", true},
		{"robot check", "Checking your browser before you continue. Please verify you are human.", true},
		{"JavaScript", "JavaScript is disabled. Please enable JavaScript and disable your ad blocker.", true},
		{"German consent wall", "Wir verwenden Cookies. Mit Klick auf „Alle akzeptieren“ geben Sie Ihre Einwilligung.", true},
		{"one phrase", "We value your privacy\n" + lead, false},
		{"empty", "", false},
		{"article about consent", "Websites in Alderland may no longer ask visitors to accept all cookies with one click while hiding the button to reject all, the data board ruled on Friday.\n" +
			"“Your consent must be as easy to refuse as to give,” said Ida Roon, who heads the board.\n" + strings.Repeat("The ruling applies from June and covers every shop and newspaper in the country.\n", 8), false},
		{"short article about consent", "A new law bans pages that make readers accept all cookies before they can reject all, said minister Odo Lant.", false},
		{"article about ad blockers", "The publisher of The Tide has sued the maker of an ad blocker that hid its paywall. It wants 2 million crowns.\n" +
			"The software turns off the notice that asks readers to disable your ad blocker, as the suit puts it, and lets them read without paying. " +
			strings.Repeat("A hearing is planned for the autumn in Vantry, where both firms have their seat and most of their staff. ", 5) + "The maker calls access denied by such notices unlawful.", false},
		{"lead before a paywall", lead + "\n" + second + "\nSubscribe to continue reading\nAlready a subscriber? Log in", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := Split(Article{Title: "Quay closes", Text: test.text}, nil)
			if c.Stub != test.want || c.Stub && len(c.Paragraphs) > 0 || c.Title != "Quay closes" {
				t.Errorf("stub %v with %d paragraphs, title %q", c.Stub, len(c.Paragraphs), c.Title)
			}
		})
	}
}

func TestSplitOfOddTexts(t *testing.T) {
	for name, text := range map[string]string{
		"invalid UTF-8": "\xff\xfe\n\xe2\x80\n" + lead, "NUL": "a\x00b\n" + lead, "emoji": "😀 Fire at the quay 😀\n" + lead, "Thai": "เรือเฟอร์รี่เกยตื้น\nในหมอก", "one long line": strings.Repeat("quay ", 50000), "carriage returns": "one\r\ntwo\r\n" + lead,
	} {
		t.Run(name, func(t *testing.T) {
			a := Article{Text: text}
			if c := Split(a, nil); len(c.Paragraphs) == 0 {
				t.Error("no paragraphs")
			}
		})
	}
}

// FuzzSplit: paragraphs lie in the text, in order and trimmed; and what is left holds no remain, so
// that splitting it again leaves it as it is.
func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"", "Premium\nEast quay closes\n" + lead, lead + "\n" + lead, "East quay closes - " + lead, "\xff\nAdvertisement\n|", "We value your privacy. Accept all cookies."} {
		f.Add("East quay closes", "The Metro", seed)
	}
	f.Fuzz(func(t *testing.T, title, source, text string) {
		a := Article{Title: title, Source: source, Text: text}
		c := Split(a, nil)
		end := 0
		for _, p := range c.Paragraphs {
			if p.Start < end || p.End <= p.Start || p.End > len(text) || trim(text, p) != p {
				t.Fatalf("paragraph %v after %d in a text of %d bytes", p, end, len(text))
			}
			if l := lineOf(text[p.Start:p.End]); l.isRemain() && len(title) == 0 {
				t.Fatalf("paragraph %q is a remain", l.text)
			}
			end = p.End
		}
		if c.Guessed && remainLines[labelKey(c.Title)] {
			t.Fatalf("title %q is a remain", c.Title)
		}
	})
}

// lineOf returns a text that is one line.
func lineOf(text string) line {
	var r Reader
	r.scan(text)
	return newLine(text, cutLine{Span: Span{0, len(text)}}, r.words)
}

func BenchmarkSplit(b *testing.B) {
	for _, bench := range []struct {
		name string
		size int
	}{{"short", 1000}, {"article", 3000}} {
		a := Article{Title: "East quay closes | The Metro", Source: "The Metro", Text: "Premium\n" + shuffledLines(benchText(bench.size)) + "\nAdvertisement\nFollow us on Instagram\n3 comments"}
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(a.Text)))
			for b.Loop() {
				Split(a, nil)
			}
		})
	}
}

// shuffledLines makes the lines of a text different from one another, so that none is a repetition.
func shuffledLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.Repeat("x", i+1) + " " + lines[i]
	}
	return strings.Join(lines, "\n")
}

func TestSameOutlet(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"Reuters", "reuters.com", true},
		{"Reuters", "uk.reuters.com", true},
		{"www.reuters.com", "uk.reuters.com", true},
		{"The Metro", "metro.example", true},
		{"The Metro", "METRO", true},
		{"BBC", "bbc.co.uk", true},
		{"BBC", "www.bbc.co.uk", true},
		{"Northern Wire", "northern-wire.example", true},
		{"Northern Wire", "northernwire.example", true},
		{"St. Alder Post", "St. Alder Post", true},
		{"A.B.C.", "a.b.c.", true},
		{"St. Alder Post", "St. Brin Post", false},
		{"news.metro.example", "news.echo.example", false},
		{"The Metro", "The Echo", false},
		{"Metro News", "metro.example", false},
		{"metro.example", "metro-echo.example", false},
		{"co.uk", "com", false},
		{"Reuters", "", false},
		{"", "", false},
	} {
		t.Run(test.a+" "+test.b, func(t *testing.T) {
			if got := SameOutlet(test.a, test.b); got != test.want || SameOutlet(test.b, test.a) != test.want {
				t.Errorf("SameOutlet = %v", got)
			}
		})
	}
}

// TestLeadStarts: a line that starts with one of the tables' labels has its first word, so that the words tell which lines
// to look at.
func TestLeadStarts(t *testing.T) {
	for _, start := range slices.Concat(remainLabels, remainStarts) {
		for _, before := range []string{"", "• ", "_", "(", "\"", "... "} {
			for _, behind := range []string{"", "x", " x", ":x", "’x", "9", "é", "."} {
				text := before + start + behind
				var r Reader
				r.scan(text)
				if key := labelKey(text); strings.HasPrefix(key, start) && !mayLead(text, cutLine{Span: Span{0, len(text)}}, r.words) {
					t.Errorf("%q starts with %q and is not looked at", text, start)
				}
			}
		}
	}
}

// FuzzCaptionEnd: a line that captionEnd matches is never told off by how it ends.
func FuzzCaptionEnd(f *testing.F) {
	for _, line := range []string{
		"(AP Photo)", "The quay (file PHOTOS, 2019)", "Divers at work. File photo.", "file image", "/ Getty Images)", "/getty imageſ.)", "Photograph: Ann Tolver", "PHOTOGRAPH: x.",
		"(Ann Tolver / Metro)", "(Ann Tolver/Éclair)", "see photo).", "(foto)", "picture)", "(", ")", ".", ".)", "Getty Images.)", "(photo", "(a) photo)", "photograph: Мэр",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if line != "" && captionEnd().MatchString(line) && !mayEndCaption(line) {
			t.Errorf("%q is a caption by its end", line)
		}
	})
}
