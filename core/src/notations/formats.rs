//! Formats of `printf` in words: `%05d\n`.

use super::quoted;

/// Longer formats are not read.
const LONGEST: usize = 256;

/// How many pieces are said; a format with more says nothing.
const MOST: usize = 10;

/// What a format prints, piece by piece.
pub(super) fn said(format: &str) -> Option<String> {
    if format.is_empty() || format.len() > LONGEST || format.contains('\0') {
        return None;
    }
    let mut pieces: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut takes = false;
    let mut chars = format.chars().peekable();
    let flush = |text: &mut String, pieces: &mut Vec<String>| {
        if !text.is_empty() {
            pieces.push(quoted(text));
            text.clear();
        }
    };
    while let Some(char) = chars.next() {
        match char {
            '\\' => {
                let said = match chars.next()? {
                    'n' => "a line break",
                    't' => "a tab",
                    'r' => "a return to the start of the line",
                    'a' => "a bell",
                    '\\' => {
                        text.push('\\');
                        continue;
                    }
                    '0' if !chars.peek().is_some_and(char::is_ascii_digit) => "a NUL byte",
                    // What else there is would be said as it is written.
                    other => {
                        text.push('\\');
                        text.push(other);
                        continue;
                    }
                };
                flush(&mut text, &mut pieces);
                pieces.push(said.to_owned());
            }
            '%' if chars.next_if_eq(&'%').is_some() => text.push('%'),
            '%' => {
                flush(&mut text, &mut pieces);
                takes = true;
                pieces.push(conversion(&mut chars)?);
            }
            _ => text.push(char),
        }
    }
    flush(&mut text, &mut pieces);
    if pieces.len() > MOST {
        return None;
    }
    let mut said = pieces.join(", ");
    if takes {
        said.push_str("; all of it again while arguments are left");
    }
    Some(said)
}

fn conversion(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<String> {
    let (mut left, mut zeros, mut plus) = (false, false, false);
    while let Some(flag) = chars.next_if(|it| "-0+ #'".contains(*it)) {
        match flag {
            '-' => left = true,
            '0' => zeros = true,
            '+' => plus = true,
            _ => return None,
        }
    }
    let width = amount(chars)?;
    let precision = if chars.next_if_eq(&'.').is_some() { Some(amount(chars)?) } else { None };
    let letter = chars.next()?;
    let noun = match letter {
        's' => "text",
        'b' => "text whose backslashes are read",
        'q' => "text quoted for a shell",
        'd' | 'i' => "a whole number",
        'u' => "a whole number without a sign",
        'x' | 'X' => "a whole number in base 16",
        'o' => "a whole number in base 8",
        'f' | 'F' => "a number with digits behind the point",
        'e' | 'E' => "a number with an exponent",
        'g' | 'G' => "a number written short",
        'c' => "the first character of a text",
        _ => return None,
    };
    let mut notes = Vec::new();
    let is_number = "diuxXofFeEgG".contains(letter);
    if plus && is_number {
        notes.push("with its sign".to_owned());
    }
    match precision {
        None => {}
        Some(Amount::Given(digits)) if "fFeE".contains(letter) => {
            if "eE".contains(letter) {
                return None;
            }
            notes.push(format!("{digits} of them"));
        }
        Some(Amount::Given(most)) if letter == 's' => {
            notes.push(format!("cut after {most}"));
        }
        Some(_) => return None,
    }
    match width {
        Amount::None => {}
        Amount::Argument => notes.push("as wide as the argument before it says".to_owned()),
        Amount::Given(width) => {
            notes.push(format!("at least {width} wide"));
            if left {
                notes.push("blanks behind it".to_owned());
            } else if zeros && is_number {
                notes.push("filled with zeros".to_owned());
            }
        }
    }
    Some(if notes.is_empty() { noun.to_owned() } else { format!("{noun} ({})", notes.join(", ")) })
}

#[derive(Clone, Copy)]
enum Amount {
    None,
    Given(u32),
    Argument,
}

fn amount(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Amount> {
    if chars.next_if_eq(&'*').is_some() {
        return Some(Amount::Argument);
    }
    let mut digits = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        digits.push(digit);
    }
    if digits.is_empty() {
        return Some(Amount::None);
    }
    digits.parse().ok().filter(|_| digits.len() <= 6).map(Amount::Given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn formats_in_words() {
        let formats = [
            "%05d\\n",
            "%s\\n",
            "%-20s %8.2f\\n",
            "%s=%q\\n",
            "%s\\0",
            "100%%\\n",
            "%*d",
            "%x",
            "\\033[1m%s",
            "%.3s",
            "%+d",
            "",
            "%",
            "%-",
            "%y",
            "%99999999d",
            "hello",
            "\\",
            "%(%F)T",
            "é%s",
        ];
        let said = formats.map(|it| format!("{it}: {}\n", said(it).as_deref().unwrap_or("nothing")));
        expect![[r#"
            %05d\n: a whole number (at least 5 wide, filled with zeros), a line break; all of it again while arguments are left
            %s\n: text, a line break; all of it again while arguments are left
            %-20s %8.2f\n: text (at least 20 wide, blanks behind it), a blank, a number with digits behind the point (2 of them, at least 8 wide), a line break; all of it again while arguments are left
            %s=%q\n: text, `=`, text quoted for a shell, a line break; all of it again while arguments are left
            %s\0: text, a NUL byte; all of it again while arguments are left
            100%%\n: `100%`, a line break
            %*d: a whole number (as wide as the argument before it says); all of it again while arguments are left
            %x: a whole number in base 16; all of it again while arguments are left
            \033[1m%s: `\033[1m`, text; all of it again while arguments are left
            %.3s: text (cut after 3); all of it again while arguments are left
            %+d: a whole number (with its sign); all of it again while arguments are left
            : nothing
            %: nothing
            %-: nothing
            %y: nothing
            %99999999d: nothing
            hello: `hello`
            \: nothing
            %(%F)T: nothing
            é%s: `é`, text; all of it again while arguments are left
        "#]].assert_eq(&said.concat());
        assert_eq!(super::said(&"%s".repeat(100_000)), None);
    }
}
