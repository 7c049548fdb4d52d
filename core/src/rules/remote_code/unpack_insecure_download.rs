//! CARO0407: an archive is unpacked that anyone on the way may have changed.

use super::checked;
use super::source::{Source, secured};
use crate::Span;
use crate::flow::{Origin, Value};
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::Command;

rule! {
    /// Unpacks files that anyone between here and the server may have put in the archive.
    ///
    /// Programs and scripts in it run sooner or later. Download by `https://` with its certificate checked, or compare
    /// a checksum before you unpack.
    ///
    /// To decide: Does this server speak `https://`, or where is the checksum of the archive published?
    ///
    /// ```sh bad
    /// curl -s http://example.org/tool.tgz | tar xz
    /// ```
    /// ```sh fixed
    /// curl -s https://example.org/tool.tgz | tar xz
    /// ```
    /// ```sh bad
    /// wget --no-check-certificate https://example.org/tool.tgz && sudo tar -xf tool.tgz -C /
    /// ```
    /// ```sh good
    /// curl -sL https://example.org/tool.tgz | tar xz
    /// ```
    /// ```sh good
    /// wget http://example.org/tool.tgz
    /// echo "$SUM  tool.tgz" | sha256sum -c - || exit 1
    /// tar xf tool.tgz
    /// ```
    /// ```sh good
    /// curl -s http://localhost:8080/backup.tgz | tar tz
    /// ```
    "CARO0407" "unpack-insecure-download",
    Caution,
    Check::Command { programs: &["tar", "bsdtar", "unzip", "cpio", "7z"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let lists = match command.program.as_deref() {
        Some("unzip") => command.has_flag('l', "") || command.has_flag('t', "") || command.has_flag('p', ""),
        Some("cpio") => !command.has_flag('i', "extract"),
        Some("7z") => !command.operands().next().and_then(|it| it.literal()).is_some_and(|it| matches!(it, "x" | "e")),
        _ => !command.has_flag('x', "extract") && !command.has_flag('x', "get"),
    };
    if lists {
        return;
    }
    let mut values: Vec<(Option<Span>, Value)> = Vec::new();
    for word in command.arguments() {
        let path = sink.text_of(word);
        let held = path.and_then(|it| sink.state().file(&it).cloned());
        values.extend(held.map(|it| (Some(word.span), it)));
    }
    if values.is_empty() {
        values.extend(sink.input(command).map(|it| (None, it)));
    }
    let Some((file, value)) = values.into_iter().find(|it| it.1.is_from(Origin::Network)) else { return };
    if let Some(why) = Source::of(&value, sink).unchecked {
        let to = command.flag_value('C', "directory").or_else(|| command.flag_value('d', ""));
        let system =
            to.is_some_and(|it| sink.possible(it, |it| paths::loss(it).is_some() && it != "." && it != "~").is_some());
        let place = if system { " over the system's own files" } else { "" };
        let message = format!("unpacks whatever arrives{place}, and {why}");
        sink.report(command.name_span(), message).level(Level::Caution);
        let download = edits::feeder(command, sink.statements()).map(|it| secured(it, sink)).unwrap_or_default();
        sink.choice("Ask for it by `https://`, and check who sends it", download);
        if let Some(file) = file {
            checked::offer_to_verify(command, file, sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn only_what_is_unpacked_counts() {
        check_marks("wget http://x.io/a.zip; unzip -q a.zip -d app\n#                       ^^^^^ CARO0407\n");
        check_marks("wget http://x.io/a.zip\nunzip -l a.zip\n");
        check_marks("tar czf - . | curl -T - http://x.io/up\n");
    }
}
