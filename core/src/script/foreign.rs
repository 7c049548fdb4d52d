//! Code of other languages inside a command: what it does to files, devices and the network, as shell commands.
//!
//! It is a shallow look: constants are followed, calls are known by name, and what is not understood gives nothing.
//! The acts become commands of the typed model, so that the rules judge `shutil.rmtree("/")` as they judge `rm -rf /`.

use crate::Span;
use crate::script::arguments::resolve;
use crate::script::embedded::source_of;
use crate::script::parse::parse_inside;
use crate::script::{
    Command, Dialect, Embedded, Parameter, Part, PartKind, Pipe, Pipeline, Quote, Redirect, RedirectOperator, Runs,
    Statement, StatementKind, Word,
};
use tokens::{Piece, Says, Text};

mod awk;
mod editors;
mod lua;
mod node;
mod perl;
mod php;
mod python;
mod reader;
mod ruby;
mod sed;
mod tokens;
mod values;

/// How much of a text is read.
const MOST_BYTES: usize = 1 << 16;
/// How often code may hold code: `eval("eval('…')")`.
const DEEPEST: usize = 4;

/// A language that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Python,
    Perl,
    Ruby,
    Node,
    Php,
    Lua,
    Awk,
    Sed,
    /// The commands of `ed` and `ex`.
    Ed,
    /// The command line of `vim`.
    Vim,
    AppleScript,
}

impl Language {
    /// What a program of this name runs.
    pub(super) fn of(program: &str) -> Option<Self> {
        Some(match program {
            "python3" => Self::Python,
            "perl" => Self::Perl,
            "ruby" => Self::Ruby,
            "node" => Self::Node,
            "php" => Self::Php,
            "lua" => Self::Lua,
            "awk" => Self::Awk,
            "sed" => Self::Sed,
            "ed" => Self::Ed,
            "vim" => Self::Vim,
            "osascript" => Self::AppleScript,
            _ => return None,
        })
    }
}

/// Something that code does.
#[derive(Clone, Debug)]
struct Act {
    start: usize,
    end: usize,
    does: Does,
}

#[derive(Clone, Debug, PartialEq)]
enum Does {
    /// Runs a program with these words. Words that the code does not write stand at byte 0.
    Words(Vec<Text>),
    /// Runs shell text.
    Shell(Text),
    /// Empties or makes a file.
    Write(Text),
    /// Adds to a file, or changes it in place.
    Append(Text),
    /// Runs what an address sends.
    Fetched(Text, &'static str),
    /// Runs text that it decodes first.
    Decoded(&'static str),
    /// Runs more of the same language.
    Code(Text),
    /// Starts processes without end.
    ForkBomb,
    /// Opens a connection to a host and a port.
    Connect(Text, Text),
    /// Goes to another folder.
    Move,
}

/// Stand-ins for what the shell puts into the code: `python3 -c "remove('$x')"`.
const STAND_INS: std::ops::Range<u32> = 0xe000..0xf8ff;

fn is_stand_in(char: char) -> bool {
    STAND_INS.contains(&(char as u32))
}

/// Code, and where its bytes stand.
struct Code {
    text: String,
    /// The place of each byte in the chunk, with one more for the end.
    places: Vec<usize>,
    /// What the stand-ins stand for.
    parts: Vec<Part>,
    span: Span,
}

impl Code {
    fn new(words: &[Word]) -> Option<Self> {
        let (first, last) = (words.first()?, words.last()?);
        let span = first.span.cover(last.span);
        let mut code = Self { text: String::new(), places: Vec::new(), parts: Vec::new(), span };
        for (at, word) in words.iter().enumerate() {
            if at > 0 {
                code.push("\n", Span::at(word.span.start));
            }
            for part in &word.parts {
                match &part.kind {
                    PartKind::Literal(text)
                    | PartKind::Glob(text)
                    | PartKind::Sequence(text)
                    | PartKind::Tilde(text) => {
                        let clean = text.replace(is_stand_in, "?");
                        code.push(&clean, part.span);
                    }
                    _ => {
                        let Some(sign) =
                            char::from_u32(STAND_INS.start + code.parts.len() as u32).filter(|it| is_stand_in(*it))
                        else {
                            continue;
                        };
                        code.push(sign.encode_utf8(&mut [0; 4]), part.span);
                        code.parts.push(part.clone());
                    }
                }
            }
            if code.text.len() > MOST_BYTES {
                break;
            }
        }
        code.places.push(span.end);
        Some(code)
    }

    fn push(&mut self, text: &str, span: Span) {
        let as_long = text.len() == span.len();
        self.text.push_str(text);
        // Text with escapes is shorter than its source: its places are about right.
        self.places.extend((0..text.len()).map(|at| match () {
            () if as_long => span.start + at,
            () if text.is_ascii() => (span.start + at).min(span.end),
            () => span.start,
        }));
    }

    fn place(&self, at: usize) -> usize {
        self.places.get(at).or(self.places.last()).copied().unwrap_or(self.span.start)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let (start, end) = (self.place(start), self.place(end));
        Span::new(start, end.max(start))
    }
}

/// What the code in `words` does, as commands.
pub(super) fn read(words: &[Word], language: Language, dialect: Dialect, depth: usize) -> Option<Embedded> {
    let code = Code::new(words)?;
    let text = match code.text.char_indices().map(|it| it.0).take_while(|it| *it <= MOST_BYTES).last() {
        Some(end) if code.text.len() > MOST_BYTES => &code.text[..end],
        _ => &*code.text,
    };
    let complete = text.len() == code.text.len();
    let fuel = 2 * MOST_BYTES;
    let mut translation = Translation { code: &code, dialect, depth, statements: Vec::new(), complete, fuel };
    translation.acts(acts(text, language), language, 0, None);
    let Translation { statements, complete, .. } = translation;
    let span = code.span;
    (!statements.is_empty() || !complete).then_some(Embedded {
        span,
        runs: Runs::Here,
        exact: false,
        translated: true,
        arguments: None,
        complete,
        statements,
    })
}

fn acts(code: &str, language: Language) -> Vec<Act> {
    match language {
        Language::Awk => awk::read(code),
        Language::Sed => sed::read(code),
        Language::Ed | Language::Vim | Language::AppleScript => editors::read(code, language),
        _ => reader::read(code, language),
    }
}

/// Makes commands of acts.
struct Translation<'a> {
    code: &'a Code,
    dialect: Dialect,
    depth: usize,
    statements: Vec<Statement>,
    /// Whether all of it was read.
    complete: bool,
    /// How many bytes of inner code and shell text may still be read.
    fuel: usize,
}

impl Translation<'_> {
    /// Translates acts; those of code inside code all stand at `place`.
    fn acts(&mut self, acts: Vec<Act>, language: Language, level: usize, place: Option<(usize, usize)>) {
        for Act { start, end, does } in acts {
            // A command that nobody knows says nothing.
            let known = |it: &Text| it.iter().any(|it| !matches!(it.says, Says::Unknown | Says::Variable(_)));
            if matches!(&does, Does::Words(words) if !words.first().is_some_and(known))
                || matches!(&does, Does::Shell(text) if !known(text))
            {
                continue;
            }
            let (start, end) = place.unwrap_or((start, end));
            let span = self.code.span(start, end);
            let inner = place.map(|_| span);
            match does {
                Does::Words(words) => {
                    let words = words.iter().map(|it| self.word(it, span, inner)).collect();
                    self.command(words, span);
                }
                Does::Shell(text) => self.shell(&text, span, inner),
                Does::Write(path) => self.redirect(RedirectOperator::Write, &path, span, inner),
                Does::Append(path) => self.redirect(RedirectOperator::Append, &path, span, inner),
                Does::Fetched(address, shell) => {
                    let address = self.word(&address, span, inner);
                    self.pipeline([vec![Word::plain(span, "curl"), address], vec![Word::plain(span, shell)]], span);
                }
                Does::Decoded(shell) => {
                    let decode = vec![Word::plain(span, "base64"), Word::plain(span, "-d")];
                    self.pipeline([decode, vec![Word::plain(span, shell)]], span);
                }
                Does::Code(text) => {
                    let text: String =
                        text.iter().map(|it| if let Says::Known(text) = &it.says { text } else { "?" }).collect();
                    if level < DEEPEST && self.pay(text.len()) {
                        self.acts(self::acts(&text, language), language, level + 1, Some((start, end)));
                    } else {
                        self.complete = false;
                    }
                }
                Does::ForkBomb => {
                    // The classic one, under a name that the code's author knows; it stands for all of the loop.
                    let text = "fork(){ fork|fork& };fork";
                    let places = (0..=text.len()).map(|at| if at < 4 { span.start } else { span.end }).collect();
                    self.statements.extend(parse_inside(text, places, self.dialect, self.depth + 8).0);
                }
                Does::Connect(..) | Does::Move => {}
            }
        }
    }

    /// Whether so many bytes may still be read.
    fn pay(&mut self, bytes: usize) -> bool {
        let enough = bytes <= self.fuel;
        self.fuel = self.fuel.saturating_sub(bytes);
        enough
    }

    fn resolved(&self, words: Vec<Word>, span: Span) -> Statement {
        let mut command = Command::new(span);
        command.words = words;
        resolve(&mut command, self.dialect, self.depth + 8);
        Statement::new(span, StatementKind::Command(Box::new(command)))
    }

    fn command(&mut self, words: Vec<Word>, span: Span) {
        if self.depth + 8 >= 64 {
            self.complete = false;
        } else if !words.is_empty() {
            let statement = self.resolved(words, span);
            self.statements.push(statement);
        }
    }

    fn pipeline(&mut self, stages: [Vec<Word>; 2], span: Span) {
        if self.depth + 8 >= 64 {
            self.complete = false;
        } else {
            let stages = stages.into_iter().map(|it| self.resolved(it, span)).collect();
            let pipeline = Pipeline { stages, pipes: vec![Pipe::Output], negated: false, timed: false };
            self.statements.push(Statement::new(span, StatementKind::Pipeline(pipeline)));
        }
    }

    fn redirect(&mut self, operator: RedirectOperator, path: &Text, span: Span, inner: Option<Span>) {
        let target = self.word(path, span, inner);
        if target.parts.is_empty() {
            return;
        }
        let mut command = Command::new(span);
        command.redirects.push(Redirect { span: target.span, fd: None, operator, target, body: None });
        self.statements.push(Statement::new(span, StatementKind::Command(Box::new(command))));
    }

    /// Reads text as a shell would.
    fn shell(&mut self, text: &Text, span: Span, inner: Option<Span>) {
        let (mut source, mut places) = (String::new(), Vec::new());
        for piece in text {
            let says: String = match &piece.says {
                Says::Known(known) | Says::Glob(known) => {
                    known.chars().map(|it| self.part(it).map_or_else(|| it.to_string(), source_of)).collect()
                }
                Says::Home => "$HOME".to_owned(),
                Says::Unknown | Says::Variable(_) => "${_}".to_owned(),
            };
            let place = self.place(piece, span, inner);
            let written = self.code.text.get(piece.start..piece.end).unwrap_or_default();
            let follows = inner.is_none() && piece.end > 0 && written.is_ascii() && says.is_ascii();
            places.extend(
                (0..says.len())
                    .map(|at| if follows { self.code.place((piece.start + at).min(piece.end)) } else { place.start }),
            );
            source.push_str(&says);
        }
        if source.trim().is_empty() {
            return;
        }
        if self.depth + 8 >= 64 || !self.pay(source.len()) {
            self.complete = false;
            return;
        }
        let end = text.last().map_or(span, |it| self.place(it, span, inner)).end;
        // What was contracted still ends where it ended.
        places.push(end);
        let (statements, complete) = parse_inside(&source, places, self.dialect, self.depth + 8);
        self.statements.extend(statements);
        self.complete &= complete;
    }

    fn part(&self, char: char) -> Option<&Part> {
        let at = (char as u32).checked_sub(STAND_INS.start)?;
        self.code.parts.get(at as usize)
    }

    /// Where a piece stands; one that the code does not write stands at the whole act.
    fn place(&self, piece: &Piece, span: Span, inner: Option<Span>) -> Span {
        inner.unwrap_or_else(|| if piece.end == 0 { span } else { self.code.span(piece.start, piece.end) })
    }

    fn word(&self, text: &Text, span: Span, inner: Option<Span>) -> Word {
        let mut parts: Vec<Part> = Vec::new();
        for (at, piece) in text.iter().enumerate() {
            let span = self.place(piece, span, inner);
            let literal = |text: String| Part { span, quote: Quote::Single, kind: PartKind::Literal(text.into()) };
            match &piece.says {
                Says::Known(known) => {
                    // Only a shell takes `~` for a folder.
                    let mut rest = if at == 0 && known.starts_with('~') { "./".to_owned() } else { String::new() };
                    for char in known.chars() {
                        let Some(part) = self.part(char) else {
                            rest.push(char);
                            continue;
                        };
                        if !rest.is_empty() {
                            parts.push(literal(std::mem::take(&mut rest)));
                        }
                        parts.push(match &part.kind {
                            PartKind::Parameter(_) => Part { span, quote: Quote::Double, kind: part.kind.clone() },
                            _ => parameter("_", span),
                        });
                    }
                    if !rest.is_empty() {
                        parts.push(literal(rest));
                    }
                }
                Says::Glob(pattern) => {
                    parts.push(Part { span, quote: Quote::Bare, kind: PartKind::Glob((&**pattern).into()) });
                }
                Says::Home => parts.push(parameter("HOME", span)),
                Says::Unknown | Says::Variable(_) => parts.push(parameter("_", span)),
            }
        }
        let span = parts.iter().map(|it| it.span).reduce(Span::cover).unwrap_or(span);
        Word::new(span, parts)
    }
}

/// A variable: `_` stands for text that nobody knows and that is not empty.
fn parameter(name: &str, span: Span) -> Part {
    let parameter = Parameter { name: name.into(), indirect: false, length: false, index: None, operator: None };
    Part { span, quote: Quote::Double, kind: PartKind::Parameter(Box::new(parameter)) }
}

#[cfg(test)]
mod tests;
