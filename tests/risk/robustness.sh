### backticks: old substitutions are no danger
#!/bin/sh
now=`date +%s`
echo "`hostname`: $now"

### unquoted-echo: an unquoted word in an echo
#!/bin/bash
name=$1
echo hello $name
printf '%s\n' $@

### ls-in-loop: a list read from ls
for f in $(ls *.txt); do echo "$f"; wc -l $f; done

### no-errexit: steps that go on after a failure
#!/bin/sh
make
make install DESTDIR=./stage
tar -czf stage.tgz -C stage .

### cd-unguarded-harmless: a cd that may fail before reads
#!/bin/bash
cd /srv/shop
git status --short
ls -l

### useless-cat: a cat too much
cat access.log | grep ' 500 ' | wc -l

### read-without-r: backslashes eaten
while read line; do echo "$line"; done < notes.txt

### test-old: old operators in a test
[ "$a" = x -a "$b" = y ] && echo both

### dollar-star: arguments as one word
main() { echo "$*"; grep foo $*; }
main "$@"

### status-late: a status asked for too late
grep -q x file
echo "looked"
if [ $? -eq 0 ]; then echo found; fi

### rm-one-unquoted: one named file, unquoted
#!/bin/sh
tmp=/tmp/job.$$
date > $tmp
rm -f $tmp

### mkdir-race: asked first, then made
[ -d out ] || mkdir out; touch out/.keep

### which-program: which is old but harmless
if which jq > /dev/null 2>&1; then echo "jq is here"; fi

### exit-code-lost: a pipe's status is the last one's
make 2>&1 | tee build.log

### glob-dash: names may start with a dash
rm *.tmp

### sudo-redirect: the redirect is not root's
sudo echo "10 * * * * root /usr/local/bin/job" > job.cron
