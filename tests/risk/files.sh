### root-forced: the root itself
sudo rm -rf --no-preserve-root /
#^ danger

### root-glob: everything below the root
rm -fr -- /*
#^ danger

### home-whole: the home by its tilde
rm -r -f ~/
#^ danger

### home-glob-quoted-right: the home through its variable
rm -rf "$HOME"/*
#^ danger

### trailing-space-star: a blank too much before the star
rm -rf build/ *
#^ danger

### parent-all: everything beside this folder
rm -rf ../*
#^ danger

### system-folder-busybox: the same rm under another name
busybox rm -rf /usr
#^ danger

### escaped-name: a spelled out command name
$'\x72\x6d' -rf /etc
#^ danger

### split-name: quotes inside the command's name
r""m -r"f" "/"var
#^ danger

### python-rmtree: an interpreter deletes the home
python3 -c 'import shutil, os; shutil.rmtree(os.path.expanduser("~"))'
#^ danger

### perl-system: perl hands it to a shell
perl -e 'system("rm -rf /usr/lib")'
#^ danger

### find-root-delete: old files of the whole machine
find / -type f -mtime +30 -delete
#^ danger

### find-delete-too-early: the action before the test
find . -delete -name '*.bak'
#^ danger

### find-exec-home: every dotted thing of the home
find ~ -maxdepth 1 -name '.*' -exec rm -rf {} +
#^ danger

### ls-xargs: everything here through a pipe
ls -A | xargs rm -rf
#^ danger

### mv-to-null: a file moved over a device
sudo mv /srv/app/old.db /dev/null
#^ danger

### truncate-passwd: the list of users emptied
: > /etc/passwd
#^ danger

### cp-null-fstab: what is mounted at boot emptied
sudo cp /dev/null /etc/fstab
#^ danger

### opt-folder: an absolute folder that is named
sudo rm -rf /opt/legacy-agent
#^ caution

### shred-tree: every file below the home overwritten
find "$HOME" -type f -exec shred -u {} +
#^ danger

### release-prune-cd: cd may fail before the delete
#!/bin/bash
# Keep the five newest releases.
RELEASES=/srv/shop/releases
echo "pruning old releases"
cd "$RELEASES"
ls -1t | tail -n +6 | xargs rm -rf
#^ danger|caution
echo done

### release-prune-guarded: the same with a guard
#!/bin/bash
# Keep the five newest releases.
RELEASES=/srv/shop/releases
cd "$RELEASES" || exit 1
keep=5
ls -1t | tail -n "+$((keep + 1))" | while IFS= read -r old; do
    echo "would drop $old"
done

### cache-cd-unguarded: a failed cd leaves the star where it is
#!/bin/sh
cache=/var/cache/thumbs
logger "thumb cache: start"
cd $cache
rm -rf *
#^ danger
logger "thumb cache: done"

### cache-cd-guarded: and here the cd decides
#!/bin/sh
cache=/var/cache/thumbs
logger "thumb cache: start"
cd "$cache" && rm -f ./*.jpg ./*.png
logger "thumb cache: done"

### backup-mirror-unset: a mirror whose source may be empty
#!/bin/bash
# Nightly mirror to the second disk.
DEST=/mnt/mirror
if [ "$1" = "home" ]; then
    SRC=/home
elif [ "$1" = "srv" ]; then
    SRC=/srv
fi
rsync -a --delete "$SRC/" "$DEST/"
#^ danger|caution
sync

### backup-mirror-checked: the same with a way out for other words
#!/bin/bash
# Nightly mirror to the second disk.
DEST=/mnt/mirror
case "$1" in
    home) SRC=/home ;;
    srv) SRC=/srv ;;
    *) echo "usage: $0 home|srv" >&2; exit 64 ;;
esac
rsync -a --delete "$SRC/" "$DEST/$1/"
sync

### rsync-empty-folder-trick: an empty folder mirrored over the data
mkdir -p /tmp/empty && rsync -a --delete /tmp/empty/ /srv/data/
#^ danger|caution

### rsync-dry: only what would happen
rsync -avn --delete ./site/ web@host:/var/www/site/

### rsync-site: the usual deploy of a built site
rsync -az --delete ./public/ deploy@www1:/srv/www/blog/

### tar-over-root: an archive over the whole system
sudo tar -xzf /root/backup.tgz -C /
#^ danger|caution

### tar-into-temp: into a folder of its own
tmp=$(mktemp -d) && tar -xzf release.tgz -C "$tmp" --strip-components=1

### build-clean: what every build does
rm -rf ./build dist/ node_modules .pytest_cache

### pyc: bytecode below here
find . -name '__pycache__' -type d -prune -exec rm -rf {} +

### old-logs: a bounded sweep
find /var/log/myapp -type f -name '*.log.gz' -mtime +30 -delete

### temp-with-trap: a temporary folder and its end
#!/bin/bash
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r src "$work/src"
(cd "$work/src" && make -s all)
install -m 755 "$work/src/tool" ./bin/tool

### words-only: the words as data
#!/bin/sh
# Never type rm -rf / here.
echo "Do not run: rm -rf / or rm -rf ~"
grep -rn 'rm -rf /' scripts/ || true
printf '%s\n' 'rm -rf --no-preserve-root /' > examples.txt
cat > notes.md <<'EOF'
To lose everything, type
    rm -rf /
EOF

### uninstall-prefix: an uninstaller with an unset prefix
#!/bin/sh
# Removes what install.sh has put there.
echo "Removing files from $PREFIX"
rm -f "$PREFIX/bin/frob" "$PREFIX/share/man/man1/frob.1"
rm -rf $PREFIX/lib
#^ danger
echo "Bye."

### uninstall-prefix-default: the same with a default
#!/bin/sh
# Removes what install.sh has put there.
PREFIX=${PREFIX:-$HOME/.local}
echo "Removing files from $PREFIX"
rm -f "$PREFIX/bin/frob" "$PREFIX/share/man/man1/frob.1"
rm -rf "$PREFIX/lib/frob"
echo "Bye."

### empty-quotes-root: the variable is set to nothing
#!/bin/bash
STAGE=""
mkdir -p out
rm -rf "$STAGE"/*
#^ danger

### log-truncate-own: an own log emptied
: > ./debug.log

### link-to-home: what is below a link to the home
#!/bin/sh
ln -sfn "$HOME" ./stage/root
tar -czf stage.tgz -C stage .
rm -rf ./stage/root/*
#^ danger|caution

### precious-overwrite: the boot configuration written over
echo "GRUB_TIMEOUT=0" > /etc/default/grub
#^ danger|caution

### precious-append: a line added to the hosts
echo "10.0.0.5 db.internal" | sudo tee -a /etc/hosts >/dev/null

### hosts-tee-overwrite: the append forgotten
echo "root ALL=(ALL) ALL" | sudo tee /etc/sudoers
#^ danger

### caches-named: caches by their names
rm -rf "$HOME/.cache/pip" ~/.npm/_cacache

### temp-named: one's own things in temporary folders
rm -rf /tmp/build-* "/var/tmp/job.$$"

### star-in-quotes: a file whose name is a star, a folder whose name is a tilde
rm -f './*'; rm -rf './~'

### rm-help: only words about it
rm --help; rm --version; man rm

### other-rm: programs that have such a word
git rm -r --cached old/ && npm rm left-pad && docker run --rm -it alpine ls /

### own-rm: a careful function of the same name
rm() { command rm -i "$@"; }

### find-empty: folders without anything in them
find ./export -mindepth 1 -type d -empty -delete

### find-print-root: a search of the whole machine that only prints
find / -name '*.core' -type f -print 2>/dev/null

### conf-written: new files in system folders
#!/bin/bash
set -euo pipefail
cat > /etc/nginx/conf.d/shop.conf <<'EOF'
server {
    listen 80;
    server_name shop.example.org;
    root /srv/shop/current;
}
EOF
cp -p /etc/fstab /etc/fstab.before
echo "tmpfs /srv/shop/tmp tmpfs size=1g 0 0" >> /etc/fstab
printf 'br_netfilter\n' | sudo tee /etc/modules-load.d/k8s.conf > /dev/null
mount -a

### conf-renamed: a copy in braces
sudo mv /etc/nginx/sites-enabled/old.conf{,.off}

### tar-from-root: the root is read, not written
sudo tar -C / --exclude=./proc -czf "/backup/etc-$(date +%F).tgz" etc home

### tar-to-local: a program's archive where such things go
sudo tar -xzf node-v20.tar.gz -C /usr/local --strip-components=1

### shred-one: one named file
shred -u ./old-key.pem

### truncate-image: a file made larger
truncate -s 10G disk.img && truncate -s 0 ./app.log

### temp-cd-star: everything here, where here is new
#!/bin/bash
set -e
dir=$(mktemp -d)
cd "$dir"
curl -fsSLO https://data.example.org/sample.zip
unzip -q sample.zip
wc -l ./*.csv
rm -rf ./*

### mirror-required: both ends must be given
#!/bin/sh
: "${SRC:?}" "${DEST:?}"
rsync -a --delete "$SRC/" "$DEST/"

### argument-folder: whatever folder is named, unasked
#!/bin/sh
echo "removing $1"
rm -rf "$1"
#^ caution

### arguments-all: whatever is named
rm -rf -- "$@"
#^ caution

### srv-folder: a named folder outside of temporary places
rm -rf /srv/old-site
#^ caution

### install-clean: an installer that replaces its own folder
#!/bin/bash
set -euo pipefail
prefix=$HOME/.local/share/frob
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
tar -xzf frob.tgz -C "$staging"
mkdir -p "${prefix%/*}"
rm -rf "$prefix"
mv "$staging/frob" "$prefix"
ln -sfn "$prefix/bin/frob" "$HOME/.local/bin/frob"

### wrapped-deep: wrappers around wrappers
sudo -u root -- env LC_ALL=C nice -n 19 timeout 60 /bin/rm -Rf /etc
#^ danger

### backslash-command: names that skip an alias
\rm -rf ~ || command rm -rf ~/*
#^ danger

### sh-c: a script inside a word
sh -c 'cd / && rm -rf *'
#^ danger

### su-c: the same as another user
su - deploy -c "rm -rf /usr/local"
#^ danger

### awk-system: awk hands it to a shell
awk 'BEGIN { system("rm -rf /home") }'
#^ danger

### node-rm: yet another interpreter
node -e "require('fs').rmSync('/etc', { recursive: true, force: true })"
#^ danger

### find-exec-sh: a shell for each file
find / -xdev -name '*.conf' -exec sh -c 'rm -f "$1"' _ {} \;
#^ danger

### printf-pipe-sh: the words come by a pipe
printf '%s %s %s\n' rm -rf / | sh
#^ danger

### substitution-name: a command's name is computed
$(echo rm) -rf "$(echo /)usr"
#^ danger

### dots-up: out by dots
rm -rf ./../../../../../../etc
#^ danger

### double-slash: the root by other names
rm -rf //. ; rm -rf /./
#^ danger

### long-flags: the flags in full
rm --recursive --force --one-file-system /lib64
#^ danger

### unlink-loop: each file of a system folder, one by one
for f in /etc/*; do rm -f -- "$f"; done
#^ danger

### trap-rm: run at the end
trap 'rm -rf ~' EXIT
#^ danger

### alias-rm: under a harmless name
alias ls='rm -rf ~'
#^ danger

### background-rm: after the person has gone
nohup rm -rf /srv /home > /dev/null 2>&1 &
#^ danger

### wrapped-harmless: wrappers around a bounded delete
sudo -n -u deploy -- nice timeout 60 rm -rf ./build

### sh-c-harmless: a script inside a word, in a folder of its own
sh -c 'cd build && rm -f ./*.o'

### dots-inside: dots that stay inside
rm -rf ./build/../dist

### python-rmtree-harmless: an interpreter deletes a build
python3 -c 'import shutil; shutil.rmtree("build", ignore_errors=True)'

### xargs-named: files that a list names
git ls-files --deleted -z | xargs -0 -r git rm -q; find . -name '*.o' -print0 | xargs -0 -r rm -f
