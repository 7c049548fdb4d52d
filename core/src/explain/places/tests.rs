//! Which statements are meant, and which comments come above them.

use super::*;
use crate::generate::ghost::Cursor;
use crate::rules;
use crate::script::{Dialect, dump};
use crate::target::Platform;
use expect_test::{Expect, expect};

fn edited(script: &str, selection: Span) -> String {
    let document = Document::new(script, Dialect::Bash);
    let report = rules::check(&document, None);
    let view = View { report: Some(&report), findings: report.findings(), ..View::of(&document) };
    actions::edited(&document, &comments(&view, selection)).text().to_string()
}

/// The script with the cursor's command explained, or with all of them where there is no cursor.
fn check(script: &str, expected: Expect) {
    let plain = script.replacen("<|>", "", 1);
    let selection = script.find("<|>").map_or(Span::new(0, plain.len()), Span::at);
    let once = edited(&plain, selection);
    // Rust reads no `\r` in a raw string.
    expected.assert_eq(&once.replace("\r\n", "\n"));
    if plain.contains("\r\n") {
        assert!(once.split_inclusive('\n').all(|it| it.ends_with("\r\n")), "{once:?}");
    }
    says_the_same(&plain, &once);
    if !selection.is_empty() {
        assert_eq!(edited(&once, Span::new(0, once.len())), once, "twice is once");
    }
}

/// The model without places and comments.
fn model(script: &str) -> String {
    let document = Document::new(script, Dialect::Bash);
    let shown = dump(document.chunks());
    let lines = shown.lines().map(|it| {
        let (place, text) = it.trim_start().split_once(' ').unwrap_or_default();
        let depth = it.len() - it.trim_start().len();
        let is_place = place.split(':').all(|it| it.parse::<usize>().is_ok());
        format!("{depth} {}", if is_place { text } else { it.trim_start() })
    });
    lines.filter(|it| !it.contains(" #")).collect::<Vec<_>>().join("\n")
}

fn says_the_same(before: &str, after: &str) {
    assert_eq!(model(before), model(after));
    let findings = |text: &str| {
        let document = Document::new(text, Dialect::Bash);
        let report = rules::check(&document, None);
        let told = crate::verdict::verdict(&document, &report, &crate::policy::Policy::default());
        told.iter().map(|it| format!("{} {}", it.rule.code, it.message)).collect::<Vec<_>>()
    };
    assert_eq!(findings(before), findings(after));
    // No comment of ours asks for a command.
    let (old, new) = (Document::new(before, Dialect::Bash), Document::new(after, Dialect::Bash));
    let ghosts = |it: &Document| {
        let ends = (0..it.text().len_lines()).map(|row| it.text().line_to_byte(row));
        ends.filter_map(|at| {
            let cursor = Cursor {
                document: it,
                offset: at.saturating_sub(1),
                platform: Platform::Linux,
                manual: true,
                enough: 0.0,
                names: &[],
            };
            cursor.wish()?.ghosts(1, Vec::new()).items.pop()
        })
        .count()
    };
    assert!(ghosts(&new) <= ghosts(&old));
}

#[test]
fn a_comment_stands_above_its_command_as_deep_as_that() {
    check(
        "if true; then\n    tar -xzf site.tgz -C /s<|>rv/www\nfi\n",
        expect![[r#"
            if true; then
                # Unpacks `site.tgz` with gzip into `/srv/www`.
                #   -x           takes files out of the archive
                #   -z           packs or unpacks with gzip
                #   -f site.tgz  uses this archive, `-` being standard input or output
                #   -C /srv/www  changes to this folder first
                tar -xzf site.tgz -C /srv/www
            fi
        "#]],
    );
}

#[test]
fn a_pipeline_is_told_as_a_whole_and_no_line_is_put_into_it() {
    check(
        "cat access.log |\n  sort -u \\\n  -k 2 |\n  head -5 > top<|>\n",
        expect![[r#"
            # Passes the output of each command on as the input of the next.
            #   `cat access.log`   Prints `access.log`.
            #   `| sort -u -k 2`   Sorts the lines of its standard input by the key `2`, keeping one line for
            #                      each key.
            #     -u               prints equal lines once
            #     -k 2             orders by this field
            #   `| head -5 > top`  Prints the first `5` lines of its standard input.
            #     -5               prints this many lines
            #     > top            writes output to `top`, over what it holds
            cat access.log |
              sort -u \
              -k 2 |
              head -5 > top
        "#]],
    );
}

#[test]
fn a_selection_tells_of_every_command_line_in_it() {
    check(
        "#!/bin/sh\nset -e\nfor f in *.log; do\n\tgzip -9 \"$f\"\ndone\ncleanup() {\n\trm -rf -- \"$tmp\"; sync\n}\ncat <<EOF\nrm -r x\nEOF\nx=\"a\nrm -r y\n\"\n",
        expect![[r##"
            #!/bin/sh
            # Ends the script at the first command that fails.
            #   -e  ends the script at the first command that fails
            set -e
            for f in *.log; do
            	# Packs `$f` with gzip, in place of the original.
            	#   -9  packs small
            	gzip -9 "$f"
            done
            cleanup() {
            	# Deletes `$tmp` with everything below, without asking.
            	#   -r  deletes folders with everything in them
            	#   -f  asks nothing and ignores files that do not exist
            	rm -rf -- "$tmp"; sync
            }
            # Prints its standard input.
            #   <<EOF  takes in the lines up to `EOF`; `$x`, `$(…)` and backslashes in them are expanded
            cat <<EOF
            rm -r x
            EOF
            x="a
            rm -r y
            "
        "##]],
    );
}

#[test]
fn what_speaks_to_a_checker_stays_next_to_its_command() {
    check(
        "# caro: ignore CARO0101 because this is a test\nrm -rf /\n# shellcheck disable=SC2086\n# The author's words.\ncp -r $a b\n",
        expect![[r#"
            # Deletes `/` with everything below, without asking.
            #   -r  deletes folders with everything in them
            #   -f  asks nothing and ignores files that do not exist
            # caro: ignore CARO0101 because this is a test
            rm -rf /
            # shellcheck disable=SC2086
            # The author's words.
            # Copies `$a` with everything below to `b`.
            #   -r  copies folders with everything in them
            cp -r $a b
        "#]],
    );
}

#[test]
fn no_word_of_the_script_becomes_an_order_to_a_checker() {
    check(
        "sudo shellcheck a.sh | shellcheck - | caro: x\nsh -c 'shellcheck disable=SC1000'\n",
        expect![[r#"
            # Passes the output of each command on as the input of the next.
            #   `sudo shellcheck a.sh`  Runs `shellcheck` as root.
            #     `sudo`                Runs the command as root.
            sudo shellcheck a.sh | shellcheck - | caro: x
            # Runs this text as shell commands.
            #   -c 'shellcheck disable=SC10…  runs this text
            sh -c 'shellcheck disable=SC1000'
        "#]],
    );
}

#[test]
fn the_first_line_and_other_line_ends_are_kept() {
    check(
        "ls -la\r\nrm -r x\r\n",
        expect![[r#"
            # Lists the current folder with details, hidden files too.
            #   -l  prints details
            #   -a  lists hidden files too
            ls -la
            # Deletes `x` with everything below.
            #   -r  deletes folders with everything in them
            rm -r x
        "#]],
    );
}

#[test]
fn where_no_comment_can_stand_there_is_none() {
    for script in [
        "echo a; rm -r b<|>\n",
        "y=1; x=`\nrm -r b<|>\n`\n",
        "case x in a) rm -r b<|> ;; esac\n",
        "echo \\\nrm -r b<|>\n",
        "frobnicate<|>\n",
        "\u{0}\u{1}\u{2}<|>",
        "rm -r 'half<|>",
        "",
        "<|>\n",
    ] {
        let plain = script.replacen("<|>", "", 1);
        let offset = script.find("<|>").unwrap_or(0);
        let once = edited(&plain, Span::at(offset));
        if !script.starts_with("echo \\") {
            assert_eq!(once, plain);
        }
        says_the_same(&plain, &once);
    }
}

#[test]
fn a_cursor_means_the_innermost_command_line() {
    let script = "f() {\n    if a; then\n        b | c\n    fi\n}\nd; e\n";
    let document = Document::new(script, Dialect::Bash);
    let at = |text: &str| {
        let found = statements(&document, Span::at(script.find(text).expect("it is there")));
        found.iter().map(|it| document.slice(*it)).collect::<Vec<_>>().join(" / ")
    };
    assert_eq!(at("c\n"), "b | c");
    assert_eq!(at("e\n"), "e");
    assert_eq!(at("    if"), "if a; then\n        b | c\n    fi");
    assert_eq!(at("        b"), "b | c");
    let part = statements(&document, Span::new(script.find("b |").unwrap_or(0), script.len()));
    assert_eq!(part.len(), 3);
}

#[test]
fn scripts_of_the_corpus_stay_what_they_are() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus");
    for entry in std::fs::read_dir(corpus).expect("the corpus is there").flatten() {
        let script = std::fs::read_to_string(entry.path()).expect("it is text");
        let once = edited(&script, Span::new(0, script.len()));
        assert!(once.len() > script.len(), "{:?}", entry.path());
        says_the_same(&script, &once);
        assert_eq!(edited(&once, Span::new(0, once.len())), once, "{:?}", entry.path());
    }
}
