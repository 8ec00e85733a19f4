#!/bin/sh
# Hosts mount data folders that belong to root. Started as root, this gives the folder to the user node (1000) and goes
# on as that user, with no right of root and no way to get one. Started as another user, it only goes on.
set -eu

if [ "$(id -u)" -ne 0 ]; then
  exec "$@"
fi

mkdir -p "$DATA_DIR" ${BACKUP_DIR:+"$BACKUP_DIR"}
# Neither another file system nor the target of a link is touched.
find "$DATA_DIR" -xdev \( ! -user 1000 -o ! -group 1000 \) -exec chown -h 1000:1000 {} + ||
  echo "mastoc: not all of $DATA_DIR can be given to the user node (1000)" >&2
# A folder for backups may be somebody's disk with other files, so only the folder itself is given.
if [ -n "${BACKUP_DIR:-}" ]; then
  chown 1000:1000 "$BACKUP_DIR" || echo "mastoc: $BACKUP_DIR cannot be given to the user node (1000)" >&2
fi

export HOME=/home/node
exec setpriv --reuid=1000 --regid=1000 --clear-groups --no-new-privs -- "$@"
