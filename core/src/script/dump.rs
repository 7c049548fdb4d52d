//! Prints the typed model readably: for developers who want to see what Caro sees, and for its tests.

use crate::Span;
use crate::script::{
    AndOr, Arg, ArmEnd, AssignedValue, Assignment, Chunk, Command, Embedded, Flag, Part, PartKind, Pipe, Quote,
    Redirect, RedirectOperator, Runs, Statement, StatementKind, Word,
};
use std::fmt::Write;

/// The model of a whole script: a line for each statement, with its line and column, and what it holds below it.
///
/// Words are shown part by part, joined by `+`. A `?` behind a flag says that the facts do not know it.
pub fn dump(chunks: &[Chunk]) -> String {
    let mut dump = Dump { out: String::new(), depth: 0, start: 0, lines: vec![0] };
    for chunk in chunks {
        let breaks = chunk.body.text.bytes().enumerate().filter(|it| it.1 == b'\n').map(|it| chunk.start + it.0 + 1);
        dump.lines.extend(breaks);
    }
    for chunk in chunks {
        dump.start = chunk.start;
        dump.statements(&chunk.body.statements);
        for comment in &chunk.body.comments {
            let text = comment.span.of(&chunk.body.text);
            dump.line(comment.span, text);
        }
        for error in &chunk.body.errors {
            dump.line(error.span, &format!("error: {}", error.message));
        }
    }
    dump.out
}

struct Dump {
    out: String,
    depth: usize,
    start: usize,
    /// Where the lines of the script start.
    lines: Vec<usize>,
}

impl Dump {
    fn line(&mut self, span: Span, text: &str) {
        let at = self.start + span.start;
        let line = self.lines.partition_point(|it| *it <= at);
        let column = at - self.lines[line - 1] + 1;
        let indent = "  ".repeat(self.depth);
        let _ = write!(self.out, "{indent}{line}:{column} ");
        for char in text.chars() {
            // A script's escape sequences are not for the reader's terminal.
            if char.is_control() {
                self.out.extend(char.escape_default());
            } else {
                self.out.push(char);
            }
        }
        self.out.push('\n');
    }

    fn label(&mut self, text: &str) {
        let indent = "  ".repeat(self.depth);
        let _ = writeln!(self.out, "{indent}{text}");
    }

    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement, "");
        }
    }

    fn block(&mut self, label: &str, statements: &[Statement]) {
        self.depth += 1;
        if !label.is_empty() {
            self.label(label);
            self.depth += 1;
        }
        self.statements(statements);
        self.depth -= if label.is_empty() { 1 } else { 2 };
    }

    fn statement(&mut self, it: &Statement, prefix: &str) {
        let mut tail = String::new();
        for redirect in &it.redirects {
            let _ = write!(tail, " {}", self::redirect(redirect));
        }
        tail.push_str(if it.background { " &" } else { "" });
        let mut head = |text: String| self.line(it.span, &format!("{prefix}{text}{tail}"));
        match &it.kind {
            StatementKind::Command(command) => {
                head(self::command(command));
                self.below(command);
            }
            StatementKind::Pipeline(pipeline) => {
                let signs = [(pipeline.negated, "! "), (pipeline.timed, "time ")];
                let signs: String = signs.iter().filter(|it| it.0).map(|it| it.1).collect();
                head(format!("{signs}pipeline"));
                self.depth += 1;
                for (at, stage) in pipeline.stages.iter().enumerate() {
                    let pipe = at.checked_sub(1).and_then(|it| pipeline.pipes.get(it));
                    self.statement(stage, pipe.map_or("", |it| if *it == Pipe::Output { "| " } else { "|& " }));
                }
                self.depth -= 1;
            }
            StatementKind::AndOr { first, rest } => {
                head("list".to_owned());
                self.depth += 1;
                self.statement(first, "");
                for (operator, next) in rest {
                    self.statement(next, if *operator == AndOr::And { "&& " } else { "|| " });
                }
                self.depth -= 1;
            }
            StatementKind::Group(body) => {
                head("group".to_owned());
                self.block("", body);
            }
            StatementKind::Subshell(body) => {
                head("subshell".to_owned());
                self.block("", body);
            }
            StatementKind::If { branches, otherwise } => {
                head("if".to_owned());
                for (condition, body) in branches {
                    self.block("", condition);
                    self.block("then", body);
                }
                if let Some(body) = otherwise {
                    self.block("else", body);
                }
            }
            StatementKind::While { until, condition, body } => {
                head(if *until { "until" } else { "while" }.to_owned());
                self.block("", condition);
                self.block("do", body);
            }
            StatementKind::For { variable, words, body, select } => {
                let words = words.as_ref().map_or(String::new(), |it| format!(" in {}", self::words(it)));
                head(format!("{} {}{}", if *select { "select" } else { "for" }, variable.text, words.trim_end()));
                self.block("", body);
            }
            StatementKind::ForArithmetic { header, body } => {
                head(format!("for (({}))", word(header)));
                self.block("", body);
            }
            StatementKind::Case { word, arms } => {
                head(format!("case {}", self::word(word)));
                for arm in arms {
                    let end = match arm.end {
                        ArmEnd::Leaves => "",
                        ArmEnd::RunsNext => " ;&",
                        ArmEnd::AsksNext => " ;;&",
                    };
                    let patterns: Vec<String> = arm.patterns.iter().map(self::word).collect();
                    self.block(&format!("{}){end}", patterns.join(" | ")), &arm.body);
                }
            }
            StatementKind::Function { name, body } => {
                head(format!("function {}", name.text));
                self.block("", std::slice::from_ref(body));
            }
            StatementKind::Test(words) => head(format!("[[ {} ]]", self::words(words))),
            StatementKind::Arithmetic(word) => head(format!("(({}))", self::word(word))),
            StatementKind::Coproc { name, body } => {
                head(format!("coproc {}", name.as_ref().map_or("", |it| &it.text)).trim_end().to_owned());
                self.block("", std::slice::from_ref(body));
            }
            StatementKind::Unknown => head("unknown".to_owned()),
        }
    }

    /// The scripts inside a command.
    fn below(&mut self, command: &Command) {
        for embedded in &command.embedded {
            let Embedded { span, runs, exact, translated, arguments, complete, statements } = embedded;
            let runs = match runs {
                Runs::Same => "in this shell",
                Runs::Here => "here",
                Runs::Remote => "remote",
                Runs::Container => "container",
                Runs::Later => "later",
            };
            let mut label = format!("runs {runs}{}", if *exact { "" } else { ", about" });
            label.push_str(if *translated { ", translated" } else { "" });
            label.push_str(if *complete { "" } else { ", not all read" });
            if let Some(arguments) = arguments {
                let more = if arguments.more { " …" } else { "" };
                let _ = write!(label, ", with ({}{more})", words(&arguments.words));
            }
            self.depth += 1;
            self.line(*span, &label);
            self.block("", statements);
            self.depth -= 1;
        }
    }
}

fn list(statements: &[Statement]) -> String {
    let mut dump = Dump { out: String::new(), depth: 0, start: 0, lines: vec![0] };
    dump.statements(statements);
    let lines = dump.out.lines().map(|it| it.trim_start().split_once(' ').map_or(it, |it| it.1));
    lines.collect::<Vec<_>>().join("; ")
}

fn command(it: &Command) -> String {
    let mut parts: Vec<String> = it.assignments.iter().map(assignment).collect();
    for wrapper in &it.wrappers {
        parts.push(wrapper.program.to_string());
        parts.extend(wrapper.flags.iter().map(flag));
        parts.push(">".to_owned());
    }
    match (&it.program, it.words.get(it.head)) {
        (Some(program), _) => parts.push(program.to_string()),
        (None, Some(word)) => parts.push(self::word(word)),
        (None, None) => {}
    }
    let assigned = |it: &Word, command: &Command| command.assignments.iter().any(|other| other.span == it.span);
    for arg in &it.args {
        match arg {
            Arg::Flag(flag) => parts.push(self::flag(flag)),
            Arg::Operand(at) => {
                parts.extend(it.words.get(*at).filter(|word| !assigned(word, it)).map(word));
            }
            Arg::EndOfFlags(_) => parts.push("--".to_owned()),
        }
    }
    parts.extend(it.redirects.iter().map(redirect));
    parts.join(" ")
}

fn flag(it: &Flag) -> String {
    let name = match (it.short, &it.long) {
        (Some(short), Some(long)) => format!("-{short}/{long}"),
        (Some(short), None) => format!("-{short}"),
        (None, long) => format!("--{}", long.as_deref().unwrap_or_default()),
    };
    let value = it.value.as_ref().map_or(String::new(), |it| format!("={}", word(it)));
    format!("{name}{}{value}", if it.known { "" } else { "?" })
}

fn assignment(it: &Assignment) -> String {
    let sign = if it.append { "+=" } else { "=" };
    let index = it.index.as_ref().map_or(String::new(), |it| format!("[{}]", word(it)));
    let value = match &it.value {
        None => String::new(),
        Some(AssignedValue::Word(it)) => format!("{sign}{}", word(it)),
        Some(AssignedValue::Array(elements)) => {
            let elements = elements.iter().map(|it| match &it.index {
                Some(index) => format!("[{}]={}", word(index), word(&it.value)),
                None => word(&it.value),
            });
            format!("{sign}({})", elements.collect::<Vec<_>>().join(" "))
        }
    };
    format!("<{}{index}{value}>", it.name.text)
}

fn redirect(it: &Redirect) -> String {
    let operator = match it.operator {
        RedirectOperator::Read => "<",
        RedirectOperator::Write => ">",
        RedirectOperator::Clobber => ">|",
        RedirectOperator::Append => ">>",
        RedirectOperator::ReadWrite => "<>",
        RedirectOperator::WriteBoth => "&>",
        RedirectOperator::AppendBoth => "&>>",
        RedirectOperator::DuplicateRead => "<&",
        RedirectOperator::DuplicateWrite => ">&",
        RedirectOperator::HereDocument => "<<",
        RedirectOperator::HereDocumentTabs => "<<-",
        RedirectOperator::HereString => "<<<",
    };
    let body = it.body.as_ref().map_or(String::new(), |it| format!("={}", word(&it.text)));
    format!("{}{operator}{}{body}", it.fd.as_deref().unwrap_or_default(), word(&it.target))
}

fn words(words: &[Word]) -> String {
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn word(it: &Word) -> String {
    let parts: Vec<_> = it.parts.iter().map(part).collect();
    if parts.is_empty() { "''".to_owned() } else { parts.join("+") }
}

fn part(it: &Part) -> String {
    let text = match &it.kind {
        PartKind::Literal(text) => text.to_string(),
        PartKind::Parameter(it) => {
            let mut out =
                format!("${}{}{}", if it.indirect { "!" } else { "" }, if it.length { "#" } else { "" }, it.name);
            if let Some(index) = &it.index {
                let _ = write!(out, "[{}]", word(index));
            }
            if let Some((operator, operand)) = it.operator.as_deref() {
                let operand = if operand.parts.is_empty() { String::new() } else { word(operand) };
                let _ = write!(out, "{{{operator}{operand}}}");
            }
            out
        }
        PartKind::Substitution(body) => format!("$({})", list(body)),
        PartKind::Process(body) => format!("<({})", list(body)),
        PartKind::Arithmetic(inner) => format!("$(({}))", word(inner)),
        PartKind::Glob(text) => format!("glob:{text}"),
        PartKind::Brace(words) => format!("{{{}}}", words.iter().map(word).collect::<Vec<_>>().join(",")),
        PartKind::Sequence(text) => format!("sequence:{text}"),
        PartKind::Tilde(text) => format!("tilde:{text}"),
    };
    match it.quote {
        Quote::Bare => text,
        Quote::Backslash => format!("\\{text}"),
        Quote::Single => format!("'{text}'"),
        Quote::Double => format!("\"{text}\""),
        Quote::Ansi => format!("$'{text}'"),
    }
}

#[cfg(test)]
mod tests;
