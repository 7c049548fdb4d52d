//! Writes the comment that ignores a finding, where the line can take one.

use super::{Ignore, Ignores, State};
use crate::rules::{Finding, Fix};
use crate::script::Chunk;
use crate::{Document, Span, actions};

/// The change that ignores a finding at its place and leaves the reason to be written; none where no comment can stand.
pub fn edit(document: &Document, finding: &Finding) -> Option<Fix> {
    let code = finding.rule.code;
    let chunk = document.chunk_at(finding.span.start)?;
    let mut drafts: Vec<(Span, String)> = Vec::new();
    if chunk.directed {
        drafts.extend(beside(document, finding));
    }
    drafts.extend(lines(chunk, finding));

    let mut best: Option<(bool, (Span, String))> = None;
    for draft in drafts {
        // The first one that is no block; else the first one.
        match covering(document, finding, &draft) {
            Some(false) => {
                best = Some((false, draft));
                break;
            }
            Some(true) if best.is_none() => best = Some((true, draft)),
            _ => {}
        }
    }
    let (_, draft) = best?;
    Some(Fix { title: format!("Ignore {code} here, and say why"), edits: vec![draft], certain: false })
}

/// One more name in a comment that covers the finding and no block.
fn beside(document: &Document, finding: &Finding) -> Option<(Span, String)> {
    let fits =
        |it: &&Ignore| it.state == State::Counts && it.covers(finding) && it.cover.is_some_and(|it| !it.is_block);
    let ignores = Ignores::of(document);
    let last = ignores.ours.iter().filter(fits).find_map(|it| it.names.last())?;
    Some((Span::at(last.0.span.end), format!(", {}", finding.rule.code)))
}

/// A comment behind the command or above it; where that is within a longer command, behind or above that one.
fn lines(chunk: &Chunk, finding: &Finding) -> Vec<(Span, String)> {
    let words = format!("# caro: ignore {} because ", finding.rule.code);
    let layout = super::scope::Layout::new(&chunk.body);
    let text = &*chunk.body.text;
    let at = finding.span.start.saturating_sub(chunk.start);
    let mut commands = layout.commands_at(at);
    if commands.is_empty() {
        // The head of a loop, or something that stands in no command at all.
        commands.push(Span::at(at));
    }
    let mut drafts = Vec::new();
    for command in commands {
        let line = layout.line(command.end);
        let code = line.of(text).trim_end_matches([' ', '\t']);
        let is_free = !chunk.body.comments.iter().any(|it| line.touches(it.span.start));
        let end = line.start + code.len();
        if is_free && !code.ends_with('\\') && !code.is_empty() && !layout.is_inside_command(end) {
            drafts.push((Span::new(end, line.end), format!(" {words}")));
        }
        let line = layout.line(command.start);
        let above = text.get(..line.start).unwrap_or_default().trim_end_matches(['\n', '\r']);
        if !above.ends_with('\\') && !layout.is_inside_command(line.start) {
            let blank = line.of(text).len() - line.of(text).trim_start_matches([' ', '\t']).len();
            let indent = text.get(line.start..line.start + blank).unwrap_or_default();
            let newline = if text.get(line.end..).is_some_and(|it| it.starts_with('\r')) { "\r\n" } else { "\n" };
            drafts.push((Span::at(line.start), format!("{indent}{words}{newline}")));
        }
    }
    drafts.into_iter().map(|(span, text)| (span.shifted(chunk.start), text)).collect()
}

/// Whether the comment would cover the finding, and then whether it would cover a block.
fn covering(document: &Document, finding: &Finding, draft: &(Span, String)) -> Option<bool> {
    if !actions::is_readable(document, std::slice::from_ref(draft)) {
        return None;
    }
    let edited = actions::edited(document, std::slice::from_ref(draft));
    let mut moved = finding.clone();
    if draft.0.start <= finding.span.start {
        let by = draft.1.len() - draft.0.len().min(draft.1.len());
        moved.span = moved.span.shifted(by);
    }
    let names = |it: &Ignore| it.names.iter().any(|it| it.0.rule.is_some_and(|it| it.code == finding.rule.code));
    let ignores = Ignores::of(&edited);
    let new = |it: &&Ignore| it.comment.end >= draft.0.start && it.line.start <= draft.0.start + draft.1.len();
    let found = ignores.ours.iter().filter(new).find(|it| names(it) && it.covers(&moved))?;
    found.cover.map(|it| it.is_block)
}
