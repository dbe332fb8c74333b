-- Operators ask for clones of a status and a moderation status, newest first: each pair of them is one range of this index.
-- It stands in place of the one by time alone, so that a write has as many indexes to keep as before.
CREATE INDEX clones_status_moderation_status_created_at_id_idx ON clones (status, moderation_status, created_at DESC, id DESC);
DROP INDEX clones_created_at_id_idx;
