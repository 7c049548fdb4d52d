//! Reads what is said of one text in the place of another, and settings that get a value.

use super::{Manner, Reader, number};
use crate::lines::text::{self, symbol};
use crate::lines::{Has, Lines, Place, Replace, Step, Times};
use crate::pattern::Match;
use crate::shell;
use crate::slots::Value;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Exchange {
    FirstEach,
    FirstOnly,
    DeleteText,
    SetFrom,
    Change,
    ReplaceStart,
    ReplaceEnd,
    ReplaceLine,
    ReplaceLineWith,
    Replace,
    SetPair,
    SetKey,
    SetOrChange,
    Section,
    Rename,
}

pub(in crate::lines) const ROWS: &[(&str, Exchange)] = &[
    (
        "?only|just first occurrence|one ?only ?in|of|on each line; ?only|just once per|each line; once in each line",
        Exchange::FirstEach,
    ),
    (
        "?only|just first occurrence ?only ?in ?file ?of; only|just first one; first one only; only|just once; first time only",
        Exchange::FirstOnly,
    ),
    (
        "delete ?all|each occurrence of ?word|text|string {words:a}; delete ?all|each word|text|string|phrase|character|prefix|suffix {words:a}; delete ?all|each {quoted:a} ?everywhere",
        Exchange::DeleteText,
    ),
    (
        "change|set ?value ?of ?key|option|setting|variable|property {words:k} ?key|option|setting|variable from {words:a} to|into {words:b}; change|set {words:k} {number:a} to|into {number:b}; change {words:k} in ?file {file:f} from {words:a} to|into {words:b}",
        Exchange::SetFrom,
    ),
    (
        "change ?all|each|any ?occurrence|instance ?of ?word|text|string|name|url|host|domain ?name {words:a} in|inside|of ?file {file:f} to|into|by|with ?word|text {words:b}; \
         change ?all|each|any occurrence|instance ?of ?word|text|string {words:a} to|into|by|with ?word|text {words:b}; \
         change all|each {words:a} to|into {words:b} in|inside|of ?file {file:f}; change all|each {words:a} to|into {words:b}; change ?word|text|string|name|url|host|domain|phrase {words:a} to|into|by|with ?word|text {words:b}",
        Exchange::Change,
    ),
    // Replacing.
    (
        "change|replace ?all|each {words:a} at|in|on ?line start|begin ?of ?each ?line to|with|by|into {words:b}; replace leading {words:a} with|by {words:b}",
        Exchange::ReplaceStart,
    ),
    (
        "change|replace ?all|each {words:a} at|in|on ?line end ?of ?each ?line to|with|by|into {words:b}; replace trailing {words:a} with|by {words:b}",
        Exchange::ReplaceEnd,
    ),
    (
        "replace|change line ?number {number:n} ?of|in ?file ?{file:f} with|by|to {words:b}; replace|change {nth:n} line ?of|in ?file ?{file:f} with|by|to {words:b}",
        Exchange::ReplaceLine,
    ),
    (
        "replace|change ?whole|entire line ?ones contain|with {words:a} ?in|of ?file ?{file:f} with|by|to {words:b}; replace|change ?whole|entire line start with {words:a} ?in|of ?file ?{file:f} with|by|to {words:b}",
        Exchange::ReplaceLineWith,
    ),
    (
        "replace|change ?only|just {nth:i} occurrence|instance|one of ?word|text|string {words:a} on|in|of each line ?of|in ?file {file:f} with|by|to {words:b}; replace|change ?only|just {nth:i} occurrence|instance|one of ?word|text|string {words:a} on|in|of each line with|by|to {words:b}; replace|change ?only|just {nth:i} {words:a} on|in|of each line ?of|in ?file {file:f} with|by|to {words:b}; replace|change ?only|just {nth:i} {words:a} on|in|of each line with|by|to {words:b}; \
         replace ?only|just ?first|all|each|any ?occurrence|instance ?of ?word|text|string|value|character|name|ip|host|domain|url|phrase ?name {words:a} in|inside|of ?file {file:f} with|by|to|through ?word|text|string {words:b}; \
         replace ?only|just ?first|all|each|any ?occurrence|instance ?of ?word|text|string|value|character|name|ip|host|domain|url|phrase ?name {words:a} with|by|to|into|through ?word|text|string|value|character {words:b}; \
         replace ?word|text|string {words:a} for {words:b}; =substitute ?all|each ?occurrence ?of {words:b} for {words:a}; =substitute ?all|each ?occurrence ?of {words:a} with|by|to {words:b}; \
         in|inside ?file {file:f} ?all|each ?occurrence ?of {words:a} with|by|to {words:b} replace; {words:a} by|with {words:b} replace; \
         put {words:b} instead of {words:a}; use {words:b} instead of {words:a}; instead of {words:a} put|use|write {words:b}; with ?all|each {words:a} replace by|with {words:b}; where|but ?each {words:a} replace by|with {words:b}",
        Exchange::Replace,
    ),
    ("?change|replace ?all|each {words:a} =->|=→|==> {words:b}", Exchange::Replace),
    ("set|change ?key|option|setting|variable|property|parameter {pair:p}", Exchange::SetPair),
    (
        "set|change ?value ?of ?key|option|setting|variable|property|parameter|field|entry ?called|named {words:k} ?key|option|setting|variable|property|parameter|field|in|of|inside ?file {file:f} to|=|=as|==|into {words:v}",
        Exchange::SetKey,
    ),
    (
        "set|change ?value ?of ?key|option|setting|variable|property|parameter|field|entry ?named {words:k} ?key|option|setting|variable|property|parameter|field|entry to|==|as|into ?value {words:v}",
        Exchange::SetOrChange,
    ),
    (
        "=set ?value ?of ?key|option|setting|variable|property|parameter|field|entry ?named {words:k} ?key|option|setting|variable|property|parameter|field|entry to|==|as|into ?value {words:v}; =set ?key|option|setting|variable|property|parameter {new:k} {new:v}; change ?value ?of key|option|setting|variable|property|parameter ?named {words:k} to|into ?value {words:v}; =give|=assign ?key|option|setting|variable {words:k} ?the value {words:v}; assign value {words:v} to ?key|option|setting|variable {words:k}; change value ?of {words:k} to|into {words:v}",
        Exchange::SetKey,
    ),
    (
        "?in|under|of ?section {quoted:s} section; in|under|of section ?named {words:s}; in|under|of {words:s} section",
        Exchange::Section,
    ),
    (
        "rename ?variable|function|class|method|identifier|parameter|constant|symbol|option|key|field ?named {words:a} ?everywhere to|into|as|in|with {words:b}",
        Exchange::Rename,
    ),
];

impl Reader<'_, '_> {
    /// One text in the place of another, and settings that get a value.
    pub(super) fn exchange(&mut self, says: Exchange, at: &Match) -> Option<()> {
        match says {
            Exchange::FirstEach | Exchange::FirstOnly => {}
            Exchange::DeleteText => self.replace(at.get("a")?.text.clone(), String::new(), false)?,
            Exchange::ReplaceStart | Exchange::ReplaceEnd => {
                self.replace(meant(at.get("a")?), meant(at.get("b")?), false)?;
                self.last_replaced()?.place = if says == Exchange::ReplaceStart { Place::Start } else { Place::End };
            }
            Exchange::Replace => {
                let (from, to) = (at.get("a")?, at.get("b")?);
                match (symbol(&from.text), symbol(&to.text)) {
                    (Some(one), Some(other)) if from.amount == 0.0 => self.swap_characters(&one, &other)?,
                    _ => {
                        let word = is_identifier(&from.text) && self.says_any(at, "word");
                        self.replace(meant(from), meant(to), word)?;
                    }
                }
                if let Some(n) = number(at, "i") {
                    self.last_replaced()?.times = if n == 1 { Times::EachLine } else { Times::Nth(n) };
                }
            }
            Exchange::Change => {
                let (from, to) = (at.get("a")?, at.get("b")?);
                if self.says_any(at, "word text name occurrence") {
                    self.replace(meant(from), meant(to), false)?;
                } else {
                    self.convert(from, to, true)?;
                }
            }
            Exchange::Rename => {
                let (from, to) = (at.get("a")?, at.get("b")?);
                (is_identifier(&from.text) && is_identifier(&to.text)).then_some(())?;
                self.replace(from.text.clone(), to.text.clone(), true)?;
            }
            Exchange::ReplaceLine | Exchange::ReplaceLineWith => {
                self.is_linux().then_some(())?;
                let new = text::added(&at.get("b")?.text);
                self.sed(match at.get("a") {
                    Some(value) => {
                        let starts = if self.says_any(at, "start") { "^" } else { "" };
                        format!("/{starts}{}/c{new}", text::regex(&value.text, '/'))
                    }
                    None => format!("{}c{new}", number(at, "n")?),
                });
                self.edits = true;
            }
            Exchange::SetPair => {
                let (key, value) = at.get("p")?.text.split_once('=')?;
                (is_identifier(key) && !value.is_empty()).then_some(())?;
                self.push(Step::Set { key: key.to_owned(), value: value.to_owned(), section: None });
            }
            Exchange::SetKey | Exchange::SetOrChange => {
                const SETS: &[&str] = &[
                    "update",
                    "bump",
                    "value",
                    "key",
                    "option",
                    "setting",
                    "variable",
                    "property",
                    "parameter",
                    "set",
                ];
                let (key, value) = (at.get("k")?, at.get("v")?);
                let sets = || at.taken.iter().any(|it| SETS.contains(&self.asked.tokens[*it].text));
                let told = says == Exchange::SetKey || key.amount == 0.0 && sets();
                if told && is_identifier(&key.text) {
                    self.set(key, value)?;
                } else {
                    self.convert(key, value, true)?;
                }
            }
            Exchange::SetFrom => {
                let key = at.get("k")?;
                self.replace(meant(at.get("a")?), meant(at.get("b")?), false)?;
                self.last_replaced()?.on = Some(Lines::Has(Has {
                    text: key.text.clone(),
                    place: Place::Anywhere,
                    not: false,
                    ignore_case: key.amount == 0.0,
                    word: false,
                }));
            }
            Exchange::Section => {
                let Some(Step::Set { section, .. }) = self.frame.steps.last_mut() else { return None };
                *section = Some(at.get("s")?.text.trim_matches(['[', ']']).to_owned());
            }
        }
        Some(())
    }

    /// The replacement that was read last.
    pub(super) fn last_replaced(&mut self) -> Option<&mut Replace> {
        match self.frame.steps.last_mut()? {
            Step::Replace(it) => Some(it),
            _ => None,
        }
    }

    pub(super) fn replace(&mut self, from: String, to: String, word: bool) -> Option<()> {
        (!from.is_empty() && !from.contains('\n')).then_some(())?;
        let times = if self.has(Exchange::FirstEach) {
            Times::EachLine
        } else if self.has(Exchange::FirstOnly) || self.first {
            Times::Once
        } else {
            Times::All
        };
        // "http" with "https": not in what has been replaced before.
        let grows = to.contains(from.as_str()) && from.len() > 1 && from.chars().all(char::is_alphanumeric);
        let word = word || grows || self.has(Manner::WholeWord);
        let ignore_case = self.has(Manner::IgnoreCase);
        self.push(Step::Replace(Replace { from, to, times, ignore_case, word, on: None, place: Place::Anywhere }));
        Some(())
    }

    /// "From a to b", where these are no encodings: characters, a setting's value, or text.
    pub(super) fn convert_text(&mut self, from: &Value, to: &Value, orders: bool) -> Option<()> {
        if let (Some(one), Some(other)) = (symbol(&from.text), symbol(&to.text)) {
            return self.swap_characters(&one, &other);
        }
        orders.then_some(())?;
        // "Change the extension of a.txt" is said of the file.
        (from.amount > 0.0 || !crate::asked::is_one_of(&from.text, OF_FILES)).then_some(())?;
        if self.is_key(from, to) {
            return self.set(from, to);
        }
        self.replace(meant(from), meant(to), false)
    }

    /// One character for another.
    fn swap_characters(&mut self, from: &str, to: &str) -> Option<()> {
        if from == "\n" {
            self.join(to);
            return Some(());
        }
        if to == "\n" && from.len() == 1 {
            self.filter(format!("tr {} '\\n'", shell::quote(from)));
            return Some(());
        }
        self.replace(from.to_owned(), to.to_owned(), false)
    }

    /// Whether "change a to b" gives a setting a new value, rather than replace text.
    fn is_key(&self, from: &Value, to: &Value) -> bool {
        const SWITCHES: &[&str] = &["true", "false", "yes", "no", "on", "off"];
        const LEVELS: &[&str] = &["none", "null", "debug", "info", "warn", "error"];
        let (key, value) = (from.text.as_str(), to.text.to_lowercase());
        let file = self.found.iter().filter_map(|it| it.at.get("f")).any(|it| is_settings(&it.text));
        let number = value.starts_with(|it: char| it.is_ascii_digit()) && key != "localhost";
        let usual = number || SWITCHES.contains(&value.as_str()) || LEVELS.contains(&value.as_str());
        let capitals = key.len() > 2 && key.bytes().all(|it| it.is_ascii_uppercase());
        file && from.amount == 0.0
            && is_identifier(key)
            && !to.text.starts_with(key)
            && !key.contains('.')
            && (usual && !SWITCHES.contains(&key) || key.contains('_') || capitals)
    }

    fn set(&mut self, key: &Value, value: &Value) -> Option<()> {
        let plain = || key.text.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-".contains(&it));
        (key.amount > 0.0 || plain() && !crate::asked::is_one_of(&key.text, OF_FILES)).then_some(())?;
        self.push(Step::Set { key: key.text.clone(), value: value.text.clone(), section: None });
        Some(())
    }
}

/// What a file has itself, rather than the settings in it.
const OF_FILES: &str = "extension permission owner group size location path date";

/// A capture's text, as the characters it names where it is not in quotes.
pub(super) fn meant(value: &Value) -> String {
    if value.amount > 0.0 { value.text.clone() } else { symbol(&value.text).unwrap_or_else(|| value.text.clone()) }
}

pub(in crate::lines) fn is_identifier(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"_.-".contains(&it))
}

/// Whether a file holds settings.
pub(in crate::lines) fn is_settings(file: &str) -> bool {
    const ENDS: &str = "env ini conf cfg cnf yaml yml toml properties json config sshd_config ssh_config";
    let base = file.rsplit('/').next().unwrap_or(file);
    let end = base.rsplit_once('.').map_or(base, |it| it.1);
    ENDS.split(' ').any(|it| it == end) || base.starts_with(".env")
}
