-- Every move of a clone's active version and every pause. The clone's row refers to its newest one, so the pointer and its
-- history can't differ.
CREATE TABLE clone_activations (
    clone_id uuid NOT NULL,
    sequence integer NOT NULL CHECK (sequence >= 1),
    version_id uuid NOT NULL,
    paused boolean NOT NULL,
    cause text NOT NULL CHECK (cause IN ('PUBLISHED', 'ACTIVATED', 'PAUSED', 'RESUMED', 'IMPORTED')),
    actor_kind text NOT NULL CHECK (actor_kind IN ('OWNER', 'OPERATOR', 'SERVICE')),
    actor text NOT NULL,
    reason text CHECK (char_length(reason) BETWEEN 1 AND 500),
    at timestamptz(3) NOT NULL,
    CONSTRAINT clone_activations_cause_pauses CHECK (cause <> 'PAUSED' OR paused),
    CONSTRAINT clone_activations_cause_resumes CHECK (cause <> 'RESUMED' OR NOT paused)
);

-- Nothing is published until the history so far has been copied. Reads go on.
LOCK TABLE clone_strategy_versions IN SHARE ROW EXCLUSIVE MODE;

-- Until now a version became active by publishing alone. A clock may have been set back: an activation never begins before
-- the one before it.
INSERT INTO clone_activations (clone_id, sequence, version_id, paused, cause, actor_kind, actor, at)
SELECT v.clone_id, v.number, v.id, false, 'PUBLISHED', 'OWNER', v.published_by,
       max(v.published_at) OVER (PARTITION BY v.clone_id ORDER BY v.number)
FROM clone_strategy_versions v JOIN clones c ON c.id = v.clone_id
WHERE c.active_version_id IS NOT NULL;

ALTER TABLE clone_activations ADD PRIMARY KEY (clone_id, sequence);

-- Somebody moved a pointer by hand: what is active now is the last that is known.
INSERT INTO clone_activations (clone_id, sequence, version_id, paused, cause, actor_kind, actor, at)
SELECT c.id, newest.sequence + 1, c.active_version_id, false, 'IMPORTED', 'SERVICE', 'migration',
       greatest(newest.at, clock_timestamp())
FROM clones c
CROSS JOIN LATERAL (SELECT * FROM clone_activations WHERE clone_id = c.id ORDER BY sequence DESC LIMIT 1) newest
WHERE c.active_version_id <> newest.version_id;

ALTER TABLE clone_activations
    ADD CONSTRAINT clone_activations_pointer_key UNIQUE (clone_id, version_id, sequence, paused),
    ADD CONSTRAINT clone_activations_version_fkey FOREIGN KEY (clone_id, version_id)
        REFERENCES clone_strategy_versions (clone_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What was active at a time.
CREATE INDEX clone_activations_clone_id_at_sequence_idx ON clone_activations (clone_id, at DESC, sequence DESC);

-- The newest activation, and a copy of its `paused`. A clone from before gets its number with its next change: an UPDATE of all
-- rows would keep every read waiting for minutes. Until then its pointer can't move without a trigger that counts.
-- The foreign key is deferred: a process of the version before moves the pointer first, and a trigger then writes the activation.
ALTER TABLE clones
    ADD COLUMN activation integer,
    ADD COLUMN paused boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT clones_active_version_fkey,
    ADD CONSTRAINT clones_activation_fkey FOREIGN KEY (id, active_version_id, activation, paused)
        REFERENCES clone_activations (clone_id, version_id, sequence, paused)
        ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT clones_activation_with_version CHECK (activation IS NULL OR active_version_id IS NOT NULL) NOT VALID,
    ADD CONSTRAINT clones_paused_with_activation CHECK (activation IS NOT NULL OR NOT paused) NOT VALID;
DROP INDEX clones_id_active_version_id_key;

CREATE FUNCTION clone_service_next_activation() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    newest record;
BEGIN
    SELECT sequence, at INTO newest FROM clone_activations WHERE clone_id = NEW.clone_id ORDER BY sequence DESC LIMIT 1;
    IF NEW.sequence <> coalesce(newest.sequence, 0) + 1 THEN
        RAISE EXCEPTION 'an activation must follow the last one' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.at < newest.at THEN
        RAISE EXCEPTION 'an activation must not begin before the last one' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER clone_activations_next BEFORE INSERT ON clone_activations
    FOR EACH ROW EXECUTE FUNCTION clone_service_next_activation();

-- The other direction of the foreign key: an activation that no clone refers to would be newer than what is active.
CREATE FUNCTION clone_service_activation_is_pointer() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM clones WHERE id = NEW.clone_id AND activation >= NEW.sequence) THEN
        RAISE EXCEPTION 'the newest activation must be the one of the clone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER clone_activations_is_pointer AFTER INSERT ON clone_activations
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION clone_service_activation_is_pointer();

CREATE TRIGGER clone_activations_immutable BEFORE UPDATE OR DELETE ON clone_activations
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_activations_no_truncate BEFORE TRUNCATE ON clone_activations
    FOR EACH STATEMENT EXECUTE FUNCTION clone_service_refuse_change();

-- A process of the version before moves the pointer alone: the first trigger counts its activation, the second writes it. As the
-- tables' owner, since that process's role may have no rights on activations.
CREATE FUNCTION clone_service_count_activation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.activation IS NOT DISTINCT FROM OLD.activation THEN
        NEW.activation := coalesce(OLD.activation, (SELECT max(sequence) FROM clone_activations WHERE clone_id = OLD.id), 0) + 1;
    ELSIF NEW.activation IS NULL OR NEW.activation < OLD.activation THEN
        RAISE EXCEPTION 'the activation of a clone never goes back' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION clone_service_keep_activation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO clone_activations (clone_id, sequence, version_id, paused, cause, actor_kind, actor, at)
    SELECT NEW.id, NEW.activation, v.id, NEW.paused, 'PUBLISHED', 'OWNER', v.published_by,
           greatest(v.published_at, (SELECT at FROM clone_activations WHERE clone_id = NEW.id ORDER BY sequence DESC LIMIT 1))
    FROM clone_strategy_versions v
    WHERE v.clone_id = NEW.id AND v.id = NEW.active_version_id
      AND NOT EXISTS (SELECT FROM clone_activations WHERE clone_id = NEW.id AND sequence = NEW.activation);
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION clone_service_count_activation(), clone_service_keep_activation() FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %I.clone_service_count_activation() SET search_path = %1$I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION %I.clone_service_keep_activation() SET search_path = %1$I, pg_temp', current_schema());
END
$$;
CREATE TRIGGER clones_count_activation BEFORE UPDATE ON clones FOR EACH ROW
    WHEN (OLD.active_version_id IS DISTINCT FROM NEW.active_version_id OR OLD.activation IS DISTINCT FROM NEW.activation)
    EXECUTE FUNCTION clone_service_count_activation();
CREATE TRIGGER clones_keep_activation AFTER UPDATE ON clones FOR EACH ROW
    WHEN (OLD.active_version_id IS DISTINCT FROM NEW.active_version_id)
    EXECUTE FUNCTION clone_service_keep_activation();

ALTER TABLE clone_activations ENABLE ALWAYS TRIGGER clone_activations_next;
ALTER TABLE clone_activations ENABLE ALWAYS TRIGGER clone_activations_is_pointer;
ALTER TABLE clone_activations ENABLE ALWAYS TRIGGER clone_activations_immutable;
ALTER TABLE clone_activations ENABLE ALWAYS TRIGGER clone_activations_no_truncate;
ALTER TABLE clones ENABLE ALWAYS TRIGGER clones_count_activation;
ALTER TABLE clones ENABLE ALWAYS TRIGGER clones_keep_activation;

-- Every catalog that was ever served, so that the `catalog_version` of a version names something that can be read.
CREATE TABLE strategy_catalogs (
    version text PRIMARY KEY,
    -- RFC 8785, so that equal catalogs are equal texts.
    content text NOT NULL,
    served_since timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);
CREATE TRIGGER strategy_catalogs_immutable BEFORE UPDATE OR DELETE ON strategy_catalogs
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER strategy_catalogs_no_truncate BEFORE TRUNCATE ON strategy_catalogs
    FOR EACH STATEMENT EXECUTE FUNCTION clone_service_refuse_change();
ALTER TABLE strategy_catalogs ENABLE ALWAYS TRIGGER strategy_catalogs_immutable;
ALTER TABLE strategy_catalogs ENABLE ALWAYS TRIGGER strategy_catalogs_no_truncate;

-- Who could read or add versions may read or add to both tables.
DO $$
DECLARE
    granted record;
BEGIN
    FOR granted IN
        SELECT DISTINCT grantee::regrole AS role, privilege_type FROM pg_class, aclexplode(relacl)
        WHERE oid = 'clone_strategy_versions'::regclass AND privilege_type IN ('SELECT', 'INSERT') AND grantee <> 0
    LOOP
        EXECUTE format('GRANT %s ON clone_activations, strategy_catalogs TO %s', granted.privilege_type, granted.role);
    END LOOP;
END
$$;
