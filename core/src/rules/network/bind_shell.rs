//! CARO1304: a shell waits for whoever connects.

use super::given::{flag, given, is_shell, value};
use super::listener::{given_shell, listens};
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Gives everyone who can reach this machine a shell on it, without a password.
    ///
    /// The port answers to whoever finds it, and the shell has the rights of this script. For remote work run `sshd`.
    ///
    /// To decide: Who connects here, and why do they not come in by `ssh`?
    ///
    /// ```sh bad
    /// nc -lvp 4444 -e /bin/bash
    /// ```
    /// ```sh bad
    /// socat TCP-LISTEN:4444,reuseaddr,fork EXEC:/bin/sh
    /// ```
    /// ```sh bad
    /// busybox telnetd -p 2323 -l /bin/sh
    /// ```
    /// ```sh good
    /// nc -l 9000 > received.tar
    /// ```
    /// ```sh good
    /// socat TCP-LISTEN:8080,fork TCP:web:80
    /// ```
    /// ```sh good
    /// socat TCP-LISTEN:7000,fork EXEC:./answer.sh
    /// ```
    "CARO1304" "bind-shell",
    Danger,
    Check::Command {
        programs: &["nc", "ncat", "netcat", "nc.traditional", "nc.openbsd", "cryptcat", "socat", "telnetd", "utelnetd", "in.telnetd"],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = given(command, sink);
    if command.program.as_deref().is_some_and(|it| it.ends_with("telnetd")) {
        let open = value(&given, &["-l"]).is_some_and(is_shell) && flag(&given, &["-l"]).is_some();
        if open && !value(&given, &["-l"]).is_some_and(|it| it.ends_with("login")) {
            sink.report(command.name_span(), "gives a shell to everyone who connects, without a password".to_owned());
        }
        return;
    }
    if listens(command, &given)
        && let Some(shell) = given_shell(command, &given)
    {
        let shell: String = shell.chars().take(40).collect::<String>().replace('`', "");
        sink.report(
            command.name_span(),
            format!("gives everyone who connects `{shell}` on this machine, without a password"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn spellings_are_many() {
        check_marks("ncat --listen 4444 --exec /bin/bash\n#mark 0 0 4 CARO1304\n");
        check_marks("while :; do nc -lp 4444 -c 'bash -i'; done\n#           ^^ CARO1304\n");
        check_marks("sudo socat openssl-listen:443,cert=a.pem,verify=0 system:'sh -i'\n#    ^^^^^ CARO1304\n");
        check_marks("socat UNIX-LISTEN:/run/x.sock EXEC:/bin/sh\n");
    }
}
