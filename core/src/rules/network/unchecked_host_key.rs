//! CARO1311: nobody checks which machine answers to `ssh`.

use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::{AssignedValue, Command, Word};

rule! {
    /// Logs in to whichever machine answers, and sends it passwords, files and commands.
    ///
    /// The host key is what tells the right machine from one that somebody put in its place. `accept-new` takes a key the first
    /// time and keeps to it; `ssh-keyscan` with a fingerprint from elsewhere is better.
    ///
    /// To decide: Does this machine get a new key often, and where can its fingerprint be looked up?
    ///
    /// ```sh bad
    /// ssh -o StrictHostKeyChecking=no deploy@web.example.org uptime
    /// ```
    /// ```sh fixed
    /// ssh -o StrictHostKeyChecking=accept-new deploy@web.example.org uptime
    /// ```
    /// ```sh bad
    /// rsync -a -e 'ssh -o UserKnownHostsFile=/dev/null' build/ web.example.org:/srv/www/
    /// ```
    /// ```sh fixed
    /// rsync -a -e 'ssh -o UserKnownHostsFile=~/.ssh/known_hosts' build/ web.example.org:/srv/www/
    /// ```
    /// ```sh bad
    /// export GIT_SSH_COMMAND='ssh -o StrictHostKeyChecking=no'
    /// ```
    /// ```sh fixed
    /// export GIT_SSH_COMMAND='ssh -o StrictHostKeyChecking=accept-new'
    /// ```
    /// ```sh good
    /// ssh -o StrictHostKeyChecking=accept-new deploy@web.example.org uptime
    /// ```
    /// ```sh good
    /// ssh -o StrictHostKeyChecking=no -p 2222 root@localhost true
    /// ```
    /// ```sh good
    /// grep -n 'StrictHostKeyChecking no' ~/.ssh/config
    /// ```
    "CARO1311" "unchecked-host-key",
    Caution,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for assignment in &command.assignments {
        if let Some(AssignedValue::Word(word)) = &assignment.value
            && matches!(
                &*assignment.name.text,
                "GIT_SSH_COMMAND" | "RSYNC_RSH" | "CVS_RSH" | "ANSIBLE_SSH_ARGS" | "ANSIBLE_HOST_KEY_CHECKING"
            )
        {
            let off = &*assignment.name.text == "ANSIBLE_HOST_KEY_CHECKING"
                && sink.possible(word, |it| matches!(it.to_ascii_lowercase().as_str(), "false" | "0" | "no")).is_some();
            if off || sink.value(word).shapes.iter().any(|it| skips(&it.text).is_some()) {
                sink.report(
                    assignment.span,
                    "logs in to whichever machine answers: its host key is not checked".to_owned(),
                );
                let mut edits = checked(assignment.span, sink);
                if off {
                    edits = vec![(word.span, "True".to_owned())];
                }
                sink.choice(TITLE, edits);
                return;
            }
        }
    }
    let program = command.program.as_deref().unwrap_or_default();
    let is_ssh = matches!(
        program,
        "ssh"
            | "scp"
            | "sftp"
            | "rsync"
            | "autossh"
            | "sshfs"
            | "ssh-copy-id"
            | "mosh"
            | "ansible"
            | "ansible-playbook"
            | "git"
            | "parallel-ssh"
            | "pssh"
            | "pscp"
            | "lftp"
    );
    if !is_ssh {
        return;
    }
    let words: Vec<&Word> = command.arguments().iter().collect();
    let Some((word, what)) = words.iter().find_map(|it| {
        let value = sink.value(it);
        let what = value.shapes.iter().find_map(|it| skips(&it.text))?;
        Some((*it, what))
    }) else {
        return;
    };
    let local = words.iter().any(|it| sink.value(it).shapes.iter().any(|it| is_here(&it.text)));
    let raw_message = match what {
        Skips::Question => "logs in to whichever machine answers: its host key is not checked",
        Skips::Memory => "forgets host keys at once, so nothing notices another machine in its place",
    };
    if local {
        return;
    }
    let span = word.span;
    sink.report(span, raw_message.to_owned()).level(Level::Caution);
    sink.choice(TITLE, words.iter().flat_map(|it| checked(it.span, sink)).collect());
}

const TITLE: &str = "Take a key the first time, and refuse another one later";

/// Edits by which a written setting keeps host keys and compares them.
fn checked(span: Span, sink: &Sink<'_>) -> Vec<(Span, String)> {
    let text = sink.text(span).to_ascii_lowercase();
    let mut edits = Vec::new();
    let settings: [(&str, &[&str], &str); 2] = [
        ("stricthostkeychecking", &["no", "off", "false"], "accept-new"),
        ("userknownhostsfile", &["/dev/null"], "~/.ssh/known_hosts"),
    ];
    for (name, values, new) in settings {
        for (at, _) in text.match_indices(name) {
            let behind = &text[at + name.len()..];
            let value = behind.trim_start_matches([' ', '=']);
            let start = span.start + text.len() - value.len();
            let is_whole = |it: &&&str| {
                value.strip_prefix(**it).is_some_and(|it| !it.starts_with(|it: char| it.is_alphanumeric() || it == '-'))
            };
            if let Some(old) = values.iter().find(is_whole) {
                edits.push((Span::new(start, start + old.len()), new.to_owned()));
            }
        }
    }
    edits
}

#[derive(Clone, Copy)]
enum Skips {
    Question,
    Memory,
}

/// What a setting of `ssh` leaves out.
fn skips(text: &str) -> Option<Skips> {
    let text = text.to_ascii_lowercase().replace(['"', '\''], "");
    let set = |name: &str| {
        text.find(name).map(|at| {
            text[at + name.len()..]
                .trim_start_matches([' ', '='])
                .split([' ', '\t', '\n', ','])
                .next()
                .unwrap_or_default()
                .to_owned()
        })
    };
    if set("stricthostkeychecking").is_some_and(|it| matches!(&*it, "no" | "off" | "false")) {
        return Some(Skips::Question);
    }
    set("userknownhostsfile").filter(|it| it.starts_with("/dev/null")).map(|_| Skips::Memory)
}

/// Whether a host is this machine, or a virtual one on it.
fn is_here(text: &str) -> bool {
    if text.starts_with('-') || text.contains('=') {
        return false;
    }
    let host = text.rsplit('@').next().unwrap_or_default();
    host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]") || host == "::1"
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn spellings_are_many() {
        check_marks("scp -oStrictHostKeyChecking=off a web:\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1311\n");
        check_marks("O='-o StrictHostKeyChecking=no -q'\nsftp $O web\n#    ^^ CARO1311\n");
        check_marks(
            "sshpass -e ssh -o 'StrictHostKeyChecking no' web\n#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1311\n",
        );
        check_marks("ssh -o StrictHostKeyChecking=yes web\nssh -o StrictHostKeyChecking=ask web\n");
    }

    #[test]
    fn both_settings_are_mended_at_once() {
        assert_eq!(
            offered("ssh -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null web"),
            ["ssh -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile=~/.ssh/known_hosts web"]
        );
        assert_eq!(
            offered("scp -oStrictHostKeyChecking=off a web:"),
            ["scp -oStrictHostKeyChecking=accept-new a web:"]
        );
        assert_eq!(offered("export ANSIBLE_HOST_KEY_CHECKING=False"), ["export ANSIBLE_HOST_KEY_CHECKING=True"]);
    }
}
