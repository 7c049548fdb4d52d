//! CARO1601: a script for `sh` uses syntax of bash.

use super::shells::{ALL, DASH, Lack, NOT_BUSYBOX, Sh};
use crate::Span;
use crate::rules::edits::Edits;
use crate::rules::{Check, Sink};
use crate::script::{
    AssignedValue, Body, Command, Node, Parameter, Part, PartKind, Pipe, Pipeline, Quote, Redirect, RedirectOperator,
    StatementKind, Word, walk_outer,
};

rule! {
    /// Fails, or does something else, where `sh` is not bash.
    ///
    /// `#!/bin/sh` is dash on Debian and Ubuntu, and busybox on Alpine. They read POSIX syntax and little more.
    /// Write what they know, or begin the script with `#!/usr/bin/env bash`.
    ///
    /// To decide: Does the script need this, so that its first line should name bash?
    ///
    /// ```sh bad
    /// #!/bin/sh
    /// if [[ -n $NAME ]]; then echo "$NAME"; fi
    /// ```
    /// ```sh fixed
    /// #!/bin/sh
    /// if [ -n "$NAME" ]; then echo "$NAME"; fi
    /// ```
    /// ```sh bad
    /// #!/bin/sh
    /// make all &> build.log
    /// ```
    /// ```sh fixed
    /// #!/bin/sh
    /// make all > build.log 2>&1
    /// ```
    /// ```sh bad
    /// #!/bin/sh
    /// for i in {1..3}; do echo "$i"; done
    /// ```
    /// ```sh fixed
    /// #!/bin/sh
    /// for i in 1 2 3; do echo "$i"; done
    /// ```
    /// ```sh bad
    /// #!/bin/busybox sh
    /// names=(one two)
    /// ```
    /// ```sh good
    /// #!/bin/bash
    /// if [[ -n $NAME ]]; then make all &> build.log; fi
    /// ```
    /// ```sh good
    /// #!/bin/sh
    /// if [ -n "$BASH_VERSION" ]; then [[ -n $NAME ]] && echo "$NAME"; fi
    /// ```
    /// ```sh good
    /// #!/bin/sh
    /// size=$((2 * 3)) name=${path##*/}
    /// echo "${name%.*} $size" > build.log 2>&1
    /// ```
    /// ```sh good
    /// #!/bin/busybox sh
    /// [[ -n $NAME ]] && make all &> build.log
    /// ```
    "CARO1601" "syntax-not-in-sh",
    Note,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    let Some(sh) = Sh::of(sink.target()) else { return };
    let mut found: Vec<Lack> = Vec::new();
    // What stands in `[[ … ]]` is a part of that.
    let mut tests: Vec<Span> = Vec::new();
    walk_outer(&body.statements, &mut |node| match node {
        Node::Statement(statement) => match &statement.kind {
            StatementKind::Test(words) => {
                tests.push(statement.span);
                let sign = Span::new(statement.span.start, statement.span.start + 2);
                let lack = Lack::new(sign, NOT_BUSYBOX, "has no `[[`: the test fails, whatever it asks");
                found.push(match test(words, statement.span, &body.text) {
                    Some((edits, true)) => lack.fixed("Write it as `[ … ]`", edits),
                    Some((edits, false)) => lack.or("Write it as `[ … ]`: right where both are numbers", edits),
                    None => lack,
                });
            }
            StatementKind::Arithmetic(_) => {
                let sign = Span::new(statement.span.start, statement.span.start + 2);
                found.push(Lack::new(sign, NOT_BUSYBOX, "takes `((` for two subshells, and runs what stands in them"));
            }
            StatementKind::ForArithmetic { header, .. } => {
                let text = "has no `for ((`: the script ends there with an error";
                found.push(Lack::new(Span::new(statement.span.start, header.span.start), ALL, text));
            }
            StatementKind::Pipeline(pipeline) => found.extend(pipes(pipeline, &body.text)),
            StatementKind::For { words: Some(words), .. } => found.extend(words.iter().filter_map(braces)),
            _ => {}
        },
        Node::Command(command) => found.extend(of_command(command)),
        Node::Redirect(redirect) => found.extend(of_redirect(redirect, &body.text)),
        Node::Word(word) => found.extend(of_word(word, &body.text)),
    });
    found.retain(|it| !tests.iter().any(|test| test.start + 2 < it.span.start && it.span.end <= test.end));
    for lack in found {
        lack.report(sh, sink);
    }
}

/// `[[ … ]]` as `[ … ]`, where that is one test without patterns; and whether it asks the same for sure.
fn test(words: &[Word], whole: Span, text: &str) -> Option<(Edits, bool)> {
    const UNARY: [&str; 17] =
        ["-n", "-z", "-e", "-f", "-d", "-r", "-w", "-x", "-s", "-L", "-h", "-p", "-S", "-b", "-c", "-u", "-g"];
    const NUMBERS: [&str; 6] = ["-eq", "-ne", "-lt", "-le", "-gt", "-ge"];
    if !whole.of(text).starts_with("[[") || !whole.of(text).ends_with("]]") {
        return None;
    }
    let rest = match words.split_first() {
        Some((first, rest)) if first.literal() == Some("!") => rest,
        _ => words,
    };
    let mut edits = vec![
        (Span::new(whole.start, whole.start + 2), "[".to_owned()),
        (Span::new(whole.end - 2, whole.end), "]".to_owned()),
    ];
    let mut certain = true;
    let operands: Vec<&Word> = match rest {
        [operator, word] if UNARY.contains(&operator.literal()?) && !operator.is_quoted() => vec![word],
        [left, operator, right] if !operator.is_quoted() => {
            match operator.literal()? {
                // Without quotes, the right side would be a pattern.
                "==" | "=" | "!=" if right.parts.iter().all(|it| it.quote != Quote::Bare || is_text(it)) => {
                    if operator.literal() == Some("==") {
                        edits.push((operator.span, "=".to_owned()));
                    }
                }
                // `[[` calculates: what is empty is 0 there, and an error in `[`.
                it if NUMBERS.contains(&it) => certain = [left, right].into_iter().all(is_number),
                _ => return None,
            }
            vec![left, right]
        }
        _ => return None,
    };
    for word in operands {
        edits.extend(quoted(word)?);
    }
    Some((edits, certain))
}

/// Whether a word is a number whatever happens: `3`, `$#`.
fn is_number(word: &Word) -> bool {
    let counts = |it: &Part| matches!(&it.kind, PartKind::Parameter(it) if matches!(&*it.name, "#" | "?" | "$"));
    word.literal().is_some_and(|it| it.parse::<i64>().is_ok()) || word.parts.len() == 1 && word.parts.iter().all(counts)
}

fn is_text(part: &Part) -> bool {
    matches!(&part.kind, PartKind::Literal(_))
}

/// Puts quotes around a word whose value must not be split.
fn quoted(word: &Word) -> Option<Edits> {
    let bare = |it: &Part| it.quote == Quote::Bare && !is_text(it);
    if !word.parts.iter().any(bare) {
        return (!word.parts.iter().any(|it| it.quote == Quote::Ansi)).then(Vec::new);
    }
    let simple = word.parts.iter().all(|it| {
        let kind = matches!(&it.kind, PartKind::Parameter(_) | PartKind::Literal(_));
        let whole_quote = it.quote == Quote::Bare && kind;
        whole_quote && !matches!(&it.kind, PartKind::Literal(text) if text.contains(['"', '\\', '`', '$']))
    });
    let plain = word.parts.iter().all(|it| match &it.kind {
        PartKind::Parameter(it) => it.operator.is_none() && it.index.is_none() && !it.indirect,
        _ => true,
    });
    (simple && plain)
        .then(|| vec![(Span::at(word.span.start), "\"".to_owned()), (Span::at(word.span.end), "\"".to_owned())])
}

fn pipes(pipeline: &Pipeline, text: &str) -> Vec<Lack> {
    let stages = pipeline.stages.windows(2).zip(&pipeline.pipes);
    let both = stages.filter(|it| *it.1 == Pipe::OutputAndErrors);
    both.filter_map(|(stages, _)| {
        let from = stages[0].span.end;
        let between = text.get(from..stages[1].span.start)?;
        let at = from + between.find("|&").filter(|_| !between.contains(['#', '<']))?;
        let span = Span::new(at, at + 2);
        let lack = Lack::new(span, NOT_BUSYBOX, "has no `|&`: the script ends there with an error");
        Some(lack.fixed("Write it as `2>&1 |`", vec![(span, "2>&1 |".to_owned())]))
    })
    .collect()
}

fn of_command(command: &Command) -> Vec<Lack> {
    let mut found: Vec<Lack> =
        command.words.iter().filter(|it| !is_for_others(command, it)).filter_map(braces).collect();
    for assignment in &command.assignments {
        if matches!(assignment.value, Some(AssignedValue::Array(_))) {
            found.push(Lack::new(assignment.span, ALL, "has no arrays: the script ends there with an error"));
        } else if assignment.index.is_some() {
            let text = format!("has no arrays: it looks for a program called `{}[…`", assignment.name.text);
            found.push(Lack::new(assignment.span, ALL, text));
        } else if assignment.append {
            let text = format!("has no `+=`: it looks for a program called `{}+=…`", assignment.name.text);
            found.push(Lack::new(assignment.span, NOT_BUSYBOX, text));
        }
    }
    found
}

/// Whether braces may be meant for the program: `curl` expands them itself, and another machine does.
fn is_for_others(command: &Command, word: &Word) -> bool {
    match command.program.as_deref() {
        Some("curl" | "ssh") => true,
        Some("rsync" | "scp") => word.literal_prefix().contains(':'),
        _ => false,
    }
}

fn of_redirect(redirect: &Redirect, text: &str) -> Option<Lack> {
    let written = redirect.span.of(text);
    let names_fd = redirect.fd.as_deref().is_some_and(|it| it.starts_with(|it: char| it == '{' || it.is_alphabetic()));
    match redirect.operator {
        RedirectOperator::HereString => {
            Some(Lack::new(redirect.span, ALL, "has no `<<<`: the script ends there with an error"))
        }
        RedirectOperator::WriteBoth | RedirectOperator::AppendBoth if written.starts_with("&>") => {
            let what = "takes `&>` for `&` and `>`: the command runs in the background, and what it prints is not kept";
            let edits = vec![
                (Span::new(redirect.span.start, redirect.span.start + 1), String::new()),
                (Span::at(redirect.span.end), " 2>&1".to_owned()),
            ];
            Some(Lack::new(redirect.span, NOT_BUSYBOX, what).fixed("Write it as `> file 2>&1`", edits))
        }
        // `>&$fd` copies a descriptor.
        RedirectOperator::WriteBoth if written.starts_with(">&") && redirect.target.literal().is_some() => {
            let edits = vec![
                (Span::new(redirect.span.start + 1, redirect.span.start + 2), String::new()),
                (Span::at(redirect.span.end), " 2>&1".to_owned()),
            ];
            let what = "wants the number of a descriptor behind `>&`: the script ends there with an error";
            Some(Lack::new(redirect.span, NOT_BUSYBOX, what).fixed("Write it as `> file 2>&1`", edits))
        }
        _ if names_fd => Some(Lack::new(redirect.span, NOT_BUSYBOX, "takes `{name}` before a redirect for a word")),
        _ => None,
    }
}

fn of_word(word: &Word, text: &str) -> Vec<Lack> {
    word.parts.iter().filter_map(|it| of_part(it, word, text)).collect()
}

fn of_part(part: &Part, word: &Word, text: &str) -> Option<Lack> {
    match &part.kind {
        PartKind::Parameter(parameter) => of_parameter(parameter, part.span, text),
        PartKind::Process(_) => {
            let sign = if part.span.of(text).starts_with('>') { ">(…)" } else { "<(…)" };
            let message = format!("has no `{sign}`: the script ends there with an error");
            Some(Lack::new(part.span, NOT_BUSYBOX, message))
        }
        PartKind::Glob(it) if it.get(1..2) == Some("(") => Some(Lack::new(
            part.span,
            ALL,
            format!("has no patterns such as `{it}`: the script ends there with an error"),
        )),
        PartKind::Arithmetic(inner) => {
            let written = part.span.of(text);
            if let Some(inside) = written.strip_prefix("$[").and_then(|it| it.strip_suffix(']')) {
                let lack = Lack::new(part.span, NOT_BUSYBOX, "does not calculate in `$[…]`: it stays as it is written");
                return Some(lack.fixed("Write it as `$((…))`", vec![(part.span, format!("$(({inside}))"))]));
            }
            let sign = counted(inner, inner.span.of(text))?;
            let then = match sign {
                "**" => "the script ends there with an error",
                // `++x` is two signs before a number there.
                _ => "an error, or the variable stays as it is",
            };
            Some(Lack::new(part.span, NOT_BUSYBOX, format!("has no `{sign}` in `$((…))`: {then}")))
        }
        PartKind::Literal(_) if part.quote == Quote::Ansi => {
            Some(Lack::new(word.span, DASH, "takes `$'…'` for a `$` and quotes: the `$` stays"))
        }
        _ => None,
    }
}

/// The sign in arithmetic that only bash reads.
fn counted(inner: &Word, inside: &str) -> Option<&'static str> {
    let says = |sign: &str| inner.parts.iter().any(|it| matches!(&it.kind, PartKind::Literal(it) if it.contains(sign)));
    let is_name = |it: char| it == '_' || it.is_ascii_alphabetic();
    // `5 --1` is fine.
    let counts_down = || {
        inside.trim_end().ends_with("--")
            || inside.trim_start().strip_prefix("--").is_some_and(|it| it.starts_with(is_name))
    };
    match () {
        () if says("++") => Some("++"),
        () if says("**") => Some("**"),
        () if counts_down() => Some("--"),
        () => None,
    }
}

fn of_parameter(parameter: &Parameter, span: Span, text: &str) -> Option<Lack> {
    let written = span.of(text);
    // `$x` with a sign before it.
    if !written.starts_with("${") || written.len() > 200 {
        return None;
    }
    let ends = "the script ends there with an error";
    if parameter.index.is_some() {
        return Some(Lack::new(span, ALL, format!("has no arrays, and cannot read `{written}`: {ends}")));
    }
    if parameter.indirect {
        return Some(Lack::new(span, ALL, format!("cannot look through a name as `{written}` does: {ends}")));
    }
    let (operator, _) = &**parameter.operator.as_ref()?;
    let shells = match &**operator {
        ":" | "/" | "//" | "/#" | "/%" => NOT_BUSYBOX,
        "^" | "^^" | "," | ",," | "@" | "~" | "~~" => ALL,
        _ => return None,
    };
    Some(Lack::new(span, shells, format!("has no `{written}`: {ends}")))
}

/// `{1..3}` and `{a,b}` in a word that bash would make several of.
fn braces(word: &Word) -> Option<Lack> {
    let part = word.parts.iter().find(|it| matches!(it.kind, PartKind::Brace(_) | PartKind::Sequence(_)))?;
    let lack = Lack::new(word.span, ALL, "does not expand braces: this stays one word, as it is written");
    let at = word.parts.iter().position(|it| std::ptr::eq(it, part))?;
    let texts: Option<Vec<String>> = match &part.kind {
        PartKind::Sequence(it) => sequence(it),
        PartKind::Brace(words) => words.iter().map(|it| it.literal().map(str::to_owned)).collect(),
        _ => None,
    };
    let plain = |parts: &[Part]| -> Option<String> {
        let text = |it: &Part| match &it.kind {
            PartKind::Literal(text) if it.quote == Quote::Bare => Some(text.to_string()),
            _ => None,
        };
        parts.iter().map(text).collect()
    };
    let (before, behind) = (plain(&word.parts[..at]), plain(&word.parts[at + 1..]));
    let (Some(texts), Some(before), Some(behind)) = (texts, before, behind) else { return Some(lack) };
    let is_plain = |it: &String| it.bytes().all(|it| it.is_ascii_alphanumeric() || b"._-/+:".contains(&it));
    let words: Vec<String> = texts.iter().map(|it| format!("{before}{it}{behind}")).collect();
    if words.len() > 10 || words.iter().any(|it| it.is_empty() || !is_plain(it)) {
        return Some(lack);
    }
    Some(lack.fixed("Write the words out", vec![(word.span, words.join(" "))]))
}

/// The numbers of `{1..3}`, where it is as plain as that and they are few.
fn sequence(text: &str) -> Option<Vec<String>> {
    let (from, to) = text.strip_prefix('{')?.strip_suffix('}')?.split_once("..")?;
    let number = |it: &str| it.parse::<u16>().ok().filter(|number| number.to_string() == it);
    let (from, to) = (number(from)?, number(to)?);
    if from.abs_diff(to) >= 10 {
        return None;
    }
    let mut numbers: Vec<String> = (from.min(to)..=from.max(to)).map(|it| it.to_string()).collect();
    if from > to {
        numbers.reverse();
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    fn lacks(line: &str) -> bool {
        let script = format!("#!/bin/sh\n{line}\n");
        crate::rules::tests::codes(&script).contains(&"CARO1601")
    }

    #[test]
    fn every_construct_is_seen() {
        for line in [
            "a=(1 2)",
            "a[0]=x",
            "x+=y",
            "echo ${a[0]} ${#a[@]}",
            "echo ${x//a/b}",
            "echo ${x:1:2}",
            "echo \"${x^^}\"",
            "echo ${!x}",
            "cat <<< foo",
            "diff <(ls a) b",
            "make |& tee log",
            "make &>> log",
            "make >& log",
            "echo $((++i)) $((--i))",
            "((i = 1))",
            "for ((i = 0; i < 3; i++)); do ls; done",
            "echo $[1 + 2]",
            "echo $((i++))",
            "IFS=$'\\n'",
            "mkdir x/{a,b}",
            "ls !(a)",
            "f() { if [[ $1 = x ]]; then ls; fi; }",
        ] {
            assert!(lacks(line), "{line}");
        }
    }

    #[test]
    fn what_every_sh_reads_is_left_alone() {
        for line in [
            "x=${y:-a} z=${x%%.*} n=${#x}",
            "echo \"${1:?}\" ${x:+y}",
            "echo $((a + b)) $((5 - -1))",
            "find . -name '*.{c,h}' -exec ls {} +",
            "echo '{1..3}' \"a{b,c}\"",
            "make > log 2>&1 & wait",
            "make >&2 2>&- 2>& 1 >&$fd >& \"$fd\"",
            "curl -O https://example.com/{a,b}.txt",
            "echo $(( $(ls **/x | wc -l) + 5 --1 ))",
            "case $x in a|b) ls;; esac",
            "(cd x && ls) | cat",
            "x={a,b}",
            "bash -c '[[ -n $x ]]'",
            "ssh host 'a=(1 2)'",
        ] {
            assert!(!lacks(line), "{line}");
        }
    }

    #[test]
    fn a_test_is_rewritten_where_it_asks_the_same() {
        let fixed = |line: &str| {
            let all = offered(&format!("#!/bin/sh\n{line}\n"));
            all.into_iter().next().map(|it| it["#!/bin/sh\n".len()..].trim_end().to_owned())
        };
        assert_eq!(fixed("[[ $a == \"b c\" ]]").as_deref(), Some("[ \"$a\" = \"b c\" ]"));
        assert_eq!(fixed("[[ ! -e $d/x ]]").as_deref(), Some("[ ! -e \"$d/x\" ]"));
        assert_eq!(fixed("[[ $n -gt 3 ]]").as_deref(), Some("[ \"$n\" -gt 3 ]"));
        assert_eq!(fixed("mkdir x/{a,b}").as_deref(), Some("mkdir x/a x/b"));
        for line in ["[[ $a == b* ]]", "[[ $a == $b ]]", "[[ $a =~ b ]]", "[[ -n $a && -n $b ]]", "[[ $a < $b ]]"] {
            assert_eq!(fixed(line), None, "{line}");
        }
    }

    #[test]
    fn the_note_stands_at_what_is_not_known() {
        check_marks("#!/bin/sh\nif [[ -n $x ]]; then ls; fi\n#  ^^ CARO1601\n");
        assert_eq!(offered("#!/bin/sh\nmake >& log || exit\n"), ["#!/bin/sh\nmake > log 2>&1 || exit\n"]);
        check_marks("#!/bin/dash\nmake |& cat\n#    ^^ CARO1601\n");
    }
}
