-- The audit trail is the feed of events: each row has a position, by which the rows of all clones can be read on. A reader
-- takes the rows below the oldest transaction that is under way, so none is ever added behind it.

-- Nobody adds facts or audit rows until the triggers below are theirs. In the order in which a batch of facts locks them.
LOCK TABLE clone_entitlement_facts IN SHARE ROW EXCLUSIVE MODE;

-- What has to be added to a transaction's id for its position: 0, until a dump is restored into a cluster that has had fewer
-- transactions than the positions in it (`npm run migrate` raises it). `home` is the audit table's oid where this was looked at last.
CREATE TABLE clone_feed (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    shift bigint NOT NULL DEFAULT 0 CHECK (shift >= 0),
    home bigint NOT NULL
);
INSERT INTO clone_feed (home) VALUES ('clone_audit_events'::regclass::oid::bigint);

CREATE FUNCTION clone_service_feed_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.shift < OLD.shift THEN
        RAISE EXCEPTION 'positions never go back' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER clone_feed_moves_on BEFORE UPDATE ON clone_feed
    FOR EACH ROW EXECUTE FUNCTION clone_service_feed_moves_on();
CREATE TRIGGER clone_feed_no_delete BEFORE DELETE ON clone_feed
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_feed_no_truncate BEFORE TRUNCATE ON clone_feed
    FOR EACH STATEMENT EXECUTE FUNCTION clone_service_refuse_change();
ALTER TABLE clone_feed ENABLE ALWAYS TRIGGER clone_feed_moves_on;
ALTER TABLE clone_feed ENABLE ALWAYS TRIGGER clone_feed_no_delete;
ALTER TABLE clone_feed ENABLE ALWAYS TRIGGER clone_feed_no_truncate;

-- Rows from before have 0, without a rewrite: they come first, clone by clone.
ALTER TABLE clone_audit_events ADD COLUMN position bigint NOT NULL DEFAULT 0;
CREATE INDEX clone_audit_events_feed_idx ON clone_audit_events (position, clone_id, sequence) WHERE action NOT LIKE 'draft.%';

-- A row's position is at least its transaction's id: below the oldest transaction under way there is every row that there will
-- ever be. And at least the clone's last one: a batch that locks several clones has its id from the first lock, while a
-- transaction with a higher id may write to a clone that the batch still waits for.
-- Autosaves are no events: their rows repeat the clone's last position.
CREATE OR REPLACE FUNCTION clone_service_next_audit_sequence() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    last record;
    own bigint;
BEGIN
    SELECT shift, home, sequence, position INTO STRICT last
    FROM clone_feed LEFT JOIN LATERAL (
        SELECT sequence, position FROM clone_audit_events WHERE clone_id = NEW.clone_id ORDER BY sequence DESC LIMIT 1
    ) of_clone ON true;
    IF NEW.sequence <> coalesce(last.sequence, 0) + 1 THEN
        RAISE EXCEPTION 'an audit sequence must follow the last one' USING ERRCODE = 'check_violation';
    END IF;
    NEW.position := coalesce(last.position, 0);
    IF NEW.action NOT LIKE 'draft.%' THEN
        own := pg_current_xact_id()::text::bigint + last.shift;
        NEW.position := greatest(own, NEW.position);
        -- The table was restored, and nobody has looked at its positions since: a row could come in front of cursors.
        IF last.home <> TG_RELID::bigint AND (
            SELECT max(position) FROM clone_audit_events WHERE action NOT LIKE 'draft.%'
        ) >= greatest(own + 1, pg_snapshot_xmax(pg_current_snapshot())::text::bigint + last.shift) THEN
            RAISE EXCEPTION 'the feed is ahead of this cluster' USING ERRCODE = 'object_not_in_prerequisite_state', HINT = 'npm run migrate';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %I.clone_service_next_audit_sequence() SET search_path = %1$I, pg_temp', current_schema());
END
$$;

-- The instants ahead at which a clone's entitlement changes by itself: one of its grants begins, ends or is revoked. Whoever
-- deletes a row writes the change's audit row in the same transaction.
CREATE TABLE clone_entitlement_boundaries (
    clone_id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    grant_id text NOT NULL,
    PRIMARY KEY (clone_id, at, grant_id)
);
-- What is due, of all clones.
CREATE INDEX clone_entitlement_boundaries_at_idx ON clone_entitlement_boundaries (at);

-- Beside the terms of grants, the instants that lie ahead of the facts: a trigger, so that it holds for processes of the version
-- before, too. An instant that has come is left alone: whatever is reported later, the change was there.
CREATE OR REPLACE FUNCTION clone_service_keep_terms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM clone_entitlement_boundaries b
    USING added JOIN clone_entitlement_terms t USING (grant_id)
    WHERE added.kind = 'REVOKED' AND b.clone_id = t.clone_id AND b.grant_id = t.grant_id
        AND b.at IN (t.effective_at, t.ends_at) AND b.at > added.received_at;

    INSERT INTO clone_entitlement_terms (grant_id, clone_id, data_streams, assets, prompt_characters, model_tier, effective_at, expires_at, revoked_at)
    SELECT grant_id, clone_id, data_streams, assets, prompt_characters, model_tier, effective_at, expires_at, (
        SELECT min(occurred_at) FROM clone_entitlement_facts r WHERE r.grant_id = added.grant_id AND r.kind = 'REVOKED'
    )
    FROM added JOIN clone_entitlement_grants USING (grant_id) WHERE kind = 'GRANTED';

    UPDATE clone_entitlement_terms t SET revoked_at = r.occurred_at
    FROM (SELECT grant_id, min(occurred_at) AS occurred_at FROM added WHERE kind = 'REVOKED' GROUP BY grant_id) r
    WHERE t.grant_id = r.grant_id AND (t.revoked_at IS NULL OR r.occurred_at < t.revoked_at);

    INSERT INTO clone_entitlement_boundaries (clone_id, at, grant_id)
    SELECT t.clone_id, instant.at, t.grant_id
    FROM (SELECT grant_id, max(received_at) AS received_at FROM added GROUP BY grant_id) known
    JOIN clone_entitlement_terms t USING (grant_id)
    CROSS JOIN LATERAL (VALUES (t.effective_at), (t.ends_at)) instant (at)
    WHERE t.effective_at < t.ends_at AND instant.at > known.received_at AND instant.at < 'infinity'
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION clone_service_keep_terms() FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %I.clone_service_keep_terms() SET search_path = %1$I, pg_temp', current_schema());
END
$$;

INSERT INTO clone_entitlement_boundaries (clone_id, at, grant_id)
SELECT t.clone_id, instant.at, t.grant_id
FROM clone_entitlement_terms t CROSS JOIN LATERAL (VALUES (t.effective_at), (t.ends_at)) instant (at)
WHERE t.effective_at < t.ends_at AND instant.at > clock_timestamp() AND instant.at < 'infinity';

-- Who adds to the audit trail reads the feed's shift, and who may add facts may tell of the changes that they bring later.
DO $$
DECLARE
    granted record;
BEGIN
    FOR granted IN
        SELECT DISTINCT grantee::regrole AS role, privilege_type FROM pg_class, aclexplode(relacl)
        WHERE oid = 'clone_audit_events'::regclass AND privilege_type IN ('SELECT', 'INSERT') AND grantee <> 0
    LOOP
        EXECUTE format('GRANT SELECT ON clone_feed TO %s', granted.role);
        IF granted.privilege_type = 'INSERT' THEN
            EXECUTE format('GRANT SELECT, DELETE ON clone_entitlement_boundaries TO %s', granted.role);
        END IF;
    END LOOP;
END
$$;
