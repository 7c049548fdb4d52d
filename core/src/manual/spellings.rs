//! From what hangs beside a paragraph, such as `-o, --output=FILE`, to flags and the values they take.

use super::Spelling;
use super::escapes::{BOLD, ITALIC, ROMAN, is_mark};

#[cfg(test)]
mod tests;

/// More than this is no list of spellings.
const SPELLINGS: usize = 64;
/// A tag is not longer.
const LENGTH: usize = 2000;
/// More words than this are a sentence and no value.
const VALUE_WORDS: usize = 5;

/// The flags that a tag spells, with what it says of their values.
pub(super) fn spellings(styled: &str) -> Vec<Spelling> {
    let mut reader = Reader::new(styled);
    reader.read();
    reader.found
}

/// Whether a line is flags and values, and no sentence that begins with a flag.
pub(super) fn is_all_flags(styled: &str) -> bool {
    let mut reader = Reader::new(styled);
    reader.read();
    !reader.found.is_empty() && !reader.prose
}

/// Whether a text begins with a flag.
pub(super) fn begins_with_flag(styled: &str) -> bool {
    let mut letters = styled.chars().filter(|it| !is_mark(*it)).skip_while(|it| it.is_whitespace());
    match letters.next() {
        Some('-') => letters.next().is_some_and(|it| it == '-' || it.is_alphanumeric() || "?#@[:$^!%*".contains(it)),
        Some('–' | '—') => letters.next().is_some_and(|it| it.is_ascii_lowercase()),
        _ => false,
    }
}

struct Reader {
    /// The letters, each with its font.
    text: Vec<(char, char)>,
    at: usize,
    found: Vec<Spelling>,
    /// Whether there were words that no flag takes.
    prose: bool,
}

impl Reader {
    fn new(styled: &str) -> Self {
        let mut font = ROMAN;
        let mut text = Vec::new();
        for it in styled.chars().take(LENGTH) {
            match it {
                BOLD | ITALIC | ROMAN => font = it,
                '\n' | '\t' => text.push((' ', font)),
                // Some generators make one long dash of the two of a flag.
                '–' | '—' if text.last().is_none_or(|it| it.0.is_whitespace()) => {
                    text.extend([('-', font), ('-', font)]);
                }
                _ => text.push((it, font)),
            }
        }
        while text.last().is_some_and(|it| it.0.is_whitespace()) {
            text.pop();
        }
        Self { text, at: 0, found: Vec::new(), prose: false }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).map(|it| it.0)
    }

    fn font(&self, at: usize) -> char {
        self.text.get(at).map_or(ROMAN, |it| it.1)
    }

    fn starts_with(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(ahead, it)| self.peek(ahead) == Some(it))
    }

    fn blanks(&mut self) {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn read(&mut self) {
        self.blanks();
        if self.pair() || self.peek(0) != Some('-') {
            return;
        }
        while self.at < self.text.len() && self.found.len() < SPELLINGS {
            let before = self.at;
            let between = self.separator();
            if self.is_flag() {
                let first = self.found.len();
                self.flag();
                if between {
                    self.fill_range(first);
                }
            } else if self.at < self.text.len() {
                self.skip_word();
            }
            if self.at == before {
                self.at += 1;
            }
        }
    }

    /// Reads `name=VALUE`, as `dd` takes it.
    fn pair(&mut self) -> bool {
        let name: String =
            self.text.iter().map(|it| it.0).take_while(|it| it.is_ascii_lowercase() || *it == '_').collect();
        let rest: String = self.text.iter().skip(name.len() + 1).map(|it| it.0).collect();
        let is_pair = !name.is_empty() && self.text.get(name.len()).is_some_and(|it| it.0 == '=');
        if is_pair && !rest.is_empty() && !rest.contains(char::is_whitespace) {
            self.found.push(Spelling { text: name, value: Some(rest), optional: false, attached: true });
            return true;
        }
        false
    }

    /// Skips what may stand between two spellings; says whether it means a range.
    fn separator(&mut self) -> bool {
        let mut range = false;
        loop {
            self.blanks();
            let word = ["or", "and", "to", "through", "…", "...", ".."].into_iter().find(|it| {
                self.starts_with(it) && self.peek(it.chars().count()).is_none_or(|it| !it.is_alphanumeric())
            });
            if let Some(word) = word {
                range |= !matches!(word, "or" | "and");
                self.at += word.chars().count();
            } else if self.peek(0).is_some_and(|it| matches!(it, ',' | '|' | '/' | ';')) {
                self.at += 1;
            } else {
                return range;
            }
        }
    }

    /// Whether a flag begins here.
    fn is_flag(&self) -> bool {
        self.peek(0) == Some('-')
            && match self.peek(1) {
                Some('-') => self.peek(2).is_some_and(|it| it.is_alphanumeric() || matches!(it, '[' | '(' | '{')),
                Some('[') => self.text[self.at..].iter().skip(2).map(|it| it.0).take(3).collect::<String>() == "no-",
                Some(it) => {
                    !(it.is_whitespace() || matches!(it, ',' | '|' | ']' | ')' | '<' | '{' | '…' | '.' | '\'' | '"'))
                }
                None => false,
            }
    }

    fn flag(&mut self) {
        let start = self.at;
        self.at += 1;
        let mut name = String::from("-");
        if self.peek(0) == Some('-') {
            self.at += 1;
            name.push('-');
        }
        let negation = ["[no-]", "(no-)", "{no-}", "[no]", "[non]"].into_iter().find(|it| self.starts_with(it));
        if let Some(negation) = negation {
            self.at += negation.chars().count();
        }
        // `-NUMBER` with the word in italics is no flag of this name.
        let placeholder = self.font(self.at) == ITALIC && self.font(start) != ITALIC;
        let first = self.at;
        while let Some(it) = self.peek(0) {
            let is_first = self.at == first;
            let fits =
                it.is_alphanumeric() || matches!(it, '-' | '_' | '.' | '+') || (is_first && !"=[<({,|".contains(it));
            let changes = !is_first && self.font(self.at) != self.font(first) && it != '-' && it != '_';
            if !fits || changes {
                break;
            }
            name.push(it);
            self.at += 1;
        }
        while name.ends_with('.') && name.len() > 2 {
            name.pop();
        }
        let more = self.more_of_name();
        let taken = self.value();
        let is_number = ["-NUM", "-NUMBER", "-SIGNAL", "-SIG", "-NNN"].contains(&name.as_str());
        if placeholder || is_number || name.ends_with('-') {
            return;
        }
        let (value, optional, attached) = taken;
        let spelling = |text: String| Spelling { text, value: value.clone(), optional, attached };
        if let Some(negation) = negation {
            let no = negation.trim_matches(|it: char| !it.is_alphanumeric() && it != '-');
            let dashes = if name.starts_with("--") { "--" } else { "-" };
            let rest = name[dashes.len()..].to_owned();
            // What switches something off takes no value, wherever the other does.
            self.found.push(spelling(name));
            let text = format!("{dashes}{no}{rest}");
            self.found.push(Spelling { text, value: None, optional: false, attached: false });
        } else {
            let longer = more.map(|it| spelling(format!("{name}{it}")));
            self.found.push(spelling(name));
            self.found.extend(longer);
        }
    }

    /// Reads `[-more]` right behind a name, which makes two names of it.
    fn more_of_name(&mut self) -> Option<String> {
        let start = self.at;
        if !self.starts_with("[-") {
            return None;
        }
        let inner = self.group();
        let fits = inner.len() > 1 && inner.chars().all(|it| it.is_alphanumeric() || it == '-');
        if !fits {
            self.at = start;
        }
        fits.then_some(inner)
    }

    /// Reads the value behind a flag's name: the value, whether it may be left out, whether it stands attached.
    fn value(&mut self) -> (Option<String>, bool, bool) {
        let none = (None, false, false);
        match self.peek(0) {
            Some('[') if self.group_begins_a_word() => (Some(self.word()), false, true),
            Some('[') => {
                let inner = self.group();
                let inner = inner.trim();
                let name = inner.trim_start_matches('=').trim();
                (Some(name.to_owned()).filter(|it| !it.is_empty()), !name.is_empty(), true)
            }
            Some('=') => {
                self.at += 1;
                let value = self.word();
                (Some(if value.is_empty() { "VALUE".to_owned() } else { value }), false, true)
            }
            Some(it) if it.is_whitespace() => {
                let before = self.at;
                self.blanks();
                let separate = self.separate_value();
                if separate.is_none() {
                    self.at = before;
                }
                separate.unwrap_or(none)
            }
            Some(':') if self.peek(1) == Some('<') => (Some(self.word()), false, true),
            Some(',' | '|' | '/' | ')' | ']' | ';' | ':' | '…') | None => none,
            Some(_) => (Some(self.word()).filter(|it| !it.is_empty()), false, true),
        }
    }

    /// Reads a value that stands apart from its flag.
    fn separate_value(&mut self) -> Option<(Option<String>, bool, bool)> {
        if self.is_flag() {
            return None;
        }
        match self.peek(0)? {
            '.' if self.peek(1).is_some_and(char::is_alphanumeric) => Some((Some(self.words()), false, false)),
            ':' if self.peek(1) == Some('<') => Some((Some(self.words()), false, false)),
            ',' | '|' | '/' | ';' | ':' | '.' | '…' => None,
            '-' if self.peek(1).is_none_or(char::is_whitespace) => None,
            '[' if self.group_begins_a_word() => Some((Some(self.words()), false, false)),
            '[' => {
                let inner = self.group();
                let inner = inner.trim();
                if inner.starts_with(['-', ',', '|']) || inner.is_empty() {
                    return Some((None, false, false));
                }
                let attached = inner.starts_with('=');
                Some((Some(inner.trim_start_matches('=').to_owned()), true, attached))
            }
            '(' if self.group_begins_a_word() => Some((Some(self.word()), false, false)),
            '(' => {
                let inner = self.group();
                if inner.contains('|') {
                    return Some((Some(inner), false, false));
                }
                Some((None, false, false))
            }
            '=' => {
                self.at += 1;
                self.blanks();
                Some((Some(self.word()), false, true))
            }
            _ => {
                let start = self.at;
                let is_word = |it: &str| self.starts_with(it) && self.peek(it.len()).is_none_or(char::is_whitespace);
                if ["or", "and", "to", "through", "is", "are"].into_iter().any(is_word) {
                    return None;
                }
                let is_named = self.peek(0) == Some('<');
                let value = self.words();
                let is_sentence = value.ends_with('.') && !value.ends_with("..") && !value.starts_with('.');
                let is_long =
                    value.split_whitespace().count() > VALUE_WORDS && !is_named && !value.contains(['<', '[', '|']);
                if is_long || is_sentence {
                    self.at = start;
                    self.prose = true;
                    return None;
                }
                Some((Some(value), false, false))
            }
        }
    }

    /// Reads one word, with all that brackets hold together.
    fn word(&mut self) -> String {
        self.up_to(char::is_whitespace)
    }

    /// Reads words up to the next spelling.
    fn words(&mut self) -> String {
        self.up_to(|_| false)
    }

    fn up_to(&mut self, ends: impl Fn(char) -> bool) -> String {
        let mut value = String::new();
        let mut open: usize = 0;
        while let Some(it) = self.peek(0) {
            if open == 0 {
                let next = self.peek(1);
                let comma = matches!(it, ',' | ';') && next.is_none_or(|it| it.is_whitespace() || it == '-');
                let bar = matches!(it, '|' | '/') && next == Some('-');
                let spaced = it.is_whitespace() && {
                    let rest: String = self.text[self.at..].iter().skip(1).take(4).map(|it| it.0).collect();
                    rest.starts_with("| -")
                        || rest.starts_with("or -")
                        || rest.starts_with("/ -")
                        || self.flag_is_next()
                };
                if ends(it) || comma || bar || spaced {
                    break;
                }
            }
            match it {
                '[' | '(' | '{' | '<' => open += 1,
                ']' | ')' | '}' | '>' if open == 0 => break,
                ']' | ')' | '}' | '>' => open -= 1,
                _ => {}
            }
            value.push(it);
            self.at += 1;
        }
        let trimmed = value.trim();
        trimmed
            .strip_prefix('<')
            .and_then(|it| it.strip_suffix('>'))
            .filter(|it| !it.contains('<'))
            .unwrap_or(trimmed)
            .to_owned()
    }

    /// Whether a flag stands behind the blank of now.
    fn flag_is_next(&self) -> bool {
        self.peek(1) == Some('-') && self.peek(2).is_some_and(|it| it.is_alphanumeric() || it == '-')
    }

    /// Whether a bracket is only the beginning of a word: `[host:]port`.
    fn group_begins_a_word(&mut self) -> bool {
        let start = self.at;
        let inner = self.group();
        let next = self.peek(0);
        self.at = start;
        (inner == "-" || inner == "=" || !inner.starts_with(['=', '-', '|', ',']))
            && next.is_some_and(|it| it.is_alphanumeric() || matches!(it, '<' | '{' | '*' | ':' | '@' | '/' | '#'))
    }

    /// Reads from an opening bracket to its end and gives what is inside.
    fn group(&mut self) -> String {
        let mut inner = String::new();
        let mut open = 0_usize;
        while let Some(it) = self.peek(0) {
            self.at += 1;
            match it {
                '[' | '(' => {
                    open += 1;
                    if open == 1 {
                        continue;
                    }
                }
                ']' | ')' => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        break;
                    }
                }
                _ => {}
            }
            inner.push(it);
        }
        inner
    }

    fn skip_word(&mut self) {
        let start = self.at;
        // `[default: 3]`, `(old)`: a remark, and no sentence.
        if matches!(self.peek(0), Some('[' | '(')) {
            self.group();
            return;
        }
        let word = self.word();
        if word.chars().any(char::is_alphabetic) {
            self.prose = true;
        }
        if self.at == start {
            self.at += 1;
        }
    }

    /// Adds what stands between two digits: `-1 … -9`.
    fn fill_range(&mut self, second: usize) {
        let digit =
            |it: &Spelling| it.text.strip_prefix('-').filter(|it| it.len() == 1).and_then(|it| it.parse::<u8>().ok());
        let Some(first) = second.checked_sub(1).and_then(|it| digit(&self.found[it])) else { return };
        let Some(last) = self.found.get(second).and_then(digit) else { return };
        for between in first.saturating_add(1)..last {
            self.found.push(Spelling { text: format!("-{between}"), value: None, optional: false, attached: false });
        }
    }
}
