//! What is said of words of whole commands, wherever a little language stands in them.

use super::*;
use crate::script::{Dialect, Node, walk};
use expect_test::{Expect, expect};
use std::fmt::Write;

/// Everything that a script's words say, with the words.
fn check(script: &str, expected: Expect) {
    let document = Document::new(script, Dialect::Bash);
    let mut text = String::new();
    for chunk in document.chunks() {
        walk(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node {
                for said in collect(command, |_| true) {
                    let _ = writeln!(text, "{}\n    {}", said.span.of(&chunk.body.text), said.text);
                }
            }
        });
    }
    expected.assert_eq(&text);
}

fn check_line(marked: &str, expected: Expect) {
    let offset = marked.find("<|>").unwrap();
    let text = marked.replacen("<|>", "", 1);
    let document = Document::new(&text, Dialect::Bash);
    let said = in_document(&document, offset);
    expected.assert_eq(&said.map_or("nothing".to_owned(), |it| format!("{}\n    {}", it.span.of(&text), it.text)));
}

#[test]
fn modes_owners_and_masks_are_read_where_they_stand() {
    check(
        "chmod -R u+rwX,g-w dir\nchmod 644 a 755\nchmod --reference=x 644\nmkdir -m 700 d\numask 077\nsudo chown -R bob: /srv\nchgrp staff f\n",
        expect![[r#"
            u+rwX,g-w
                the owner may also read, write and enter folders or run what somebody may already run; the group may no longer write it
            644
                the owner may read and write it; the group and others may read it
            700
                the owner may read, write and run or enter it; the group and others may do nothing
            077
                takes every right from the group and others: new files get at most 600, new folders at most 700
            bob:
                the owner becomes `bob`, and the group the one that `bob` logs in with
            staff
                the group becomes `staff`; the owner stays
        "#]],
    );
}

#[test]
fn signals_statuses_and_conditions_are_read_where_they_stand() {
    check(
        "kill -9 1\nkill -TERM 1\nkill -s HUP 1\npkill -USR1 x\ntimeout -s KILL 5 sleep 9\ntrap 'x' EXIT INT\nexit 127\nkill -l 137\nhead -5 f\n",
        expect![[r#"
            -9
                `SIGKILL` (9): ends the process at once; it cannot be caught or ignored, so nothing is tidied up
            -TERM
                `SIGTERM` (15): a request to end; ends the process, unless it catches or ignores it
            HUP
                `SIGHUP` (1): its terminal was closed, or a service shall read its settings again; ends the process, unless it catches or ignores it
            -USR1
                `SIGUSR1`: what the program makes of it; ends the process, unless it catches or ignores it
            KILL
                `SIGKILL` (9): ends the process at once; it cannot be caught or ignored, so nothing is tidied up
            EXIT
                when the shell ends, in whatever way it can notice
            INT
                when `SIGINT` (2) arrives: Ctrl-C
            127
                a failure; shells use 127 for a command that is not there
            137
                prints the name of `SIGKILL` (9)
        "#]],
    );
}

#[test]
fn options_sizes_formats_and_programs_are_read_where_they_stand() {
    check(
        "set -euo pipefail\nset +e\nset +o noglob\nset -- +e\nshopt -s nullglob globstar\nshopt -u dotglob\n\
         dd if=a of=b bs=4M count=10\nsplit -b 10M x\ntruncate -s +1G f\ndate +%F\nprintf '%s\\n' a\n\
         sed -n '5,10p' f\nsed -i.bak -e 's/a/b/g' -e '/x/d' f\nawk -F: '{print $1}' /etc/passwd\n\
         find . -mtime +7 -size +1M -perm -4000\nsed \"s/$a/b/\" f\nset -- a +x\n",
        expect![[r#"
            pipefail
                lets a pipeline fail where any of its commands fails, with the status of the last one that did
            +e
                switches off: `e` ends the script at the first command that fails, where its result is not asked for
            noglob
                switches off: does not expand file name patterns
            nullglob
                lets a file name pattern that matches nothing vanish
            globstar
                lets `**` match files and folders at any depth
            dotglob
                switches off: lets file name patterns match hidden files too, but not `.` and `..`
            4M
                4 MiB (4194304 bytes)
            10
                copies at most 40 MiB (41943040 bytes) in blocks of 4 MiB (4194304 bytes)
            10M
                10 MiB (10485760 bytes)
            +1G
                makes it 1 GiB (1073741824 bytes) larger
            +%F
                `2026-03-05` for 5 March 2026, 14:07:09: `%F` the date
            '%s\n'
                text, a line break; all of it again while arguments are left
            '5,10p'
                prints only lines 5 to 10
            's/a/b/g'
                replaces every match of `a` by `b` in each line
            '/x/d'
                deletes lines that match `x`
            '{print $1}'
                for each line, prints field 1 (fields are separated by `:`)
            +7
                its contents changed more than 7 days ago, counted in whole days: at least 8 days ago (BSD and macOS round up to whole days)
            +1M
                larger than 1 MiB; one byte more is enough, since sizes are rounded up to whole MiB
            -4000
                it runs as its owner
        "#]],
    );
}

#[test]
fn lines_of_a_crontab_are_found_where_they_are_made() {
    check_line(
        "(crontab -l; echo \"0 3 * <|>* * /x\") | crontab -\n",
        expect![[r#"
        0 3 * * * /x
            at 03:00 every day: runs `/x`"#]],
    );
    check_line(
        "crontab - <<'E'\nMAILTO=x\n*/5 * * * * <|>/x\nE\n",
        expect![[r#"
        */5 * * * * /x
            every 5 minutes: runs `/x`"#]],
    );
    check_line(
        "cat > /etc/cron.d/x <<E\n0 1 * * * ro<|>ot /x \\$HOME\nE\n",
        expect![[r#"
        0 1 * * * root /x \$HOME
            at 01:00 every day: runs `/x $HOME` as `root`"#]],
    );
    check_line(
        "echo '@daily root /<|>x' | sudo tee /etc/cron.d/x\n",
        expect![[r#"
        @daily root /x
            at 00:00 every day: runs `/x` as `root`"#]],
    );
    check_line(
        "crontab <<< '0 3 * * 1 /<|>x'\n",
        expect![[r#"
        0 3 * * 1 /x
            at 03:00 on Mondays: runs `/x`"#]],
    );
    check_line(
        "# run: crontab -e\n#  */10 * * * * /usr/bin/x<|> -q\n",
        expect![[r#"
        */10 * * * * /usr/bin/x -q
            every 10 minutes: runs `/usr/bin/x -q`"#]],
    );
    check_line("echo '0 3 * * * /x' >> /var/spool/cron/crontabs/bob<|>\n", expect!["nothing"]);
    check_line("echo '0 3 * * * /<|>x' | cat\n", expect!["nothing"]);
    check_line("# * a list * of * things <|>\n", expect!["nothing"]);
    check_line("# 1 2 3 4 5 six<|>\n", expect!["nothing"]);
    check_line("crontab - <<'E'\n# comm<|>ent\nE\n", expect!["nothing"]);
}

#[test]
fn text_of_the_user_is_shown_short_and_on_one_line() {
    assert_eq!(quoted("a`b"), "`` a`b ``");
    assert_eq!(quoted("a\nb"), "`a b`");
    assert_eq!(quoted(" "), "a blank");
    assert_eq!(quoted(""), "nothing");
    assert_eq!(quoted(&"x".repeat(100)).chars().count(), LONGEST_QUOTE + 3);
}

#[test]
fn no_word_makes_it_panic() {
    let words = [
        "",
        "+",
        "-",
        "é",
        "%",
        "\\",
        "/",
        "'s/é/ü/",
        "'$1'",
        "\"$x\"",
        "{a,b}",
        "0",
        "+%",
        "u+",
        "-é",
        "*",
        "'\n'",
        "'{print é}'",
        "'[[[['",
        "999999999999999999999",
        "-mtime",
        "-exec",
    ];
    for program in [
        "chmod",
        "find . -mtime",
        "find . -size",
        "sed",
        "awk",
        "date",
        "printf",
        "kill",
        "dd bs=1",
        "set -o",
        "trap x",
    ] {
        for first in words {
            for second in words {
                let script = format!("{program} {first} {second}\n");
                let document = Document::new(&script, Dialect::Bash);
                for chunk in document.chunks() {
                    walk(&chunk.body.statements, &mut |node| {
                        if let Node::Command(command) = node {
                            for said in collect(command, |_| true) {
                                assert_eq!(super::said(command, said.span).map(|it| it.span), Some(said.span));
                                assert!(said.text.len() < 4096);
                            }
                            let _ = (find::sentence(command), at(command, 9));
                        }
                    });
                }
                for offset in 0..script.len() {
                    let _ = in_document(&document, offset);
                }
            }
        }
    }
}
