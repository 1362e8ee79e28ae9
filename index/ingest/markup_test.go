package ingest

import (
	"slices"
	"strings"
	"testing"

	"github.com/twicetold/twicetold/index/news"
)

func TestPlainTextOfHTML(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"Paragraphs", "<p>Rain  at noon.</p>\n<p>Wind <b>later</b>.</p>", "Rain at noon.\nWind later."},
		{"Breaks", "Rain at noon.<br>Wind later.<BR />Hail.", "Rain at noon.\nWind later.\nHail."},
		{"BreaksAndLines", "Rain.<br>\nWind.\n\nHail.", "Rain.\nWind.\nHail."},
		{"WrappedLines", "<p class=\"lead\">Rain\nat noon.\n\nWind.</p>", "Rain at noon.\nWind."},
		{"Link", `Rain <a href="https://hh.example/?a=1&amp;b=2" title="x > y">at noon</a>.`, "Rain at noon."},
		{"InlineKeepsLines", "Rain.\nThe <i>Grey Heron</i> floats.", "Rain.\nThe Grey Heron floats."},
		{"LoneEnd", "Rain.</p>", "Rain."},
		{"InsideAWord", "Har<wbr>bour&shy;side<em>s</em>", "Harboursides"},
		{"Hidden", "<p>Rain.</p><script>if (a < b) { x('<p>') }</script><style>p { }</style><figure><img src=\"x\"><figcaption>The quay</figcaption></figure>" +
			"<noscript>No</noscript><IFRAME src='y'>No</iframe ><p>Wind.</p>", "Rain.\nWind."},
		{"HiddenWithoutEnd", "<p>Rain.<iframe src='x'/><figcaption>Wind.<script>var x", "Rain. Wind."},
		{"Comment", "<!-- wp:paragraph --><p>Rain.</p><!-- /wp:paragraph -->", "Rain."},
		{"CommentWithoutEnd", "<p>Rain.</p><!-- Wind.", "Rain.\n<!-- Wind."},
		{"Entities", "The mayor&#8217;s &amp; the minister&rsquo;s", "The mayor’s & the minister’s"},
		{"Spaces", "<p>Rain&nbsp;&nbsp;at\u00a0noon</p>", "Rain at noon"},
		{"EscapedTwice", "&lt;p&gt;Rain &amp;amp; wind.&lt;/p&gt;&lt;p&gt;Hail.&lt;/p&gt;", "Rain & wind.\nHail."},
		{"LessThan", "<p>5 < 7 &lt; 9 and <sic></p>", "5 < 7 < 9 and <sic>"},
		{"CutOff", "<ul><li>Rain</li></ul> Wind <a href=\"https://hh.exa… [+12 chars]", "Rain\nWind"},
		{"List", "<ul><li>Rain</li><li>Wind</li></ul>", "Rain\nWind"},
		{"OneEntity", "AT&amp;T", "AT&T"},
		{"OneNumber", "Mayor&#8217;s veto", "Mayor’s veto"},
		{"Nothing", `<p><img src="x"></p>`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := plainText(test.in); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestPlainTextStays(t *testing.T) {
	for _, in := range []string{
		"", "Rain.\n\nWind  later.\n", "5 < 7", "a<b and b>c", "AT&T and R&D; M&A;", "<sic> <3 <- <>", "x <i and y> z", "Write to <desk@hh.example>",
		"The <p and the <br", "Harbour & quay; rain & wind;", "<", "&", "</", "<p", "&;&;", "<!-- Rain",
	} {
		if got := plainText(in); got != in {
			t.Errorf("%q became %q", in, got)
		}
	}
}

// The same article as plain text and as HTML has the same words.
func TestPlainTextWords(t *testing.T) {
	words := func(raw string) []string {
		t.Helper()
		a, warning, err := new(record).read([]byte(raw))
		if err != nil || warning != "" {
			t.Fatal(warning, err)
		}
		var list []string
		for word := range news.Words(a.Title + "\n" + a.Text) {
			list = append(list, string(word))
		}
		return list
	}
	want := words(`{"title":"Mayor’s ferry","text":"The “Grey Heron” floats.\nTugs & divers freed it."}`)
	for name, in := range map[string]string{
		"Paragraphs": `{"title":"Mayor&#8217;s <i>ferry</i>","text":"<p>The &ldquo;Grey <a href=\"/x\">Heron</a>&rdquo; floats.</p><p>Tugs &amp; divers\nfreed it.</p>"}`,
		"Rendered": `{"id":7,"title":{"rendered":"Mayor&#8217;s <br>ferry"},"content":{"rendered":"<p>The &#8220;Grey Heron&#8221; floats.</p>\n<p>Tugs &#038; divers freed it.</p>\n","protected":false},` +
			`"excerpt":{"rendered":"x"},"guid":{"rendered":"https://hh.example/?p=7"}}`,
		"FromXML": `{"title":{"_":"Mayor’s ferry","$":{"type":"text"}},"description":{"#text":"The “Grey Heron” floats.<br/>Tugs &amp; divers freed it."}}`,
		"Values":  `{"title":"Mayor’s ferry","content":[{"type":"text/html","value":"<p>The “Grey Heron” floats.</p>"},{"value":"Tugs & divers freed it."}]}`,
		"Summary": `{"title":"Mayor’s ferry","content":"<p><img src=\"x\"></p>","body":{"rendered":""},"summary":"The “Grey Heron” floats.<br>Tugs &amp; divers freed it."}`,
	} {
		if got := words(in); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// What comes out holds no tag, and nothing more is to be done to it.
func FuzzPlainText(f *testing.F) {
	for _, seed := range []string{
		"<p>Rain</p>", "<<b>p>", "&am<b></b>p;&amp;amp;amp;amp;amp;lt;p&gt;", "&lt;&lt;b>p&gt;", "<script>", "<a href=\"", "<!-- --><p", "<p '\">", "<iframe></iframe",
		"\xff<p>\xf0\x9f", "&#0;&#xd800;", "<figcaption/><noscript><p a=\"'>", strings.Repeat("&amp;", 5) + "lt;p>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		once := plainText(in)
		if found := survey(once); found.html() {
			t.Fatalf("%q holds %+v", once, found)
		}
		for _, known := range []string{"<p>", "</p>", "<br>", "<br/>", "</a>", "<script>"} {
			if strings.Contains(strings.ToLower(once), known) {
				t.Fatalf("%q holds %s", once, known)
			}
		}
		if twice := plainText(once); twice != once {
			t.Fatalf("%q, then %q", once, twice)
		}
	})
}

func BenchmarkPlainText(b *testing.B) {
	for name, in := range map[string]string{
		"Plain":   strings.Repeat("The Grey Heron floats again.\n", 200),
		"HTML":    strings.Repeat("<p>The <i>Grey Heron</i> floats &amp; sails.</p>\n", 120),
		"Hostile": strings.Repeat(`<p "><a b="'<!--<script <iframe>&amp;`, 160),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				plainText(in)
			}
		})
	}
}
