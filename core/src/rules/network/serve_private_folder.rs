//! CARO1301: a web server shows a home, the system or its settings to the network.

use super::given::{Given, flag, given, is_local, listen_here, value};
use crate::Span;
use crate::flow::Shape;
use crate::rules::{Check, Sink, paths};
use crate::script::Command;

rule! {
    /// Lets everyone on the network read a home folder, the whole system or its settings.
    ///
    /// Small web servers listen on all addresses and ask for no password: keys, histories and settings are a click away.
    /// Serve a folder that holds only what others may see, or listen on `127.0.0.1`.
    ///
    /// To decide: Which of these files may everyone see, and can they lie in a folder of their own?
    ///
    /// ```sh bad
    /// cd ~ && python3 -m http.server 8000
    /// ```
    /// ```sh fixed
    /// cd ~ && python3 -m http.server --bind 127.0.0.1 8000
    /// ```
    /// ```sh bad
    /// python3 -m http.server --directory / 80
    /// ```
    /// ```sh fixed
    /// python3 -m http.server --bind 127.0.0.1 --directory / 80
    /// ```
    /// ```sh bad
    /// sudo php -S 0.0.0.0:80 -t /etc
    /// ```
    /// ```sh fixed
    /// sudo php -S 127.0.0.1:80 -t /etc
    /// ```
    /// ```sh bad
    /// npx http-server "$HOME"
    /// ```
    /// ```sh fixed
    /// npx http-server -a 127.0.0.1 "$HOME"
    /// ```
    /// ```sh good
    /// python3 -m http.server --directory public 8000
    /// ```
    /// ```sh good
    /// cd ~ && python3 -m http.server --bind 127.0.0.1
    /// ```
    /// ```sh good
    /// php -S localhost:8000 -t public
    /// ```
    "CARO1301" "serve-private-folder",
    Danger,
    Check::AnyCommand { run: check }
}

/// What a server serves.
struct Served {
    /// The folder named; none for the current one.
    folder: Option<String>,
    /// Where it listens, where that is said.
    address: Option<String>,
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(served) = served(command, sink) else { return };
    if served.address.as_deref().is_some_and(is_local) {
        return;
    }
    let named = Shape { text: served.folder.as_deref().unwrap_or(".").into(), open: false, empty: None };
    let private = paths::from_folder(&named, sink.state()).into_iter().find_map(|it| private(it.text()?));
    let Some(what) = private else { return };
    sink.report(command.name_span(), format!("lets everyone on the network read {what}"));
    let given = given(command, sink);
    let written = given.iter().map(|it| listen_here(it.span, sink)).find(|it| !it.is_empty());
    // Flags of the module stand behind its name.
    let module = given.iter().find(|it| matches!(&*it.text, "http.server" | "http-server"));
    let flag =
        module.map(|it| (it.span.end, if it.text == "http.server" { " --bind 127.0.0.1" } else { " -a 127.0.0.1" }));
    let own = (command.program.as_deref() == Some("http-server")).then_some((command.name_span().end, " -a 127.0.0.1"));
    let added = flag.or(own).filter(|_| served.address.is_none()).map(|it| vec![(Span::at(it.0), it.1.to_owned())]);
    sink.choice("Listen on this machine only", written.or(added).unwrap_or_default());
}

/// What a folder is, when it is not for others to read.
fn private(path: &str) -> Option<String> {
    let path = if path.len() > 1 { path.trim_end_matches(['/', '.']) } else { path };
    Some(match path {
        "" | "/" => "the whole system".to_owned(),
        "~" | "/root" => "the home folder".to_owned(),
        "/etc" | "/home" | "/Users" | "/var" | "/var/lib" | "/var/log" | "/proc" | "/sys" | "/boot" | "/opt"
        | "/dev" => format!("`{path}`"),
        _ => {
            let secret = ["~/.ssh", "~/.aws", "~/.gnupg", "~/.config", "/etc/ssl", "/etc/ssh", "/var/backups"]
                .iter()
                .any(|it| path.starts_with(it));
            let home = path.strip_prefix("/home/").or(path.strip_prefix("/Users/")).is_some_and(|it| !it.contains('/'));
            if !secret && !home {
                return None;
            }
            format!("`{path}`")
        }
    })
}

fn served(command: &Command, sink: &Sink<'_>) -> Option<Served> {
    // The program that is asked for, and the place among the arguments where its own begin.
    let program = command.program.as_deref()?;
    let quick = matches!(
        program,
        "python"
            | "python2"
            | "python3"
            | "php"
            | "ruby"
            | "npx"
            | "serve"
            | "http-server"
            | "busybox"
            | "httpd"
            | "rclone"
            | "twist"
            | "twistd"
            | "darkhttpd"
            | "webfsd"
            | "miniserve"
            | "caddy"
            | "lighttpd"
            | "thttpd"
            | "bunx"
            | "pnpx"
            | "simple-http-server"
            | "dufs"
            | "filebrowser"
            | "webdav"
    );
    if !quick {
        return None;
    }
    let given = given(command, sink);
    let says = |name: &str| given.iter().any(|it| it.text == name);
    let at = |names: &[&str]| value(&given, names).map(str::to_owned);
    let operand = |skip: usize| given.iter().filter(|it| !it.text.starts_with('-')).nth(skip).map(|it| it.text.clone());
    Some(match program {
        "python" | "python2" | "python3" => {
            let module = at(&["-m"])?;
            match &*module {
                "http.server" | "SimpleHTTPServer" | "CGIHTTPServer" => {
                    Served { folder: at(&["--directory", "-d"]), address: at(&["--bind", "-b"]) }
                }
                "pyftpdlib" => Served { folder: at(&["--directory", "-d"]), address: at(&["--interface", "-i"]) },
                "uploadserver" => Served { folder: at(&["--directory", "-d"]), address: at(&["--bind", "-b"]) },
                _ => return None,
            }
        }
        "php" => Served { address: Some(at(&["-S"])?), folder: at(&["-t"]) },
        "ruby" => {
            if !says("httpd") {
                return None;
            }
            Served {
                folder: given
                    .iter()
                    .skip_while(|it| it.text != "httpd")
                    .nth(1)
                    .map(|it| it.text.clone())
                    .filter(|it| !it.starts_with('-')),
                address: at(&["--bind-address", "-b"]),
            }
        }
        "npx" | "bunx" | "pnpx" => {
            let name = given.iter().position(|it| {
                matches!(&*it.text, "serve" | "http-server" | "live-server" | "servor" | "local-web-server")
            })?;
            let rest = given.get(name + 1..)?;
            Served {
                folder: rest.iter().find(|it| is_folder(it)).map(|it| it.text.clone()),
                address: value(rest, &["-a", "-l", "--listen", "--host"]).map(str::to_owned),
            }
        }
        "serve" | "http-server" | "miniserve" | "darkhttpd" | "simple-http-server" | "dufs" => Served {
            folder: given.iter().find(|it| is_folder(it)).map(|it| it.text.clone()),
            address: at(&["-a", "-l", "--listen", "--addr", "--interfaces", "-i", "--bind", "-b"]),
        },
        "busybox" | "httpd" => {
            // Apache's `httpd` has settings of its own.
            let home = flag(&given, &["-h"])?;
            let folder = if home.text == "-h" { at(&["-h"]) } else { Some(home.text[2..].to_owned()) };
            Served { folder, address: at(&["-p"]).filter(|it| it.contains(':')) }
        }
        "rclone" => {
            if operand(0).as_deref() != Some("serve")
                || flag(&given, &["--user", "--htpasswd", "--auth-proxy"]).is_some()
            {
                return None;
            }
            // It listens on this machine only, unless told otherwise.
            let address = at(&["--addr"]).unwrap_or_else(|| "localhost".to_owned());
            Served { folder: operand(2), address: Some(address) }
        }
        "twist" | "twistd" => Served {
            folder: at(&["--path"]),
            address: at(&["--listen", "--port", "-p"])
                .filter(|it| it.contains("interface=127"))
                .map(|_| "127.".to_owned()),
        },
        "caddy" => {
            if operand(0).as_deref() != Some("file-server") {
                return None;
            }
            Served { folder: at(&["--root", "-r"]), address: at(&["--listen", "-l"]) }
        }
        "webfsd" => Served { folder: at(&["-r"]), address: at(&["-i"]) },
        "thttpd" => Served { folder: at(&["-d"]), address: at(&["-h"]) },
        "filebrowser" => Served { folder: at(&["-r", "--root"]), address: Some(at(&["-a", "--address"])?) },
        _ => return None,
    })
}

/// Whether an argument is a folder and no port or flag.
fn is_folder(given: &Given) -> bool {
    !given.text.starts_with('-')
        && !given.text.is_empty()
        && !given.text.bytes().all(|it| it.is_ascii_digit())
        && (given.text.starts_with(['/', '~', '.']) || !given.text.contains(':'))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn servers_are_known_by_many_names() {
        for (server, end) in [
            ("python -m SimpleHTTPServer", 6),
            ("ruby -run -e httpd . -p 80", 4),
            ("npx serve", 9),
            ("busybox httpd -f -h /", 13),
            ("python3 -m pyftpdlib -w", 7),
            ("caddy file-server --listen :80", 5),
            ("http-server -p 80", 11),
        ] {
            let start = if server.starts_with("busybox") {
                8
            } else if server.starts_with("npx") {
                4
            } else {
                0
            };
            check_marks(&format!("cd / || exit\n{server}\n#mark 1 {start} {end} CARO1301\n"));
            check_marks(&format!("cd /srv/www || exit\n{}\n", server.replace("-h /", "-h .")));
        }
    }

    #[test]
    fn the_start_folder_is_for_its_owner_to_judge() {
        check_marks("python3 -m http.server\nphp -S 0.0.0.0:80\nnpx serve -l 3000 build\n");
    }
}
