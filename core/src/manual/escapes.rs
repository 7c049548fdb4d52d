//! Roff escapes, such as `\fB` and `\(hy`, become characters and the marks of three fonts.

/// Bold begins here.
pub(super) const BOLD: char = '\u{1}';
/// Italic begins here.
pub(super) const ITALIC: char = '\u{2}';
/// The plain font begins here.
pub(super) const ROMAN: char = '\u{3}';

/// Whether a character only says which font follows.
pub(super) fn is_mark(it: char) -> bool {
    matches!(it, BOLD | ITALIC | ROMAN)
}

/// The text without its marks.
pub(super) fn plain(styled: &str) -> String {
    styled.chars().filter(|it| !is_mark(*it)).collect()
}

/// Turns raw text into marked text; it remembers the font from one line to the next.
pub(super) struct Pen {
    font: char,
    previous: char,
    /// Whether the last text ended with `\c`, which joins it with the next.
    pub(super) joins: bool,
}

impl Pen {
    pub(super) fn new() -> Self {
        Self { font: ROMAN, previous: ROMAN, joins: false }
    }

    /// Begins a paragraph, as macros do: in the plain font.
    pub(super) fn reset(&mut self) {
        self.font = ROMAN;
        self.previous = ROMAN;
    }

    /// Writes raw text; it begins in the font of now and leaves its mark only where that is not plain.
    pub(super) fn write(&mut self, raw: &str) -> String {
        let mut out = String::with_capacity(raw.len() + 2);
        self.joins = false;
        if self.font != ROMAN {
            out.push(self.font);
        }
        let mut at = 0;
        while let Some(it) = raw[at..].chars().next() {
            at += it.len_utf8();
            match it {
                '\\' => at = self.escape(raw, at, &mut out),
                '\u{2010}' | '\u{2011}' | '\u{2212}' => out.push('-'),
                '\u{a0}' => out.push(' '),
                _ => out.push(it),
            }
        }
        if self.font != ROMAN {
            out.push(ROMAN);
        }
        out
    }

    /// Writes raw text in a font, whatever it was before, and comes back to the plain one.
    pub(super) fn write_in(&mut self, font: char, raw: &str) -> String {
        self.font = font;
        self.previous = font;
        let mut text = self.write(raw);
        self.reset();
        if text.chars().all(is_mark) {
            text.clear();
        }
        text
    }

    pub(super) fn set_font(&mut self, name: &str) {
        let next = match name {
            "B" | "3" | "b" | "CB" | "SB" => BOLD,
            "I" | "2" | "i" | "CI" => ITALIC,
            "BI" | "4" | "CBI" => BOLD,
            "P" | "" => self.previous,
            _ => ROMAN,
        };
        self.previous = self.font;
        self.font = next;
    }

    /// Reads the escape whose first character stands at `at`, and says where it ends.
    fn escape(&mut self, raw: &str, at: usize, out: &mut String) -> usize {
        let Some(it) = raw[at..].chars().next() else { return at };
        let next = at + it.len_utf8();
        match it {
            'f' => {
                let (name, end) = name(raw, next);
                let before = self.font;
                self.set_font(name);
                if before != self.font {
                    out.push(self.font);
                }
                end
            }
            '(' | '[' => {
                let (name, end) = name(raw, at);
                out.push_str(&special(name));
                end
            }
            'C' => {
                let (name, end) = quoted(raw, next);
                out.push_str(&special(name));
                end
            }
            'N' => {
                let (code, end) = quoted(raw, next);
                out.extend(code.parse().ok().and_then(char::from_u32).filter(|it| !it.is_control()));
                end
            }
            '-' => push(out, '-', next),
            'e' | '\\' | 'E' => push(out, '\\', next),
            ' ' | '~' | '0' | 't' => push(out, ' ', next),
            '\'' => push(out, '\'', next),
            '`' => push(out, '`', next),
            '.' | '_' => push(out, it, next),
            'c' => {
                self.joins = true;
                next
            }
            '"' | '#' => raw.len(),
            's' => size(raw, next),
            'h' | 'v' | 'w' | 'l' | 'L' | 'D' | 'o' | 'b' | 'x' | 'X' | 'Z' | 'A' | 'B' | 'R' | 'H' | 'S' => {
                quoted(raw, next).1
            }
            'n' | '*' | 'm' | 'M' | 'F' | 'k' | 'Y' | 'g' | '$' | 'O' => name(raw, next).1,
            _ => next,
        }
    }
}

fn push(out: &mut String, it: char, next: usize) -> usize {
    out.push(it);
    next
}

/// A name in one of its three forms: `x`, `(xx`, `[name]`; and where it ends.
pub(super) fn name(raw: &str, at: usize) -> (&str, usize) {
    let rest = &raw[at..];
    let mut letters = rest.char_indices();
    match letters.next() {
        Some((_, '[')) => match rest.find(']') {
            Some(end) => (&rest[1..end], at + end + 1),
            None => ("", raw.len()),
        },
        Some((_, '(')) => {
            let end = letters.nth(1).map_or(rest.len(), |(start, it)| start + it.len_utf8());
            (&rest[1..end], at + end)
        }
        Some((_, it)) => (&rest[..it.len_utf8()], at + it.len_utf8()),
        None => ("", at),
    }
}

/// An argument between two equal characters; and where it ends.
fn quoted(raw: &str, at: usize) -> (&str, usize) {
    let rest = &raw[at..];
    let Some(quote) = rest.chars().next() else { return ("", at) };
    let start = quote.len_utf8();
    match rest[start..].find(quote) {
        Some(length) => (&rest[start..start + length], at + start + length + start),
        None => ("", at),
    }
}

/// Where a size such as `\s-1`, `\s0`, `\s(12` or `\s[…]` ends.
fn size(raw: &str, at: usize) -> usize {
    let rest = &raw[at..];
    let sign = usize::from(rest.starts_with(['+', '-']));
    match rest[sign..].chars().next() {
        Some('(' | '[') => name(raw, at + sign).1,
        Some('\'') => quoted(raw, at + sign).1,
        Some(it) if it.is_ascii_digit() => {
            // Two digits only up to 39, as in `\s36`: `\s100` is size 10 and a zero.
            let two =
                matches!(it, '1'..='3') && rest[sign + 1..].starts_with(|it: char| it.is_ascii_digit()) && sign == 0;
            at + sign + 1 + usize::from(two)
        }
        _ => at,
    }
}

/// The character of a name such as `hy` or `u2026`; nothing where it has no place in plain text.
fn special(name: &str) -> String {
    let one = match name {
        "hy" | "mi" | "-" => '-',
        "aq" | "cq" | "fm" => '\'',
        "oq" | "ga" => '`',
        "dq" => '"',
        "lq" => '“',
        "rq" => '”',
        "em" => '—',
        "en" => '–',
        "bu" => '•',
        "co" => '©',
        "rg" => '®',
        "ha" | "a^" => '^',
        "ti" | "a~" | "ap" => '~',
        "rs" => '\\',
        "ba" | "bv" | "or" => '|',
        "lB" => '[',
        "rB" => ']',
        "lC" => '{',
        "rC" => '}',
        "la" => '<',
        "ra" => '>',
        "sl" => '/',
        "sh" => '#',
        "at" => '@',
        "Do" => '$',
        "eq" => '=',
        "pl" => '+',
        "mu" => '×',
        "<=" => '≤',
        ">=" => '≥',
        "!=" => '≠',
        "->" => '→',
        "<-" => '←',
        "sc" => '§',
        "de" => '°',
        "+-" => '±',
        _ => {
            let code = name.strip_prefix('u').and_then(|it| u32::from_str_radix(it, 16).ok());
            return match code.and_then(char::from_u32) {
                Some('\u{2010}' | '\u{2011}' | '\u{2212}') => "-".to_owned(),
                Some(it) if !it.is_control() => it.to_string(),
                _ => letter(name).map(String::from).unwrap_or_default(),
            };
        }
    };
    one.to_string()
}

/// A letter with an accent, written as accent and letter: `'e`, `:a`.
fn letter(name: &str) -> Option<char> {
    let mut letters = name.chars();
    let (accent, base) = (letters.next()?, letters.next()?);
    let known = matches!(accent, '\'' | '`' | ':' | '^' | '~' | ',' | '/' | 'o');
    (known && base.is_alphabetic() && letters.next().is_none()).then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_leave_marks_and_the_rest_becomes_text() {
        let shown = |raw: &str| {
            let text = Pen::new().write(raw);
            text.chars()
                .map(|it| match it {
                    BOLD => "<b>".to_owned(),
                    ITALIC => "<i>".to_owned(),
                    ROMAN => "<r>".to_owned(),
                    it => it.to_string(),
                })
                .collect::<String>()
        };
        assert_eq!(shown(r"\fB\-\-color\fR[=\fIwhen\fP]"), "<b>--color<r>[=<i>when<r>]");
        assert_eq!(shown(r"\f[B]a\f[I]b\f[]c\f(CWd"), "<b>a<i>b<b>c<r>d");
        assert_eq!(shown(r"\s-1NAME\s0 a\ b\~c \(hy\[u2010]\(aq\(dq\(rs\e"), r#"NAME a b c --'"\\"#);
        assert_eq!(shown(r#"\h'-04'\(bu\h'+03'x\N'45'\*(xx\n(.g\m[blue]y\&.\|z \" gone"#), "•x-y.z ");
        assert_eq!(shown(r"\"), "");
        assert_eq!(shown(r"\f[B"), "");
        assert_eq!(shown(r"\(a"), "");
        assert_eq!(shown(r"caf\['e]"), "cafe");
    }
}
