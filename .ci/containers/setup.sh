#!/usr/bin/env bash
# An engine and local images, to test the container forms on a Debian 12 machine without an image
# registry. Needs root; half a minute, of which most is Debian's packages where they are missing.
#   setup.sh DIR     engine at DIR/docker.sock, images local/rabbitmq:debian, local/kafka:4.2.1
#                    and local/localstack:sqs; prints one line, the environment to export
#   teardown.sh DIR  ends it
# The images hold the real RabbitMQ (this machine's), Kafka and ElasticMQ, started as the official
# images are. They are not the official images. All three are one layer with different commands.
set -euo pipefail
dir=$1
here=$(cd "$(dirname "$0")" && pwd)
export DOCKER_HOST=unix://$dir/docker.sock
mkdir -p "$dir/run"

say() { printf '[%ss] %s\n' "$SECONDS" "$*" >&2; }

install_packages() {
  if ! command -v dockerd >/dev/null || ! command -v rabbitmq-server >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      docker.io rabbitmq-server >/dev/null
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

# The jars of Kafka and ElasticMQ; the registry is asked only for what is not here.
copy_jars() {
  cp -r "$here/jars" "$dir/"
  for offline in -o ''; do
    # shellcheck disable=SC2086
    mvn -q -B $offline -f "$dir/jars/pom.xml" \
      org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
      -DincludeScope=runtime -DoutputDirectory='${project.basedir}/libs' >"$dir/jars.log" 2>&1 && return
  done
  cat "$dir/jars.log" >&2
  return 1
}

# What the packages of RabbitMQ and of a shell put on this machine, and the libraries they need.
machine_files() {
  {
    dpkg-query -W -f '${db:Status-Status} ${Package}\n' 'erlang-*' | sed -n 's/^installed //p'
    printf '%s\n' rabbitmq-server bash dash coreutils sed grep mawk findutils hostname libc-bin
  } | xargs dpkg -L | sort -u |
    grep -Ev '^/usr/share/(doc|man|info|locale|lintian|bash-completion)/|^/etc/(init\.d|logrotate\.d)/' |
    while IFS= read -r file; do
      if [ -f "$file" ]; then printf '%s\n' "$file"; fi
    done >"$dir/files"
  # ldd fails for what is a script.
  {
    grep -E '/s?bin/|\.so$' "$dir/files"
    find "$java_home" -name '*.so'
    printf '%s\n' "$java_home/bin/java"
  } | { xargs ldd 2>/dev/null || true; } | grep -oE '/[^ ]+\.so[^ ]*' | sort -u |
    while IFS= read -r library; do
      case $library in
        "$java_home"/*) ;;
        *) if [ -f "$library" ]; then printf '%s\n%s\n' "$library" "$(readlink -f "$library")"; fi ;;
      esac
    done >"$dir/libraries"
  # Debian's /bin, /lib and the like are links to what is in /usr, in the image as well.
  cat "$dir/files" "$dir/libraries" | sed -E 's,^/(s?bin|lib(64)?)/,/usr/\1/,; s,^/,,' | sort -u >"$dir/all"
}

# What is not of a package: users, folders, settings, Java without what only a compiler needs.
own_files() {
  local root=$dir/root
  rm -rf "$root"
  mkdir -p "$root"/{etc/rabbitmq,etc/kafka/docker,opt/jre,root,tmp,usr/bin,var/lib/rabbitmq,var/log/rabbitmq}
  chmod 1777 "$root/tmp"
  printf 'root:x:0:0:root:/root:/bin/sh\nrabbitmq:x:100:101::/var/lib/rabbitmq:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:x:0:\nrabbitmq:x:101:\n' >"$root/etc/group"
  printf '%s\n' 'loopback_users = none' 'listeners.tcp.default = 0.0.0.0:5672' 'log.console = true' \
    >"$root/etc/rabbitmq/rabbitmq.conf"
  ln -s mawk "$root/usr/bin/awk"
  ln -s usr/bin usr/sbin usr/lib usr/lib64 "$root/"
  tar -C "$java_home" -ch --exclude=./jmods --exclude=./include --exclude=./man --exclude=./legal \
    --exclude=./lib/src.zip --exclude=./lib/ct.sym . 2>/dev/null | tar -C "$root/opt/jre" -x
  cp "$here/kafka/run" "$root/etc/kafka/docker/run"
  mkdir -p "$root/opt/kafka" "$root/opt/sqs"
  cp "$here/sqs/elasticmq.conf" "$here/sqs/docker-entrypoint.sh" "$root/opt/sqs/"
}

base_image() {
  tar -C / -c --no-recursion -T "$dir/all" -C "$dir/root" --recursion . \
    -C "$dir/jars" --transform 's|^\(kafka\|sqs\)/libs|opt/\1/libs|' kafka/libs sqs/libs |
    docker import - local/machine:ci >/dev/null
}

# image NAME INSTRUCTION…: the same files with another command; no layer is added.
image() {
  local name=$1
  shift
  printf '%s\n' 'FROM local/machine:ci' 'ENV LANG=C.UTF-8' "$@" |
    docker build -q -t "$name" - >>"$dir/images.log" 2>&1
  say "$name"
}

install_packages
say packages
java_home=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
copy_jars &
jars=$!
start_engine
say engine
own_files
machine_files
wait "$jars"
say jars
base_image
say files
# One scheduler that sleeps when it has nothing to do.
image local/rabbitmq:debian 'ENV RABBITMQ_LOGS=- HOME=/var/lib/rabbitmq' \
  'ENV RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+S 1:1 +sbwt none"' 'EXPOSE 5672' \
  'CMD ["/usr/lib/rabbitmq/bin/rabbitmq-server"]'
image local/kafka:4.2.1 'EXPOSE 9092' 'CMD ["/etc/kafka/docker/run"]'
image local/localstack:sqs 'EXPOSE 4566' 'CMD ["/opt/sqs/docker-entrypoint.sh"]'

# Without a registry there is no Ryuk; and in a container the tests would look for the engine's host.
printf 'export %s %s %s %s %s %s\n' \
  "DOCKER_HOST=$DOCKER_HOST" TESTCONTAINERS_RYUK_DISABLED=true \
  TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 PARLEY_IMAGE_RABBIT=local/rabbitmq:debian \
  PARLEY_IMAGE_KAFKA=local/kafka:4.2.1 PARLEY_IMAGE_SQS=local/localstack:sqs
