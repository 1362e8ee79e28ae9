-- Schema 1 of the inbox: corrections and undoings that no run has obeyed yet. Columns are those of table edit in the
-- archive's tables, but for those that only a run can fill in.
CREATE TABLE edit (
	id        INTEGER PRIMARY KEY AUTOINCREMENT, -- one sequence with that of the tables
	at        TEXT NOT NULL,
	by        TEXT NOT NULL,
	reason    TEXT NOT NULL,
	kind      TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'move', 'undo')),
	left_set  TEXT NOT NULL CHECK (json_valid(left_set)),
	right_set TEXT NOT NULL CHECK (json_valid(right_set)),
	apart     TEXT NOT NULL CHECK (json_valid(apart)),
	stories   TEXT NOT NULL CHECK (json_valid(stories)),
	undoes    INTEGER -- an edit here or in the tables
) STRICT;
