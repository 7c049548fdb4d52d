//! Any bytes, in every dialect: read, checked, explained and hovered without a panic, and every span lies in its chunk.

use caro_core::script::{Dialect, Node, walk};
use caro_core::{Document, Span, explain, hover, pages, rules};

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for dialect in [Dialect::Sh, Dialect::Bash, Dialect::Ksh] {
        let document = Document::new(&text, dialect);
        let mut end = 0;
        for chunk in document.chunks() {
            assert_eq!(chunk.start, end);
            end += chunk.body.text.len();
            let length = chunk.body.text.len();
            walk(&chunk.body.statements, &mut |node| {
                let span = match node {
                    Node::Statement(it) => it.span,
                    Node::Command(it) => it.span,
                    Node::Word(it) => it.span,
                    Node::Redirect(it) => it.span,
                };
                assert!(span.start <= span.end && span.end <= length, "{span:?} in {length}");
            });
            for span in chunk.body.comments.iter().map(|it| it.span).chain(chunk.body.errors.iter().map(|it| it.span)) {
                assert!(span.start <= span.end && span.end <= length, "{span:?} in {length}");
            }
        }
        assert_eq!(end, text.len());
        let report = rules::check(&document, None);
        for finding in report.findings() {
            assert!(finding.span.end <= text.len());
        }
        let view = explain::View {
            document: &document,
            report: Some(&report),
            findings: report.findings(),
            pages: &pages::NoPages,
            library: None,
        };
        for offset in (0..text.len()).step_by(7) {
            let _ = hover::hover(&view, offset);
        }
        for part in explain::explain(&view, Span::new(0, text.len())) {
            assert!(part.span.end <= text.len());
        }
    }
}
