//! From code in another language to tokens: enough to tell names, strings and comments apart, and no more.

use super::Language;

/// How many tokens of one text are looked at.
const MOST_TOKENS: usize = 20_000;

/// A token and the bytes of the code that it covers.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A name, with its sigil where the language writes one.
    Name(Box<str>),
    /// A string.
    Text(Text),
    /// A string that runs: back-ticks.
    Shell(Text),
    /// A list of strings: `qw(a b)`.
    Words(Vec<Text>),
    Number(Box<str>),
    /// What stands between an object and its member: `.`, `->`, `::`.
    Member,
    /// What joins two strings.
    Concat,
    Open(u8),
    Close(u8),
    Comma,
    /// `=`
    Assign,
    /// `=>`, and the `:` behind a key.
    Pair,
    /// Any other sign, its first byte.
    Sign(u8),
    /// The end of a statement.
    End,
}

/// What a string says.
pub(super) type Text = Vec<Piece>;

/// A stretch of a string.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) says: Says,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Says {
    Known(String),
    /// What a variable of the code holds.
    Variable(Box<str>),
    /// A pattern that the code itself expands.
    Glob(String),
    Home,
    /// Something that is not empty.
    Unknown,
}

/// Cuts code into tokens.
pub(super) fn tokens(code: &str, language: Language) -> Vec<Token> {
    let mut lexer = Lexer { code, at: 0, language, tokens: Vec::new(), here: Vec::new() };
    // A page begins as text.
    if language == Language::Php && code.trim_start().starts_with('<') {
        lexer.at = code.find("<?").unwrap_or(code.len());
    }
    while lexer.at < code.len() && lexer.tokens.len() < MOST_TOKENS {
        let before = lexer.at;
        lexer.token();
        if lexer.at <= before {
            lexer.at = before + lexer.char_at(before).map_or(1, char::len_utf8);
        }
    }
    lexer.tokens
}

struct Lexer<'a> {
    code: &'a str,
    at: usize,
    language: Language,
    tokens: Vec<Token>,
    /// The ends of here-documents whose text begins at the next line.
    here: Vec<&'a str>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.code.get(self.at..).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> u8 {
        self.code.as_bytes().get(at).copied().unwrap_or_default()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.code.get(at..)?.chars().next()
    }

    fn push(&mut self, start: usize, kind: Kind) {
        self.tokens.push(Token { start, end: self.at, kind });
    }

    /// Whether a value could start here, rather than an operator behind one.
    fn wants_value(&self) -> bool {
        match self.tokens.last().map(|it| &it.kind) {
            None => true,
            Some(Kind::Name(name)) => {
                matches!(
                    &**name,
                    "return"
                        | "and"
                        | "or"
                        | "not"
                        | "if"
                        | "unless"
                        | "in"
                        | "case"
                        | "print"
                        | "split"
                        | "grep"
                        | "when"
                )
            }
            Some(Kind::Close(_) | Kind::Text(_) | Kind::Shell(_) | Kind::Words(_) | Kind::Number(_)) => false,
            Some(_) => true,
        }
    }

    fn token(&mut self) {
        use Language::{AppleScript, Awk, Lua, Node, Perl, Php, Python, Ruby};
        let start = self.at;
        let language = self.language;
        let (byte, next) = (self.byte(start), self.byte(start + 1));
        if byte == b'\n' {
            self.at += 1;
            self.skip_here();
            if !matches!(language, Perl | Php) {
                self.push(start, Kind::End);
            }
            return;
        }
        if byte.is_ascii_whitespace() {
            self.at += 1;
            return;
        }
        // Comments.
        let rest = self.rest();
        let line = match language {
            Python | Perl | Ruby | Awk => byte == b'#',
            Php => byte == b'#' && next != b'[' || rest.starts_with("//"),
            Node => rest.starts_with("//"),
            Lua | AppleScript => rest.starts_with("--"),
            _ => false,
        };
        if line {
            let block = language == Lua && rest.starts_with("--[[");
            self.at += if block {
                rest.find("]]").map_or(rest.len(), |it| it + 2)
            } else {
                rest.find('\n').unwrap_or(rest.len())
            };
            return;
        }
        if matches!(language, Node | Php) && rest.starts_with("/*") {
            self.at += rest.find("*/").map_or(rest.len(), |it| it + 2);
            return;
        }
        // Outside of `<?php … ?>` stands text.
        if language == Php && rest.starts_with("?>") {
            self.at += rest.find("<?").unwrap_or(rest.len());
            self.push(start, Kind::End);
            return;
        }
        if language == Php && rest.starts_with("<?") {
            self.at += if rest.starts_with("<?php") {
                5
            } else if rest.starts_with("<?=") {
                3
            } else {
                2
            };
            return;
        }
        if language == Lua && rest.starts_with("[[") {
            let length = rest.find("]]").unwrap_or(rest.len());
            let text = rest.get(2..length).unwrap_or_default();
            self.at += (length + 2).min(rest.len());
            let text = known(text.to_owned(), start + 2, start + length);
            self.push(start, Kind::Text(text));
            return;
        }
        if self.here_document() {
            return;
        }
        match byte {
            b'"' | b'\'' if !(language == Awk && byte == b'\'') => self.string(start, ""),
            b'`' => {
                self.at += 1;
                let text = self.quoted(b'`', b'`', true);
                self.push(start, if language == Node { Kind::Text(text) } else { Kind::Shell(text) });
            }
            b'/' if matches!(language, Perl | Ruby | Node | Awk) && self.is_pattern() => {
                self.at += 1;
                self.skip_pattern();
                self.push(start, Kind::Number("".into()));
            }
            b'%' if language == Ruby
                && (self.wants_value() || self.byte(start.wrapping_sub(1)) == b' ')
                && self.ruby_quote() => {}
            b'<' if language == Perl && self.pattern_list() => {}
            b'0'..=b'9' => {
                while self.byte(self.at).is_ascii_alphanumeric() || self.byte(self.at) == b'_' {
                    self.at += 1;
                }
                let number = self.code[start..self.at].into();
                self.push(start, Kind::Number(number));
            }
            b'$' | b'@' if matches!(language, Perl | Php | Ruby) => self.variable(),
            b'%' | b'&' if language == Perl && self.wants_value() && (next.is_ascii_alphabetic() || next == b'_') => {
                self.variable();
            }
            b'(' | b'[' | b'{' => {
                self.at += 1;
                self.push(start, Kind::Open(byte));
            }
            b')' | b']' | b'}' => {
                self.at += 1;
                self.push(start, Kind::Close(byte));
            }
            b',' => {
                self.at += 1;
                self.push(start, Kind::Comma);
            }
            b';' => {
                self.at += 1;
                self.push(start, Kind::End);
            }
            b'\\' => self.at += 1 + usize::from(next == b'\n'),
            _ if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => self.name(),
            _ => self.sign(byte, next),
        }
    }

    fn name(&mut self) {
        let start = self.at;
        while let Some(char) =
            self.char_at(self.at).filter(|it| it.is_alphanumeric() || *it == '_' || super::is_stand_in(*it))
        {
            self.at += char.len_utf8();
        }
        if self.at == start {
            return;
        }
        let name = &self.code[start..self.at];
        let next = self.byte(self.at);
        let quote = next == b'"' || next == b'\'';
        if self.language == Language::Python
            && quote
            && name.len() <= 2
            && name.bytes().all(|it| b"rbfuRBFU".contains(&it))
        {
            return self.string(start, name);
        }
        if self.language == Language::Perl
            && !matches!(self.tokens.last().map(|it| &it.kind), Some(Kind::Member))
            && self.perl_quote(name, start)
        {
            return;
        }
        // Ruby's `name!` and `name?`.
        if self.language == Language::Ruby && matches!(next, b'!' | b'?') && self.byte(self.at + 1) != b'=' {
            self.at += 1;
        }
        let mut name: Box<str> = name.into();
        // `key: value`, as Ruby's and JavaScript's options are written.
        if matches!(self.language, Language::Ruby | Language::Node)
            && self.byte(self.at) == b':'
            && self.byte(self.at + 1) != b':'
        {
            name = name.trim_end_matches('?').into();
            self.push(start, Kind::Name(name));
            self.at += 1;
            self.push(self.at - 1, Kind::Pair);
            return;
        }
        self.push(start, Kind::Name(name));
    }

    fn variable(&mut self) {
        let start = self.at;
        self.at += 1;
        while matches!(self.byte(self.at), b'@' | b'$') {
            self.at += 1;
        }
        let from = self.at;
        while self.byte(self.at).is_ascii_alphanumeric() || self.byte(self.at) == b'_' || self.rest().starts_with("::")
        {
            self.at += if self.byte(self.at) == b':' { 2 } else { 1 };
        }
        if self.at == from
            && self.byte(self.at).is_ascii_punctuation()
            && !matches!(self.byte(self.at), b'{' | b'(' | b')' | b'[')
        {
            self.at += 1;
        }
        let name = self.code.get(start..self.at).unwrap_or_default().into();
        self.push(start, Kind::Name(name));
    }

    fn sign(&mut self, byte: u8, next: u8) {
        use Language::{Lua, Node, Perl, Php, Python, Ruby};
        let start = self.at;
        let rest = self.rest();
        let language = self.language;
        let (length, kind) = match language {
            Perl | Php | Ruby if rest.starts_with("::") => (2, Kind::Member),
            Perl | Php if rest.starts_with("->") => (2, Kind::Member),
            Perl | Php if byte == b'.' => {
                (if next == b'=' { 2 } else { 1 }, if next == b'=' { Kind::Sign(b'+') } else { Kind::Concat })
            }
            Php if byte == b'\\' => (1, Kind::Member),
            Ruby if rest.starts_with("&.") => (2, Kind::Member),
            Node if rest.starts_with("?.") => (2, Kind::Member),
            Lua if rest.starts_with("..") => (2, Kind::Concat),
            Lua if byte == b':' && next != b':' => (1, Kind::Member),
            Ruby if rest.starts_with("..") => (2, Kind::Sign(b'-')),
            Python | Ruby | Node | Lua if byte == b'.' => (1, Kind::Member),
            Python | Ruby | Node if byte == b'+' && next != b'=' => (1, Kind::Concat),
            Language::AppleScript if byte == b'&' => (1, Kind::Concat),
            _ if rest.starts_with("=>") => (2, Kind::Pair),
            _ if rest.starts_with("==") || rest.starts_with("=~") => (2, Kind::Sign(b'~')),
            _ if byte == b'=' => (1, Kind::Assign),
            _ if b"<>!+-*/%|&^~".contains(&byte) && next == b'=' => {
                (2, Kind::Sign(if b"<>!".contains(&byte) { b'~' } else { b'+' }))
            }
            _ if byte.is_ascii() && byte == next && b"|&><".contains(&byte) => (2, Kind::Sign(byte)),
            _ => (1, Kind::Sign(byte)),
        };
        self.at += length;
        self.push(start, kind);
    }

    // ---- strings

    /// A string that starts with a quote here, behind a prefix that is read already.
    fn string(&mut self, start: usize, prefix: &str) {
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
    fn quoted(&mut self, open: u8, close: u8, expands: bool) -> Text {
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
        while at < self.code.len() {
            match self.byte(at) {
                b'{' => depth += 1,
                b'}' if depth == 0 => return at + 1,
                b'}' => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        self.code.len()
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

    // ---- what only some languages have

    /// Whether the slash here begins a regular expression.
    fn is_pattern(&self) -> bool {
        let behind_name = matches!(self.tokens.last().map(|it| &it.kind), Some(Kind::Name(name)) if !name.starts_with(['$', '@', '%']));
        let spaced = self.at > 0 && self.byte(self.at - 1) == b' ' && self.byte(self.at + 1) != b' ';
        self.wants_value() || matches!(self.language, Language::Perl | Language::Ruby) && behind_name && spaced
    }

    /// Perl's `</etc/*>`, a list of names.
    fn pattern_list(&mut self) -> bool {
        let start = self.at;
        let inside = self.rest().get(1..).unwrap_or_default();
        let Some(length) = inside.find('>') else { return false };
        let pattern = &inside[..length];
        if !pattern.contains('*') || pattern.contains(|it: char| it.is_whitespace() || "$;(".contains(it)) {
            return false;
        }
        self.at = start + length + 2;
        let says = Says::Glob(pattern.to_owned());
        self.push(start, Kind::Text(vec![Piece { start: start + 1, end: start + 1 + length, says }]));
        true
    }

    /// Skips a regular expression up to its slash and the letters behind it.
    fn skip_pattern(&mut self) {
        let mut class = false;
        while self.at < self.code.len() {
            match self.byte(self.at) {
                b'\\' => self.at += 1,
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => break,
                b'\n' => return,
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
        while self.byte(self.at).is_ascii_lowercase() && self.language != Language::Awk {
            self.at += 1;
        }
        self.at = self.at.min(self.code.len());
    }

    /// `q(…)`, `qq{…}`, `qw/…/`, `qx(…)`, `m{…}`, `s/…/…/`, where one starts here.
    fn perl_quote(&mut self, name: &str, start: usize) -> bool {
        if !matches!(name, "q" | "qq" | "qw" | "qx" | "m" | "qr" | "s" | "tr" | "y") {
            return false;
        }
        let mut at = self.at;
        while matches!(self.byte(at), b' ') {
            at += 1;
        }
        let open = self.byte(at);
        let next = self.byte(at + 1);
        let spaced = at > self.at;
        if !open.is_ascii_punctuation()
            || matches!(open, b',' | b';' | b')' | b'}')
            || spaced && matches!(open, b'#' | b'$')
            || open == b'=' && (spaced || next == b'>')
        {
            return false;
        }
        self.at = at + 1;
        let text = self.delimited(open, matches!(name, "qq" | "qx") && open != b'\'');
        if matches!(name, "s" | "tr" | "y") {
            let pair = closing(open) != open;
            if pair {
                while self.byte(self.at).is_ascii_whitespace() {
                    self.at += 1;
                }
                let open = self.byte(self.at);
                self.at += 1;
                self.delimited(open, false);
            } else {
                self.delimited(open, false);
            }
        }
        if matches!(name, "m" | "qr" | "s" | "tr" | "y") {
            while self.byte(self.at).is_ascii_lowercase() {
                self.at += 1;
            }
            self.at = self.at.min(self.code.len());
        }
        let kind = match name {
            "q" | "qq" => Kind::Text(text),
            "qx" => Kind::Shell(text),
            "qw" => Kind::Words(split(&text)),
            _ => Kind::Number("".into()),
        };
        self.push(start, kind);
        true
    }

    /// `%w[…]`, `%q(…)`, `%x{…}` of Ruby, where one starts here.
    fn ruby_quote(&mut self) -> bool {
        let start = self.at;
        let letter = self.byte(start + 1);
        let (letter, at) = if letter.is_ascii_alphabetic() { (letter, start + 2) } else { (b'Q', start + 1) };
        let open = self.byte(at);
        if !b"wWqQxiIr".contains(&letter) || !b"([{<|/!".contains(&open) {
            return false;
        }
        self.at = at + 1;
        let text = self.delimited(open, b"WQx".contains(&letter));
        let kind = match letter {
            b'x' => Kind::Shell(text),
            b'q' | b'Q' => Kind::Text(text),
            b'r' => Kind::Number("".into()),
            _ => Kind::Words(split(&text)),
        };
        self.push(start, kind);
        true
    }

    fn delimited(&mut self, open: u8, expands: bool) -> Text {
        if !open.is_ascii() {
            return Text::new();
        }
        self.quoted(open, closing(open), expands)
    }

    /// Notes `<<END`, whose text is no code.
    fn here_document(&mut self) -> bool {
        if !matches!(self.language, Language::Perl | Language::Ruby | Language::Php) || !self.rest().starts_with("<<") {
            return false;
        }
        let name = self.rest().trim_start_matches(['<', '~', '-']);
        let quote = name.chars().next().filter(|it| matches!(it, '"' | '\''));
        let name = name.strip_prefix(['"', '\'']).unwrap_or(name);
        let length = name.bytes().position(|it| !it.is_ascii_alphanumeric() && it != b'_').unwrap_or(name.len());
        if length == 0 || !name.starts_with(|it: char| it.is_ascii_uppercase() || it == '_' || quote.is_some()) {
            return false;
        }
        let start = self.at;
        self.at = self.code.len() - name.len() + length + usize::from(quote.is_some());
        self.at = self.at.min(self.code.len());
        self.here.push(&name[..length]);
        self.push(start, Kind::Text(vec![Piece { start, end: self.at, says: Says::Unknown }]));
        true
    }

    fn skip_here(&mut self) {
        for end in std::mem::take(&mut self.here) {
            while self.at < self.code.len() {
                let rest = self.rest();
                let length = rest.find('\n').map_or(rest.len(), |it| it + 1);
                self.at += length;
                if rest[..length].trim().trim_end_matches(';') == end {
                    break;
                }
            }
        }
    }
}

fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        b'<' => b'>',
        other => other,
    }
}

/// A string without anything unknown; the empty one has no pieces.
pub(super) fn known(text: String, start: usize, end: usize) -> Text {
    if text.is_empty() { Text::new() } else { vec![Piece { start, end: end.max(start), says: Says::Known(text) }] }
}

/// Cuts a string at its blanks.
pub(super) fn split(text: &[Piece]) -> Vec<Text> {
    let mut words = vec![Text::new()];
    for piece in text {
        let Says::Known(known) = &piece.says else {
            if let Some(last) = words.last_mut() {
                last.push(piece.clone());
            }
            continue;
        };
        for (at, word) in known.split(char::is_whitespace).enumerate() {
            if at > 0 {
                words.push(Text::new());
            }
            if let Some(last) = words.last_mut()
                && !word.is_empty()
            {
                last.push(Piece { says: Says::Known(word.to_owned()), ..piece.clone() });
            }
        }
    }
    words.retain(|it| !it.is_empty());
    words
}
