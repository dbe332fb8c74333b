-- The two roles of doc/operations/roles.md, for psql as an administrator of the database `clones`. In compose.yaml, PostgreSQL's
-- image runs it once, on an empty data folder. The passwords are environment variables.
\getenv owner_password OWNER_PASSWORD
\getenv service_password SERVICE_PASSWORD
CREATE ROLE clone_owner LOGIN PASSWORD :'owner_password';
GRANT USAGE, CREATE ON SCHEMA public TO clone_owner WITH GRANT OPTION;
GRANT CREATE ON DATABASE clones TO clone_owner;
CREATE ROLE clone_service LOGIN PASSWORD :'service_password';
