//! What is said of `find`: single values, and whole calls.

use super::*;
use crate::script::{Dialect, parse_text};
use expect_test::expect;

#[test]
fn values_of_tests_in_words() {
    let values = [
        ("mtime", "+7"),
        ("mtime", "-7"),
        ("mtime", "7"),
        ("mtime", "0"),
        ("mtime", "+0"),
        ("mtime", "-1"),
        ("mtime", "1"),
        ("mmin", "-5"),
        ("mmin", "+60"),
        ("mmin", "1"),
        ("atime", "+30"),
        ("ctime", "-2"),
        ("size", "+1M"),
        ("size", "-1M"),
        ("size", "-2M"),
        ("size", "1M"),
        ("size", "2M"),
        ("size", "+100c"),
        ("size", "-100c"),
        ("size", "0"),
        ("size", "10"),
        ("size", "+0"),
        ("size", "+1"),
        ("type", "f"),
        ("type", "f,d"),
        ("perm", "-4000"),
        ("perm", "/222"),
        ("maxdepth", "1"),
        ("mindepth", "1"),
        ("newermt", "2026-01-01"),
        ("links", "+1"),
        ("size", "1T"),
        ("mtime", "x"),
        ("mtime", "-0"),
        ("type", "x"),
        ("newermt", "yesterday"),
        ("mtime", "+0.5"),
        ("name", "x"),
    ];
    let said =
        values.map(|(test, text)| format!("-{test} {text}: {}\n", value(test, text).as_deref().unwrap_or("nothing")));
    expect![[r#"
        -mtime +7: its contents changed more than 7 days ago, counted in whole days: at least 8 days ago (BSD and macOS round up to whole days)
        -mtime -7: its contents changed less than 7 days ago (BSD and macOS round up to whole days)
        -mtime 7: its contents changed 7 days ago, counted in whole days: at least 7 and less than 8 days ago (BSD and macOS round up to whole days)
        -mtime 0: its contents changed less than 1 day ago (BSD and macOS round up to whole days)
        -mtime +0: its contents changed more than 0 days ago, counted in whole days: at least 1 day ago (BSD and macOS round up to whole days)
        -mtime -1: its contents changed less than 1 day ago (BSD and macOS round up to whole days)
        -mtime 1: its contents changed 1 day ago, counted in whole days: at least 1 and less than 2 days ago (BSD and macOS round up to whole days)
        -mmin -5: its contents changed less than 5 minutes ago
        -mmin +60: its contents changed more than 60 minutes ago
        -mmin 1: its contents changed between 0 and 1 minute ago
        -atime +30: it was last read more than 30 days ago, counted in whole days: at least 31 days ago (BSD and macOS round up to whole days)
        -ctime -2: its attributes changed less than 2 days ago (BSD and macOS round up to whole days)
        -size +1M: larger than 1 MiB; one byte more is enough, since sizes are rounded up to whole MiB
        -size -1M: empty, since GNU's `find` rounds sizes up to whole MiB
        -size -2M: at most 1 MiB large, since GNU's `find` rounds sizes up to whole MiB
        -size 1M: not empty and at most 1 MiB large, since GNU's `find` rounds sizes up to whole MiB
        -size 2M: larger than 1 and at most 2 MiB, since GNU's `find` rounds sizes up to whole MiB
        -size +100c: larger than 100 bytes
        -size -100c: smaller than 100 bytes
        -size 0: empty, since GNU's `find` rounds sizes up to whole blocks of 512 bytes
        -size 10: larger than 9 and at most 10 blocks of 512 bytes, since GNU's `find` rounds sizes up to whole blocks of 512 bytes
        -size +0: not empty; one byte more is enough, since sizes are rounded up to whole blocks of 512 bytes
        -size +1: larger than 1 block of 512 bytes; one byte more is enough, since sizes are rounded up to whole blocks of 512 bytes
        -type f: files
        -type f,d: files or folders
        -perm -4000: it runs as its owner
        -perm /222: the owner, the group or others may write it
        -maxdepth 1: looks at the start and at what lies directly in it
        -mindepth 1: leaves out the start itself
        -newermt 2026-01-01: its contents changed after 00:00 of `2026-01-01`, by the local clock
        -links +1: more than 1 name
        -size 1T: nothing
        -mtime x: nothing
        -mtime -0: nothing
        -type x: nothing
        -newermt yesterday: nothing
        -mtime +0.5: nothing
        -name x: nothing
    "#]].assert_eq(&said.concat());
}

fn of(text: &str) -> Option<String> {
    let chunks = parse_text(text, Dialect::Bash);
    sentence(chunks[0].body.statements[0].command()?)
}

#[test]
fn whole_expressions_in_one_sentence() {
    let calls = [
        "find src -type f -name '*.py' -size +1M -mtime -7 -delete",
        "find .",
        "find",
        "find \"$dir\" -name core -print0",
        "find / -xdev -type f -perm -4000 -ls",
        r"find . \( -name '*.c' -o -name '*.h' \) -exec grep -l main {} +",
        r"find . -name '*.c' -o -name '*.h'",
        r"find . ! -name '*.c' -type d -empty -delete",
        r"find . -not \( -name a -o -name b \)",
        r"find . -path ./node_modules -prune -o -type f -print",
        r"find . -exec grep -q x {} \; -print",
        r"find /tmp -maxdepth 1 -type f -mtime +7 -exec rm -f {} \;",
        r"find /var/log /srv -mindepth 1 -user bob -newer x",
        r"find . -type f,d -mmin -5 -print -quit",
        r"find -L a ! -size +1M",
        r"find . -type f ! -perm 644",
        r"find . -name *.sh",
        r"find $DIR \( -type f -o -type l \)",
        "find \"$dest\" -maxdepth 1 -mtime +\"$keep\" -delete",
        "find . -name __pycache__ -type d -prune -exec rm -rf {} +",
        "find . -name a -prune -o -name b -prune -o -type f -print",
        "find /x -maxdepth 0 -empty",
    ];
    let said = calls.map(|it| format!("{it}\n    {}\n", of(it).as_deref().unwrap_or("nothing")));
    expect![[r#"
        find src -type f -name '*.py' -size +1M -mtime -7 -delete
            files below `src` whose name matches `*.py`, that are larger than 1 MiB, that changed less than 7 days ago; deletes them
        find .
            all files and folders at and below `.`; prints them
        find
            all files and folders at and below the current folder; prints them
        find "$dir" -name core -print0
            all files and folders at and below `${dir}` whose name matches `core`; prints them, each with a NUL byte behind it
        find / -xdev -type f -perm -4000 -ls
            files below `/` on the same file system where it runs as its owner; prints details of them
        find . \( -name '*.c' -o -name '*.h' \) -exec grep -l main {} +
            all files and folders at and below `.` whose name matches `*.c` or `*.h`; runs `grep -l main {}` on many at once
        find . -name '*.c' -o -name '*.h'
            all files and folders at and below `.` whose name matches `*.c` or `*.h`; prints them
        find . ! -name '*.c' -type d -empty -delete
            folders at and below `.` whose name does not match `*.c`, that are empty; deletes them
        find . -not \( -name a -o -name b \)
            all files and folders at and below `.` whose name does not match `a`, whose name does not match `b`; prints them
        find . -path ./node_modules -prune -o -type f -print
            files below `.`, leaving out what lies at or below those whose path matches `./node_modules`; prints them
        find . -exec grep -q x {} \; -print
            all files and folders at and below `.`; runs `grep -q x {}` on each; where that succeeds, prints them
        find /tmp -maxdepth 1 -type f -mtime +7 -exec rm -f {} \;
            files below `/tmp` (without going into folders there) that changed more than 7 whole days ago; runs `rm -f {}` on each
        find /var/log /srv -mindepth 1 -user bob -newer x
            all files and folders below `/var/log` and `/srv` of the user `bob`, that changed after `x` did; prints them
        find . -type f,d -mmin -5 -print -quit
            files and folders at and below `.` that changed less than 5 minutes ago; prints them; stops at the first
        find -L a ! -size +1M
            all files and folders at and below `a` that are not larger than 1 MiB, following links; prints them
        find . -type f ! -perm 644
            files below `.` whose mode does not match `644`; prints them
        find . -name *.sh
            all files and folders at and below `.` whose name matches `*.sh`; prints them
        find $DIR \( -type f -o -type l \)
            files and links at and below `${DIR}`; prints them
        find "$dest" -maxdepth 1 -mtime +"$keep" -delete
            all files and folders at and below `${dest}` (without going into folders there) that changed more than `${keep}` whole days ago; deletes them
        find . -name __pycache__ -type d -prune -exec rm -rf {} +
            folders at and below `.` whose name matches `__pycache__`, without going into them; runs `rm -rf {}` on many at once
        find . -name a -prune -o -name b -prune -o -type f -print
            files below `.`, leaving out what lies at or below those whose name matches `a` or whose name matches `b`; prints them
        find /x -maxdepth 0 -empty
            all files and folders at `/x` alone that are empty; prints them
    "#]].assert_eq(&said.concat());
}

#[test]
fn what_is_not_sure_says_nothing() {
    let nested = format!("find . {} -name x {}", r"\( ".repeat(5000), r"\) ".repeat(5000));
    let bangs = format!("find . {} -name x", "! ".repeat(90));
    for text in [
        "find . -delete -name x",
        "find . -name a -o -name b -print",
        "find . -name a , -name b",
        r"find . \( -name a",
        r"find . -name a \)",
        "find . -frob",
        "find . -name",
        "find . -mtime x",
        "find . -exec rm {}",
        "find . -daystart -mtime 0",
        "find . -name x -prune -o -name y",
        "find . -path ./x -prune -o -type f -delete",
        "find . $tests",
        "find . -type f -o -type d -name x -print",
        &nested,
        &bangs,
    ] {
        assert_eq!(of(text), None, "{text:.60}");
    }
}
