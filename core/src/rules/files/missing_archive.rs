//! CARO0136: the archive's name was forgotten, so that a file of one's own is overwritten by the archive.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::{Command, PartKind, Word};

rule! {
    /// Overwrites the first file by the archive, because the archive has no name.
    ///
    /// The word behind `f` is the archive. In `tar czf *.txt` that is the first name the pattern matches, and what it held is
    /// gone. Name the archive first: `tar czf texts.tgz -- *.txt`.
    ///
    /// To decide: What should the archive be called, and where should it lie?
    ///
    /// ```sh bad
    /// tar czf *.txt
    /// ```
    /// ```sh fixed
    /// tar czf new.tgz *.txt
    /// ```
    /// ```sh bad
    /// tar -cvf src/* docs/*
    /// ```
    /// ```sh fixed
    /// tar -cvf new.tar src/* docs/*
    /// ```
    /// ```sh bad
    /// tar -cf main.c parse.c
    /// ```
    /// ```sh fixed
    /// tar -cf new.tar main.c parse.c
    /// ```
    /// ```sh good
    /// tar czf texts.tgz -- *.txt
    /// ```
    /// ```sh good
    /// tar xzf app-*.tgz
    /// ```
    /// ```sh good
    /// tar cf - src | ssh host 'cat > src.tar'
    /// ```
    "CARO0136" "missing-archive",
    Danger,
    Check::Command { programs: &["tar", "gtar", "bsdtar", "zip", "7z", "rar", "ar"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    let archive: Option<&Word> = match program {
        "tar" | "gtar" | "bsdtar" if command.has_flag('c', "create") => command.flag_value('f', "file"),
        // `zip *` takes the first name for an archive, and changes it where it is one.
        "zip" if !command.has_flag('d', "delete") => command.operands().next(),
        _ => None,
    };
    let Some(word) = archive else { return };
    let globs = word.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_)));
    let source = program != "zip" && word.literal().is_some_and(is_source) && command.operands().next().is_some();
    let text = sink.text(word.span).to_owned();
    // `zip old-*.zip x` names one archive.
    if globs && !is_archive(&text) || source {
        let what = if globs { format!("the first file that `{text}` matches") } else { format!("`{text}`") };
        sink.report(word.span, format!("overwrites {what}: the archive has no name of its own"));
        let name = new_name(command);
        // `-f*.txt` has no place for a name.
        let apart = command.words.iter().any(|it| it.span == word.span);
        if apart {
            let edits = vec![(Span::at(word.span.start), format!("{name} "))];
            sink.choice(&format!("Call the archive `{name}`"), edits);
        }
    }
}

/// A name for a new archive that says how it is packed.
fn new_name(command: &Command) -> &'static str {
    let packed = [
        ('z', "gzip", "new.tgz"),
        ('j', "bzip2", "new.tar.bz2"),
        ('J', "xz", "new.tar.xz"),
        ('\0', "zstd", "new.tar.zst"),
    ];
    let found = packed.iter().find(|it| command.program.as_deref() != Some("zip") && command.has_flag(it.0, it.1));
    let plain = if command.program.as_deref() == Some("zip") { "new.zip" } else { "new.tar" };
    found.map_or(plain, |it| it.2)
}

/// Whether a name or a pattern ends as that of an archive does.
fn is_archive(name: &str) -> bool {
    [".tar", ".tgz", ".tbz", ".txz", ".tzst", ".zip", ".gz", ".xz", ".bz2", ".zst", ".jar", ".7z"]
        .iter()
        .any(|it| name.contains(it))
}

/// Whether a name ends as that of a text or a picture does, and not as an archive's.
fn is_source(name: &str) -> bool {
    let ending = name.rsplit('/').next().and_then(|it| it.rsplit_once('.')).map(|it| it.1);
    ending.is_some_and(|it| {
        matches!(
            it,
            "c" | "h"
                | "cc"
                | "cpp"
                | "rs"
                | "go"
                | "py"
                | "js"
                | "ts"
                | "java"
                | "sh"
                | "txt"
                | "md"
                | "html"
                | "css"
                | "json"
                | "xml"
                | "yml"
                | "yaml"
                | "csv"
                | "sql"
                | "log"
                | "conf"
                | "ini"
                | "jpg"
                | "png"
                | "pdf"
                | "doc"
                | "docx"
                | "tex"
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_named_archive_is_ordinary() {
        check_marks("tar -czf \"$name.tgz\" *\nzip -r all.zip *\ntar cf backup-*.tar new\ntar -cf backup *\n");
        check_marks("tar cf * -C src\n#      ^ CARO0136\n");
    }
}
