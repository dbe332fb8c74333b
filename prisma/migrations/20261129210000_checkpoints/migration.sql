-- What made the state of a draft, so that a trigger knows what replaces the state before. Processes of the version before don't
-- write it, so what a row has may be left from an earlier change: only a statement that sets it says its cause. NOT VALID: no row
-- has another value, and nothing is scanned.
ALTER TABLE clone_strategy_drafts
    ADD COLUMN cause text NOT NULL DEFAULT 'EDITED',
    ADD CONSTRAINT clone_strategy_drafts_cause_check
        CHECK (cause IN ('EDITED', 'DISCARDED', 'RESTORED', 'REVERTED')) NOT VALID;

-- Earlier states of drafts.
CREATE TABLE clone_strategy_checkpoints (
    clone_id uuid NOT NULL REFERENCES clone_strategy_drafts (clone_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    revision integer NOT NULL CHECK (revision >= 0),
    graph text NOT NULL,
    layout text,
    saved_at timestamptz(3) NOT NULL,
    reason text NOT NULL CHECK (reason IN ('EDITED', 'DISCARDED', 'RESTORED', 'REVERTED')),
    PRIMARY KEY (clone_id, revision)
);

-- Keeps what a draft was before a change, exactly as it was, and of all its states the newest 50 within 8 MiB. As the tables' owner:
-- the service itself may neither add nor delete a checkpoint. Both triggers below may call it for one change: the first one counts.
CREATE FUNCTION clone_service_keep_checkpoint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO clone_strategy_checkpoints (clone_id, revision, graph, layout, saved_at, reason)
    VALUES (OLD.clone_id, OLD.revision, OLD.graph, OLD.layout, OLD.updated_at, coalesce(TG_ARGV[0], NEW.cause))
    ON CONFLICT (clone_id, revision) DO NOTHING;
    DELETE FROM clone_strategy_checkpoints USING (
        SELECT revision, row_number() OVER newest AS place,
               sum(octet_length(graph) + coalesce(octet_length(layout), 0)) OVER newest AS bytes
        FROM clone_strategy_checkpoints WHERE clone_id = OLD.clone_id
        WINDOW newest AS (ORDER BY revision DESC)
    ) known
    WHERE clone_strategy_checkpoints.clone_id = OLD.clone_id AND clone_strategy_checkpoints.revision = known.revision
      AND known.place > 1 AND (known.place > 50 OR known.bytes > 8388608);
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION clone_service_keep_checkpoint() FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %I.clone_service_keep_checkpoint() SET search_path = %1$I, pg_temp', current_schema());
END
$$;

-- What replaces a draft as a whole keeps the state before it.
CREATE TRIGGER clone_strategy_drafts_keep_checkpoint AFTER UPDATE OF cause ON clone_strategy_drafts FOR EACH ROW
    WHEN (NEW.cause <> 'EDITED') EXECUTE FUNCTION clone_service_keep_checkpoint();

-- Edits keep one state for each ten minutes of the clock: the last one saved in them. The grid is the clock's, since ten minutes
-- counted from the last checkpoint would never be over while somebody types. Its name comes after that of the trigger above, so it
-- fires later.
CREATE TRIGGER clone_strategy_drafts_keep_edited AFTER UPDATE ON clone_strategy_drafts FOR EACH ROW
    WHEN (floor(date_part('epoch', OLD.updated_at) / 600) < floor(date_part('epoch', NEW.updated_at) / 600))
    EXECUTE FUNCTION clone_service_keep_checkpoint('EDITED');

-- Nobody changes a checkpoint, and only the trigger above deletes one.
CREATE TRIGGER clone_strategy_checkpoints_immutable BEFORE UPDATE ON clone_strategy_checkpoints
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_strategy_checkpoints_pruned BEFORE DELETE ON clone_strategy_checkpoints
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_strategy_checkpoints_no_truncate BEFORE TRUNCATE ON clone_strategy_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION clone_service_refuse_change();
ALTER TABLE clone_strategy_drafts ENABLE ALWAYS TRIGGER clone_strategy_drafts_keep_checkpoint;
ALTER TABLE clone_strategy_drafts ENABLE ALWAYS TRIGGER clone_strategy_drafts_keep_edited;
ALTER TABLE clone_strategy_checkpoints ENABLE ALWAYS TRIGGER clone_strategy_checkpoints_immutable;
ALTER TABLE clone_strategy_checkpoints ENABLE ALWAYS TRIGGER clone_strategy_checkpoints_pruned;
ALTER TABLE clone_strategy_checkpoints ENABLE ALWAYS TRIGGER clone_strategy_checkpoints_no_truncate;

-- Who could read drafts may read their checkpoints.
DO $$
DECLARE
    granted record;
BEGIN
    FOR granted IN
        SELECT DISTINCT grantee::regrole AS role FROM pg_class, aclexplode(relacl)
        WHERE oid = 'clone_strategy_drafts'::regclass AND privilege_type = 'SELECT' AND grantee <> 0
    LOOP
        EXECUTE format('GRANT SELECT ON clone_strategy_checkpoints TO %s', granted.role);
    END LOOP;
END
$$;
