//! What hovers show: a script with the cursor, and the Markdown at that place.

use super::*;
use crate::manual::Page;
use crate::pages::{Examples, Manual, NoPages, Pages};
use crate::script::Dialect;
use crate::{Document, rules};
use expect_test::{Expect, expect};
use std::sync::Arc;

fn check_hover(marked: &str, expected: Expect) {
    check_hover_on(&NoPages, marked, expected);
}

fn check_hover_on(pages: &dyn Pages, marked: &str, expected: Expect) {
    let offset = marked.find("<|>").unwrap();
    let text = marked.replacen("<|>", "", 1);
    let document = Document::new(&text, Dialect::Bash);
    let report = rules::check(&document, None);
    let findings = report.findings();
    let view = View { document: &document, report: Some(&report), findings, pages, library: None };
    let shown = hover(&view, offset).map_or("nothing".to_owned(), |it| format!("{:?}\n{}", it.span, it.text));
    expected.assert_eq(&shown);
}

#[test]
fn a_command_is_explained_with_the_flags_it_was_given() {
    check_hover(
        "ls\nta<|>r -xzf site.tgz -C /srv\n",
        expect![[r#"
            3..6
            **`tar`** Packs files into an archive, or unpacks one.

            Unpacks `site.tgz` with gzip into `/srv`.

            - `-x` takes files out of the archive
            - `-z` packs or unpacks with gzip
            - `-f` uses this archive, `-` being standard input or output (ARCHIVE)
            - `-C` changes to this folder first (FOLDER)

            *From Caro's facts.*"#]],
    );
    check_hover(
        "sudo -u root r<|>m -f x\n",
        expect![[r#"
            13..15
            **`rm`** Deletes files, and folders with their contents when asked.

            Deletes `x`, without asking or complaining.

            Through `sudo`: runs the command as `root`.

            - `-f` asks nothing and ignores files that do not exist

            *From Caro's facts.*"#]],
    );
}

#[test]
fn the_letter_under_the_cursor_comes_first() {
    check_hover(
        "tar -x<|>zf a.tgz\n",
        expect![[r#"
            6..7
            **`-z`** packs or unpacks with gzip

            - `-x` takes files out of the archive
            - `-f` uses this archive, `-` being standard input or output (ARCHIVE)

            *From Caro's facts.*"#]],
    );
    check_hover(
        "tar x<|>f a.tgz\n",
        expect![[r#"
            5..6
            **`-f`** uses this archive, `-` being standard input or output (ARCHIVE)

            - `-x` takes files out of the archive

            *From Caro's facts.*"#]],
    );
}

#[test]
fn long_flags_values_and_words_behind_one_dash_are_flags() {
    check_hover(
        "curl --max-<|>time=5 x\n",
        expect![[r#"
            5..15
            **`--max-time`** gives up after this time (SECONDS)

            *From Caro's facts.*"#]],
    );
    check_hover(
        "curl --max-time 5<|> x\n",
        expect![[r#"
            16..17
            **`--max-time 5`** gives up after this time (SECONDS)

            *From Caro's facts.*"#]],
    );
    check_hover(
        "find . -mt<|>ime +3\n",
        expect![[r#"
            7..13
            **`-mtime`** keeps files whose contents changed this many days ago: `+` more, `-` less (DAYS)

            *From Caro's facts.*"#]],
    );
    check_hover(
        "dd if=a o<|>f=b\n",
        expect![[r#"
            8..10
            **`of=`** writes this file, over what it holds (FILE)

            *From Caro's facts.*"#]],
    );
}

#[test]
fn a_sub_command_has_words_of_its_own() {
    check_hover(
        "git pu<|>sh --tags\n",
        expect![[r#"
            4..8
            **`git push`** Sends commits to another repository.

            Sends all tags to the default remote.

            - `--tags` sends all tags

            *From Caro's facts.*"#]],
    );
    check_hover(
        "git push --for<|>ce-with-lease\n",
        expect![[r#"
            9..27
            **`--force-with-lease`** replaces what is there, unless somebody has pushed meanwhile (REF)

            *From Caro's facts.*"#]],
    );
}

#[test]
fn a_sub_command_of_a_sub_command_is_named_in_full() {
    check_hover(
        "git stash p<|>op --index\n",
        expect![[r#"
            10..13
            **`git stash pop`** Brings changes back and drops them from the list.

            Brings back the changes of the last stash, and drops it from the list; stages again what was staged.

            - `--index` stages again what was staged

            *From Caro's facts.*"#]],
    );
}

#[test]
fn a_wrapper_is_explained_with_its_own_flags() {
    check_hover(
        "su<|>do -u bob -E nice -n 5 rm -f x\n",
        expect![[r#"
            0..4
            **`sudo`** Runs the command as `bob`.

            - `-u` runs the command as this user (USER)
            - `-E` keeps the caller's environment

            `rm` Deletes `x`, without asking or complaining.

            *From Caro's facts.*"#]],
    );
    check_hover(
        "sudo -u bob ni<|>ce -n 5 rm -f x\n",
        expect![[r#"
            12..16
            **`nice`** Runs the command with its priority lowered by `5`.

            - `-n` lowers the priority by this much (NUMBER)

            `rm` Deletes `x`, without asking or complaining.

            *From Caro's facts.*"#]],
    );
}

#[test]
fn a_letter_without_a_value_leaves_the_rest_of_its_bundle_alone() {
    check_hover(
        "cp -u<|>v a b\n",
        expect![[r#"
            5..6
            **`-v`** names each file

            - `-u` copies only what is newer or missing

            *From Caro's facts.*"#]],
    );
    check_hover(
        "tail -f<|>n 5 log\n",
        expect![[r#"
            7..8
            **`-n`** prints this many lines, or all from that line on with `+` (NUMBER)

            - `-f` goes on printing what is added

            *From Caro's facts.*"#]],
    );
}

#[test]
fn numbers_and_signals_behind_a_dash_are_explained() {
    check_hover(
        "kill -KI<|>LL 1\n",
        expect![[r#"
            5..10
            **`-KILL`** `SIGKILL` (9): ends the process at once; it cannot be caught or ignored, so nothing is tidied up

            *From Caro's facts.*"#]],
    );
    check_hover(
        "head -<|>12 a\n",
        expect![[r#"
            5..8
            **`-12`** prints this many lines

            *From Caro's facts.*"#]],
    );
    check_hover("find pri<|>nt -name x\n", expect!["nothing"]);
}

#[test]
fn back_ticks_never_end_a_code_span_early() {
    assert_eq!(code("a`b``c"), "``` a`b``c ```");
    assert_eq!(code("a\nb"), "`a b`");
    // The user's word is "x`![p](u)": its own back-tick ends the span that the rule began.
    assert_eq!(inline("deletes `x`![p](u)`"), "deletes `x` `` ![p](u)` ``");
    assert_eq!(inline("```[l](u)`"), "`[l](u)`");
    assert_eq!(inline("`a``b`"), "`a` `b`");
}

#[test]
fn what_markdown_would_obey_is_code_since_some_editors_show_back_slashes() {
    assert_eq!(inline("deletes `a` [here](x)"), "deletes `a` `[here](x`)");
    assert_eq!(inline("see <file name>, or (a_b)."), "see `<file name>`, or (`a_b`).");
    assert_eq!(inline("the option [--x y] and *.o"), "the option `[--x y]` and `*.o`");
    assert_eq!(inline("a < b, a > c & ~~d~~ &lt;"), "a `<` b, a `>` c & `~~d~~` `&lt`;");
    assert_eq!(
        inline("[open for ever and never closed by anybody at all"),
        "`[open` for ever and never closed by anybody at all"
    );
    assert_eq!(inline("1. x"), "`1`. x");
    assert_eq!(inline("# x"), "`#` x");
    assert_eq!(inline("- x"), "`-` x");
    assert_eq!(inline("--- x, - y"), "`---` x, - y");
    assert_eq!(inline("a\\`"), "`` a\\` ``");
    assert_eq!(inline("`x`_y_"), "`x` `_y_`");
}

#[test]
fn a_quote_is_broken_where_every_line_shows_its_mark() {
    let text = "Decode low-level symbol names into user-level names - besides removing 1. any initial underscore.";
    expect![[r"
        > Decode low-level symbol names into user-level names - besides removing 1.
        > any initial underscore.
    "]]
    .assert_eq(&quote(text));
    assert_eq!(quote("- x"), "> `-` x\n");
    let signs = quote(&"- ".repeat(200));
    assert_eq!(signs.lines().count(), 1);
}

#[test]
fn a_finding_comes_before_the_facts() {
    check_hover(
        "echo '🙂'; find . -delete<|> -name x\n",
        expect![[r#"
            20..27
            **CARO0113** `-delete` runs before `-name` is asked

            Deletes every file, because the filter comes after `-delete`.

            - fix: Filter first, then delete

            ---

            **`-delete`** deletes the file, at once and in the order of the expression

            *From Caro's facts.*"#]],
    );
}

#[test]
fn a_variable_is_shown_with_the_values_that_it_can_have_here() {
    check_hover(
        "d=/srv\nif x; then d=/opt; fi\nls \"$<|>d\"\n",
        expect![[r#"
            33..35
            **`$d`** the value of `d`; here it is `/opt` or `/srv`; set in lines 1 and 2

            *From the shell's language.*"#]],
    );
    check_hover(
        "#!/bin/bash\nls $<|>1\n",
        expect![[r#"
            15..17
            **`$1`** the first argument of the script or function; without quotes it is split into words and matched against file names; here it is text from the caller, or empty when the script gets no such argument

            *From the shell's language.*"#]],
    );
    check_hover(
        "for f in *.txt; do echo \"$<|>f\"; done\n",
        expect![[r#"
        25..27
        **`$f`** the value of `f`; here it is each name that matches `*.txt` in turn; set in line 1

        *From the shell's language.*"#]],
    );
    check_hover(
        "for f in a b; do echo \"$<|>f\"; done\n",
        expect![[r#"
            23..25
            **`$f`** the value of `f`; here it is each of `a` and `b` in turn; set in line 1

            *From the shell's language.*"#]],
    );
    check_hover(
        "x=$(date); echo \"${<|>x}\"\n",
        expect![[r#"
            17..21
            **`${x}`** the value of `x`; here it is text from a command's output; set in line 1

            *From the shell's language.*"#]],
    );
    check_hover(
        "x=a.tgz; echo \"${<|>x%.tgz}\"\n",
        expect![[r#"
            15..24
            **`${x%.tgz}`** the value of `x` without `.tgz` at its end; here it is `a`; set in line 1

            *From the shell's language.*"#]],
    );
    check_hover(
        "read -r x; echo $<|>x\n",
        expect![[r#"
            16..18
            **`$x`** the value of `x`; without quotes it is split into words and matched against file names; here it is text from what is read, or empty when nothing is typed; set in line 1

            *From the shell's language.*"#]],
    );
    check_hover(
        "echo $HO<|>ME $EDI\n",
        expect![[r#"
            5..10
            **`$HOME`** the home folder of the user; what `~` and `cd` alone mean; without quotes it is split into words and matched against file names

            *From the shell's language.*"#]],
    );
    check_hover(
        "f() { rm -rf \"$<|>1\"/x; }\nf /srv\n",
        expect![[r#"
            14..16
            **`$1`** the first argument of the script or function

            *From the shell's language.*"#]],
    );
}

#[test]
fn a_call_of_a_function_shows_where_it_is_defined_and_what_its_author_says() {
    check_hover(
        "# Packs the site.\n# Twice.\nrm() { tar c; }\nr<|>m -rf x\n",
        expect![[r#"
            43..45
            **`rm`** is a function of this script: Packs the site.

            Defined in line 3.

            *From this script.*"#]],
    );
    check_hover(
        "die() { exit 1; }\nx || d<|>ie \"$y\"\n",
        expect![[r#"
            23..26
            **`die`** is a function of this script

            Defined in line 1.

            *From this script.*"#]],
    );
}

/// A machine with a page for `frob`, and tldr pages.
#[derive(Debug)]
struct Machine;

impl Pages for Machine {
    fn manual(&self, name: &str) -> Option<Arc<Manual>> {
        let source = ".TH FROB 1\n.SH NAME\nfrob \\- frobs *files*\n.SH OPTIONS\n.TP\n\\fB\\-q\\fR, \\fB\\-\\-quiet\\fR\nSays <nothing>.\n.TP\n\\fB\\-r\\fR, \\fB\\-\\-reckless\\fR\nAsks nothing.\n.TP\n\\fB\\-s\\fR\nIs short.\n";
        let page = Page::read(source);
        (name == "frob")
            .then(|| Arc::new(Manual::new("frob(1)".to_owned(), "/usr/share/man/man1/frob.1".to_owned(), &page, true)))
    }

    fn example(&self, name: &str, flags: &[&str]) -> Option<Example> {
        let page = "# tar\n\n- Unpack an archive:\n\n`tar -xf {{path/to/a.tar}}`\n";
        (name == "tar").then(|| Examples::read(page).best(flags)).flatten()
    }
}

#[test]
fn what_the_facts_do_not_know_is_quoted_from_the_manual_page() {
    let check = |text, expected| check_hover_on(&Machine, text, expected);
    check(
        "fr<|>ob -q x\n",
        expect![[r#"
            0..4
            **`frob`** frobs `*files*`

            *From frob(1), /usr/share/man/man1/frob.1.*"#]],
    );
    check(
        "frob -<|>q x\n",
        expect![[r#"
            5..7
            **`-q, --quiet`**

            > Says `<nothing>`.

            *From frob(1), line 6 of /usr/share/man/man1/frob.1.*"#]],
    );
    check(
        "frob --qu<|>iet x\n",
        expect![[r#"
            5..12
            **`-q, --quiet`**

            > Says `<nothing>`.

            *From frob(1), line 6 of /usr/share/man/man1/frob.1.*"#]],
    );
    check(
        "frob --lo<|>ud x\n",
        expect![[r#"
        5..11
        **`--loud`** stands nowhere in frob(1)

        *From frob(1), /usr/share/man/man1/frob.1.*"#]],
    );
    check("frob --qu<|> x\n", expect!["nothing"]);
}

#[test]
fn an_example_of_the_machine_is_shown_with_whose_it_is() {
    check_hover_on(
        &Machine,
        "ta<|>r -xf a.tar\n",
        expect![[r#"
            0..3
            **`tar`** Packs files into an archive, or unpacks one.

            Unpacks `a.tar`.

            - `-x` takes files out of the archive
            - `-f` uses this archive, `-` being standard input or output (ARCHIVE)

            Unpack an archive (tldr-pages, CC BY 4.0):

            ```sh
            tar -xf path/to/a.tar
            ```

            *From Caro's facts.*"#]],
    );
}

#[test]
fn little_languages_inside_words_are_said_in_words() {
    check_hover(
        "chmod u+r<|>wX,g-w x\n",
        expect![[r#"
            6..15
            **`u+rwX,g-w`** the owner may also read, write and enter folders or run what somebody may already run; the group may no longer write it

            *From Caro's facts.*"#]],
    );
    check_hover(
        "find . -mtime +<|>7\n",
        expect![[r#"
            14..16
            **`-mtime +7`** its contents changed more than 7 days ago, counted in whole days: at least 8 days ago (BSD and macOS round up to whole days)

            *From Caro's facts.*"#]],
    );
    check_hover(
        "fi<|>nd src -name '*.py' -size +1M -mtime -7 -delete\n",
        expect![[r#"
            0..4
            **`find`** Looks for files below folders, and acts on each.

            Finds all files and folders at and below `src` whose name matches `*.py`, that are larger than 1 MiB, that changed less than 7 days ago; deletes them.

            - `-name` keeps names that match, in exact case (PATTERN)
            - `-size` keeps files of this size: `+` more, `-` less (SIZE)
            - `-mtime` keeps files whose contents changed this many days ago: `+` more, `-` less (DAYS)
            - `-delete` deletes the file, at once and in the order of the expression

            *From Caro's facts.*"#]],
    );
    check_hover(
        "# 0 3 * * 1 ro<|>ot /x\n(crontab -l; echo '*/5 8-18 <|>* * 1-5 /x') | crontab -\n"
            .replacen("<|>", "", 1)
            .as_str(),
        expect![[r#"
            39..58
            every 5 minutes from 08:00 to 18:55, from Monday to Friday: runs `/x`

            *From Caro's facts.*"#]],
    );
    check_hover(
        "sed -n '5,1<|>0p' f\n",
        expect![[r#"
            7..14
            **`5,10p`** prints only lines 5 to 10

            *From Caro's facts.*"#]],
    );
    check_hover(
        "kill -<|>9 1\n",
        expect![[r#"
            5..7
            **`-9`** `SIGKILL` (9): ends the process at once; it cannot be caught or ignored, so nothing is tidied up

            *From Caro's facts.*"#]],
    );
    check_hover(
        "set -e<|>u\n",
        expect![[r#"
        6..7
        **`-u`** takes an unset variable for an error

        - `-e` ends the script at the first command that fails

        *From Caro's facts.*"#]],
    );
}

#[test]
fn a_value_is_shown_with_its_flag() {
    check_hover(
        "install -m 7<|>55 a b\n",
        expect![[r#"
        11..14
        **`-m 755`** the owner may read, write and run or enter it; the group and others may read and run or enter it

        *From Caro's facts.*"#]],
    );
    check_hover(
        "install -m7<|>55 a b\n",
        expect![[r#"
        10..13
        **`-m 755`** the owner may read, write and run or enter it; the group and others may read and run or enter it

        *From Caro's facts.*"#]],
    );
    check_hover(
        "install --mode=7<|>55 a b\n",
        expect![[r#"
        15..18
        **`--mode=755`** the owner may read, write and run or enter it; the group and others may read and run or enter it

        *From Caro's facts.*"#]],
    );
    check_hover(
        "sh -c 'install -m é7<|>55 a b'\n",
        expect![[r#"
        18..23
        **`-m é755`** gives the files this mode (MODE)

        *From Caro's facts.*"#]],
    );
}

#[test]
fn what_is_unknown_or_plain_gets_nothing() {
    check_hover("frob<|>nicate -x\n", expect!["nothing"]);
    check_hover("rm ./fi<|>le\n", expect!["nothing"]);
    check_hover("# rm -r<|>f\n", expect!["nothing"]);
    check_hover("echo 'rm -r<|>f'\n", expect!["nothing"]);
}

#[test]
fn inner_commands_are_found() {
    check_hover(
        "x=$(find . -ex<|>ec rm -f {} +)\n",
        expect![[r#"
            11..16
            **`-exec`** runs this command, `{}` being the path (COMMAND)

            *From Caro's facts.*"#]],
    );
    check_hover(
        "find . -exec rm -<|>f {} +\n",
        expect![[r#"
            16..18
            **`-f`** asks nothing and ignores files that do not exist

            *From Caro's facts.*"#]],
    );
    check_hover(
        "ssh host 'du -<|>s /srv'\n",
        expect![[r#"
            13..15
            **`-s`** prints one line for each operand

            *From Caro's facts.*"#]],
    );
}

#[test]
fn no_offset_makes_it_panic() {
    for text in
        ["tar -xzf 'a", "git push -", "find . -exec \\;", "é🙂 rm -é", "sudo sudo -u", "dd of=", "", "tar \"-x\"zf `a`"]
    {
        let document = Document::new(text, Dialect::Bash);
        let report = rules::check(&document, None);
        let findings = report.findings();
        let view = View { document: &document, report: Some(&report), findings, pages: &NoPages, library: None };
        for offset in 0..text.len() + 3 {
            let _ = hover(&view, offset);
        }
    }
}
