//! CARO1311: nobody checks which machine answers to `ssh`.

use crate::rules::{Check, Level, Sink};
use crate::script::{AssignedValue, Command, Word};

rule! {
    /// Logs in to whichever machine answers, and sends it passwords, files and commands.
    ///
    /// The host key is what tells the right machine from one that somebody put in its place. `accept-new` takes a key the first
    /// time and keeps to it; `ssh-keyscan` with a fingerprint from elsewhere is better.
    ///
    /// ```sh bad
    /// ssh -o StrictHostKeyChecking=no deploy@web.example.org uptime
    /// ```
    /// ```sh bad
    /// rsync -a -e 'ssh -o UserKnownHostsFile=/dev/null' build/ web.example.org:/srv/www/
    /// ```
    /// ```sh bad
    /// export GIT_SSH_COMMAND='ssh -o StrictHostKeyChecking=no'
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
    use crate::rules::tests::check_marks;

    #[test]
    fn spellings_are_many() {
        check_marks("scp -oStrictHostKeyChecking=off a web:\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1311\n");
        check_marks("O='-o StrictHostKeyChecking=no -q'\nsftp $O web\n#    ^^ CARO1311\n");
        check_marks(
            "sshpass -e ssh -o 'StrictHostKeyChecking no' web\n#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1311\n",
        );
        check_marks("ssh -o StrictHostKeyChecking=yes web\nssh -o StrictHostKeyChecking=ask web\n");
    }
}
