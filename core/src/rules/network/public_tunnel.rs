//! CARO1310: a tunnel lets others in, past the firewall.

use super::given::{Given, flag, given, is_everywhere, listen_here, value, value_span, values};
use crate::Span;
use crate::rules::{Check, Sink, edits};
use crate::script::{Command, Flag};

rule! {
    /// Opens a service of this machine or its network to others, past the firewall.
    ///
    /// The end of a tunnel listens for everyone when its address is `0.0.0.0`, `*` or empty, and services such as `ngrok` give
    /// it a public address. Let it listen on `localhost`, and name who may connect.
    ///
    /// To decide: Who has to come in here from outside, for how long, and who lets them in?
    ///
    /// ```sh bad
    /// ssh -N -R 0.0.0.0:8080:localhost:80 gate.example.org
    /// ```
    /// ```sh fixed
    /// ssh -N -R 8080:localhost:80 gate.example.org
    /// ```
    /// ```sh bad
    /// ngrok tcp 22
    /// ```
    /// ```sh bad
    /// cloudflared tunnel --url ssh://localhost:22
    /// ```
    /// ```sh bad
    /// ssh -g -L 5432:db:5432 gate.example.org
    /// ```
    /// ```sh fixed
    /// ssh -L 5432:db:5432 gate.example.org
    /// ```
    /// ```sh good
    /// ssh -L 5432:db:5432 gate.example.org
    /// ```
    /// ```sh good
    /// ssh -R 8080:localhost:80 gate.example.org
    /// ```
    /// ```sh good
    /// kubectl port-forward svc/web 8080:80
    /// ```
    /// ```sh good
    /// ngrok http 3000
    /// ```
    "CARO1310" "public-tunnel",
    Caution,
    Check::Command {
        programs: &["ssh", "autossh", "ngrok", "cloudflared", "chisel", "bore", "frpc", "kubectl", "npx", "lt", "localtunnel", "socat", "pagekite.py", "tailscale"],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = given(command, sink);
    let program = command.program.as_deref().unwrap_or_default();
    let found = match program {
        "ssh" | "autossh" => ssh(command, &given),
        "kubectl" => {
            let forwards = given.iter().any(|it| it.text == "port-forward");
            value(&given, &["--address"])
                .filter(|it| forwards && it.split(',').any(is_everywhere))
                .and_then(|_| flag(&given, &["--address"]))
                .map(|it| (it, "everyone who can reach this machine can reach what is forwarded"))
        }
        _ => service(program, &given),
    };
    if let Some((at, message)) = found {
        sink.report(at.span, message.to_owned());
        let edits = close(command, &given, at.span, sink);
        sink.choice("Let only the machine at that end use it", edits);
    }
}

/// Edits by which a tunnel listens on one machine only.
fn close(command: &Command, given: &[Given], at: Span, sink: &Sink<'_>) -> Vec<(Span, String)> {
    match command.program.as_deref() {
        Some("ssh" | "autossh") => {
            let is_one = |it: &&Flag| command.words.get(it.word).is_some_and(|it| it.span == at);
            let found = command.flags().filter(is_one).find(|it| matches!(it.short, Some('R' | 'L' | 'D' | 'g' | 'o')));
            let Some(flag) = found else { return Vec::new() };
            let Some(value) = &flag.value else { return edits::without(command, flag) };
            let raw = sink.text(value.span);
            let start = value.span.start;
            if flag.short == Some('o') {
                let yes = raw.to_ascii_lowercase().find("yes").map(|it| Span::new(start + it, start + it + 3));
                return yes.map(|it| vec![(it, "no".to_owned())]).unwrap_or_default();
            }
            let quote = raw.len() - raw.trim_start_matches(['"', '\'']).len();
            let open = ["0.0.0.0:", "*:", "[::]:", ":"].iter().find(|it| raw[quote..].starts_with(**it));
            let cut = open.map(|it| (Span::new(start + quote, start + quote + it.len()), String::new()));
            cut.into_iter().collect()
        }
        Some("kubectl") => value_span(given, at).map(|it| listen_here(it, sink)).unwrap_or_default(),
        Some("socat") if !sink.text(at).contains(['"', '\'']) => vec![(Span::at(at.end), ",bind=127.0.0.1".to_owned())],
        _ => Vec::new(),
    }
}

fn ssh<'a>(command: &Command, given: &'a [Given]) -> Option<(&'a Given, &'static str)> {
    let remote = "everyone who can reach that machine gets in here through the tunnel";
    let here = "everyone who can reach this machine can use the tunnel";
    for flag in command.flags() {
        let Some(at) = flag.word.checked_sub(command.head + 1).and_then(|it| given.get(it)) else { continue };
        let text = flag.value.as_ref().and_then(|it| {
            let word = flag.word.checked_sub(command.head + 1)?;
            given[word..].iter().take(2).find(|given| given.span.cover(it.span) == given.span).map(|it| &*it.text)
        });
        let text = text.map(|it| it.trim_start_matches('-').trim_start_matches(['R', 'L', 'D', 'o']));
        match (flag.short, text) {
            (Some('R'), Some(it)) if opens(it, 3) => return Some((at, remote)),
            (Some('L'), Some(it)) if opens(it, 3) => return Some((at, here)),
            (Some('D'), Some(it)) if opens(it, 1) => return Some((at, here)),
            (Some('g'), _) if command.has_flag('L', "") || command.has_flag('D', "") => return Some((at, here)),
            (Some('o'), Some(it)) if it.to_ascii_lowercase().replace(' ', "=").starts_with("gatewayports=y") => {
                return Some((at, here));
            }
            _ => {}
        }
    }
    None
}

/// Whether a forward listens on all addresses: more parts than it needs, the first of them open.
fn opens(forward: &str, needed: usize) -> bool {
    if forward.starts_with("[::]:") || forward.starts_with("*:") || forward.starts_with("0.0.0.0:") {
        return true;
    }
    forward.starts_with(':') && !forward.starts_with("::") && forward.split(':').count() > needed
}

/// Ports by which others get a shell, a desktop, files or a database.
fn is_inner(port: &str) -> bool {
    let port = port.rsplit(':').next().unwrap_or_default();
    matches!(
        port,
        "22" | "23"
            | "139"
            | "445"
            | "2375"
            | "2376"
            | "3306"
            | "3389"
            | "5432"
            | "5900"
            | "5901"
            | "6379"
            | "6443"
            | "9200"
            | "27017"
            | "2049"
    )
}

fn service<'a>(program: &str, given: &'a [Given]) -> Option<(&'a Given, &'static str)> {
    let message = "gives this port an address on the internet: everyone can try to get in";
    let says = |name: &str| given.iter().any(|it| it.text == name);
    match program {
        "ngrok" => given.iter().find(|it| matches!(&*it.text, "tcp" | "tls")).map(|it| (it, message)),
        "cloudflared" => {
            let (at, _) = values(given, &["--url"]).find(|it| {
                let scheme = it.1.split("://").next().unwrap_or_default();
                matches!(scheme, "ssh" | "rdp" | "tcp" | "smb" | "vnc") || is_inner(it.1)
            })?;
            says("tunnel").then_some((at, message))
        }
        "bore" => given.iter().find(|it| is_inner(&it.text)).filter(|_| says("local")).map(|it| (it, message)),
        "chisel" => {
            let at = given.iter().find(|it| it.text.starts_with("R:"))?;
            says("client").then_some((at, "whoever runs the other end gets in here through the tunnel"))
        }
        "lt" | "localtunnel" | "npx" => {
            if program == "npx" && !says("localtunnel") {
                return None;
            }
            let (at, _) = values(given, &["--port", "-p"]).find(|it| is_inner(it.1))?;
            Some((at, message))
        }
        "tailscale" => {
            let at = given.first().filter(|it| it.text == "funnel")?;
            given
                .iter()
                .any(|it| it.text.starts_with("--tcp") || it.text.starts_with("tcp:") || is_inner(&it.text))
                .then_some((at, message))
        }
        "socat" => {
            let reaches = given.iter().any(|it| {
                let parts: Vec<&str> = it.text.split([':', ',']).collect();
                parts.first().is_some_and(|it| it.eq_ignore_ascii_case("tcp") || it.eq_ignore_ascii_case("tcp4"))
                    && parts.get(1).is_some_and(|it| matches!(*it, "localhost" | "127.0.0.1"))
                    && parts.get(2).is_some_and(|it| is_inner(it))
            });
            let listener = given.iter().find(|it| {
                super::listener::is_socat_listener(&it.text)
                    && !it.text.contains("bind=127.")
                    && !it.text.contains("bind=localhost")
            })?;
            reaches.then_some((
                listener,
                "everyone who can reach this machine gets to a service that is meant for it alone",
            ))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{check_marks, offered};

    #[test]
    fn addresses_decide() {
        check_marks("ssh -fNR '*:2222:localhost:22' gate\n#mark 0 4 8 CARO1310\n");
        check_marks("ssh -o GatewayPorts=yes -R 80:localhost:80 gate\n#   ^^ CARO1310\n");
        check_marks("ssh -D 0.0.0.0:1080 gate\n#   ^^ CARO1310\n");
        check_marks(
            "ssh -D 1080 gate\nssh -L localhost:80:web:80 gate\nssh gate 'ssh -V'\nbore local 8000 --to bore.pub\n",
        );
        check_marks("kubectl port-forward --address 0.0.0.0 pod/x 80\n#                    ^^^^^^^^^ CARO1310\n");
    }

    #[test]
    fn a_tunnel_listens_on_one_machine() {
        assert_eq!(offered("ssh -NR '*:80:localhost:80' gate"), ["ssh -NR '80:localhost:80' gate"]);
        assert_eq!(offered("ssh -R0.0.0.0:80:localhost:80 gate"), ["ssh -R80:localhost:80 gate"]);
        assert_eq!(offered("ssh -fNg -D 1080 gate"), ["ssh -fN -D 1080 gate"]);
        assert_eq!(
            offered("ssh -o GatewayPorts=yes -R 80:localhost:80 gate"),
            ["ssh -o GatewayPorts=no -R 80:localhost:80 gate"]
        );
    }
}
