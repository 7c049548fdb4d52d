//! CARO0314: a second user is root.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Makes a user who is root under another name.
    ///
    /// Number 0 is root, whatever the name. No log tells the two apart, and locking `root` no longer locks root out.
    ///
    /// To decide: Which commands does this user need as root, and can sudo name them?
    ///
    /// ```sh bad
    /// useradd -o -u 0 -g 0 -M -s /bin/bash helper
    /// ```
    /// ```sh fixed
    /// useradd -g 0 -M -s /bin/bash helper
    /// ```
    /// ```sh bad
    /// usermod --non-unique --uid 0 deploy
    /// ```
    /// ```sh good
    /// useradd -u 1001 deploy
    /// ```
    /// ```sh good
    /// usermod -aG docker "$USER"
    /// ```
    "CARO0314" "second-root",
    Danger,
    Check::Command { programs: &["useradd", "usermod", "adduser"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    powerful_group(command, sink);
    let Some(word) = command.flag_value('u', "uid") else { return };
    let zero = |it: &str| !it.is_empty() && it.bytes().all(|it| it == b'0');
    if sink.possible(word, zero).is_none() {
        return;
    }
    let user = command.operands().last().map(|it| sink.text_of(it).unwrap_or_else(|| sink.text(it.span).to_owned()));
    let user = user.unwrap_or_default();
    if user == "root" {
        return;
    }
    let span = word.span;
    let raw = sink.report(span, format!("makes `{user}` root under another name"));
    // Without `-o` it refuses: there is a root already.
    if command.program.as_deref() != Some("adduser") && !command.has_flag('o', "non-unique") {
        raw.level(Level::Caution);
    }
    let (Some(number), again) = (command.flag('u', "uid"), command.flag('o', "non-unique")) else { return };
    if command.program.as_deref() == Some("useradd") && again.is_none_or(|it| it.word != number.word) {
        let mut edits = edits::without(command, number);
        edits.extend(again.into_iter().flat_map(|it| edits::without(command, it)));
        sink.choice("Let the system give the user a number of its own", edits);
    }
}

/// A service that everyone can talk to gets what an administrator has.
fn powerful_group(command: &Command, sink: &mut Sink<'_>) {
    let Some(word) = command.flag_value('G', "groups") else { return };
    let Some(user) = command.operands().last().and_then(|it| sink.text_of(it)) else { return };
    let service = matches!(
        &*user,
        "www-data"
            | "nobody"
            | "daemon"
            | "nginx"
            | "apache"
            | "http"
            | "mysql"
            | "postgres"
            | "ftp"
            | "mail"
            | "guest"
    );
    let strong =
        |it: &str| it.split(',').any(|it| matches!(it, "sudo" | "wheel" | "root" | "admin" | "disk" | "shadow"));
    if service && let Some(groups) = sink.possible(word, strong) {
        let span = word.span;
        let message = format!("lets `{user}`, and whoever breaks into that service, act as root through `{groups}`");
        sink.report(span, message).level(Level::Caution);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn bundles_and_variables() {
        check_marks("useradd -ou0 toor\n#          ^ CARO0314\n");
        check_marks("ID=0\nuseradd -o -u \"$ID\" x\n#             ^^^^^ CARO0314\n");
        check_marks("usermod -aG sudo www-data\n#           ^^^^ CARO0314\n");
        check_marks("useradd -o -u 1000 twin\nid -u root\n");
    }
}
