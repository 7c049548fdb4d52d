//! CARO1313: a debugger that waits for everyone.

use super::given::{Given, given, is_everywhere, is_local, listen_here, value_span};
use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Lets everyone who can reach this machine run code inside the program.
    ///
    /// A debug port asks for no password, and whoever connects can run anything as the program's user. Let it listen on
    /// `127.0.0.1` and come in by `ssh -L`.
    ///
    /// To decide: Who has to debug this from elsewhere, and can they come in by `ssh -L`?
    ///
    /// ```sh bad
    /// node --inspect=0.0.0.0:9229 server.js
    /// ```
    /// ```sh fixed
    /// node --inspect=127.0.0.1:9229 server.js
    /// ```
    /// ```sh bad
    /// java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005 -jar app.jar
    /// ```
    /// ```sh fixed
    /// java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005 -jar app.jar
    /// ```
    /// ```sh good
    /// node --inspect server.js
    /// ```
    /// ```sh good
    /// python3 -m debugpy --listen 5678 app.py
    /// ```
    "CARO1313" "open-debugger",
    Caution,
    Check::Command { programs: &["node", "java", "python", "python3", "dlv", "deno", "bun", "chromium", "google-chrome"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = given(command, sink);
    let at = given.iter().enumerate().find(|(at, it)| opens(&given, *at, &it.text)).map(|it| it.1.span);
    if let Some(span) = at {
        sink.report(span, "everyone who can reach this machine can run code in this program".to_owned());
        let raw = sink.text(span);
        let java = raw.find("address=*:").map(|it| span.start + it + "address=".len());
        let edits = match java {
            Some(at) => vec![(Span::new(at, at + 1), "127.0.0.1".to_owned())],
            None => value_span(&given, span).map(|it| listen_here(it, sink)).unwrap_or_default(),
        };
        sink.choice("Listen on this machine only", edits);
    }
}

fn opens(given: &[Given], at: usize, text: &str) -> bool {
    let next = || given.get(at + 1).map_or("", |it| &*it.text);
    if let Some(address) = ["--inspect=", "--inspect-brk=", "--inspect-wait=", "--remote-debugging-address="]
        .iter()
        .find_map(|it| text.strip_prefix(it))
    {
        return is_everywhere(address) && !is_local(address);
    }
    if text.starts_with("-agentlib:jdwp=") || text.starts_with("-Xrunjdwp:") {
        return text.contains("server=y")
            && text.split(',').any(|it| it.strip_prefix("address=").is_some_and(is_everywhere));
    }
    match text {
        "--listen" => {
            is_everywhere(next())
                && given
                    .iter()
                    .any(|it| it.text == "debugpy" || it.text == "--headless" || it.text == "--headless=true")
        }
        _ => {
            text.strip_prefix("--listen=").is_some_and(is_everywhere)
                && given.iter().any(|it| it.text.starts_with("--headless"))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_address_decides() {
        check_marks("dlv debug --headless --listen=:2345\n#                    ^^^^^^^^^^^^^^ CARO1313\n");
        check_marks(
            "node --inspect=127.0.0.1:9229 a.js\njava -agentlib:jdwp=transport=dt_socket,server=y,address=5005 -jar a\n",
        );
    }
}
