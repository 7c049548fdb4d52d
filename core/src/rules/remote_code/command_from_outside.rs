//! CARO0417: the network, or decoded text, says which command runs.

use super::source::Source;
use crate::flow::Origin;
use crate::rules::{Check, Sink};
use crate::script::{Command, PartKind, Word};

rule! {
    /// Runs whichever command the network or a decoded text names.
    ///
    /// The words of a substitution become the command itself, so the other end decides what runs and with which arguments.
    ///
    /// To decide: Which few commands may the other end ask for, and can a `case` name them?
    ///
    /// ```sh bad
    /// $(curl -s https://example.org/next-step)
    /// ```
    /// ```sh bad
    /// sudo $(wget -qO- https://example.org/cmd)
    /// ```
    /// ```sh bad
    /// docker run $(curl -s https://example.org/args)
    /// ```
    /// ```sh bad
    /// ruby -e "$(curl -fsSL https://example.org/setup.rb)"
    /// ```
    /// ```sh good
    /// docker run "tool:$(curl -s https://example.org/version)"
    /// ```
    /// ```sh good
    /// $(command -v python3) --version
    /// ```
    /// ```sh good
    /// python3 -c "print('$(curl -s https://example.org/version)')"
    /// ```
    /// ```sh good
    /// tag=$(curl -s https://example.org/version)
    /// git checkout "$tag"
    /// ```
    "CARO0417" "command-from-outside",
    Danger,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(head) = command.words.get(command.head) else { return };
    if command.program.is_none() && head.literal_prefix().is_empty() {
        // Of `echo "$x" | sh` the shell is asked, and not the text that it is given.
        if !is_written(command, sink) && head.leading_variable().is_some() {
            return;
        }
        let value = sink.value(head);
        if value.is_from(Origin::Network) {
            let source = Source::of(&value, sink);
            sink.report(head.span, format!("runs whatever command {} names", source.name()));
        } else if value.is_from(Origin::Decoded) {
            sink.report(head.span, "runs a command that nobody can read before it is decoded".to_owned());
        }
        return;
    }
    if let Some(word) = interpreted(command) {
        let value = sink.value(word);
        let span = word.span;
        let program = command.program.as_deref().unwrap_or_default();
        if value.is_from(Origin::Network) && value.shapes.iter().all(|it| it.text.is_empty()) {
            let source = Source::of(&value, sink);
            sink.report(span, format!("`{program}` runs whatever {} sends", source.name()));
        }
        return;
    }
    // An unquoted substitution gives `docker run` all its flags: which image, which mounts, which rights.
    let runs = matches!(command.program.as_deref(), Some("docker" | "podman" | "nerdctl"))
        && command.operands().next().and_then(Word::literal) == Some("run");
    if !runs {
        return;
    }
    let bare = |it: &&Word| matches!(&*it.parts, [only] if only.quote == crate::script::Quote::Bare && matches!(only.kind, PartKind::Substitution(_) | PartKind::Parameter(_)));
    let words: Vec<&Word> = command.arguments().iter().filter(bare).collect();
    for word in words {
        let value = sink.value(word);
        if value.is_from(Origin::Network) {
            let source = Source::of(&value, sink);
            let message = format!("{} chooses what runs, and with which rights on this machine", source.name());
            sink.report(word.span, message);
        }
    }
}

/// The program that an interpreter of another language is given in a word: `python3 -c`, `ruby -e`.
fn interpreted(command: &Command) -> Option<&Word> {
    let facts = crate::knowledge::program(command.program.as_deref()?)?;
    if !facts.effects.contains(&crate::knowledge::Effect::RunsCode) {
        return None;
    }
    let at = command
        .arguments()
        .iter()
        .position(|it| matches!(it.literal(), Some("-c" | "-e" | "-E" | "-r" | "--eval" | "-pe" | "-ne")))?;
    command.arguments().get(at + 1)
}

/// Whether a command stands in the text itself, and not in a word that a shell is given.
fn is_written(command: &Command, sink: &Sink<'_>) -> bool {
    let mut found = false;
    // Longer pieces are not searched.
    if sink.walk.text.text.len() > 32 << 10 {
        return false;
    }
    crate::script::walk_outer(&sink.walk.text.statements, &mut |node| {
        if let crate::script::Node::Command(it) = node {
            found |= it.span == command.span;
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_variable_does_not_hide_it() {
        check_marks("c=$(curl -s https://x.io/c)\n$c --now\n#mark 1 0 2 CARO0417\n");
        check_marks("c=$(openssl enc -aes-256-cbc -d -in c.enc)\n$c\n#mark 1 0 2 CARO0417\n");
    }
}
