//! CARO1406: escapes that make a terminal show something else.

use super::reading::{Context, Lines, MOST_MARKS, Reading};
use crate::Span;
use crate::rules::edits::{Edits, stays_readable};
use crate::rules::{Check, Level, Sink};
use crate::script::Body;

rule! {
    /// Shows something else on a terminal than what is in the script, or hides what it prints.
    ///
    /// Raw escape bytes take effect when somebody looks at the script with `cat` or `git diff`: lines vanish under others.
    /// Colours are harmless. Write escapes as `\e[…`, and delete those that move the cursor inside comments and code.
    ///
    /// To decide: What would somebody see who runs this or looks at it with `cat -v`: the same as what it does?
    ///
    /// ```sh bad
    /// printf '\e[8mrm -rf ~\e[0m'
    /// ```
    /// ```sh fixed
    /// printf 'rm -rf ~\e[0m'
    /// ```
    /// ```sh bad
    /// printf '\033]8;;http://evil.example/\033\\https://bank.example/\033]8;;\033\\'
    /// ```
    /// ```sh good
    /// printf '\e[31mred\e[0m \033[1;32mgreen\033[0m\n'
    /// ```
    /// ```sh good
    /// printf '\r\e[K%3d%%' "$percent"
    /// ```
    /// ```sh good
    /// tput setaf 1; echo failed; tput sgr0
    /// ```
    "CARO1406" "terminal-tricks",
    Danger,
    Check::Text { run: check }
}

/// How escapes begin, raw and as text.
const STARTS: [&str; 9] = ["\u{1b}", "\u{9b}", "\\e", "\\E", "\\033", "\\x1b", "\\x1B", "\\u001b", "\\u001B"];

fn check(body: &Body, sink: &mut Sink<'_>) {
    let text = &*body.text;
    if !text.contains(['\u{1b}', '\u{8}', '\u{9b}']) && !STARTS[2..].iter().any(|it| text.contains(it)) {
        return;
    }
    let reading = Reading::of(body);
    let (mut lines, mut marks) = (Lines::of(text), 0);
    let mut said = None;
    for (at, _) in text.match_indices(['\u{1b}', '\u{8}', '\u{9b}', '\\']) {
        let Some((act, raw, length)) = act_at(text, at) else { continue };
        let context = reading.context(at);
        let line = lines.start_of(at);
        let is_shown = context == Context::Prose;
        let (level, message) = match act {
            Act::Moves if raw && !is_shown => {
                (Level::Danger, "this escape makes a terminal show another line than this one")
            }
            Act::Moves if raw => (
                Level::Caution,
                "whoever looks at this script on a terminal sees another line: write the escape as `\\e[…`",
            ),
            Act::Hides if context != Context::Comment || raw => {
                (Level::Caution, "what is printed behind this escape cannot be seen")
            }
            Act::Copies if context != Context::Comment || raw => {
                (Level::Caution, "this escape puts text into the clipboard of whoever sees it")
            }
            Act::Links if context != Context::Comment || raw => {
                (Level::Caution, "this link leads elsewhere than its text says")
            }
            _ => continue,
        };
        if said == Some(line) {
            continue;
        }
        said = Some(line);
        marks += 1;
        if marks > MOST_MARKS {
            return;
        }
        sink.report(Span::new(at, at + length), message.to_owned()).level(level);
        let end = text[at..].find('\n').map_or(text.len(), |it| at + it);
        let like = |it: &(Span, Act, bool)| {
            reading.context(it.0.start) == context && (it.1 == act || act == Act::Moves && it.2)
        };
        let edits: Edits = sequences(text, at, end).filter(like).map(|it| (it.0, String::new())).collect();
        // `}` behind an escape is a name, and the end of a group without it.
        if context == Context::Code && !stays_readable(body, &edits) {
            continue;
        }
        match (act, context) {
            (Act::Moves | Act::Hides, Context::Comment) => sink.fix("Delete the escapes from this comment", edits),
            (Act::Moves, _) => sink.choice("Show the line as it is: delete the escapes", edits),
            (Act::Hides, _) => sink.choice("Let what is printed be seen", edits),
            (Act::Copies | Act::Links, _) => {}
        }
    }
}

/// What an escape does to what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// Moves the cursor, or wipes what is there.
    Moves,
    /// Prints so that nobody sees it.
    Hides,
    /// Writes to the clipboard.
    Copies,
    /// Shows one address and leads to another.
    Links,
}

/// The whole escapes of a line from `at` on that move the cursor or hide text.
fn sequences(text: &str, at: usize, end: usize) -> impl Iterator<Item = (Span, Act, bool)> {
    text[at..end].match_indices(['\u{1b}', '\u{8}', '\u{9b}', '\\']).filter_map(move |(offset, _)| {
        let start = at + offset;
        let (act, raw, length) = act_at(text, start)?;
        let behind = text.get(start + length..end)?;
        let whole = match act {
            Act::Moves | Act::Hides if text[start..].starts_with('\u{8}') => 0,
            Act::Moves | Act::Hides => behind.find(|it: char| it.is_ascii_alphabetic())? + 1,
            Act::Copies | Act::Links => return None,
        };
        Some((Span::new(start, start + length + whole), act, raw))
    })
}

/// The escape that begins here: what it does, whether it is raw, and how long its start is.
fn act_at(text: &str, at: usize) -> Option<(Act, bool, usize)> {
    let here = text.get(at..)?;
    if here.starts_with('\u{8}') {
        return Some((Act::Moves, true, 1));
    }
    let start = STARTS.iter().find(|it| here.starts_with(**it))?;
    let raw = !start.starts_with('\\');
    let rest = here.get(start.len()..)?;
    let length = start.len();
    if let Some(rest) = rest.strip_prefix('[').or_else(|| (*start == "\u{9b}").then_some(rest)) {
        let end = rest.find(|it: char| !(it.is_ascii_digit() || matches!(it, ';' | '?' | '=' | ':')))?;
        return match rest[end..].chars().next()? {
            'm' => rest[..end]
                .split(';')
                .any(|it| it.parse() == Ok(8u8))
                .then_some((Act::Hides, raw, length))
                .filter(|_| !is_colour(&rest[..end])),
            'A'..='H' | 'J' | 'K' | 'S' | 'T' | 'f' | 'd' | 's' | 'u' | 'P' | 'X' | 'M' | 'L' if raw => {
                Some((Act::Moves, raw, length))
            }
            _ => None,
        };
    }
    let rest = rest.strip_prefix(']')?;
    if rest.starts_with("52;") {
        return Some((Act::Copies, raw, length));
    }
    let link = rest.strip_prefix("8;")?;
    let (_, link) = link.split_once(';')?;
    let end = link.find(['\u{1b}', '\\', '\u{7}'])?;
    let target = host(&link[..end])?;
    let shown: String = link[end..].chars().take(200).collect();
    let shown = host(&shown[shown.find("http")?..])?;
    (target != shown).then_some((Act::Links, raw, length))
}

/// Whether an `8` stands inside a colour: `38;5;8`, `48;2;8;8;8`.
fn is_colour(numbers: &str) -> bool {
    numbers.split(';').any(|it| matches!(it, "38" | "48" | "58"))
}

/// The host of an address that is written out.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"))?;
    let end = rest.find(|it: char| !(it.is_alphanumeric() || matches!(it, '.' | '-'))).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn whole_escapes_are_deleted() {
        assert_eq!(offered("id #\u{1b}[2K\u{1b}[1Aa\u{8}\n"), ["id #a\n"]);
        assert_eq!(offered("x='\u{1b}[2Ja'\n"), ["x='a'\n"]);
    }

    #[test]
    fn raw_escapes_in_comments_and_code_hide_lines() {
        check_marks("id #\u{1b}[2K\u{1b}[1A\n#mark 0 4 5 CARO1406\n");
        check_marks("x='\u{1b}[2J'\n#mark 0 3 4 CARO1406\n");
        check_marks("x='\u{1b}[0;31m'\nid # \u{1b}[1mnote\u{1b}[0m\n");
    }

    #[test]
    fn progress_and_colours_are_ordinary() {
        check_marks("printf '\\e[1A\\e[2K%s' x\necho -e \"\\033[38;5;8mgrey\\033[0m\"\n");
        check_marks("printf '\\e]8;;https://a.example/x\\e\\\\a.example\\e]8;;\\e\\\\'\n");
        check_marks("printf '\\e]52;c;%s\\a' \"$x\"\n#mark 0 8 10 CARO1406\n");
    }
}
