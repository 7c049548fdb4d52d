//! LSP to core and back: positions, findings, texts. UTF-16 stops here.

use std::sync::OnceLock;

use caro_core::Span;
use caro_core::rules::{Finding, Level};
use ropey::Rope;
use similar::{DiffOp, DiffTag, TextDiff};
use tower_lsp_server::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Documentation, Location, MarkupContent, MarkupKind,
    NumberOrString, Position, PositionEncodingKind, Range, TextEdit, Uri,
};

/// How the client counts the characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what LSP means unless told otherwise.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The first of the client's encodings that we know: its list is in order of preference.
    pub(crate) fn negotiate(offered: &[PositionEncodingKind]) -> Self {
        let known = offered.iter().find_map(|it| match it.as_str() {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        });
        known.unwrap_or_default()
    }

    /// Its name in LSP.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// Where a text's lines start, by LSP's idea of a line.
///
/// The rope counts `\n` only (its other breaks are switched off), which is right for `\n` and `\r\n`. A lone `\r` also
/// ends a line in LSP: a text that has one, which is rare, gets a table instead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    lone_return: bool,
    starts: OnceLock<Vec<usize>>,
}

impl Lines {
    /// The lines of a whole text.
    pub(crate) fn of(text: &str) -> Self {
        Self { lone_return: has_lone_return(text.bytes()), starts: OnceLock::new() }
    }

    /// Takes notice of an edit, given the text after it, where it began, and how many bytes it put there.
    pub(crate) fn changed(&mut self, text: &Rope, start: usize, length: usize) {
        // Only a neighbour of the edit can have become lone. One that went away costs speed only.
        let end = (start + length + 1).min(text.len_bytes());
        let around = text.bytes_at(start.saturating_sub(1)).take(end - start.saturating_sub(1));
        self.lone_return |= has_lone_return(around);
        self.starts = OnceLock::new();
    }
}

fn has_lone_return(bytes: impl Iterator<Item = u8>) -> bool {
    let mut after_return = false;
    for byte in bytes {
        if after_return && byte != b'\n' {
            return true;
        }
        after_return = byte == b'\r';
    }
    after_return
}

/// Translates positions in one text.
#[derive(Clone, Copy)]
pub(crate) struct Mapper<'a> {
    text: &'a Rope,
    /// The starts of all lines; `None` where the rope's own lines are right.
    starts: Option<&'a [usize]>,
    encoding: Encoding,
}

impl<'a> Mapper<'a> {
    pub(crate) fn new(text: &'a Rope, lines: &'a Lines, encoding: Encoding) -> Self {
        let starts = lines.lone_return.then(|| lines.starts.get_or_init(|| line_starts(text)).as_slice());
        Self { text, starts, encoding }
    }

    /// The byte offset of a position, moved inwards as LSP says: behind a line's end is its end, behind the last line is
    /// the text's end, inside a character is the character's start.
    pub(crate) fn offset(&self, position: Position) -> usize {
        let Some((start, end)) = self.line(position.line as usize) else { return self.text.len_bytes() };
        let character = position.character as usize;
        let text = self.text;
        let (first, last) = (text.byte_to_char(start), text.byte_to_char(end));
        let char = match self.encoding {
            Encoding::Utf8 => text.byte_to_char(start.saturating_add(character).min(end)),
            Encoding::Utf16 => {
                let unit = text.char_to_utf16_cu(first).saturating_add(character);
                text.utf16_cu_to_char(unit.min(text.char_to_utf16_cu(last)))
            }
            Encoding::Utf32 => first.saturating_add(character).min(last),
        };
        text.char_to_byte(char)
    }

    /// The position of a byte offset.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let text = self.text;
        let offset = offset.min(text.len_bytes());
        let line = match self.starts {
            Some(starts) => starts.partition_point(|it| *it <= offset) - 1,
            None => text.byte_to_line(offset),
        };
        let (start, end) = self.line(line).unwrap_or((offset, offset));
        // Between `\r` and `\n` there is no place to stand.
        let char = text.byte_to_char(offset.min(end));
        let first = text.byte_to_char(start);
        let character = match self.encoding {
            Encoding::Utf8 => text.char_to_byte(char) - start,
            Encoding::Utf16 => text.char_to_utf16_cu(char) - text.char_to_utf16_cu(first),
            Encoding::Utf32 => char - first,
        };
        Position { line: line as u32, character: character as u32 }
    }

    /// The span of a range; a range that runs backwards is turned round.
    pub(crate) fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }

    /// The range of a span.
    pub(crate) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// Where a line starts, and where it ends without its line end.
    fn line(&self, line: usize) -> Option<(usize, usize)> {
        let text = self.text;
        let (start, next) = match self.starts {
            Some(starts) => (*starts.get(line)?, starts.get(line + 1).copied()),
            None if line < text.len_lines() => {
                (text.line_to_byte(line), (line + 1 < text.len_lines()).then(|| text.line_to_byte(line + 1)))
            }
            None => return None,
        };
        let Some(next) = next else { return Some((start, text.len_bytes())) };
        let is_windows = text.byte(next - 1) == b'\n' && next - start >= 2 && text.byte(next - 2) == b'\r';
        Some((start, next - if is_windows { 2 } else { 1 }))
    }
}

fn line_starts(text: &Rope) -> Vec<usize> {
    let mut starts = vec![0];
    let mut after_return = false;
    for (at, byte) in text.bytes().enumerate() {
        if after_return && byte != b'\n' {
            starts.push(at);
        }
        if byte == b'\n' {
            starts.push(at + 1);
        }
        after_return = byte == b'\r';
    }
    if after_return {
        starts.push(text.len_bytes());
    }
    starts
}

/// A finding as the editor shows it; `None` for a note, which is not shown.
pub(crate) fn diagnostic(finding: &Finding, mapper: Mapper<'_>, related: Option<&Uri>) -> Option<Diagnostic> {
    let severity = match finding.level {
        Level::Danger => DiagnosticSeverity::ERROR,
        Level::Caution => DiagnosticSeverity::WARNING,
        Level::Note => return None,
    };
    let related = related.filter(|_| !finding.related.is_empty()).map(|uri| {
        let places = finding.related.iter().map(|(span, message)| DiagnosticRelatedInformation {
            location: Location { uri: uri.clone(), range: mapper.range(*span) },
            message: message.clone(),
        });
        places.collect()
    });
    Some(Diagnostic {
        range: mapper.range(finding.span),
        severity: Some(severity),
        code: Some(NumberOrString::String(finding.rule.code.to_owned())),
        source: Some("caro".to_owned()),
        message: finding.message.clone(),
        related_information: related,
        ..Diagnostic::default()
    })
}

/// A fix's changes.
pub(crate) fn edits(edits: &[(Span, String)], mapper: Mapper<'_>) -> Vec<TextEdit> {
    edits.iter().map(|(span, text)| TextEdit { range: mapper.range(*span), new_text: text.clone() }).collect()
}

/// What turns one text into another, line by line.
pub(crate) fn difference(before: &Rope, after: &Rope) -> Vec<(Span, String)> {
    let (before, after) = (before.to_string(), after.to_string());
    let diff = TextDiff::from_lines(&before, &after);
    let mut starts = vec![0];
    for line in diff.old_slices() {
        starts.push(starts[starts.len() - 1] + line.len());
    }
    let changed = diff.ops().iter().filter(|it| it.tag() != DiffTag::Equal);
    let edit = |it: &DiffOp| {
        let (old, new) = (it.old_range(), it.new_range());
        (Span::new(starts[old.start], starts[old.end]), diff.new_slices()[new].concat())
    };
    changed.map(edit).collect()
}

/// A place in a label, which LSP counts in UTF-16 whatever was negotiated.
pub(crate) fn label_offsets(label: &str, span: Span) -> [u32; 2] {
    let units = |to: usize| label.get(..to).map_or(0, |it| it.encode_utf16().count()) as u32;
    [units(span.start), units(span.end)]
}

/// A level's name in our own messages, as the CLI spells it.
pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::Note => "note",
        Level::Caution => "caution",
        Level::Danger => "danger",
    }
}

/// Markdown for a client that does not render it: the marks go, the words stay.
pub(crate) fn plain(markdown: &str) -> String {
    let lines = markdown.lines().filter(|it| !it.trim_start().starts_with("```"));
    let lines: Vec<_> = lines.map(|it| it.replace("**", "").replace('`', "")).collect();
    lines.join("\n")
}

/// Markdown as the documentation of something, in the markup that a client likes best; one that names none takes a text.
pub(crate) fn documentation(markdown: String, liked: Option<&MarkupKind>) -> Documentation {
    match liked {
        Some(MarkupKind::Markdown) => {
            Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: markdown })
        }
        Some(MarkupKind::PlainText) => {
            Documentation::MarkupContent(MarkupContent { kind: MarkupKind::PlainText, value: plain(&markdown) })
        }
        None => Documentation::String(plain(&markdown)),
    }
}

#[cfg(test)]
mod tests;
