package news

import "github.com/twicetold/twicetold/index/minhash"

// What is asked of every word of a text, for whatever is looked for in it, is looked up once, when the text is
// cut: the roles that the word can play, by its hash, in one table. What is asked of few words, those beside a
// number or a day, stands in sets of their own beside the question.

// role is what a word can be in a text, whatever its case; a word may have several.
type role uint32

const (
	anArticle   role = 1 << iota // the
	aParticle                    // inside of a name: van, bin
	inTitleCase                  // small also in a headline in title case
	inCalendar                   // a day or month, English or German
	ordinary                     // loses the capital that a sentence start gave it, and is no name alone
	shortForm                    // its point ends no sentence
	namedDay                     // before a day that is a name: Good Friday
	aTitle                       // a rank that stands before a name and is not of it
	aRank                        // a rank that may be part of a name
	titlePart                    // beside a title: Prime Minister, Secretary of State
	institution                  // of the name of one
	ofRegion                     // starts the name of a place
	aDemonym                     // the adjective of a nation
	isGerman                     // small and frequent in German
	isEnglish                    // and in English
	ofPicture                    // names a picture and no person
	numeral                      // starts a number in words, or scales one
	dayWord                      // may start a date in one of the languages of monthNames
)

// lexicon holds the roles of words.
var lexicon = func() wordTable[role] {
	roles := map[string]role{}
	add := func(r role, words map[string]bool) {
		for word := range words {
			roles[word] |= r
		}
	}
	for r, list := range roleWords {
		add(r, wordSet(list))
	}
	add(ofPicture, imageWords)
	add(numeral, keysOf(numberWords))
	add(numeral, keysOf(scales))
	for lang := range monthNames {
		add(dayWord, keysOf(monthNames[lang]))
		add(dayWord, keysOf(weekdayNames[lang]))
	}
	add(dayWord, keysOf(ordinalDays))
	add(dayWord, dayParts)
	add(dayWord, keysOf(periods))
	add(dayWord, keysOf(seasons))
	for lang := range relativeDays {
		add(dayWord, keysOf(relativeDays[lang]))
	}
	add(dayWord, keysOf(holidays))
	add(dayWord, wordSet(`ago`))
	return newWordTable(roles)
}()

// keysOf returns the words of a map as a set.
func keysOf[V any](words map[string]V) map[string]bool {
	set := map[string]bool{}
	for word := range words {
		set[word] = true
	}
	return set
}

// rolesOf returns the roles of a word in small letters.
func rolesOf(word string) role { return lexicon.of(minhash.HashWord(word)) }

// can reports whether a word has one of some roles.
func (r role) can(some role) bool { return r&some != 0 }

// roleWords lists the words of each role, but for those of sets and maps that are asked for themselves too.
var roleWords = map[role]string{
	anArticle:   `the a an`,
	aParticle:   `of the de da do dos das del della di du la le van von der den ter ten bin bint ibn al el ul af av zu zur`,
	inTitleCase: `a an the of in on at to for and or but with from by as is are vs via per into over after before amid de la le`,
	inCalendar: `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
		november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec montag dienstag mittwoch donnerstag
		freitag samstag sonntag januar februar märz mai juni juli oktober dezember`,
	ordinary: `the a an this that these those there here it its he she they we you i his her their our your my him them us me who whom whose
		which what when where why how if in on at to for from by with without within of off out up down about above across after against along amid
		among around as before behind below beneath beside besides between beyond despite during except inside into near over past since through
		throughout toward towards under until unless upon via and or but nor so yet not no yes only both either neither each every all any some many
		much more most few several such other others another one two three four five six seven eight nine ten twelve twenty thirty forty fifty
		hundreds thousands dozens first second third last next former late early later earlier then than now today yesterday tomorrow tonight
		meanwhile however moreover also still even just while because although though whether once again already always never often sometimes soon
		instead perhaps maybe nearly almost roughly at is are was were be been being am do does did has have had having will would shall should can
		could may might must let get go see read watch click follow share asked speaking according following including given local officials police
		residents witnesses rescuers people men women children everyone nobody nothing something live breaking update updated exclusive photo photos
		video source sources advertisement ok tv am pm pdf faq new old day week year jr sr credit join`,
	shortForm: `mr mrs ms dr prof sen rep gov gen col lt sgt cpl capt cmdr adm maj rev hon st
	jan feb mar apr jun jul aug sep sept oct nov dec`,
	namedDay: `black good ash super cyber bloody holy palm easter giving shrove maundy whit fat ruby man girl sheffield`,
	aTitle: `president premier chancellor minister secretary senator sen representative rep congressman congresswoman governor gov mayor
		ambassador mr mrs ms miss dr doctor prof professor judge sheriff capt captain lt sgt sergeant col colonel gen cpl cmdr commander adm admiral
		rev reverend hon spokesman spokeswoman spokesperson officer detective inspector constable chairman chairwoman chair director ceo cfo actor
		actors actress singer rapper author lawyer journalist reporter analyst economist coach striker midfielder goalkeeper quarterback founder
		activist researcher witness bystander herr frau monsieur madame señor señora`,
	aRank: `king queen prince princess pope general lord lady sir dame chief justice major sheikh imam bishop archbishop cardinal police
		coach baron baroness count duke duchess emperor`,
	titlePart: `prime foreign defense defence deputy vice former interior finance health state press acting chief lieutenant national
		security economy energy labour labor education transport trade treasury staff justice home attorney general executive cabinet assistant
		managing major police fire communications affairs interim then outgoing`,
	institution: `government parliament congress senate house council court police state states ministry department party committee
		commission army navy church board city county office union university college school institute academy museum society association federation
		republic kingdom emirates bank chamber bureau agency authority company corporation group club street road avenue square river lake bay gulf
		sea strait cape isle island islands port harbour harbor airport hospital station bridge cabinet administration coast guard centre center fund
		league press media news times post staff internet web north south east west`,
	ofRegion: `north south east west northern southern eastern western new upper lower central great greater saint st san santa los las port
		lake mount cape fort isle papua ivori sri el`,
	aDemonym: `american african mexican german germans french british english irish scottish welsh dutch swiss swedish danish finnish polish
		spanish turkish kurdish jewish greek arab iraqi israeli pakistani afghan afghans thai indian syrian libyan asian cuban czech slovak moroccan
		maltese kenyan ugandan catholic muslim christian democrat democratic republican`,
	isGerman:  `der und die das den dem nicht ist mit von für auf ein eine im sich`,
	isEnglish: `the of and to a in is that for was on with`,
	numeral:   `dozen`,
}
