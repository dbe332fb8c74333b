-- What the facts of each grant come to, one row a grant: what a clone may use is read without its history. A trigger keeps it,
-- so that processes of the version before, which know the facts alone, keep it too.
CREATE TABLE clone_entitlement_terms (
    grant_id text PRIMARY KEY REFERENCES clone_entitlement_grants (grant_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    clone_id uuid NOT NULL REFERENCES clones (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    data_streams integer NOT NULL,
    assets integer NOT NULL,
    prompt_characters integer NOT NULL,
    model_tier text,
    effective_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3),
    -- The earliest revocation.
    revoked_at timestamptz(3),
    -- From when on it no longer counts, whatever else is reported.
    ends_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (coalesce(least(expires_at, revoked_at), timestamptz 'infinity')) STORED
);

-- Of a clone, those in force and to come are one range, and the newest of those that ended the next rows before it.
CREATE INDEX clone_entitlement_terms_clone_id_ends_at_idx ON clone_entitlement_terms (clone_id, ends_at, grant_id);

-- A grant's terms never change but by an earlier end.
CREATE FUNCTION clone_service_terms_only_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.grant_id, NEW.clone_id, NEW.data_streams, NEW.assets, NEW.prompt_characters, NEW.model_tier, NEW.effective_at, NEW.expires_at)
        IS DISTINCT FROM
        (OLD.grant_id, OLD.clone_id, OLD.data_streams, OLD.assets, OLD.prompt_characters, OLD.model_tier, OLD.effective_at, OLD.expires_at)
        OR NEW.revoked_at IS NULL OR NEW.revoked_at > OLD.revoked_at THEN
        RAISE EXCEPTION 'the terms of a grant change by an earlier revocation alone' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER clone_entitlement_terms_only_end BEFORE UPDATE ON clone_entitlement_terms
    FOR EACH ROW EXECUTE FUNCTION clone_service_terms_only_end();
CREATE TRIGGER clone_entitlement_terms_no_delete BEFORE DELETE ON clone_entitlement_terms
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_entitlement_terms_no_truncate BEFORE TRUNCATE ON clone_entitlement_terms
    FOR EACH STATEMENT EXECUTE FUNCTION clone_service_refuse_change();

-- Facts come in any order, and a batch may bring a grant with its revocation. As the tables' owner: who adds facts needs no
-- right to write terms.
CREATE FUNCTION clone_service_keep_terms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO clone_entitlement_terms (grant_id, clone_id, data_streams, assets, prompt_characters, model_tier, effective_at, expires_at, revoked_at)
    SELECT grant_id, clone_id, data_streams, assets, prompt_characters, model_tier, effective_at, expires_at, (
        SELECT min(occurred_at) FROM clone_entitlement_facts r WHERE r.grant_id = added.grant_id AND r.kind = 'REVOKED'
    )
    FROM added JOIN clone_entitlement_grants USING (grant_id) WHERE kind = 'GRANTED';

    UPDATE clone_entitlement_terms t SET revoked_at = r.occurred_at
    FROM (SELECT grant_id, min(occurred_at) AS occurred_at FROM added WHERE kind = 'REVOKED' GROUP BY grant_id) r
    WHERE t.grant_id = r.grant_id AND (t.revoked_at IS NULL OR r.occurred_at < t.revoked_at);
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION clone_service_keep_terms() FROM PUBLIC;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %I.clone_service_keep_terms() SET search_path = %1$I, pg_temp', current_schema());
END
$$;
-- Waits for whoever is adding facts, and lets others wait until the terms are there.
CREATE TRIGGER clone_entitlement_facts_keep_terms AFTER INSERT ON clone_entitlement_facts
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION clone_service_keep_terms();

INSERT INTO clone_entitlement_terms (grant_id, clone_id, data_streams, assets, prompt_characters, model_tier, effective_at, expires_at, revoked_at)
SELECT grant_id, clone_id, data_streams, assets, prompt_characters, model_tier, effective_at, expires_at, (
    SELECT min(occurred_at) FROM clone_entitlement_facts r WHERE r.grant_id = f.grant_id AND r.kind = 'REVOKED'
)
FROM clone_entitlement_facts f JOIN clone_entitlement_grants USING (grant_id) WHERE kind = 'GRANTED';

-- Who could read the facts may read what they come to, as the service did before.
DO $$
DECLARE
    reader record;
BEGIN
    FOR reader IN
        SELECT DISTINCT grantee::regrole AS role FROM pg_class, aclexplode(relacl)
        WHERE oid = 'clone_entitlement_facts'::regclass AND privilege_type = 'SELECT' AND grantee <> 0
    LOOP
        EXECUTE format('GRANT SELECT ON clone_entitlement_terms TO %s', reader.role);
    END LOOP;
END
$$;

ALTER TABLE clone_entitlement_terms ENABLE ALWAYS TRIGGER clone_entitlement_terms_only_end;
ALTER TABLE clone_entitlement_terms ENABLE ALWAYS TRIGGER clone_entitlement_terms_no_delete;
ALTER TABLE clone_entitlement_terms ENABLE ALWAYS TRIGGER clone_entitlement_terms_no_truncate;
ALTER TABLE clone_entitlement_facts ENABLE ALWAYS TRIGGER clone_entitlement_facts_keep_terms;

-- Whether an autosave is told of: the last entry with this action, however many others came since.
CREATE INDEX clone_audit_events_edited_idx ON clone_audit_events (clone_id, sequence DESC) WHERE action = 'draft.edited';
