//! From code in another language to tokens: enough to tell names, strings and comments apart, and no more.

use super::Language;

mod quotes;
mod strings;

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
