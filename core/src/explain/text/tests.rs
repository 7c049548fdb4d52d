//! Pages and lines as a reader sees them.

use super::*;
use crate::explain::{explain_text, places};
use crate::rules;
use crate::script::Dialect;
use expect_test::{Expect, expect};

fn check_page(script: &str, expected: Expect) {
    let document = Document::new(script, Dialect::Bash);
    let report = rules::check(&document, None);
    let view = View { report: Some(&report), findings: report.findings(), ..View::of(&document) };
    let spans = places::statements(&document, Span::new(0, script.len()));
    expected.assert_eq(&page(&view, &spans));
}

fn check_lines(command: &str, width: usize, expected: Expect) {
    let document = Document::new(command, Dialect::Bash);
    let shown = lines(&document, &explain_text(command, Dialect::Bash), width);
    expected.assert_eq(&(shown.join("\n") + "\n"));
}

#[test]
fn a_page_shows_the_command_its_sentence_and_its_parts() {
    check_page(
        "sudo -u www tar -xzf site.tgz -C /srv/www\n",
        expect![[r#"
        ```sh
        sudo -u www tar -xzf site.tgz -C /srv/www
        ```

        Unpacks `site.tgz` with gzip into `/srv/www`.

        - `sudo` Runs the command as `www`.
        - `-u www` runs the command as this user
        - `tar` Packs files into an archive, or unpacks one.
        - `-x` takes files out of the archive
        - `-z` packs or unpacks with gzip
        - `-f site.tgz` uses this archive, `-` being standard input or output
        - `-C /srv/www` changes to this folder first

        Known from Caro's own facts.
    "#]],
    );
}

#[test]
fn a_call_of_a_function_is_a_sentence_of_its_own() {
    check_page(
        "# Packs it.\npack() { tar czf a.tgz x; }\npack y\n",
        expect![[r#"
        ```sh
        pack() { tar czf a.tgz x; }
        ```

        Defines the function `pack`; a call runs its body.

        - `pack` is defined here; a call runs its body
        - `{` begins the body of `pack`
        - `tar czf a.tgz x` Packs `x` into `a.tgz` with gzip.
          - `tar` Packs files into an archive, or unpacks one.
          - `-c` makes an archive
          - `-z` packs or unpacks with gzip
          - `-f a.tgz` uses this archive, `-` being standard input or output
          - `x` FILE
        - `;` ends the command; what follows runs when it is done
        - `}` ends the function `pack`

        ```sh
        pack y
        ```

        Calls `pack`, a function of this script: Packs it.

        Known from Caro's own facts, the language of the shell and the script itself.
    "#]],
    );
}

#[test]
fn a_manual_page_is_named_once_with_the_lines_that_were_quoted() {
    assert_eq!(with_lines("bc(1)", &BTreeSet::new()), "bc(1)");
    assert_eq!(with_lines("bc(1)", &BTreeSet::from([59])), "bc(1) (line 59)");
    assert_eq!(with_lines("bc(1)", &BTreeSet::from([70, 59])), "bc(1) (lines 59 and 70)");
}

#[test]
fn a_page_of_a_selection_shows_one_command_after_the_other_and_what_is_told_of_them() {
    check_page(
        "cd /tmp || exit\nrm -rf / *.log\nfind . -name '*.o' -exec rm -f {} + | sort\nfrobnicate\n",
        expect![[r#"
            ```sh
            cd /tmp || exit
            ```

            Runs `exit` only where `cd /tmp` fails.

            - `cd /tmp` Changes to the folder `/tmp`.
              - `cd` Changes to another folder.
              - `/tmp` FOLDER
            - `||` runs `exit` only where `cd /tmp` fails; that ends the shell with the status of what ran last
            - `exit` Ends the shell with the status of the last command.
              - `exit` Ends the shell.

            ```sh
            rm -rf / *.log
            ```

            Deletes `/` and `*.log` with everything below, without asking.

            - `rm` Deletes files, and folders with their contents when asked.
            - `-r` deletes folders with everything in them
            - `-f` asks nothing and ignores files that do not exist
            - `/` FILE, which is deleted
            - `*.log` FILE, which is deleted
              - `*.log` the names here that end in `.log`; hidden ones only with `dotglob`; without a match it stays as written, unless `nullglob` or `failglob` is set

            ```sh
            find . -name '*.o' -exec rm -f {} + | sort
            ```

            Passes the output of each command on as the input of the next.

            - `find . -name '*.o' -exec rm -f {} +` Finds all files and folders at and below `.` whose name matches `*.o`; runs `rm -f {}` on many at once.
              - `find` Looks for files below folders, and acts on each.
              - `.` FOLDER, which is read
              - `-name '*.o'` keeps names that match, in exact case
              - `-exec` runs this command, `{}` being the path (COMMAND)
              - `rm -f {}` Deletes `{}`, without asking or complaining.
                - `rm` Deletes files, and folders with their contents when asked.
                - `-f` asks nothing and ignores files that do not exist
                - `{}` FILE, which is deleted
            - `|` passes the output of `find . -name '*.o' -exec rm -f {} +` on as the input of `sort`
            - `sort` Sorts the lines of its standard input.
              - `sort` Puts lines in order.

            ```sh
            frobnicate
            ```

            Caro does not know what this does.

            **Look at this:**

            - **danger**, line 2: deletes the whole system (CARO0101)

            Known from Caro's own facts and the language of the shell.
        "#]],
    );
}

#[test]
fn lines_are_aligned_and_wrapped() {
    check_lines(
        "tar -xzf site.tgz -C /srv/www",
        60,
        expect![[r#"
        tar -xzf site.tgz -C /srv/www
          Unpacks `site.tgz` with gzip into `/srv/www`.
          tar          Packs files into an archive, or unpacks one.
          -x           takes files out of the archive
          -z           packs or unpacks with gzip
          -f site.tgz  uses this archive, `-` being standard input
                       or output
          -C /srv/www  changes to this folder first
    "#]],
    );
    check_lines(
        "ps aux | grep -v root && sh -c 'rm -r x; ls' > out",
        100,
        expect![[r#"
            ps aux | grep -v root && sh -c 'rm -r x; ls' > out
              Runs `sh -c 'rm -r x; ls' > out` only where `ps aux | grep -v root` succeeds.
              ps aux | grep -v root      passes the output of each command on as the input of the next
                ps aux                   Lists all processes, with their users and use of memory and processor.
                  ps                     Lists processes.
                  -a                     lists those of all users with a terminal
                  -u                     prints for people; as `-u`, lists those of the users that follow
                  -x                     lists those without a terminal too
                |                        passes the output of `ps aux` on as the input of `grep -v root`
                grep -v root             Prints the lines of its standard input that do not match `root`.
                  grep                   Prints the lines of files that match a pattern.
                  -v                     prints the lines that do not match
                  root                   PATTERN
              &&                         runs `sh -c 'rm -r x; ls' > out` only where `ps aux | grep -v root`
                                         succeeds
              sh -c 'rm -r x; ls' > out  Runs this text as shell commands.
                sh                       Runs shell commands from a file, a text or its standard input.
                -c 'rm -r x; ls'         runs this text
                  rm -r x                Deletes `x` with everything below.
                    rm                   Deletes files, and folders with their contents when asked.
                    -r                   deletes folders with everything in them
                    x                    FILE, which is deleted
                  ;                      ends the command; what follows runs when it is done
                  ls                     Lists the current folder.
                    ls                   Lists files.
                > out                    writes output to `out`, over what it holds
        "#]],
    );
}

#[test]
fn hostile_text_is_one_line_and_obeyed_by_nobody() {
    check_page(
        "rm -r \"a\u{1b}[2J\u{202e}b\" '`](x)<b>'\n",
        expect![[r#"
            ```sh
            rm -r "a?[2J?b" '`](x)<b>'
            ```

            Deletes `a [2J?b` and `'](x)<b>` with everything below.

            - `rm` Deletes files, and folders with their contents when asked.
            - `-r` deletes folders with everything in them
            - `"a?[2J?b"` FILE, which is deleted
            - `` '`](x)<b>' `` FILE, which is deleted

            **Look at this:**

            - **caution**, line 1: whoever looks at this script on a terminal sees another line: write the escape as `\e[…` (CARO1406)
            - **danger**, line 1: `U+202E` turns text around: this line does not run in the order that it shows (CARO1401)

            Known from Caro's own facts.
        "#]],
    );
}

#[test]
fn deep_and_long_scripts_have_short_pages() {
    let deep = "if true; then ".repeat(60) + "ls -l" + &"; fi".repeat(60);
    let long = "ls -l; ".repeat(5000);
    for script in [deep, long] {
        let document = Document::new(&script, Dialect::Bash);
        let view = View::of(&document);
        let spans = places::statements(&document, Span::new(0, script.len()));
        assert!(page(&view, &spans).len() < 64 << 10);
        assert!(places::comments(&view, Span::new(0, script.len())).len() < 2);
    }
}
