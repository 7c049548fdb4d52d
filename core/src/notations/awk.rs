//! The first pattern and action of an `awk` program in words: `$3 > 100 {print $1}`.

use super::quoted;
use crate::listed::listed;
use std::fmt::Write;

/// Longer programs are not read.
const LONGEST: usize = 512;

/// How many pairs of pattern and action are said; a program with more says nothing.
const MOST: usize = 3;

/// What a program does. `separator` is the value of `-F`; a blank stands for all kinds of blanks, as it does there.
pub(super) fn said(program: &str, separator: &str) -> Option<String> {
    if program.len() > LONGEST || program.contains('\0') {
        return None;
    }
    let mut rest = program.trim();
    let mut said = Vec::new();
    let mut speaks_of_fields = false;
    while !rest.is_empty() {
        if said.len() == MOST {
            return None;
        }
        let (pattern, action, behind) = pair(rest)?;
        rest = behind.trim_start_matches([' ', '\t', '\n', ';']);
        if matches!(pattern, "NF" | "!NF") {
            // With another separator, blanks make a field.
            if separator != " " || program.contains("FS") {
                return None;
            }
            speaks_of_fields |= action.is_some_and(names_fields);
        } else {
            speaks_of_fields |= names_fields(pattern) || action.is_some_and(names_fields);
        }
        said.push(pair_in_words(pattern, action)?);
    }
    if said.is_empty() {
        return None;
    }
    let mut said = said.join("; ");
    // A program that sets the separator itself says so.
    if speaks_of_fields && !program.contains("FS") {
        let by = match separator {
            " " => "blanks".to_owned(),
            "\\t" | "\t" => "tabs".to_owned(),
            // In POSIX and gawk, `-Ft` is a tab.
            "t" | "" | "\\" | "\\\\" => return None,
            one if one.chars().count() == 1 => quoted(one),
            expression => format!("what matches {}", quoted(expression)),
        };
        let _ = write!(said, " (fields are separated by {by})");
    }
    Some(said)
}

/// How many braces are open at the end of the start of a program.
pub(super) fn depth_at_end(program: &str) -> usize {
    let mut depth = 0_usize;
    let mut rest = program.get(..LONGEST.min(program.len())).unwrap_or_default();
    while let Some(at) = outside(rest, &['{', '}']).filter(|it| *it < rest.len()) {
        depth = if rest[at..].starts_with('{') { depth + 1 } else { depth.saturating_sub(1) };
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    depth
}

/// Whether a text speaks of a single field.
fn names_fields(text: &str) -> bool {
    let mut last = ' ';
    text.chars().any(|it| {
        let is_field = last == '$' && (it.is_ascii_digit() && it != '0' || it == 'N' || it == '(');
        last = it;
        is_field
    }) || text.contains("NF")
}

/// A pattern and an action, and what stands behind them.
fn pair(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let open = outside(text, &['{', ';', '\n'])?;
    let (pattern, rest) = text.split_at(open);
    let pattern = pattern.trim();
    if !rest.starts_with('{') {
        return Some((pattern, None, rest));
    }
    let inside = rest.get(1..)?;
    let close = outside(inside, &['}', '{'])?;
    // Braces within are loops and conditions.
    let action = inside.get(..close)?;
    let behind = inside.get(close..)?.strip_prefix('}')?;
    Some((pattern, Some(action.trim()), behind))
}

/// Where one of the signs stands outside of strings and expressions, or the end. `None` where a string stays open.
fn outside(text: &str, signs: &[char]) -> Option<usize> {
    let mut chars = text.char_indices();
    let mut before = ' ';
    while let Some((at, char)) = chars.next() {
        // A slash behind a value divides.
        let opens_expression = char == '/' && !(before.is_alphanumeric() || matches!(before, ')' | ']' | '$' | '_'));
        if char == '"' || opens_expression {
            let mut guarded = false;
            loop {
                let (_, inner) = chars.next()?;
                if inner == '\n' {
                    return None;
                }
                if inner == char && !guarded {
                    break;
                }
                guarded = inner == '\\' && !guarded;
            }
            before = ')';
            continue;
        }
        if signs.contains(&char) {
            return Some(at);
        }
        // Comments and lines that go on are not followed.
        if matches!(char, '#' | '\\') {
            return None;
        }
        if !char.is_whitespace() {
            before = char;
        }
    }
    Some(text.len())
}

fn pair_in_words(pattern: &str, action: Option<&str>) -> Option<String> {
    let is_end = matches!(pattern, "BEGIN" | "END");
    let place = match pattern {
        "BEGIN" => "before the first line".to_owned(),
        "END" => "behind the last line".to_owned(),
        "" => "for each line".to_owned(),
        _ => format!("for {}", lines(pattern)?),
    };
    let Some(action) = action else {
        return match pattern {
            "" | "BEGIN" | "END" => None,
            _ => Some(format!("prints {}", lines(pattern)?)),
        };
    };
    if action.is_empty() {
        return None;
    }
    let mut deeds = Vec::new();
    let mut rest = action;
    while !rest.trim().is_empty() {
        let end = outside(rest, &[';', '\n'])?;
        let (statement, behind) = rest.split_at(end);
        rest = behind.trim_start_matches([';', '\n', ' ', '\t']);
        if deeds.len() == 4 {
            return None;
        }
        deeds.push(deed(statement.trim(), is_end)?);
    }
    let deeds = listed(&deeds, "and");
    Some(if pattern.is_empty() && deeds == "prints the whole line" {
        "prints every line".to_owned()
    } else if deeds == "prints the whole line" && !is_end {
        format!("prints {}", lines(pattern)?)
    } else {
        format!("{place}, {deeds}")
    })
}

/// The lines that a pattern takes.
fn lines(pattern: &str) -> Option<String> {
    if let Some((from, to)) = split(pattern, ",") {
        if let (Some(from), Some(to)) = (after(from, "NR", "=="), after(to, "NR", "==")) {
            let is_forward = from.parse::<u64>().ok()? < to.parse::<u64>().ok()?;
            return is_forward.then(|| format!("lines {from} to {to}"));
        }
        return Some(format!("the lines from each {} to the next {}", line_where(from)?, line_where(to)?));
    }
    match pattern {
        "1" => return Some("every line".to_owned()),
        "NF" => return Some("lines that are not blank".to_owned()),
        "!NF" => return Some("blank lines".to_owned()),
        "!seen[$0]++" | "!a[$0]++" | "!x[$0]++" | "!_[$0]++" => {
            return Some("lines that were not there before".to_owned());
        }
        _ => {}
    }
    if let Some(number) = after(pattern, "NR", "==") {
        return Some(match number {
            "1" => "the first line".to_owned(),
            _ => format!("line {}", digits(number)?),
        });
    }
    if let Some(number) = after(pattern, "NR", ">") {
        return Some(match number {
            "1" => "every line but the first".to_owned(),
            _ => format!("the lines behind line {}", digits(number)?),
        });
    }
    if let Some(number) = after(pattern, "NR", "<=") {
        return Some(format!("the first {} lines", digits(number)?));
    }
    let tests: Option<Vec<String>> = conditions(pattern)?.1.into_iter().map(condition).collect();
    Some(format!("lines {}", listed(&tests?, conditions(pattern)?.0)))
}

fn line_where(pattern: &str) -> Option<String> {
    if let Some(number) = after(pattern, "NR", "==") {
        return Some(format!("line {}", digits(number)?));
    }
    let one = condition(pattern)?.replacen("that match ", "that matches ", 1);
    Some(format!("line {}", one.replacen("that do not match ", "that does not match ", 1)))
}

/// Tests joined by `&&` alone or `||` alone.
fn conditions(pattern: &str) -> Option<(&'static str, Vec<&str>)> {
    let (word, sign) = match (split(pattern, "&&"), split(pattern, "||")) {
        (Some(_), Some(_)) => return None,
        (Some(_), None) => ("and", "&&"),
        (None, Some(_)) => ("or", "||"),
        (None, None) => return Some(("and", vec![pattern])),
    };
    let mut tests = Vec::new();
    let mut rest = pattern;
    while let Some((test, behind)) = split(rest, sign) {
        tests.push(test);
        rest = behind;
        if tests.len() > 3 {
            return None;
        }
    }
    tests.push(rest);
    Some((word, tests))
}

/// One test, behind "lines": "whose field 3 is more than 100".
fn condition(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(expression) = expression(text) {
        return Some(format!("that match {}", quoted(expression)));
    }
    if let Some(expression) = text.strip_prefix('!').and_then(|it| expression(it.trim())) {
        return Some(format!("that do not match {}", quoted(expression)));
    }
    for (sign, words, whole) in [
        ("!~", "does not match", "that do not match"),
        ("~", "matches", "that match"),
        ("==", "is", "that are"),
        ("!=", "is not", "that are not"),
        (">=", "is at least", ""),
        ("<=", "is at most", ""),
        (">", "is more than", ""),
        ("<", "is less than", ""),
    ] {
        let Some((left, right)) = split(text, sign) else { continue };
        let right = match expression(right).filter(|_| sign.ends_with('~')) {
            Some(expression) => quoted(expression),
            None => plain(right)?,
        };
        return Some(match left {
            "$0" if !whole.is_empty() => format!("{whole} {right}"),
            "NF" => format!("whose number of fields {words} {right}"),
            "length" | "length($0)" => format!("whose length {words} {right}"),
            "NR" | "FNR" => format!("whose number {words} {right}"),
            _ => format!("whose {} {words} {right}", field(left)?),
        });
    }
    let field = field(text)?;
    Some(format!("whose {field} is neither empty nor 0"))
}

/// One statement, as the end of a sentence.
fn deed(text: &str, is_end: bool) -> Option<String> {
    if text == "print" {
        return (!is_end).then(|| "prints the whole line".to_owned());
    }
    if text == "next" {
        return Some("goes on with the next line".to_owned());
    }
    if text == "exit" {
        return Some("ends there".to_owned());
    }
    if let Some(what) = text.strip_prefix("print").filter(|it| it.starts_with([' ', '$', '"', '('])) {
        let what = what.trim();
        // Redirects and pipes are not followed.
        if what.starts_with('(') || outside(what, &['>', '|'])? != what.len() {
            return None;
        }
        return Some(format!("prints {}", values(what)?));
    }
    if let Some((name, value)) = split(text, "+=") {
        return Some(format!("adds {} to {}", value_of(value)?, named(name)?));
    }
    if let Some(name) = text.strip_suffix("++") {
        return Some(format!("counts {} up by one", named(name.trim())?));
    }
    if let Some((name, value)) = split(text, "=") {
        let name = name.trim();
        return Some(match (name, string(value)) {
            ("FS", Some(sign)) if sign.chars().count() == 1 && sign != " " => {
                format!("sets the sign between fields to {}", quoted(sign))
            }
            ("OFS", Some(sign)) => format!("prints {} between fields", quoted(sign)),
            _ => format!("sets {} to {}", named(name)?, value_of(value)?),
        });
    }
    None
}

/// What `print` is given: with commas a blank stands between, without them nothing.
fn values(text: &str) -> Option<String> {
    let mut values = Vec::new();
    let mut rest = text;
    loop {
        let (item, behind) = match split(rest, ",") {
            Some((item, behind)) => (item, Some(behind)),
            None => (rest, None),
        };
        values.push(joined(item)?);
        if values.len() > 8 {
            return None;
        }
        let Some(behind) = behind else { break };
        rest = behind;
    }
    Some(listed(&values, "and"))
}

/// Values that stand side by side.
fn joined(text: &str) -> Option<String> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = if rest.starts_with('"') {
            let inside = rest.get(1..)?;
            let close = inside.find('"')?;
            if inside.get(..close)?.contains('\\') {
                return None;
            }
            close + 2
        } else if rest.starts_with("$(") {
            rest.find(')')? + 1
        } else {
            let from = usize::from(rest.starts_with('$'));
            let is_name = |it: char| it.is_alphanumeric() || it == '_';
            let length = rest.get(from..)?.find(|it| !is_name(it)).unwrap_or(rest.len() - from);
            let end = from + length;
            // A key stands behind a name.
            if rest.get(end..)?.starts_with('[') { end + rest.get(end..)?.find(']')? + 1 } else { end }
        };
        if end == 0 {
            return None;
        }
        parts.push(value_of(rest.get(..end)?)?);
        rest = rest.get(end..)?.trim_start();
        if parts.len() > 8 {
            return None;
        }
    }
    match &*parts {
        [] => None,
        [one] => Some(one.clone()),
        _ => Some(format!("{} side by side", listed(&parts, "and"))),
    }
}

fn value_of(text: &str) -> Option<String> {
    let text = text.trim();
    match text {
        "$0" => return Some("the whole line".to_owned()),
        "NR" => return Some("the number of the line".to_owned()),
        "FNR" => return Some("the number of the line in its file".to_owned()),
        "NF" => return Some("the number of fields".to_owned()),
        "FILENAME" => return Some("the file's name".to_owned()),
        "length" | "length($0)" => return Some("the length of the line".to_owned()),
        _ => {}
    }
    let field = field(text).map(|it| if it.starts_with("last") { format!("the {it}") } else { it });
    field.or_else(|| plain(text)).or_else(|| named(text))
}

/// `$1`, `$NF`, `$(NF-1)`.
fn field(text: &str) -> Option<String> {
    let text = text.trim();
    Some(match text.strip_prefix('$')? {
        "NF" => "last field".to_owned(),
        "(NF-1)" | "(NF - 1)" => "last field but one".to_owned(),
        number => match digits(number)? {
            "0" => return None,
            number => format!("field {number}"),
        },
    })
}

/// A number or a string.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(string) = string(text) {
        return Some(if string.is_empty() { "empty".to_owned() } else { quoted(string) });
    }
    let number = text.strip_prefix('-').unwrap_or(text);
    let is_number = !number.is_empty()
        && number.len() <= 20
        && number.starts_with(|it: char| it.is_ascii_digit())
        && number.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    is_number.then(|| text.to_owned())
}

fn string(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix('"')?.strip_suffix('"')?;
    (!inside.contains(['"', '\\'])).then_some(inside)
}

/// A variable, or an element of one.
fn named(text: &str) -> Option<String> {
    let text = text.trim();
    let (name, key) = match text.split_once('[') {
        Some((name, key)) => (name, Some(key.strip_suffix(']')?)),
        None => (text, None),
    };
    let is_name = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
            && it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
    };
    let is_plain_key = |it: &str| !it.is_empty() && it.len() <= 32 && !it.contains(['[', ']', ',', '`']);
    (is_name(name) && !matches!(name, "getline" | "in" | "length") && key.is_none_or(is_plain_key))
        .then(|| quoted(text))
}

/// `/x/`
fn expression(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix('/')?.strip_suffix('/')?;
    let mut guarded = false;
    let is_one = !inside.chars().any(|it| {
        let ends = it == '/' && !guarded;
        guarded = it == '\\' && !guarded;
        ends
    });
    (is_one && !guarded && !inside.is_empty()).then_some(inside)
}

fn digits(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= 9 && text.bytes().all(|it| it.is_ascii_digit())).then_some(text)
}

/// What stands behind `name sign` when the text is just that.
fn after<'a>(text: &'a str, name: &str, sign: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(name)?.trim_start().strip_prefix(sign)?.trim();
    digits(rest)
}

/// A text cut at the first sign outside of strings and expressions.
fn split<'a>(text: &'a str, sign: &str) -> Option<(&'a str, &'a str)> {
    let first = sign.chars().next()?;
    let mut from = 0;
    loop {
        // The start is read again each time, so that strings are known; the text is short.
        let at = (from..text.len())
            .filter(|it| text.is_char_boundary(*it))
            .find(|it| text.get(*it..).is_some_and(|rest| rest.starts_with(first)) && outside_at(text, *it))?;
        if text.get(at..)?.starts_with(sign) && !is_part_of_longer(text, at, sign) {
            return Some((text.get(..at)?.trim(), text.get(at + sign.len()..)?.trim()));
        }
        from = at + 1;
    }
}

/// Whether the place is outside of strings and expressions.
fn outside_at(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|it| outside(it, &[]) == Some(it.len()))
}

/// Whether the sign at `at` belongs to a longer one: the `=` of `==`.
fn is_part_of_longer(text: &str, at: usize, sign: &str) -> bool {
    let before = text.get(..at).and_then(|it| it.chars().last());
    let behind = text.get(at + sign.len()..).and_then(|it| it.chars().next());
    let joins = |it: Option<char>| it.is_some_and(|it| "=<>!~+-*/%^&|".contains(it));
    match sign {
        "," | "&&" | "||" => false,
        _ => joins(before) || behind == Some('='),
    }
}

#[cfg(test)]
mod tests;
