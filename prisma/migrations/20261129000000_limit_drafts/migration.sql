-- A draft has a limit as a whole: graph and layout together, in characters of their JSON. NOT VALID: a draft from before that
-- is larger stays readable, and the next save of it has to be smaller. Nothing is scanned, so the table's lock is short.
ALTER TABLE clone_strategy_drafts ADD CONSTRAINT clone_strategy_drafts_within_limit
    CHECK (char_length(graph) + coalesce(char_length(layout), 0) <= 1048576) NOT VALID;
