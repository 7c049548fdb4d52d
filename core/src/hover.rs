//! Explains what is under the cursor, from the program's own facts and the findings there.

use crate::Span;
use crate::explain::variables::{line_of_function, set_in};
use crate::explain::{Explained, Kind, Source, View, explain};
use crate::notations::{self, Said};
use crate::pages::{self, Example};
use std::fmt::Write;

/// How long a quoted line gets, in characters.
const QUOTED: usize = 76;
/// How long a value may be that is shown with its flag, in bytes.
const LONGEST_VALUE: usize = 40;
/// How many words stand in one code span, where brackets hold them together.
const MOST_JOINED: usize = 8;
/// How many flags one hover lists.
const MOST_FLAGS: usize = 64;

/// What a hover shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The text it speaks of.
    pub span: Span,
    /// Markdown.
    pub text: String,
}

/// The hover at a byte offset: the findings there, then the meaning of what stands there.
pub fn hover(view: &View<'_>, offset: usize) -> Option<Hover> {
    let mut text = String::new();
    let mut span: Option<Span> = None;
    for finding in view.findings.iter().filter(|it| it.span.touches(offset)) {
        let message = inline(&finding.message);
        let _ = writeln!(text, "**{}** {message}\n\n{}\n", finding.rule.code, finding.rule.summary());
        for (place, why) in &finding.related {
            let line = view.document.line_number(place.start);
            let _ = writeln!(text, "- line {line}: {}", inline(why));
        }
        for fix in &finding.fixes {
            let kind = if fix.certain { "fix" } else { "choice" };
            let _ = writeln!(text, "- {kind}: {}", inline(&fix.title));
        }
        if !finding.related.is_empty() || !finding.fixes.is_empty() {
            text.push('\n');
        }
        span.get_or_insert(finding.span);
    }
    let crontab = || notations::in_document(view.document, offset).map(|it| of_crontab(&it));
    if let Some(meaning) = meaning(view, offset).or_else(crontab) {
        if !text.is_empty() {
            text.push_str("---\n\n");
        }
        text.push_str(&meaning.text);
        span.get_or_insert(meaning.span);
    }
    Some(Hover { span: span?, text: text.trim_end().to_owned() })
}

/// What a line of a crontab says.
fn of_crontab(line: &Said) -> Hover {
    Hover { span: line.span, text: format!("{}\n\n*From Caro's facts.*", inline(&line.text)) }
}

/// What the innermost part at the offset says.
fn meaning(view: &View<'_>, offset: usize) -> Option<Hover> {
    let explained = explain(view, Span::at(offset));
    let paths = explained.iter().filter(|it| it.span.touches(offset)).map(|it| it.path_to(offset));
    let path = paths.min_by_key(|it| it.last().map(|it| (it.span.end == offset, it.span.len())))?;
    // Of a word of a command inside `$(…)` nothing is said, where nothing is said of it elsewhere.
    let from = path.iter().rposition(|it| it.kind == Kind::Command).unwrap_or_default();
    let at = from + path[from..].iter().rposition(|it| is_shown(it))?;
    let (part, around) = (path[at], &path[..at]);
    let command = around.iter().rev().find(|it| it.kind == Kind::Command);
    let text = match part.kind {
        Kind::Program if matches!(part.source, Source::Manual { .. }) => {
            let summary = if part.meaning.is_empty() { String::new() } else { format!(" {}", inline(&part.meaning)) };
            let command = command?;
            format!("**{}**{summary}\n{}{}", code(&part.title), list(command.parts.iter()), example(view, command))
        }
        Kind::Flag if matches!(part.source, Source::Manual { line: 1.., .. }) => {
            format!("**{}**\n\n{}", code(&part.title), quote(&part.meaning))
        }
        Kind::Program | Kind::Subcommand => {
            let command = command?;
            format!("{}{}", of_program(view, part, command), example(view, command))
        }
        Kind::Wrapper => of_wrapper(part, command?),
        Kind::Flag => of_flag(part, command?),
        Kind::Expansion => of_expansion(view, part),
        Kind::Value => format!("**{}** {}\n", code(&with_value(view, part, command.copied())), inline(&part.meaning)),
        _ => format!("**{}** {}\n", code(&part.title), inline(&part.meaning)),
    };
    Some(Hover { span: part.span, text: format!("{text}\n*From {}.*", part.source.place()) })
}

/// Whether there is something to say; of a file nothing more than its name is known.
fn is_shown(part: &Explained) -> bool {
    let speaks_for_itself = matches!(
        part.kind,
        Kind::Command | Kind::Script | Kind::Operand | Kind::Pipeline | Kind::List | Kind::Compound
    );
    !speaks_for_itself && !part.meaning.is_empty()
}

/// What the program is, then what this call does and with which flags.
fn of_program(view: &View<'_>, part: &Explained, command: &Explained) -> String {
    let mut text = format!("**{}** {}\n", code(&part.title), inline(&part.meaning));
    if !command.meaning.is_empty() {
        let _ = writeln!(text, "\n{}", inline(&command.meaning));
    }
    if part.source == Source::Script
        && let Some(line) = line_of_function(view.document, &part.title)
    {
        let _ = writeln!(text, "\nDefined in line {line}.");
    }
    for other in command.parts.iter().filter(|it| it.span != part.span) {
        let (name, meaning) = (code(&other.title), inline(&other.meaning));
        let _ = match other.kind {
            Kind::Wrapper => writeln!(text, "\nThrough {name}: {}", begun_small(&meaning)),
            Kind::Subcommand if part.kind == Kind::Program => writeln!(text, "\n{name} {meaning}"),
            _ => continue,
        };
    }
    // The flags of the wrappers stand before the program.
    text.push_str(&list(command.parts.iter().skip_while(|it| it.kind != Kind::Program)));
    text
}

fn of_wrapper(part: &Explained, command: &Explained) -> String {
    // Its flags stand between its name and that of what it runs.
    let behind = command.parts.iter().skip_while(|it| it.span.start <= part.span.start);
    let own = behind.take_while(|it| !matches!(it.kind, Kind::Program | Kind::Wrapper));
    let mut text = format!("**{}** {}\n{}", code(&part.title), inline(&part.meaning), list(own));
    if !command.meaning.is_empty() {
        let _ = writeln!(text, "\n{} {}", code(&command.title), inline(&command.meaning));
    }
    text
}

/// The example of a tldr page that is nearest to this call, where there is one.
fn example(view: &View<'_>, command: &Explained) -> String {
    let mut names = command.parts.iter().filter(|it| matches!(it.kind, Kind::Program | Kind::Subcommand));
    let Some(path) = names.next_back().map(|it| it.title.split(' ').collect::<Vec<_>>()) else { return String::new() };
    let flags: Vec<&str> = command.parts.iter().filter(|it| it.kind == Kind::Flag).map(|it| &*it.title).collect();
    let Some(example) = pages::example(view.pages, &path, &flags) else { return String::new() };
    let Example { text, says, attribution } = example;
    format!("\n{} ({}):\n\n```sh\n{text}\n```\n", inline(&says), inline(attribution))
}

/// The flag under the cursor first, then the others of its word.
fn of_flag(part: &Explained, command: &Explained) -> String {
    let mut text = format!("**{}** {}\n", code(&part.title), inline(&part.meaning));
    // Letters of one word stand side by side.
    let flags: Vec<&Explained> = command.parts.iter().filter(|it| it.kind == Kind::Flag).collect();
    let own = flags.iter().position(|it| std::ptr::eq(*it, part)).unwrap_or_default();
    let joins = |pair: &[&Explained]| pair[0].span.end == pair[1].span.start;
    let before = flags[..=own].windows(2).rev().take_while(|it| joins(it)).count();
    let behind = flags[own..].windows(2).take_while(|it| joins(it)).count();
    let others = flags[own - before..=own + behind].iter().filter(|it| !std::ptr::eq(**it, part));
    text.push_str(&list(others.copied()));
    text
}

/// A flag with the value that is spoken of, where it is short: "-mtime +7".
fn with_value(view: &View<'_>, part: &Explained, command: Option<&Explained>) -> String {
    // Inside of a text that is run, parts have no places of their own.
    let has_place = command.is_some_and(|it| it.span.start < part.span.start) && part.span.len() <= LONGEST_VALUE;
    if !has_place || !part.title.starts_with('-') {
        return part.title.clone();
    }
    let value = view.document.slice(part.span);
    let before = view.document.slice(Span::new(part.span.start - 1, part.span.start));
    match before.as_str() {
        "=" => format!("{}={value}", part.title),
        _ => format!("{} {value}", part.title),
    }
}

/// What an expansion gives, and where its variable is set.
fn of_expansion(view: &View<'_>, part: &Explained) -> String {
    let name = part.title.trim_start_matches(['$', '{', '!', '#']);
    let end = name.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(name.len());
    let set = set_in(view.document, &name[..end]).map_or_else(String::new, |it| format!("; {it}"));
    format!("**{}** {}{set}\n", code(&part.title), inline(&part.meaning))
}

/// A sentence behind a colon.
fn begun_small(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_lowercase(), chars.as_str()))
}

/// Words of a manual page, in lines that fit where every one of them shows its mark.
fn quote(text: &str) -> String {
    let mut quote = String::new();
    let mut room = 0;
    for word in words(text) {
        let size = word.chars().count() + 1;
        // A line must not begin with what makes a list or a heading of it.
        let may_begin = word.starts_with(|it: char| it.is_alphabetic() || it == '`');
        if quote.is_empty() {
            quote.push_str("> ");
            room = QUOTED;
        } else if room < size && may_begin {
            quote.push_str("\n> ");
            room = QUOTED;
        } else {
            quote.push(' ');
        }
        quote.push_str(&word);
        room = room.saturating_sub(size);
    }
    quote.push('\n');
    quote
}

fn list<'a>(parts: impl Iterator<Item = &'a Explained>) -> String {
    let mut list = String::new();
    for (at, flag) in parts.filter(|it| it.kind == Kind::Flag).enumerate() {
        if at == MOST_FLAGS {
            list.push_str("- … and more\n");
            break;
        }
        let start = if list.is_empty() { "\n" } else { "" };
        let _ = writeln!(list, "{start}- {} {}", code(&flag.title), inline(&flag.meaning));
    }
    list
}

/// Text as a code span on one line, whatever back-ticks it holds.
pub(crate) fn code(text: &str) -> String {
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
pub(crate) fn inline(message: &str) -> String {
    words(message).join(" ")
}

/// The words of such a message, each as Markdown; a code span is one word with what stands at it.
fn words(message: &str) -> Vec<String> {
    let message = message.replace(['\n', '\r'], " ");
    let mut text = Text::default();
    let mut rest = message.as_str();
    while let Some((outside, (inside, behind))) =
        rest.split_once('`').and_then(|(outside, it)| Some((outside, it.split_once('`')?)))
    {
        text.plain(outside);
        if !inside.is_empty() {
            text.code(inside);
        }
        rest = behind;
    }
    text.plain(rest);
    text.words
}

/// Markdown as it grows, word by word.
#[derive(Default)]
struct Text {
    words: Vec<String>,
    /// Whether what comes next goes on with the last word.
    joins: bool,
}

impl Text {
    fn push(&mut self, piece: &str) {
        match self.words.last_mut() {
            // Two code spans side by side would be one.
            Some(last) if self.joins && !(last.ends_with('`') && piece.starts_with('`')) => last.push_str(piece),
            _ => self.words.push(piece.to_owned()),
        }
        self.joins = true;
    }

    fn code(&mut self, inside: &str) {
        self.push(&code(inside));
    }

    /// Text outside of code spans: what Markdown would obey becomes a code span, since not every editor hides
    /// the back-slashes that are the other way.
    fn plain(&mut self, text: &str) {
        let pieces: Vec<&str> = text.split(' ').collect();
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            self.joins &= at == 0;
            let (before, word, _) = bare(piece);
            if piece.is_empty() {
                at += 1;
            } else if is_obeyed(word) || self.words.is_empty() && begins_a_block(piece) {
                let many = joined(&pieces[at..]);
                let whole = pieces[at..at + many].join(" ");
                let (_, word, behind) = bare(&whole);
                if !before.is_empty() {
                    self.push(before);
                }
                self.code(word);
                if !behind.is_empty() {
                    self.push(behind);
                }
                at += many;
            } else {
                self.push(piece);
                at += 1;
            }
        }
    }
}

/// A word without the signs of a sentence around it.
fn bare(piece: &str) -> (&str, &str, &str) {
    let word = piece.trim_start_matches(['(', '"', '“']);
    let before = &piece[..piece.len() - word.len()];
    let bare = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”']);
    if bare.is_empty() { (before, word, "") } else { (before, bare, &word[bare.len()..]) }
}

/// Whether Markdown sees more in a word than its letters.
fn is_obeyed(word: &str) -> bool {
    word.contains(['\\', '`', '*', '_', '[', ']', '<', '>'])
        || word.contains("~~")
        || word.contains('&') && word.len() > 1
}

/// Whether a line that begins with this word would be a heading, a rule or part of a list.
fn begins_a_block(word: &str) -> bool {
    let number = word.trim_start_matches(|it: char| it.is_ascii_digit());
    let is_number = number.len() < word.len() && matches!(number, "." | ")");
    let is_sign = word.chars().all(|it| "#+-=~".contains(it));
    is_number || is_sign
}

/// How many words brackets hold together, from the first on.
fn joined(pieces: &[&str]) -> usize {
    let mut open = 0_usize;
    for (at, piece) in pieces.iter().take(MOST_JOINED).enumerate() {
        let mut chars = piece.chars().peekable();
        while let Some(char) = chars.next() {
            match char {
                '[' => open += 1,
                '<' if chars.peek().is_some_and(|it| it.is_alphabetic()) => open += 1,
                ']' | '>' => open = open.saturating_sub(1),
                _ => {}
            }
        }
        if open == 0 {
            return at + 1;
        }
    }
    1
}

#[cfg(test)]
mod tests;
