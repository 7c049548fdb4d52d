//! Connections that are not encrypted and ask nobody: `nc`, `socat`, `telnet`, `/dev/tcp`.

use super::given::{Given, is_shell};
use crate::rules::Sink;
use crate::script::{Command, Redirect, RedirectOperator};

/// Programs that join a connection with their input and output.
pub(super) fn is_connector(command: &Command) -> bool {
    match command.program.as_deref() {
        Some(name) if is_netcat(name) => !command.has_flag('z', ""),
        Some("socat" | "telnet") => true,
        Some("openssl") => command.operands().next().and_then(|it| it.literal()) == Some("s_client"),
        _ => false,
    }
}

pub(super) fn is_netcat(program: &str) -> bool {
    matches!(
        program,
        "nc" | "ncat" | "netcat" | "nc.traditional" | "nc.openbsd" | "pwncat" | "rustcat" | "rcat" | "cryptcat" | "sbd"
    )
}

/// Whether it waits for others to connect.
pub(super) fn listens(command: &Command, given: &[Given]) -> bool {
    match command.program.as_deref() {
        Some("socat") => given.iter().any(|it| is_socat_listener(&it.text)),
        Some(name) if is_netcat(name) => given.iter().any(|it| {
            it.text == "--listen"
                || it.text.starts_with('-')
                    && !it.text.starts_with("--")
                    && it.text.split(['=', '/']).next().is_some_and(|it| it.contains('l'))
        }),
        _ => false,
    }
}

/// `TCP-LISTEN:80,fork`
pub(super) fn is_socat_listener(address: &str) -> bool {
    let kind = address.split([':', ',']).next().unwrap_or_default().to_ascii_uppercase();
    let network = ["TCP", "UDP", "SSL", "OPENSSL", "SCTP", "VSOCK"].iter().any(|it| kind.starts_with(it));
    network && (kind.ends_with("-LISTEN") || kind.ends_with("-L") || kind.ends_with("-RECVFROM"))
}

/// `TCP:host:80`, also a listener.
pub(super) fn is_socat_network(address: &str) -> bool {
    let kind = address.split([':', ',']).next().unwrap_or_default().to_ascii_uppercase();
    ["TCP", "UDP", "SSL", "OPENSSL", "SCTP", "VSOCK", "SOCKS", "PROXY"].iter().any(|it| kind.starts_with(it))
        || address.split(':').count() == 2
            && address
                .split(':')
                .next_back()
                .is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
}

/// The shell that a connection is given to: `nc -e sh`, `ncat --sh-exec`, `socat … EXEC:bash`.
pub(super) fn given_shell(command: &Command, given: &[Given]) -> Option<String> {
    let program = command.program.as_deref()?;
    if program == "socat" {
        let exec = given.iter().find_map(|it| {
            let (kind, rest) = it.text.split_once(':')?;
            matches!(&*kind.to_ascii_uppercase(), "EXEC" | "SYSTEM" | "SHELL")
                .then(|| rest.split(',').next().unwrap_or(rest).to_owned())
        });
        let other = given.iter().any(|it| is_socat_network(&it.text));
        return exec.filter(|it| other && is_shell(it));
    }
    if !is_netcat(program) {
        return None;
    }
    for (at, it) in given.iter().enumerate() {
        let next = || given.get(at + 1).map(|it| it.text.clone());
        let value = match &*it.text {
            "--exec" | "--sh-exec" | "-exec" => next(),
            text if text.starts_with("--exec=") || text.starts_with("--sh-exec=") => {
                text.split_once('=').map(|it| it.1.to_owned())
            }
            text if text.starts_with('-') && !text.starts_with("--") => match text.find(['e', 'c']) {
                Some(at) if at + 1 == text.len() => next(),
                Some(at) => Some(text[at + 1..].to_owned()),
                None => None,
            },
            _ => None,
        };
        if let Some(value) = value.filter(|it| is_shell(it)) {
            return Some(value);
        }
    }
    None
}

/// The `/dev/tcp/host/port` that a redirect opens.
pub(super) fn connection(redirect: &Redirect, sink: &Sink<'_>) -> Option<String> {
    let value = sink.value(&redirect.target);
    let text = value
        .shapes
        .iter()
        .map(|it| &*it.text)
        .find(|it| it.starts_with("/dev/tcp/") || it.starts_with("/dev/udp/"))?;
    Some(text.to_owned())
}

/// Whether a shell takes its commands from its input: it is given no script and no text.
pub(super) fn takes_commands(command: &Command) -> bool {
    let name = command.program.as_deref().unwrap_or_default();
    let is_one =
        matches!(name, "sh" | "bash" | "dash" | "ash" | "zsh" | "ksh" | "mksh" | "csh" | "tcsh" | "fish" | "rbash");
    is_one
        && !command.has_flag('c', "")
        && (command.operands().next().is_none() || command.has_flag('s', "") || command.has_flag('i', ""))
}

/// The descriptor that both input and output of a command are joined with: `sh <&5 >&5`.
pub(super) fn joined_descriptor(redirects: &[Redirect]) -> Option<&str> {
    let target = |it: &Redirect| it.target.literal().map(|it| it.trim_end_matches('-').to_owned());
    let read = redirects.iter().find(|it| {
        it.operator == RedirectOperator::DuplicateRead
            || it.operator == RedirectOperator::DuplicateWrite && it.fd.as_deref() == Some("0")
    })?;
    let name = read.target.literal()?;
    let number: u32 = name.trim_end_matches('-').parse().ok()?;
    let write = redirects.iter().any(|it| {
        it.operator == RedirectOperator::DuplicateWrite
            && it.fd.as_deref() != Some("0")
            && target(it).as_deref() == Some(name)
    });
    (number > 2 && write).then_some(name)
}
