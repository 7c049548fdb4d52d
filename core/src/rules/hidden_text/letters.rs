//! Letters of other scripts that look like ASCII letters.

/// The ASCII letter that a character is taken for by a reader.
pub(super) fn looks_like(char: char) -> Option<char> {
    let code = char as u32;
    // Full-width forms, and letters of mathematics.
    if let '\u{FF01}'..='\u{FF5E}' = char {
        return char::from_u32(code - 0xFEE0);
    }
    if let '\u{1D400}'..='\u{1D6A3}' = char {
        let at = ((code - 0x1D400) % 52) as u8;
        return Some(char::from(if at < 26 { b'A' + at } else { b'a' + at - 26 }));
    }
    if let '\u{1D7CE}'..='\u{1D7FF}' = char {
        return Some(char::from(b'0' + ((code - 0x1D7CE) % 10) as u8));
    }
    ALIKE.iter().find(|it| it.1.contains(char)).map(|it| it.0)
}

/// Cyrillic, Greek, Armenian, Cherokee and phonetic letters by the one that they look like.
const ALIKE: [(char, &str); 45] = [
    ('a', "аɑα"),
    ('b', "Ьƅ"),
    ('c', "сϲⅽ"),
    ('d', "ԁⅾ"),
    ('e', "еҽ℮"),
    ('f', "ẝ"),
    ('g', "ɡց"),
    ('h', "һհ"),
    ('i', "іıιɩⅰ"),
    ('j', "јϳ"),
    ('k', "к"),
    ('l', "ӏⅼ"),
    ('m', "ⅿм"),
    ('n', "ոп"),
    ('o', "оοօσ"),
    ('p', "рρ"),
    ('q', "ԛզ"),
    ('r', "г"),
    ('s', "ѕ"),
    ('t', "т"),
    ('u', "υս"),
    ('v', "ѵνⅴ"),
    ('w', "ԝա"),
    ('x', "хⅹ"),
    ('y', "уγ"),
    ('z', "ᴢ"),
    ('A', "АΑᎪ"),
    ('B', "ВΒ"),
    ('C', "СⅭ"),
    ('D', "Ꭰ"),
    ('E', "ЕΕ"),
    ('G', "Ԍ"),
    ('H', "НΗ"),
    ('I', "ІΙӀ"),
    ('J', "Ј"),
    ('K', "КΚ"),
    ('M', "МΜ"),
    ('N', "Ν"),
    ('O', "ОΟ"),
    ('P', "РΡ"),
    ('S', "Ѕ"),
    ('T', "ТΤ"),
    ('X', "ХΧ"),
    ('Y', "УΥ"),
    ('Z', "Ζ"),
];

/// A text with all that looks like ASCII made so; `None` where something does not.
pub(super) fn skeleton(text: &str) -> Option<String> {
    text.chars().map(|it| if it.is_ascii() { Some(it) } else { looks_like(it) }).collect()
}

/// The first stretch of letters in which ASCII letters and their look-alikes stand side by side.
pub(super) fn mixed(text: &str) -> Option<&str> {
    let is_letter = |it: char| it.is_alphabetic() || looks_like(it).is_some_and(|it| it.is_ascii_alphabetic());
    text.split(|it: char| !is_letter(it)).find(|run| {
        let ascii = run.chars().any(|it| it.is_ascii_alphabetic());
        ascii && !run.is_ascii() && skeleton(run).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_script_are_not_mixed() {
        for text in ["сurl", "systеmctl", "ｒm", "gοogle", "𝚌url"] {
            assert!(mixed(text).is_some(), "{text}");
        }
        for text in ["отчёт.txt", "файл", "café", "naïve", "größe", "αβγ", "5µm", "日本.txt", "тест-a", "curl"]
        {
            assert!(mixed(text).is_none(), "{text}");
        }
        assert_eq!(skeleton("сurl").as_deref(), Some("curl"));
    }
}
