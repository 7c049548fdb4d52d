//! CARO0507: stored passwords are read out.

use super::reading;
use super::seen;
use super::sending;
use crate::rules::{Check, Level, Sink};
use crate::script::{Body, Command, Statement, Word};

rule! {
    /// Reads out stored passwords, or breaks them.
    ///
    /// Whoever has the hashes of `/etc/shadow` can try passwords without limit.
    /// To ask about one account use `passwd -S NAME` or `chage -l NAME`.
    ///
    /// To decide: What must be known of which account, and does `passwd -S` or `chage -l` say it?
    ///
    /// ```sh bad
    /// sudo cat /etc/shadow
    /// ```
    /// ```sh bad
    /// unshadow /etc/passwd /etc/shadow > hashes
    /// ```
    /// ```sh bad
    /// security dump-keychain -d login.keychain
    /// ```
    /// ```sh good
    /// passwd -S bob
    /// ```
    /// ```sh good
    /// ls -l /etc/shadow
    /// cp -p /etc/shadow /root/backup/
    /// ```
    /// ```sh good
    /// grep -c '^bob:!' /etc/shadow
    /// ```
    "CARO0507" "hashes-read",
    Danger,
    Check::Text { run: check }
}

fn check(body: &Body, sink: &mut Sink<'_>) {
    let mut commands: Vec<&Command> = Vec::new();
    let mut pipelines: Vec<&[Statement]> = Vec::new();
    seen::walk(&body.statements, &mut |it| commands.push(it), &mut |it| pipelines.push(it));
    for stages in pipelines {
        let staged: Vec<&Command> = stages.iter().filter_map(Statement::command).collect();
        // Sent away, it is another rule's.
        if !staged.iter().any(|it| sending::sends_input(it, sink).is_some()) {
            commands.extend(staged);
        }
    }
    for command in commands {
        judge(command, sink);
    }
}

fn judge(command: &Command, sink: &mut Sink<'_>) {
    if command.is_dry_run() {
        return;
    }
    let program = command.program.as_deref().unwrap_or_default();
    let first = command.operands().next().and_then(Word::literal).unwrap_or_default();
    match program {
        "cat" | "less" | "more" | "head" | "tail" | "tac" | "nl" | "strings" | "base64" | "xxd" | "hexdump" | "od"
        | "bat" | "vim" | "nano" | "vi" => {
            let to_network = command.redirects.iter().any(|it| {
                let target = it.target.sketch();
                target.starts_with("/dev/tcp/")
                    || it.operator.writes() && super::secret_in_shared_place::place(&target).is_some()
            });
            if let Some(secret) =
                reading::by_command(command, sink).filter(|it| it.what == "the password hashes" && !to_network)
            {
                sink.report(command.span, format!("reads out {}", secret.what)).level(Level::Caution);
            }
        }
        "getent" if first == "shadow" && command.operands().count() == 1 => {
            sink.report(command.span, "reads out the password hashes".into()).level(Level::Caution);
        }
        "unshadow" => {
            sink.report(command.span, "puts accounts and password hashes together, ready to be broken".into());
        }
        "mimikatz"
        | "mimipenguin"
        | "lazagne"
        | "laZagne.py"
        | "secretsdump.py"
        | "impacket-secretsdump"
        | "pwdump"
        | "fgdump"
        | "samdump2"
        | "hashdump" => {
            sink.report(command.span, "takes the stored passwords of this machine out".into());
        }
        "john" | "hashcat" if !command.arguments().is_empty() && !command.has_flag('\0', "show") => {
            sink.report(command.span, "tries passwords until one fits".into()).level(Level::Caution);
        }
        "security" if first.starts_with("dump-keychain") && command.has_flag('d', "") => {
            sink.report(command.span, "reads out every stored password of this user".into());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn reading_one_account_is_fine() {
        check_marks("cat /etc/shadow | head\n#mark 0 0 15 CARO0507\n");
        check_marks("F=/etc/shadow\nbase64 $F\n#mark 1 0 9 CARO0507\n");
        check_marks("ssh host 'sudo cat /etc/shadow'\n#mark 0 10 30 CARO0507\n");
        check_marks(
            "getent shadow bob\nwc -l /etc/shadow\ncat /etc/passwd\nhash=$(grep ^bob: /etc/shadow | cut -d: -f2)\njohn --help\n",
        );
    }
}
