-- Schema 3. What is long, or stood in several places, stands once.

-- The texts of records have a table of their own, whose rows never change: pages that hold nothing else are full, and
-- what goes through records does not pass by their texts.
CREATE TABLE body (
	record INTEGER PRIMARY KEY REFERENCES record (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	packed BLOB NOT NULL -- zstd
) STRICT;
INSERT INTO body (record, packed) SELECT seq, body FROM record ORDER BY seq;
ALTER TABLE record ADD COLUMN packed INTEGER NOT NULL DEFAULT 0; -- bytes of its body
UPDATE record SET packed = length(body);
DROP INDEX record_run;
ALTER TABLE record DROP COLUMN body;
CREATE INDEX record_run ON record (run, source, packed);

-- Ids and addresses are found by the first eight bytes of their SHA-256: what is found by one is looked at again, so
-- that two with the same hash do no harm. Most records without an id of their own have their address for one.
DROP INDEX record_given_id;
DROP INDEX record_canonical;
ALTER TABLE record DROP COLUMN canonical;
ALTER TABLE record ADD COLUMN named INTEGER NOT NULL DEFAULT 0; -- hash of the given id
ALTER TABLE record ADD COLUMN address INTEGER; -- hash of the one address that stands for all addresses of url; NULL: none
ALTER TABLE record ADD COLUMN own_id TEXT; -- the given id; NULL: it is url
UPDATE record SET own_id = nullif(given_id, url);
ALTER TABLE record DROP COLUMN given_id;
ALTER TABLE record RENAME COLUMN own_id TO given_id;
CREATE INDEX record_named ON record (named);
CREATE INDEX record_address ON record (address) WHERE address IS NOT NULL;

-- What the grouping keeps of a text while company may come is fifty times as much as the rest of the text, and goes after
-- two weeks. By itself it is written in order, and again mostly for other edges, and leaves whole pages behind, which the
-- next night fills.
CREATE TABLE features (
	text     INTEGER PRIMARY KEY REFERENCES text (seq) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	day      INTEGER NOT NULL, -- the text's, to find what has become too old
	features BLOB, -- what the grouping keeps
	near     BLOB -- edges that the grouping keeps; see neighbours.go
) STRICT;
INSERT INTO features (text, day, features, near) SELECT seq, day, features, near FROM text WHERE features IS NOT NULL OR near IS NOT NULL ORDER BY seq;
DROP INDEX text_features;
ALTER TABLE text DROP COLUMN features;
ALTER TABLE text DROP COLUMN near;
CREATE INDEX features_day ON features (day, coalesce(length(features), 0) + coalesce(length(near), 0));

-- A source is looked at again when enough of it is new, whether the last look taught anything or not.
CREATE TABLE learnt (
	source TEXT PRIMARY KEY,
	run    INTEGER NOT NULL REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED -- that looked last at what it repeats
) STRICT, WITHOUT ROWID;
DROP INDEX record_source;
CREATE INDEX record_source ON record (source, kept, run, seen);

-- What the shards hold of closed stories is not what they are looked for by now.
INSERT INTO meta (name, value) SELECT 'search_to_rebuild', json_group_array(month) FROM (
	SELECT e.value AS month FROM meta m, json_each(m.value) e WHERE m.name = 'search_to_rebuild'
	UNION SELECT substr(kept, 1, 7) FROM record
	UNION SELECT substr(r.now, 1, 7) FROM story s JOIN run r ON r.id = s.run WHERE s.state = 'closed') WHERE true
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- What is freed by this is given back by the next run, with what was removed for good and is not gone yet. Files of
-- before keep their small pages.
INSERT INTO meta (name, value) SELECT 'scrub', 'compact' WHERE EXISTS (SELECT 1 FROM record)
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value = '';
