//! Says what the variables of a script can hold where they are used, and where they got that.

use super::Explainer;
use super::words::code;
use crate::flow::{Origin, State, Value, Walk, Watcher};
use crate::script::{Chunk, Node, Part, PartKind, StatementKind, Word, assigned, walk_outer};
use crate::{Document, Span};
use std::cell::OnceCell;
use std::collections::HashMap;

/// How many values of a variable are named.
const MOST_NAMED: usize = 4;
/// How many of the places are named where a variable is set.
const MOST_PLACES: usize = 4;

/// The longest piece of a script that is walked for the values of its variables, in bytes.
const LONGEST: usize = 64 << 10;

/// What the expansions of a chunk can be, found out when it is first asked for.
pub(super) type Values = OnceCell<HashMap<Span, Value>>;

/// Notes what the expansions of one chunk can be.
struct Looking<'a> {
    body: u64,
    wants: &'a dyn Fn(Span) -> bool,
    found: HashMap<Span, Value>,
}

impl Watcher for Looking<'_> {
    fn word(&mut self, word: &Word, walk: &Walk<'_>, state: &State) {
        if !walk.exact || walk.text.id != self.body {
            return;
        }
        for part in word.parts.iter().filter(|it| matches!(it.kind, PartKind::Parameter(_)) && (self.wants)(it.span)) {
            let value = walk.value(&Word { parts: vec![part.clone()], ..Word::default() }, state);
            self.found.entry(part.span).and_modify(|it| it.join_known(&value)).or_insert(value);
        }
    }
}

impl Explainer<'_> {
    /// What an expansion can be here: "here it is `a` or `b`".
    pub(super) fn known(&self, part: &Part) -> Option<String> {
        if self.whole.is_some() {
            return None;
        }
        let values = self.values.get_or_init(|| {
            let wants = |it: Span| self.wants(it);
            let mut looking = Looking { body: self.chunk.body.id, wants: &wants, found: HashMap::new() };
            if let Some(report) = self.view.report.filter(|_| self.chunk.body.text.len() <= LONGEST) {
                report.walk(self.chunk, self.at, self.view.library, &mut looking);
            }
            looking.found
        });
        said(values.get(&part.span)?, "here it is ", Some("here it can be "))
    }
}

/// What a value can be, in a few words; nothing where no more is known than that it may be empty.
pub(crate) fn held(value: &Value) -> Option<String> {
    said(value, "", None)
}

/// A value in words, behind `is`, or behind `can_be` where all that is known is what it may be; nothing where nothing
/// is known.
fn said(value: &Value, is: &str, can_be: Option<&str>) -> Option<String> {
    if value.is_from(Origin::Secret) {
        return None;
    }
    let mut named: Vec<String> = Vec::new();
    let mut matched: Vec<String> = Vec::new();
    let mut empty = None;
    let mut open = false;
    for shape in &value.shapes {
        match shape.text() {
            _ if shape.is_empty() => empty = Some(shape.empty.as_deref().map(|it| it.why)),
            // A loop over a pattern goes through the names that match.
            Some("*") if value.every => open = true,
            Some(text) if value.every && text.contains(['*', '?', '[']) => matched.push(code(text)),
            // `HOME` is known as that alone.
            Some("~") if value.shapes.len() == 1 => return None,
            Some(text) => named.push(code(text)),
            None if shape.text.is_empty() => open = true,
            None => named.push(format!("{} and more behind it", code(&shape.text))),
        }
    }
    let from = origin(value);
    if named.len() > MOST_NAMED {
        let more = named.len() - MOST_NAMED;
        named.truncate(MOST_NAMED);
        named.push(format!("{more} more"));
    }
    if open && (!named.is_empty() || from.is_some()) {
        named.push(from.map_or_else(|| "another text".to_owned(), |it| format!("text from {it}")));
    }
    if let Some(first) = matched.first() {
        let others = if matched.len() + named.len() > 1 { " and others" } else { "" };
        return Some(format!("{is}each name that matches {first}{others} in turn"));
    }
    let joined = named.pop().map(|last| match (named.is_empty(), value.every) {
        (true, _) => last,
        (false, true) => format!("each of {} and {last} in turn", named.join(", ")),
        (false, false) => format!("{} or {last}", named.join(", ")),
    });
    Some(match (joined, empty) {
        (Some(joined), None) => format!("{is}{joined}"),
        (Some(joined), Some(why)) => format!("{is}{joined}, or empty{}", because(why)),
        (None, Some(why)) if open => format!("{}empty{}", can_be?, because(why)),
        (None, Some(why)) => format!("{is}empty{}", because(why)),
        (None, None) => return None,
    })
}

fn because(why: Option<&str>) -> String {
    why.map_or_else(String::new, |it| format!(" {it}"))
}

/// Who decides what a value says, where the script does not.
fn origin(value: &Value) -> Option<&'static str> {
    const NAMES: [(Origin, &str); 6] = [
        (Origin::Network, "the network"),
        (Origin::Argument, "the caller"),
        (Origin::Environment, "the environment"),
        (Origin::Typed, "what is read"),
        (Origin::Decoded, "decoded text"),
        (Origin::Output, "a command's output"),
    ];
    NAMES.iter().find(|it| value.is_from(it.0)).map(|it| it.1)
}

/// The lines in which a variable is set, as the end of a sentence: "set in lines 3 and 8".
pub(crate) fn set_in(document: &Document, name: &str) -> Option<String> {
    let mut lines: Vec<usize> = Vec::new();
    let mut more = false;
    let sets = |it: &&Chunk| it.body.names.assigned.binary_search_by(|it| (**it).cmp(name)).is_ok();
    for chunk in document.chunks().iter().filter(sets) {
        if more {
            break;
        }
        let mut note = |span: Span| {
            let line = document.line_number(chunk.start + span.start);
            if lines.len() >= MOST_PLACES {
                more = true;
            } else if !lines.contains(&line) {
                lines.push(line);
            }
        };
        walk_outer(&chunk.body.statements, &mut |node| match node {
            Node::Command(command) => {
                for assignment in command.assignments.iter().filter(|it| &*it.name.text == name && it.value.is_some()) {
                    note(assignment.span);
                }
                // `read x`, `mapfile x`, `printf -v x`
                if assigned::by_command(command).iter().any(|it| **it == *name) {
                    note(command.span);
                }
            }
            Node::Statement(statement) => {
                if let StatementKind::For { variable, .. } = &statement.kind
                    && &*variable.text == name
                {
                    note(variable.span);
                }
            }
            _ => {}
        });
    }
    let mut words: Vec<String> = lines.iter().map(usize::to_string).collect();
    let last = words.pop()?;
    Some(match (words.is_empty(), more) {
        (_, true) => format!("set in lines {}, {last} and others", words.join(", ")),
        (true, _) => format!("set in line {last}"),
        (false, _) => format!("set in lines {} and {last}", words.join(", ")),
    })
}

/// Where the functions of a script begin, found out when one is first asked for.
pub(super) type Functions<'a> = OnceCell<HashMap<&'a str, usize>>;

/// The functions of a script by name, each with where it begins; the last one of a name counts.
fn functions(document: &Document) -> impl Iterator<Item = (&str, usize)> {
    document.chunks().iter().flat_map(|chunk| {
        chunk.body.statements.iter().filter_map(|it| match &it.kind {
            StatementKind::Function { name, .. } => Some((&*name.text, chunk.start + it.span.start)),
            _ => None,
        })
    })
}

/// The line in which a function of the script is defined.
pub(crate) fn line_of_function(document: &Document, name: &str) -> Option<usize> {
    let start = functions(document).filter(|it| it.0 == name).last()?.1;
    Some(document.line_number(start))
}

/// What the comment above a function of the script says of it, perhaps nothing; `None` where there is no such function.
pub(super) fn own_function<'a>(document: &'a Document, known: &Functions<'a>, name: &str) -> Option<String> {
    let start = *known.get_or_init(|| functions(document).collect()).get(name)?;
    Some(comment_above(document, document.line_number(start) - 1).unwrap_or_default())
}

/// The first sentence of the comment right above a line.
fn comment_above(document: &Document, line: usize) -> Option<String> {
    let text = document.text();
    let is_comment = |line: usize| {
        let line: String = text.get_line(line)?.chars().take(400).collect();
        Some(
            line.trim()
                .strip_prefix('#')
                .filter(|it| !it.starts_with('!'))?
                .trim_matches(['#', ' ', '-', '='])
                .to_owned(),
        )
    };
    let mut first = None;
    for above in (0..line).rev().take(30) {
        let Some(words) = is_comment(above) else { break };
        if !words.is_empty() {
            first = Some(words);
        }
    }
    first
}
