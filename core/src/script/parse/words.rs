//! Reads words: literals, quotes, globs, braces.

use super::Parser;
use crate::script::{Escapes, Part, PartKind, Quote, Word};

/// Where an unquoted stretch ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// At a blank or an operator.
    Word,
    /// At the `}` that closes `${`.
    Brace,
    /// At a blank outside parentheses: the right side of `=~`.
    Regex,
    /// Nowhere before the end: what stands between brackets.
    End,
}

impl Parser<'_> {
    /// The word that starts here.
    pub(super) fn word(&mut self) -> Option<Word> {
        self.word_until(Until::Word)
    }

    /// The right side of an assignment: a tilde counts behind a `:` too.
    pub(super) fn assigned_word(&mut self) -> Option<Word> {
        self.assigns = true;
        let word = self.word();
        self.assigns = false;
        word
    }

    pub(super) fn regex(&mut self) -> Option<Word> {
        self.word_until(Until::Regex)
    }

    fn word_until(&mut self, until: Until) -> Option<Word> {
        let start = self.pos;
        let mut parts = Vec::with_capacity(1);
        self.bare(&mut parts, until, Quote::Bare);
        (self.pos > start).then(|| Word::new(self.span(start, self.pos), parts))
    }

    /// Reads an unquoted stretch into `parts`. Inside `"${x:-…}"` its text counts as quoted, as `base` says.
    pub(super) fn bare(&mut self, parts: &mut Vec<Part>, until: Until, base: Quote) {
        let start = self.pos;
        let mut literal = self.pos;
        let mut parens = 0usize;
        // What the word holds has rules of its own.
        let assigns = std::mem::take(&mut self.assigns);
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\n'
                    if until == Until::Word || until == Until::Regex && (parens == 0 || byte == b'\n') =>
                {
                    break;
                }
                b'\r'
                    if matches!(until, Until::Word | Until::Regex)
                        && matches!(self.byte(self.pos + 1), Some(b'\n') | None) =>
                {
                    break;
                }
                b'<' | b'>' if until == Until::Word && self.byte(self.pos + 1) == Some(b'(') => {
                    self.literal(parts, literal, base);
                    self.process(parts);
                    literal = self.pos;
                }
                b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' if until == Until::Word => break,
                b'(' if until == Until::Regex => {
                    parens += 1;
                    self.pos += 1;
                }
                b')' if until == Until::Regex => {
                    if parens == 0 {
                        break;
                    }
                    parens -= 1;
                    self.pos += 1;
                }
                b'}' if until == Until::Brace => break,
                b'\\' => {
                    self.literal(parts, literal, base);
                    self.escape(parts, base);
                    literal = self.pos;
                }
                b'\'' if base == Quote::Bare => {
                    self.literal(parts, literal, base);
                    self.single(parts);
                    literal = self.pos;
                }
                b'"' => {
                    self.literal(parts, literal, base);
                    self.double(parts);
                    literal = self.pos;
                }
                b'`' => {
                    self.literal(parts, literal, base);
                    self.back_ticks(parts, base);
                    literal = self.pos;
                }
                b'$' => {
                    let at = self.pos;
                    let before = parts.len();
                    if self.expansion(parts, base) {
                        let expanded = parts.split_off(before);
                        let behind = std::mem::replace(&mut self.pos, at);
                        self.literal(parts, literal, base);
                        self.pos = behind;
                        parts.extend(expanded);
                        literal = self.pos;
                    } else {
                        self.pos += 1;
                    }
                }
                b'*' | b'?' | b'@' | b'!' | b'+' | b'['
                    if matches!(until, Until::Word | Until::Brace) && base == Quote::Bare =>
                {
                    if let Some(end) = self.glob_end() {
                        self.literal(parts, literal, base);
                        let kind = PartKind::Glob(self.text[self.pos..end].into());
                        parts.push(Part { span: self.span(self.pos, end), quote: Quote::Bare, kind });
                        self.pos = end;
                        literal = end;
                    } else {
                        self.pos += 1;
                    }
                }
                b'{' if until == Until::Word => match self.brace_end() {
                    Some((end, commas)) => {
                        self.literal(parts, literal, base);
                        self.brace(parts, end, &commas);
                        literal = self.pos;
                    }
                    None => self.pos += 1,
                },
                b'~' if base == Quote::Bare && until == Until::Word && self.tilde_counts(start, assigns) => {
                    self.literal(parts, literal, base);
                    self.tilde(parts);
                    literal = self.pos;
                }
                _ => self.pos += 1,
            }
        }
        self.literal(parts, literal, base);
    }

    /// Adds the text from `from` up to here as a literal.
    pub(super) fn literal(&mut self, parts: &mut Vec<Part>, from: usize, quote: Quote) {
        if from < self.pos {
            // Shells drop NUL bytes; what stands around them keeps its places.
            let mut at = from;
            for text in self.text[from..self.pos].split('\0') {
                if !text.is_empty() {
                    let kind = PartKind::Literal(text.into());
                    parts.push(Part { span: self.span(at, at + text.len()), quote, kind });
                }
                at += text.len() + 1;
            }
        }
    }

    /// `\x`; a newline behind the backslash vanishes.
    fn escape(&mut self, parts: &mut Vec<Part>, base: Quote) {
        let start = self.pos;
        self.byte(start + 1);
        let Some(escaped) = self.text[start + 1..self.end].chars().next() else {
            self.pos += 1;
            self.literal(parts, start, base);
            return;
        };
        self.pos += 1 + escaped.len_utf8();
        if escaped == '\r' && self.peek() == Some(b'\n') {
            self.pos += 1;
        } else if escaped != '\n' {
            let kind = PartKind::Literal(escaped.to_string().into());
            parts.push(Part { span: self.span(start, self.pos), quote: Quote::Backslash, kind });
        }
    }

    fn single(&mut self, parts: &mut Vec<Part>) {
        let open = self.pos;
        let (close, closed) = self.close_quote(open, open + 1, |rest| rest.iter().position(|it| *it == b'\''));
        self.pos = close;
        self.literal(parts, open + 1, Quote::Single);
        self.pos += usize::from(closed);
    }

    /// Where a quote that opened at `open` closes, and whether it does; if not, it ends with its line.
    fn close_quote(&mut self, open: usize, from: usize, find: impl Fn(&[u8]) -> Option<usize>) -> (usize, bool) {
        if let Some(length) = find(&self.text.as_bytes()[from.min(self.end)..self.end]) {
            self.seen = self.seen.max(from + length + 1);
            if !self.is_left_open(open, from + length) {
                return (from + length, true);
            }
        }
        self.seen = self.seen.max(self.end + 1);
        self.error(open, open + 1, "this quote is not closed");
        if self.fuel == 0 {
            return (self.end, false);
        }
        self.pay(self.end - open);
        (self.line_end(from.min(self.end)), false)
    }

    /// `$'…'`, with its escapes read.
    pub(super) fn ansi(&mut self, parts: &mut Vec<Part>) {
        let open = self.pos;
        let (close, closed) = self.close_quote(open, open + 2, |rest| {
            let mut at = 0;
            loop {
                match rest.get(at)? {
                    b'\'' => return Some(at),
                    b'\\' => at += 2,
                    _ => at += 1,
                }
            }
        });
        let close = close.max(open + 2).min(self.end);
        let written = &self.text[open + 2..close];
        let kind = PartKind::Literal(Escapes::Ansi.resolve(written).into());
        parts.push(Part { span: self.span(open + 2, close), quote: Quote::Ansi, kind });
        self.pos = close + usize::from(closed);
    }

    pub(super) fn double(&mut self, parts: &mut Vec<Part>) {
        let open = self.pos;
        let before = parts.len();
        self.pos += 1;
        let mark = self.mark();
        self.quotes += 1;
        let closed = self.quoted(parts, Some(b'"'), false);
        self.quotes -= 1;
        if closed && !self.is_left_open(open, self.pos - 1) {
            return;
        }
        if self.fuel > 0 {
            parts.truncate(before);
            self.reset(&mark);
            let end = self.line_end(self.pos);
            self.quotes += 1;
            self.within(end, |it| it.quoted(parts, Some(b'"'), false));
            self.quotes -= 1;
        }
        self.error(open, open + 1, "this quote is not closed");
    }

    /// A here-document's text.
    pub(super) fn here_word(&mut self, tabs: bool) -> Word {
        let start = self.pos;
        let mut parts = Vec::with_capacity(1);
        self.quoted(&mut parts, None, tabs);
        Word::new(self.span(start, self.pos), parts)
    }

    /// Reads double-quoted text up to `close`, which is read too; says whether it came.
    /// With `tabs`, those at the start of a line are no text, as `<<-` asks.
    fn quoted(&mut self, parts: &mut Vec<Part>, close: Option<u8>, tabs: bool) -> bool {
        let start = self.pos;
        let mut literal = self.pos;
        while let Some(byte) = self.peek() {
            match byte {
                b'\t' if tabs && (self.pos == start || self.text.as_bytes()[self.pos - 1] == b'\n') => {
                    self.literal(parts, literal, Quote::Double);
                    while self.peek() == Some(b'\t') {
                        self.pos += 1;
                    }
                    literal = self.pos;
                }
                _ if Some(byte) == close => {
                    self.literal(parts, literal, Quote::Double);
                    self.pos += 1;
                    return true;
                }
                b'\\' => match self.byte(self.pos + 1) {
                    Some(next @ (b'$' | b'`' | b'\\' | b'\n' | b'"')) if next != b'"' || close.is_some() => {
                        self.literal(parts, literal, Quote::Double);
                        let start = self.pos;
                        self.pos += 2;
                        if next != b'\n' {
                            let kind = PartKind::Literal(self.text[start + 1..start + 2].into());
                            parts.push(Part { span: self.span(start, self.pos), quote: Quote::Double, kind });
                        }
                        literal = self.pos;
                    }
                    _ => self.pos += 1,
                },
                b'`' => {
                    self.literal(parts, literal, Quote::Double);
                    self.back_ticks(parts, Quote::Double);
                    literal = self.pos;
                }
                b'$' => {
                    let at = self.pos;
                    let before = parts.len();
                    if self.expansion(parts, Quote::Double) {
                        let expanded = parts.split_off(before);
                        let behind = std::mem::replace(&mut self.pos, at);
                        self.literal(parts, literal, Quote::Double);
                        self.pos = behind;
                        parts.extend(expanded);
                        literal = self.pos;
                    } else {
                        self.pos += 1;
                    }
                }
                _ => self.pos += 1,
            }
        }
        self.literal(parts, literal, Quote::Double);
        close.is_none()
    }

    fn tilde_counts(&self, start: usize, assigns: bool) -> bool {
        self.pos == start || assigns && self.text.as_bytes()[self.pos - 1] == b':'
    }

    fn tilde(&mut self, parts: &mut Vec<Part>) {
        let start = self.pos;
        let mut at = start + 1;
        while self.byte(at).is_some_and(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'+' | b'.')) {
            at += 1;
        }
        let ends = match self.byte(at) {
            None => true,
            Some(it) => {
                matches!(it, b'/' | b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'<' | b'>' | b')' | b':')
            }
        };
        self.pos = at;
        if ends {
            let kind = PartKind::Tilde(self.text[start..at].into());
            parts.push(Part { span: self.span(start, at), quote: Quote::Bare, kind });
        } else {
            self.literal(parts, start, Quote::Bare);
        }
    }

    /// The end of the glob that starts here, if one does.
    fn glob_end(&mut self) -> Option<usize> {
        let (start, first) = (self.pos, self.peek()?);
        if self.byte(start + 1) == Some(b'(')
            && first != b'['
            && let Some(end) = self.parenthesis_end(start + 1)
        {
            return Some(end);
        }
        match first {
            b'*' | b'?' => Some(start + 1),
            b'[' => self.bracket_glob_end(start),
            _ => None,
        }
    }

    /// Behind the `)` that closes the extended pattern whose `(` stands at `open`.
    fn parenthesis_end(&mut self, open: usize) -> Option<usize> {
        let mut depth = 0;
        let mut at = open;
        while self.fuel > 0 {
            match self.byte(at) {
                Some(b'(') => depth += 1,
                Some(b')') => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at + 1);
                    }
                }
                Some(b'\\') => at += 1,
                None | Some(b'\n') => break,
                Some(_) => {}
            }
            at += 1;
        }
        self.pay(at - open);
        None
    }

    /// Behind the `]` that closes the set at `open`, inside the same word.
    fn bracket_glob_end(&mut self, open: usize) -> Option<usize> {
        let mut at = open + 1;
        if matches!(self.byte(at), Some(b'!' | b'^')) {
            at += 1;
        }
        let first = at;
        while self.fuel > 0 {
            match self.byte(at) {
                Some(b']') if at > first => return Some(at + 1),
                Some(b'[') if self.byte(at + 1) == Some(b':') => {
                    // `[:alpha:]` closes with its own bracket.
                    at += 2;
                    while self.byte(at).is_some_and(|it| it.is_ascii_alphabetic()) {
                        at += 1;
                    }
                    if self.byte(at) == Some(b':') && self.byte(at + 1) == Some(b']') {
                        at += 1;
                    } else {
                        continue;
                    }
                }
                Some(b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' | b'/') | None => {
                    break;
                }
                Some(b'$' | b'`' | b'"' | b'\'') => break,
                Some(_) => {}
            }
            at += 1;
        }
        self.pay(at - open);
        None
    }

    /// Where the brace expansion that starts here closes, and its commas; none for a plain `{`.
    fn brace_end(&mut self) -> Option<(usize, Vec<usize>)> {
        let open = self.pos;
        let (mut depth, mut at, mut commas, mut sequence) = (0usize, open, Vec::new(), false);
        let mut quote = 0u8;
        while self.fuel > 0 {
            match self.byte(at) {
                None | Some(b'\n') => break,
                Some(b'\\') if quote != b'\'' => at += 1,
                Some(it @ (b'\'' | b'"')) if quote == 0 || quote == it => quote ^= it,
                Some(_) if quote != 0 => {}
                Some(b'{') => depth += 1,
                Some(b'}') => {
                    depth -= 1;
                    if depth == 0 {
                        self.pay(at - open);
                        return (sequence || !commas.is_empty()).then_some((at, commas));
                    }
                }
                Some(b',') if depth == 1 => commas.push(at),
                Some(b'.') if depth == 1 && self.byte(at + 1) == Some(b'.') => sequence = true,
                Some(b' ' | b'\t' | b'\r' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' | b'`') => break,
                Some(_) => {}
            }
            at += 1;
        }
        self.pay(at - open);
        None
    }

    fn brace(&mut self, parts: &mut Vec<Part>, close: usize, commas: &[usize]) {
        let open = self.pos;
        let kind = if commas.is_empty() {
            PartKind::Sequence(self.text[open..=close].into())
        } else {
            let mut words = Vec::new();
            let mut from = open + 1;
            for to in commas.iter().copied().chain([close]) {
                self.pos = from;
                let word = self.within(to, |it| it.deeper(Self::word)).flatten();
                words.push(word.unwrap_or_else(|| Word { span: self.span(from, from), ..Word::default() }));
                from = to + 1;
            }
            PartKind::Brace(words)
        };
        self.pos = close + 1;
        parts.push(Part { span: self.span(open, close + 1), quote: Quote::Bare, kind });
    }
}
