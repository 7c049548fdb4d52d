//! Any bytes: every offer, refactoring and page is made without a panic, edits lie in the text, and what a rehearsal made
//! of a command comes back.

use caro_core::actions::{edited, fix_all, offers};
use caro_core::policy::Policy;
use caro_core::refactor::{self, Scene};
use caro_core::script::Dialect;
use caro_core::verdict::verdict;
use caro_core::{Document, Span, danger, rules};

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for dialect in [Dialect::Sh, Dialect::Bash] {
        let document = Document::new(&text, dialect);
        let report = rules::check(&document, None);
        let findings = verdict(&document, &report, &Policy::default());
        for finding in &*findings {
            assert!(finding.span.end <= text.len());
            let _ = danger::page(&document, finding);
        }
        let whole = Scene { document: &document, findings: &findings, selection: Span::new(0, text.len()) };
        for offer in offers(&whole, &|_| true) {
            for (at, (span, _)) in offer.edits.iter().enumerate() {
                assert!(span.start <= span.end && span.end <= text.len(), "{span:?}");
                assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
                let others = offer.edits[at + 1..].iter();
                for other in others {
                    assert!(span.end <= other.0.start || other.0.end <= span.start, "{:?} {}", offer.kind, offer.title);
                }
            }
        }
        let mut check = |it: &Document| verdict(it, &rules::check(it, None), &Policy::default()).into_owned();
        let fixed = fix_all(&document, &mut check);
        assert!(check(&fixed).len() <= findings.len());
        let named = |name: &str| refactor::all().iter().find(|it| it.name == name).expect("there is one");
        if let Some(draft) = named("rehearse").draft(&whole) {
            let rehearsal = edited(&document, &draft.edits);
            let selection = Span::new(0, rehearsal.text().len_bytes());
            let back = named("restore").draft(&Scene { document: &rehearsal, findings: &[], selection });
            let back = back.map(|it| edited(&rehearsal, &it.edits).text().to_string());
            if !text.contains("caro: rehearsal") {
                assert_eq!(back.as_deref(), Some(&*text));
            }
        }
    }
}
