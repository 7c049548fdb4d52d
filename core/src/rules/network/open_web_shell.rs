//! CARO1306: a terminal or a notebook on the web that asks for no password.

use super::given::{Given, flag, given, is_everywhere, is_local, value};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Lets everyone who can open a web page run commands on this machine.
    ///
    /// A terminal, a notebook or an editor in the browser is a shell. Without a password or a token it is everyone's. Give it
    /// one, or let it listen on `127.0.0.1` and come in by `ssh -L`.
    ///
    /// To decide: Who has to come in here, and by which password or from which machine?
    ///
    /// ```sh bad
    /// ttyd -W -p 8080 bash
    /// ```
    /// ```sh fixed
    /// ttyd -i lo -W -p 8080 bash
    /// ```
    /// ```sh bad
    /// jupyter notebook --ip=0.0.0.0 --NotebookApp.token='' --allow-root
    /// ```
    /// ```sh fixed
    /// jupyter notebook --ip=0.0.0.0 --allow-root
    /// ```
    /// ```sh bad
    /// code-server --bind-addr 0.0.0.0:8080 --auth none
    /// ```
    /// ```sh fixed
    /// code-server --bind-addr 0.0.0.0:8080 --auth password
    /// ```
    /// ```sh good
    /// ttyd -W -c "admin:$PASSWORD" bash
    /// ```
    /// ```sh good
    /// jupyter lab --ip=0.0.0.0 --no-browser --allow-root
    /// ```
    /// ```sh good
    /// ttyd -i lo -W bash
    /// ```
    "CARO1306" "open-web-shell",
    Danger,
    Check::Command {
        programs: &[
            "ttyd", "gotty", "shellinaboxd", "jupyter", "jupyter-lab", "jupyter-notebook", "jupyter-server", "ipython", "code-server",
            "openvscode-server", "code", "marimo", "wetty",
        ],
        run: check,
    }
}

const HERE: &str = "Listen on this machine only";

fn check(command: &Command, sink: &mut Sink<'_>) {
    let all = given(command, sink);
    let Some((what, open, certain)) = (match command.program.as_deref() {
        Some("ttyd") => terminal(own(&all), &["-c", "--credential", "-H", "--auth-header"], &["-i", "--interface"])
            .map(|it| ("this terminal", it, flag(own(&all), &["-R", "--readonly"]).is_none())),
        Some("gotty") => terminal(own(&all), &["-c", "--credential"], &["-a", "--address"])
            .map(|it| ("this terminal", it, flag(own(&all), &["-w", "--permit-write"]).is_some())),
        Some("shellinaboxd") => shellinabox(&all).map(|it| ("this terminal", it, true)),
        Some("code-server" | "openvscode-server" | "code") => {
            editor(&all).map(|it| ("this editor and its terminal", it, it))
        }
        Some("marimo") => flag(&all, &["--no-token"])
            .map(|_| ("this notebook", value(&all, &["--host"]).is_some_and(is_everywhere), true)),
        Some("wetty") => None,
        _ => notebook(&all).map(|it| ("this notebook", it, it)),
    }) else {
        return;
    };
    let who = if open { "everyone who can reach this machine" } else { "every user and every program on this machine" };
    let raw =
        sink.report(command.name_span(), format!("lets {who} run commands in {what}: nothing asks for a password"));
    if !open || !certain {
        raw.level(Level::Caution);
    }
    let word =
        |is: &dyn Fn(&str) -> bool| command.words.iter().position(|it| sink.text_of(it).is_some_and(|it| is(&it)));
    let added = |new: &str| (HERE, edits::with(command, new));
    let (title, edits) = match command.program.as_deref() {
        Some("ttyd") if flag(own(&all), &["-i", "--interface"]).is_none() => added("-i lo"),
        Some("gotty") if flag(own(&all), &["-a", "--address"]).is_none() => added("-a 127.0.0.1"),
        Some("shellinaboxd") => added("--localhost-only"),
        Some("code-server" | "openvscode-server" | "code") => {
            let apart = all.windows(2).find(|it| it[0].text == "--auth" && it[1].text == "none");
            let joined = all.iter().find(|it| it.text == "--auth=none" && sink.text(it.span) == it.text);
            let joined = joined.map(|it| (it.span, "--auth=password".to_owned()));
            let edit = apart.map(|it| (it[1].span, "password".to_owned())).or(joined);
            ("Ask for a password", edit.into_iter().collect())
        }
        Some("marimo") => {
            let at = word(&|it| it == "--no-token");
            ("Ask for the token that it makes", at.map(|it| edits::without_word(command, it)).unwrap_or_default())
        }
        Some("jupyter" | "jupyter-lab" | "jupyter-notebook" | "jupyter-server") => {
            let at = word(&|it| it.starts_with("--") && it.contains(".token="));
            ("Ask for the token that it makes", at.map(|it| edits::without_word(command, it)).unwrap_or_default())
        }
        _ => return,
    };
    sink.choice(title, edits);
}

/// The flags before the command that a terminal runs.
fn own(given: &[Given]) -> &[Given] {
    let mut at = 0;
    while let Some(it) = given.get(at) {
        if !it.text.starts_with('-') {
            break;
        }
        let takes = [
            "-p",
            "-i",
            "-c",
            "-H",
            "-t",
            "-u",
            "-g",
            "-s",
            "-w",
            "-m",
            "-a",
            "-T",
            "-I",
            "-b",
            "--port",
            "--interface",
            "--credential",
            "--address",
        ];
        let alone =
            it.text == "-w" && given.get(at + 1).is_some_and(|it| it.text.starts_with('-') || !it.text.contains('/'));
        at += if takes.contains(&&*it.text) && !alone { 2 } else { 1 };
    }
    given.get(..at.min(given.len())).unwrap_or(given)
}

/// Whether a terminal is open to all; none where it asks for a password or is for this machine.
fn terminal(given: &[Given], passwords: &[&str], addresses: &[&str]) -> Option<bool> {
    let local = value(given, addresses).is_some_and(is_local);
    (flag(given, passwords).is_none() && !local).then_some(true)
}

fn shellinabox(given: &[Given]) -> Option<bool> {
    let service = value(given, &["-s", "--service"])?;
    let asks = ["LOGIN", "SSH", "AUTH"].iter().any(|it| service.contains(it));
    let local = flag(given, &["--localhost-only"]).is_some();
    (!asks && !local).then_some(true)
}

fn notebook(given: &[Given]) -> Option<bool> {
    let is_empty = |it: &Given| {
        ["token", "password"].iter().any(|name| {
            it.text.split_once('=').is_some_and(|(key, value)| {
                key.starts_with("--")
                    && key.ends_with(&format!(".{name}"))
                    && matches!(value.trim(), "" | "''" | "\"\"" | "u''")
            })
        })
    };
    let tokens: Vec<&Given> = given.iter().filter(|it| is_empty(it)).collect();
    let has_password =
        given.iter().any(|it| it.text.contains(".password=") && !is_empty(it) || it.text.contains("hashed_password="));
    let drops_token = tokens.iter().any(|it| it.text.contains(".token="));
    if !drops_token || has_password {
        return None;
    }
    Some(value(given, &["--ip", "--ServerApp.ip", "--NotebookApp.ip"]).is_some_and(is_everywhere))
}

fn editor(given: &[Given]) -> Option<bool> {
    let none = value(given, &["--auth"]) == Some("none") || flag(given, &["--without-connection-token"]).is_some();
    let address = value(given, &["--bind-addr", "--host", "--listen"]);
    none.then(|| address.is_some_and(is_everywhere))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn what_asks_for_a_password_is_silent() {
        check_marks("gotty -w bash\n#mark 0 0 5 CARO1306\n");
        check_marks("gotty -w -c user:pass bash\nttyd -i 127.0.0.1 bash -c id\n");
        check_marks("jupyter lab --ip='*' --ServerApp.token= --ServerApp.password=\n#mark 0 0 7 CARO1306\n");
        check_marks("jupyter nbconvert --to html a.ipynb\ncode .\nshellinaboxd -t -s /:LOGIN\n");
    }
}
