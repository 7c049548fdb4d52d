//! CARO0313: a password stands in the script.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Sets a password that everyone who reads the script knows.
    ///
    /// Scripts are copied, and kept in histories and images. Take the password from a file or a secret store, or lock the
    /// password and use keys.
    ///
    /// To decide: Where does this password come from on each machine, and does the user need one at all?
    ///
    /// ```sh bad
    /// echo 'root:root' | chpasswd
    /// ```
    /// ```sh fixed
    /// echo "root:${PASSWORD:?}" | chpasswd
    /// ```
    /// ```sh bad
    /// useradd -m -p "$(openssl passwd -6 hunter2)" bob
    /// ```
    /// ```sh fixed
    /// useradd -m -p "$(openssl passwd -6 "${PASSWORD:?}")" bob
    /// ```
    /// ```sh good
    /// printf '%s:%s\n' "$user" "$(cat /run/secrets/password)" | chpasswd
    /// ```
    /// ```sh good
    /// chpasswd -e < hashes.txt
    /// ```
    /// ```sh good
    /// useradd -m -s /bin/bash bob
    /// ```
    "CARO0313" "known-password",
    Caution,
    Check::Command { programs: &["chpasswd", "passwd", "usermod", "useradd", "smbpasswd"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    if matches!(program, "usermod" | "useradd") {
        let Some(word) = command.flag_value('p', "password") else { return };
        let span = word.span;
        if sink.text(span).contains("openssl passwd") && has_literal_password(word) {
            sink.report(span, "sets a password that everyone who reads this knows".to_owned());
            let written = literal_password(word);
            if let Some(word) = written {
                let title = "Take the password from a variable, and stop without it";
                sink.choice(title, vec![(word.span, "\"${PASSWORD:?}\"".to_owned())]);
            }
        }
        return;
    }
    if command.has_flag('e', "encrypted") {
        return;
    }
    let Some(input) = sink.input(command) else { return };
    // Without `--stdin` it asks twice, and takes two lines for the answers.
    let twice = input.text().is_some_and(|it| it.trim().contains('\n')) && command.flags().next().is_none();
    if program == "passwd" && !command.has_flag('s', "stdin") && !command.has_flag('\0', "stdin") && !twice {
        return;
    }
    let secret = if program == "chpasswd" {
        input.texts().find_map(|it| {
            it.lines().find(|it| it.split_once(':').is_some_and(|it| !it.1.is_empty() && !it.1.starts_with('$')))
        })
    } else {
        input.text().filter(|it| !it.trim().is_empty())
    };
    let Some(secret) = secret else { return };
    let user = secret.split_once(':').map(|it| it.0.to_owned()).filter(|_| program == "chpasswd");
    let span = command.name_span();
    let user = user.map_or_else(String::new, |it| format!(" for `{it}`"));
    sink.report(span, format!("sets a password{user} that everyone who reads this knows")).level(Level::Caution);
    // `echo 'bob:secret' | chpasswd`
    let typed = edits::feeder(command, sink.statements()).and_then(|it| it.words.last());
    let Some(word) = typed.filter(|_| program == "chpasswd") else { return };
    let line = word.literal().and_then(|it| it.split_once(':')).filter(|it| it.1 == secret_of(secret));
    if let Some((user, _)) = line.filter(|it| it.0.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it)))
    {
        let new = format!("\"{user}:${{PASSWORD:?}}\"");
        sink.choice("Take the password from a variable, and stop without it", vec![(word.span, new)]);
    }
}

fn secret_of(line: &str) -> &str {
    line.split_once(':').map_or("", |it| it.1)
}

fn has_literal_password(word: &Word) -> bool {
    literal_password(word).is_some()
}

/// `$(openssl passwd -6 hunter2)`: the last operand is no variable.
fn literal_password(word: &Word) -> Option<Word> {
    let mut literal = None;
    for part in &word.parts {
        let crate::script::PartKind::Substitution(statements) = &part.kind else { continue };
        crate::script::walk(statements, &mut |node| {
            if let crate::script::Node::Command(it) = node
                && it.program.as_deref() == Some("openssl")
            {
                let is_one = |it: &&Word| it.literal().is_some_and(|it| !it.starts_with('-') && it != "passwd");
                literal = it.words.last().filter(is_one).cloned();
            }
        });
    }
    literal
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn passwords_from_elsewhere_are_fine() {
        check_marks(
            "chpasswd <<< \"bob:secret\"\n#^^^^^^^ CARO0313\n"
                .replace("#^^^^^^^ CARO0313", "#mark 0 0 8 CARO0313")
                .as_str(),
        );
        check_marks("printf 'a\\na\\n' | passwd root\n#mark 0 18 24 CARO0313\n");
        check_marks("echo \"bob:$PW\" | chpasswd\nread -rs p; echo \"bob:$p\" | chpasswd\npasswd -l bob\n");
    }
}
