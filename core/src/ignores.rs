//! Comments that ignore findings: what they cover, which of them does nothing, and the change that writes one.
//!
//! `docs/ignores.md` says what users can write. A script without such a comment costs one look at each chunk's flag.

use crate::rules::{Finding, Fix, Rule, UNKNOWN, UNUSED, WITHOUT_REASON, hides, one_for_each_place};
use crate::script::Comment;
use crate::{Document, Span};
use comment::{Name, Said};
use scope::{Cover, Layout};
use std::collections::HashMap;
use std::ops::RangeInclusive;

mod comment;
mod edit;
mod scope;
mod shellcheck;

pub use edit::edit;

/// How many such comments of one script count. More are written by nobody, and each could cover everything.
const MOST: usize = 1000;

/// A comment that ignores something.
#[derive(Debug)]
struct Ignore {
    /// All of it, in the document.
    comment: Span,
    /// The line it stands on.
    line: Span,
    /// What goes when it goes: its line, or the blanks before it too.
    room: Span,
    /// `ignore` or `ignore-file`.
    order: Span,
    names: Vec<(Name, bool)>,
    has_reason: bool,
    /// What it covers, if anything.
    cover: Option<Cover>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Counts,
    CountsForFile,
    /// `ignore-file` behind the first command.
    TooLate,
    /// It holds characters that nobody sees.
    Hides,
}

/// A comment of ShellCheck with what it covers.
#[derive(Debug)]
struct Foreign {
    codes: Vec<RangeInclusive<u32>>,
    cover: Span,
}

/// All comments of a document that ignore something.
#[derive(Debug, Default)]
struct Ignores {
    ours: Vec<Ignore>,
    foreign: Vec<Foreign>,
    /// Words that should be an order: where, and which.
    misspelt: Vec<(Span, &'static str)>,
}

/// For each rule the comments that name it, and at which of their names.
type ByRule = HashMap<&'static str, Vec<(usize, usize)>>;

/// Whether a script may hold such comments.
pub(crate) fn are_in(document: &Document) -> bool {
    document.chunks().iter().any(|it| it.directed)
}

/// The findings without those that the script's comments ignore, and with what is to be said of the comments.
/// `doubles` are those that others at the same place stand for, and `spoken` all that the rules said before a policy had
/// its say: a comment is used where it covers one of these, whoever else silences it.
pub(crate) fn heed<'a>(
    document: &Document,
    mut findings: Vec<Finding>,
    doubles: &[Finding],
    spoken: impl Iterator<Item = &'a Finding>,
) -> Vec<Finding> {
    let mut ignores = Ignores::of(document);
    findings.extend_from_slice(doubles);
    let by_rule = ignores.by_rule();
    spoken.for_each(|it| _ = ignores.ignore(it, &by_rule));
    findings.retain(|it| !ignores.ignore(it, &by_rule) && !ignores.is_disabled(it, document));
    ignores.speak(&mut findings, document);
    one_for_each_place(&mut findings);
    findings
}

/// Whether a code of ShellCheck at `span` says what the finding says: on the same line, since it may mark another word.
pub fn is_said_by_shellcheck(finding: &Finding, code: u32, span: Span, document: &Document) -> bool {
    let line = |it: usize| document.text().byte_to_line(it.min(document.text().len_bytes()));
    let is_there = |it: &Span| line(it.start) == line(span.start);
    shellcheck::says_the_same(code, finding, document) && shellcheck::places(finding).iter().any(is_there)
}

impl Ignores {
    fn of(document: &Document) -> Self {
        let mut all = Self::default();
        let start = document.chunks().iter().find_map(|it| Some(it.start + it.body.statements.first()?.span.start));
        let start = start.unwrap_or(usize::MAX);
        for chunk in document.chunks().iter().filter(|it| it.directed) {
            let mut layout = None;
            for Comment { span } in &chunk.body.comments {
                let text = span.of(&chunk.body.text);
                let Some(said) = Some(text).filter(|it| Comment::is_directive(it)).and_then(comment::read) else {
                    continue;
                };
                if all.ours.len() + all.foreign.len() + all.misspelt.len() == MOST {
                    return all;
                }
                let layout = layout.get_or_insert_with(|| Layout::new(&chunk.body));
                let is_first = chunk.start + span.start < start;
                let absolute = |it: Span| it.shifted(chunk.start + span.start);
                match said {
                    Said::Misspelt { order, meant } => all.misspelt.push((absolute(order), meant)),
                    Said::ShellCheck(codes) => {
                        let next = || layout.next_command(*span).map(|it| it.shifted(chunk.start));
                        let cover = if is_first { Some(Span::new(0, usize::MAX)) } else { next() };
                        all.foreign.extend(cover.map(|cover| Foreign { codes, cover }));
                    }
                    Said::Ignore { file, order, names, has_reason } => {
                        let state = match (hides(text), file) {
                            (true, _) => State::Hides,
                            (_, true) if is_first => State::CountsForFile,
                            (_, true) => State::TooLate,
                            (_, false) => State::Counts,
                        };
                        let cover = match state {
                            State::Counts => {
                                layout.covered(*span).map(|it| Cover { span: it.span.shifted(chunk.start), ..it })
                            }
                            State::CountsForFile => Some(Cover { span: Span::new(0, usize::MAX), is_block: true }),
                            State::TooLate | State::Hides => None,
                        };
                        let named = |it: Name| (Name { span: absolute(it.span), ..it }, false);
                        all.ours.push(Ignore {
                            comment: span.shifted(chunk.start),
                            line: layout.line(span.start).shifted(chunk.start),
                            room: room(&chunk.body.text, layout, *span).shifted(chunk.start),
                            order: absolute(order),
                            names: names.into_iter().map(named).collect(),
                            has_reason,
                            cover,
                            state,
                        });
                    }
                }
            }
        }
        all
    }

    /// The comments that name a rule, and at which of their names.
    fn by_rule(&self) -> ByRule {
        let mut by_rule = ByRule::new();
        for (at, ignore) in self.ours.iter().enumerate() {
            for (name, (it, _)) in ignore.names.iter().enumerate() {
                if let Some(rule) = it.rule {
                    by_rule.entry(rule.code).or_default().push((at, name));
                }
            }
        }
        by_rule
    }

    /// Whether a finding is ignored; remembers by what.
    fn ignore(&mut self, finding: &Finding, by_rule: &ByRule) -> bool {
        let mut is_ignored = false;
        for (at, name) in by_rule.get(finding.rule.code).into_iter().flatten() {
            let ignore = &mut self.ours[*at];
            if ignore.covers(finding) {
                ignore.names[*name].1 = true;
                is_ignored = true;
            }
        }
        is_ignored
    }

    /// Whether a comment of ShellCheck switches off what the finding says.
    fn is_disabled(&self, finding: &Finding, document: &Document) -> bool {
        let places = shellcheck::places(finding);
        self.foreign.iter().filter(|it| places.iter().any(|place| holds(it.cover, *place))).any(|it| {
            let named = shellcheck::codes(finding).iter().filter(|code| it.codes.iter().any(|it| it.contains(code)));
            named.into_iter().any(|code| shellcheck::says_the_same(*code, finding, document))
        })
    }

    /// Adds what is to be said of the comments themselves.
    fn speak(&mut self, findings: &mut Vec<Finding>, document: &Document) {
        // Where something cannot be read, findings may be missing that come back.
        let is_read = document.chunks().iter().all(|it| it.body.errors.is_empty());
        let silent = |rule: &Rule| {
            let names = self.ours.iter().filter(|it| it.state == State::CountsForFile).flat_map(|it| &it.names);
            names.filter_map(|it| it.0.rule).any(|it| it.code == rule.code)
        };
        let mut add = |finding: Finding| {
            if !silent(finding.rule) {
                findings.push(finding);
            }
        };
        for (span, meant) in &self.misspelt {
            let word = document.slice(*span);
            let fix =
                Fix { title: format!("Write `{meant}`"), edits: vec![(*span, (*meant).to_owned())], certain: false };
            add(finding(UNKNOWN, *span, format!("`{word}` says nothing to Caro"), vec![fix]));
        }
        for ignore in &self.ours {
            let unused = if is_read { ignore.unused() } else { Vec::new() };
            let is_vain = unused.len() == ignore.names.len() && !unused.is_empty() || ignore.state == State::Hides;
            if is_vain {
                add(ignore.in_vain());
            } else {
                for at in unused {
                    add(ignore.without(at));
                }
            }
            if ignore.names.is_empty() {
                add(finding(UNKNOWN, ignore.order, "names no rule, and so ignores nothing".to_owned(), Vec::new()));
            }
            for (name, _) in ignore.names.iter().filter(|it| it.0.rule.is_none()) {
                add(unknown(name, document));
            }
            if !ignore.has_reason && !is_vain && ignore.names.iter().any(|it| it.0.rule.is_some()) {
                let message = "does not say why: write the reason behind `because`".to_owned();
                add(finding(WITHOUT_REASON, ignore.order, message, Vec::new()));
            }
        }
    }
}

impl Ignore {
    /// Whether it stands for the place of a finding. What is hidden on a line cannot be ignored there.
    fn covers(&self, finding: &Finding) -> bool {
        let is_hidden_here = finding.rule.code.starts_with("CARO14") && self.line.touches(finding.span.start);
        self.cover.is_some_and(|it| holds(it.span, finding.span)) && !is_hidden_here
    }

    /// Which of its names found nothing to ignore.
    fn unused(&self) -> Vec<usize> {
        // What is said of comments is ignored for a whole file, and is not counted.
        let counts = |rule: &Rule| self.state != State::CountsForFile || !rule.code.starts_with("CARO15");
        let is_unused = |(name, used): &(Name, bool)| name.rule.is_some_and(counts) && !used;
        (0..self.names.len()).filter(|it| is_unused(&self.names[*it])).collect()
    }

    fn in_vain(&self) -> Finding {
        let codes: Vec<&str> = self.names.iter().filter_map(|it| Some(it.0.rule?.code)).collect();
        let message = match self.state {
            State::Hides => "holds characters that nobody sees, and so ignores nothing".to_owned(),
            State::TooLate => "stands behind the first command, where `ignore-file` says nothing".to_owned(),
            State::Counts | State::CountsForFile => format!("ignores nothing: {} finds nothing here", codes.join(", ")),
        };
        // Never certain: a bound, or a sourced file that is not at hand, can hide what it is there for.
        let title = "Delete it: it ignores nothing here".to_owned();
        let fix = Fix { title, edits: vec![(self.room, String::new())], certain: false };
        finding(UNUSED, self.comment, message, vec![fix])
    }

    /// Says of one name that it ignores nothing.
    fn without(&self, at: usize) -> Finding {
        let span = |at: usize| self.names.get(at).map(|it| it.0.span);
        let (own, code) =
            self.names.get(at).map_or((self.order, ""), |it| (it.0.span, it.0.rule.map_or("", |it| it.code)));
        let cut = match (span(at + 1), at.checked_sub(1).and_then(span)) {
            (Some(next), _) => Span::new(own.start, next.start),
            (None, Some(before)) => Span::new(before.end, own.end),
            (None, None) => own,
        };
        let title = format!("Take {code} out: it ignores nothing here");
        let fix = Fix { title, edits: vec![(cut, String::new())], certain: false };
        finding(UNUSED, own, format!("ignores nothing: {code} finds nothing here"), vec![fix])
    }
}

fn unknown(name: &Name, document: &Document) -> Finding {
    let word = document.slice(name.span);
    let meant = comment::meant(&word);
    let fix =
        meant.map(|it| Fix { title: format!("Write `{it}`"), edits: vec![(name.span, it.to_owned())], certain: false });
    let message = match meant {
        Some(it) => format!("there is no rule `{word}`; `{it}` is near"),
        None => format!("there is no rule `{word}`"),
    };
    finding(UNKNOWN, name.span, message, fix.into_iter().collect())
}

fn finding(rule: &'static Rule, span: Span, message: String, fixes: Vec<Fix>) -> Finding {
    Finding { rule, level: rule.level, span, message, related: Vec::new(), fixes, allowed: None, lowered: None }
}

/// Whether a finding begins in what a comment covers.
fn holds(cover: Span, place: Span) -> bool {
    cover.start <= place.start && (place.start < cover.end || place.is_empty() && place.start == cover.end)
}

/// What is deleted with a comment: its line where nothing else stands there, else the blanks before it.
fn room(text: &str, layout: &Layout<'_>, comment: Span) -> Span {
    let line = layout.line(comment.start);
    if layout.is_alone(comment) {
        let rest = text.get(line.end..).unwrap_or_default();
        let newline = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
        return Span::new(line.start, line.end + newline);
    }
    let before = Span::new(line.start, comment.start).of(text).trim_end_matches([' ', '\t']);
    Span::new(line.start + before.len(), comment.end)
}

#[cfg(test)]
mod tests;
