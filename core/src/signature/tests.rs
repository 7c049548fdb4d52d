//! What signatures of commands show: text in, text out.

use super::*;
use crate::script::Dialect;
use expect_test::{Expect, expect};
use std::fmt::Write;

fn check(marked: &str, expected: Expect) {
    let offset = marked.find("<|>").unwrap();
    let text = marked.replacen("<|>", "", 1);
    let document = Document::new(&text, Dialect::Bash);
    let Some(shown) = signature(&document, offset) else { return expected.assert_eq("nothing") };
    let mut text = format!("{}\n", shown.label);
    if let Some(active) = shown.active.and_then(|it| shown.parameters.get(it)) {
        let width = |it: &str| it.chars().count();
        let (start, name) = (width(&shown.label[..active.span.start]), active.span.of(&shown.label));
        let _ = writeln!(text, "{}{}\n{}", " ".repeat(start), "^".repeat(width(name)), active.documentation);
    }
    let _ = write!(text, "--\n{}", shown.documentation);
    expected.assert_eq(&text);
}

#[test]
fn flags_so_far_come_first_and_then_operands() {
    check(
        "tar -xf a.tgz <|>\n",
        expect![[r#"
        tar -x -f ARCHIVE FILE…
                          ^^^^^
        a file or a folder
        --
        Packs files into an archive, or unpacks one."#]],
    );
    check(
        "tar -xf <|>\n",
        expect![[r#"
            tar -x -f ARCHIVE FILE…
                   ^^^^^^^^^^
            uses this archive, `-` being standard input or output
            --
            Packs files into an archive, or unpacks one."#]],
    );
    check(
        "tar <|>\n",
        expect![[r#"
        tar MODE FILE…
            ^^^^
        `c` packs, `x` unpacks, `t` lists, `r` adds, `u` adds what is newer, `d` compares; then more letters, as in `xzf`
        --
        Packs files into an archive, or unpacks one."#]],
    );
    check(
        "cp -r a <|>b\n",
        expect![[r#"
        cp -r SOURCE… TARGET
                      ^^^^^^
        a file or a folder
        --
        Copies files, and folders when asked."#]],
    );
    check(
        "cp -r a b<|>\n",
        expect![[r#"
        cp -r SOURCE… TARGET
                      ^^^^^^
        a file or a folder
        --
        Copies files, and folders when asked."#]],
    );
    check(
        "dd if=/dev/zero bs=4M<|> of=x\n",
        expect![[r#"
        dd if=FILE bs=SIZE of=FILE
                   ^^^^^^^
        reads and writes blocks of this size

        a number with a unit of size

        Here: 4 MiB (4194304 bytes)
        --
        Copies blocks of bytes from one file or device to another."#]],
    );
    check(
        "sudo grep --color=auto -n <|>x f\n",
        expect![[r#"
        grep --color[=WHEN] -n PATTERN FILE…
                               ^^^^^^^
        a pattern; in quotes, so that the shell leaves it alone
        --
        Prints the lines of files that match a pattern."#]],
    );
    check(
        "rm -rf <|>",
        expect![[r#"
        rm -r -f FILE…
                 ^^^^^
        a file or a folder
        --
        Deletes files, and folders with their contents when asked."#]],
    );
}

#[test]
fn sub_commands_have_signatures_of_their_own() {
    check(
        "git <|>\n",
        expect![[r#"
        git COMMAND
            ^^^^^^^
        what to do
        --
        Keeps the history of files."#]],
    );
    check(
        "git push <|>\n",
        expect![[r#"
        git push REMOTE REFSPEC…
                 ^^^^^^

        --
        Sends commits to another repository."#]],
    );
    check(
        "docker run -p <|> nginx\n",
        expect![[r#"
            docker run -p PORTS IMAGE COMMAND ARGUMENT…
                       ^^^^^^^^
            opens ports of the host that lead into it
            --
            Runs a command in a new container."#]],
    );
}

#[test]
fn values_of_find_say_what_is_allowed_and_what_is_there() {
    check(
        "find src -mtime +7<|> -delete\n",
        expect![[r#"
            find FOLDER… -mtime DAYS -delete TEST… ACTION…
                         ^^^^^^^^^^^
            keeps files whose contents changed this many days ago: `+` more, `-` less

            days of 24 hours: `+7` more than 7 of them ago, `-7` less; GNU and POSIX drop what is left of a day, BSD rounds up

            Here: its contents changed more than 7 days ago, counted in whole days: at least 8 days ago (BSD and macOS round up to whole days)
            --
            All files and folders at and below `src` that changed more than 7 whole days ago; deletes them."#]],
    );
    check(
        "find <|>\n",
        expect![[r#"
        find FOLDER… TEST… ACTION…
             ^^^^^^^
        where to look; the current folder where none is named, with GNU's `find`
        --
        All files and folders at and below the current folder; prints them."#]],
    );
    check(
        "find . -type <|>\n",
        expect![[r#"
        find FOLDER… -type TYPE TEST… ACTION…
                     ^^^^^^^^^^
        keeps files of this type: `f` file, `d` folder, `l` link

        `f` file, `d` folder, `l` link, `p` pipe, `s` socket, `b` block device, `c` character device; `f,d` is either, with GNU's `find`
        --
        Looks for files below folders, and acts on each."#]],
    );
    check(
        "find . -type f <|>\n",
        expect![[r#"
        find FOLDER… -type TYPE TEST… ACTION…
                                ^^^^^
        `-name '*.c'`, `-type f`, `-mtime -7`, `-size +1M`; `!` turns one around, `-o` is or
        --
        Files below `.`; prints them."#]],
    );
    check(
        "find . -exec rm <|>\n",
        expect![[r#"
        rm FILE…
           ^^^^^
        a file or a folder
        --
        Deletes files, and folders with their contents when asked."#]],
    );
}

#[test]
fn modes_are_said_while_they_are_typed() {
    check(
        "chmod <|>\n",
        expect![[r#"
        chmod [ugoa][-+=][rwxXst] FILE…
              ^^^^^^
        `u` the owner, `g` the group, `o` others, `a` all; without one: all, but not what the umask forbids
        --
        Changes who may read, write and run files. Several changes stand behind each other with commas."#]],
    );
    check(
        "chmod u+r<|>w f\n",
        expect![[r#"
        chmod [ugoa][-+=][rwxXst] FILE…
                         ^^^^^^^^
        `r` read, `w` write, `x` run or enter, `X` enter folders and run what somebody may already run, `s` run as owner or group, `t` only owners may delete in the folder
        --
        Changes who may read, write and run files. Several changes stand behind each other with commas.

        Here: the owner may also read and write it"#]],
    );
    check(
        "chmod u+rw,g<|>\n",
        expect![[r#"
        chmod [ugoa][-+=][rwxXst] FILE…
              ^^^^^^
        `u` the owner, `g` the group, `o` others, `a` all; without one: all, but not what the umask forbids
        --
        Changes who may read, write and run files. Several changes stand behind each other with commas."#]],
    );
    check(
        "chmod 64<|>\n",
        expect![[r#"
        chmod MODE FILE…
              ^^^^
        a mode: `644`, or `u+rw,go-w`

        Here: the owner may do nothing; the group may read and write it; others may read it
        --
        Changes who may read, write and run files."#]],
    );
    check(
        "chmod 644 <|>\n",
        expect![[r#"
        chmod MODE FILE…
                   ^^^^^
        a file or a folder
        --
        Changes who may read, write and run files."#]],
    );
    check(
        "chmod 644<|>\n",
        expect![[r#"
        chmod MODE FILE…
              ^^^^
        a mode: `644`, or `u+rw,go-w`

        Here: the owner may read and write it; the group and others may read it
        --
        Changes who may read, write and run files."#]],
    );
}

#[test]
fn scripts_of_sed_and_awk_are_followed() {
    check(
        "sed -n '<|>5,10p' f\n",
        expect![[r#"
        sed '[ADDRESS]COMMAND' FILE…
             ^^^^^^^^^
        `5`, `$` (the last line), `/x/` (lines that match), `2,5`, `/a/,/b/`; `!` behind it turns it around
        --
        Changes text line by line.

        Here: prints only lines 5 to 10"#]],
    );
    check(
        "sed -n '5,10p<|>' f\n",
        expect![[r#"
        sed '[ADDRESS]COMMAND' FILE…
                      ^^^^^^^
        `s/a/b/` replaces, `d` deletes, `p` prints, `q` ends, `y/abc/xyz/` turns characters; `i`, `a` and `c` put a line before, behind, or in place
        --
        Changes text line by line.

        Here: prints only lines 5 to 10"#]],
    );
    check(
        "sed 's/a/<|>b/g' f\n",
        expect![[r#"
        sed '[ADDRESS]s/WHAT/BY/FLAGS' FILE…
                             ^^
        what stands in its place: `&` is what matched, `\1` what the first group matched
        --
        Changes text line by line.

        Here: replaces every match of `a` by `b` in each line"#]],
    );
    check(
        "sed -e 's/a/b/g<|>' f\n",
        expect![[r#"
        sed '[ADDRESS]s/WHAT/BY/FLAGS' FILE…
                                ^^^^^
        `g` every match in the line, `2` the second, `p` prints the line, `I` in any case (GNU)
        --
        Changes text line by line.

        Here: replaces every match of `a` by `b` in each line"#]],
    );
    check(
        "sed 's/a<|>",
        expect![[r#"
        sed '[ADDRESS]s/WHAT/BY/FLAGS' FILE…
                        ^^^^
        the expression that is looked for
        --
        Changes text line by line."#]],
    );
    check(
        "awk '<|>' f\n",
        expect![[r#"
            awk 'PATTERN { ACTION }' FILE…
                 ^^^^^^^
            for which lines: `/x/`, `$1 == "x"`, `NR == 1`, `NR > 1`, `BEGIN`, `END`; without one: every line
            --
            Runs a small program on every line of its input."#]],
    );
    check(
        "awk -F: '$3 > 100 {print <|>$1}' f\n",
        expect![[r#"
        awk 'PATTERN { ACTION }' FILE…
                       ^^^^^^
        what happens: `print $1, $NF`, `n++`, `s += $2`; without one: prints the line
        --
        Runs a small program on every line of its input.

        Here: for lines whose field 3 is more than 100, prints field 1 (fields are separated by `:`)"#]],
    );
}

#[test]
fn lines_of_a_crontab_are_followed() {
    check(
        "crontab - <<'E'\n*/5 8-1<|>8 * * 1-5 /x\nE\n",
        expect![[r#"
        MINUTE HOUR DAY MONTH WEEKDAY COMMAND
               ^^^^
        0 to 23; `*` is each, `1,5` a list, `1-5` a range, `*/5` every 5th

        Here: in hours 8 to 18
        --
        Every 5 minutes from 08:00 to 18:55, from Monday to Friday: runs `/x`."#]],
    );
    check(
        "echo '0 3 <|>' | crontab -\n",
        expect![[r#"
        MINUTE HOUR DAY MONTH WEEKDAY COMMAND
                    ^^^
        1 to 31, a day of the month; `*` is each, `1,5` a list, `1-5` a range, `*/5` every 5th
        --
        A line of a crontab."#]],
    );
    check(
        "cat > /etc/cron.d/x <<'E'\n0 3 * * * <|>\nE\n",
        expect![[r#"
        MINUTE HOUR DAY MONTH WEEKDAY USER COMMAND
                                      ^^^^
        who runs the command
        --
        At 03:00 every day."#]],
    );
}

#[test]
fn what_nobody_knows_comments_and_strings_get_nothing() {
    for text in [
        "frobnicate <|>\n",
        "frobnicate -x <|>y\n",
        "echo <|>\n",
        "# rm <|>-rf\n",
        "rm -rf x # no <|>\n",
        "echo 'a <|>b'\n",
        "grep \"a<|>\" f\n",
        "tar<|> -x\n",
        "ta<|>r -x\n",
        "<|>\n",
        "rm x > <|>f\n",
        "rm x; <|>\n",
        "rm x\n<|>\n",
        "x=1 <|>\n",
        "if rm x; then <|>\n",
        "crontab - <<'E'\n# com<|>ment\nMAILTO=x\nE\n",
        "crontab - <<'E'\nMAILTO=<|>x\nE\n",
    ] {
        check(text, expect!["nothing"]);
    }
}

#[test]
fn inner_commands_are_found() {
    check(
        "x=\"$(chmod 600 <|>)\"\n",
        expect![[r#"
        chmod MODE FILE…
                   ^^^^^
        a file or a folder
        --
        Changes who may read, write and run files."#]],
    );
    check(
        "ssh host 'rm -r <|>'\n",
        expect![[r#"
        rm -r FILE…
              ^^^^^
        a file or a folder
        --
        Deletes files, and folders with their contents when asked."#]],
    );
}

#[test]
fn no_text_makes_it_panic() {
    let long_flags = format!("tar {} <|>", "-x ".repeat(3000));
    let long_sed = format!("sed '{}", "s/a/b/;".repeat(3000));
    for text in [
        "tar -xzf 'é",
        "find . -exec",
        "find . -mtime é",
        "chmod é",
        "chmod u+é",
        "sed 's/é/ü",
        "awk '{print \"é",
        "awk '{{{{",
        "crontab - <<E\né é é\nE",
        "echo \"0 3 * * * é\" | crontab -",
        "echo '\\$é' > /etc/cron.d/é",
        "dd é=",
        "git é",
        "sudo",
        "sudo -u",
        "find $(find $(find ",
        "sed \"s/$x/é/\" ",
        "sed $'s/\\'é/x/' y",
        "bash -c \"rm \\\"é\\\" \"",
        &long_flags,
        &long_sed,
    ] {
        let document = Document::new(text, Dialect::Bash);
        let step = (text.len() / 200).max(1);
        for offset in (0..text.len() + 3).step_by(step) {
            if let Some(shown) = signature(&document, offset) {
                assert!(shown.label.len() < 1024, "{}", shown.label);
                assert!(shown.active.is_none_or(|it| it < shown.parameters.len()));
                assert!(shown.parameters.iter().all(|it| shown.label.get(it.span.start..it.span.end).is_some()));
            }
        }
    }
}
