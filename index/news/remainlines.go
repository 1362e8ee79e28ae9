package news

import "strings"

// The tables of line.go: normalised, without the punctuation at a line's ends. No outlet is named.

// remainLines are short lines that are never part of an article, whatever number stands before them.
var remainLines = lineSet(`
ad|ads|advert|advertisement|advertisements|advertisement - continue reading below|advertisement continue reading the main story|advertising|sponsored|sponsored content|promoted|promoted content|paid content|partner content
premium|exclusive|subscriber only|subscriber-only|subscribers only|members only|for subscribers|live|live updates|breaking|breaking news|video|videos|photo|photos|gallery|slideshow|watch|listen|opinion|analysis|editorial|comment|just watched|must watch
story continues below|story continues below advertisement|story continued below|story continues below this ad|story continues after advertisement|article continues below|article continues below this ad|article continues after ad|article continues after advertisement|advertisement story continues below
continue reading|continue reading below|continue reading the main story|read more|read full story|read the full story|read next|read also|also read|see also|show more|load more|view more|more|less|more on this
related|related article|related articles|related story|related stories|related content|related topics|related news|related video|recommended|recommended for you|recommended stories|more on this story|more from this section|you may also like|you might also like|most read|most popular|trending|trending now|top stories|latest news|more news|editor's picks|editors' picks|what to read next|up next|don't miss
share|shares|share this|share this article|share this story|share on facebook|share on twitter|share on whatsapp|share on x|tweet|email|print|print this article|save|savesave|save article|copy link|link copied|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube
comments|latest comment|latest comments|post comment|post a comment|read comments|leave a comment|leave a reply|view comments|show comments|add a comment|no comments|comments are closed|write a comment|join the conversation|join the discussion|reply|replies|views|min read|minute read|minutes read|likes
subscribe|subscribe now|subscribe today|sign up|sign in|sign up now|log in|login|register|newsletter|newsletters|follow us|contact us|about us|terms of use|terms of service|privacy policy|cookie policy|all rights reserved|back to top|skip to main content|skip to content|menu|search|close|home|next|previous|download our app|get the app|embed|fullscreen|thanks for subscribing|breaking news emails
loading|please wait|listen to this article|play video|watch video|audio|getty images|file photo|image|image credit|image caption|photo credit|hide caption|buy photo|tags|topics|filed under|hour ago|hours ago|min ago|mins ago|minutes ago|one hour ago|just now|yesterday
world|politics|business|sport|sports|technology|tech|science|health|culture|entertainment|lifestyle|local news|national|international|access denied|page not found|404 not found|just a moment
anzeige|werbung|weiterlesen|lesen sie auch|mehr zum thema|kommentare|kommentar schreiben|teilen|newsletter abonnieren|zur startseite|artikel teilen
publicité|lire aussi|à lire aussi|la suite après la publicité|partager|commentaires|publicidad|lea también|compartir|comentarios|реклама|читайте также|поделиться|комментарии|广告|相关新闻|相关阅读|分享|评论|広告|関連記事|โฆษณา|quảng cáo|إعلان
` + strings.ReplaceAll(strings.Join(remainLabels, "\n"), ":", ""))

// remainLabels begin a line that names another article or a picture, whatever the line then says.
var remainLabels = []string{
	"read more:", "read more about", "read:", "read next:", "read also:", "also read:", "see also:", "related:", "related story:", "related article:", "more:", "more on this:", "watch:", "watch more:", "listen:", "video:",
	"don't miss:", "recommended:", "photo:", "photos:", "photo by ", "photo credit", "image:", "image credit", "image source", "image copyright", "image caption", "picture:", "pictures:", "photograph:", "file photo:", "file image:", "foto:", "bild:",
	"published:", "updated:", "last updated", "first published", "posted:", "copyright ©", "copyright 19", "copyright 20", "copyright (c)", "© ", "(c) 20", "c) 20", "tags:", "filed under:", "topics:",
	"lesen sie auch:", "mehr dazu:", "lire aussi :", "à lire aussi :", "lea también:", "читайте также:", "相关阅读:", "阅读更多:", "関連記事:",
}

// remainStarts begin a short line that speaks to the reader about something else than the news.
var remainStarts = []string{
	"read more ", "read also ", "also read ", "sign up for ", "sign up to ", "sign up here", "sign up now", "subscribe to ", "subscribe for ", "subscribe now", "subscribe today", "click here ", "tap here ", "click to ",
	"follow us on ", "follow us at ", "like us on ", "find us on ", "join us on ", "stay updated with ", "stay up to date with ", "stay tuned", "get the latest ", "get breaking news", "get today's ", "get our ", "get all the latest ",
	"download the app", "download the free app", "download our ", "share this article", "share this story", "share this post on ", "share this on ", "this article was originally published", "this article originally appeared", "this story was originally published", "this story originally appeared",
	"this article first appeared", "this story first appeared", "a version of this article first appeared", "a version of this story first appeared", "to get it in your inbox",
	"for more stories", "for more news", "for the latest news", "for the latest updates", "for the latest headlines", "have a story?", "have a tip?", "got a tip", "got a story", "got a news tip", "do you have a story", "do you have a tip", "do you have a news tip", "do you have more to ", "want more stories ",
	"comments are closed", "listen live ", "premium members can ", "this article is for subscribers", "this content is for subscribers", "this story is for subscribers", "subscribe to continue", "already a subscriber", "already a member", "already registered", "to continue reading", "you have reached your limit", "support our journalism",
	"lesen sie mehr", "folgen sie uns ", "abonnieren sie ", "jetzt abonnieren", "jetzt den newsletter ", "hier geht es zu", "suivez-nous ", "abonnez-vous ", "inscrivez-vous ", "síganos en ", "síguenos en ", "suscríbete ", "подписывайтесь ", "подпишитесь ", "关注我们", "扫描二维码", "点击查看", "theo dõi chúng tôi",
}

// remainPhrases stand anywhere in a short line that is not part of an article.
var remainPhrases = []string{
	"all rights reserved", "send us your ", " newsdesk", "share on facebook", "comment on this article", "unsubscribe at any time", "thanks for subscribing", "thank you for subscribing", "thank you for signing up", "follow us on ", "click here to ", "terms of use",
	"cancel any time", "cancel anytime", "already a subscriber?", "alle rechte vorbehalten", "tous droits réservés",
}

var remainPhraseFinder = NewPhraseFinder(remainPhrases)

// crumbWords are the parts of a page that a breadcrumb starts with.
var crumbWords = wordSet(`home homepage news sport sports world business politics local regional national international uk us europe technology tech science health
	culture entertainment lifestyle opinion startseite nachrichten accueil actualités inicio noticias главная новости`)

// wordUse says what a word does in a line, and at the start of a text.
type wordUse uint16

const (
	askVerb   wordUse = 1 << iota // asks the reader where a sentence starts
	askUsVerb                     // asks the reader only before "us" or "our"
	usWord                        // the outlet itself
	linkWord                      // may stand between a verb and the outlet
	pleaseWord
	channelWord // what the reader is asked to
	toneWord    // of a call
	pictureWord
	reportWord   // somebody said it
	bylineWord   // begins a sign-off
	clockWord    // of a clock time, which alone is the heading of an entry of a live page
	calendarWord // of a date
	numericWord  // starts with a digit
	stubWord     // starts one of stubPhrases
	englishWord  // is frequent in English
	theWord      // the
)

// usesOf returns what a word does, by its hash and the first byte of its normal form.
func usesOf(hash uint64, first byte) wordUse {
	uses := lineWords.of(hash)
	if first >= '0' && first <= '9' {
		uses |= numericWord
	}
	return uses
}

var lineWords = func() wordTable[wordUse] {
	uses := map[string]wordUse{}
	for _, list := range []struct {
		use   wordUse
		words string
	}{
		{askVerb, "join follow subscribe sign download click tap get register abonnieren folgen abonnez"},
		{askUsVerb, "join follow subscribe download get like find"},
		{usWord, "us our here uns unseren unserem nous notre"},
		{linkWord, "to up"},
		{pleaseWord, "please bitte"},
		{channelWord, "whatsapp telegram instagram facebook twitter youtube tiktok linkedin newsletter newsletters app apps channel inbox alerts podcast podcasts"},
		{toneWord, "our us your you now free today here 24 7 breaking latest updates news stories headlines daily uns unseren"},
		{pictureWord, "photo photos image images picture pictures foto photograph getty"},
		{reportWord, "said says told tells asked asks added adds wrote writes announced according reported tweeted urged warned"},
		{bylineWord, "reporting writing editing edited compiled files"},
		{clockWord, "at on am pm a.m p.m et est edt ct pt gmt utc bst cet ist uhr"},
		{calendarWord, "updated published posted last ago minute minutes hour hours min mins day days stand aktualisiert " +
			"january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec " +
			"monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun januar februar märz mai juni juli oktober dezember"},
		{englishWord, frequentEnglish}, {theWord, "the"},
	} {
		for _, word := range strings.Fields(list.words) {
			uses[word] |= list.use
		}
	}
	for _, phrase := range stubPhrases {
		uses[firstWord(phrase)] |= stubWord
	}
	return newWordTable(uses)
}()

// lineSet returns the lines of a table, which are set apart by bars and line ends, as a set.
func lineSet(table string) map[string]bool {
	set := map[string]bool{}
	for _, line := range strings.FieldsFunc(table, func(r rune) bool { return r == '|' || r == '\n' }) {
		set[strings.TrimSpace(line)] = true
	}
	return set
}
