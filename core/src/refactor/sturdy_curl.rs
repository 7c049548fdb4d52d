//! `curl` fails when the server says no, and talks encrypted only.

use super::{Draft, Known, Scene};
use crate::script::{Chunk, Command, Word};

refactoring! {
    /// Lets `curl` fail when the server answers with an error, and keeps it on encrypted connections.
    ///
    /// `--fail` makes an answer such as 404 a failure, instead of its text the download. `--proto '=https'` also holds
    /// for every redirect, and `--tlsv1.2` refuses older encryption.
    /// Only calls whose addresses all begin with `https://` change; what is given already stays.
    /// Where the answer's status is printed (`-w`), `--fail` is left out.
    ///
    /// ```sh before
    /// curl -L -o app.tgz https://example.org/app.tgz
    /// page=$(curl -sf https://example.org/)
    /// url=https://example.org/x
    /// curl "$url/y" > y
    /// ```
    /// ```sh after
    /// curl --fail --proto '=https' --tlsv1.2 -L -o app.tgz https://example.org/app.tgz
    /// page=$(curl --proto '=https' --tlsv1.2 -sf https://example.org/)
    /// url=https://example.org/x
    /// curl --fail --proto '=https' --tlsv1.2 "$url/y" > y
    /// ```
    /// ```sh untouched
    /// curl http://localhost:8080/health
    /// curl "$1"
    /// curl --fail --proto '=https' --tlsv1.2 https://example.org/
    /// curl -f --proto -all,https --tlsv1.3 https://example.org/
    /// curl --version
    /// curl https://example.org/a http://example.org/b
    /// ssh host 'curl https://example.org/'
    /// ```
    "sturdy-curl" "Let `curl` fail on errors and stay encrypted", run
}

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let known = scene.known();
    for (command, chunk) in scene.commands() {
        if command.program.as_deref() != Some("curl") || !is_encrypted(command, chunk, &known) {
            continue;
        }
        let named = |start: &str| command.flags().any(|it| it.long.as_deref().is_some_and(|it| it.starts_with(start)));
        let place = command.name_span().shifted(chunk.start);
        let mut flags = String::new();
        if !named("fail") && !command.has_flag('f', "fail") && !command.has_flag('w', "write-out") {
            flags.push_str(" --fail");
            draft.warn(place, "an answer of 400 and above is a failure from here on, and its text is not shown");
        }
        if !named("proto") {
            flags.push_str(" --proto '=https'");
            if command.has_flag('L', "location") {
                draft.warn(place, "a redirect to plain `http` is refused from here on");
            }
        }
        if !named("tlsv1") && !named("sslv") && !command.has_flag('1', "tlsv1") {
            flags.push_str(" --tlsv1.2");
            draft.warn(place, "a server with encryption from before 2008 is refused from here on");
        }
        if !flags.is_empty() {
            draft.insert(place.end, flags);
        }
    }
}

/// Whether all addresses of a call begin with `https://`.
fn is_encrypted(command: &Command, chunk: &Chunk, known: &Known<'_>) -> bool {
    let urls: Vec<&Word> = command.operands().chain(command.flag_value('\0', "url")).collect();
    let encrypted = |it: &&Word| {
        let start = it.literal_prefix();
        let value = || it.parts.first().and_then(|part| known.value(chunk, part));
        start.starts_with("https://")
            || start.is_empty() && value().is_some_and(|it| it.shapes.iter().all(|it| it.text.starts_with("https://")))
    };
    !urls.is_empty() && urls.iter().all(encrypted)
}
