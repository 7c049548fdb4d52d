//! Explanations as text: lines for a terminal, a page in Markdown, the words of a block of comments.

use super::{Explained, Kind, Source, View, explain};
use crate::listed::listed;
use crate::rules::Finding;
use crate::script::Comment;
use crate::{Document, Span, danger, hover};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How deep an explanation is shown.
const DEEPEST: usize = 8;
/// How many lines a page has for one command, and a block of comments.
const MOST_LINES: usize = 120;
const MOST_COMMENTS: usize = 20;
/// How wide the column of what is written gets, in characters.
const WIDEST: usize = 28;
/// How long a line gets, in characters.
const LINE: usize = 100;
/// How little room is left for words, however deep they stand.
const NARROWEST: usize = 30;

/// One line of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// How deep it stands; 0 is what is said of the whole.
    depth: usize,
    /// What is written in the script; empty where the whole is meant.
    written: String,
    /// What it means.
    meaning: String,
}

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// All that is known.
    All,
    /// What a comment needs to say: what it does, with which flags.
    Gist,
}

/// Puts an explanation into lines.
struct Lines<'a> {
    document: &'a Document,
    detail: Detail,
    most: usize,
    found: Vec<Line>,
    /// How many there was no room for.
    left_out: usize,
}

impl Lines<'_> {
    fn of(document: &Document, part: &Explained, detail: Detail) -> Vec<Line> {
        let most = if detail == Detail::All { MOST_LINES } else { MOST_COMMENTS };
        let mut lines = Lines { document, detail, most, found: Vec::new(), left_out: 0 };
        lines.part(part, String::new(), 0);
        if lines.left_out > 0 {
            let meaning = format!("… and {} more", lines.left_out);
            lines.found.push(Line { depth: 1, written: String::new(), meaning });
        }
        lines.found
    }

    fn push(&mut self, depth: usize, written: String, meaning: &str) {
        if self.found.len() >= self.most {
            self.left_out += 1;
        } else {
            self.found.push(Line { depth, written, meaning: one_line(meaning) });
        }
    }

    /// A part as it is written, on one line.
    fn written(&self, span: Span) -> String {
        let end = span.end.min(span.start + 8 * WIDEST);
        let text = self.document.slice(Span { start: span.start, end });
        let text = text.replace("\\\n", " ").replace("\\\r\n", " ");
        let mut lines = text.lines();
        let first = one_line(lines.next().unwrap_or_default()).split_whitespace().collect::<Vec<_>>().join(" ");
        let is_cut = lines.next().is_some() || end < span.end;
        if is_cut { format!("{}…", first.trim_end_matches('\\').trim_end()) } else { first }
    }

    /// A part and what it holds; `written` is empty for the whole.
    fn part(&mut self, part: &Explained, written: String, depth: usize) {
        if depth > DEEPEST {
            self.left_out += 1;
            return;
        }
        let meaning = match part.kind {
            Kind::Command => self.head(part),
            Kind::Pipeline | Kind::List | Kind::Compound if depth == 0 => sentence(&part.meaning),
            _ => part.meaning.clone(),
        };
        let only_redirects = part.title.is_empty() && part.parts.iter().all(|it| it.kind == Kind::Redirect);
        let is_unknown = meaning.is_empty() && part.kind == Kind::Command && !written.is_empty() && !only_redirects;
        let meaning = if is_unknown { "is not known to Caro".to_owned() } else { meaning };
        let is_said = !meaning.is_empty();
        if is_said {
            self.push(depth, written, &meaning);
        }
        let inner = depth + usize::from(is_said || depth == 0);
        self.parts(part, &meaning, inner);
    }

    fn parts(&mut self, whole: &Explained, head: &str, depth: usize) {
        let is_brief = self.detail == Detail::Gist;
        let sets = whole.parts.iter().all(|it| it.kind == Kind::Assignment) && !head.is_empty();
        if is_brief && sets && whole.kind == Kind::Command {
            return;
        }
        let says_all = is_brief && whole.kind == Kind::Command && !whole.meaning.is_empty();
        // The sign that leads from one command to the next.
        let mut sign = String::new();
        let mut done: Option<Span> = None;
        for (at, part) in whole.parts.iter().enumerate() {
            if done == Some(part.span) && part.kind == Kind::Value {
                continue;
            }
            match part.kind {
                Kind::Program | Kind::Subcommand => {
                    if !is_brief && part.meaning != head && part.source != Source::Script {
                        self.push(depth, part.title.clone(), &part.meaning);
                    }
                }
                Kind::Flag => {
                    let behind = whole.parts.get(at + 1..).unwrap_or_default();
                    let value = behind.iter().find(|it| it.kind == Kind::Value && it.title == part.title);
                    done = value.map(|it| it.span);
                    let written = self.flag(part, value);
                    let meaning = if value.is_some() { without_name(&part.meaning) } else { &part.meaning };
                    self.push(depth, written, meaning);
                    if let Some(value) = value {
                        self.parts(value, "", depth + 1);
                    }
                }
                Kind::Operand if says_all => self.parts(part, "", depth),
                Kind::Operand => {
                    self.push(depth, self.written(part.span), &part.meaning);
                    self.parts(part, "", depth + 1);
                }
                Kind::Script | Kind::Value => self.parts(part, "", depth),
                Kind::Operator | Kind::Keyword if is_brief => {
                    if matches!(whole.kind, Kind::Pipeline | Kind::List) {
                        sign = format!("{} ", part.title);
                    }
                }
                Kind::Expansion | Kind::Pattern | Kind::Test if is_brief => self.parts(part, "", depth),
                _ => {
                    let written = format!("{sign}{}", self.written(part.span));
                    sign.clear();
                    if part.meaning.is_empty() && !matches!(part.kind, Kind::Command | Kind::Pipeline | Kind::List) {
                        self.parts(part, "", depth);
                    } else {
                        self.part(part, written, depth);
                    }
                }
            }
        }
    }

    /// What a call does; else what its program is for.
    fn head(&self, command: &Explained) -> String {
        // What only counts its flags is said by their lines.
        let counts_flags = command.meaning.starts_with("Here it ") && self.detail == Detail::Gist;
        if !command.meaning.is_empty() && !counts_flags {
            return command.meaning.clone();
        }
        let mut names = command.parts.iter().filter(|it| matches!(it.kind, Kind::Program | Kind::Subcommand));
        if let Some(name) = names.next_back() {
            let own = name.meaning.strip_prefix("is ").filter(|_| name.source == Source::Script);
            return own.map_or_else(|| name.meaning.clone(), |it| sentence(&format!("calls `{}`, {it}", name.title)));
        }
        let set = command.parts.iter().filter(|it| it.kind == Kind::Assignment).map(|it| it.meaning.as_str());
        sentence(&listed(&set.take(8).collect::<Vec<_>>(), "and"))
    }

    /// A flag with its value.
    fn flag(&self, flag: &Explained, value: Option<&Explained>) -> String {
        let Some(value) = value else { return flag.title.clone() };
        let between = Span { start: flag.span.end, end: value.span.start.max(flag.span.end) };
        let between = match self.document.slice(between).as_str() {
            _ if flag.title.ends_with('=') => "",
            "=" => "=",
            _ => " ",
        };
        format!("{}{between}{}", flag.title, self.written(value.span))
    }
}

/// A meaning without the name of its value at the end: "uses this archive (ARCHIVE)".
fn without_name(meaning: &str) -> &str {
    let Some((start, name)) = meaning.strip_suffix(')').and_then(|it| it.rsplit_once(" (")) else { return meaning };
    if name.chars().all(|it| it.is_uppercase() || "-_[]:,/=".contains(it)) { start } else { meaning }
}

/// The end of a sentence as a whole one.
pub(super) fn sentence(meaning: &str) -> String {
    let mut chars = meaning.trim_end_matches(['.', ':']).chars();
    let Some(first) = chars.next() else { return String::new() };
    format!("{}{}.", first.to_uppercase(), chars.as_str())
}

/// Text on one line, without signs that a terminal obeys or that nobody sees.
pub(super) fn one_line(text: &str) -> String {
    let shown = text.chars().map(|it| match it {
        _ if it.is_whitespace() => ' ',
        _ if obeyed(it) => '?',
        _ => it,
    });
    shown.collect::<String>().trim().to_owned()
}

/// Whether a terminal does something else with it than to show it, or nobody sees it.
fn obeyed(char: char) -> bool {
    char.is_control() && !matches!(char, '\n' | '\t')
        || matches!(char, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Cuts a text in lines of so many characters, between words.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split(' ').filter(|it| !it.is_empty()) {
        let size = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + size <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + size;
            }
            _ => {
                lines.push(word.to_owned());
                length = size;
            }
        }
    }
    lines
}

/// A text of at most so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

/// Two columns: what is written, and what it means, wrapped to a width. Whole sentences stand alone.
fn columns(lines: &[Line], width: usize) -> Vec<String> {
    let indent = |it: &Line| 2 * it.depth;
    let rows = lines.iter().filter(|it| !it.written.is_empty());
    let column = rows.map(|it| indent(it) + it.written.chars().count()).max().unwrap_or(0).min(WIDEST + 2);
    let mut shown = Vec::new();
    for line in lines {
        let blanks = " ".repeat(indent(line));
        if line.written.is_empty() {
            let room = width.saturating_sub(indent(line)).max(NARROWEST);
            shown.extend(wrapped(&line.meaning, room).iter().map(|it| format!("{blanks}{it}")));
            continue;
        }
        let written = cut(&line.written, (column - indent(line).min(column)).max(8));
        let start = format!("{blanks}{written}");
        let column = column.max(start.chars().count());
        let mut meaning = wrapped(&line.meaning, width.saturating_sub(column + 2).max(NARROWEST)).into_iter();
        shown.push(format!("{start:column$}  {}", meaning.next().unwrap_or_default()).trim_end().to_owned());
        shown.extend(meaning.map(|it| format!("{:column$}  {it}", "")));
    }
    shown
}

/// An explanation as lines for a terminal that is so many characters wide.
pub fn lines(document: &Document, parts: &[Explained], width: usize) -> Vec<String> {
    let width = width.clamp(2 * NARROWEST, 200);
    let mut shown = Vec::new();
    for part in parts {
        if !shown.is_empty() {
            shown.push(String::new());
        }
        let text = document.slice(part.span);
        shown.extend(text.lines().take(12).map(|it| it.trim_end().to_owned()));
        let mut lines = Lines::of(document, part, Detail::All);
        for line in &mut lines {
            line.depth += usize::from(line.depth == 0);
        }
        shown.extend(columns(&lines, width));
    }
    shown
}

/// A part as the lines of a comment that stands behind so many columns of blanks.
pub(super) fn comment(document: &Document, part: &Explained, indent: usize) -> Vec<String> {
    let mut lines = Lines::of(document, part, Detail::Gist);
    // A row that looks like a command must not look like one that speaks to a program.
    for line in lines.iter_mut().filter(|it| it.depth > 0 && it.meaning.ends_with('.') && !it.written.is_empty()) {
        line.written = format!("`{}`", cut(&line.written, WIDEST - 2).replace('`', "'"));
    }
    let width = LINE.saturating_sub(indent + 2).max(2 * NARROWEST);
    let shown = columns(&lines, width).into_iter().enumerate().map(|(at, it)| {
        // The rows of the list stand under the sentence.
        let line = format!("# {it}");
        let speaks = Comment::is_directive(&line) || at == 0 && it.starts_with('!');
        if speaks { format!("# … {}", it.trim_start()) } else { line.trim_end().to_owned() }
    });
    shown.collect()
}

/// Statements explained, in Markdown: each with its text, its sentence and its parts, then what is told of them.
pub fn page(view: &View<'_>, spans: &[Span]) -> String {
    let mut page = String::new();
    let mut sources = BTreeMap::new();
    let shown = &spans[..spans.len().min(MOST_LINES)];
    let parts = explained_all(view, shown);
    for span in shown {
        let found = node(&parts, *span);
        page.extend(danger::block(view.document, *span).chars().map(|it| if obeyed(it) { '?' } else { it }));
        page.push('\n');
        match found {
            Some(part) => {
                collect_sources(&part, &mut sources);
                page.push_str(&markdown(view.document, &part));
            }
            None => page.push_str("Caro does not know what this does.\n"),
        }
        page.truncate(page.trim_end().len());
        page.push_str("\n\n");
    }
    if spans.len() > MOST_LINES {
        let _ = write!(page, "… and {} more commands.\n\n", spans.len() - MOST_LINES);
    }
    let within = |it: &&Finding| spans.iter().any(|span| span.start <= it.span.start && it.span.start < span.end);
    page.push_str(&findings(view.document, view.findings.iter().filter(within)));
    if !sources.is_empty() {
        let names: Vec<String> = sources.iter().map(|(name, lines)| with_lines(name, lines)).collect();
        let _ = writeln!(page, "Known from {}.", listed(&names, "and"));
    }
    page.trim_end().to_owned() + "\n"
}

/// What is told of a stretch, as a list in Markdown.
pub(super) fn findings<'a>(document: &Document, findings: impl Iterator<Item = &'a Finding>) -> String {
    let mut list = String::new();
    for (at, finding) in findings.enumerate() {
        if at == MOST_LINES {
            list.push_str("- … and more\n");
            break;
        }
        let line = document.line_number(finding.span.start);
        let message = hover::inline(&finding.message);
        let _ = writeln!(list, "- **{}**, line {line}: {message} ({})", finding.level.name(), finding.rule.code);
    }
    if list.is_empty() { list } else { format!("**Look at this:**\n\n{list}\n") }
}

fn markdown(document: &Document, part: &Explained) -> String {
    let mut text = String::new();
    for line in Lines::of(document, part, Detail::All) {
        let meaning = hover::inline(&line.meaning);
        if line.depth == 0 {
            let _ = writeln!(text, "{meaning}\n");
            continue;
        }
        let indent = "  ".repeat(line.depth - 1);
        let written = if line.written.is_empty() { String::new() } else { hover::code(&cut(&line.written, 60)) + " " };
        let _ = writeln!(text, "{indent}- {written}{meaning}");
    }
    text
}

/// What one statement says, by its place.
pub fn explained(view: &View<'_>, span: Span) -> Option<Explained> {
    node(&explain(view, span), span)
}

/// The parts around some statements, all read in one go.
pub(super) fn explained_all(view: &View<'_>, spans: &[Span]) -> Vec<Explained> {
    let whole = spans.iter().copied().reduce(Span::cover);
    whole.map_or_else(Vec::new, |it| explain(view, it))
}

/// The outermost part with this place.
pub(super) fn node(parts: &[Explained], span: Span) -> Option<Explained> {
    let mut parts = parts;
    loop {
        if let Some(found) = parts.iter().find(|it| it.span == span) {
            return Some(found.clone());
        }
        parts = &parts.iter().find(|it| it.span.start <= span.start && span.end <= it.span.end)?.parts;
    }
}

/// Sources by their names, with the lines that were quoted.
type Sources = BTreeMap<String, BTreeSet<usize>>;

fn collect_sources(part: &Explained, sources: &mut Sources) {
    if !part.meaning.is_empty() {
        let (name, line) = match &part.source {
            Source::Facts => ("Caro's own facts", 0),
            Source::Shell => ("the language of the shell", 0),
            Source::Script => ("the script itself", 0),
            Source::Manual { title, line, .. } => (title.as_str(), *line),
        };
        let lines = sources.entry(name.to_owned()).or_default();
        if line > 0 {
            lines.insert(line);
        }
    }
    part.parts.iter().for_each(|it| collect_sources(it, sources));
}

/// A source with the lines that were quoted: "bc(1) (lines 59 and 70)".
fn with_lines(name: &str, lines: &BTreeSet<usize>) -> String {
    let lines: Vec<String> = lines.iter().take(MOST_LINES).map(ToString::to_string).collect();
    match &*lines {
        [] => name.to_owned(),
        [only] => format!("{name} (line {only})"),
        _ => format!("{name} (lines {})", listed(&lines, "and")),
    }
}

#[cfg(test)]
mod tests;
