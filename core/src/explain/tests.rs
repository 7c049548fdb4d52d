//! What explanations say, as text: each part on a line, indented by how deep it stands.

mod calls_a;
mod calls_b;
mod calls_c;
mod language;
mod lines;

use super::*;
use expect_test::{Expect, expect};
use std::fmt::Write;

fn show(parts: &[Explained], depth: usize, text: &str, out: &mut String) {
    for part in parts {
        assert!(part.span.end <= text.len(), "{part:?}");
        let written = part.span.of(text).lines().next().unwrap_or_default();
        let _ = writeln!(out, "{}{:?} {written}: {}", "  ".repeat(depth), part.span, part.meaning);
        show(&part.parts, depth + 1, text, out);
    }
}

fn check(text: &str, expected: Expect) {
    let mut shown = String::new();
    show(&explain_text(text, Dialect::Bash), 0, text, &mut shown);
    expected.assert_eq(&shown);
}

#[test]
fn every_letter_of_a_bundle_has_its_meaning() {
    check(
        "tar -xzf site.tgz -C /srv/www",
        expect![[r#"
            0..29 tar -xzf site.tgz -C /srv/www: Unpacks `site.tgz` with gzip into `/srv/www`.
              0..3 tar: Packs files into an archive, or unpacks one.
              5..6 x: takes files out of the archive
              6..7 z: packs or unpacks with gzip
              7..8 f: uses this archive, `-` being standard input or output (ARCHIVE)
              9..17 site.tgz: uses this archive, `-` being standard input or output (ARCHIVE)
              18..20 -C: changes to this folder first (FOLDER)
              21..29 /srv/www: changes to this folder first (FOLDER)
        "#]],
    );
}

#[test]
fn wrappers_sub_commands_and_operators_are_parts_too() {
    check(
        "sudo -u git git push --force origin main && echo ok >> log 2>&1 | cat &",
        expect![[r#"
            0..69 sudo -u git git push --force origin main && echo ok >> log 2>&1 | cat: runs `echo ok >> log 2>&1 | cat` only where `sudo -u git git push --force origin main` succeeds
              0..40 sudo -u git git push --force origin main: Sends `main` to `origin`, replacing what is there.
                0..4 sudo: Runs the command as `git`.
                5..7 -u: runs the command as this user (USER)
                8..11 git: runs the command as this user (USER)
                12..15 git: Keeps the history of files.
                16..20 push: Sends commits to another repository.
                21..28 --force: replaces what is there, whatever it is
                29..35 origin: REMOTE
                36..40 main: REFSPEC
              41..43 &&: runs `echo ok >> log 2>&1 | cat` only where `sudo -u git git push --force origin main` succeeds
              44..69 echo ok >> log 2>&1 | cat: passes the output of each command on as the input of the next
                44..63 echo ok >> log 2>&1: Prints `ok`.
                  44..48 echo: Prints its words.
                  49..51 ok: TEXT
                  52..58 >> log: appends output to `log`
                  59..63 2>&1: sends errors to `log` too, where output goes by now
                64..65 |: passes the output of `echo ok >> log 2>&1` on as the input of `cat`
                66..69 cat: Prints its standard input.
                  66..69 cat: Prints files one after another.
            70..71 &: does not wait: runs what stands before it in the background; `$!` is then its process id
        "#]],
    );
}

#[test]
fn commands_inside_words_are_explained_where_they_stand() {
    check(
        "find . -name '*.o' -exec rm -f {} +",
        expect![[r#"
            0..35 find . -name '*.o' -exec rm -f {} +: Finds all files and folders at and below `.` whose name matches `*.o`; runs `rm -f {}` on many at once.
              0..4 find: Looks for files below folders, and acts on each.
              5..6 .: FOLDER, which is read
              7..12 -name: keeps names that match, in exact case (PATTERN)
              13..18 '*.o': keeps names that match, in exact case (PATTERN)
              19..24 -exec: runs this command, `{}` being the path (COMMAND)
              25..33 rm -f {}: 
                25..33 rm -f {}: Deletes `{}`, without asking or complaining.
                  25..27 rm: Deletes files, and folders with their contents when asked.
                  28..30 -f: asks nothing and ignores files that do not exist
                  31..33 {}: FILE, which is deleted
        "#]],
    );
    check(
        "sh -c 'rm -r x'",
        expect![[r#"
            0..15 sh -c 'rm -r x': Runs this text as shell commands.
              0..2 sh: Runs shell commands from a file, a text or its standard input.
              3..5 -c: runs this text (COMMAND)
              6..15 'rm -r x': runs this text (COMMAND)
                7..14 rm -r x: Deletes `x` with everything below.
                  7..9 rm: Deletes files, and folders with their contents when asked.
                  10..12 -r: deletes folders with everything in them
                  13..14 x: FILE, which is deleted
        "#]],
    );
}

#[test]
fn a_number_or_a_signal_behind_a_dash_is_one_part() {
    check(
        "head -25 a",
        expect![[r#"
            0..10 head -25 a: Prints the first `25` lines of `a`.
              0..4 head: Prints the first lines of files.
              5..8 -25: prints this many lines
              9..10 a: FILE, which is read
        "#]],
    );
    check(
        "kill -9 1; kill -TERM 2",
        expect![[r#"
            0..9 kill -9 1: Ends `1` at once, without a chance to clean up.
              0..4 kill: Sends a signal to processes.
              5..7 -9: `SIGKILL` (9): ends the process at once; it cannot be caught or ignored, so nothing is tidied up
              8..9 1: PID
            9..10 ;: ends the command; what follows runs when it is done
            11..23 kill -TERM 2: Asks `2` to end.
              11..15 kill: Sends a signal to processes.
              16..21 -TERM: `SIGTERM` (15): a request to end; ends the process, unless it catches or ignores it
              22..23 2: PID
        "#]],
    );
    check(
        "gzip -9 a",
        expect![[r#"
            0..9 gzip -9 a: Packs `a` with gzip, in place of the original.
              0..4 gzip: Packs or unpacks single files.
              5..7 -9: packs small
              8..9 a: FILE, which is changed
        "#]],
    );
    check(
        "git log -3",
        expect![[r#"
            0..10 git log -3: Shows commits of the current branch, at most `3`.
              0..3 git: Keeps the history of files.
              4..7 log: Shows commits.
              8..10 -3: shows only this many commits
        "#]],
    );
}

#[test]
fn signs_of_an_expression_are_no_folders() {
    check(
        "find print ! -name x -o \\( -type d \\)",
        expect![[r#"
            0..37 find print ! -name x -o \( -type d \): Finds all files and folders at and below `print` either whose name does not match `x` or that are folders; prints them.
              0..4 find: Looks for files below folders, and acts on each.
              5..10 print: FOLDER, which is read
              11..12 !: turns what follows around
              13..18 -name: keeps names that match, in exact case (PATTERN)
              19..20 x: keeps names that match, in exact case (PATTERN)
              21..23 -o: asks the next test where the last failed
              24..26 \(: begins a group
              27..32 -type: keeps files of this type: `f` file, `d` folder, `l` link (TYPE)
              33..34 d: folders
              35..37 \): ends a group
        "#]],
    );
    check(
        "[ -s a ] || make |& tee log",
        expect![[r#"
            0..27 [ -s a ] || make |& tee log: runs `make |& tee log` only where `a` is empty or missing
              0..8 [ -s a ]: Is true when `a` exists and is not empty.
                0..1 [: Asks about files, texts and numbers.
                2..4 -s: is true when `a` exists and is not empty
                7..8 ]: ends the question
              9..11 ||: runs `make |& tee log` only where `a` is empty or missing
              12..27 make |& tee log: passes the output of each command on as the input of the next
                12..16 make: Builds the first target of the makefile.
                  12..16 make: Builds what a makefile describes.
                17..19 |&: passes output and errors of `make` on as the input of `tee log`
                20..27 tee log: Passes its standard input on, and writes it to `log`.
                  20..23 tee: Writes its input to files and to its output.
                  24..27 log: FILE, which is written over what it holds
        "#]],
    );
}

#[test]
fn flags_behind_a_sub_command_are_its_own() {
    // `-p` and `-c` mean something to `git` itself, and nothing behind these.
    check(
        "git stash pop --index -c",
        expect![[r#"
            0..24 git stash pop --index -c: Here it stages again what was staged.
              0..3 git: Keeps the history of files.
              4..9 stash: Puts changes aside.
              10..13 pop: Brings changes back and drops them from the list.
              14..21 --index: stages again what was staged
        "#]],
    );
    check(
        "git frobnicate -p",
        expect![[r#"
            0..17 git frobnicate -p: 
              0..3 git: Keeps the history of files.
        "#]],
    );
}

#[test]
fn what_is_unknown_is_left_out() {
    check("frobnicate --hard x", expect![""]);
    check(
        "ls --nonsense",
        expect![[r#"
            0..13 ls --nonsense: 
              0..2 ls: Lists files.
        "#]],
    );
}
