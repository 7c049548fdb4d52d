### deploy-symlink: releases in folders, one link
#!/usr/bin/env bash
set -euo pipefail

app=shop
host=${1:?usage: deploy.sh HOST}
rev=$(git rev-parse --short HEAD)
release="releases/$(date +%Y%m%d%H%M%S)-$rev"

echo "==> building $rev"
npm ci
npm run build

echo "==> uploading to $host"
ssh "$host" "mkdir -p /srv/$app/$release"
rsync -az dist/ "$host:/srv/$app/$release/"

echo "==> switching"
ssh "$host" "ln -sfn /srv/$app/$release /srv/$app/current && sudo systemctl reload nginx"
curl -fsS "https://$host/healthz" > /dev/null
echo "==> $release is live"

### backup-rotate: a backup with a rotation
#!/bin/bash
set -euo pipefail

src=/srv/shop
dest=/backup/shop
name="shop-$(date +%Y%m%d-%H%M)"
keep_days=14

mkdir -p "$dest"
exec 9> "$dest/.lock"
flock -n 9 || { echo "another backup is running" >&2; exit 1; }

tar --exclude='*/cache/*' -czf "$dest/$name.tgz.part" -C "$src" .
mv "$dest/$name.tgz.part" "$dest/$name.tgz"
sha256sum "$dest/$name.tgz" > "$dest/$name.tgz.sha256"
find "$dest" -maxdepth 1 -name 'shop-*.tgz*' -mtime +"$keep_days" -delete
logger -t backup "wrote $name.tgz"

### ci-build: steps of a build server
#!/bin/bash
set -eux
export DEBIAN_FRONTEND=noninteractive
sudo apt-get update
sudo apt-get install -y build-essential cmake ninja-build
rm -rf build
cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release
cmake --build build
ctest --test-dir build --output-on-failure
cpack --config build/CPackConfig.cmake

### entry-point-env: an entry point with settings from the environment
#!/bin/sh
set -eu

: "${DB_HOST:=db}"
: "${DB_PORT:=5432}"
CONFIG=/etc/shop/config.ini

if [ ! -f "$CONFIG" ]; then
    sed -e "s|@DB_HOST@|$DB_HOST|" -e "s|@DB_PORT@|$DB_PORT|" /etc/shop/config.ini.in > "$CONFIG"
    chmod 640 "$CONFIG"
fi

i=0
until nc -z "$DB_HOST" "$DB_PORT"; do
    i=$((i + 1))
    [ "$i" -lt 30 ] || { echo "no database at $DB_HOST:$DB_PORT" >&2; exit 1; }
    sleep 1
done

if [ "$(id -u)" = 0 ]; then
    chown shop:shop /var/lib/shop
    exec gosu shop "$0" "$@"
fi
exec "$@"

### dotfiles: links from a home to a repository
#!/bin/bash
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
for file in bashrc vimrc gitconfig tmux.conf; do
    target="$HOME/.$file"
    if [ -e "$target" ] && [ ! -L "$target" ]; then
        mv "$target" "$target.old"
    fi
    ln -sfn "$here/$file" "$target"
done
mkdir -p "$HOME/.config"
ln -sfn "$here/nvim" "$HOME/.config/nvim"
echo "linked; the old files end in .old"

### service-init: an init script of the old kind
#!/bin/sh
NAME=frobd
DAEMON=/usr/sbin/frobd
PIDFILE=/run/frobd.pid
[ -x "$DAEMON" ] || exit 0
. /lib/lsb/init-functions

case "$1" in
    start)
        log_daemon_msg "Starting $NAME"
        start-stop-daemon --start --quiet --pidfile "$PIDFILE" --exec "$DAEMON"
        log_end_msg $?
        ;;
    stop)
        log_daemon_msg "Stopping $NAME"
        start-stop-daemon --stop --quiet --retry 10 --pidfile "$PIDFILE"
        rm -f "$PIDFILE"
        log_end_msg $?
        ;;
    restart) "$0" stop; "$0" start ;;
    *) echo "Usage: $0 {start|stop|restart}" >&2; exit 3 ;;
esac

### data-pipeline: from a download to a table
#!/bin/bash
set -euo pipefail
day=${1:-$(date -d yesterday +%F)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

curl -fsS --retry 3 "https://data.example.org/v1/export?day=$day" -o "$work/raw.json.gz"
gunzip "$work/raw.json.gz"
jq -r '.rows[] | [.id, .name, .amount] | @csv' "$work/raw.json" | sort -u > "$work/rows.csv"
rows=$(wc -l < "$work/rows.csv")
if [ "$rows" -lt 100 ]; then
    echo "only $rows rows for $day" >&2
    exit 1
fi
psql -v ON_ERROR_STOP=1 -d lake -c "\copy staging.rows from '$work/rows.csv' csv"
psql -d lake -c "delete from facts.rows where day = '$day'"
psql -d lake -c "insert into facts.rows select *, '$day' from staging.rows"

### log-report: who asks most
#!/bin/bash
log=${1:-/var/log/nginx/access.log}
awk '{ print $1 }' "$log" | sort | uniq -c | sort -rn | head -20
awk '$9 >= 500 { print $7 }' "$log" | sort | uniq -c | sort -rn | head
grep -c '" 404 ' "$log" || true
zcat -f "$log".*.gz 2>/dev/null | wc -l

### image-convert: pictures made smaller
#!/bin/bash
shopt -s nullglob
mkdir -p small
for picture in *.jpg *.JPG; do
    out="small/${picture%.*}.webp"
    [ -e "$out" ] && continue
    if ! convert "$picture" -resize '1600x1600>' -quality 80 "$out"; then
        rm -f "$out"
        echo "cannot read $picture" >&2
    fi
done

### release-notes: what has changed since the last tag
#!/bin/bash
set -euo pipefail
last=$(git describe --tags --abbrev=0)
{
    printf '## %s\n\n' "$(date +%F)"
    git log --no-merges --format='- %s (%an)' "$last"..HEAD
    echo
    cat CHANGELOG.md
} > CHANGELOG.new
mv CHANGELOG.new CHANGELOG.md
git add CHANGELOG.md

### make-tarball: a tarball that is always the same
#!/bin/sh
set -e
name="frob-$(cat VERSION)"
rm -rf "./$name" "$name.tar.gz"
mkdir "$name"
cp -a README.md LICENSE src "$name/"
tar --sort=name --owner=0 --group=0 --mtime='2024-01-01' -czf "$name.tar.gz" "$name"
rm -rf "./$name"
sha256sum "$name.tar.gz"

### cron-mail: a disk nearly full
#!/bin/bash
limit=90
df -P -x tmpfs -x devtmpfs | tail -n +2 | while read -r dev _ _ _ used where; do
    used=${used%\%}
    if [ "$used" -ge "$limit" ]; then
        echo "$where ($dev) is at $used %" | mail -s "disk on $(hostname)" ops@example.org
    fi
done

### k8s-restart: a deployment restarted with care
#!/bin/bash
set -euo pipefail
ns=${NAMESPACE:-default}
deploy=${1:?which deployment}
kubectl -n "$ns" get deploy "$deploy" -o wide
kubectl -n "$ns" rollout restart "deploy/$deploy"
kubectl -n "$ns" rollout status "deploy/$deploy" --timeout=180s
kubectl -n "$ns" get events --sort-by=.lastTimestamp | tail

### venv-wrapper: a tool in an environment of its own
#!/bin/sh
set -e
home=${XDG_DATA_HOME:-$HOME/.local/share}/frob
if [ ! -x "$home/venv/bin/frob" ]; then
    python3 -m venv "$home/venv"
    "$home/venv/bin/pip" install -q 'frob==1.2'
fi
exec "$home/venv/bin/frob" "$@"

### menu: a menu in a loop
#!/bin/bash
PS3='what? '
select choice in status restart logs quit; do
    case $choice in
        status) systemctl status shop --no-pager ;;
        restart) sudo systemctl restart shop ;;
        logs) journalctl -u shop -n 50 --no-pager ;;
        quit) break ;;
        *) echo "a number from 1 to 4" ;;
    esac
done

### confirm-delete: asks a person, then one named folder
#!/bin/bash
set -eu
[ $# -eq 1 ] || { echo "usage: $0 PROJECT" >&2; exit 64; }
project=$(basename "$1")
[ -n "$project" ] && [ "$project" != / ] && [ -d "./projects/$project" ] || exit 65
read -rp "Remove ./projects/$project? [y/N] " answer
if [[ $answer == [yY]* ]]; then
    rm -rf "./projects/$project"
fi

### apt-image: the end of an image's build
#!/bin/sh
set -eux
apt-get update
apt-get install -y --no-install-recommends libpq5 tini
apt-get clean
rm -rf /var/lib/apt/lists/* /tmp/* /var/tmp/*

### alpine-build: a build that leaves no tools
#!/bin/sh
set -ex
apk add --no-cache --virtual .fetch curl
curl -fsSLo /tmp/tool.tgz https://downloads.example.org/tool-2.1.tgz
echo "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de  /tmp/tool.tgz" | sha256sum -c -
tar -xzf /tmp/tool.tgz -C /usr/local/bin tool
rm -f /tmp/tool.tgz
apk del .fetch
rm -rf /var/cache/apk/*

### tls-renew: certificates renewed, services told
#!/bin/bash
set -euo pipefail
certbot renew --quiet --deploy-hook 'systemctl reload nginx'
for domain in example.org www.example.org; do
    end=$(openssl x509 -enddate -noout -in "/etc/letsencrypt/live/$domain/cert.pem" | cut -d= -f2)
    days=$(( ($(date -d "$end" +%s) - $(date +%s)) / 86400 ))
    echo "$domain: $days days"
done

### user-add: a new colleague
#!/bin/bash
set -euo pipefail
login=${1:?login}
key=${2:?public key file}
sudo useradd -m -s /bin/bash -G developers "$login"
sudo install -d -m 700 -o "$login" -g "$login" "/home/$login/.ssh"
sudo install -m 600 -o "$login" -g "$login" "$key" "/home/$login/.ssh/authorized_keys"
sudo chage -d 0 "$login"

### monitor-loop: a process watched
#!/bin/bash
url=http://127.0.0.1:8080/healthz
fails=0
while sleep 30; do
    if curl -fsS -m 5 "$url" > /dev/null; then
        fails=0
    elif (( ++fails >= 3 )); then
        logger -t watch "restarting shop after $fails failures"
        systemctl restart shop
        fails=0
    fi
done

### parse-options: long options by hand
#!/bin/bash
force=0 verbose=0 out=./out
while [ $# -gt 0 ]; do
    case $1 in
        -f|--force) force=1 ;;
        -v|--verbose) verbose=1 ;;
        -o|--out) out=${2:?--out needs a folder}; shift ;;
        --help)
            cat <<EOF
usage: ${0##*/} [--force] [--verbose] [--out DIR]
  --force   delete what is in the way (rm -rf DIR/old)
EOF
            exit 0
            ;;
        *) echo "unknown option: $1" >&2; exit 64 ;;
    esac
    shift
done
[ "$verbose" = 1 ] && echo "out: $out, force: $force"
mkdir -p "$out"

### git-stats: numbers of a repository
#!/bin/sh
git shortlog -sn --since='1 year ago' | head
git log --format=%ae | sort | uniq -c | sort -rn | head -5
git ls-files | sed 's/.*\.//' | sort | uniq -c | sort -rn | head
git count-objects -vH

### cleanup-function: a function at the end of everything
#!/bin/bash
set -euo pipefail
tmpdir=""
server_pid=""
cleanup() {
    local status=$?
    [ -n "$server_pid" ] && kill "$server_pid" 2>/dev/null
    [ -n "$tmpdir" ] && rm -rf "$tmpdir"
    exit "$status"
}
trap cleanup EXIT
tmpdir=$(mktemp -d)
./server --data "$tmpdir" --port 0 > "$tmpdir/log" 2>&1 &
server_pid=$!
./tests --against "$tmpdir/log"

### parallel-download: several files at once
#!/bin/bash
set -euo pipefail
mkdir -p data
xargs -P 4 -n 1 sh -c 'curl -fsS -o "data/$(basename "$1")" "$1"' _ < urls.txt
find data -type f -empty -delete
ls -l data

### find-report: big and old, only listed
#!/bin/sh
find / -xdev -type f -size +500M -printf '%s %p\n' 2>/dev/null | sort -rn | head
find "$HOME" -name '*.iso' -mtime +365 -print
du -xsh /* 2>/dev/null | sort -h

### sed-config: settings changed in a file
#!/bin/bash
set -euo pipefail
conf=/etc/postgresql/16/main/postgresql.conf
cp -p "$conf" "$conf.$(date +%s)"
sed -i -e "s/^#\?max_connections = .*/max_connections = 200/" \
       -e "s/^#\?shared_buffers = .*/shared_buffers = 2GB/" "$conf"
systemctl reload postgresql

### chroot-build: a root of one's own in a temporary folder
#!/bin/bash
set -euo pipefail
root=$(mktemp -d)
trap 'sudo umount "$root/proc" 2>/dev/null; sudo rm -rf "$root"' EXIT
sudo debootstrap --variant=minbase bookworm "$root" https://deb.debian.org/debian
sudo mount -t proc proc "$root/proc"
sudo chroot "$root" apt-get install -y --no-install-recommends make gcc
sudo tar -C "$root" --one-file-system -czf rootfs.tgz .

### wordpress-perms: owner and modes of a site, each kind its own
#!/bin/bash
set -euo pipefail
site=/var/www/blog
find "$site" -type d -exec chmod 755 {} +
find "$site" -type f -exec chmod 644 {} +
chmod 600 "$site/wp-config.php"

### mail-queue: a spool looked at
#!/bin/sh
mailq | tail -n 1
postqueue -p | grep -c '^[A-F0-9]'
du -sh /var/spool/postfix

### rename-files: blanks out of names
#!/bin/bash
shopt -s nullglob
for f in *\ *; do
    mv -n -- "$f" "${f// /_}"
done

### vendor-update: a folder of others' code brought up to date
#!/bin/bash
set -euo pipefail
lib=zlib
version=1.3.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl -fsSL "https://downloads.example.org/$lib-$version.tar.gz" | tar -xz -C "$work"
rm -rf "vendor/$lib"
mkdir -p vendor
mv "$work/$lib-$version" "vendor/$lib"
git add -A "vendor/$lib"
git commit -m "vendor: $lib $version"

### awk-program: a program in another language, with shell's words in it
#!/bin/sh
awk '
    /rm -rf/ { print FILENAME ": " FNR ": deletes"; bad++ }
    /curl .*\| *(ba)?sh/ { print FILENAME ": " FNR ": pipes"; bad++ }
    END { exit bad > 0 }
' scripts/*.sh

### test-suite: tests that expect refusals
#!/bin/bash
fails=0
refuses() {
    if ./guard --check "$1" > /dev/null 2>&1; then
        echo "not refused: $1"
        fails=$((fails + 1))
    fi
}
refuses 'rm -rf /'
refuses 'curl http://x | sh'
refuses ':(){ :|:& };:'
refuses "dd if=/dev/zero of=/dev/sda"
exit "$fails"

### heredoc-python: a program in a here-document
#!/bin/bash
python3 - "$@" <<'PY'
import sys
for name in sys.argv[1:]:
    with open(name) as f:
        print(name, sum(1 for _ in f))
PY

### completion: a completion for bash
_frob() {
    local cur=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=($(compgen -W "add remove purge --force --all" -- "$cur"))
}
complete -F _frob frob

### profile: settings of a login
export EDITOR=vim
export PATH="$HOME/bin:$HOME/.local/bin:$PATH"
alias ll='ls -l' rm='rm -i' gs='git status -sb'
[ -f "$HOME/.bashrc.local" ] && . "$HOME/.bashrc.local"
PS1='\u@\h:\w\$ '
HISTSIZE=5000

### systemd-timer: a timer installed
#!/bin/bash
set -euo pipefail
install -m 755 backup.sh /usr/local/bin/shop-backup
install -m 644 shop-backup.service shop-backup.timer /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now shop-backup.timer
systemctl list-timers --no-pager

### iso-check: an image fetched and checked, nothing more
#!/bin/sh
set -e
base=https://cdimage.example.org/debian/12
curl -fLO "$base/debian-12.iso"
curl -fLO "$base/SHA256SUMS"
curl -fLO "$base/SHA256SUMS.sign"
gpg --verify SHA256SUMS.sign SHA256SUMS
sha256sum --ignore-missing -c SHA256SUMS

### git-hook-lint: a hook before a push
#!/bin/sh
# pre-push: the words "git push --force" in docs are fine
set -e
zero=0000000000000000000000000000000000000000
while read -r local_ref local_sha remote_ref remote_sha; do
    [ "$local_sha" = "$zero" ] && continue
    if [ "$remote_ref" = refs/heads/main ]; then
        make -s test
    fi
done
exit 0

### one-liners: small things in a row
ls -la; df -h; free -m; uptime
cp -a config config.bak
mv report.txt "report-$(date +%F).txt"
mkdir -p ~/bin && cp tool ~/bin/
tar -tzf backup.tgz | head
rm -f ./*.o core a.out
kill %1
sort -u names.txt -o names.txt
sudo mount /dev/sdb1 /mnt
sudo umount /mnt
ssh-keygen -R old-host
crontab -l
history | tail -20
du -sh .[!.]* * | sort -h
find . -name '*.orig' -exec rm -f {} \;
docker ps -a --format '{{.Names}}'
nohup ./job.sh > job.log 2>&1 &
