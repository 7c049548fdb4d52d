//! Strings: where they end, what their escapes say, what is put into them.

use super::{Kind, Lexer, Piece, Says, Text, known};
use crate::script::foreign::Language;

impl Lexer<'_> {
    /// A string that starts with a quote here, behind a prefix that is read already.
    pub(super) fn string(&mut self, start: usize, prefix: &str) {
        use Language::{Perl, Php, Python, Ruby};
        let quote = self.byte(self.at);
        let triple = self.language == Python
            && quote != b'`'
            && self.byte(self.at + 1) == quote
            && self.byte(self.at + 2) == quote;
        let raw = prefix.contains(['r', 'R']);
        let formats = prefix.contains(['f', 'F']);
        if triple {
            let body = self.code.get(self.at + 3..).unwrap_or_default();
            let sign = if quote == b'"' { "\"\"\"" } else { "'''" };
            let length = body.find(sign).unwrap_or(body.len());
            let from = self.at + 3;
            let until = from + length;
            self.at = from;
            let text = self.pieces(until, quote, !raw, formats);
            self.at = (until + 3).min(self.code.len());
            return self.push(start, Kind::Text(text));
        }
        self.at += 1;
        let until = self.close(quote, quote);
        let plain = quote == b'\'' && matches!(self.language, Perl | Php | Ruby);
        let text = self.pieces(
            until,
            quote,
            !raw && !plain,
            formats || quote == b'"' && !matches!(self.language, Python | Language::Node),
        );
        self.at = (until + 1).min(self.code.len());
        self.push(start, Kind::Text(text));
    }

    /// The text up to the closing sign, which is read too.
    pub(super) fn quoted(&mut self, open: u8, close: u8, expands: bool) -> Text {
        let until = self.close(open, close);
        let text = self.pieces(until, close, expands, expands);
        self.at = (until + 1).min(self.code.len());
        text
    }

    /// Where the closing sign stands, or the code ends.
    fn close(&self, open: u8, close: u8) -> usize {
        let (mut at, mut depth) = (self.at, 0usize);
        let bytes = self.code.as_bytes();
        while let Some(byte) = bytes.get(at) {
            match *byte {
                b'\\' => at += 1,
                it if it == close && depth == 0 => return at,
                it if it == close => depth -= 1,
                it if it == open => depth += 1,
                b'#' | b'$'
                    if self.byte(at + 1) == b'{'
                        && matches!((self.language, *byte), (Language::Ruby, b'#') | (Language::Node, b'$')) =>
                {
                    at = self.brace_end(at + 2);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        self.code.len()
    }

    /// The byte behind the `}` that closes what was opened before `at`.
    fn brace_end(&self, mut at: usize) -> usize {
        let mut depth = 0usize;
        let mut end = self.code.len().min(at + 1024);
        while !self.code.is_char_boundary(end) {
            end += 1;
        }
        while at < end {
            match self.byte(at) {
                b'{' => depth += 1,
                b'}' if depth == 0 => return at + 1,
                b'}' => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        end
    }

    /// The pieces of a string from here up to `until`.
    fn pieces(&mut self, until: usize, quote: u8, escapes: bool, expands: bool) -> Text {
        let mut pieces = Text::new();
        let (mut text, mut from) = (String::new(), self.at);
        while self.at < until {
            let Some(char) = self.char_at(self.at) else {
                self.at += 1;
                continue;
            };
            let start = self.at;
            if char == '\\' {
                self.at += 1;
                let next = self.char_at(self.at).filter(|_| self.at < until).unwrap_or('\\');
                if escapes {
                    self.escape(&mut text);
                } else {
                    self.at += next.len_utf8();
                    if next != '\\' && next as u32 != u32::from(quote) {
                        text.push('\\');
                    }
                    text.push(next);
                }
                continue;
            }
            if let Some(says) = if expands { self.interpolation(until) } else { None } {
                pieces.extend(known(std::mem::take(&mut text), from, start));
                pieces.push(Piece { start, end: self.at, says });
                from = self.at;
                continue;
            }
            self.at = start + char.len_utf8();
            text.push(char);
        }
        pieces.extend(known(text, from, until.min(self.code.len())));
        pieces
    }

    /// What is put into a string here, when something is.
    fn interpolation(&mut self, until: usize) -> Option<Says> {
        let (byte, next) = (self.byte(self.at), self.byte(self.at + 1));
        let named = |it: u8| it.is_ascii_alphabetic() || it == b'_';
        match (self.language, byte) {
            (Language::Python, b'{') => {
                if next == b'{' {
                    self.at += 1;
                    return None;
                }
                Some(self.inside(1))
            }
            (Language::Node, b'$') | (Language::Ruby, b'#') if next == b'{' => Some(self.inside(2)),
            (Language::Php, b'{') if next == b'$' => Some(self.inside(1)),
            (Language::Perl | Language::Php, b'$') if next == b'{' => {
                let start = self.at;
                self.inside(2);
                let name = self.code.get(start + 2..self.at.saturating_sub(1)).unwrap_or_default();
                Some(Says::Variable(format!("${name}").into()))
            }
            (Language::Perl, b'$' | b'@') | (Language::Php, b'$')
                if named(next) || byte == b'$' && next.is_ascii_digit() =>
            {
                let start = self.at;
                self.at += 1;
                while named(self.byte(self.at)) || self.byte(self.at).is_ascii_digit() {
                    self.at += 1;
                }
                let name = &self.code[start..self.at];
                let mut says = Says::Variable(name.into());
                while self.at < until && (matches!(self.byte(self.at), b'[' | b'{') || self.rest().starts_with("->")) {
                    let is_home = name == "$ENV" && self.rest().starts_with("{HOME}");
                    says = if is_home { Says::Home } else { Says::Unknown };
                    let close = match self.byte(self.at) {
                        b'[' => b']',
                        b'{' => b'}',
                        _ => {
                            self.at += 2;
                            continue;
                        }
                    };
                    let length = self.rest().bytes().position(|it| it == close);
                    self.at = length.map_or(until, |it| self.at + it + 1).min(until);
                }
                Some(says)
            }
            (Language::Perl, b'$') if matches!(next, b'_' | b'&' | b'!' | b'$' | b'@') => {
                self.at += 2;
                Some(Says::Unknown)
            }
            _ => None,
        }
    }

    /// What stands in braces that open `skip` bytes from here.
    fn inside(&mut self, skip: usize) -> Says {
        let from = self.at + skip;
        self.at = self.brace_end(from);
        let text = self.code.get(from..self.at.saturating_sub(1)).unwrap_or_default().trim();
        let is_name = !text.is_empty()
            && text.trim_start_matches(['$', '@']).bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
        match text {
            _ if is_name => Says::Variable(text.into()),
            "process.env.HOME"
            | "os.homedir()"
            | "Dir.home"
            | "ENV['HOME']"
            | "ENV[\"HOME\"]"
            | "Path.home()"
            | "pathlib.Path.home()" => Says::Home,
            "os.environ['HOME']" | "os.environ[\"HOME\"]" | "os.getenv('HOME')" | "os.getenv(\"HOME\")" => Says::Home,
            _ => Says::Unknown,
        }
    }

    /// Reads what stands behind a backslash.
    fn escape(&mut self, text: &mut String) {
        let Some(char) = self.char_at(self.at) else { return };
        self.at += char.len_utf8();
        let digits = |from: usize, most: usize, radix: u32| {
            let digits = self.code.get(from..).unwrap_or_default().chars().take(most);
            digits.take_while(|it| it.is_digit(radix)).count()
        };
        let number = |from: usize, count: usize, radix: u32| {
            let text = self.code.get(from..from + count)?;
            char::from_u32(u32::from_str_radix(text, radix).ok()?)
        };
        let brace = usize::from(self.byte(self.at) == b'{');
        let (from, count, radix) = match char {
            'x' => (self.at + brace, digits(self.at + brace, if brace == 1 { 6 } else { 2 }, 16), 16),
            'u' => (self.at + brace, digits(self.at + brace, if brace == 1 { 6 } else { 4 }, 16), 16),
            '0'..='9' if self.language == Language::Lua => (self.at - 1, digits(self.at - 1, 3, 10), 10),
            '0'..='7' => (self.at - 1, digits(self.at - 1, 3, 8), 8),
            _ => {
                text.push(match char {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    '\n' => return,
                    other => other,
                });
                return;
            }
        };
        let brace = if matches!(char, 'x' | 'u') { brace } else { 0 };
        if count > 0 {
            text.extend(number(from, count, radix));
            self.at = from + count + brace;
        }
    }
}
