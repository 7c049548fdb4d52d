//! Findings for people, as a compiler shows them: the place, the marked lines, what explains them, and the way out.

use super::super::place::Lines;
use super::super::visible::visible;
use super::Checked;
use super::excerpt::{Excerpt, inserted};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Patch, Renderer, Snippet};
use caro_core::Span;
use caro_core::rules::{Finding, Fix, Level};
use std::fmt::Write;
use std::io::{IsTerminal, stdout};

/// How far from a finding, in lines, a place that explains it is shown in the same snippet.
const NEAR: usize = 4;
/// A mark over more lines than this is shown in its first one.
const MOST_LINES: usize = 6;
/// How many places that explain a finding are shown, and how many changed stretches of a fix.
const MOST_SHOWN: usize = 8;
/// The widest line that is left as it is; snippets are cut before, messages are not.
const WIDTH: usize = 100_000;
/// Stands for a path and a place while lines are drawn: columns are counted in the script, not in what is shown of it.
const PLACE: &str = "\u{e000}";

/// How text looks: with colours, where somebody looks who has not asked for none.
pub(super) fn look() -> Renderer {
    let forced = std::env::var_os("CLICOLOR_FORCE").is_some_and(|it| !it.is_empty() && it != "0");
    let refused = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|it| it == "dumb");
    let wanted = forced || stdout().is_terminal() && !dumb;
    let look = if wanted && !refused { Renderer::styled() } else { Renderer::plain() };
    look.term_width(WIDTH)
}

/// The findings of one script.
pub(super) fn script(checked: &Checked<'_>, look: &Renderer) -> String {
    let mut shown = String::new();
    for finding in checked.findings {
        let (groups, places) = groups(checked, finding);
        let drawn = look.render(&groups);
        let mut parts = drawn.split(PLACE);
        shown.push_str(parts.next().unwrap_or_default());
        for (part, span) in parts.zip(places) {
            let place = checked.lines.place(span);
            let part = part.trim_start_matches(|it: char| it == ':' || it.is_ascii_digit());
            let _ = write!(shown, "{}:{}:{}{part}", visible(&checked.path), place.line, place.column);
        }
        shown.push_str("\n\n");
    }
    shown
}

/// What is drawn for a finding, and the places of its snippets.
fn groups<'a>(checked: &Checked<'_>, finding: &'a Finding) -> (Vec<Group<'a>>, Vec<Span>) {
    let lines = &checked.lines;
    let place = lines.place(finding.span);
    let level = match finding.level {
        Level::Danger => Title::ERROR,
        Level::Caution => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let title = level.with_name(finding.level.name()).primary_title(visible(&finding.message)).id(finding.rule.code);
    let near = |span: Span| lines.place(span).line.abs_diff(place.line) <= NEAR;
    let (near, far): (Vec<_>, Vec<_>) = finding.related.iter().take(MOST_SHOWN).partition(|it| near(it.0));
    let mut groups = vec![title.element(snippet(lines, finding.span, &near))];
    let places = std::iter::once(finding.span).chain(far.iter().map(|it| it.0)).collect();
    for (span, text) in far {
        groups.push(Title::NOTE.secondary_title(visible(text)).element(snippet(lines, *span, &[])));
    }
    let mut fixes = finding.fixes.iter();
    groups.extend(fixes.next().map(|it| help(lines, it)));
    // Their lines are shown where one is chosen.
    let others = fixes.map(|it| Title::HELP.secondary_title(format!("or: {}", visible(&it.title))));
    groups.extend(others.map(Group::with_title));
    if finding.fixes.is_empty()
        && let Some(question) = finding.rule.decision()
    {
        groups.push(Group::with_title(Title::HELP.secondary_title(format!("decide: {question}"))));
    }
    (groups, places)
}

/// The lines of a finding with their marks; `near` are places close by that explain it.
fn snippet(lines: &Lines<'_>, span: Span, near: &[&(Span, String)]) -> Snippet<'static, Annotation<'static>> {
    let span = shortened(lines, span);
    let spans: Vec<Span> = std::iter::once(span).chain(near.iter().map(|it| shortened(lines, it.0))).collect();
    let places = || spans.iter().map(|it| lines.place(*it));
    let first = places().map(|it| it.line).min().unwrap_or(1);
    let last = places().map(|it| it.end_line).max().unwrap_or(first);
    let excerpt = Excerpt::new(lines, first, last, &spans);
    let labels = std::iter::once(None).chain(near.iter().map(|it| Some(visible(&it.1))));
    let annotations = spans.iter().zip(labels).map(|(span, label)| {
        let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(excerpt.range(*span)).label(label)
    });
    let annotations: Vec<_> = annotations.collect();
    Snippet::source(excerpt.text).line_start(excerpt.first_line).path(PLACE).annotations(annotations)
}

/// What is marked of a span: all of it, or its first line where it is long.
fn shortened(lines: &Lines<'_>, span: Span) -> Span {
    let place = lines.place(span);
    if place.end_line - place.line < MOST_LINES {
        return span;
    }
    Span::new(span.start, span.start.max(lines.start(place.line) + lines.line(place.line).len()))
}

/// A fix with the lines that it changes.
fn help(lines: &Lines<'_>, fix: &Fix) -> Group<'static> {
    let mut group = Group::with_title(Title::HELP.secondary_title(visible(&fix.title)));
    let mut edits: Vec<&(Span, String)> = fix.edits.iter().collect();
    edits.sort_by_key(|it| it.0);
    let line = |it: &(Span, String)| lines.place(it.0).line;
    let end_line = |it: &(Span, String)| lines.place(it.0).end_line;
    let together = edits.chunk_by(|a, b| line(b) <= end_line(a) + 1).take(MOST_SHOWN);
    for edits in together.filter(|it| it.iter().all(|it| end_line(it) - line(it) < 2 * MOST_LINES)) {
        let (Some(first), Some(last)) =
            (edits.iter().map(|it| line(it)).min(), edits.iter().map(|it| end_line(it)).max())
        else {
            continue;
        };
        let spans: Vec<Span> = edits.iter().map(|it| it.0).collect();
        let excerpt = Excerpt::new(lines, first, last.min(first + 4 * MOST_LINES), &spans);
        let shown = edits.iter().filter(|it| excerpt.shows(it.0.start));
        let patches: Vec<_> = shown.map(|it| Patch::new(excerpt.range(it.0), inserted(&it.1))).collect();
        if !patches.is_empty() {
            group = group.element(Snippet::source(excerpt.text).line_start(excerpt.first_line).patches(patches));
        }
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;
    use caro_core::script::Dialect;
    use caro_core::{Document, rules};

    /// What is shown of a made-up finding at a place, with a fix of these edits.
    fn shown(text: &str, at: (usize, usize), edits: &[(usize, usize, &str)]) -> String {
        let edits = edits.iter().map(|it| (Span::new(it.0, it.1), it.2.to_owned())).collect();
        let document = Document::new("chmod 777 /srv", Dialect::Bash);
        let mut finding = rules::check(&document, None).findings()[0].clone();
        finding.level = Level::Caution;
        finding.span = Span::new(at.0, at.1);
        finding.message = "why\nnot".to_owned();
        finding.fixes = vec![Fix { title: "Do it".to_owned(), edits, certain: false }];
        let checked = Checked { path: "a.sh".to_owned(), lines: Lines::new(text), findings: &[finding] };
        script(&checked, &Renderer::plain().term_width(WIDTH))
    }

    #[test]
    fn a_fix_over_several_lines_shows_all_of_them() {
        let expected = "\
caution[CARO0301]: why\\u{a}not
 --> a.sh:1:1
  |
1 | one
  | ^^^
  |
help: Do it
  |
1 + first
2 + second
3 + 2
  |

";
        assert_eq!(shown("one\ntwo\nthree\n", (0, 3), &[(0, 3, "first\nsecond"), (4, 7, "2")]), expected);
    }

    #[test]
    fn wide_characters_keep_the_mark_in_its_place() {
        let text = shown("漢 🙂\tx\n", (9, 10), &[]);
        assert!(text.contains("1 | 漢 🙂    x\n  |          ^\n"), "{text}");
        assert!(text.contains("a.sh:1:5\n"), "{text}");
    }

    #[test]
    fn spans_that_do_not_fit_the_text_do_no_harm() {
        for at in [(0, 0), (3, 3), (5, 900), (900, 901)] {
            assert!(shown("ab\n\nü", at, &[(at.0, at.1, "x\n"), (0, 0, "")]).starts_with("caution[CARO0301]"));
        }
        assert!(shown("", (0, 0), &[(0, 0, "#!/bin/sh\n")]).contains("#!/bin/sh"));
    }

    #[test]
    fn a_mark_over_many_lines_is_shown_in_its_first() {
        let script = "ls\n".repeat(100);
        let text = shown(&script, (0, 300), &[(0, 300, "")]);
        assert!(text.lines().count() < 10, "{text}");
    }
}
