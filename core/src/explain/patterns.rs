//! Explains patterns and braces: what they match or become, in words.

use super::words::{Place, code, titled};
use super::{Explained, Explainer, Kind, Source};
use crate::listed::listed;
use crate::script::{Dialect, Part, PartKind, Quote, Word};

/// How many pieces of a pattern are told.
const MOST_PIECES: usize = 8;
/// How many words of a brace expansion are told.
const MOST_WORDS: usize = 4;

/// How many characters of them are built.
const SHOWN: usize = 64;

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// This very text.
    Text(String),
    /// `*`
    Any,
    /// `**`
    Deep,
    /// So many `?`.
    Characters(usize),
    /// `[…]` or an extended pattern, in words.
    Other(String),
    /// What only shows when it runs, as it is written.
    Expansion(String),
}

/// Where a pattern's words come from.
struct Pieces {
    pieces: Vec<Piece>,
    /// Whether one of them is a sign and not a text.
    matches: bool,
}

impl Pieces {
    /// The pieces of a word; `text` is what its spans count in.
    fn of(word: &Word, text: &str) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut matches = false;
        for part in &word.parts {
            match &part.kind {
                PartKind::Literal(it) => match pieces.last_mut() {
                    Some(Piece::Text(before)) => before.push_str(it),
                    _ => pieces.push(Piece::Text((**it).to_owned())),
                },
                PartKind::Glob(sign) => {
                    matches = true;
                    match (&**sign, pieces.last_mut()) {
                        ("*", Some(last @ (Piece::Any | Piece::Deep))) => *last = Piece::Deep,
                        ("*", _) => pieces.push(Piece::Any),
                        ("?", Some(Piece::Characters(count))) => *count += 1,
                        ("?", _) => pieces.push(Piece::Characters(1)),
                        _ => pieces.push(Piece::Other(set(sign))),
                    }
                }
                _ => pieces.push(Piece::Expansion(part.span.of(text).to_owned())),
            }
        }
        Self { pieces, matches }
    }

    /// One after the other: "any text, then `.txt`".
    fn listed(&self, any: &str) -> String {
        let mut listed = String::new();
        for (at, piece) in self.pieces.iter().take(MOST_PIECES).enumerate() {
            listed.push_str(if at == 0 { "" } else { ", then " });
            match piece {
                Piece::Text(text) => listed.push_str(&code(text)),
                Piece::Any => listed.push_str(any),
                Piece::Deep => listed.push_str("any text"),
                Piece::Characters(1) => listed.push_str("one character"),
                Piece::Characters(count) => listed.extend([&*count.to_string(), " characters"]),
                Piece::Other(text) => listed.push_str(text),
                Piece::Expansion(written) => listed.push_str(&code(written)),
            }
        }
        if self.pieces.len() > MOST_PIECES {
            listed.push_str(", then more");
        }
        listed
    }

    /// What is so of a text that matches: "begins with `a`".
    fn predicate(&self, holds: bool) -> String {
        let say = |yes: &str, no: &str, what: &str| format!("{} {what}", if holds { yes } else { no });
        match &*self.pieces {
            [] => if holds { "is empty" } else { "is not empty" }.to_owned(),
            [Piece::Text(text)] => say("is", "is not", &code(text)),
            [Piece::Any | Piece::Deep] => if holds { "is anything" } else { "is nothing at all" }.to_owned(),
            [Piece::Text(text), Piece::Any | Piece::Deep] => say("begins with", "does not begin with", &code(text)),
            [Piece::Any | Piece::Deep, Piece::Text(text)] => say("ends in", "does not end in", &code(text)),
            [Piece::Any | Piece::Deep, Piece::Text(text), Piece::Any | Piece::Deep] => {
                say("contains", "does not contain", &code(text))
            }
            [Piece::Any | Piece::Deep, Piece::Other(text), Piece::Any | Piece::Deep] => {
                say("contains", "does not contain", text)
            }
            [Piece::Any | Piece::Deep, Piece::Other(text)] => say("ends in", "does not end in", text),
            [Piece::Other(text), Piece::Any | Piece::Deep] => say("begins with", "does not begin with", text),
            [Piece::Characters(1)] => say("is", "is not", "one character"),
            _ => say("is", "is not", &self.listed("any text")),
        }
    }
}

impl Explainer<'_> {
    /// A word that holds a pattern, as one part; none where there is no pattern in it.
    pub(super) fn files_or_text(&self, word: &Word, place: Place) -> Option<Explained> {
        if place != Place::Argument || !word.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_))) {
            return None;
        }
        // Of those the sentence about the braces tells.
        if word.parts.iter().any(|it| matches!(it.kind, PartKind::Brace(_) | PartKind::Sequence(_))) {
            return None;
        }
        let title = titled(word.span.of(self.text()));
        let meaning = self.files(word);
        Some(Explained::new(word.span, Kind::Pattern, title, meaning, Source::Shell))
    }

    /// The names that a pattern becomes.
    pub(super) fn files(&self, word: &Word) -> String {
        let all = Pieces::of(word, self.text());
        let (folder, last) = in_last_folder(&all);
        let where_to = if folder.is_empty() { "here".to_owned() } else { format!("in {}", code(&folder)) };
        let hidden = match last.as_deref().unwrap_or(&all.pieces).first() {
            Some(Piece::Text(_) | Piece::Expansion(_)) | None => "",
            // Such a name begins with a sign of the pattern.
            Some(Piece::Other(set)) if !set.starts_with("a character other") && !set.starts_with("anything but") => "",
            Some(_) if self.view.document.dialect() == Dialect::Bash => "; hidden ones only with `dotglob`",
            Some(_) => "; hidden ones not",
        };
        let which = match last.as_deref() {
            Some([Piece::Any]) => format!("all names {where_to}"),
            Some([Piece::Text(text), Piece::Any]) => format!("the names {where_to} that begin with {}", code(text)),
            Some([Piece::Any, Piece::Text(text)]) => format!("the names {where_to} that end in {}", code(text)),
            Some([Piece::Any, Piece::Text(text), Piece::Any]) => {
                format!("the names {where_to} that contain {}", code(text))
            }
            Some(pieces) if !pieces.contains(&Piece::Deep) => {
                let listed = Pieces { pieces: pieces.to_vec(), matches: true }.listed("any text");
                format!("the names {where_to} made of {listed}")
            }
            _ => format!("the paths made of {}", all.listed("any text without `/`")),
        };
        let deep = match self.view.document.dialect() {
            Dialect::Bash if all.pieces.contains(&Piece::Deep) => "; `**` crosses folders only with `globstar`",
            _ => "",
        };
        let none = match self.view.document.dialect() {
            Dialect::Bash => "; without a match it stays as written, unless `nullglob` or `failglob` is set",
            _ => "; without a match it stays as written",
        };
        format!("{which}{hidden}{deep}{none}")
    }

    /// What is so of a text that matches a word: "is `a`", "begins with `a`".
    pub(super) fn matching(&self, word: &Word, holds: bool) -> String {
        Pieces::of(word, self.text()).predicate(holds)
    }

    /// Whether a word matches more than one text.
    pub(super) fn is_pattern(&self, word: &Word) -> bool {
        Pieces::of(word, self.text()).matches
    }

    /// `{a,b}` and `{1..5}`, as what the whole word becomes.
    pub(super) fn braces(&self, word: &Word, part: &Part) -> Explained {
        let title = part.span.of(self.text());
        let (words, count) = self.becomes(word);
        let shown: Vec<String> = words.iter().map(|it| code(it)).collect();
        let meaning = if self.view.document.dialect() == Dialect::Sh {
            "kept as it is by `dash`: braces are for bash and ksh".to_owned()
        } else if count <= 1 {
            let why = if title.contains('$') { ": no variable is looked up in it" } else { "" };
            format!("kept as it is{why}")
        } else if count <= MOST_WORDS as u64 {
            format!("makes {count} words of this one: {}", listed(&shown, "and"))
        } else {
            format!("makes {count} words of this one: {} …", shown.join(", "))
        };
        let globs = word.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_)));
        let then = if globs { "; the pattern in it is then matched against file names" } else { "" };
        let meaning = format!("{meaning}{then}");
        let (span, title) = if globs { (word.span, word.span.of(self.text())) } else { (part.span, title) };
        let mut explained = Explained::new(span, Kind::Pattern, titled(title), meaning, Source::Shell);
        if let PartKind::Brace(inner) = &part.kind {
            for each in inner {
                self.word_in(each, Place::Argument, &mut explained.parts);
            }
        }
        explained
    }

    /// The first words that a word with braces becomes, and how many there are.
    pub(super) fn becomes(&self, word: &Word) -> (Vec<String>, u64) {
        let (mut words, mut count) = (vec![String::new()], 1u64);
        for part in &word.parts {
            let (next, choices) = match &part.kind {
                PartKind::Brace(inner) => {
                    let (mut all, mut choices) = (Vec::new(), 0u64);
                    for each in inner {
                        let (some, more) = self.becomes(each);
                        all.extend(some);
                        all.truncate(MOST_WORDS);
                        choices = choices.saturating_add(more);
                    }
                    (all, choices)
                }
                PartKind::Sequence(written) => match sequence(written) {
                    Some((some, choices)) => (some, choices),
                    None => (vec![(**written).to_owned()], 1),
                },
                PartKind::Literal(text) => (vec![(**text).to_owned()], 1),
                _ => (vec![part.span.of(self.text()).to_owned()], 1),
            };
            // What nobody reads need not be built.
            let joined = words.iter().flat_map(|it| next.iter().map(move |next| format!("{it}{next}")));
            // Only their beginnings are shown.
            words = joined.take(MOST_WORDS).map(|it| it.chars().take(SHOWN).collect()).collect();
            count = count.saturating_mul(choices);
        }
        (words, count)
    }
}

/// What `${x#p}` and its like take away: "all up to the last `/`".
pub(super) fn cut(operator: &str, operand: &Word, text: &str) -> String {
    let Pieces { pieces, matches } = Pieces::of(operand, text);
    let (side, most) = match operator {
        "#" => ("start", "shortest"),
        "##" => ("start", "longest"),
        "%" => ("end", "shortest"),
        _ => ("end", "longest"),
    };
    let nearest = match operator {
        "#" | "%%" => "first",
        _ => "last",
    };
    // What quotes hold is no pattern, whatever it becomes.
    if !operand.parts.is_empty() && operand.parts.iter().all(|it| it.quote == Quote::Double) {
        let written = operand.span.of(text);
        let inside = written.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(written);
        return format!("{} at its {side}", code(inside));
    }
    match (&*pieces, side) {
        ([], _) => "nothing".to_owned(),
        ([Piece::Text(sign)], _) if !matches => format!("{} at its {side}", code(sign)),
        ([Piece::Any, Piece::Text(sign)], "start") if sign == "/" && nearest == "last" => {
            "all up to the last `/`: the name at the end of a path".to_owned()
        }
        ([Piece::Any, Piece::Text(sign)], "start") => format!("all up to the {nearest} {}", code(sign)),
        ([Piece::Text(sign), Piece::Any], "end") if sign == "/" && nearest == "last" => {
            "all from the last `/` on: the folder of a path".to_owned()
        }
        ([Piece::Text(sign), Piece::Any], "end") => format!("all from the {nearest} {} on", code(sign)),
        ([Piece::Characters(1)], _) => format!("its {} character", if side == "start" { "first" } else { "last" }),
        ([Piece::Characters(count)], _) => {
            format!("its {} {count} characters", if side == "start" { "first" } else { "last" })
        }
        _ => format!("the {most} {side} that matches {}", code(operand.span.of(text))),
    }
}

/// The folder that all of a pattern's names lie in, and the pieces behind it, where only those are a pattern.
fn in_last_folder(all: &Pieces) -> (String, Option<Vec<Piece>>) {
    let slash = all.pieces.iter().rposition(|it| matches!(it, Piece::Text(text) if text.contains('/')));
    let (before, rest) = all.pieces.split_at(slash.map_or(0, |it| it + 1));
    if rest.iter().any(|it| matches!(it, Piece::Other(text) if text.contains('/'))) {
        return (String::new(), None);
    }
    let (mut folder, mut last) = (String::new(), Vec::new());
    for (at, piece) in before.iter().enumerate() {
        match piece {
            Piece::Text(text) if at + 1 == before.len() => {
                let (inside, name) = text.rsplit_once('/').unwrap_or_default();
                folder.push_str(inside);
                folder.push('/');
                last.extend((!name.is_empty()).then(|| Piece::Text(name.to_owned())));
            }
            Piece::Text(text) | Piece::Expansion(text) => folder.push_str(text),
            _ => return (String::new(), None),
        }
    }
    // What a variable holds at the start may be a folder too.
    if slash.is_none() && matches!(rest.first(), Some(Piece::Expansion(_))) {
        return (String::new(), None);
    }
    last.extend_from_slice(rest);
    (folder, Some(last))
}

/// `[…]` or an extended pattern, in words.
fn set(sign: &str) -> String {
    if let Some(inside) = sign.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        let (negated, inside) = match inside.strip_prefix(['!', '^']) {
            Some(rest) => (true, rest),
            None => (false, inside),
        };
        let class = match inside {
            "0-9" | "[:digit:]" => "a digit",
            "[:space:]" => "a blank or line end",
            "[:blank:]" => "a blank or tab",
            "[:alpha:]" => "a letter",
            "[:alnum:]" => "a letter or digit",
            "[:upper:]" => "an upper-case letter",
            "[:lower:]" => "a lower-case letter",
            "[:punct:]" => "a punctuation sign",
            "[:xdigit:]" => "a hexadecimal digit",
            "[:cntrl:]" => "a control character",
            _ => "",
        };
        return match (negated, class) {
            (false, "") => format!("one of {}", code(inside)),
            (true, "") => format!("a character other than {}", code(inside)),
            (false, class) => class.to_owned(),
            (true, class) => format!("a character other than {class}"),
        };
    }
    let mut chars = sign.chars();
    let (kind, rest) = (chars.next(), chars.as_str());
    let inside = rest.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(rest);
    let choices: Vec<String> = inside.split('|').take(MOST_PIECES).map(code).collect();
    let choices = if choices.len() > 1 && !inside.contains('(') { listed(&choices, "or") } else { code(inside) };
    match kind {
        Some('?') => format!("nothing or one of {choices}"),
        Some('*') => format!("any number of {choices}"),
        Some('+') => format!("one or more of {choices}"),
        Some('!') => format!("anything but {choices}"),
        _ => choices,
    }
}

/// The first words of `{1..5}` or `{a..e..2}`, and how many there are; `None` where it is not one.
fn sequence(written: &str) -> Option<(Vec<String>, u64)> {
    let inside = written.strip_prefix('{')?.strip_suffix('}')?;
    let mut ends = inside.split("..");
    let (from, to, step) = (ends.next()?, ends.next()?, ends.next());
    if ends.next().is_some() {
        return None;
    }
    let step = match step {
        Some(step) => step.parse::<i64>().ok()?.unsigned_abs().max(1),
        None => 1,
    };
    let is_letter = |it: &str| it.len() == 1 && it.bytes().all(|it| it.is_ascii_alphabetic());
    let letters = is_letter(from) && is_letter(to);
    let value = |it: &str| {
        if letters { it.bytes().next().map(i64::from) } else { it.parse::<i64>().ok().filter(|_| !it.starts_with('+')) }
    };
    let (first, last) = (value(from)?, value(to)?);
    let padded = |it: &str| it.trim_start_matches('-').len() > 1 && it.trim_start_matches('-').starts_with('0');
    let width = if !letters && (padded(from) || padded(to)) { from.len().max(to.len()) } else { 0 };
    let count = (first.abs_diff(last) / step).saturating_add(1);
    let mut words = Vec::new();
    for at in 0..count.min(MOST_WORDS as u64) {
        let far = i64::try_from(at.checked_mul(step)?).ok()?;
        let value = if first <= last { first.checked_add(far)? } else { first.checked_sub(far)? };
        words.push(if letters {
            char::from(u8::try_from(value).ok()?).to_string()
        } else {
            format!("{value:0width$}")
        });
    }
    Some((words, count))
}
