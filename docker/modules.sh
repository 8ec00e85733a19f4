#!/bin/sh
# Installs the modules that the built server needs, and no others, beside package.json in the present folder.
set -eu
npm ci --omit=dev --ignore-scripts --no-audit --no-fund
cd node_modules
# These are of no use in the image: the driver for Node 20, sources of what is not compiled, and maps of Swagger UI.
rm -rf better-sqlite3-node20 better-sqlite3/deps better-sqlite3/src argon2/argon2
find swagger-ui-dist -type f ! -name swagger-ui.css ! -name swagger-ui-bundle.js ! -name package.json ! -name LICENSE -delete
# Binaries of other systems and processors.
cpu=$(node -p process.arch)
find better-sqlite3/prebuilds -mindepth 1 ! -name "linux-$cpu.node" -delete
find argon2/prebuilds -mindepth 1 -maxdepth 1 ! -name "linux-$cpu" -exec rm -rf {} +
