#!/usr/bin/env bash
# Ends what setup.sh DIR started: its containers, its engine by its own process id, its bridge.
set -uo pipefail
dir=$1
export DOCKER_HOST=unix://$dir/docker.sock

docker ps -aq 2>/dev/null | xargs -r docker rm -f >/dev/null
if [ -s "$dir/run/dockerd.pid" ]; then
  engine=$(cat "$dir/run/dockerd.pid")
  kill "$engine"
  for _ in $(seq 150); do
    kill -0 "$engine" 2>/dev/null || break
    sleep .1
  done
fi
umount "$dir/data" 2>/dev/null
# Another engine of this machine would have the same bridge.
pgrep -x dockerd >/dev/null || ip link del docker0 2>/dev/null
true
