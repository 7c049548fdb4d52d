//! CARO1308: whoever connects controls the containers, and with them the machine.

use super::given::{Given, flag, given, is_everywhere, is_local, value, values};
use super::listener::is_socat_listener;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Makes everyone who can reach this port root on this machine, or master of the cluster.
    ///
    /// Docker's service starts any container with any folder of the machine in it. Without client certificates its port asks
    /// nobody. Use `docker -H ssh://host`, or `--tlsverify` with certificates.
    ///
    /// ```sh bad
    /// dockerd -H unix:///var/run/docker.sock -H tcp://0.0.0.0:2375
    /// ```
    /// ```sh bad
    /// socat TCP-LISTEN:2375,fork UNIX-CONNECT:/var/run/docker.sock
    /// ```
    /// ```sh bad
    /// kubectl proxy --address=0.0.0.0 --accept-hosts='.*'
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

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = given(command, sink);
    let Some((at, level)) = opened(command.program.as_deref().unwrap_or_default(), &given) else { return };
    let message = if command.program.as_deref() == Some("kubectl") {
        "everyone who can reach this port acts in the cluster as you"
    } else {
        "everyone who can reach this port can start containers, and so be root on this machine"
    };
    sink.report(at.span, message.to_owned()).level(level);
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
