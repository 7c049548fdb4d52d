//! Any edits of any text: the document and its findings equal those of the result opened afresh.

use caro_core::script::Dialect;
use caro_core::{Document, Span, rules};

pub(super) fn run(bytes: &[u8]) {
    // Pieces between 0xff bytes: the first is the start, each further one an edit with its place in its first bytes.
    let mut pieces = bytes.split(|it| *it == 0xff);
    let start = String::from_utf8_lossy(pieces.next().unwrap_or_default());
    let mut document = Document::new(&start, Dialect::Bash);
    let mut report = rules::check(&document, None);
    for piece in pieces.take(8) {
        let [place, cut, text @ ..] = piece else { continue };
        let length = document.text().len_bytes();
        let at = usize::from(*place) * (length + 1) / 256;
        document.edit(Span::new(at, (at + usize::from(*cut) % 32).min(length.max(at))), &String::from_utf8_lossy(text));
        report = rules::check(&document, Some(&report));
        let fresh = Document::new(&document.text().to_string(), Dialect::Bash);
        let shown = |it: &Document| {
            let chunks = it.chunks().iter();
            chunks.map(|it| format!("{} {:?} {:?}", it.start, it.body.statements, it.body.errors)).collect::<Vec<_>>()
        };
        assert_eq!(shown(&document), shown(&fresh));
        let fresh = rules::check(&fresh, None);
        assert_eq!(format!("{:?}", report.findings()), format!("{:?}", fresh.findings()));
    }
}
