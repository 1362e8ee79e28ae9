-- Schema 2: what a source repeats are runs of words wherever they stand, no longer lines. What was learnt before says
-- nothing about runs; the next run learns them from the latest records.
ALTER TABLE source DROP COLUMN page_lines;
ALTER TABLE source ADD COLUMN repeated BLOB; -- hashes of the runs of words that it repeats, learnt last first, 8 bytes each, big-endian
UPDATE source SET page_run = NULL;
