#!/usr/bin/env bash
# An engine and local images, to test the container forms on a Debian 12 machine without an image
# registry. Needs root; takes one to three minutes.
#   setup.sh DIR     engine at DIR/docker.sock, images local/rabbitmq:bookworm, local/kafka:4.1.1
#                    and local/localstack:sqs; prints one line, the environment to export
#   teardown.sh DIR  ends it
# The images hold the real RabbitMQ, Kafka and ElasticMQ, laid out as the official images are. They
# are not the official images.
set -euo pipefail
dir=$1
here=$(cd "$(dirname "$0")" && pwd)
modules=java.base,java.desktop,java.logging,java.management,java.naming,java.scripting
modules+=,java.security.jgss,java.security.sasl,java.sql,java.xml
modules+=,jdk.crypto.ec,jdk.management,jdk.unsupported
mkdir -p "$dir/run"

say() { printf '[%ss] %s\n' "$SECONDS" "$*" >&2; }

install_packages() {
  if ! command -v dockerd >/dev/null || ! command -v mmdebstrap >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends docker.io mmdebstrap >/dev/null
  fi
}

# Ports are published by docker-proxy on 127.0.0.1 only; no firewall rule is touched.
start_engine() {
  dockerd --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/run/dockerd.pid" \
    -H "unix://$dir/docker.sock" --ip 127.0.0.1 \
    --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false \
    >"$dir/dockerd.log" 2>&1 </dev/null &
  for _ in $(seq 150); do
    docker version >/dev/null 2>&1 && return
    sleep .1
  done
  docker version >/dev/null
}

rabbitmq_image() {
  # The machine's own package sources.
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2>/dev/null >"$dir/apt.sources" || true
  mmdebstrap --quiet --variant=essential --dpkgopt=force-unsafe-io \
    --aptopt=APT::Install-Recommends=false --include=rabbitmq-server \
    --customize-hook='printf "loopback_users = none\nlisteners.tcp.default = 0.0.0.0:5672\nlog.console = true\n" > "$1/etc/rabbitmq/rabbitmq.conf"; echo "[rabbitmq_management]." > "$1/etc/rabbitmq/enabled_plugins"' \
    bookworm - "$dir/apt.sources" 2>"$dir/mmdebstrap.log" |
    docker import -c 'ENV RABBITMQ_LOGS=- HOME=/var/lib/rabbitmq' -c 'USER rabbitmq' \
      -c 'EXPOSE 5672 15672' -c 'CMD ["/usr/lib/rabbitmq/bin/rabbitmq-server"]' \
      - local/rabbitmq:bookworm >/dev/null
}

# copy_context NAME: what an image is built from, with the jars that its POM names.
copy_context() {
  mkdir -p "$dir/$1"
  cp "$here/$1"/* "$dir/$1/"
  mvn -q -B -f "$dir/$1/pom.xml" dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$dir/$1/libs" >&2
}

kafka_image() {
  copy_context kafka
  [ -d "$dir/kafka/jre" ] || jlink --add-modules "$modules" \
    --strip-debug --no-man-pages --no-header-files --output "$dir/kafka/jre"
  docker build -q -t local/kafka:4.1.1 "$dir/kafka" >/dev/null
}

localstack_image() {
  copy_context sqs
  docker build -q -t local/localstack:sqs "$dir/sqs" >/dev/null
}

export DOCKER_HOST=unix://$dir/docker.sock
install_packages
say packages
start_engine
say engine
rabbitmq_image
say local/rabbitmq:bookworm
kafka_image
say local/kafka:4.1.1
localstack_image
say local/localstack:sqs

# Without a registry there is no Ryuk; and in a container the tests would look for the engine's host.
printf 'export %s %s %s %s\n' \
  "DOCKER_HOST=$DOCKER_HOST" TESTCONTAINERS_RYUK_DISABLED=true \
  TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 PARLEY_IMAGE_KAFKA=local/kafka:4.1.1
