//! Formats of `date` in words, with one fixed moment as the example: Thursday, 5 March 2026, 14:07:09.

use super::quoted;

/// Longer formats are not read.
const LONGEST: usize = 256;

/// How many pieces are named.
const MOST_NAMED: usize = 12;

/// What a format such as `+%Y-%m-%d` prints.
pub(super) fn said(text: &str) -> Option<String> {
    let format = text.strip_prefix('+').filter(|it| it.len() <= LONGEST && !it.contains('\0'))?;
    let mut example = String::new();
    let mut named: Vec<String> = Vec::new();
    let mut has_example = true;
    let mut chars = format.chars().peekable();
    while let Some(char) = chars.next() {
        if char != '%' {
            example.push(char);
            continue;
        }
        let mut written = String::from("%");
        let mut pad = None;
        while let Some(flag) = chars.next_if(|it| "-_0^#".contains(*it)) {
            written.push(flag);
            pad = Some(flag);
        }
        let mut width = String::new();
        while let Some(digit) = chars.next_if(char::is_ascii_digit) {
            written.push(digit);
            width.push(digit);
        }
        if width.len() > 2 {
            return None;
        }
        while let Some(colon) = chars.next_if_eq(&':') {
            written.push(colon);
        }
        let letter = chars.next()?;
        written.push(letter);
        let (shown, mut meaning) = piece(&written.replace(['-', '_', '^', '#'], ""), letter, &width)?;
        match (pad, shown.as_deref()) {
            (_, None) | (Some('#' | '0'), _) => has_example = false,
            (Some('^'), Some(shown)) => example.push_str(&shown.to_uppercase()),
            (Some('-'), Some(shown)) => example.push_str(unpadded(shown)),
            (Some('_'), Some(shown)) => {
                let bare = unpadded(shown);
                example.push_str(&" ".repeat(shown.len() - bare.len()));
                example.push_str(bare);
            }
            (_, Some(shown)) => example.push_str(shown),
        }
        if pad.is_some() {
            meaning = meaning.strip_suffix(" with a blank in front").unwrap_or(meaning);
        }
        if !matches!(letter, '%' | 'n' | 't') {
            let piece = format!("`{written}` {meaning}");
            if !named.contains(&piece) {
                named.push(piece);
            }
        }
    }
    if named.is_empty() || named.len() > MOST_NAMED {
        return None;
    }
    let named = named.join(", ");
    let is_one_line = !example.contains(['\n', '\t']);
    Some(if has_example && is_one_line {
        format!("{} for 5 March 2026, 14:07:09: {named}", quoted(&example))
    } else {
        named
    })
}

/// Without the zeros or blanks in front.
fn unpadded(shown: &str) -> &str {
    let bare = shown.trim_start_matches(['0', ' ']);
    if bare.is_empty() { shown.get(shown.len().saturating_sub(1)..).unwrap_or_default() } else { bare }
}

/// A piece with its example, where that is the same for everyone, and its meaning.
fn piece(written: &str, letter: char, width: &str) -> Option<(Option<String>, &'static str)> {
    if letter == 'N' {
        let digits: usize = if width.is_empty() { 9 } else { width.parse().ok()? };
        let fraction = "123456789".get(..digits)?;
        return Some((
            Some(fraction.to_owned()),
            match digits {
                3 => "the milliseconds",
                6 => "the microseconds",
                _ => "the fraction of the second",
            },
        ));
    }
    if !width.is_empty() {
        return None;
    }
    let (shown, meaning) = match written.trim_start_matches('%').trim_start_matches('0') {
        "Y" => ("2026", "the year"),
        "m" => ("03", "the month"),
        "d" => ("05", "the day of the month"),
        "H" => ("14", "the hour"),
        "M" => ("07", "the minute"),
        "S" => ("09", "the second"),
        "F" => ("2026-03-05", "the date"),
        "T" => ("14:07:09", "the time with seconds"),
        "R" => ("14:07", "the time"),
        "D" => ("03/05/26", "month/day/year"),
        "y" => ("26", "the last two digits of the year"),
        "C" => ("20", "the year without its last two digits"),
        "e" => (" 5", "the day of the month with a blank in front"),
        "k" => ("14", "the hour with a blank in front"),
        "I" => ("02", "the hour on a 12-hour clock"),
        "l" => (" 2", "the hour on a 12-hour clock with a blank in front"),
        "j" => ("064", "the day of the year"),
        "u" => ("4", "the weekday (Monday is 1, Sunday 7)"),
        "w" => ("4", "the weekday (Sunday is 0, Saturday 6)"),
        "V" => ("10", "the ISO week"),
        "G" => ("2026", "the year of the ISO week"),
        "g" => ("26", "the last two digits of the year of the ISO week"),
        "U" => ("09", "the week of the year (weeks begin on Sunday)"),
        "W" => ("09", "the week of the year (weeks begin on Monday)"),
        "q" => ("1", "the quarter of the year"),
        "%" => ("%", ""),
        "n" => ("\n", ""),
        "t" => ("\t", ""),
        "s" => return Some((None, "the seconds since 1970-01-01 00:00 UTC")),
        "a" => return Some((None, "the short name of the weekday in the user's language")),
        "A" => return Some((None, "the name of the weekday in the user's language")),
        "b" | "h" => return Some((None, "the short name of the month in the user's language")),
        "B" => return Some((None, "the name of the month in the user's language")),
        "c" => return Some((None, "date and time as the user's language writes them")),
        "x" => return Some((None, "the date as the user's language writes it")),
        "X" => return Some((None, "the time as the user's language writes it")),
        "r" => return Some((None, "the time on a 12-hour clock as the user's language writes it")),
        "p" => return Some((None, "AM or PM in the user's language")),
        "P" => return Some((None, "am or pm in the user's language")),
        "z" => return Some((None, "the offset from UTC (as +0100)")),
        ":z" => return Some((None, "the offset from UTC (as +01:00)")),
        "Z" => return Some((None, "the short name of the time zone")),
        _ => return None,
    };
    Some((Some(shown.to_owned()), meaning))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn formats_in_words_with_one_fixed_day() {
        let formats = [
            "+%Y-%m-%d",
            "+%F_%H%M%S",
            "+%s",
            "+%-d.%-m.%Y",
            "+%a %d %b",
            "+%Y%m%dT%H%M%SZ",
            "+%s%3N",
            "+%e",
            "+%_d|%^a",
            "+100%%",
            "+%Q",
            "+%",
            "%F",
            "+",
            "+%Y\u{e9}",
            "+%:z",
            "+%j",
            "+%0e",
            "+%-H",
            "+%T%n%D",
        ];
        let said = formats.map(|it| format!("{it}: {}\n", said(it).as_deref().unwrap_or("nothing")));
        expect![[r#"
            +%Y-%m-%d: `2026-03-05` for 5 March 2026, 14:07:09: `%Y` the year, `%m` the month, `%d` the day of the month
            +%F_%H%M%S: `2026-03-05_140709` for 5 March 2026, 14:07:09: `%F` the date, `%H` the hour, `%M` the minute, `%S` the second
            +%s: `%s` the seconds since 1970-01-01 00:00 UTC
            +%-d.%-m.%Y: `5.3.2026` for 5 March 2026, 14:07:09: `%-d` the day of the month, `%-m` the month, `%Y` the year
            +%a %d %b: `%a` the short name of the weekday in the user's language, `%d` the day of the month, `%b` the short name of the month in the user's language
            +%Y%m%dT%H%M%SZ: `20260305T140709Z` for 5 March 2026, 14:07:09: `%Y` the year, `%m` the month, `%d` the day of the month, `%H` the hour, `%M` the minute, `%S` the second
            +%s%3N: `%s` the seconds since 1970-01-01 00:00 UTC, `%3N` the milliseconds
            +%e: ` 5` for 5 March 2026, 14:07:09: `%e` the day of the month with a blank in front
            +%_d|%^a: `%_d` the day of the month, `%^a` the short name of the weekday in the user's language
            +100%%: nothing
            +%Q: nothing
            +%: nothing
            %F: nothing
            +: nothing
            +%Yé: `2026é` for 5 March 2026, 14:07:09: `%Y` the year
            +%:z: `%:z` the offset from UTC (as +01:00)
            +%j: `064` for 5 March 2026, 14:07:09: `%j` the day of the year
            +%0e: `%0e` the day of the month
            +%-H: `14` for 5 March 2026, 14:07:09: `%-H` the hour
            +%T%n%D: `%T` the time with seconds, `%D` month/day/year
        "#]].assert_eq(&said.concat());
        assert_eq!(super::said(&format!("+{}", "%Y".repeat(100_000))), None);
        assert_eq!(super::said("+%99999999999Y"), None);
    }
}
