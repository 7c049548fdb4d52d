//! Text of a request inside the programs that edit lines: escaped so that it means itself.

/// Characters that people call by name, with their names.
const NAMES: &[(&str, &str)] = &[
    (",", "comma"),
    (";", "semicolon semi-colon"),
    (":", "colon"),
    ("\t", "tab tabulator"),
    (" ", "space"),
    (".", "dot full-stop"),
    ("-", "dash hyphen"),
    ("_", "underscore"),
    ("|", "pipe"),
    ("/", "slash"),
    ("\\", "backslash"),
    ("\"", "quote double-quote quotation"),
    ("'", "apostrophe single-quote"),
    ("\n", "newline linebreak line-break"),
    ("*", "asterisk"),
    ("", "nothing empty"),
];

/// The characters that a phrase such as "a comma", "double quotes" or "4 spaces" names.
pub(crate) fn symbol(phrase: &str) -> Option<String> {
    let lower = phrase.to_lowercase();
    let mut words: Vec<&str> = lower
        .split_whitespace()
        .filter(|it| !["a", "an", "the", "character", "characters", "sign", "signs", "single", "one"].contains(it))
        .collect();
    if lower.starts_with("single quot") {
        return Some("'".to_owned());
    }
    if words.first() == Some(&"double") && words.len() == 2 {
        words.remove(0);
    }
    let (count, name) = match words[..] {
        [name] => (1, name),
        ["empty", "string" | "text"] => (1, "nothing"),
        ["vertical", "bar" | "bars"] => (1, "pipe"),
        ["line", "break" | "breaks"] => (1, "newline"),
        [count, name] => (number(count)?, name),
        ["comma", "and", "space"] => return Some(", ".to_owned()),
        _ => return None,
    };
    let singular = name.strip_suffix("es").filter(|it| *it == "dash" || *it == "slash" || it.ends_with("sh"));
    let singular = singular.or_else(|| name.strip_suffix('s').filter(|it| *it != "equal")).unwrap_or(name);
    let known = NAMES.iter().find(|it| it.1.split(' ').any(|it| it == singular || it == name));
    if let Some((sign, _)) = known {
        return Some(sign.repeat(count));
    }
    let one = name.chars().count() == 1 && !name.chars().all(char::is_alphanumeric);
    one.then(|| name.to_owned())
}

fn number(word: &str) -> Option<usize> {
    let names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight"];
    let found = names.iter().position(|it| *it == word).or_else(|| word.parse().ok())?;
    (1..=16).contains(&found).then_some(found)
}

/// Text as a basic regular expression between delimiters.
pub(crate) fn regex(text: &str, delimiter: char) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\\' | '.' | '*' | '[' | '^' | '$' => out.extend(['\\', letter]),
            _ if letter == delimiter => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

/// Text as the right side of `s///`.
pub(crate) fn replacement(text: &str, delimiter: char) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\\' | '&' => out.extend(['\\', letter]),
            _ if letter == delimiter => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

/// A delimiter for `s` that the texts do not hold, where there is one.
pub(crate) fn delimiter(texts: &[&str]) -> char {
    "/|#,@~%:".chars().find(|it| !texts.iter().any(|text| text.contains(*it))).unwrap_or('/')
}

/// The program that prints the part of a file that a heading or a `[name]` opens.
pub(crate) fn section(name: &str, file: &str) -> Option<String> {
    let end = file.rsplit_once('.').map_or("", |it| it.1);
    let plain = !name.is_empty() && !name.contains(['\n', '\\']);
    plain.then_some(())?;
    let name = awk(name);
    Some(match end {
        "md" | "markdown" => format!(
            "/^#+ / {{ n = index($0, \" \"); if (!l && index($0, \"{name}\")) l = n; else if (n <= l) l = 0 }} l"
        ),
        "ini" | "conf" | "cfg" | "cnf" | "toml" | "service" | "desktop" | "editorconfig" => {
            format!("/^\\[/ {{ p = (index($0, \"[{name}]\") == 1) }} p")
        }
        _ => return None,
    })
}

/// A whole program as one shell word, always in quotes.
pub(crate) fn script(program: &str) -> String {
    format!("'{}'", program.replace('\'', r"'\''"))
}

/// The text that `a` or `i` of sed adds.
pub(crate) fn added(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\");
    if text.starts_with([' ', '\t', '\\']) { format!("\\{escaped}") } else { format!(" {escaped}") }
}

/// Text inside the double quotes of awk.
pub(crate) fn awk(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\\' | '"' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

/// The name that `iconv` knows an encoding by.
pub(crate) fn encoding(name: &str) -> Option<String> {
    let lower = name.to_lowercase().replace(['_', ' '], "-");
    let known = match lower.as_str() {
        "utf8" | "utf-8" | "unicode" => "UTF-8",
        "utf16" | "utf-16" => "UTF-16",
        "utf-16le" => "UTF-16LE",
        "utf-16be" => "UTF-16BE",
        "utf-32" | "utf32" => "UTF-32",
        "latin1" | "latin-1" | "iso-8859-1" | "iso8859-1" | "iso-latin-1" => "ISO-8859-1",
        "latin9" | "latin-9" | "iso-8859-15" | "iso8859-15" => "ISO-8859-15",
        "latin2" | "latin-2" | "iso-8859-2" => "ISO-8859-2",
        "ascii" | "us-ascii" => "ASCII",
        "cp1252" | "windows-1252" | "win-1252" | "win1252" => "CP1252",
        "cp1251" | "windows-1251" => "CP1251",
        "cp1250" | "windows-1250" => "CP1250",
        "cp850" => "CP850",
        "cp437" => "CP437",
        "koi8-r" => "KOI8-R",
        "sjis" | "shift-jis" => "SHIFT_JIS",
        "euc-jp" => "EUC-JP",
        "gbk" => "GBK",
        "gb2312" => "GB2312",
        "big5" => "BIG5",
        "mac-roman" | "macroman" | "macintosh" => "MACINTOSH",
        _ => return None,
    };
    Some(known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_means_itself_in_a_program() {
        assert_eq!(regex("a.b*[c]^$\\/", '/'), r"a\.b\*\[c]\^\$\\\/");
        assert_eq!(replacement(r"a&b\/", '/'), r"a\&b\\\/");
        assert_eq!(delimiter(&["http://x", "y|z"]), '#');
        assert_eq!(symbol("double quotes").as_deref(), Some("\""));
        assert_eq!(symbol("four spaces").as_deref(), Some("    "));
        assert_eq!(symbol("tabs").as_deref(), Some("\t"));
        assert_eq!(symbol("slashes").as_deref(), Some("/"));
        assert_eq!(symbol("foo"), None);
    }
}
