//! CARO0508: what was typed is not written down, or deleted.

use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink};
use crate::script::{AssignedValue, Assignment, Command};

rule! {
    /// Hides what was typed on this machine.
    ///
    /// After a failure or a break-in nobody can tell what was done; hiding it is also how a break-in ends.
    /// To keep one password out, begin the line with a space and set `HISTCONTROL=ignorespace`.
    ///
    /// To decide: What must not be found here later, and by whom?
    ///
    /// ```sh bad
    /// history -c
    /// ```
    /// ```sh bad
    /// export HISTFILE=/dev/null
    /// ```
    /// ```sh fixed
    /// export HISTCONTROL=ignorespace
    /// ```
    /// ```sh bad
    /// rm -f ~/.bash_history
    /// ```
    /// ```sh bad
    /// ln -sf /dev/null ~/.bash_history
    /// ```
    /// ```sh good
    /// HISTCONTROL=ignoreboth
    /// HISTSIZE=10000
    /// ```
    /// ```sh good
    /// history -a
    /// ```
    /// ```sh good
    /// HISTFILE=~/.local/state/bash/history
    /// ```
    "CARO0508" "history-hidden",
    Caution,
    Check::Several(&[
        Check::Command { programs: &["history", "unset", "set", "shopt"], run: check },
        Check::Assignment { run: check_assignment },
        Check::File { run: check_file },
    ])
}

const TITLE: &str = "Keep out only lines that begin with a space";

fn check(command: &Command, sink: &mut Sink<'_>) {
    let gives = |text: &str| command.operands().any(|it| sink.possible(it, |it| it == text).is_some());
    let message = match command.program.as_deref() {
        Some("history") if command.has_flag('c', "") => "deletes the history of this shell",
        Some("unset") if gives("HISTFILE") => "keeps this shell from writing down what is typed",
        // `set +o history`
        Some("set")
            if gives("+o") && gives("history")
                || command
                    .words
                    .iter()
                    .filter_map(|it| it.literal())
                    .collect::<Vec<_>>()
                    .ends_with(&["+o", "history"]) =>
        {
            "keeps this shell from remembering what is typed"
        }
        Some("shopt") if command.has_flag('u', "") && command.has_flag('o', "") && gives("history") => {
            "keeps this shell from remembering what is typed"
        }
        _ => return,
    };
    sink.report(command.span, message.into());
    if command.program.as_deref() != Some("history") && command.redirects.is_empty() && command.operands().count() < 3 {
        sink.choice(TITLE, vec![(command.span, "HISTCONTROL=ignorespace".to_owned())]);
    }
}

fn check_assignment(assignment: &Assignment, sink: &mut Sink<'_>) {
    let Some(AssignedValue::Word(word)) = &assignment.value else { return };
    let hides = match &*assignment.name.text {
        "HISTFILE" => sink.possible(word, |it| it == "/dev/null").is_some() || word.parts.is_empty(),
        "HISTSIZE" | "HISTFILESIZE" | "SAVEHIST" => sink.possible(word, |it| it == "0").is_some(),
        "HISTIGNORE" => sink.possible(word, |it| it == "*").is_some(),
        _ => false,
    };
    if hides {
        sink.report(assignment.span, "keeps the shell from writing down what is typed".into());
        sink.choice(TITLE, vec![(assignment.span, "HISTCONTROL=ignorespace".to_owned())]);
    }
}

fn check_file(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let links = act.kind == ActKind::Creates && act.command.is_some_and(|it| it.program.as_deref() == Some("ln"));
    if !matches!(act.kind, ActKind::Deletes | ActKind::Overwrites) && !links {
        return;
    }
    // What writes lines into it makes one.
    let says = act.command.filter(|it| matches!(it.program.as_deref(), Some("echo" | "printf")));
    if says.is_some_and(|it| it.operands().any(|it| !it.sketch().trim().is_empty())) {
        return;
    }
    let is_history = |it: &str| {
        let name = it.rsplit('/').next().unwrap_or(it);
        matches!(
            name,
            ".bash_history"
                | ".zsh_history"
                | ".ksh_history"
                | ".ash_history"
                | ".sh_history"
                | "fish_history"
                | ".*history"
                | ".*_history"
        )
    };
    if let Some(path) = sink.possible(act.path, is_history) {
        sink.report(act.span, format!("wipes `{path}`, the record of what was typed"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_hide_counts() {
        for script in [
            "history -cw\n#mark 0 0 11 CARO0508\n",
            "unset HISTFILE\n#mark 0 0 14 CARO0508\n",
            "set +o history\n#mark 0 0 14 CARO0508\n",
            "HISTSIZE=0\n#mark 0 0 10 CARO0508\n",
            "> /root/.bash_history\n#mark 0 0 21 CARO0508\n",
            "shred -u /home/*/.bash_history\n#        ^^^^^^^^^^^^^^^^^^^^^ CARO0508\n",
            "cat /dev/null > $HOME/.zsh_history\n#             ^^^^^^^^^^^^^^^^^^^^ CARO0508\n",
        ] {
            check_marks(script);
        }
        check_marks(
            "history 10\nset -o history\nunset HISTTIMEFORMAT\ncp ~/.bash_history /root/b\nprintf 'ls\\n' > .bash_history\nset -e\n",
        );
    }
}
