//! Explains what is under the cursor, from the program's own facts and the findings there.

use crate::explain::{Part, PartKind, command_parts, flag_meaning};
use crate::knowledge::{self, Program, Syntax};
use crate::rules::Finding;
use crate::script::{Command, Flag, Node, walk};
use crate::{Document, Span};
use std::fmt::Write;

/// What a hover shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The text it speaks of.
    pub span: Span,
    /// Markdown.
    pub text: String,
}

/// The hover at a byte offset: the findings there, then the meaning of the command or flag there.
pub fn hover(document: &Document, findings: &[Finding], offset: usize) -> Option<Hover> {
    let mut text = String::new();
    let mut span: Option<Span> = None;
    for finding in findings.iter().filter(|it| it.span.touches(offset)) {
        let message = inline(&finding.message);
        let _ = writeln!(text, "**{}** {message}\n\n{}\n", finding.rule.code, finding.rule.summary());
        span.get_or_insert(finding.span);
    }
    if let Some(meaning) = meaning(document, offset) {
        if !text.is_empty() {
            text.push_str("---\n\n");
        }
        text.push_str(&meaning.text);
        span.get_or_insert(meaning.span);
    }
    Some(Hover { span: span?, text: text.trim_end().to_owned() })
}

/// What the innermost command at the offset says there.
fn meaning(document: &Document, offset: usize) -> Option<Hover> {
    let chunk = document.chunk_at(offset)?;
    let at = offset - chunk.start;
    let mut innermost: Option<&Command> = None;
    walk(&chunk.body.statements, &mut |node| {
        if let Node::Command(command) = node
            && command.words.iter().any(|it| it.span.touches(at))
            && innermost.is_none_or(|it| command.span.len() <= it.span.len())
        {
            innermost = Some(command);
        }
    });
    let command = innermost?;
    let parts = command_parts(command);
    let found = parts
        .iter()
        .filter(|it| it.span.touches(at))
        // At the edge of two letters the cursor stands on the second one.
        .min_by_key(|it| (it.span.len(), it.span.end == at, std::cmp::Reverse(it.span.start)));
    let text = match found.map(|it| &it.kind) {
        Some(PartKind::Program(program)) => of_program(program, &parts),
        Some(PartKind::Wrapper(program)) => {
            // Its flags stand between its name and that of what it runs.
            let name = parts.iter().position(|it| Some(it.span) == found.map(|it| it.span)).unwrap_or_default();
            let own = parts[name + 1..].iter().take_while(|it| matches!(it.kind, PartKind::Flag(..)));
            format!("{} {}\n{}", code(program.name), program.summary, list(own))
        }
        Some(PartKind::Subcommand(path, sub)) => format!("{} {}\n{}", code(path), sub.summary, given(&parts)),
        Some(PartKind::Flag(flag, ..)) => of_flag(flag, &parts),
        Some(PartKind::Dash(meaning) | PartKind::Sign(meaning)) => {
            let word = found.map_or("", |it| it.span.of(&chunk.body.text));
            format!("**{}** {meaning}\n", code(word))
        }
        Some(PartKind::Operand(_)) | None => return of_value(&parts, at).map(|it| it.shifted(chunk.start)),
    };
    Some(Hover { span: found?.span.shifted(chunk.start), text })
}

impl Hover {
    fn shifted(self, by: usize) -> Self {
        Self { span: self.span.shifted(by), ..self }
    }
}

fn of_program(program: &Program, parts: &[Part<'_>]) -> String {
    let mut text = format!("{} {}\n", code(program.name), program.summary);
    for part in parts {
        match &part.kind {
            PartKind::Wrapper(wrapper) => {
                let _ = writeln!(text, "\nThrough {}: {}", code(wrapper.name), wrapper.summary);
            }
            PartKind::Subcommand(path, sub) => {
                let _ = writeln!(text, "\n{} {}", code(path), sub.summary);
            }
            _ => {}
        }
    }
    text.push_str(&given(parts));
    text
}

/// The flag under the cursor first, then the others of its word.
fn of_flag(flag: &Flag, parts: &[Part<'_>]) -> String {
    let same_word: Vec<&Part<'_>> =
        parts.iter().filter(|it| matches!(it.kind, PartKind::Flag(other, ..) if other.word == flag.word)).collect();
    let mut text = String::new();
    for part in &same_word {
        if let PartKind::Flag(other, facts, syntax) = part.kind
            && std::ptr::eq(other, flag)
        {
            let _ = writeln!(text, "**{}** {}", code(&spelling(other, facts, syntax)), flag_meaning(facts));
        }
    }
    if same_word.len() > 1 {
        text.push('\n');
        for part in same_word {
            if let PartKind::Flag(other, facts, syntax) = part.kind
                && !std::ptr::eq(other, flag)
            {
                let _ = writeln!(text, "- {} {}", code(&spelling(other, facts, syntax)), flag_meaning(facts));
            }
        }
    }
    text
}

/// A flag's value, in the flag's own words.
fn of_value(parts: &[Part<'_>], at: usize) -> Option<Hover> {
    parts.iter().find_map(|part| match part.kind {
        PartKind::Flag(flag, facts, syntax) => {
            let value = flag.value.as_ref().filter(|it| it.span.touches(at) && !it.span.is_empty())?;
            let text = format!("**{}** {}\n", code(&spelling(flag, facts, syntax)), flag_meaning(facts));
            Some(Hover { span: value.span, text })
        }
        _ => None,
    })
}

/// The flags that were given to the program itself, as a list.
fn given(parts: &[Part<'_>]) -> String {
    // Those of the wrappers stand before the program.
    list(parts.iter().skip_while(|it| !matches!(it.kind, PartKind::Program(_))))
}

fn list<'a>(parts: impl Iterator<Item = &'a Part<'a>>) -> String {
    let flags = parts.filter_map(|it| match it.kind {
        PartKind::Flag(flag, facts, syntax) => {
            Some(format!("- {} {}\n", code(&spelling(flag, facts, syntax)), flag_meaning(facts)))
        }
        _ => None,
    });
    let list: String = flags.collect();
    if list.is_empty() { list } else { format!("\n{list}") }
}

/// A flag as its documentation writes it, by the spelling that was used.
fn spelling(flag: &Flag, facts: &knowledge::Flag, syntax: Syntax) -> String {
    match (flag.short, facts.long) {
        (_, Some(long)) if syntax == Syntax::Words => format!("-{long}"),
        (_, Some(long)) if syntax == Syntax::Pairs => format!("{long}="),
        (Some(short), _) if flag.span.len() <= 2 => format!("-{short}"),
        (_, Some(long)) => format!("--{long}"),
        (Some(short), None) => format!("-{short}"),
        (None, None) => String::new(),
    }
}

/// Text as a code span on one line, whatever back-ticks it holds.
fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    if longest == 0 {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// A message in which back-ticks mark the user's words, as Markdown. Those words may hold back-ticks themselves:
/// what then falls outside of a code span must not become a link, an image or a tag.
fn inline(message: &str) -> String {
    let message = message.replace(['\n', '\r'], " ");
    let mut text = String::with_capacity(message.len());
    let mut rest = message.as_str();
    while let Some((outside, (inside, behind))) =
        rest.split_once('`').and_then(|(outside, it)| Some((outside, it.split_once('`')?)))
    {
        text.push_str(&escaped(outside));
        // Spans of one back-tick each, never side by side: a longer run would close elsewhere.
        if text.ends_with('`') {
            text.push(' ');
        }
        if !inside.is_empty() {
            text.push_str(&code(inside));
        }
        rest = behind;
    }
    text.push_str(&escaped(rest));
    text
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if "\\`*_[]<>".contains(char) {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;
    use crate::script::Dialect;
    use expect_test::{Expect, expect};

    fn check_hover(marked: &str, expected: Expect) {
        let offset = marked.find("<|>").unwrap();
        let text = marked.replacen("<|>", "", 1);
        let document = Document::new(&text, Dialect::Bash);
        let report = rules::check(&document, None);
        let shown = hover(&document, report.findings(), offset)
            .map_or("nothing".to_owned(), |it| format!("{:?}\n{}", it.span, it.text));
        expected.assert_eq(&shown);
    }

    #[test]
    fn a_command_is_explained_with_the_flags_it_was_given() {
        check_hover(
            "ls\nta<|>r -xzf site.tgz -C /srv\n",
            expect![[r#"
            3..6
            `tar` Packs files into an archive, or unpacks one.

            - `-x` takes files out of the archive
            - `-z` packs or unpacks with gzip
            - `-f` uses this archive, `-` being standard input or output (ARCHIVE)
            - `-C` changes to this folder first (FOLDER)"#]],
        );
        check_hover(
            "sudo -u root r<|>m -f x\n",
            expect![[r#"
                13..15
                `rm` Deletes files, and folders with their contents when asked.

                Through `sudo`: Runs a command as another user, by default as root.

                - `-f` asks nothing and ignores files that do not exist"#]],
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
            - `-f` uses this archive, `-` being standard input or output (ARCHIVE)"#]],
        );
        check_hover(
            "tar x<|>f a.tgz\n",
            expect![[r#"
            5..6
            **`-f`** uses this archive, `-` being standard input or output (ARCHIVE)

            - `-x` takes files out of the archive"#]],
        );
    }

    #[test]
    fn long_flags_values_and_words_behind_one_dash_are_flags() {
        check_hover(
            "curl --max-<|>time=5 x\n",
            expect![[r#"
            5..15
            **`--max-time`** gives up after this time (SECONDS)"#]],
        );
        check_hover(
            "curl --max-time 5<|> x\n",
            expect![[r#"
            16..17
            **`--max-time`** gives up after this time (SECONDS)"#]],
        );
        check_hover(
            "find . -mt<|>ime +3\n",
            expect![[r#"
                7..13
                **`-mtime`** keeps files whose contents changed this many days ago: `+` more, `-` less (DAYS)"#]],
        );
        check_hover(
            "dd if=a o<|>f=b\n",
            expect![[r#"
                8..10
                **`of=`** writes this file, over what it holds (FILE)"#]],
        );
    }

    #[test]
    fn a_sub_command_has_words_of_its_own() {
        check_hover(
            "git pu<|>sh --tags\n",
            expect![[r#"
            4..8
            `git push` Sends commits to another repository.

            - `--tags` sends all tags"#]],
        );
        check_hover(
            "git push --for<|>ce-with-lease\n",
            expect![[r#"
            9..27
            **`--force-with-lease`** replaces what is there, unless somebody has pushed meanwhile (REF)"#]],
        );
    }

    #[test]
    fn a_sub_command_of_a_sub_command_is_named_in_full() {
        check_hover(
            "git stash p<|>op --index\n",
            expect![[r#"
            10..13
            `git stash pop` Brings changes back and drops them from the list.

            - `--index` stages again what was staged"#]],
        );
    }

    #[test]
    fn a_wrapper_is_explained_with_its_own_flags() {
        check_hover(
            "su<|>do -u bob -E nice -n 5 rm -f x\n",
            expect![[r#"
            0..4
            `sudo` Runs a command as another user, by default as root.

            - `-u` runs the command as this user (USER)
            - `-E` keeps the caller's environment"#]],
        );
        check_hover(
            "sudo -u bob ni<|>ce -n 5 rm -f x\n",
            expect![[r#"
            12..16
            `nice` Runs a command with a lower priority.

            - `-n` lowers the priority by this much (NUMBER)"#]],
        );
    }

    #[test]
    fn a_letter_without_a_value_leaves_the_rest_of_its_bundle_alone() {
        check_hover(
            "cp -u<|>v a b\n",
            expect![[r#"
            5..6
            **`-v`** names each file

            - `-u` copies only what is newer or missing"#]],
        );
        check_hover(
            "tail -f<|>n 5 log\n",
            expect![[r#"
            7..8
            **`-n`** prints this many lines, or all from that line on with `+` (NUMBER)

            - `-f` goes on printing what is added"#]],
        );
    }

    #[test]
    fn numbers_and_signals_behind_a_dash_are_explained() {
        check_hover(
            "kill -KI<|>LL 1\n",
            expect![[r#"
            5..10
            **`-KILL`** sends this signal"#]],
        );
        check_hover(
            "head -<|>12 a\n",
            expect![[r#"
            5..8
            **`-12`** prints this many lines"#]],
        );
        check_hover("find pri<|>nt -name x\n", expect!["nothing"]);
    }

    #[test]
    fn back_ticks_never_end_a_code_span_early() {
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
        assert_eq!(code("a\nb"), "`a b`");
        assert_eq!(inline("deletes `a` [here](x)"), r"deletes `a` \[here\](x)");
        // The user's word is "x`![p](u)": its own back-tick ends the span that the rule began.
        assert_eq!(inline("deletes `x`![p](u)`"), r"deletes `x`!\[p\](u)\`");
        assert_eq!(inline("```[l](u)`"), "`[l](u)`");
        assert_eq!(inline("`a``b`"), "`a` `b`");
    }

    #[test]
    fn a_finding_comes_before_the_facts() {
        check_hover(
            "echo '🙂'; find . -delete<|> -name x\n",
            expect![[r#"
                20..27
                **CARO0113** `-delete` runs before `-name` is asked

                Deletes every file, because the filter comes after `-delete`.

                ---

                **`-delete`** deletes the file, at once and in the order of the expression"#]],
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
                **`-exec`** runs this command, `{}` being the path (COMMAND)"#]],
        );
        check_hover(
            "find . -exec rm -<|>f {} +\n",
            expect![[r#"
                16..18
                **`-f`** asks nothing and ignores files that do not exist"#]],
        );
        check_hover(
            "ssh host 'du -<|>s /srv'\n",
            expect![[r#"
                13..15
                **`-s`** prints one line for each operand"#]],
        );
    }

    #[test]
    fn no_offset_makes_it_panic() {
        for text in [
            "tar -xzf 'a",
            "git push -",
            "find . -exec \\;",
            "é🙂 rm -é",
            "sudo sudo -u",
            "dd of=",
            "",
            "tar \"-x\"zf `a`",
        ] {
            let document = Document::new(text, Dialect::Bash);
            let report = rules::check(&document, None);
            for offset in 0..text.len() + 3 {
                let _ = hover(&document, report.findings(), offset);
            }
        }
    }
}
