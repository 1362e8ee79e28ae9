-- An archive of invented articles as schema 1 made it (sqlite3 .dump).
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (
	name  TEXT PRIMARY KEY, -- salt: goes into the hashes of forgotten; fingerprint_version, config_hash: set by runs
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('salt','5d69494db788b157a065230d9b53e3c9');
CREATE TABLE run (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	command  TEXT NOT NULL,
	started  TEXT NOT NULL, -- by the clock
	finished TEXT,
	now      TEXT NOT NULL, -- the time that the run took for the present
	state    TEXT NOT NULL CHECK (state IN ('keeping', 'grouped', 'done')),
	counts   TEXT CHECK (json_valid(counts))
) STRICT;
INSERT INTO run VALUES(1,'nightly','2026-11-22T07:49:26.302672411Z','2026-11-22T07:49:26.312407498Z','2031-03-12T02:00:00Z','done','{"new":4}');
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
INSERT INTO record VALUES(1,X'55e8030dce8cc4dbd5944740890f1991',1,'a','https://harbour.example/ferry','Harbour Post','http://www.harbour.example/ferry?utm_source=x','Ferry runs aground','en','2031-03-10T18:05:00+01:00','minute','stated',22348,'2031-03-12T01:00:00Z','2031-03-12T02:00:00Z',1,'in.jsonl',1,X'28b52ffd0400f10200546865206665727279204f73707265792072616e206167726f756e64206f66662047756c6c20506f696e74206f6e204d6f6e6461792e0a0a416c6c2034312070617373656e6765727320776572652062726f75676874206173686f72652e0e316008');
INSERT INTO record VALUES(2,X'aa3e36d9f02e1c581e7d7a37ec2eba22',2,'b',NULL,'Coast Wire','','Ferry aground','en','2031-03-10T19:00:00Z','minute','stated',22348,NULL,'2031-03-12T02:00:00Z',1,'in.jsonl',2,X'28b52ffd0400510300546865206665727279204f73707265792072616e206167726f756e64206f66662047756c6c20506f696e74206f6e204d6f6e6461792e0a0a416c6c2034312070617373656e6765727320776572652062726f75676874206173686f72652e0a0a436f617374205769726563550570');
INSERT INTO record VALUES(3,X'73a1bbb1325e62fad8916b7da618c6ef',3,'c',NULL,'','','Rescuers bring 41 ashore','en','2031-03-11T07:30:00Z','minute','stated',22349,NULL,'2031-03-12T02:00:00Z',1,'in.jsonl',3,X'28b52ffd040099010052657363756520626f61747320746f6f6b2065766572796f6e65206f66662074686520737472616e646564204f73707265792e0e7c01f7');
INSERT INTO record VALUES(4,X'2e03700f55408f1aaa1d1002cad6edbe',4,'d','https://hill.example/mill','Hill Gazette','https://hill.example/mill','Old mill to reopen','',NULL,'unknown','missing',22350,NULL,'2031-03-12T02:00:00Z',1,'in.jsonl',4,X'28b52ffd0400590100546865206d696c6c20617420427261636b656e666f7264206f70656e7320616761696e20696e204d61792ea83bdaa3');
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
INSERT INTO article VALUES(1,'a','current',1,1,'Harbour Post','en','',0,'2031-03-10T18:05:00+01:00','minute','stated',22348,1);
INSERT INTO article VALUES(2,'b','current',2,1,'Coast Wire','en','Coast Wire',0,'2031-03-10T19:00:00Z','minute','stated',22348,1);
INSERT INTO article VALUES(3,'c','current',3,1,'','en','',0,'2031-03-11T07:30:00Z','minute','stated',22349,2);
INSERT INTO article VALUES(4,'d','current',4,1,'Hill Gazette','','',0,NULL,'unknown','missing',22350,3);
CREATE TABLE copy (
	article INTEGER PRIMARY KEY REFERENCES article (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	of      INTEGER NOT NULL REFERENCES article (seq) DEFERRABLE INITIALLY DEFERRED,
	kind    TEXT NOT NULL CHECK (kind IN ('exact', 'near', 'extract')),
	share   REAL NOT NULL,
	lag     REAL -- seconds after the origin; NULL: not known
) STRICT;
INSERT INTO copy VALUES(2,1,'near',0.875,6900.0);
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
INSERT INTO text VALUES(1,'t1',1,1,1,22348,0.5,2,X'6631');
INSERT INTO text VALUES(2,'t2',3,3,1,22349,0.5,1,X'6632');
INSERT INTO text VALUES(3,'t3',4,4,2,22350,0.0,NULL,NULL);
CREATE TABLE neighbour (
	text   INTEGER NOT NULL REFERENCES text (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	other  INTEGER NOT NULL REFERENCES text (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	cosine REAL NOT NULL,
	PRIMARY KEY (text, other)
) STRICT, WITHOUT ROWID;
INSERT INTO neighbour VALUES(1,2,0.625);
CREATE TABLE evidence (
	text INTEGER PRIMARY KEY REFERENCES text (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	run  INTEGER NOT NULL REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
	json TEXT NOT NULL CHECK (json_valid(json))
) STRICT;
INSERT INTO evidence VALUES(1,1,'[{"kind":"name","value":"Osprey"}]');
INSERT INTO evidence VALUES(2,1,'[{"kind":"figure","value":"41"}]');
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
INSERT INTO story VALUES(1,'s1','open',NULL,'l1','Ferry runs aground','2031-03-10T18:05:00+01:00','minute','stated','2031-03-11T07:30:00Z','minute','stated',22348,22349,3,2,1,2,1,X'0102','{"what":"The ferry Osprey ran aground"}',1);
INSERT INTO story VALUES(2,'s2','open',NULL,NULL,'Old mill to reopen',NULL,'unknown','missing',NULL,'unknown','missing',22350,22350,1,1,0,1,3,NULL,NULL,1);
CREATE TABLE held (
	story    INTEGER NOT NULL REFERENCES story (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	part     INTEGER NOT NULL,
	position INTEGER NOT NULL,
	article  TEXT NOT NULL,
	PRIMARY KEY (story, part, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE storyline (
	id          TEXT PRIMARY KEY,
	merged_into TEXT REFERENCES storyline (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO storyline VALUES('l1',NULL);
CREATE TABLE history (
	seq   INTEGER PRIMARY KEY,
	run   INTEGER NOT NULL REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
	at    TEXT NOT NULL,
	kind  TEXT NOT NULL, -- new, grown, merged, split, reopened, closed, withdrawn, pruned
	story TEXT NOT NULL, -- id
	other TEXT, -- id of the story merged into, split from or revived out of
	texts INTEGER NOT NULL
) STRICT;
INSERT INTO history VALUES(1,1,'2031-03-12T02:00:00Z','new','s1',NULL,1);
INSERT INTO history VALUES(2,1,'2031-03-12T02:00:00Z','new','s2',NULL,1);
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
CREATE TABLE source (
	name       TEXT PRIMARY KEY,
	family     TEXT, -- sources of one owner
	aliases    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
	page_lines BLOB, -- hashes of lines that it prints on many pages, 8 bytes each, big-endian, rising
	page_run   INTEGER REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED -- that learnt them
) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten (
	hash BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('run',1);
INSERT INTO sqlite_sequence VALUES('record',4);
INSERT INTO sqlite_sequence VALUES('story',2);
INSERT INTO sqlite_sequence VALUES('text',3);
INSERT INTO sqlite_sequence VALUES('article',4);
CREATE INDEX record_pending ON record (day) WHERE article IS NULL;
CREATE INDEX record_article ON record (article);
CREATE INDEX record_given_id ON record (given_id);
CREATE INDEX record_canonical ON record (canonical) WHERE canonical IS NOT NULL;
CREATE INDEX record_run ON record (run, source);
CREATE INDEX record_source ON record (source, kept, seen);
CREATE INDEX record_month ON record (substr(kept, 1, 7), seq);
CREATE INDEX article_text ON article (text);
CREATE INDEX article_source ON article (source);
CREATE INDEX article_record ON article (record);
CREATE INDEX copy_of ON copy (of);
CREATE INDEX text_story ON text (story);
CREATE INDEX text_day ON text (day);
CREATE INDEX text_closest ON text (closest);
CREATE INDEX text_representative ON text (representative);
CREATE INDEX text_origin ON text (origin);
CREATE INDEX neighbour_other ON neighbour (other);
CREATE INDEX story_state ON story (state, last_day);
CREATE INDEX story_last ON story (last_day);
CREATE INDEX story_storyline ON story (storyline);
CREATE INDEX story_merged_into ON story (merged_into);
CREATE INDEX story_medoid ON story (medoid);
CREATE INDEX held_article ON held (article);
CREATE INDEX history_story ON history (story);
CREATE INDEX history_other ON history (other) WHERE other IS NOT NULL;
CREATE INDEX history_closed ON history (run) WHERE kind = 'closed';
COMMIT;
PRAGMA user_version = 1;
