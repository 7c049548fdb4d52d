//! What a mode says: numbers and letters, read rather than compared.

use crate::Span;
use crate::rules::Sink;
use crate::script::{Command, Word};

/// A `chmod`, taken apart.
pub(super) struct Chmod<'a> {
    /// Where the mode stands.
    pub(super) span: Span,
    /// The modes that it can be.
    pub(super) modes: Vec<String>,
    /// What it is given to.
    pub(super) files: Vec<&'a Word>,
    /// Whether it goes into folders, or is run for each of many files.
    pub(super) many: bool,
    /// Whether it goes into folders by itself.
    pub(super) recursive: bool,
}

/// Takes a `chmod` apart; `None` where another file gives the mode.
pub(super) fn chmod<'a>(command: &'a Command, sink: &Sink<'_>) -> Option<Chmod<'a>> {
    if command.has_flag('\0', "reference") {
        return None;
    }
    let mut files: Vec<&Word> = command.operands().collect();
    // `chmod -x FILE`: the mode looks like a flag.
    let minus = command.flags().find(|it| it.short.is_some_and(|it| "rwxXst".contains(it)));
    let (span, modes) = if let Some(flag) = minus {
        let word = command.words.get(flag.word)?;
        (word.span, word.literal().map(str::to_owned).into_iter().collect())
    } else if files.is_empty() {
        return None;
    } else {
        let mode = files.remove(0);
        (mode.span, sink.value(mode).texts().map(str::to_owned).collect())
    };
    let recursive = command.has_flag('R', "recursive");
    let many = recursive || command.is_wrapped_by("xargs") || files.iter().any(|it| it.literal() == Some("{}"));
    Some(Chmod { span, modes, files, many, recursive })
}

/// Whether a mode lets everyone write, without the sticky bit that keeps shared folders in order.
pub(super) fn opens(mode: &str) -> bool {
    match octal(mode) {
        Some(('-', _)) => false,
        Some((_, bits)) => bits & 0o002 != 0 && bits & 0o1000 == 0,
        None => !clauses(mode).any(|it| it.1 != '-' && it.2.contains('t')) && gives(mode, 'w'),
    }
}

/// Whether a mode lets everyone read.
pub(super) fn shows(mode: &str) -> bool {
    match octal(mode) {
        Some(('-', _)) => false,
        Some((_, bits)) => bits & 0o004 != 0,
        None => gives(mode, 'r') || clauses(mode).any(|it| it.0.is_empty() && it.1 != '-' && it.2.contains('r')),
    }
}

/// Whether a mode makes a program run as its owner; and as its group.
pub(super) fn sets_id(mode: &str) -> (bool, bool) {
    match octal(mode) {
        Some(('-', _)) => (false, false),
        Some((_, bits)) => (bits & 0o4000 != 0, bits & 0o2000 != 0),
        None => {
            let set = |who: char| {
                clauses(mode)
                    .any(|it| it.1 != '-' && it.2.contains('s') && (it.0.is_empty() || it.0.contains([who, 'a'])))
            };
            (set('u'), set('g'))
        }
    }
}

/// Whether a mode leaves others without a permission: `x` for entering and running, `r` for reading.
pub(super) fn denies(mode: &str, what: char) -> bool {
    let bit = if what == 'x' { 0o001 } else { 0o004 };
    match octal(mode) {
        Some(('-', bits)) => bits & bit != 0,
        Some(('+', _)) => false,
        Some((_, bits)) => bits & bit == 0,
        None => clauses(mode).any(|(who, operator, letters)| {
            let others = who.is_empty() || who.contains(['o', 'a']);
            others
                && match operator {
                    '-' => letters.contains(what),
                    '=' => !letters.contains(what) && !letters.contains('X') && !letters.contains(['u', 'g', 'o']),
                    _ => false,
                }
        }),
    }
}

/// Whether a mode only takes the right to write from others, or only gives something to the owner.
pub(super) fn only_tightens(mode: &str) -> bool {
    octal(mode).is_none()
        && clauses(mode).all(|(who, operator, letters)| {
            operator == '-'
                && letters.chars().all(|it| it == 'w' || it == 's')
                && !who.contains('u')
                && !who.contains('a')
                || operator == '+' && who == "u"
                || operator == '-' && letters == "s"
        })
}

/// `755`, `0755`, `+4000`, `=755`: the operator and the bits.
fn octal(mode: &str) -> Option<(char, u32)> {
    let operator = mode.chars().next().filter(|it| matches!(it, '+' | '-' | '=')).unwrap_or('=');
    let digits = mode.trim_start_matches(['+', '-', '=']);
    let numbers = !digits.is_empty() && digits.len() < 9 && digits.bytes().all(|it| it.is_ascii_digit());
    numbers.then(|| u32::from_str_radix(digits, 8).ok()).flatten().map(|it| (operator, it))
}

/// Whether letters give everyone something; `+w` alone obeys the umask.
fn gives(mode: &str, what: char) -> bool {
    clauses(mode).any(|it| it.1 != '-' && it.0.contains(['o', 'a']) && it.2.contains(what))
}

/// `u+x,o=rw`: for whom, how, what.
fn clauses(mode: &str) -> impl Iterator<Item = (&str, char, &str)> {
    mode.split(',').flat_map(|it| {
        let at = it.find(['+', '=', '-']).unwrap_or(it.len());
        let (who, mut rest) = it.split_at(at);
        let mut found = Vec::new();
        while let Some(operator) = rest.chars().next() {
            let letters = &rest[operator.len_utf8()..];
            let end = letters.find(['+', '=', '-']).unwrap_or(letters.len());
            found.push((who, operator, &letters[..end]));
            rest = &letters[end..];
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_letters_say_the_same() {
        for mode in
            ["777", "0777", "a+rwx", "o+w", "ugo=rwx", "666", "757", "u+x,o+w", "=777", "2777", "u=rwx,go=rwx", "o-r+w"]
        {
            assert!(opens(mode), "{mode}");
        }
        for mode in
            ["755", "u+w", "g+w", "o-w", "+x", "1777", "a+rX", "go=", "+t", "-777", "3777", "o=w,+t", "", "\u{e9}+w"]
        {
            assert!(!opens(mode), "{mode}");
        }
        for mode in ["4755", "u+s", "+s", "6711", "a+s", "u=srwx", "ug+s"] {
            assert!(sets_id(mode).0, "{mode}");
        }
        for mode in ["755", "g+s", "2755", "u-s", "a-s", "-4000"] {
            assert!(!sets_id(mode).0, "{mode}");
        }
        assert!(
            denies("600", 'x') && denies("-x", 'x') && denies("000", 'r') && denies("o=", 'x') && denies("a-x", 'x')
        );
        assert!(!denies("755", 'x') && !denies("a+rX", 'x') && !denies("u-x", 'x') && !denies("o=rX", 'x'));
    }
}
