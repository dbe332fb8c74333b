-- What the service's role needs, as in doc/operations/roles.md: for psql as clone_owner, after the migration. `npm run generate` writes this.
GRANT USAGE ON SCHEMA public TO clone_service;
GRANT SELECT, INSERT, UPDATE ON public.clones TO clone_service; -- 20261125000000_clone_service
GRANT SELECT ON public.clone_set_up TO clone_service; -- 20261129220000_set_up
GRANT SELECT, INSERT, UPDATE ON public.clone_strategy_drafts TO clone_service; -- 20261125000000_clone_service
GRANT SELECT ON public.clone_strategy_checkpoints TO clone_service; -- 20261129210000_checkpoints
GRANT SELECT, INSERT ON public.clone_strategy_versions TO clone_service; -- 20261125000000_clone_service
GRANT SELECT, INSERT ON public.clone_activations TO clone_service; -- 20261129200000_activations
GRANT SELECT, INSERT ON public.strategy_catalogs TO clone_service; -- 20261129200000_activations
GRANT SELECT, INSERT ON public.clone_entitlement_grants TO clone_service; -- 20261125000000_clone_service
GRANT SELECT ON public.clone_entitlement_terms TO clone_service; -- 20261129010000_end_of_grants
GRANT SELECT, INSERT ON public.clone_entitlement_facts TO clone_service; -- 20261125000000_clone_service
GRANT SELECT, DELETE ON public.clone_entitlement_boundaries TO clone_service; -- 20261129230000_events
GRANT SELECT, INSERT ON public.clone_audit_events TO clone_service; -- 20261125000000_clone_service
GRANT SELECT ON public.clone_feed TO clone_service; -- 20261129230000_events
GRANT SELECT, INSERT ON public.idempotency_keys TO clone_service; -- 20261125000000_clone_service
GRANT SELECT ON public._prisma_migrations TO clone_service; -- 20261125000000_clone_service
