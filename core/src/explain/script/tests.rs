//! What pages of whole scripts say.

use super::*;
use crate::explain::View;
use crate::rules;
use expect_test::{Expect, expect, expect_file};

fn page_of(script: &str, dialect: Dialect) -> String {
    let document = Document::new(script, dialect);
    let report = rules::check(&document, None);
    let view = View { report: Some(&report), findings: report.findings(), ..View::of(&document) };
    super::script(&view, None).text(&document, 100).join("\n") + "\n"
}

fn check(script: &str, expected: Expect) {
    expected.assert_eq(&page_of(script, Dialect::Bash));
}

#[test]
fn pages_of_the_corpus() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus");
    let mut pages = String::new();
    let mut paths: Vec<_> =
        std::fs::read_dir(corpus).expect("the corpus is there").flatten().map(|it| it.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|it| it.extension().is_some_and(|it| it == "sh")) {
        let script = std::fs::read_to_string(path).expect("it is text");
        let dialect = crate::dialect_of(None, None, script.lines().next().unwrap_or_default()).unwrap_or_default();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(pages, "{name}\n\n{}\n{}\n", page_of(&script, dialect), "-".repeat(40));
    }
    expect_file!["pages.txt"].assert_eq(&pages);
}

#[test]
fn a_page_says_what_is_read_written_and_deleted_by_its_values() {
    check(
        "#!/bin/sh\n# Moves logs away.\nset -eu\nDIR=/var/log/app\nOUT=$1\nold=\"$DIR\"/old\ncat \"$DIR\"/a.log > \"$OUT\"\necho x >> /etc/app.conf\nrm -r \"$old\" \"$2/tmp\"\ncp \"$(date).txt\" /tmp/x\n",
        expect![[r#"
            “Moves logs away.”
            Written for `bash`: 10 lines and 9 commands.

            Reads:
              `/var/log/app/a.log` (line 7)
              `$(date).txt`, a path that only shows when it runs (line 10)

            Writes:
              the first argument (`$OUT`) (line 7)
              `/etc/app.conf`, at its end (line 8)
              `/tmp/x` (line 10)

            Deletes:
              `/var/log/app/old`, with everything in it (line 9)
              `$2/tmp`, where `$2` is the second argument, with everything in it (line 9)

            Needs programs:
              `cat` (line 7)
              `rm` (line 9)
              `cp` (line 10)
              `date` (line 10)

            Needs root:
              changes what is below `/etc`, which mostly only root may (line 8)
              changes what is below `/var/log`, which mostly only root may (line 9)

            Takes arguments:
              `$1`: kept as `OUT` (line 5)
              `$2`: given to `rm` (line 9)

            Ends:
              at the first command that fails (`set -e`) (line 3)
              where a variable is used that is not set (`set -u`) (line 3)
              with the status of its last command

            Step by step:
              lines 3 to 10: “Moves logs away.” Sets `DIR`, `OUT` and `old`; ends the script at the first
                command that fails or variable that is not set; prints `"$DIR"/a.log`; and more.
        "#]],
    );
}

#[test]
fn functions_are_told_by_their_calls() {
    check(
        "put() { cp \"$1\" \"$2\"; }\nunused() { rm \"$1\"; }\nput a b\nput c d\nput \"$HOME/x\" \"$X\"\n",
        expect![[r#"
            A shell script that reads files, writes files and deletes files
            Written for `bash`: 5 lines, 5 commands and 2 functions.

            Reads:
              `a` (line 1)
              `c` (line 1)
              `~/x` (line 1)

            Writes:
              `b` (line 1)
              `d` (line 1)
              the second argument of `put` (`$2`) (line 1)

            Deletes:
              the first argument of `unused` (`$1`) (line 2)

            Needs programs:
              `cp` (line 1)
              `rm` (line 2)

            Takes variables from outside:
              `X` (line 5)

            Ends:
              with the status of its last command

            Step by step:
              line 1: Defines `put`, which copies `$1` to `$2`.
              line 2: Defines `unused`, which deletes `$1`.
              lines 3 to 5: Calls `put`.
        "#]],
    );
}

#[test]
fn root_network_and_variables_from_outside() {
    check(
        "sudo apt-get install -y curl\nsudo -u www ls\ncurl -fsSL \"https://example.com/$VERSION\" -o \"${OUT:-a.tgz}\"\nrsync -a x/ me@box:y/\nrsync -a x/ z/\nssh box 'rm -rf /srv/x; frobnicate'\npython3 -c 'import os; os.remove(\"q\")'\n: \"${TOKEN:?}\"\nLATER=1; echo $LATER\n",
        expect![[r#"
            A shell script that reads files, writes files, talks to the network and needs root
            Written for `bash`: 9 lines and 10 commands.

            Reads:
              `x/` (lines 4, 5)

            Writes:
              `${OUT:-a.tgz}`, such as `a.tgz` (line 3)
              `z/` (line 5)

            Needs programs:
              `sudo` (lines 1, 2)
              `apt-get` (line 1)
              `ls` (line 2)
              `curl` (line 3)
              `rsync` (lines 4, 5)
              `ssh` (line 6)
              `python3` (line 7)

            Needs root:
              runs `apt-get` as root (`sudo`) (line 1)
              runs `ls` as `www` (`sudo`) (line 2)

            Talks to the network:
              `apt-get` (line 1)
              `https://example.com/$VERSION`, an address that begins with `https://example.com/` (`curl`)
                (line 3)
              `me@box:y/` (`rsync`) (line 4)
              `box` (`ssh`) (line 6)

            Takes variables from outside:
              `VERSION` (line 3)
              `OUT`, else `a.tgz` (line 3)
              `TOKEN`, which must be set (line 8)

            Ends:
              with the status of its last command

            Look at this:
              line 6: caution: CARO0149 deletes all of `/srv/x`, its settings and data too

            Step by step:
              lines 1 to 9: Installs the package `curl` with what is needed for that, without asking; lists
                the current folder; downloads `https://example.com/$VERSION` to `${OUT:-a.tgz}`, following
                redirects; and more.
        "#]],
    );
}

#[test]
fn arguments_input_traps_and_ends() {
    check(
        "trap 'rm -f x' EXIT INT\ntrap '' HUP\nread -r name\nwhile getopts ab: o; do case $o in a) ;; b) ;; esac; done\ncase $1 in start) go ;; stop) exit 3 ;; *) exit 2 ;; esac\nfor f in \"$@\"; do ls \"$f\"; done\n( exit 9 )\necho | read x\nexec \"$@\"\n",
        expect![[r#"
            A shell script that reads files and deletes files
            Written for `bash`: 9 lines and 12 commands.

            Reads:
              `$f`, a path that only shows when it runs (line 6)

            Deletes:
              `x` (line 1)

            Needs programs:
              `rm` (line 1)
              `go` (line 5)
              `ls` (line 6)
              `$@`, a command in the arguments (line 9)

            Takes arguments:
              flags `-a` and `-b VALUE` (line 4)
              `$1`: one of `start` and `stop` (line 5)
              all of them (`$@`): gone through as `f` and run as a command (lines 6, 9)

            Reads standard input:
              a line, as `name` (`read`) (line 3)

            Waits for signals:
              `EXIT` and `INT`: runs `rm -f x` (line 1)
              `HUP`: does nothing (line 2)

            Ends:
              with status `3` (line 5)
              with status `2` (line 5)
              becomes `$@` (`exec`) (line 9)

            Step by step:
              lines 1 to 9: Runs `rm -f x` at `EXIT` and `INT`; ignores `HUP` from here on; reads a line from
                its standard input into `name`; and more.
        "#]],
    );
}

#[test]
fn hostile_scripts_have_pages_too() {
    let bytes: String = (0..4000u32).filter_map(|it| char::from_u32(it * 7 % 0x500)).collect();
    let long = "rm -r a$x; cat b > c\n".repeat(4000);
    let names: Vec<String> = (0..3000).map(|it| format!("prog{it} < in{it} > out{it}\n# A {it}\n")).collect();
    let names = names.concat();
    let half = "#!/bin/bash\n# Says\nif [ -n \"$1\nfor x in $(ls | while read; do case $x in".to_owned();
    let deep = "f() { ".repeat(80) + &"}; ".repeat(80);
    for script in [bytes, long, names, half, deep, String::new(), "\n\n#\n#!\n".to_owned()] {
        let page = page_of(&script, Dialect::Bash);
        assert!(page.len() < 64 << 10, "{}", page.len());
        let document = Document::new(&script, Dialect::Bash);
        let view = View::of(&document);
        assert!(super::script(&view, None).markdown(&document).len() < 64 << 10);
    }
    assert!(page_of("#!/bin/zsh\nls\n", Dialect::Unsupported).contains("does not read this shell"));
}
