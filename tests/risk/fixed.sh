### clean-list-empty: an empty list of files to clean is no file (configure)
#!/bin/sh
clean_files=
cd conftest.dir || exit 1
trap 'rm -f -r conftest* $clean_files' 0
rm -f -r conftest* $clean_files

### root-of-an-image: without DESTDIR it is installed here, with it elsewhere
#!/bin/sh
install -d "$DESTDIR/etc/app"
echo 'a=1' > "$DESTDIR/etc/app/app.conf"
echo 'localhost' > "$DESTDIR/etc/hostname"
rm -f "$DESTDIR/etc/hosts.app"

### words-of-a-pair: set -- breaks a pair, and is not the caller's arguments (debconf)
#!/bin/sh
for i in "get GET" "set SET"; do
    set -- $i
    eval "db_$1 () { _command $2; }"
done

### quoted-star: a name that is a star
#!/bin/sh
rm -f './*'

### function-of-the-script: a function called like a program
#!/bin/bash
reboot() { echo "restarting $1"; }
reboot shop

### printed-option: words of printf that look like flags
#!/bin/sh
printf '%s %s\n' -rf /

### temporary-work-tree: a tree of its own may be cleaned
#!/bin/bash
set -e
work=$(mktemp -d)
git clone -q . "$work"
cd "$work" || exit 1
git clean -fdx

### temporary-tables: they end with the session anyway
psql -c 'CREATE TEMP TABLE t(a int); DROP TABLE t;'

### reopen-the-log: a signal that stops nothing
systemctl kill -s HUP rsyslog

### named-environment: one that is named is meant
conda remove -n old --all -y

### named-pipe: it holds nothing that could be emptied
mkfifo work.pipe; sort < work.pipe | uniq > work.pipe

### optional-folder: without the folder there is no word (wsrep_sst_mariabackup)
#!/bin/bash
find $opts ${log_dir:+"$log_dir"} "$DATA" -mindepth 1 -name '*.part' -delete

### terminal-both-ways: a shell on a terminal reads and writes it (rear)
/bin/bash </dev/tty2 >/dev/tty2 2>&1 &
