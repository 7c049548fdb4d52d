#!/usr/bin/env bash
# Rolls a release out to the web servers, one after the other.

set -Eeuo pipefail
IFS=$'\n\t'
cd "$(dirname "${BASH_SOURCE[0]}")/.."

source ./scripts/lib.sh

HOSTS=(web{1..3}.example.org)
RELEASE=${1:?release missing, such as v1.2.3}
[[ $RELEASE == v+([0-9]).+([0-9]).+([0-9]) ]] || { echo "odd release: $RELEASE" >&2; exit 2; }

function on_host() {
    local host=$1; shift
    ssh -o BatchMode=yes -o ConnectTimeout=5 "deploy@$host" "$@"
}

function healthy {
    local host=$1 tries=0
    until curl -fsS --max-time 2 "http://$host:8080/health" &>/dev/null; do
        (( ++tries < 30 )) || return 1
        sleep 1
    done
}

tag=$(git describe --tags --exact-match 2>/dev/null) || tag=none
if [[ $tag != "$RELEASE" && -z ${FORCE-} ]]; then
    read -r -p "HEAD is $tag, not $RELEASE. Go on? [y/N] " answer
    [[ ${answer,,} == y* ]] || exit 1
fi

make clean all VERSION="${RELEASE#v}" 2>&1 | tee build.log | grep -E --line-buffered 'warning|error' || true
tar --create --gzip --file "dist/$RELEASE.tgz" --exclude-vcs -C build .

for host in "${HOSTS[@]}"; do
    echo "== $host"
    scp -q "dist/$RELEASE.tgz" "deploy@$host:/srv/app/releases/"
    on_host "$host" bash -s -- "$RELEASE" <<'REMOTE'
set -eu
release=$1
cd /srv/app/releases
mkdir -p "$release"
tar -xzf "$release.tgz" -C "$release"
ln -sfn "releases/$release" /srv/app/current
sudo systemctl restart app.service
ls -1dt v*/ | tail -n +6 | xargs -r rm -rf --
REMOTE
    if ! healthy "$host"; then
        echo "$host does not answer; going back" >&2
        on_host "$host" 'cd /srv/app && ln -sfn "$(ls -1dt releases/v*/ | sed -n 2p)" current && sudo systemctl restart app'
        exit 1
    fi
done

notify() {
    local text="Released ${RELEASE} to ${#HOSTS[@]} hosts in $SECONDS s"
    curl -fsS -X POST -H 'Content-Type: application/json' \
        -d "{\"text\": \"$text\"}" \
        "${WEBHOOK:-http://localhost:9/}" > /dev/null
}
[[ ${WEBHOOK:+set} ]] && notify &
wait
