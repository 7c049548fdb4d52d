//! What stands in the documentation of rules and refactorings: words, and examples behind fences.

/// The examples, each with its kind: `bad` for what stands behind a fence of `sh bad`.
pub fn examples(doc: &str) -> Vec<(&str, String)> {
    let mut examples = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in doc.lines().map(unindented) {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) => open = Some((kind.trim_start_matches("sh "), String::new())),
            (Some(_), Some(_)) => examples.extend(open.take()),
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    examples
}

/// The lines that stand in no example.
pub fn words(doc: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    doc.lines().map(unindented).filter(move |line| {
        let is_fence = line.starts_with("```");
        inside ^= is_fence;
        !inside && !is_fence
    })
}

/// A line without the blank that stands behind `///`.
pub fn unindented(line: &str) -> &str {
    line.strip_prefix(' ').unwrap_or(line)
}
