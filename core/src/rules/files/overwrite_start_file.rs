//! CARO0134: one line replaces a whole file that programs and people add lines to.

use super::{deletes, precious};
use crate::Span;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Redirect, RedirectOperator};

rule! {
    /// Replaces all that a start file or a shared list held by one line.
    ///
    /// `>` and `tee` cut the file to nothing first. `>>` and `tee -a` add a line and keep the rest.
    ///
    /// To decide: Does the file hold anything that is still needed? `cat` it, and keep a copy before you empty it.
    ///
    /// ```sh bad
    /// echo 'export PATH="$HOME/bin:$PATH"' > ~/.bashrc
    /// ```
    /// ```sh fixed
    /// echo 'export PATH="$HOME/bin:$PATH"' >> ~/.bashrc
    /// ```
    /// ```sh bad
    /// echo '10.0.0.5 db' | sudo tee /etc/hosts
    /// ```
    /// ```sh fixed
    /// echo '10.0.0.5 db' | sudo tee -a /etc/hosts
    /// ```
    /// ```sh bad
    /// cp /dev/null ~/.profile
    /// ```
    /// ```sh good
    /// echo 'alias ll="ls -l"' >> ~/.bashrc
    /// ```
    /// ```sh good
    /// cat dotfiles/bashrc > ~/.bashrc
    /// ```
    /// ```sh good
    /// cat > ~/.profile <<'E'
    /// PATH="$HOME/bin:$PATH"
    /// export PATH
    /// umask 022
    /// E
    /// ```
    /// ```sh good
    /// echo db1 > /etc/hostname
    /// ```
    "CARO0134" "overwrite-start-file",
    Danger,
    Check::File { run: check }
}

/// Files in a home folder that are written by hand over years.
const OWN: &[&str] = &[
    ".bashrc",
    ".bash_profile",
    ".bash_login",
    ".bash_aliases",
    ".profile",
    ".zshrc",
    ".zprofile",
    ".zshenv",
    ".kshrc",
    ".cshrc",
    ".gitconfig",
    ".ssh/config",
    ".vimrc",
    ".emacs",
    ".tmux.conf",
    ".muttrc",
    ".config/fish/config.fish",
    ".inputrc",
];
/// Files of a system that many add lines to.
const SHARED: &[&str] = &[
    "/etc/hosts",
    "/etc/environment",
    "/etc/profile",
    "/etc/bash.bashrc",
    "/etc/bashrc",
    "/etc/crontab",
    "/etc/services",
    "/etc/exports",
    "/etc/sysctl.conf",
    "/etc/security/limits.conf",
    "/etc/hosts.deny",
    "/etc/hosts.allow",
    "/etc/modules",
    "/etc/shells",
    "/etc/default/grub",
    "/etc/selinux/config",
    "/etc/network/interfaces",
    "/etc/login.defs",
    "/etc/aliases",
    "/etc/zsh/zshrc",
    "/etc/subuid",
    "/etc/subgid",
];

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if act.kind != ActKind::Overwrites {
        return;
    }
    let program = act.command.and_then(|it| it.program.as_deref()).unwrap_or_default();
    let redirects = act.span != act.path.span;
    let by_operand = match program {
        "tee" => true,
        "cp" | "gcp" | "install" => {
            act.command.is_some_and(|it| it.operands().next().and_then(|it| it.literal()) == Some("/dev/null"))
        }
        _ => false,
    };
    if !redirects && !by_operand || !is_short(act, program, sink) {
        return;
    }
    let paths = deletes::sure_paths(act.path, sink);
    let own = |it: &&String| precious::inside_home(it).is_some_and(|it| OWN.contains(&it));
    let shared = |it: &&String| SHARED.contains(&it.as_str());
    let Some(path) = paths.iter().find(|it| own(it) || shared(it)) else { return };
    // Made only where there is none.
    let written = sink.text(act.path.span);
    if ["-f", "-e", "-s", "-r"].iter().any(|it| sink.chunk().contains(&format!("{it} {written}"))) {
        return;
    }
    let is_own = own(&path);
    let adds = if redirects { "`>>` adds to it" } else { "`tee -a` adds to it" };
    let message = format!("replaces all of `{path}`: {adds}");
    let raw = sink.report(act.span, message);
    if !is_own {
        raw.level(Level::Caution);
    }
    let redirect = act.command.and_then(|it| it.redirects.iter().find(|it| it.span == act.span));
    if let Some(Redirect { operator: RedirectOperator::Write, span, .. }) = redirect
        && sink.text(*span).starts_with('>')
        && matches!(program, "echo" | "printf")
    {
        let edits = vec![(Span::at(span.start), ">".to_owned())];
        sink.choice("Add the line, keep the rest", edits);
    } else if program == "tee"
        && let Some(command) = act.command
    {
        sink.choice("Add the line, keep the rest", edits::with(command, "-a"));
    }
}

/// Whether what is written is one line or nothing, so that it cannot be a new version of the file.
fn is_short(act: &FileAct<'_>, program: &str, sink: &Sink<'_>) -> bool {
    let Some(command) = act.command else { return false };
    if command.redirects.iter().any(|it| it.body.is_some()) {
        return false;
    }
    let lines = act.contents.as_ref().and_then(|it| it.text()).map(|it| it.lines().count());
    match program {
        "echo" | "printf" => {
            let text = command.operands().filter_map(|it| it.literal()).collect::<String>();
            lines.unwrap_or(1) <= 1 && !text.contains('\n') && text.matches("\\n").count() <= 1
        }
        "" | ":" | "true" | "cp" | "gcp" | "install" => true,
        "cat" => command.operands().all(|it| it.literal() == Some("/dev/null")) && command.operands().count() == 1,
        // Only where the stage before is known to print one line.
        "tee" => !command.has_flag('a', "append") && input(command, sink).is_some_and(|it| it <= 1),
        _ => false,
    }
}

/// How many lines a command reads, where that can be told.
fn input(command: &Command, sink: &Sink<'_>) -> Option<usize> {
    Some(sink.input(command)?.text()?.lines().count())
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn only_one_line_or_none_counts() {
        check_marks("> ~/.zshrc\n# mark\n#mark 0 0 10 CARO0134\n");
        check_marks("cat /dev/null > /home/ann/.gitconfig\n#             ^^^^^^^^^^^^^^^^^^^^^^ CARO0134\n");
        check_marks(
            "starship init bash > ~/.bashrc\nprintf '%s\\n%s\\n' a b > /etc/hosts\necho x > \"$root\"/etc/hosts\n[ -f ~/.bashrc ] || echo umask 022 > ~/.bashrc\n",
        );
    }
}
