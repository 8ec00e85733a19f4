#!/bin/sh
# PostgreSQL's image runs this once, when it makes the database. mastoc gets a role that owns its own
# database and nothing else. The superuser keeps no password: it is reached from inside the container
# alone (docker compose exec postgres psql -U postgres).
set -eu
psql -v ON_ERROR_STOP=1 --username postgres --dbname postgres --set password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE mastoc LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
CREATE DATABASE mastoc OWNER mastoc;
REVOKE ALL ON DATABASE mastoc FROM PUBLIC;
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
REVOKE ALL ON DATABASE template1 FROM PUBLIC;
ALTER ROLE postgres PASSWORD NULL;
SQL
