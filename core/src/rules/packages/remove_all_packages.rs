//! CARO1112: all that was installed is removed at once.

use crate::rules::{Check, Level, Sink, edits, substitutes};
use crate::script::{Command, Statement, StatementKind, Word};

rule! {
    /// Removes all that was installed by this manager, also what nobody remembers.
    ///
    /// Keep the list first (`pip freeze > old.txt`), so that it can be made again.
    ///
    /// To decide: Is there a list of what is installed, from which it can be made again, and a copy of the data?
    ///
    /// ```sh bad
    /// conda remove --all -y
    /// ```
    /// ```sh bad
    /// flatpak uninstall --all -y
    /// ```
    /// ```sh fixed
    /// flatpak uninstall --unused -y
    /// ```
    /// ```sh bad
    /// brew uninstall --force $(brew list)
    /// ```
    /// ```sh fixed
    /// echo brew uninstall --force $(brew list)
    /// ```
    /// ```sh bad
    /// snap remove --purge nextcloud
    /// ```
    /// ```sh fixed
    /// snap remove nextcloud
    /// ```
    /// ```sh good
    /// conda remove --name shop numpy
    /// ```
    /// ```sh good
    /// flatpak uninstall --unused -y
    /// ```
    /// ```sh good
    /// snap remove hello
    /// pip uninstall -y requests
    /// brew cleanup
    /// ```
    "CARO1112" "remove-all-packages",
    Caution,
    Check::Command {
        programs: &["conda", "mamba", "micromamba", "flatpak", "brew", "snap", "pip", "pip3", "gem", "npm", "dpkg", "nix-collect-garbage", "rustup"],
        run: check
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let mut operands = command.operands();
    let order = operands.next().and_then(|it| it.literal()).unwrap_or_default();
    let flag = |name: &str| command.flag('\0', name).map(|it| it.span);
    let removes = matches!(order, "remove" | "uninstall" | "rm" | "un");
    let listed = |programs: &[&str]| {
        let words = command.arguments().iter();
        let named = words.filter(|it| substitutes(it, programs)).find(|it| lists_all(it)).map(|it| it.span);
        // `pip freeze | xargs pip uninstall`
        let fed = || {
            let input = sink.input(command).filter(|_| command.is_wrapped_by("xargs"))?;
            let before = input.origins.place.filter(|it| it.body == sink.walk.text.id)?;
            let mut words = sink.text(before.span).split_whitespace();
            let lists =
                programs.contains(&words.next()?) && matches!(words.next()?, "freeze" | "list" | "ls" | "leaves");
            (lists && words.all(|it| it.starts_with('-'))).then_some(command.name_span())
        };
        named.or_else(fed)
    };
    let program = command.program.as_deref().unwrap_or_default();
    let hit = match program {
        // An environment that is named is meant.
        "conda" | "mamba" | "micromamba"
            if removes && !command.has_flag('n', "name") && !command.has_flag('p', "prefix") =>
        {
            flag("all").map(|it| (it, "removes every package of the environment, and the environment".to_owned()))
        }
        "flatpak" if removes => {
            flag("all").map(|it| (it, "removes every application, and their data with `--delete-data`".to_owned()))
        }
        "snap" if removes => {
            flag("purge").map(|it| (it, "removes it with its data, and keeps no snapshot of it".to_owned()))
        }
        "brew" if removes => listed(&["brew"]).map(|it| (it, "removes every package that is installed".to_owned())),
        "pip" | "pip3" if removes => {
            listed(&["pip", "pip3"]).map(|it| (it, "removes every package that is installed".to_owned()))
        }
        "npm" if removes => listed(&["npm"]).map(|it| (it, "removes every package that is installed".to_owned())),
        "gem" if removes => listed(&["gem"]).map(|it| (it, "removes every package that is installed".to_owned())),
        "dpkg" => flag("clear-selections").map(|it| (it, "marks every package for removal".to_owned())),
        "nix-collect-garbage" => command
            .flag('d', "delete-old")
            .map(|it| (it.span, "deletes every older generation: nothing can be rolled back".to_owned())),
        "rustup" if order == "self" && operands.next().and_then(Word::literal) == Some("uninstall") => command
            .flag('y', "")
            .map(|it| (it.span, "removes every toolchain and all that `cargo install` made".to_owned())),
        _ => None,
    };
    let Some((span, message)) = hit else { return };
    sink.report(span, message).level(Level::Caution);
    let flag = command.flags().find(|it| it.span == span);
    match (program, flag) {
        ("flatpak", Some(flag)) => {
            sink.choice("Only what nothing uses any more", edits::instead(command, flag, "--unused"));
        }
        ("snap", Some(flag)) => sink.choice("Keep a snapshot of its data", edits::without(command, flag)),
        ("nix-collect-garbage", Some(flag)) => {
            sink.choice("Keep the older generations", edits::without(command, flag));
        }
        ("rustup", Some(flag)) => sink.choice("Ask first", edits::without(command, flag)),
        ("brew" | "pip" | "pip3" | "npm" | "gem", _) => {
            sink.choice("Look first: print the command with the names", edits::printed(command));
        }
        _ => {}
    }
}

/// Whether a substitution lists everything, and does not choose.
fn lists_all(word: &Word) -> bool {
    word.parts.iter().any(|it| match &it.kind {
        crate::script::PartKind::Substitution(statements) | crate::script::PartKind::Process(statements) => {
            !statements.iter().any(chooses)
        }
        _ => false,
    })
}

fn chooses(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Pipeline(pipeline) => pipeline.stages.iter().any(chooses),
        StatementKind::Command(command) => {
            matches!(command.program.as_deref(), Some("grep" | "egrep" | "head" | "tail" | "fzf" | "comm" | "rg"))
                || command.own_operands().next().is_some_and(|it| !it.literal_prefix().starts_with('-'))
                    && matches!(command.program.as_deref(), Some("brew" | "pip" | "pip3" | "npm" | "gem"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
pip uninstall -y $(pip freeze)
#                ^^^^^^^^^^^^^ CARO1112
pip uninstall -y $(pip freeze | grep shop)
pip freeze | xargs pip uninstall -y
#                  ^^^ CARO1112
pip3 uninstall -y -r <(pip3 freeze)
#                    ^^^^^^^^^^^^^^ CARO1112
brew uninstall $(brew deps shop)
nix-collect-garbage
",
        );
    }
}
