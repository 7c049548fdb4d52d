//! Explains what stands in words: expansions, patterns, and the commands inside them.

use super::{Explained, Explainer, Kind, Source};
use crate::Span;
use crate::script::{Dialect, Part, PartKind, Quote, Statement, Word};

/// How much of a word is shown in a sentence, in characters.
const WIDEST: usize = 48;

/// How much of a part is its name, in characters.
const LONGEST_TITLE: usize = 80;

/// What becomes of a word: it decides what stands for a pattern, and what is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A word of a command or list: split, and matched against file names.
    Argument,
    /// A value, or what `case` compares: neither split nor matched.
    Value,
    /// A pattern that a text is compared with.
    Pattern,
    /// A text with no patterns at all: a here-document, a regular expression.
    Text,
    /// A number to compute with.
    Number,
}

impl Explainer<'_> {
    /// Adds what there is to say of a word of a command.
    pub(super) fn word(&self, word: &Word, parts: &mut Vec<Explained>) {
        self.word_in(word, Place::Argument, parts);
    }

    /// Adds what there is to say of a word's parts.
    pub(super) fn word_in(&self, word: &Word, place: Place, parts: &mut Vec<Explained>) {
        if !self.wants(word.span) {
            return;
        }
        let from = parts.len();
        let mut braced = false;
        for part in word.parts.iter().filter(|it| self.wants(it.span)) {
            match &part.kind {
                PartKind::Substitution(statements) => parts.push(self.substitution(part, statements, place)),
                PartKind::Process(statements) => parts.push(self.process(part, statements)),
                PartKind::Parameter(parameter) => parts.push(self.parameter(part, parameter, place)),
                PartKind::Arithmetic(inner) => parts.push(self.computed(part, inner)),
                // One sentence tells what the whole word becomes.
                PartKind::Brace(_) | PartKind::Sequence(_) if !braced && place == Place::Argument => {
                    braced = true;
                    parts.push(self.braces(word, part));
                }
                PartKind::Tilde(written) => parts.extend(tilde(part, written, self.view.document.dialect())),
                PartKind::Literal(text) if part.quote == Quote::Ansi => parts.push(self.ansi(part, text)),
                PartKind::Literal(_) if part.quote == Quote::Double => parts.extend(self.translated(part)),
                _ => {}
            }
        }
        // In text whose parts have no places of their own only the commands are told.
        if self.whole.is_some() {
            let unplaced = parts.split_off(from);
            parts.extend(unplaced.into_iter().flat_map(|it| it.parts).filter(|it| it.kind != Kind::Expansion));
            return;
        }
        if let Some(mut pattern) = self.files_or_text(word, place) {
            pattern.parts = parts.split_off(from);
            parts.push(pattern);
        }
    }

    /// `$(…)`, back-ticks, `$(<f)` and `${ …; }`.
    fn substitution(&self, part: &Part, statements: &[Statement], place: Place) -> Explained {
        let written = part.span.of(self.text());
        let (title, meaning) = if let Some(file) = self.file_read(statements) {
            let what = match self.view.document.dialect() {
                Dialect::Sh => "nothing in `dash`: only bash and ksh read the file here".to_owned(),
                _ => format!("what {file} holds, without the newlines at its end"),
            };
            ("$(< …)", what)
        } else if written.starts_with("${|") {
            ("${| … }", "what these commands leave in `REPLY`; they run in this shell".to_owned())
        } else if written.starts_with("${") {
            ("${ … }", "what these commands print, without the newlines at its end; they run in this shell".to_owned())
        } else {
            let title = if written.starts_with('`') { "`…`" } else { "$(…)" };
            (title, "what these commands print, without the newlines at its end".to_owned())
        };
        let meaning = format!("{meaning}{}", if splits(part, place) { SPLIT } else { "" });
        let mut explained = Explained::new(part.span, Kind::Expansion, title, meaning, Source::Shell);
        self.statements(statements, part.span.end, &mut explained.parts);
        explained
    }

    /// The file that `$(<f)` reads.
    fn file_read(&self, statements: &[Statement]) -> Option<String> {
        let [statement] = statements else { return None };
        let command = statement.command()?;
        let [redirect] = &*command.redirects else { return None };
        let reads = redirect.operator == crate::script::RedirectOperator::Read && redirect.fd.is_none();
        (reads && command.words.is_empty() && command.assignments.is_empty()).then(|| self.shown(&redirect.target))
    }

    /// `<(…)` and `>(…)`.
    fn process(&self, part: &Part, statements: &[Statement]) -> Explained {
        let (title, meaning) = if part.span.of(self.text()).starts_with('>') {
            (">(…)", "the name of a pipe: these commands read what is written to it")
        } else {
            ("<(…)", "the name of a pipe: what these commands print can be read from it")
        };
        let mut explained = Explained::new(part.span, Kind::Expansion, title, meaning, Source::Shell);
        self.statements(statements, part.span.end, &mut explained.parts);
        explained
    }

    /// `$((…))` and `$[…]`.
    fn computed(&self, part: &Part, inner: &Word) -> Explained {
        let title = if part.span.of(self.text()).starts_with("$[") { "$[…]" } else { "$((…))" };
        let mut explained =
            Explained::new(part.span, Kind::Expansion, title, "the result, a whole number", Source::Shell);
        self.arithmetic(inner, &mut explained.parts);
        explained
    }

    /// `$'…'`
    fn ansi(&self, part: &Part, text: &str) -> Explained {
        let meaning = if part.span.of(self.text()).contains('\\') {
            let controls = named_controls(text);
            if controls.is_empty() {
                format!("the text {}, as its backslashes say", code(text))
            } else if text.chars().all(char::is_control) {
                controls.join(", ")
            } else {
                format!("a text with {}, as its backslashes say", controls.join(", "))
            }
        } else {
            "this text; backslashes in it would be read as in C".to_owned()
        };
        let dash = match self.view.document.dialect() {
            Dialect::Sh => "; `dash` takes the `$` as text",
            _ => "",
        };
        let meaning = format!("{meaning}{dash}");
        Explained::new(part.span, Kind::Expansion, "$'…'", meaning, Source::Shell)
    }

    /// `$"…"`
    fn translated(&self, part: &Part) -> Option<Explained> {
        let before = self.text().get(..part.span.start)?;
        if self.view.document.dialect() == Dialect::Sh || !before.ends_with("$\"") {
            return None;
        }
        let span = Span::new(part.span.start - 2, part.span.end);
        let meaning = "this text, in the user's language where a catalogue of messages has it";
        Some(Explained::new(span, Kind::Expansion, "$\"…\"", meaning, Source::Shell))
    }

    /// A word as sentences show it: its text where that is known, as it is written where it is not; between back-ticks.
    pub(super) fn shown(&self, word: &Word) -> String {
        let text = match word.literal() {
            Some(text) => text.to_owned(),
            // What only shows when the text is put together.
            None if self.whole.is_some() => word.sketch().replace("${_}", "…"),
            None => {
                let written = &*self.with_dollars(word);
                let inner = written.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
                let inner = inner.filter(|it| !it.contains('"') || is_quoted_whole(word)).unwrap_or(written);
                // The value of `-j"$n"` begins behind the quote.
                let inner = if inner.matches('"').count() == 1 { inner.replace('"', "") } else { inner.to_owned() };
                modern(&inner)
            }
        };
        code(&text)
    }

    /// A word as it is written, but with `$(…)` for back-ticks, which mean another thing in a sentence.
    pub(super) fn with_dollars(&self, word: &Word) -> String {
        let mut written = word.span.of(self.text()).to_owned();
        for part in word.parts.iter().rev().filter(|it| matches!(it.kind, PartKind::Substitution(_))) {
            let ticks = part.span.of(self.text()).strip_prefix('`').and_then(|it| it.strip_suffix('`'));
            let from = part.span.start.checked_sub(word.span.start);
            if let (Some(inner), Some(from)) = (ticks.filter(|it| !it.contains(['`', '\\'])), from)
                && written.is_char_boundary(from)
                && written.is_char_boundary(from + part.span.len())
            {
                written.replace_range(from..from + part.span.len(), &format!("$({inner})"));
            }
        }
        written
    }

    /// The line of the script that holds a place in this chunk, counted from 1.
    pub(super) fn line_number(&self, at: usize) -> usize {
        self.view.document.line_number(self.chunk.start + at)
    }
}

/// Source with `$(…)` in place of back-ticks, which cannot stand between back-ticks.
fn modern(written: &str) -> String {
    let ticks = written.matches('`').count();
    if ticks == 0 || ticks % 2 == 1 || written.contains("\\`") || written.contains("'`") {
        return written.to_owned();
    }
    let mut pieces = written.split('`');
    let mut shown = pieces.next().unwrap_or_default().to_owned();
    for (at, piece) in pieces.enumerate() {
        shown.push_str(if at % 2 == 0 { "$(" } else { ")" });
        shown.push_str(piece);
    }
    shown
}

/// Whether one pair of double quotes stands around a word: `"$(dirname "$0")/x"`, but not `"$a"/"$b"`.
fn is_quoted_whole(word: &Word) -> bool {
    let (Some(first), Some(last)) = (word.parts.first(), word.parts.last()) else { return false };
    first.span.start == word.span.start + 1
        && last.span.end + 1 == word.span.end
        && word.parts.iter().all(|it| it.quote == Quote::Double)
        && word.parts.windows(2).all(|it| it[0].span.end == it[1].span.start)
}

/// `~`, `~user`, `~+`.
fn tilde(part: &Part, written: &str, dialect: Dialect) -> Option<Explained> {
    let meaning = match written {
        "~" => "the home folder, as `HOME` says".to_owned(),
        _ if dialect == Dialect::Sh && written.starts_with(['~']) && written[1..].starts_with(['+', '-']) => {
            "kept as it is by `dash`: bash and ksh know it".to_owned()
        }
        "~+" => "the current folder, `PWD`".to_owned(),
        "~-" => "the folder before the last `cd`, `OLDPWD`".to_owned(),
        _ => {
            let name = written.strip_prefix('~')?;
            let digits = name.trim_start_matches(['+', '-']);
            if !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()) {
                format!("entry `{name}` of the folders that `dirs` lists")
            } else {
                format!("the home folder of the user {}", code(name))
            }
        }
    };
    Some(Explained::new(part.span, Kind::Expansion, written, meaning, Source::Shell))
}

/// Puts what stands inside of a part below it: the expansions of an operand, a value, an assignment.
pub(super) fn nest(parts: &mut Vec<Explained>) {
    parts.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end), it.kind != Kind::Assignment));
    let mut nested: Vec<Explained> = Vec::with_capacity(parts.len());
    for part in parts.drain(..) {
        let goes_inside = matches!(part.kind, Kind::Expansion | Kind::Pattern);
        match nested.last_mut() {
            Some(last) if goes_inside && last.kind != Kind::Redirect && holds(last, &part) => last.parts.push(part),
            // What a declaration is given is told as an assignment.
            Some(last) if last.kind == Kind::Assignment && part.kind == Kind::Operand && last.span == part.span => {}
            _ => nested.push(part),
        }
    }
    for part in &mut nested {
        part.parts.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    }
    *parts = nested;
}

/// Takes out of a script inside a word what the shell around it expands; `expanded` is in order.
pub(super) fn without(parts: &mut Vec<Explained>, expanded: &[Span]) {
    if expanded.is_empty() {
        return;
    }
    parts.retain_mut(|it| {
        if it.kind == Kind::Expansion && expanded.binary_search(&it.span).is_ok() {
            return false;
        }
        without(&mut it.parts, expanded);
        !it.parts.is_empty() || !it.meaning.is_empty()
    });
}

fn holds(outer: &Explained, inner: &Explained) -> bool {
    outer.span.start <= inner.span.start && inner.span.end <= outer.span.end
}

/// What an expansion without quotes goes through.
pub(super) const SPLIT: &str = "; without quotes it is split into words and matched against file names";

/// Whether the shell splits what a part gives.
pub(super) fn splits(part: &Part, place: Place) -> bool {
    place == Place::Argument && part.quote == Quote::Bare
}

/// The names of the control characters in a text, each once.
fn named_controls(text: &str) -> Vec<&'static str> {
    let names = [
        ('\n', "a newline"),
        ('\t', "a tab"),
        ('\r', "a carriage return"),
        ('\u{1b}', "an escape character"),
        ('\u{7}', "a bell"),
        ('\u{8}', "a backspace"),
        ('\0', "a zero byte"),
    ];
    let mut found: Vec<&str> = names.iter().filter(|it| text.contains(it.0)).map(|it| it.1).collect();
    if text.chars().any(|it| it.is_control() && names.iter().all(|name| name.0 != it)) {
        found.push("a control character");
    }
    found
}

/// A piece of source as the name of a part: on one line, and not without end.
pub(super) fn titled(written: &str) -> String {
    let line = written.lines().next().unwrap_or_default();
    if line.len() == written.len() && line.chars().nth(LONGEST_TITLE).is_none() {
        return line.to_owned();
    }
    let start: String = line.chars().take(LONGEST_TITLE).collect();
    format!("{}…", start.trim_end())
}

/// A text between back-ticks: on one line, shortened, and without any of its own.
pub(super) fn code(text: &str) -> String {
    if !text.is_empty() && text.len() <= WIDEST && text.chars().all(|it| matches!(it, ' ' | '\t' | '\n')) {
        return format!("`'{}'`", text.replace('\t', "\\t").replace('\n', "\\n"));
    }
    // What is far behind the cut costs nothing.
    let clean: String = text
        .chars()
        .take(8 * WIDEST)
        .map(|it| {
            if it.is_control() {
                ' '
            } else if it == '`' {
                '\''
            } else {
                it
            }
        })
        .collect();
    let clean = clean.trim();
    if clean.is_empty() {
        return blanks(text).to_owned();
    }
    if clean.chars().count() <= WIDEST {
        return format!("`{clean}`");
    }
    let start: String = clean.chars().take(WIDEST - 1).collect();
    format!("`{}…`", start.trim_end())
}

/// A text of blanks alone, in words.
fn blanks(text: &str) -> &'static str {
    match text {
        "" => "an empty text",
        " " => "a blank",
        "\t" => "a tab",
        "\n" => "a newline",
        _ => "nothing but blanks",
    }
}
