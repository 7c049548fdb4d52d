//! Explains a command part by part, each with its meaning and where that is known from.

use crate::Span;
use crate::knowledge::{self, Program, Syntax, Value};
use crate::script::{
    AndOr, Arg, Command, Dialect, Flag, Node, Redirect, RedirectOperator, Statement, StatementKind, Word, Wrapper,
    parse_text, walk,
};
use std::fmt::Write;

/// One part of a command with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Where it stands in the text.
    pub span: Span,
    /// The part itself.
    pub text: String,
    /// What it does here.
    pub meaning: String,
    /// Where that is known from: `caro` (our own facts), or a path such as a man page.
    pub source: &'static str,
}

/// The parts of a text in order; what Caro does not know is left out.
pub fn explain(text: &str, dialect: Dialect) -> Vec<Explained> {
    if dialect == Dialect::Unsupported {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for chunk in parse_text(text, dialect) {
        let from = parts.len();
        walk(&chunk.body.statements, &mut |node| match node {
            Node::Command(command) => {
                parts.extend(command_parts(command).into_iter().map(|it| it.explained(&chunk.body.text)));
            }
            Node::Statement(statement) => parts.extend(operators(statement, &chunk.body.text)),
            Node::Redirect(redirect) => parts.extend(redirect_part(redirect, &chunk.body.text)),
            Node::Word(_) => {}
        });
        for part in &mut parts[from..] {
            part.span = part.span.shifted(chunk.start);
        }
    }
    parts.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    parts.dedup_by(|next, kept| next.span == kept.span);
    parts
}

/// A part of a command that the facts know.
pub(crate) struct Part<'a> {
    pub(crate) span: Span,
    pub(crate) kind: PartKind<'a>,
}

/// The kinds of [`Part`].
pub(crate) enum PartKind<'a> {
    /// The name of the program that runs in the end.
    Program(&'static Program),
    /// The name of a program that runs it.
    Wrapper(&'static Program),
    /// The name of a sub-command, with all the words that lead to it.
    Subcommand(String, &'static Program),
    /// A flag with what the facts say of it, and how its program writes flags.
    Flag(&'a Flag, &'static knowledge::Flag, Syntax),
    /// A number or a name behind one dash, with what it does: `head -5`, `kill -TERM`.
    Dash(&'static str),
    /// A sign of an expression, with what it does: `find . ! -name x`.
    Sign(&'static str),
    /// What the program works on.
    Operand(Value),
}

impl Part<'_> {
    fn explained(&self, text: &str) -> Explained {
        let meaning = match &self.kind {
            PartKind::Program(program) | PartKind::Wrapper(program) => program.summary.to_owned(),
            PartKind::Subcommand(_, sub) => sub.summary.to_owned(),
            PartKind::Flag(_, facts, _) => flag_meaning(facts),
            PartKind::Dash(meaning) | PartKind::Sign(meaning) => (*meaning).to_owned(),
            PartKind::Operand(value) => format!("{}{}", value.name, operand_role(*value)),
        };
        Explained { span: self.span, text: self.span.of(text).to_owned(), meaning, source: "caro" }
    }
}

fn operand_role(value: Value) -> &'static str {
    match value.kind {
        knowledge::Kind::Path => " to work on",
        knowledge::Kind::Url => " to ask",
        _ => "",
    }
}

/// What a flag does, with the name of its value: "keeps names that match (PATTERN)".
pub(crate) fn flag_meaning(facts: &knowledge::Flag) -> String {
    match facts.value {
        Some(value) => format!("{} ({})", facts.summary, value.name),
        None => facts.summary.to_owned(),
    }
}

/// The parts of a command that the facts know: its wrappers, its program, its flags and operands.
pub(crate) fn command_parts(command: &Command) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for wrapper in &command.wrappers {
        wrapper_parts(wrapper, command, &mut parts);
    }
    let Some(program) = command.program.as_deref().and_then(knowledge::program) else { return parts };
    parts.push(Part { span: command.name_span(), kind: PartKind::Program(program) });
    // What the next words are given to: the program, then its sub-command; nothing behind one that is unknown.
    let mut facts = Some(program);
    let mut path = program.name.to_owned();
    let mut left = command.operands().count();
    let mut at = 0;
    for arg in &command.args {
        let Some(current) = facts else { break };
        match arg {
            Arg::Flag(flag) => parts.extend(flag_or_dash(flag, current, program.syntax, command)),
            Arg::Operand(index) => {
                let Some(word) = command.words.get(*index) else { continue };
                (left, at) = (left.saturating_sub(1), at + 1);
                if let Some(sub) = word.literal().and_then(|it| current.subcommand(it)) {
                    let _ = write!(path, " {}", sub.name);
                    parts.push(Part { span: word.span, kind: PartKind::Subcommand(path.clone(), sub) });
                    facts = Some(sub);
                    at = 0;
                } else if let Some(meaning) = sign(word, program) {
                    parts.push(Part { span: word.span, kind: PartKind::Sign(meaning) });
                } else if let Some(operand) = current.operand(at - 1, at + left, |it| command.gives(it)) {
                    parts.push(Part { span: word.span, kind: PartKind::Operand(operand.value) });
                } else if !current.subcommands.is_empty() {
                    facts = None;
                }
            }
            Arg::EndOfFlags(_) => {}
        }
    }
    parts
}

fn flag_or_dash<'a>(flag: &'a Flag, facts: &'static Program, syntax: Syntax, command: &Command) -> Option<Part<'a>> {
    let word = command.words.get(flag.word)?;
    let known = known_flag(facts, flag);
    if known.is_none()
        && flag.known
        && let Some(meaning) = flag.long.as_deref().and_then(|it| dash(it, facts))
    {
        return Some(Part { span: flag.span, kind: PartKind::Dash(meaning) });
    }
    // A folder may be called `print`; only with its dash it is what `find` does.
    if syntax == Syntax::Words && !word.literal_prefix().starts_with('-') {
        return None;
    }
    Some(flag_part(flag, known?, syntax))
}

/// What a whole word such as `-5` or `-TERM` does.
fn dash(word: &str, facts: &Program) -> Option<&'static str> {
    if word.bytes().all(|it| it.is_ascii_digit()) { facts.dash_number } else { facts.dash_name }
}

/// What a sign between the flags of an expression does.
fn sign(word: &Word, program: &Program) -> Option<&'static str> {
    if program.syntax != Syntax::Words {
        return None;
    }
    Some(match word.literal()? {
        "!" => "turns what follows around",
        "(" => "begins a group",
        ")" => "ends a group",
        "," => "does both, one after the other",
        "=" | "==" if program.name == "test" => "is true when both sides are the same text",
        "!=" if program.name == "test" => "is true when the sides differ",
        _ => return None,
    })
}

fn wrapper_parts<'a>(wrapper: &'a Wrapper, command: &Command, parts: &mut Vec<Part<'a>>) {
    let Some(program) = knowledge::program(&wrapper.program) else { return };
    let name = command.words.iter().find(|it| it.span.start == wrapper.span.start);
    parts.push(Part { span: name.map_or(wrapper.span, |it| it.span), kind: PartKind::Wrapper(program) });
    parts.extend(wrapper.flags.iter().filter_map(|it| flag_or_dash(it, program, program.syntax, command)));
}

fn flag_part<'a>(flag: &'a Flag, facts: &'static knowledge::Flag, syntax: Syntax) -> Part<'a> {
    Part { span: flag.span, kind: PartKind::Flag(flag, facts, syntax) }
}

fn known_flag(program: &'static Program, flag: &Flag) -> Option<&'static knowledge::Flag> {
    let short = flag.short.and_then(|it| program.short(it));
    short.or_else(|| program.long(flag.long.as_deref()?))
}

/// `|`, `&&`, `||` and `&` between and behind commands.
fn operators(statement: &Statement, text: &str) -> Vec<Explained> {
    let mut found = Vec::new();
    let mut add = |from: usize, to: usize, sign: &str, meaning: &str| {
        let at = Span { start: from, end: to.max(from) }.of(text).find(sign);
        if let Some(at) = at {
            let span = Span::new(from + at, from + at + sign.len());
            found.push(Explained { span, text: sign.to_owned(), meaning: meaning.to_owned(), source: "caro" });
        }
    };
    match &statement.kind {
        StatementKind::Pipeline(pipeline) => {
            for pair in pipeline.stages.windows(2) {
                let between = Span { start: pair[0].span.end, end: pair[1].span.start.max(pair[0].span.end) };
                if between.of(text).contains("|&") {
                    add(between.start, between.end, "|&", "passes output and errors on as input");
                } else {
                    add(between.start, between.end, "|", "passes the output on as input");
                }
            }
        }
        StatementKind::AndOr { first, rest } => {
            let mut end = first.span.end;
            for (operator, next) in rest {
                match operator {
                    AndOr::And => add(end, next.span.start, "&&", "goes on only where that succeeded"),
                    AndOr::Or => add(end, next.span.start, "||", "goes on only where that failed"),
                }
                end = next.span.end;
            }
        }
        _ => {}
    }
    if statement.background {
        add(statement.span.end, text.len(), "&", "does not wait for it");
    }
    found
}

fn redirect_part(redirect: &Redirect, text: &str) -> Option<Explained> {
    use RedirectOperator as Op;
    let stream = match redirect.fd.as_deref() {
        Some("0") => "standard input",
        Some("2") => "errors",
        None | Some("1") => "output",
        Some(_) => "a descriptor",
    };
    let target = redirect.target.span.of(text);
    let meaning = match redirect.operator {
        Op::Read => format!("reads its input from {target}"),
        Op::Write | Op::Clobber => format!("writes {stream} to {target}, over what it holds"),
        Op::Append => format!("appends {stream} to {target}"),
        Op::ReadWrite => format!("opens {target} to read and write"),
        Op::WriteBoth => format!("writes output and errors to {target}, over what it holds"),
        Op::AppendBoth => format!("appends output and errors to {target}"),
        Op::DuplicateWrite | Op::DuplicateRead if target == "-" => format!("closes {stream}"),
        Op::DuplicateWrite if target == "1" => format!("sends {stream} where output goes"),
        Op::DuplicateWrite if target == "2" => format!("sends {stream} where errors go"),
        Op::DuplicateWrite | Op::DuplicateRead => format!("makes {stream} the same as descriptor {target}"),
        Op::HereDocument | Op::HereDocumentTabs => format!("reads its input from the lines up to {target}"),
        Op::HereString => "takes this text as its input".to_owned(),
    };
    let shown = redirect.span.of(text);
    (!shown.is_empty()).then(|| Explained { span: redirect.span, text: shown.to_owned(), meaning, source: "caro" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let parts = explain(text, Dialect::Bash);
        let shown: Vec<String> =
            parts.iter().map(|it| format!("{:?} {}: {}\n", it.span, it.text, it.meaning)).collect();
        expected.assert_eq(&shown.concat());
        assert!(parts.iter().all(|it| it.span.of(text) == it.text), "{parts:?}");
    }

    #[test]
    fn every_letter_of_a_bundle_has_its_meaning() {
        check(
            "tar -xzf site.tgz -C /srv/www",
            expect![[r#"
                0..3 tar: Packs files into an archive, or unpacks one.
                5..6 x: takes files out of the archive
                6..7 z: packs or unpacks with gzip
                7..8 f: uses this archive, `-` being standard input or output (ARCHIVE)
                18..20 -C: changes to this folder first (FOLDER)
            "#]],
        );
    }

    #[test]
    fn wrappers_sub_commands_and_operators_are_parts_too() {
        check(
            "sudo -u git git push --force origin main && echo ok >> log 2>&1 | cat &",
            expect![[r#"
                0..4 sudo: Runs a command as another user, by default as root.
                5..7 -u: runs the command as this user (USER)
                12..15 git: Keeps the history of files.
                16..20 push: Sends commits to another repository.
                21..28 --force: replaces what is there, whatever it is
                29..35 origin: REMOTE
                36..40 main: REFSPEC
                41..43 &&: goes on only where that succeeded
                44..48 echo: Prints its words.
                49..51 ok: TEXT
                52..58 >> log: appends output to log
                59..63 2>&1: sends errors where output goes
                64..65 |: passes the output on as input
                66..69 cat: Prints files one after another.
                70..71 &: does not wait for it
            "#]],
        );
    }

    #[test]
    fn commands_inside_words_are_explained_where_they_stand() {
        check(
            "find . -name '*.o' -exec rm -f {} +",
            expect![[r#"
                0..4 find: Looks for files below folders, and acts on each.
                5..6 .: FOLDER to work on
                7..12 -name: keeps names that match, in exact case (PATTERN)
                19..24 -exec: runs this command, `{}` being the path (COMMAND)
                25..27 rm: Deletes files, and folders with their contents when asked.
                28..30 -f: asks nothing and ignores files that do not exist
                31..33 {}: FILE to work on
            "#]],
        );
        check(
            "sh -c 'rm -r x'",
            expect![[r#"
                0..2 sh: Runs shell commands from a file, a text or its standard input.
                3..5 -c: runs this text (COMMAND)
                7..9 rm: Deletes files, and folders with their contents when asked.
                10..12 -r: deletes folders with everything in them
                13..14 x: FILE to work on
            "#]],
        );
    }

    #[test]
    fn a_number_or_a_signal_behind_a_dash_is_one_part() {
        check(
            "head -25 a",
            expect![[r#"
            0..4 head: Prints the first lines of files.
            5..8 -25: prints this many lines
            9..10 a: FILE to work on
        "#]],
        );
        check(
            "kill -9 1; kill -TERM 2",
            expect![[r#"
            0..4 kill: Sends a signal to processes.
            5..7 -9: sends the signal of this number
            8..9 1: PID
            11..15 kill: Sends a signal to processes.
            16..21 -TERM: sends this signal
            22..23 2: PID
        "#]],
        );
        check(
            "gzip -9 a",
            expect![[r#"
            0..4 gzip: Packs or unpacks single files.
            5..7 -9: packs small
            8..9 a: FILE to work on
        "#]],
        );
        check(
            "git log -3",
            expect![[r#"
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
                0..4 find: Looks for files below folders, and acts on each.
                5..10 print: FOLDER to work on
                11..12 !: turns what follows around
                13..18 -name: keeps names that match, in exact case (PATTERN)
                21..23 -o: asks the next test where the last failed
                24..26 \(: begins a group
                27..32 -type: keeps files of this type: `f` file, `d` folder, `l` link (TYPE)
                35..37 \): ends a group
            "#]],
        );
        check(
            "[ -s a ] || make |& tee log",
            expect![[r#"
                0..1 [: Asks about files, texts and numbers.
                2..4 -s: is true for a file that is not empty (FILE)
                9..11 ||: goes on only where that failed
                12..16 make: Builds what a makefile describes.
                17..19 |&: passes output and errors on as input
                20..23 tee: Writes its input to files and to its output.
                24..27 log: FILE to work on
            "#]],
        );
    }

    #[test]
    fn flags_behind_a_sub_command_are_its_own() {
        // `-p` and `-c` mean something to `git` itself, and nothing behind these.
        check(
            "git stash pop --index -c",
            expect![[r#"
            0..3 git: Keeps the history of files.
            4..9 stash: Puts changes aside.
            10..13 pop: Brings changes back and drops them from the list.
            14..21 --index: stages again what was staged
        "#]],
        );
        check(
            "git frobnicate -p",
            expect![[r#"
            0..3 git: Keeps the history of files.
        "#]],
        );
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        check("frobnicate --hard x", expect![[""]]);
        check(
            "ls --nonsense",
            expect![[r#"
            0..2 ls: Lists files.
        "#]],
        );
    }
}
