//! Cuts SQL into statements and words: quotes, comments, and what the clients of databases read themselves.

/// How many words of one statement are looked at.
const MOST_WORDS: usize = 4_000;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum WordKind {
    /// A word or a number, or a name in double quotes, back-ticks or brackets.
    Name,
    /// Text in single quotes or between dollar signs.
    Text,
    /// Any other sign, alone.
    Sign,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) kind: WordKind,
    /// What it says, without quotes.
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where `text` starts.
    pub(super) inner: usize,
    pub(super) dollar: bool,
    quoted: bool,
}

impl Word<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        !self.quoted && self.kind != WordKind::Text && self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn name(&self) -> String {
        self.text.chars().filter(|it| !matches!(it, '`' | '\n')).take(64).collect()
    }
}

pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The words up to the next semicolon; `None` at the end.
    pub(super) fn statement(&mut self) -> Option<Vec<Word<'a>>> {
        self.blanks();
        if self.at >= self.text.len() {
            return None;
        }
        let mut words = Vec::new();
        loop {
            self.blanks();
            // `GO` alone in its line ends a batch, `\G` a statement.
            let rest = &self.text[self.at..];
            if rest.is_empty() {
                break;
            }
            if let Some(rest) = rest.strip_prefix("\\G").or(rest.strip_prefix("\\g")) {
                self.at = self.text.len() - rest.len();
                break;
            }
            let is_go = rest.get(..2).is_some_and(|it| it.eq_ignore_ascii_case("go"));
            if is_go && rest[2..].chars().next().is_none_or(|it| it == '\n' || it == '\r') && self.starts_line() {
                self.at += 2;
                break;
            }
            // A command of `psql` or `sqlite3` itself takes its line.
            let is_own =
                rest.starts_with('\\') && !rest.starts_with("\\copy") || rest.starts_with('.') && self.starts_line();
            if words.is_empty() && is_own {
                self.skip_line();
                break;
            }
            let word = self.word();
            if word.kind == WordKind::Sign && word.text == ";" {
                break;
            }
            if words.len() < MOST_WORDS {
                words.push(word);
            }
        }
        Some(words)
    }

    fn starts_line(&self) -> bool {
        self.text[..self.at].rsplit('\n').next().is_none_or(|it| it.trim().is_empty())
    }

    fn skip_line(&mut self) {
        self.at = self.text[self.at..].find('\n').map_or(self.text.len(), |it| self.at + it + 1);
    }

    /// Blanks and comments. What stands in `/*! … */` is run by `MySQL`.
    fn blanks(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                self.at += blank;
            } else if rest.starts_with("--") || rest.starts_with("# ") && self.starts_line() {
                self.skip_line();
            } else if let Some(inner) = rest.strip_prefix("/*!") {
                self.at += 3 + inner.len() - inner.trim_start_matches(|it: char| it.is_ascii_digit()).len();
            } else if rest.starts_with("/*") {
                self.at = rest.find("*/").map_or(self.text.len(), |it| self.at + it + 2);
            } else if rest.starts_with("*/") {
                self.at += 2;
            } else {
                return;
            }
        }
    }

    /// The word at `at`, which is no blank and inside the text.
    fn word(&mut self) -> Word<'a> {
        let start = self.at;
        let rest = &self.text[start..];
        let first = rest.chars().next().unwrap_or(' ');
        let is_letter = |it: char| it.is_alphanumeric() || matches!(it, '_' | '$' | '…' | '#' | '{' | '}' | '%');
        let quote = match first {
            '\'' => Some((WordKind::Text, '\'')),
            '"' => Some((WordKind::Name, '"')),
            '`' => Some((WordKind::Name, '`')),
            // SQL Server writes names so, and PostgreSQL the index of an array.
            '[' if rest[1..].starts_with(|it: char| it.is_alphabetic()) => Some((WordKind::Name, ']')),
            _ => None,
        };
        if let Some((kind, quote)) = quote {
            let end = self.closing(start + 1, quote);
            self.at = (end + 1).min(self.text.len());
            return self.cut(kind, start, start + 1, end.min(self.text.len()), false, true);
        }
        if first == '$'
            && let Some(tag) = dollar_tag(rest)
        {
            let inner = start + tag.len();
            let length = self.text[inner..].find(tag);
            let end = length.map_or(self.text.len(), |it| inner + it);
            self.at = length.map_or(self.text.len(), |it| inner + it + tag.len());
            return self.cut(WordKind::Text, start, inner, end, true, true);
        }
        let length = if is_letter(first) {
            rest.find(|it: char| !is_letter(it)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        self.at = start + length;
        // `[name]` as T-SQL quotes it says the same without its brackets.
        let kind = if is_letter(first) { WordKind::Name } else { WordKind::Sign };
        self.cut(kind, start, start, start + length, false, false)
    }

    fn cut(&self, kind: WordKind, start: usize, inner: usize, end: usize, dollar: bool, quoted: bool) -> Word<'a> {
        Word { kind, text: &self.text[inner..end.max(inner)], start, end: self.at, inner, dollar, quoted }
    }

    /// Where the quote closes that opened before `from`; two in a row stand for one, and `\` keeps the next sign.
    fn closing(&self, from: usize, quote: char) -> usize {
        let mut signs = self.text[from..].char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            if sign == '\\' && quote == '\'' {
                // Standard SQL keeps a backslash as it is, so one before the last quote closes the text all the same.
                if signs.peek().is_some_and(|it| it.1 != '\'' || self.text[from + it.0 + 1..].contains('\'')) {
                    signs.next();
                }
            } else if sign == quote {
                if signs.peek().is_some_and(|it| it.1 == quote) {
                    signs.next();
                } else {
                    return from + at;
                }
            }
        }
        self.text.len()
    }
}

/// `$$` or `$tag$` at the start of a text.
fn dollar_tag(text: &str) -> Option<&str> {
    let length = text[1..].find('$')? + 2;
    let tag = text.get(..length)?;
    let name = &tag[1..length - 1];
    (name.chars().all(|it| it.is_alphanumeric() || it == '_') && !name.starts_with(|it: char| it.is_ascii_digit()))
        .then_some(tag)
}
