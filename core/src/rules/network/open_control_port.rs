//! CARO1308: whoever connects controls the containers, and with them the machine.

use super::given::{Given, flag, given, is_everywhere, is_local, listen_here, value, value_span, values};
use super::listener::is_socat_listener;
use crate::Span;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Makes everyone who can reach this port root on this machine, or master of the cluster.
    ///
    /// Docker's service starts any container with any folder of the machine in it. Without client certificates its port asks
    /// nobody. Use `docker -H ssh://host`, or `--tlsverify` with certificates.
    ///
    /// To decide: Who has to reach this from elsewhere, and can they come in by `ssh`?
    ///
    /// ```sh bad
    /// dockerd -H unix:///var/run/docker.sock -H tcp://0.0.0.0:2375
    /// ```
    /// ```sh fixed
    /// dockerd -H unix:///var/run/docker.sock
    /// ```
    /// ```sh bad
    /// socat TCP-LISTEN:2375,fork UNIX-CONNECT:/var/run/docker.sock
    /// ```
    /// ```sh fixed
    /// socat TCP-LISTEN:2375,fork,bind=127.0.0.1 UNIX-CONNECT:/var/run/docker.sock
    /// ```
    /// ```sh bad
    /// kubectl proxy --address=0.0.0.0 --accept-hosts='.*'
    /// ```
    /// ```sh fixed
    /// kubectl proxy --address=127.0.0.1 --accept-hosts='.*'
    /// ```
    /// ```sh good
    /// dockerd -H tcp://0.0.0.0:2376 --tlsverify --tlscacert=ca.pem --tlscert=cert.pem --tlskey=key.pem
    /// ```
    /// ```sh good
    /// kubectl proxy --port=8001
    /// ```
    /// ```sh good
    /// socat TCP-LISTEN:2375,bind=127.0.0.1,fork UNIX-CONNECT:/run/app.sock
    /// ```
    "CARO1308" "open-control-port",
    Danger,
    Check::Command { programs: &["dockerd", "docker", "podman", "socat", "kubectl", "ncat"], run: check }
}

const HERE: &str = "Listen on this machine only";

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = given(command, sink);
    let Some((at, level)) = opened(command.program.as_deref().unwrap_or_default(), &given) else { return };
    let message = if command.program.as_deref() == Some("kubectl") {
        "everyone who can reach this port acts in the cluster as you"
    } else {
        "everyone who can reach this port can start containers, and so be root on this machine"
    };
    sink.report(at.span, message.to_owned()).level(level);
    let place = command.words.iter().position(|it| it.span == at.span);
    match command.program.as_deref() {
        Some("dockerd") => {
            // The flag and its value, with the blanks before.
            let before = place.and_then(|it| it.checked_sub(1)).and_then(|it| command.words.get(it));
            let value = value_span(&given, at.span);
            let cut = before.zip(value).map(|(before, value)| Span::new(before.span.end, value.end));
            let title = "Listen on the socket only, and come in by `docker -H ssh://host`";
            sink.choice(title, cut.map(|it| vec![(it, String::new())]).unwrap_or_default());
        }
        Some("podman") if at.text.starts_with("tcp:") => {
            let title = "Listen on the socket only, and come in by `ssh`";
            sink.choice(title, place.map(|it| edits::without_word(command, it)).unwrap_or_default());
        }
        Some("socat") if sink.text(at.span) == at.text => {
            sink.choice(HERE, vec![(Span::at(at.span.end), ",bind=127.0.0.1".to_owned())]);
        }
        Some("kubectl") => {
            sink.choice(HERE, value_span(&given, at.span).map(|it| listen_here(it, sink)).unwrap_or_default());
        }
        Some("docker") => {
            let value = value_span(&given, at.span).filter(|it| *it != at.span);
            let ports = value.filter(|it| sink.text(*it).bytes().all(|it| it.is_ascii_digit() || it == b':'));
            let edits = ports.map(|it| vec![(Span::at(it.start), "127.0.0.1:".to_owned())]);
            sink.choice(HERE, edits.unwrap_or_default());
        }
        _ => {}
    }
}

fn opened<'a>(program: &str, given: &'a [Given]) -> Option<(&'a Given, Level)> {
    match program {
        "dockerd" => {
            let (at, address) = values(given, &["-H", "--host"]).find(|it| it.1.starts_with("tcp:"))?;
            let level = if is_local(address) { Level::Caution } else { Level::Danger };
            flag(given, &["--tlsverify"]).is_none().then_some((at, level))
        }
        "docker" | "podman" | "kubectl" => {
            let first = given.iter().position(|it| !it.text.starts_with('-'))?;
            let rest = &given[first + 1..];
            match (program, &*given[first].text) {
                ("podman", "system") if rest.first().is_some_and(|it| it.text == "service") => {
                    let at = rest.iter().find(|it| it.text.starts_with("tcp:"))?;
                    let local = is_local(at.text.trim_start_matches("tcp:").trim_start_matches('/'));
                    Some((at, if local { Level::Caution } else { Level::Danger }))
                }
                ("kubectl", "proxy") => {
                    value(rest, &["--address"]).filter(|it| is_everywhere(it))?;
                    flag(rest, &["--address"]).map(|it| (it, Level::Danger))
                }
                ("docker" | "podman", "run" | "create") => {
                    let published = values(rest, &["-p", "--publish"]).find(|it| {
                        let mut ports = it.1.rsplit(':');
                        let inner = ports.next().unwrap_or_default().split('/').next().unwrap_or_default();
                        inner == "2375" && !is_local(it.1)
                    })?;
                    Some((published.0, Level::Caution))
                }
                _ => None,
            }
        }
        "socat" => {
            let listener = given.iter().find(|it| is_socat_listener(&it.text))?;
            let reaches = given.iter().any(|it| {
                ["docker.sock", "podman.sock", "containerd.sock", "crio.sock"].iter().any(|name| it.text.contains(name))
            });
            let local = listener.text.contains("bind=127.")
                || listener.text.contains("bind=localhost")
                || listener.text.contains("range=127.");
            (reaches && !local).then_some((listener, Level::Danger))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn this_machine_alone_is_a_caution() {
        check_marks("dockerd --host=tcp://127.0.0.1:2375 &\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1308\n");
        check_marks("docker run -d -p 2375:2375 --privileged docker:dind\n#             ^^ CARO1308\n");
        check_marks("docker -H tcp://build:2376 --tlsverify ps\ndocker run -p 127.0.0.1:2375:2375 x\nkubectl proxy\n");
    }
}
