//! CARO1309: a desktop that everyone can watch and use.

use super::given::{flag, given, is_local, value};
use crate::Span;
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Lets everyone on the network watch this desktop and type on it.
    ///
    /// A VNC server without a password, or an X server that lets every host in, hands over keyboard and screen. Set a password,
    /// listen on this machine only and come in by `ssh -L`.
    ///
    /// To decide: Who has to see this screen from elsewhere, and by which password?
    ///
    /// ```sh bad
    /// x11vnc -display :0 -nopw -forever
    /// ```
    /// ```sh fixed
    /// x11vnc -localhost -display :0 -nopw -forever
    /// ```
    /// ```sh bad
    /// vncserver :1 -SecurityTypes None
    /// ```
    /// ```sh fixed
    /// vncserver :1 -localhost -SecurityTypes None
    /// ```
    /// ```sh good
    /// x11vnc -display :0 -rfbauth ~/.vnc/passwd
    /// ```
    /// ```sh good
    /// x11vnc -display :99 -nopw -localhost
    /// ```
    "CARO1309" "open-desktop",
    Danger,
    Check::Command {
        programs: &["x11vnc", "vncserver", "tigervncserver", "Xvnc", "Xtigervnc", "x0vncserver", "x0tigervncserver", "wayvnc"],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = given(command, sink);
    let says = |name: &str| given.iter().any(|it| it.text.trim_start_matches('-').eq_ignore_ascii_case(name));
    match command.program.as_deref() {
        Some("x11vnc") => {
            let asks = [
                "rfbauth",
                "passwd",
                "passwdfile",
                "unixpw",
                "usepw",
                "ssl",
                "stunnel",
                "gone",
                "storepasswd",
                "unixpw_nis",
            ]
            .iter()
            .any(|it| says(it));
            let local = says("localhost") || value(&given, &["-listen", "-allow"]).is_some_and(is_local);
            if !asks && !local && !given.is_empty() {
                sink.report(
                    command.name_span(),
                    "everyone on the network may watch this screen and type here: no password is set".to_owned(),
                );
                sink.choice("Listen on this machine only", edits::with(command, "-localhost"));
            }
        }
        Some("wayvnc") => {}
        _ => {
            let none = given.iter().enumerate().find(|(at, it)| {
                let text = it.text.trim_start_matches('-').to_ascii_lowercase();
                let value = text.strip_prefix("securitytypes=").map(str::to_owned).or_else(|| {
                    (text == "securitytypes")
                        .then(|| given.get(at + 1).map(|it| it.text.to_ascii_lowercase()).unwrap_or_default())
                });
                value.is_some_and(|it| it.split(',').any(|it| matches!(it, "none" | "tlsnone")))
            });
            let local = given.iter().enumerate().any(|(at, it)| {
                it.text.trim_start_matches('-') == "localhost" && given.get(at + 1).is_none_or(|it| it.text != "no")
            });
            let closed = local
                || flag(&given, &["-localhost=1"]).is_some()
                || value(&given, &["-interface"]).is_some_and(is_local);
            if let Some((_, at)) = none.filter(|_| !closed) {
                sink.report(
                    at.span,
                    "everyone on the network may watch this screen and type here: no password is asked".to_owned(),
                );
                let edit = (Span::at(at.span.start), "-localhost ".to_owned());
                sink.choice("Listen on this machine only", vec![edit]);
            }
        }
    }
}
