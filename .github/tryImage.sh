#!/usr/bin/env bash
# Runs an image on a folder that belongs to root, kills it, starts it again, restores its backup into another folder,
# and stops it. Needs Docker and curl.
set -euo pipefail
image=$1
data=$(mktemp -d)
elsewhere=$(mktemp -d)
sudo chown root:root "$data" "$elsewhere"
sudo chmod 700 "$data" "$elsewhere"

start() {
  docker run --detach --name "$1" --volume "$2:/data" --publish 127.0.0.1:3000:3000 --health-interval 1s \
    --env PUBLIC_URL=https://wall.example.org "$image" > /dev/null
  healthy "$1"
}
healthy() {
  for _ in $(seq 90); do
    [ "$(docker inspect --format '{{.State.Health.Status}}' "$1")" = healthy ] && return
    sleep 1
  done
  docker logs "$1"
  exit 1
}
counts() { curl --fail --silent --show-error http://127.0.0.1:3000/api/sync/stats; }
stop() {
  docker stop --time 25 "$1" > /dev/null
  [ "$(docker inspect --format '{{.State.ExitCode}}' "$1")" = 0 ]
}

start first "$data"
before=$(counts)
docker exec first sh -c 'grep -q "^Uid:.1000" /proc/1/status'
docker exec first mastoc backup /data/by-hand.backup
docker stats --no-stream first
docker kill first > /dev/null

docker start first > /dev/null
healthy first
[ "$(counts)" = "$before" ]
stop first

sudo cp "$data/by-hand.backup" "$elsewhere/"
docker run --rm --volume "$elsewhere:/data" --env PUBLIC_URL=https://wall.example.org "$image" mastoc restore /data/by-hand.backup
start second "$elsewhere"
[ "$(counts)" = "$before" ]
stop second
docker image inspect --format 'the image has {{.Size}} bytes' "$image"
