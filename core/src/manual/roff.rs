//! The lowest layer of a manual page: lines, requests, conditions, strings and macros of its own, all with bounds.

use std::collections::{HashMap, VecDeque};

mod conditions;
#[cfg(test)]
mod tests;

/// How deep macros and conditions may stand in each other.
const DEPTH: usize = 12;
/// How many bytes all macros and strings of a page may add to it.
const GROWTH: usize = 4 << 20;

/// A line that says something.
#[derive(Debug)]
pub(super) enum Line {
    /// Text, with its escapes.
    Text(String),
    /// A request or macro, and what follows it.
    Request(String, Vec<String>),
}

/// Reads a page line by line.
pub(super) struct Reader<'a> {
    lines: std::str::Lines<'a>,
    /// Lines that a condition or a macro put in front of the rest, with how deep they stand.
    ahead: VecDeque<(usize, String)>,
    number: usize,
    strings: HashMap<String, String>,
    macros: HashMap<String, Vec<String>>,
    registers: HashMap<String, i64>,
    /// What the conditions of `.ie` were, for their `.el`.
    conditions: Vec<bool>,
    grown: usize,
    /// The first page that `.so` names.
    pub(super) redirect: Option<String>,
    /// Whether a bound was met, so that lines may be missing.
    pub(super) was_cut: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let strings = [("R", "®"), ("Tm", "™"), ("lq", "“"), ("rq", "”"), ("Aq", "'"), (".T", "utf8")];
        Self {
            lines: source.lines(),
            ahead: VecDeque::new(),
            number: 0,
            strings: strings.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
            macros: HashMap::new(),
            registers: HashMap::from([(".g".to_owned(), 1)]),
            conditions: Vec::new(),
            grown: 0,
            redirect: None,
            was_cut: false,
        }
    }

    /// The number of the line that was read last, from one.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The next line that is no work of this layer.
    pub(super) fn next(&mut self, is_macro: impl Fn(&str) -> bool) -> Option<Line> {
        loop {
            let (depth, line) = self.take()?;
            if let Some(line) = self.line(depth, &line, &is_macro) {
                return Some(line);
            }
        }
    }

    fn take(&mut self) -> Option<(usize, String)> {
        if let Some(line) = self.ahead.pop_front() {
            return Some(line);
        }
        let mut line = self.lines.next()?.to_owned();
        self.number += 1;
        while ends_with_backslash(&line) {
            let Some(next) = self.lines.next() else { break };
            self.number += 1;
            line.pop();
            line.push_str(next);
        }
        Some((0, line))
    }

    fn line(&mut self, depth: usize, line: &str, is_macro: &impl Fn(&str) -> bool) -> Option<Line> {
        let Some(request) = line.strip_prefix(['.', '\'']) else {
            return Some(Line::Text(self.with_strings(line)));
        };
        let request = request.trim_start_matches([' ', '\t']);
        if request.is_empty() || request.starts_with("\\\"") {
            return None;
        }
        let end = request.find([' ', '\t', '\\']).unwrap_or(request.len());
        let (name, rest) = request.split_at(end);
        let rest = rest.trim_start_matches([' ', '\t']);
        match name {
            "" => return None,
            "if" | "while" => {
                self.condition(depth, rest);
            }
            "ie" => {
                let holds = self.condition(depth, rest);
                if self.conditions.len() < 64 {
                    self.conditions.push(holds);
                }
            }
            "el" => {
                let holds = !self.conditions.pop().unwrap_or(true);
                self.branch(depth, holds, rest);
            }
            "de" | "de1" | "am" | "dei" | "ami" => self.define(rest, name.starts_with('a')),
            "ig" => {
                let end = rest.split_whitespace().next().filter(|it| !it.starts_with('\\')).unwrap_or(".").to_owned();
                self.body(&end);
            }
            "ds" | "as" | "ds1" => self.string(rest, name == "as"),
            "nr" => {
                let mut words = rest.split_whitespace();
                if let (Some(name), Some(value)) = (words.next(), words.next()) {
                    self.registers.insert(name.to_owned(), leading_number(value));
                }
            }
            "rm" => {
                for name in rest.split_whitespace() {
                    self.macros.remove(name);
                    self.strings.remove(name);
                }
            }
            "als" => {
                let mut words = rest.split_whitespace();
                if let (Some(new), Some(old)) = (words.next(), words.next()) {
                    // The body is that of the other, called by its name.
                    self.macros.insert(new.to_owned(), vec![format!(".{old} \\$@")]);
                }
            }
            "so" | "mso" => {
                if name == "so" && self.redirect.is_none() {
                    self.redirect = rest.split_whitespace().next().map(str::to_owned);
                }
            }
            "TS" => {
                self.table_head();
                return Some(Line::Request("TS".to_owned(), Vec::new()));
            }
            "EQ" => {
                self.body("EN");
            }
            _ if !is_macro(name) && self.macros.contains_key(name) => self.expand(depth, name, rest),
            _ => {
                let rest = self.with_strings(rest);
                return Some(Line::Request(name.to_owned(), arguments(&rest)));
            }
        }
        None
    }

    fn define(&mut self, rest: &str, more: bool) {
        let mut words = rest.split_whitespace();
        let name = words.next().unwrap_or_default().to_owned();
        let end = words.next().filter(|it| !it.starts_with('\\')).unwrap_or(".").to_owned();
        let body = self.body(&end);
        if name.is_empty() || self.macros.len() > 500 {
            self.was_cut |= !name.is_empty();
            return;
        }
        if more {
            self.macros.entry(name).or_default().extend(body);
        } else {
            self.macros.insert(name, body);
        }
    }

    /// The lines up to `.END`.
    fn body(&mut self, end: &str) -> Vec<String> {
        let mut body = Vec::new();
        while let Some((_, line)) = self.take() {
            let request = line.strip_prefix(['.', '\'']).map(|it| it.trim_start_matches([' ', '\t']));
            if request.is_some_and(|it| {
                it.strip_prefix(end).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\\']))
            }) {
                break;
            }
            body.push(line);
        }
        body
    }

    fn string(&mut self, rest: &str, more: bool) {
        let (name, text) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
        let text = text.trim_start_matches([' ', '\t']);
        let text = text.strip_prefix('"').unwrap_or(text);
        let text = self.with_strings(text);
        if name.is_empty() || self.strings.len() > 500 || text.len() > 4096 {
            return;
        }
        if more {
            let old = self.strings.entry(name.to_owned()).or_default();
            if old.len() < 4096 {
                old.push_str(&text);
            }
        } else {
            self.strings.insert(name.to_owned(), text);
        }
    }

    /// Puts the lines of a macro of the page's own in front of the rest.
    fn expand(&mut self, depth: usize, name: &str, rest: &str) {
        if depth >= DEPTH || self.grown > GROWTH {
            self.was_cut = true;
            return;
        }
        let rest = self.with_strings(rest);
        let arguments = arguments(&rest);
        let body = self.macros.get(name).cloned().unwrap_or_default();
        let mut lines = Vec::with_capacity(body.len());
        for line in &body {
            let line = with_arguments(line, &arguments);
            self.grown += line.len() + 1;
            if self.grown > GROWTH {
                self.was_cut = true;
                break;
            }
            lines.push((depth + 1, line));
        }
        for line in lines.into_iter().rev() {
            self.ahead.push_front(line);
        }
    }

    /// Replaces `\*x`, `\*(xx` and `\*[name]` by what the page set them to.
    fn with_strings(&mut self, text: &str) -> String {
        if !text.contains("\\*") || self.grown > GROWTH {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(found) = text[at..].find('\\') {
            out.push_str(&text[at..at + found]);
            at += found;
            if text[at..].starts_with("\\*") && out.len() < (1 << 16) {
                let (name, end) = super::escapes::name(text, at + 2);
                out.push_str(self.strings.get(name.split(' ').next().unwrap_or_default()).map_or("", String::as_str));
                at = end;
            } else {
                let length = 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
                out.push_str(&text[at..at + length]);
                at += length;
            }
        }
        out.push_str(&text[at..]);
        self.grown += out.len().saturating_sub(text.len());
        out
    }

    /// Leaves out how a table is to look: everything up to a line that ends with a full stop.
    fn table_head(&mut self) {
        for _ in 0..50 {
            let Some((_, line)) = self.take() else { return };
            if line.trim_end().ends_with('.') {
                return;
            }
        }
    }
}

/// Whether a line goes on in the next one.
fn ends_with_backslash(line: &str) -> bool {
    line.len() < (1 << 16) && line.bytes().rev().take_while(|it| *it == b'\\').count() % 2 == 1
}

fn leading_number(text: &str) -> i64 {
    let end = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
    text[..end.min(9)].parse().unwrap_or(0)
}

/// A macro's line with its arguments in place.
fn with_arguments(line: &str, arguments: &[String]) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = rest[at..].strip_prefix("\\\\").map_or(&rest[at + 1..], |it| it);
        let Some(name) = rest.strip_prefix('$') else {
            out.push('\\');
            // The character behind it is no new escape.
            let length = rest.chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        };
        let (name, end) = super::escapes::name(name, 0);
        rest = &rest[1 + end..];
        match name.parse::<usize>() {
            Ok(number) if number > 0 => out.push_str(arguments.get(number - 1).map_or("", String::as_str)),
            Ok(_) => {}
            Err(_) if name == "*" => out.push_str(&arguments.join(" ")),
            Err(_) if name == "@" => {
                let quoted: Vec<String> =
                    arguments.iter().map(|it| format!("\"{}\"", it.replace('"', "\"\""))).collect();
                out.push_str(&quoted.join(" "));
            }
            Err(_) => {}
        }
        if out.len() > (1 << 16) {
            return out;
        }
    }
    out.push_str(rest);
    out
}

/// The words behind a request: spaces part them, quotes hold them together, and `""` is a quote in quotes.
pub(super) fn arguments(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut letters = text.chars().peekable();
    loop {
        while letters.next_if(|it| matches!(it, ' ' | '\t')).is_some() {}
        let Some(first) = letters.peek().copied() else { return words };
        let mut word = String::new();
        let quoted = first == '"';
        if quoted {
            letters.next();
        }
        while let Some(it) = letters.next() {
            match it {
                '\\' => {
                    let next = letters.peek().copied();
                    if next == Some('"') {
                        // A comment to the end of the line.
                        if !word.is_empty() {
                            words.push(word);
                        }
                        return words;
                    }
                    word.push('\\');
                    word.extend(letters.next());
                }
                '"' if quoted => {
                    if letters.next_if_eq(&'"').is_none() {
                        break;
                    }
                    word.push('"');
                }
                ' ' | '\t' if !quoted => break,
                _ => word.push(it),
            }
        }
        words.push(word);
        if words.len() > 1000 {
            return words;
        }
    }
}
