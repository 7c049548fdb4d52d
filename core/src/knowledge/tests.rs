//! How facts split words: wrappers, bundles, values, and the roles of operands.

use super::*;
use crate::script::{Command, Dialect, Node, parse_text, walk};
use expect_test::{Expect, expect};
use std::fmt::Write;

/// What the facts make of each line: wrappers, program, flags with their values, operands.
fn check_split(script: &str, expected: Expect) {
    let mut shown = String::new();
    for chunk in parse_text(script, Dialect::Bash) {
        walk(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node {
                let _ = writeln!(shown, "{}", split(command));
            }
        });
    }
    expected.assert_eq(&shown);
}

fn split(command: &Command) -> String {
    let flag = |it: &crate::script::Flag| {
        let name = it.short.map_or_else(|| it.long.as_deref().unwrap_or_default().to_owned(), String::from);
        let unknown = if it.known { "" } else { "?" };
        let value = it.value.as_ref().map(|it| format!("={}", it.literal().unwrap_or("…")));
        format!("{unknown}{name}{}", value.unwrap_or_default())
    };
    let list = |flags: Vec<String>| if flags.is_empty() { String::new() } else { format!("({})", flags.join(" ")) };
    let wrappers =
        command.wrappers.iter().map(|it| format!("{}{} > ", it.program, list(it.flags.iter().map(flag).collect())));
    let mut shown: String = wrappers.collect();
    let name = command.program.as_deref().unwrap_or("nothing");
    let _ = write!(shown, "{name}{}", list(command.flags().map(flag).collect()));
    for word in command.operands() {
        let _ = write!(shown, " {}", word.literal().unwrap_or("…"));
    }
    shown
}

#[test]
fn wrappers_keep_their_values_from_what_they_run() {
    check_split(
        "\
sudo -EHu bob env -u A -C /tmp B=1 nice -n 5 rm x
timeout -k 3 -s KILL 5 ionice -c 3 -n7 setsid -w rm x
xargs -0 -I{} -n 1 -P 4 rm {}
xargs -i rm {}
stdbuf -oL -e 0 chroot --userspec=a:b /mnt rm x
chrt -f 10 taskset -c 0,1 unshare -Urm --mount-proc rm x
strace -ttf -o log -e open watch -n 1 -d ls -l
flock -n /run/lock rm x
flock -w 5 /run/lock -c 'rm x'
doas -u bob busybox rm x
exec -a name nohup time -p rm x
",
        expect![[r#"
            sudo(E H u=bob) > env(u=A C=/tmp) > nice(n=5) > rm x
            timeout(k=3 s=KILL) > ionice(c=3 n=7) > setsid(w) > rm x
            xargs(0 I={} n=1 P=4) > rm {}
            xargs(i) > rm {}
            stdbuf(o=L e=0) > chroot(userspec=a:b) > rm x
            chrt(f) > taskset(c) > unshare(U r m mount-proc) > rm x
            strace(t t f o=log e=open) > watch(n=1 d) ls -l
            ls(l)
            flock(n) > rm x
            flock(w=5 c=rm x) /run/lock
            rm x
            doas(u=bob) > busybox > rm x
            exec(a=name) > nohup > time(p) > rm x
        "#]],
    );
}

#[test]
fn letters_without_a_value_leave_the_next_ones_alone() {
    check_split(
        "\
cp -uv a b
tail -fn 5 log
sort -cu a
ls -Fa a
git fetch -a origin
mkfs.vfat -n DATA -F 32 /dev/loop0
wget -nc -qO- url
mktemp -dp /tmp x
tar xzf a.tgz -C /srv
dd if=a of=b bs=1M
rsync -avz -e ssh --delete a b
curl -fsSLo out url
zip -rx '*.o' a.zip .
",
        expect![[r#"
            cp(u v) a b
            tail(f n=5) log
            sort(c u) a
            ls(F a) a
            git(a) fetch origin
            mkfs.vfat(n=DATA F=32) /dev/loop0
            wget(n=c q O=-) url
            mktemp(d p=/tmp) x
            tar(x z f=a.tgz C=/srv)
            dd(if=a of=b bs=1M)
            rsync(a v z e=ssh delete) a b
            curl(f s S L o=out) url
            zip(r x=*.o) a.zip .
        "#]],
    );
}

#[test]
fn further_wrappers_keep_their_values_from_what_they_run() {
    check_split(
        "\
nsenter -t 1 -m -u --net=/run/netns/a rm x
setpriv --reuid=bob --regid bob --clear-groups rm x
prlimit --nofile=64 -n100 rm x
systemd-run --user -u job -p Nice=5 -E A=1 --on-calendar daily -- rm x
setarch x86_64 -R linux32 --3gb rm x
pkexec --user bob gosu bob:bob su-exec 1000 setuidgid bob rm x
fakeroot -s db -- numactl -N 0 -m 0 cgexec -g cpu:a torsocks -P 9050 rm x
proxychains4 -q -f conf ltrace -o log -e malloc valgrind --leak-check=full -q rm x
xvfb-run -a -s '-screen 0 800x600x8' dbus-run-session -- rm x
faketime -f '2020-01-01 00:00:00' eatmydata catchsegv rm x
chpst -u bob -e env -/ /srv -0 softlimit -m 100 envdir d rm x
tini -g -e 143 -- dumb-init -r 15:2 rm x
caffeinate -di -t 60 rm x
direnv exec /srv rm x
perf stat -e cycles -r 5 rm x
perf record -g -F 99 -- rm x
gdb -q -ex run --args rm x
jobs -x rm %1
toybox rm x
",
        expect![[r#"
            nsenter(t=1 m u n=/run/netns/a) > rm x
            setpriv(reuid=bob regid=bob clear-groups) > rm x
            prlimit(n=64 n=100) > rm x
            systemd-run(user u=job p=Nice=5 E=A=1 on-calendar=daily) > rm x
            setarch > x86_64(R) > linux32(3) > rm x
            pkexec(u=bob) > gosu > su-exec > setuidgid > rm x
            fakeroot(s=db) > numactl(N=0 m=0) > cgexec(g=cpu:a) > torsocks(P=9050) > rm x
            proxychains4(q f=conf) > ltrace(o=log e=malloc) > valgrind(leak-check=full q) > rm x
            xvfb-run(a s=-screen 0 800x600x8) > dbus-run-session > rm x
            faketime(f) > eatmydata > catchsegv > rm x
            chpst(u=bob e=env /=/srv 0) > softlimit(m=100) > envdir > rm x
            tini(g e=143) > dumb-init(r=15:2) > rm x
            caffeinate(d i t=60) > rm x
            direnv > rm x
            perf(e=cycles r=5) > rm x
            perf(g F=99) > rm x
            gdb(q ex=run args) > rm x
            jobs(x) > rm %1
            toybox > rm x
        "#]],
    );
}

#[test]
fn wrappers_of_shell_text_end_where_their_arguments_begin() {
    check_split(
        "\
parallel -j 4 --dry-run rm -f {} ::: a b
parallel -a list -0 'rm {}'
find . | parallel --will-cite -k gzip -9
sem -j 2 --id a rm x
hyperfine -w 3 --prepare 'rm a' 'rm b'
ls | entr -cr rm x
ls | entr -cs 'rm x'
sg docker 'rm x'
sg docker -c 'rm x'
nix-shell -p git --run 'rm x'
nix develop .#a -c rm x
mapfile -t -C 'rm x' a
",
        expect![[r#"
            parallel(j=4 dry-run) rm -f {} ::: a b
            rm(f) {}
            parallel(a=list 0) rm {}
            rm {}
            find .
            parallel(will-cite k) gzip -9
            gzip(9)
            sem(j=2 id=a) rm x
            rm x
            hyperfine(w=3 p=rm a) rm b
            rm a
            rm b
            ls
            entr(c r) > rm x
            ls
            entr(c s=rm x)
            rm x
            sg docker rm x
            rm x
            sg(c=rm x) docker
            rm x
            nix-shell(p run=rm x) git
            rm x
            nix(c=rm) develop .#a
            rm x
            mapfile(t C=rm x) a
            rm x
        "#]],
    );
}

/// The role of each operand, as `name=ROLE`.
fn check_roles(script: &str, expected: Expect) {
    let mut shown = String::new();
    for chunk in parse_text(script, Dialect::Bash) {
        walk(&chunk.body.statements, &mut |node| {
            let Node::Command(command) = node else { return };
            let mut facts = command.program.as_deref().and_then(program).expect("a known program");
            let mut words: Vec<_> = command.operands().filter_map(|it| it.literal()).collect();
            while let Some(sub) = words.first().and_then(|it| facts.subcommand(it)) {
                facts = sub;
                words.remove(0);
            }
            let _ = write!(shown, "{}:", facts.name);
            for (at, word) in words.iter().enumerate() {
                let role = facts.operand(at, words.len(), |it| command.gives(it)).expect("a role");
                let _ = write!(shown, " {word}={}{:?}", role.value.name, role.effects);
            }
            shown.push('\n');
        });
    }
    expected.assert_eq(&shown);
}

#[test]
fn wrappers_run_nothing_with_flags_that_say_so() {
    check_split(
        "\
chrt -p 50 123
taskset -cp 0 123
ionice -c 3 -p 123
prlimit -p 123 --nofile
busybox --install -s /bin
numactl --show
doas -C /etc/doas.conf
",
        expect![[r#"
            chrt(p) 50 123
            taskset(c p) 0 123
            ionice(c=3 p=123)
            prlimit(p=123 n)
            busybox(install s) /bin
            numactl(s)
            doas(C=/etc/doas.conf)
        "#]],
    );
}

#[test]
fn operands_have_their_roles() {
    check_roles(
        "\
grep -rn x a b
grep -e x a
sed -i s/a/b/ a
sed -ne p a
awk '{ print }' a
awk -f x.awk a
cp a b c
cp -t c a b
mv a b
ln -s a b
chmod 644 a b
chmod -x a
chmod --reference=a b
chown root: a
uniq a b
tr a b
jq .x a
zip -9r a.zip b c
unzip a.zip b
rsync -a a b
git push origin main
git reset --hard HEAD~1
git mv a b c
git restore --staged a
git worktree add ../a main
git clone https://example.org/a a
",
        expect![[r#"
            grep: x=PATTERN[] a=FILE[Reads] b=FILE[Reads]
            grep: a=FILE[Reads]
            sed: s/a/b/=SCRIPT[] a=FILE[Reads]
            sed: a=FILE[Reads]
            awk: { print }=PROGRAM[] a=FILE[Reads]
            awk: a=FILE[Reads]
            cp: a=SOURCE[Reads] b=SOURCE[Reads] c=TARGET[Overwrites]
            cp: a=SOURCE[Reads] b=SOURCE[Reads]
            mv: a=SOURCE[Deletes] b=TARGET[Overwrites]
            ln: a=TARGET[] b=LINK[Creates]
            chmod: 644=MODE[] a=FILE[Changes] b=FILE[Changes]
            chmod: a=FILE[Changes]
            chmod: b=FILE[Changes]
            chown: root:=OWNER[] a=FILE[Changes]
            uniq: a=INPUT[Reads] b=OUTPUT[Overwrites]
            tr: a=SET[] b=REPLACEMENT[]
            jq: .x=FILTER[] a=FILE[Reads]
            zip: a.zip=ARCHIVE[Changes] b=FILE[Reads] c=FILE[Reads]
            unzip: a.zip=ARCHIVE[Reads] b=MEMBER[]
            rsync: a=SOURCE[Reads] b=TARGET[Overwrites]
            push: origin=REMOTE[] main=REFSPEC[]
            reset: HEAD~1=COMMIT[]
            mv: a=SOURCE[Deletes] b=SOURCE[Deletes] c=TARGET[Creates]
            restore: a=PATH[Overwrites]
            add: ../a=FOLDER[Creates] main=COMMIT[]
            clone: https://example.org/a=REPOSITORY[] a=FOLDER[Creates]
        "#]],
    );
}

#[test]
fn every_name_finds_its_program() {
    assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0), "names are searched by halves");
    for (name, index) in NAMES {
        let found = program(name).expect("a name of its own");
        assert!(std::ptr::eq(found, program_at(usize::from(*index))), "{name}");
        assert!(found.name == *name || found.aliases.contains(name), "{name}");
    }
}
