//! Quotes that only some languages have: regular expressions, `qw(…)`, `%w[…]`, here-documents.

use super::{Kind, Lexer, Piece, Says, Text, closing, split};
use crate::script::foreign::Language;

impl Lexer<'_> {
    /// Whether the slash here begins a regular expression.
    pub(super) fn is_pattern(&self) -> bool {
        let behind_name = matches!(self.tokens.last().map(|it| &it.kind), Some(Kind::Name(name)) if !name.starts_with(['$', '@', '%']));
        let spaced = self.at > 0 && self.byte(self.at - 1) == b' ' && self.byte(self.at + 1) != b' ';
        self.wants_value() || matches!(self.language, Language::Perl | Language::Ruby) && behind_name && spaced
    }

    /// Perl's `</etc/*>`, a list of names.
    pub(super) fn pattern_list(&mut self) -> bool {
        let start = self.at;
        let inside = self.rest().get(1..).unwrap_or_default();
        let Some(length) = inside.bytes().take(256).position(|it| it == b'>') else { return false };
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
    pub(super) fn skip_pattern(&mut self) {
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
    pub(super) fn perl_quote(&mut self, name: &str, start: usize) -> bool {
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
    pub(super) fn ruby_quote(&mut self) -> bool {
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
    pub(super) fn here_document(&mut self) -> bool {
        if !matches!(self.language, Language::Perl | Language::Ruby | Language::Php) || !self.rest().starts_with("<<") {
            return false;
        }
        let name = self.rest().get(2..).unwrap_or_default();
        let name = name.strip_prefix(['<', '~', '-']).unwrap_or(name);
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

    pub(super) fn skip_here(&mut self) {
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
