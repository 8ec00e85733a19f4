#!/bin/sh
# `docker compose exec mastoc mastoc doctor`: the command line, as the user of the server. Files that root made in the
# data folder would stop it.
exec /app/docker/entrypoint.sh node /app/dist/server/cli/main.js "$@"
