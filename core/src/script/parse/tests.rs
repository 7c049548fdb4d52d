//! What the reader promises for any text.

use crate::script::{Dialect, parse_text};

#[test]
fn hostile_text_ends_in_linear_time() {
    let pieces = [
        "(",
        "$(",
        "\"$(",
        "`",
        "{",
        "${a:-",
        "[",
        "$((",
        "a[",
        "<<a ",
        "'\"",
        "if ",
        "{a,",
        "(\n",
        "\"$(\n",
        "case x in ",
        "@(",
        "f() ",
        "<<a\n",
        "! ",
        "coproc ",
        "\\",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        let chunks = parse_text(&text, Dialect::Bash);
        assert_eq!(chunks.iter().map(|it| it.body.text.len()).sum::<usize>(), text.len(), "{piece}");
    }
}
