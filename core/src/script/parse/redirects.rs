//! Reads redirects and here-documents.

use super::Parser;
use crate::script::{HereDocument, Quote, Redirect, RedirectOperator, Statement, Word};

impl Parser<'_> {
    /// The redirects behind a compound command.
    pub(super) fn redirects_behind(&mut self, statement: &mut Statement) {
        loop {
            let before = self.pos;
            self.blanks();
            let Some(redirect) = self.redirect() else {
                self.pos = before;
                return;
            };
            statement.span = statement.span.cover(redirect.span);
            statement.redirects.push(redirect);
        }
    }

    /// The redirect that starts here.
    pub(super) fn redirect(&mut self) -> Option<Redirect> {
        let start = self.pos;
        let mut at = start;
        match self.peek()? {
            b'0'..=b'9' => {
                while self.byte(at).is_some_and(|it| it.is_ascii_digit()) {
                    at += 1;
                }
            }
            b'{' => {
                at += 1;
                while self.byte(at).is_some_and(|it| it == b'_' || it.is_ascii_alphanumeric()) {
                    at += 1;
                }
                if self.byte(at) != Some(b'}') {
                    return None;
                }
                at += 1;
            }
            b'<' | b'>' | b'&' => {}
            _ => return None,
        }
        let fd = (at > start).then(|| self.text[start..at].into());
        let (operator, length) = self.redirect_operator(at, fd.is_some())?;
        self.pos = at + length;
        let behind = self.pos;
        self.blanks();
        if matches!(operator, RedirectOperator::HereDocument | RedirectOperator::HereDocumentTabs) {
            return Some(self.here_document(start, fd, operator));
        }
        let Some(target) = self.word() else {
            self.pos = behind;
            self.error(start, behind, "this redirect has no target");
            let span = self.span(start, behind);
            return Some(Redirect { span, fd, operator, target: Word::default(), body: None });
        };
        // `>&file` writes both streams; `>&1` and `>&-` only point one at another.
        let points = target.literal().is_some_and(|it| it == "-" || it.trim_end_matches('-').parse::<u32>().is_ok());
        let operator = match operator {
            RedirectOperator::DuplicateWrite if fd.is_none() && !points => RedirectOperator::WriteBoth,
            other => other,
        };
        Some(Redirect { span: self.span(start, self.pos), fd, operator, target, body: None })
    }

    fn redirect_operator(&mut self, at: usize, numbered: bool) -> Option<(RedirectOperator, usize)> {
        use RedirectOperator as Op;
        let (first, second, third) = (self.byte(at)?, self.byte(at + 1), self.byte(at + 2));
        Some(match (first, second, third) {
            (b'<', Some(b'<'), Some(b'<')) => (Op::HereString, 3),
            (b'<', Some(b'<'), Some(b'-')) => (Op::HereDocumentTabs, 3),
            (b'<', Some(b'<'), _) => (Op::HereDocument, 2),
            (b'<', Some(b'>'), _) => (Op::ReadWrite, 2),
            (b'<', Some(b'&'), _) => (Op::DuplicateRead, 2),
            (b'>', Some(b'>'), _) => (Op::Append, 2),
            (b'>', Some(b'|'), _) => (Op::Clobber, 2),
            (b'>', Some(b'&'), _) => (Op::DuplicateWrite, 2),
            // `<(` and `>(` are words.
            (b'<' | b'>', Some(b'('), _) if !numbered => return None,
            (b'<', ..) => (Op::Read, 1),
            (b'>', ..) => (Op::Write, 1),
            (b'&', Some(b'>'), Some(b'>')) if !numbered => (Op::AppendBoth, 3),
            (b'&', Some(b'>'), _) if !numbered => (Op::WriteBoth, 2),
            _ => return None,
        })
    }

    fn here_document(&mut self, start: usize, fd: Option<Box<str>>, operator: RedirectOperator) -> Redirect {
        let from = self.pos;
        let target = self.word().unwrap_or_else(|| self.nothing(self.pos));
        let span = self.span(start, self.pos);
        let written = &self.text[from..self.pos];
        let expands = !written.contains(['\'', '"', '\\']);
        let delimiter = if expands { written.to_owned() } else { target.literal().unwrap_or_default().to_owned() };
        let body = self.here_body(&delimiter, operator == RedirectOperator::HereDocumentTabs, expands);
        if body.is_none() && !written.is_empty() {
            self.error(start, self.pos, "no line ends this here-document");
        }
        Redirect { span, fd, operator, target, body }
    }

    /// Reads the body behind the current line, and notes that the line's newline leads past it.
    fn here_body(&mut self, delimiter: &str, tabs: bool, expands: bool) -> Option<HereDocument> {
        if self.fuel == 0 {
            return None;
        }
        let line = self.logical_line_end(self.pos);
        self.pay(line.saturating_sub(self.pos));
        let first = match self.here {
            Some((newline, end)) if newline == line => end,
            _ => line + 1,
        };
        // `<<''` ends at an empty line, `<<` alone nowhere.
        if line >= self.end || delimiter.is_empty() && expands {
            return None;
        }
        let mut at = first;
        while at < self.end {
            let end = self.line_end(at);
            let end_of_text = at + self.text[at..end].trim_end_matches('\r').len();
            let text = &self.text[at..end_of_text];
            let text = if tabs { text.trim_start_matches('\t') } else { text };
            // A substitution's `)` may stand right behind the delimiter.
            if text == delimiter {
                self.here = Some((line, (end + 1).min(self.end)));
                self.bodies_end = self.bodies_end.max((end + 1).min(self.end));
                let delimiter = self.span(end_of_text - text.len(), end_of_text);
                self.signs.push(delimiter);
                return Some(self.here_text(first, at, tabs, expands));
            }
            at = end + 1;
        }
        self.seen = self.seen.max(self.end + 1);
        self.pay(self.end - first.min(self.end));
        None
    }

    fn here_text(&mut self, start: usize, end: usize, tabs: bool, expands: bool) -> HereDocument {
        let pos = self.pos;
        let (here, comments) = (self.here, self.comments.len());
        self.pos = start;
        let text = if expands {
            self.within(end, |it| it.deeper(|it| it.here_word(tabs))).unwrap_or_else(|| self.nothing(start))
        } else {
            self.within(end, |it| it.here_text_as_written(tabs))
        };
        self.pos = pos;
        self.here = here;
        self.comments.truncate(comments);
        HereDocument { text, expands }
    }

    /// A text that nothing expands; without the tabs that its lines start with, where `tabs` says so.
    fn here_text_as_written(&mut self, tabs: bool) -> Word {
        let start = self.pos;
        let mut parts = Vec::new();
        while self.pos < self.end {
            while tabs && self.peek() == Some(b'\t') {
                self.pos += 1;
            }
            let from = self.pos;
            self.pos = if tabs { (self.line_end(from) + 1).min(self.end) } else { self.end };
            self.literal(&mut parts, from, Quote::Single);
        }
        Word::new(self.span(start, self.end), parts)
    }

    /// Where the newline stands that ends the command line at `from`: quotes may hold others.
    fn logical_line_end(&mut self, from: usize) -> usize {
        let mut at = from;
        let mut quote = 0u8;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'\\' if quote != b'\'' => at += 1,
                b'\'' | b'"' if quote == 0 => quote = byte,
                b'#' if quote == 0 && at > 0 && self.text.as_bytes()[at - 1].is_ascii_whitespace() => {
                    return self.line_end(at);
                }
                _ if byte == quote => quote = 0,
                b'\n' if quote == 0 => return at,
                _ => {}
            }
            at += 1;
        }
        // An open quote is an error that shows elsewhere; the line's own end is the better guess then.
        if quote == 0 { at.min(self.end) } else { self.line_end(from) }
    }
}
