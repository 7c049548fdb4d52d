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

/// The same mode with less for others; `None` where it has nothing else to say.
pub(super) fn closed(mode: &str, to: Closed, recursive: bool) -> Option<String> {
    if let Some((operator, bits)) = octal(mode) {
        if operator != '=' || bits > 0o7777 {
            return None;
        }
        let kept = bits
            & match to {
                Closed::OwnerWrites => 0o7755,
                Closed::GroupWrites => 0o7775,
                Closed::OwnerReads => 0o7700,
                Closed::GroupReads => 0o7750,
            };
        if !recursive || kept > 0o777 {
            let zero = if mode.trim_start_matches('=').len() > 3 && kept < 0o1000 { "0" } else { "" };
            return Some(format!("{zero}{kept:03o}"));
        }
        // In a tree only folders, and what is a program already, are for entering and running.
        let letters = |bits: u32| {
            let all = [(4, 'r'), (2, 'w'), (1, 'X')];
            all.iter().filter(|it| bits & it.0 != 0 || it.0 == 1 && bits & 4 != 0).map(|it| it.1).collect::<String>()
        };
        let (user, group, others) = (letters(kept >> 6), letters(kept >> 3 & 7), letters(kept & 7));
        let same = group == others;
        return Some(if same { format!("u={user},go={group}") } else { format!("u={user},g={group},o={others}") });
    }
    let mut parts: Vec<String> = Vec::new();
    for (who, operator, letters) in clauses(mode) {
        if !letters.chars().all(|it| "rwxX".contains(it)) {
            return None;
        }
        let all = who.contains('a') || who.is_empty();
        let mut add = |whom: &str, left: &str| {
            let whom: String = whom.chars().filter(|it| all || who.contains(*it)).collect();
            let letters: String = letters.chars().filter(|it| !left.contains(*it)).collect();
            if !whom.is_empty() && (!letters.is_empty() || operator == '=') {
                parts.push(format!("{whom}{operator}{letters}"));
            }
        };
        match (operator, to) {
            ('-', _) => add("ugo", ""),
            (_, Closed::OwnerWrites) => {
                add("u", "");
                add("go", "w");
            }
            (_, Closed::GroupWrites) => {
                add("ug", "");
                add("o", "w");
            }
            (_, Closed::OwnerReads) => add("u", ""),
            // What is only added leaves others with what they have.
            ('+', Closed::GroupReads) => return None,
            (_, Closed::GroupReads) => {
                add("u", "");
                add("g", "w");
                add("o", "rwxX");
            }
        }
        if operator == '+' && to == Closed::GroupWrites && who == "o" && letters.contains('w') {
            parts.push("g+w".to_owned());
        }
    }
    (!parts.is_empty() && parts.join(",") != mode).then(|| parts.join(","))
}

/// The mode without the bits that make a program run as its owner or group.
pub(super) fn without_id(mode: &str) -> Option<String> {
    if let Some((operator, bits)) = octal(mode) {
        let left = bits & 0o1777;
        return match operator {
            '=' if left != 0 => Some(format!("{left:03o}")),
            '+' if left == 0 => Some(format!("-{:o}", bits & 0o6000)),
            _ => None,
        };
    }
    let takes_only = clauses(mode).all(|it| it.1 == '+' && it.2 == "s");
    if takes_only {
        return Some(mode.replace('+', "-"));
    }
    let parts: Vec<String> = clauses(mode)
        .map(|(who, operator, letters)| (who, operator, letters.replace(if operator == '-' { '\0' } else { 's' }, "")))
        .filter(|it| it.1 == '=' || !it.2.is_empty())
        .map(|(who, operator, letters)| format!("{who}{operator}{letters}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(","))
}

/// How far [`closed`] goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// Only the owner writes.
    OwnerWrites,
    /// The owner and the group write.
    GroupWrites,
    /// Nobody but the owner gets anything.
    OwnerReads,
    /// The group reads, and others get nothing.
    GroupReads,
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
        for (mode, to, recursive, expected) in [
            ("777", Closed::OwnerWrites, false, Some("755")),
            ("0777", Closed::OwnerWrites, false, Some("0755")),
            ("666", Closed::GroupWrites, false, Some("664")),
            ("777", Closed::OwnerWrites, true, Some("u=rwX,go=rX")),
            ("777", Closed::GroupReads, true, Some("u=rwX,g=rX,o=")),
            ("2777", Closed::OwnerWrites, true, Some("2755")),
            ("a+rwx", Closed::OwnerWrites, false, Some("u+rwx,go+rx")),
            ("ugo=rwX", Closed::OwnerReads, true, Some("u=rwX")),
            ("o+w", Closed::OwnerWrites, false, None),
            ("o+w", Closed::GroupWrites, false, Some("g+w")),
            ("ugo=rwx", Closed::GroupReads, false, Some("u=rwx,g=rx,o=")),
            ("a+rwx", Closed::GroupReads, false, None),
            ("u+x,o+w", Closed::OwnerWrites, false, Some("u+x")),
            ("go=w", Closed::OwnerWrites, false, Some("go=")),
            ("u=g", Closed::OwnerWrites, false, None),
            ("+777", Closed::OwnerWrites, false, None),
        ] {
            assert_eq!(closed(mode, to, recursive).as_deref(), expected, "{mode}");
        }
        for (mode, expected) in [
            ("4755", Some("755")),
            ("u+s", Some("u-s")),
            ("+s", Some("-s")),
            ("u+s,g+s", Some("u-s,g-s")),
            ("u=srwx", Some("u=rwx")),
            ("u+xs,g+s", Some("u+x")),
            ("+4000", Some("-4000")),
            ("4000", None),
        ] {
            assert_eq!(without_id(mode).as_deref(), expected, "{mode}");
        }
        assert!(!denies("755", 'x') && !denies("a+rX", 'x') && !denies("u-x", 'x') && !denies("o=rX", 'x'));
    }
}
