-- Every rule that guards data and can stand in the database stands here. SQL that PostgreSQL 15 knows.

-- Searches in the directory are for a part of the name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE clones (
    id uuid PRIMARY KEY,
    owner_id text NOT NULL CHECK (char_length(owner_id) BETWEEN 1 AND 128),
    status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED', 'ARCHIVED')),
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,

    name text CHECK (char_length(name) BETWEEN 1 AND 60),
    -- What a search compares with: NFKC, without case. Folded by the service, since lower() depends on the locale.
    name_folded text,
    description text CHECK (char_length(description) BETWEEN 1 AND 2000),
    image_url text CHECK (char_length(image_url) <= 2048),
    shown_assets text[] NOT NULL DEFAULT ARRAY[]::text[] CHECK (cardinality(shown_assets) <= 50),
    shown_data_sources text[] NOT NULL DEFAULT ARRAY[]::text[] CHECK (cardinality(shown_data_sources) <= 50),
    shown_capabilities text[] NOT NULL DEFAULT ARRAY[]::text[],
    profile_revision integer NOT NULL DEFAULT 0 CHECK (profile_revision >= 0),
    profile_updated_at timestamptz(3) NOT NULL,

    moderation_status text NOT NULL DEFAULT 'PENDING' CHECK (moderation_status IN ('PENDING', 'APPROVED', 'REJECTED')),
    last_decision text CHECK (last_decision IN ('APPROVED', 'REJECTED')),
    moderation_reason text,
    moderated_at timestamptz(3),
    waiting_since timestamptz(3),

    approved_revision integer,
    approved_at timestamptz(3),
    approved_name text,
    approved_name_folded text,
    approved_description text,
    approved_image_url text,
    approved_shown_assets text[] NOT NULL DEFAULT ARRAY[]::text[],
    approved_shown_data_sources text[] NOT NULL DEFAULT ARRAY[]::text[],

    model_id text,
    model_name text,
    model_tier text,

    active_version_id uuid,

    -- What the directory lists and searches: one column for each way in which a name becomes visible (MODERATION_GATE
    -- is a setting of the service, so the row answers both).
    listed_name text GENERATED ALWAYS AS (
        CASE WHEN status = 'ACTIVE' AND active_version_id IS NOT NULL AND last_decision IS DISTINCT FROM 'REJECTED'
        THEN name_folded END
    ) STORED,
    listed_approved_name text GENERATED ALWAYS AS (
        CASE WHEN status = 'ACTIVE' AND active_version_id IS NOT NULL THEN approved_name_folded END
    ) STORED,

    CONSTRAINT clones_name_folded_with_name CHECK ((name IS NULL) = (name_folded IS NULL)),
    CONSTRAINT clones_approved_name_folded_with_name CHECK ((approved_name IS NULL) = (approved_name_folded IS NULL)),
    CONSTRAINT clones_model_whole CHECK (
        (model_id IS NULL) = (model_name IS NULL) AND (model_id IS NULL) = (model_tier IS NULL)
    ),
    CONSTRAINT clones_waiting_while_pending CHECK (waiting_since IS NULL OR moderation_status = 'PENDING'),
    CONSTRAINT clones_decision_has_time CHECK ((last_decision IS NULL) = (moderated_at IS NULL)),
    CONSTRAINT clones_approved_whole CHECK ((approved_revision IS NULL) = (approved_at IS NULL))
);

CREATE TABLE clone_strategy_drafts (
    clone_id uuid PRIMARY KEY REFERENCES clones (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    revision integer NOT NULL DEFAULT 0 CHECK (revision >= 0),
    -- JSON as text, never jsonb: jsonb refuses NUL, merges duplicate keys and changes numbers; text keeps bytes.
    graph text NOT NULL,
    layout text,
    updated_at timestamptz(3) NOT NULL
);

CREATE TABLE clone_strategy_versions (
    id uuid PRIMARY KEY,
    clone_id uuid NOT NULL REFERENCES clones (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    number integer NOT NULL CHECK (number >= 1),
    content text NOT NULL,
    content_hash text NOT NULL,
    content_schema integer NOT NULL CHECK (content_schema >= 1),
    layout text,
    model_id text NOT NULL,
    model_name text NOT NULL,
    model_tier text NOT NULL,
    catalog_version text NOT NULL,
    note text CHECK (char_length(note) BETWEEN 1 AND 500),
    published_by text NOT NULL,
    published_at timestamptz(3) NOT NULL,
    data_streams integer NOT NULL CHECK (data_streams >= 0),
    assets integer NOT NULL CHECK (assets >= 0),
    prompt_characters integer NOT NULL CHECK (prompt_characters >= 0),
    CONSTRAINT clone_strategy_versions_content_hash_is_of_content CHECK (
        content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')
    )
);

-- Whose grant it is: "a grantId belongs to one clone".
CREATE TABLE clone_entitlement_grants (
    grant_id text PRIMARY KEY CHECK (char_length(grant_id) BETWEEN 1 AND 128),
    clone_id uuid NOT NULL REFERENCES clones (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TABLE clone_entitlement_facts (
    grant_id text NOT NULL REFERENCES clone_entitlement_grants (grant_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    kind text NOT NULL CHECK (kind IN ('GRANTED', 'REVOKED')),
    occurred_at timestamptz(3) NOT NULL,
    data_streams integer NOT NULL DEFAULT 0 CHECK (data_streams BETWEEN 0 AND 1000000),
    assets integer NOT NULL DEFAULT 0 CHECK (assets BETWEEN 0 AND 1000000),
    prompt_characters integer NOT NULL DEFAULT 0 CHECK (prompt_characters BETWEEN 0 AND 1000000),
    model_tier text,
    effective_at timestamptz(3),
    expires_at timestamptz(3),
    received_at timestamptz(3) NOT NULL,
    PRIMARY KEY (grant_id, kind, occurred_at),
    CONSTRAINT clone_entitlement_facts_grant_has_start CHECK ((kind = 'GRANTED') = (effective_at IS NOT NULL)),
    CONSTRAINT clone_entitlement_facts_ends_after_start CHECK (expires_at > effective_at)
);

CREATE TABLE idempotency_keys (
    scope text NOT NULL,
    key text NOT NULL CHECK (key ~ '^[ -~]{1,128}$'),
    input_hash text NOT NULL,
    result_id uuid NOT NULL,
    created_at timestamptz(3) NOT NULL,
    PRIMARY KEY (scope, key)
);

CREATE TABLE clone_audit_events (
    id uuid PRIMARY KEY,
    clone_id uuid NOT NULL REFERENCES clones (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
    sequence integer NOT NULL CHECK (sequence >= 1),
    action text NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('OWNER', 'OPERATOR', 'SERVICE')),
    actor text NOT NULL,
    at timestamptz(3) NOT NULL,
    details text NOT NULL
);

CREATE UNIQUE INDEX clone_strategy_versions_clone_id_number_key ON clone_strategy_versions (clone_id, number DESC);
CREATE UNIQUE INDEX clone_strategy_versions_clone_id_id_key ON clone_strategy_versions (clone_id, id);
CREATE UNIQUE INDEX clones_id_active_version_id_key ON clones (id, active_version_id);
CREATE UNIQUE INDEX clone_audit_events_clone_id_sequence_key ON clone_audit_events (clone_id, sequence DESC);
CREATE INDEX clone_entitlement_grants_clone_id_idx ON clone_entitlement_grants (clone_id);
-- "A GRANTED that differs from the stored one is a CONFLICT: the first stored stands."
CREATE UNIQUE INDEX clone_entitlement_facts_one_grant ON clone_entitlement_facts (grant_id) WHERE kind = 'GRANTED';

CREATE INDEX clones_owner_id_created_at_id_idx ON clones (owner_id, created_at DESC, id DESC);
CREATE INDEX clones_created_at_id_idx ON clones (created_at DESC, id DESC);
CREATE INDEX clones_waiting_since_id_idx ON clones (waiting_since, id) WHERE waiting_since IS NOT NULL;

CREATE INDEX clones_listed_idx ON clones (created_at DESC, id DESC) WHERE listed_name IS NOT NULL;
CREATE INDEX clones_listed_start_idx ON clones (listed_name text_pattern_ops) WHERE listed_name IS NOT NULL;
CREATE INDEX clones_listed_part_idx ON clones USING gin (listed_name gin_trgm_ops) WHERE listed_name IS NOT NULL;
CREATE INDEX clones_listed_approved_idx ON clones (created_at DESC, id DESC) WHERE listed_approved_name IS NOT NULL;
CREATE INDEX clones_listed_approved_start_idx ON clones (listed_approved_name text_pattern_ops) WHERE listed_approved_name IS NOT NULL;
CREATE INDEX clones_listed_approved_part_idx ON clones USING gin (listed_approved_name gin_trgm_ops) WHERE listed_approved_name IS NOT NULL;

-- The active version is one of this clone's own.
ALTER TABLE clones ADD CONSTRAINT clones_active_version_fkey
    FOREIGN KEY (id, active_version_id) REFERENCES clone_strategy_versions (clone_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Immutability. ENABLE ALWAYS, else session_replication_role goes around a trigger.
CREATE FUNCTION clone_service_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER clone_strategy_versions_immutable BEFORE UPDATE OR DELETE ON clone_strategy_versions
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_strategy_versions_no_truncate BEFORE TRUNCATE ON clone_strategy_versions
    FOR EACH STATEMENT EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_entitlement_grants_immutable BEFORE UPDATE OR DELETE ON clone_entitlement_grants
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_entitlement_grants_no_truncate BEFORE TRUNCATE ON clone_entitlement_grants
    FOR EACH STATEMENT EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_entitlement_facts_immutable BEFORE UPDATE OR DELETE ON clone_entitlement_facts
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_entitlement_facts_no_truncate BEFORE TRUNCATE ON clone_entitlement_facts
    FOR EACH STATEMENT EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_audit_events_immutable BEFORE UPDATE OR DELETE ON clone_audit_events
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();
CREATE TRIGGER clone_audit_events_no_truncate BEFORE TRUNCATE ON clone_audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION clone_service_refuse_change();

-- "1, 2, 3 … per clone, no gaps", for versions and for audit events.
CREATE FUNCTION clone_service_next_version_number() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    expected integer;
BEGIN
    SELECT coalesce(max(number), 0) + 1 INTO expected FROM clone_strategy_versions WHERE clone_id = NEW.clone_id;
    IF NEW.number <> expected THEN
        RAISE EXCEPTION 'a version number must follow the last one' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER clone_strategy_versions_next_number BEFORE INSERT ON clone_strategy_versions
    FOR EACH ROW EXECUTE FUNCTION clone_service_next_version_number();

CREATE FUNCTION clone_service_next_audit_sequence() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    expected integer;
BEGIN
    SELECT coalesce(max(sequence), 0) + 1 INTO expected FROM clone_audit_events WHERE clone_id = NEW.clone_id;
    IF NEW.sequence <> expected THEN
        RAISE EXCEPTION 'an audit sequence must follow the last one' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER clone_audit_events_next_sequence BEFORE INSERT ON clone_audit_events
    FOR EACH ROW EXECUTE FUNCTION clone_service_next_audit_sequence();

-- "The owner never changes", "a clone with a published version can't clear its name", and a clone is archived, never
-- deleted.
CREATE FUNCTION clone_service_keep_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id <> OLD.id OR NEW.owner_id <> OLD.owner_id OR NEW.created_at <> OLD.created_at THEN
        RAISE EXCEPTION 'id, owner and creation time of a clone never change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.active_version_id IS NOT NULL AND NEW.active_version_id IS NULL THEN
        RAISE EXCEPTION 'a published clone keeps an active version' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.active_version_id IS NOT NULL AND OLD.name IS NOT NULL AND NEW.name IS NULL THEN
        RAISE EXCEPTION 'a published clone keeps its name' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER clones_keep_identity BEFORE UPDATE ON clones
    FOR EACH ROW EXECUTE FUNCTION clone_service_keep_identity();
CREATE TRIGGER clones_no_delete BEFORE DELETE ON clones
    FOR EACH ROW EXECUTE FUNCTION clone_service_refuse_change();

-- "Revision: never goes back."
CREATE FUNCTION clone_service_revision_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.clone_id <> OLD.clone_id OR NEW.revision <= OLD.revision THEN
        RAISE EXCEPTION 'a draft revision only grows' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER clone_strategy_drafts_revision_grows BEFORE UPDATE ON clone_strategy_drafts
    FOR EACH ROW EXECUTE FUNCTION clone_service_revision_grows();

ALTER TABLE clone_strategy_versions ENABLE ALWAYS TRIGGER clone_strategy_versions_immutable;
ALTER TABLE clone_strategy_versions ENABLE ALWAYS TRIGGER clone_strategy_versions_no_truncate;
ALTER TABLE clone_strategy_versions ENABLE ALWAYS TRIGGER clone_strategy_versions_next_number;
ALTER TABLE clone_entitlement_grants ENABLE ALWAYS TRIGGER clone_entitlement_grants_immutable;
ALTER TABLE clone_entitlement_grants ENABLE ALWAYS TRIGGER clone_entitlement_grants_no_truncate;
ALTER TABLE clone_entitlement_facts ENABLE ALWAYS TRIGGER clone_entitlement_facts_immutable;
ALTER TABLE clone_entitlement_facts ENABLE ALWAYS TRIGGER clone_entitlement_facts_no_truncate;
ALTER TABLE clone_audit_events ENABLE ALWAYS TRIGGER clone_audit_events_immutable;
ALTER TABLE clone_audit_events ENABLE ALWAYS TRIGGER clone_audit_events_no_truncate;
ALTER TABLE clone_audit_events ENABLE ALWAYS TRIGGER clone_audit_events_next_sequence;
ALTER TABLE clones ENABLE ALWAYS TRIGGER clones_keep_identity;
ALTER TABLE clones ENABLE ALWAYS TRIGGER clones_no_delete;
ALTER TABLE clone_strategy_drafts ENABLE ALWAYS TRIGGER clone_strategy_drafts_revision_grows;
