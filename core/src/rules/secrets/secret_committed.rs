//! CARO0513: a secret goes into the repository.

use super::reading;
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Puts a secret into the repository, where everyone who clones it finds it, also after it was deleted.
    ///
    /// Name the file in `.gitignore`, and commit an example without values: `.env.example`.
    ///
    /// To decide: Who clones this repository, and does `.gitignore` name the file?
    ///
    /// ```sh bad
    /// git add -f .env
    /// ```
    /// ```sh bad
    /// git add config.yml ~/.ssh/id_rsa
    /// ```
    /// ```sh fixed
    /// git add config.yml
    /// ```
    /// ```sh good
    /// git add .env.example
    /// ```
    /// ```sh good
    /// git rm --cached .env
    /// ```
    /// ```sh good
    /// git add .
    /// ```
    "CARO0513" "secret-committed",
    Caution,
    Check::Command { programs: &["git add", "git stage"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let found = command.own_operands().find_map(|it| Some((it.span, reading::file(it, sink)?)));
    if let Some((span, (secret, path))) = found {
        sink.report(span, format!("puts `{path}` into the repository: whoever clones it has {}", secret.what));
        let at = command.words.iter().position(|it| it.span == span);
        if let Some(at) = at.filter(|_| command.own_operands().count() > 1) {
            sink.choice("Leave it out", edits::without_word(command, at));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_file_decides() {
        check_marks("F=.env.production; git -C app add \"$F\"\n#mark 0 34 38 CARO0513\n");
        check_marks("git add src/token.rs README.md id_rsa.pub\ngit add --dry-run .env\n");
    }
}
