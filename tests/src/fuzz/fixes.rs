//! Any bytes as a script: each fix of each finding lies in the text, leaves no more that cannot be read, and gives what opening
//! the result afresh gives.

use caro_core::script::Dialect;
use caro_core::{Document, Span, actions::edited, rules};

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for dialect in [Dialect::Sh, Dialect::Bash] {
        let document = Document::new(&text, dialect);
        let before = unread(&document);
        for finding in rules::check(&document, None).findings() {
            for fix in &finding.fixes {
                let edits: Vec<(Span, String)> = fix.edits.clone();
                let fixed = edited(&document, &edits);
                assert!(unread(&fixed) <= before, "{} breaks {text:?}: {:?}", fix.title, fixed.text().to_string());
                let fresh = Document::new(&fixed.text().to_string(), dialect);
                assert_eq!(unread(&fixed), unread(&fresh));
            }
        }
    }
}

/// How many places cannot be read.
fn unread(document: &Document) -> usize {
    document.chunks().iter().map(|it| it.body.errors.len()).sum()
}
