-- Schema 2. What a source repeats are runs of words wherever they stand, no longer lines. What was learnt before says
-- nothing about runs; the next run learns them from the latest records.
ALTER TABLE source DROP COLUMN page_lines;
ALTER TABLE source ADD COLUMN repeated BLOB; -- hashes of the runs of words that it repeats, learnt last first, 8 bytes each, big-endian
UPDATE source SET page_run = NULL;

-- The edges of a text stand with it, as one value that is read and written whole. As rows of their own they
-- were thirty times as many as the texts, and took most of the time of a run's writing. The texts of open stories
-- look for their neighbours once more.
ALTER TABLE text ADD COLUMN near BLOB; -- edges that the grouping keeps; see neighbours.go
UPDATE text SET features = NULL WHERE features IS NOT NULL;
DROP TABLE neighbour;

-- What a run looks for stands in indexes of its own, so that it costs by what is new and not by what is there.
CREATE INDEX text_features ON text (day) WHERE features IS NOT NULL;
CREATE INDEX story_undescribed ON story (state) WHERE headline = '' OR texts > 1 AND view IS NULL;
CREATE INDEX story_closed ON story (run) WHERE state = 'closed' AND profile IS NOT NULL;
DROP INDEX record_run;
CREATE INDEX record_run ON record (run, source, length(body));
