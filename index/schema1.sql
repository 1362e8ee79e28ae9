-- Schema 1 of an archive. Each kind of fact has one home. Times are RFC 3339 text: publication times in
-- the offset they were given in, all others in UTC. Days are whole days since 1970-01-01 in UTC.
-- Rows are named by seq, a number that is never given twice; ids are what people and programs see.
-- References are checked when a transaction commits, so that rows can be put in any order.

-- What is true of the archive as a whole. The number of the schema is PRAGMA user_version.
CREATE TABLE meta (
	name  TEXT PRIMARY KEY, -- salt: goes into the hashes of forgotten; inbox, search: there was one; search_to_rebuild: months; scrub: files to make anew
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Runs of the commands that bring articles in.
CREATE TABLE run (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	command  TEXT NOT NULL,
	started  TEXT NOT NULL, -- by the clock
	finished TEXT,
	now      TEXT NOT NULL, -- the time that the run took for the present
	state    TEXT NOT NULL CHECK (state IN ('keeping', 'grouped', 'done')),
	counts   TEXT CHECK (json_valid(counts))
) STRICT;

-- Every content of every article, as given. Rows are never changed but for article.
CREATE TABLE record (
	seq          INTEGER PRIMARY KEY AUTOINCREMENT,
	key          BLOB NOT NULL UNIQUE, -- first 16 bytes of SHA-256 over given_id, source, title and text
	article      INTEGER REFERENCES article (seq) DEFERRABLE INITIALLY DEFERRED, -- NULL: waits for the grouping
	given_id     TEXT NOT NULL,
	canonical    TEXT, -- the one address that stands for all addresses of url
	source       TEXT NOT NULL, -- '': unknown, and then equal to no other
	url          TEXT NOT NULL,
	title        TEXT NOT NULL,
	lang         TEXT NOT NULL,
	published    TEXT,
	precision    TEXT NOT NULL CHECK (precision IN ('unknown', 'year', 'month', 'day', 'minute')),
	trust        TEXT NOT NULL CHECK (trust IN ('missing', 'guessed', 'crawl', 'feed', 'stated')),
	day          INTEGER NOT NULL, -- of published, else of kept
	seen         TEXT, -- when it was collected
	kept         TEXT NOT NULL, -- the run's now
	run          INTEGER NOT NULL REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
	input        TEXT NOT NULL, -- file it was read from
	input_record INTEGER NOT NULL,
	body         BLOB NOT NULL -- text, zstd
) STRICT;
CREATE INDEX record_pending ON record (day) WHERE article IS NULL;
CREATE INDEX record_article ON record (article);
CREATE INDEX record_given_id ON record (given_id);
CREATE INDEX record_canonical ON record (canonical) WHERE canonical IS NOT NULL;
CREATE INDEX record_run ON record (run, source);
CREATE INDEX record_source ON record (source, kept, seen);
CREATE INDEX record_month ON record (substr(kept, 1, 7), seq);

-- Articles: identity, and what the grouping found out.
CREATE TABLE article (
	seq                 INTEGER PRIMARY KEY AUTOINCREMENT,
	id                  TEXT NOT NULL UNIQUE,
	state               TEXT NOT NULL CHECK (state IN ('current', 'withheld', 'canceled', 'withdrawn')),
	record              INTEGER REFERENCES record (seq) DEFERRABLE INITIALLY DEFERRED, -- that is shown
	records             INTEGER NOT NULL,
	source              TEXT NOT NULL,
	lang                TEXT NOT NULL,
	agency              TEXT NOT NULL, -- that its text credits
	digest              INTEGER NOT NULL CHECK (digest IN (0, 1)),
	published           TEXT, -- of its first record
	published_precision TEXT NOT NULL,
	published_trust     TEXT NOT NULL,
	day                 INTEGER NOT NULL,
	text                INTEGER REFERENCES text (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX article_text ON article (text);
CREATE INDEX article_source ON article (source);
CREATE INDEX article_record ON article (record);

-- What an article took from the origin of its text. An origin has no row.
CREATE TABLE copy (
	article INTEGER PRIMARY KEY REFERENCES article (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	of      INTEGER NOT NULL REFERENCES article (seq) DEFERRABLE INITIALLY DEFERRED,
	kind    TEXT NOT NULL CHECK (kind IN ('exact', 'near', 'extract')),
	share   REAL NOT NULL,
	lag     REAL -- seconds after the origin; NULL: not known
) STRICT;
CREATE INDEX copy_of ON copy (of);

-- Texts: articles that carry the same text count as one voice.
CREATE TABLE text (
	seq            INTEGER PRIMARY KEY AUTOINCREMENT,
	id             TEXT NOT NULL,
	representative INTEGER REFERENCES article (seq) DEFERRABLE INITIALLY DEFERRED,
	origin         INTEGER REFERENCES article (seq) DEFERRABLE INITIALLY DEFERRED,
	story          INTEGER REFERENCES story (seq) DEFERRABLE INITIALLY DEFERRED,
	day            INTEGER NOT NULL, -- of its first appearance
	score          REAL NOT NULL, -- at which it joined its story
	closest        INTEGER REFERENCES text (seq) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	features       BLOB -- what the grouping keeps while company may still come
) STRICT;
CREATE INDEX text_story ON text (story);
CREATE INDEX text_day ON text (day);
CREATE INDEX text_closest ON text (closest);
CREATE INDEX text_representative ON text (representative);
CREATE INDEX text_origin ON text (origin);

-- Edges that the grouping keeps.
CREATE TABLE neighbour (
	text   INTEGER NOT NULL REFERENCES text (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	other  INTEGER NOT NULL REFERENCES text (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	cosine REAL NOT NULL,
	PRIMARY KEY (text, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX neighbour_other ON neighbour (other);

-- Why a text is in its story, as it was when that was decided.
CREATE TABLE evidence (
	text INTEGER PRIMARY KEY REFERENCES text (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	run  INTEGER NOT NULL REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
	json TEXT NOT NULL CHECK (json_valid(json))
) STRICT;

-- Stories. What is merged, withdrawn or pruned stays, so that an id once printed can be followed.
CREATE TABLE story (
	seq             INTEGER PRIMARY KEY AUTOINCREMENT,
	id              TEXT UNIQUE, -- NULL: settled at the end of the run
	state           TEXT NOT NULL CHECK (state IN ('open', 'closed', 'merged', 'withdrawn', 'pruned')),
	merged_into     TEXT,
	storyline       TEXT REFERENCES storyline (id) DEFERRABLE INITIALLY DEFERRED,
	headline        TEXT NOT NULL,
	first           TEXT,
	first_precision TEXT NOT NULL,
	first_trust     TEXT NOT NULL,
	last            TEXT,
	last_precision  TEXT NOT NULL,
	last_trust      TEXT NOT NULL,
	first_day       INTEGER NOT NULL, -- undated articles count by the day they were kept
	last_day        INTEGER NOT NULL,
	articles        INTEGER NOT NULL,
	sources         INTEGER NOT NULL,
	unknown         INTEGER NOT NULL, -- articles without a source
	texts           INTEGER NOT NULL,
	medoid          INTEGER REFERENCES text (seq) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
	profile         BLOB, -- heaviest terms
	view            TEXT CHECK (json_valid(view)), -- timeline and what else is shown
	run             INTEGER REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED -- that changed it last
) STRICT;
CREATE INDEX story_state ON story (state, last_day);
CREATE INDEX story_last ON story (last_day);
CREATE INDEX story_storyline ON story (storyline);
CREATE INDEX story_merged_into ON story (merged_into);
CREATE INDEX story_medoid ON story (medoid);

-- Articles of a story by text (part) when it was merged or withdrawn. Ids, since articles may go.
CREATE TABLE held (
	story    INTEGER NOT NULL REFERENCES story (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	part     INTEGER NOT NULL,
	position INTEGER NOT NULL,
	article  TEXT NOT NULL,
	PRIMARY KEY (story, part, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_article ON held (article);

-- Chains of stories over time.
CREATE TABLE storyline (
	id          TEXT PRIMARY KEY,
	merged_into TEXT REFERENCES storyline (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- What runs did to stories.
CREATE TABLE history (
	seq   INTEGER PRIMARY KEY,
	run   INTEGER NOT NULL REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
	at    TEXT NOT NULL,
	kind  TEXT NOT NULL, -- new, grown, merged, split, reopened, closed, withdrawn, pruned
	story TEXT NOT NULL, -- id
	other TEXT, -- id of the story merged into, split from or revived out of
	texts INTEGER NOT NULL
) STRICT;
CREATE INDEX history_story ON history (story);
CREATE INDEX history_other ON history (other) WHERE other IS NOT NULL;
CREATE INDEX history_closed ON history (run) WHERE kind = 'closed';

-- Editors' corrections and their undoing, which is an edit too. Sets of articles and stories are JSON arrays of ids.
CREATE TABLE edit (
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	at        TEXT NOT NULL,
	by        TEXT NOT NULL,
	reason    TEXT NOT NULL,
	kind      TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'move', 'undo')),
	left_set  TEXT NOT NULL CHECK (json_valid(left_set)),
	right_set TEXT NOT NULL CHECK (json_valid(right_set)),
	apart     TEXT NOT NULL CHECK (json_valid(apart)), -- move: what is left behind
	stories   TEXT NOT NULL CHECK (json_valid(stories)), -- it was made about
	undoes    INTEGER REFERENCES edit (id) DEFERRABLE INITIALLY DEFERRED,
	undone_by INTEGER REFERENCES edit (id) DEFERRABLE INITIALLY DEFERRED,
	applied   INTEGER REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED -- run that obeyed it first; NULL: pending
) STRICT;

-- What is known of sources beside their articles.
CREATE TABLE source (
	name       TEXT PRIMARY KEY,
	family     TEXT, -- sources of one owner
	aliases    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
	page_lines BLOB, -- hashes of lines that it prints on many pages, 8 bytes each, big-endian, rising
	page_run   INTEGER REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED -- that learnt them
) STRICT, WITHOUT ROWID;

-- Salted hashes of the ids and addresses of what may not come in again.
CREATE TABLE forgotten (
	hash BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
