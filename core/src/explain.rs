//! Explains what a script says: a tree of parts, each with its meaning and where that is known from.
//!
//! It is built for a stretch of a document; what the stretch does not touch is left out, so that a hover costs what it shows.

use crate::flow::Library;
use crate::pages::{Manual, NoPages, Pages};
use crate::rules::{Finding, Report};
use crate::script::{Chunk, Dialect, Statement, StatementKind};
use crate::{Document, Span};

mod arithmetic;
mod commands;
mod compounds;
mod conditions;
mod expansions;
mod here_documents;
mod keywords;
mod operators;
mod patterns;
pub mod places;
mod redirects;
pub mod script;
mod sentence;
pub(crate) mod special;
mod template;
#[cfg(test)]
mod tests;
pub mod text;
pub mod told;
pub(crate) mod variables;
mod words;

use variables::{Functions, Values};

/// One part of a script with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Where it stands in the document.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// How it is called: `tar`, `git push`, `--max-time`, `2>&1`; as it is written where it has no other name.
    pub title: String,
    /// What it does here, as a sentence or the end of one; back-ticks mark the user's words.
    pub meaning: String,
    /// Where that is known from.
    pub source: Source,
    /// What it is made of, in the order of the text.
    pub parts: Vec<Explained>,
}

/// What a part of a script is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Commands whose output goes on as the next one's input.
    Pipeline,
    /// Commands held together by `&&` and `||`.
    List,
    /// `if`, `for`, `case`, `{ … }`, a function and their like.
    Compound,
    /// A command with all that belongs to it; its meaning is what this call does.
    Command,
    /// A script or command inside a word: `sh -c '…'`, `find -exec`.
    Script,
    /// The name of the program that runs.
    Program,
    /// The name of a program that runs another one.
    Wrapper,
    /// The name of a sub-command.
    Subcommand,
    /// A flag, or a word that is one: `-x`, `--force`, `-name`, `of=`, `-5`.
    Flag,
    /// A flag's value.
    Value,
    /// What a program works on.
    Operand,
    /// `|`, `&&`, `;`, `&`, a sign of an expression.
    Operator,
    /// A reserved word.
    Keyword,
    /// `>file`, `2>&1`, `<<EOF`.
    Redirect,
    /// `$x`, `${x%%.*}`, `$(…)`, `$((…))`, `~`.
    Expansion,
    /// `*`, `?`, `[a-z]`, `{a,b}`.
    Pattern,
    /// A part of `[ … ]`, `[[ … ]]` or `(( … ))`.
    Test,
    /// `x=1`.
    Assignment,
}

/// Where a meaning is known from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Caro's own facts about programs.
    Facts,
    /// The shell's language.
    Shell,
    /// The script itself: what its variables hold, what its functions do.
    Script,
    /// An installed manual page, whose own words these are.
    Manual {
        /// What a person calls it: `tar(1)`.
        title: String,
        /// The file that it was read from.
        path: String,
        /// The line of its source; 0 where it is about no line.
        line: usize,
    },
}

impl Source {
    fn manual(manual: &Manual, line: usize) -> Self {
        Self::Manual { title: manual.title.clone(), path: manual.path.clone(), line }
    }

    /// Where that is, as the end of "From …".
    pub fn place(&self) -> String {
        match self {
            Self::Facts => "Caro's facts".to_owned(),
            Self::Shell => "the shell's language".to_owned(),
            Self::Script => "this script".to_owned(),
            Self::Manual { title, path, line: 0 } => format!("{title}, {path}"),
            Self::Manual { title, path, line } => format!("{title}, line {line} of {path}"),
        }
    }

    /// Its name, as JSON has it.
    pub fn name(&self) -> String {
        match self {
            Self::Facts => "caro".to_owned(),
            Self::Shell => "shell".to_owned(),
            Self::Script => "script".to_owned(),
            Self::Manual { title, line: 0, .. } => title.clone(),
            Self::Manual { title, line, .. } => format!("{title}:{line}"),
        }
    }
}

impl Kind {
    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pipeline => "pipeline",
            Self::List => "list",
            Self::Compound => "compound",
            Self::Command => "command",
            Self::Script => "script",
            Self::Program => "program",
            Self::Wrapper => "wrapper",
            Self::Subcommand => "subcommand",
            Self::Flag => "flag",
            Self::Value => "value",
            Self::Operand => "operand",
            Self::Operator => "operator",
            Self::Keyword => "keyword",
            Self::Redirect => "redirect",
            Self::Expansion => "expansion",
            Self::Pattern => "pattern",
            Self::Test => "test",
            Self::Assignment => "assignment",
        }
    }
}

/// All that an explanation may look at.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The script.
    pub document: &'a Document,
    /// What its variables can hold, where somebody asked before.
    pub report: Option<&'a Report>,
    /// What is told of it.
    pub findings: &'a [Finding],
    /// What the machine's manual pages say, for programs and flags that the facts do not know.
    pub pages: &'a dyn Pages,
    /// The files that it may source.
    pub library: Option<&'a dyn Library>,
}

impl<'a> View<'a> {
    /// Of a document alone: nothing was found yet, and there is no machine around it.
    pub fn of(document: &'a Document) -> Self {
        Self { document, report: None, findings: &[], pages: &NoPages, library: None }
    }
}

/// The parts of a text in order; what Caro does not know is left out.
pub fn explain_text(text: &str, dialect: Dialect) -> Vec<Explained> {
    let document = Document::new(text, dialect);
    explain(&View::of(&document), Span::new(0, text.len()))
}

/// The parts of a document that touch a stretch of it.
pub fn explain(view: &View<'_>, range: Span) -> Vec<Explained> {
    if view.document.dialect() == Dialect::Unsupported {
        return Vec::new();
    }
    let (mut found, functions) = (Vec::new(), Functions::new());
    let chunks = view.document.chunks();
    let first = chunks.partition_point(|it| it.start + it.body.text.len() < range.start);
    let behind = chunks.partition_point(|it| it.start <= range.end);
    let values: Vec<Values> = (first..behind).map(|_| Values::new()).collect();
    for ((at, chunk), values) in chunks.iter().enumerate().skip(first).zip(&values) {
        let within = Span::new(range.start.saturating_sub(chunk.start), range.end - chunk.start);
        let explainer = Explainer { view, at, chunk, within, whole: None, values, functions: &functions, adds: false };
        let mut parts = Vec::new();
        explainer.statements(&chunk.body.statements, chunk.body.text.len(), &mut parts);
        for part in &mut parts {
            part.shift(chunk.start);
        }
        found.extend(parts);
    }
    found
}

/// Of a command that is an assignment and nothing else there is nothing to say beside it.
fn only_assignment(mut command: Explained) -> Explained {
    let is_alone = command.meaning.is_empty()
        && matches!(&*command.parts, [part] if part.kind == Kind::Assignment && part.span == command.span);
    command.parts.pop_if(|_| is_alone).unwrap_or(command)
}

impl Explained {
    fn new(span: Span, kind: Kind, title: impl Into<String>, meaning: impl Into<String>, source: Source) -> Self {
        Self { span, kind, title: title.into(), meaning: meaning.into(), source, parts: Vec::new() }
    }

    fn shift(&mut self, by: usize) {
        self.span = self.span.shifted(by);
        for part in &mut self.parts {
            part.shift(by);
        }
    }

    /// The parts that hold a place, from the outermost to the innermost.
    pub fn path_to(&self, offset: usize) -> Vec<&Self> {
        let mut path = vec![self];
        let mut parts = &self.parts;
        loop {
            // At the edge of two the cursor stands on the second one.
            let touched = parts.iter().filter(|it| it.span.touches(offset));
            let next = touched.min_by_key(|it| (it.span.end == offset, it.span.len(), it.parts.is_empty()));
            let Some(next) = next else { return path };
            path.push(next);
            parts = &next.parts;
        }
    }
}

/// Explains one chunk. Spans count from the chunk's start until the end.
struct Explainer<'a> {
    view: &'a View<'a>,
    /// Which chunk it is.
    at: usize,
    chunk: &'a Chunk,
    /// What is asked for.
    within: Span,
    /// Where the text stands whose parts have no places of their own.
    whole: Option<Span>,
    /// What its expansions can be.
    values: &'a Values,
    /// The functions of the script.
    functions: &'a Functions<'a>,
    /// Whether words are added to each command, as `parallel` does.
    adds: bool,
}

impl<'a> Explainer<'a> {
    /// The chunk's text.
    fn text(&self) -> &'a str {
        &self.chunk.body.text
    }

    /// Whether something is asked for.
    fn wants(&self, span: Span) -> bool {
        span.start <= self.within.end && self.within.start <= span.end
    }

    /// The statements of a list that ends at `end`.
    fn statements(&self, statements: &[Statement], end: usize, parts: &mut Vec<Explained>) {
        for (at, statement) in statements.iter().enumerate() {
            let next = statements.get(at + 1).map_or(end, |it| it.span.start);
            if self.wants(statement.span) {
                // Of a command that nobody knows there is nothing to say.
                let explained = self.statement(statement, next);
                parts.extend(Some(explained).filter(|it| !it.meaning.is_empty() || !it.parts.is_empty()));
            }
            if self.wants(Span::new(statement.span.end, next.max(statement.span.end))) {
                parts.extend(self.behind(statement, next));
            }
        }
    }

    /// A statement; `end` is where the next one starts.
    fn statement(&self, statement: &Statement, end: usize) -> Explained {
        let mut explained = match &statement.kind {
            StatementKind::Command(command) => only_assignment(self.command(command)),
            StatementKind::Pipeline(pipeline) => self.pipeline(statement, pipeline, end),
            StatementKind::AndOr { first, rest } => self.and_or(statement, first, rest, end),
            _ => self.compound(statement, end),
        };
        self.redirects(&statement.redirects, ", for everything inside", &mut explained.parts);
        explained
    }

    /// The same explainer for what stands in a text whose parts have no places of their own.
    fn inside(&self, whole: Option<Span>) -> Explainer<'a> {
        Explainer { whole: self.whole.or(whole), ..*self }
    }
}
