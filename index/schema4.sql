-- Schema 4. What a story's description takes from a text is kept while the story is open and the text does not change, so that
-- a story that gains a text is described without reading the others again. Archives of before have none yet.
CREATE TABLE notes (
	text   INTEGER PRIMARY KEY REFERENCES text (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	packed BLOB NOT NULL -- title, sentences and words, of its articles only
) STRICT;
