//! Signature help: how the command at the cursor goes on, which part is being typed, and what it says so far.

use crate::hover::inline;
use crate::knowledge::{Flag as Facts, Kind, Program, Syntax, Value};
use crate::notations;
use crate::script::{Arg, Body, Command, Flag, Node, PartKind, Quote, walk};
use crate::{Document, Span};

mod scripts;

/// How a command is written, as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The line: `tar -x -f ARCHIVE FILE…`.
    pub label: String,
    /// Its parts in order.
    pub parameters: Vec<Parameter>,
    /// Which of them the cursor is at.
    pub active: Option<usize>,
    /// What the command does, as Markdown.
    pub documentation: String,
}

/// One part of a [`Signature`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Where it stands in the label, in bytes.
    pub span: Span,
    /// What it is and, at the cursor, what it says so far, as Markdown.
    pub documentation: String,
}

/// How many flags the line names.
const MOST_FLAGS: usize = 12;

/// The signature of the command at an offset. Nothing for a command that nobody knows, in comments, and in strings that
/// are no scripts.
pub fn signature(document: &Document, offset: usize) -> Option<Signature> {
    if let Some(line) = notations::crontab_line(document, offset) {
        return scripts::crontab(document, &line, offset);
    }
    let chunk = document.chunk_at(offset)?;
    let at = offset.checked_sub(chunk.start)?;
    // What is typed at the end of a comment belongs to it.
    if chunk.body.comments.iter().any(|it| it.span.start < at && at <= it.span.end) {
        return None;
    }
    let command = command_at(&chunk.body, at)?;
    let in_redirect = command.redirects.iter().any(|it| it.span.touches(at));
    let behind_name = at > command.name_span().end;
    if in_redirect || !behind_name {
        return None;
    }
    let facts = command.facts();
    let program = *facts.last()?;
    let spot = spot(command, at);
    if is_in_string(command, at) && !spot.is_script(command, program) {
        return None;
    }
    scripts::inside(command, program, &spot, at).or_else(|| general(command, program, &spot, at))
}

/// The innermost command whose words or the blanks behind them hold the offset.
fn command_at(body: &Body, at: usize) -> Option<&Command> {
    let mut found: Option<&Command> = None;
    let behind = behind_blanks(&body.text, at);
    walk(&body.statements, &mut |node| {
        let Node::Command(command) = node else { return };
        let span = command.span;
        let is_at = span.touches(at) || (behind..at).contains(&span.end);
        let is_inner = found.is_none_or(|it| span.start >= it.span.start);
        if is_at && is_inner && span.start < at && is_written_there(command, &body.text) {
            found = Some(command);
        }
    });
    found
}

/// Where the blanks and continued lines before a place begin.
fn behind_blanks(text: &str, at: usize) -> usize {
    let Some(mut before) = text.get(..at) else { return at };
    while let Some(rest) = before.strip_suffix([' ', '\t']).or_else(|| before.strip_suffix("\\\n")) {
        before = rest;
    }
    before.len()
}

/// Whether the places of a command's words are their own: those in a text with escapes are not.
fn is_written_there(command: &Command, text: &str) -> bool {
    let name = command.name_span().of(text);
    let name = name.trim_matches(['\'', '"', '\\']);
    command.program.as_deref().is_some_and(|it| name.ends_with(it))
}

/// Whether the cursor stands between quotes.
fn is_in_string(command: &Command, at: usize) -> bool {
    command.words.iter().filter(|it| it.span.touches(at)).flat_map(|it| &it.parts).any(|part| {
        let is_quoted = matches!(part.quote, Quote::Single | Quote::Double | Quote::Ansi);
        is_quoted && part.span.touches(at) && matches!(part.kind, PartKind::Literal(_))
    })
}

/// What the cursor is at.
enum Spot<'a> {
    /// A flag, or its value.
    Flag(&'a Flag),
    /// The operand with this number, and which word it is where it is begun.
    Operand(usize, Option<usize>),
    /// A word that the facts do not know.
    Unknown,
}

impl Spot<'_> {
    /// Whether what stands there is a script, whose strings are worth help.
    fn is_script(&self, command: &Command, program: &Program) -> bool {
        match self {
            Self::Flag(flag) => flag.facts.and_then(|it| it.value).is_some_and(|it| it.kind == Kind::Code),
            Self::Operand(number, _) => {
                let count = command.own_operands().count().max(number + 1);
                let operand = program.operand(*number, count, |it| command.gives(it));
                operand.is_some_and(|it| it.value.kind == Kind::Code)
            }
            Self::Unknown => false,
        }
    }
}

fn spot(command: &Command, at: usize) -> Spot<'_> {
    let skipped = command.facts().len().saturating_sub(1);
    let (mut operands, mut waiting) = (0_usize, None);
    for arg in &command.args {
        match arg {
            Arg::Flag(flag) => {
                // Between a flag and its value, the value is what comes next.
                let has_value = flag.value.as_ref().is_some_and(|it| flag.span.start <= at && at <= it.span.end);
                if has_value || flag.span.touches(at) {
                    return if flag.facts.is_some() { Spot::Flag(flag) } else { Spot::Unknown };
                }
                let takes = flag.facts.is_some_and(|it| it.value.is_some() && !it.optional) && flag.value.is_none();
                waiting = (takes && flag.span.end < at).then_some(&**flag);
                if flag.span.start > at {
                    break;
                }
            }
            Arg::Operand(index) => {
                let Some(word) = command.words.get(*index) else { continue };
                if word.span.start > at {
                    break;
                }
                waiting = None;
                operands += 1;
                if word.span.touches(at) {
                    return match operands.checked_sub(skipped + 1) {
                        Some(number) => Spot::Operand(number, Some(*index)),
                        None => Spot::Unknown,
                    };
                }
            }
            Arg::EndOfFlags(_) => {}
        }
    }
    match waiting {
        Some(flag) => Spot::Flag(flag),
        None => Spot::Operand(operands.saturating_sub(skipped), None),
    }
}

/// A line that is being put together.
#[derive(Default)]
struct Line {
    label: String,
    parameters: Vec<Parameter>,
}

impl Line {
    fn new(start: &str) -> Self {
        Self { label: start.to_owned(), parameters: Vec::new() }
    }

    /// Adds text that is no parameter.
    fn text(&mut self, text: &str) {
        self.label.push_str(text);
    }

    /// Adds a parameter as it stands.
    fn part(&mut self, text: &str, documentation: impl Into<String>) -> usize {
        let start = self.label.len();
        self.label.push_str(text);
        let span = Span::new(start, self.label.len());
        self.parameters.push(Parameter { span, documentation: documentation.into() });
        self.parameters.len() - 1
    }

    /// Adds a parameter behind a blank.
    fn word(&mut self, text: &str, documentation: impl Into<String>) -> usize {
        self.label.push(' ');
        self.part(text, documentation)
    }

    fn done(self, active: Option<usize>, documentation: impl Into<String>) -> Signature {
        Signature { label: self.label, parameters: self.parameters, active, documentation: documentation.into() }
    }
}

/// The program's name with those of its sub-commands.
fn path(command: &Command) -> String {
    let names: Vec<&str> = command.facts().iter().map(|it| it.name).collect();
    names.join(" ")
}

/// The signature that the facts give: flags so far, then operands.
fn general(command: &Command, program: &'static Program, spot: &Spot<'_>, at: usize) -> Option<Signature> {
    let mut line = Line::new(&path(command));
    let mut active = None;
    let is_find = program.name == "find";
    if is_find {
        let index = line.word("FOLDER…", "where to look; the current folder where none is named, with GNU's `find`");
        if matches!(spot, Spot::Operand(..)) && !command.flags().any(|it| it.facts.is_some() && it.span.end < at) {
            active = Some(index);
        }
    }
    let modes = ['c', 'x', 't', 'r', 'u', 'A', 'd'];
    if program.name == "tar" && !modes.iter().any(|it| command.has_flag(*it, "")) && !has_long_mode(command) {
        let index = line.word(
            "MODE",
            "`c` packs, `x` unpacks, `t` lists, `r` adds, `u` adds what is newer, `d` compares; then more letters, as in `xzf`",
        );
        if matches!(spot, Spot::Operand(0, _) | Spot::Unknown) {
            active = Some(index);
        }
    }
    let mut named: Vec<&Facts> = Vec::new();
    for flag in command.flags() {
        let Some(facts) = flag.facts else { continue };
        let is_active = matches!(spot, Spot::Flag(it) if std::ptr::eq(*it, flag));
        if !is_active && (named.len() >= MOST_FLAGS || named.iter().any(|it| std::ptr::eq(*it, facts))) {
            continue;
        }
        named.push(facts);
        let documentation =
            if is_active { of_flag(command, program, flag, facts, at) } else { facts.summary.to_owned() };
        let index = line.word(&spelling(flag, facts, program.syntax), documentation);
        if is_active {
            active = Some(index);
        }
    }
    if is_find {
        let test =
            line.word("TEST…", "`-name '*.c'`, `-type f`, `-mtime -7`, `-size +1M`; `!` turns one around, `-o` is or");
        line.word("ACTION…", "`-print` where none is named, `-delete`, `-exec COMMAND {} +`");
        if active.is_none() && matches!(spot, Spot::Operand(..)) {
            active = Some(test);
        }
        let sentence = notations::find::sentence(command);
        let documentation = sentence.map_or_else(|| program.summary.to_owned(), |it| capital(&it));
        return Some(line.done(active, documentation));
    }
    if !program.subcommands.is_empty() {
        let index = line.word("COMMAND", "what to do");
        if matches!(spot, Spot::Operand(0, _)) {
            active = active.or(Some(index));
        }
    }
    let number = if let Spot::Operand(number, _) = spot { Some(*number) } else { None };
    let count = command.own_operands().count().max(number.map_or(0, |it| it + 1));
    let role = number.and_then(|it| program.operand(it, count, |it| command.gives(it)));
    for operand in program.operands.iter().filter(|it| !it.unless.iter().any(|it| command.gives(it))) {
        let is_active = role.is_some_and(|it| std::ptr::eq(it, operand));
        let documentation =
            if is_active { of_value(command, operand.value, at) } else { kind(operand.value).to_owned() };
        let name = if operand.many { format!("{}…", operand.value.name) } else { operand.value.name.to_owned() };
        let index = line.word(&name, documentation);
        if is_active && active.is_none() {
            active = Some(index);
        }
    }
    // `echo TEXT…` helps nobody.
    let helps = line.parameters.len() > 1 || line.parameters.iter().any(|it| !it.documentation.is_empty());
    helps.then(|| line.done(active, program.summary))
}

fn has_long_mode(tar: &Command) -> bool {
    [
        "create",
        "extract",
        "get",
        "list",
        "append",
        "update",
        "concatenate",
        "catenate",
        "diff",
        "compare",
        "delete",
        "test-label",
    ]
    .iter()
    .any(|it| tar.has_flag('\0', it))
}

fn spelling(flag: &Flag, facts: &Facts, syntax: Syntax) -> String {
    let value = facts.value.map_or("", |it| it.name);
    let (name, sign) = match (flag.short, facts.long) {
        (_, Some(long)) if syntax == Syntax::Words => (format!("-{long}"), " "),
        (_, Some(long)) if syntax == Syntax::Pairs => (long.to_owned(), "="),
        (Some(short), _) if flag.span.len() <= 2 => (format!("-{short}"), " "),
        (_, Some(long)) => (format!("--{long}"), "="),
        (short, None) => (short.map_or(String::new(), |it| format!("-{it}")), " "),
    };
    match (value, facts.optional) {
        ("", _) => name,
        (_, true) => format!("{name}[{}{value}]", if sign == "=" { "=" } else { "" }),
        _ => format!("{name}{sign}{value}"),
    }
}

/// What a flag does, what it takes, and what its value says so far.
fn of_flag(command: &Command, program: &Program, flag: &Flag, facts: &Facts, at: usize) -> String {
    let mut text = facts.summary.to_owned();
    let allowed = if program.name == "find" { facts.long.and_then(find_value) } else { None };
    if let Some(allowed) =
        allowed.or_else(|| facts.value.filter(|it| it.kind != Kind::Path).map(kind).filter(|it| !it.is_empty()))
    {
        text.push_str("\n\n");
        text.push_str(allowed);
    }
    let value = flag.value.as_ref().filter(|it| it.span.touches(at) && !it.span.is_empty());
    if let Some(said) = value.and_then(|it| notations::said(command, it.span)) {
        text.push_str("\n\nHere: ");
        text.push_str(&inline(&said.text));
    }
    text
}

/// What an operand is, and what it says so far.
fn of_value(command: &Command, value: Value, at: usize) -> String {
    let mut text = kind(value).to_owned();
    if let Some(said) = notations::at(command, at) {
        text.push_str(if text.is_empty() { "Here: " } else { "\n\nHere: " });
        text.push_str(&inline(&said.text));
    }
    text
}

/// What may stand where a value of this kind stands.
fn kind(value: Value) -> &'static str {
    match value.kind {
        Kind::Path => "a file or a folder",
        Kind::Pattern => "a pattern; in quotes, so that the shell leaves it alone",
        Kind::Number => "a number",
        Kind::Size => "a number with a unit of size",
        Kind::Time => "a time or a duration",
        Kind::User => "a user or a group",
        Kind::Mode => "a mode: `644`, or `u+rw,go-w`",
        Kind::Url => "an address",
        Kind::Host => "a host",
        Kind::Script => "shell text that is run",
        Kind::Command => "a command that is run",
        Kind::Code => "a script in the language of the program",
        Kind::Text if value.name == "SIGNAL" => "a signal: `TERM`, `HUP`, `9`",
        Kind::Text => "",
    }
}

/// What may stand behind a test or an action of `find`.
fn find_value(test: &str) -> Option<&'static str> {
    Some(match test {
        "name" | "iname" => {
            "a pattern with `*`, `?` and `[…]`, in quotes; it is compared with the name without its folders"
        }
        "path" | "ipath" | "wholename" | "iwholename" => {
            "a pattern in quotes; it is compared with the whole path, and `*` matches `/` too"
        }
        "regex" | "iregex" => "a regular expression in quotes; it must match the whole path",
        "mtime" | "atime" | "ctime" => {
            "days of 24 hours: `+7` more than 7 of them ago, `-7` less; GNU and POSIX drop what is left of a day, BSD rounds up"
        }
        "mmin" | "amin" | "cmin" => "minutes: `+5` more than 5 minutes ago, `-5` less",
        "size" => {
            "a number with `c` (bytes), `k` (KiB), `M` (MiB), `G` (GiB), or none (512 bytes): `+1M` larger, `-1M` smaller; \
             sizes are rounded up to whole units first"
        }
        "type" | "xtype" => {
            "`f` file, `d` folder, `l` link, `p` pipe, `s` socket, `b` block device, `c` character device; `f,d` is either, \
             with GNU's `find`"
        }
        "perm" => "a mode: `644` exactly this one, `-644` at least all of it, `/222` at least one bit of it",
        "newermt" => "a date, such as `2026-03-05` or `2 days ago`",
        "newer" | "anewer" | "cnewer" | "samefile" => "a file to compare with",
        "maxdepth" => "a number of levels: 0 is the start alone, 1 also what lies directly in it",
        "mindepth" => "a number of levels: 1 leaves out the start itself",
        "user" | "group" => "a name or a number",
        "exec" | "ok" => {
            r"a command, `{}` being the path, up to `\;` (once for each file) or `{} +` (many files at once)"
        }
        "execdir" | "okdir" => {
            r"a command, `{}` being `./` and the name, up to `\;` or `{} +`; it runs in the file's folder"
        }
        "printf" => r"a format: `%p` the path, `%f` the name, `%s` the size, `%m` the mode, `\n` a line break",
        _ => return None,
    })
}

/// A sentence from what stands in the middle of one.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|it| it.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

#[cfg(test)]
mod tests;
