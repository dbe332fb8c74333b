-- What operators filter all clones by, in the order of their pages: how far the set-up of each is. A table of its own, since an
-- index of clones on these columns would make most updates of a clone write to all of its indexes. A trigger keeps it, so that it
-- holds for processes of the version before, too.
CREATE TABLE clone_set_up (
    clone_id uuid PRIMARY KEY,
    -- The sum of 1 (named), 2 (a model is selected), 4 (something was published), 8 (a profile was approved), 16 (paused).
    done smallint NOT NULL,
    status text NOT NULL,
    moderation_status text NOT NULL,
    created_at timestamptz(3) NOT NULL
);

-- Nobody writes a clone until the trigger is there. Reads go on.
LOCK TABLE clones IN SHARE ROW EXCLUSIVE MODE;

INSERT INTO clone_set_up (clone_id, done, status, moderation_status, created_at)
SELECT id, (name IS NOT NULL)::int + 2 * (model_id IS NOT NULL)::int + 4 * (active_version_id IS NOT NULL)::int
       + 8 * (approved_at IS NOT NULL)::int + 16 * paused::int, status, moderation_status, created_at
FROM clones;

CREATE INDEX clone_set_up_done_idx ON clone_set_up (done, status, moderation_status, created_at DESC, clone_id DESC);

-- As the table's owner: the service needs no right to write it.
CREATE FUNCTION clone_service_keep_set_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO clone_set_up (clone_id, done, status, moderation_status, created_at)
    VALUES (NEW.id, (NEW.name IS NOT NULL)::int + 2 * (NEW.model_id IS NOT NULL)::int + 4 * (NEW.active_version_id IS NOT NULL)::int
            + 8 * (NEW.approved_at IS NOT NULL)::int + 16 * NEW.paused::int, NEW.status, NEW.moderation_status, NEW.created_at)
    ON CONFLICT (clone_id) DO UPDATE SET done = excluded.done, status = excluded.status, moderation_status = excluded.moderation_status;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION clone_service_keep_set_up() FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %I.clone_service_keep_set_up() SET search_path = %1$I, pg_temp', current_schema());
END
$$;
CREATE TRIGGER clones_keep_set_up_new AFTER INSERT ON clones
    FOR EACH ROW EXECUTE FUNCTION clone_service_keep_set_up();
CREATE TRIGGER clones_keep_set_up AFTER UPDATE ON clones FOR EACH ROW
    WHEN ((OLD.name IS NULL, OLD.model_id IS NULL, OLD.active_version_id IS NULL, OLD.approved_at IS NULL, OLD.paused, OLD.status, OLD.moderation_status)
          IS DISTINCT FROM
          (NEW.name IS NULL, NEW.model_id IS NULL, NEW.active_version_id IS NULL, NEW.approved_at IS NULL, NEW.paused, NEW.status, NEW.moderation_status))
    EXECUTE FUNCTION clone_service_keep_set_up();
ALTER TABLE clones ENABLE ALWAYS TRIGGER clones_keep_set_up_new;
ALTER TABLE clones ENABLE ALWAYS TRIGGER clones_keep_set_up;

-- Who could read clones may read this.
DO $$
DECLARE
    reader record;
BEGIN
    FOR reader IN
        SELECT DISTINCT grantee::regrole AS role FROM pg_class, aclexplode(relacl)
        WHERE oid = 'clones'::regclass AND privilege_type = 'SELECT' AND grantee <> 0
    LOOP
        EXECUTE format('GRANT SELECT ON clone_set_up TO %s', reader.role);
    END LOOP;
END
$$;
