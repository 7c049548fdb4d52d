//! Scripts in the documents: a block marked `sh` can be read without an error.

use crate::{assert_none, pages};
use caro_core::script::{Dialect, parse_text};

/// What stands above a block that shows a mistake, in pages made from rules and refactorings.
const MISTAKES: [&str; 2] = ["Found:", "Before:"];

#[test]
fn every_script_can_be_read() {
    let (mut complaints, mut seen) = (Vec::new(), 0);
    for page in pages() {
        for block in page.parts().1.into_iter().filter(|it| it.mark == "sh") {
            if MISTAKES.contains(&block.before.as_str()) {
                continue;
            }
            seen += 1;
            for (line, message) in errors(&block.text) {
                complaints.push(format!("{}:{}: {message}", page.path.display(), block.line + line));
            }
        }
    }
    assert!(seen > 1000, "only {seen} scripts were seen");
    assert_none(&complaints);
}

#[test]
fn a_broken_script_is_seen() {
    assert_eq!(errors("echo a\nif true; then\n").len(), 1);
    assert_eq!(errors("echo a\n"), []);
}

fn errors(text: &str) -> Vec<(usize, String)> {
    let chunks = parse_text(text, Dialect::Bash);
    let errors = chunks.iter().flat_map(|chunk| {
        let line = |start: usize| text[..chunk.start + start].matches('\n').count();
        chunk.body.errors.iter().map(move |it| (line(it.span.start), it.message.to_string()))
    });
    errors.collect()
}
