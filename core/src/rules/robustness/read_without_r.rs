//! CARO1203: `read` changes lines that hold a backslash.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Loses backslashes from what is read, and joins a line that ends in one with the next.
    ///
    /// ```sh bad
    /// while read line; do printf '%s\n' "$line"; done < names
    /// ```
    /// ```sh fixed
    /// while read -r line; do printf '%s\n' "$line"; done < names
    /// ```
    /// ```sh bad
    /// while IFS=: read user rest; do printf '%s\n' "$user"; done < /etc/passwd
    /// ```
    /// ```sh fixed
    /// while IFS=: read -r user rest; do printf '%s\n' "$user"; done < /etc/passwd
    /// ```
    /// ```sh good
    /// while IFS= read -r line; do printf '%s\n' "$line"; done < names
    /// ```
    /// ```sh good
    /// read -p 'Go on? ' answer
    /// ```
    /// ```sh good
    /// read answer
    /// read -n 1 -s
    /// ```
    "CARO1203" "read-without-r",
    Note,
    Check::Command { programs: &["read"], run: check }
}

fn check(read: &Command, sink: &mut Sink<'_>) {
    // What a person types at a prompt is another matter than the lines of a file.
    let mut before = sink.walk.text.text.get(..read.span.start).unwrap_or_default().trim_end();
    if let Some(rest) = before.strip_suffix('!') {
        before = rest.trim_end();
    }
    let in_loop = before.ends_with("while") || before.ends_with("until");
    let typed = ["p", "n", "N", "s", "t", "k", "e", "r"].iter().any(|it| read.gives(it));
    if !in_loop || typed || !read.wrappers.is_empty() {
        return;
    }
    let name = read.name_span();
    sink.report(name, "takes backslashes out of the lines, and joins a line that ends in one with the next".to_owned());
    let title = "Keep backslashes: right unless the input escapes with them";
    sink.choice(title, vec![(Span::at(name.end), " -r".to_owned())]);
}
