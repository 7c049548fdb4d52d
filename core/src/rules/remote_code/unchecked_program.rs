//! CARO0416: a downloaded program is put where everyone starts it, and nobody has checked it.

use super::checked;
use super::source::Source;
use crate::flow::Origin;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Puts a downloaded program that nobody has checked where every user starts it by its name.
    ///
    /// Compare it with the checksum that its authors publish before it becomes a command: `sha256sum -c`.
    ///
    /// To decide: Where do the authors publish the checksum of this program?
    ///
    /// ```sh bad
    /// sudo wget -O /usr/local/bin/tool http://example.org/tool
    /// sudo chmod +x /usr/local/bin/tool
    /// ```
    /// ```sh fixed
    /// sudo wget -O /usr/local/bin/tool http://example.org/tool
    /// echo "${SHA256:?the checksum of the file that you have read}  /usr/local/bin/tool" | sha256sum -c - || exit 1
    /// sudo chmod +x /usr/local/bin/tool
    /// ```
    /// ```sh bad
    /// curl -kLo tool https://example.org/tool
    /// sudo install -m 755 tool /usr/local/bin/
    /// ```
    /// ```sh good
    /// wget -O /usr/local/bin/tool http://example.org/tool
    /// echo "$SUM  /usr/local/bin/tool" | sha256sum -c - || exit 1
    /// chmod +x /usr/local/bin/tool
    /// ```
    /// ```sh good
    /// chmod +x /usr/local/bin/tool
    /// ```
    /// ```sh good
    /// sudo install -m 755 build/tool /usr/local/bin/
    /// ```
    "CARO0416" "unchecked-program",
    Caution,
    Check::Command { programs: &["chmod", "install", "cp", "mv"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let is_chmod = command.program.as_deref() == Some("chmod");
    let mut operands: Vec<_> = command.operands().collect();
    if is_chmod {
        let Some(mode) = operands.first().map(|it| it.literal_prefix()) else { return };
        // `+x` looks like a flag to no one, `-x` does not stand here.
        let runs = mode.contains('x') || mode.bytes().all(|it| it.is_ascii_digit()) && mode.contains(['1', '5', '7']);
        if !runs {
            return;
        }
        operands.remove(0);
    } else {
        let Some(target) = operands.pop().map(|it| sink.value(it)) else { return };
        if !target.texts().any(is_program_place) {
            return;
        }
    }
    for word in operands {
        let Some(path) = sink.text_of(word).filter(|it| !is_chmod || is_program_place(it)) else { continue };
        let Some(held) = sink.state().file(&path).filter(|it| it.is_from(Origin::Network)).cloned() else { continue };
        let source = Source::of(&held, sink);
        let name = path.replace('`', "");
        let message = match &source.unchecked {
            Some(why) => format!("makes `{name}` a command that nobody has checked, and {why}"),
            None => format!("makes `{name}` a command as {} sent it: nobody has checked it", source.name()),
        };
        let raw = sink.report(word.span, message);
        if source.unchecked.is_none() {
            raw.level(Level::Note);
        }
        checked::offer_to_verify(command, word.span, sink);
    }
}

/// Whether a path is, or lies in, a folder where shells look for commands.
fn is_program_place(path: &str) -> bool {
    ["/usr/local/bin", "/usr/local/sbin", "/usr/bin", "/usr/sbin", "/bin", "/sbin", "/opt/bin", "~/bin", "~/.local/bin"]
        .iter()
        .any(|it| path.strip_prefix(it).is_some_and(|it| it.is_empty() || it.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn other_modes_and_places_are_silent() {
        check_marks("wget -O /usr/bin/a http://x.io/a\nchmod 644 /usr/bin/a\n");
        check_marks("wget -O a http://x.io/a\nchmod +x a\n");
        check_marks("wget -O /usr/bin/a http://x.io/a\nchmod 0755 /usr/bin/a\n#          ^^^^^^^^^^ CARO0416\n");
    }
}
