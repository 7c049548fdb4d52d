//! Any bytes as a request: answered or not without a panic, and what is offered parses.

use caro_core::Document;
use caro_core::generate::{Request, generate};
use caro_core::script::Dialect;
use caro_core::target::Platform;

pub(super) fn run(bytes: &[u8]) {
    // The first byte chooses for whom, a newline parts the request above from this one.
    let [first, rest @ ..] = bytes else { return };
    let text = String::from_utf8_lossy(rest);
    let dialect = if first % 2 == 0 { Dialect::Bash } else { Dialect::Sh };
    let platforms = [Platform::Linux, Platform::MacOs, Platform::Busybox, Platform::Posix];
    let platform = platforms[usize::from(first / 2) % platforms.len()];
    let (above, text) = text.split_once('\n').map_or((None, &*text), |(above, text)| (Some(above.to_owned()), text));
    let mut request = Request::new(text, dialect, platform);
    request.above = above;
    request.variables = vec!["LOGDIR", "out"];
    for suggestion in generate(&request, 16) {
        let command = suggestion.command();
        assert!(!command.trim().is_empty());
        assert!((0.0..=1.0).contains(&suggestion.confidence()));
        let document = Document::new(command, dialect);
        for chunk in document.chunks() {
            assert!(chunk.body.errors.is_empty(), "{command}");
        }
        for finding in suggestion.findings() {
            assert!(finding.span.end <= command.len());
        }
    }
}
