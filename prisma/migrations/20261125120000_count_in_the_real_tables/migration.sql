-- A path that doesn't name pg_temp is searched behind it: a session's own temporary table of the same name would be
-- counted instead of the history, and a number with a gap be let in.
DO $$
DECLARE
    counting text;
BEGIN
    FOREACH counting IN ARRAY ARRAY['clone_service_next_version_number', 'clone_service_next_audit_sequence'] LOOP
        EXECUTE format('ALTER FUNCTION %I.%I() SET search_path = %1$I, pg_temp', current_schema(), counting);
    END LOOP;
END
$$;
