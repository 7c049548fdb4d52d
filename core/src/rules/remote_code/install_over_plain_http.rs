//! CARO0408: packages are installed by a connection that anyone can change.

use super::source::{by_https, plain};
use crate::address::is_plain;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Installs packages that anyone between here and the server may have changed.
    ///
    /// Packages run code when they are installed. Over plain `http://`, or with the certificate check off for a host,
    /// whoever sits on the way decides which code. Use `https://`. An archive at an address has no index that vouches for it:
    /// name its checksum, `#sha256=…`.
    ///
    /// To decide: Does this server speak `https://`, and who vouches for the package?
    ///
    /// ```sh bad
    /// pip install http://example.org/tool-1.0.tar.gz
    /// ```
    /// ```sh fixed
    /// pip install "https://example.org/tool-1.0.tar.gz#sha256=${SHA256:?the checksum of the archive that you have read}"
    /// ```
    /// ```sh bad
    /// npm install -g --registry http://registry.example.org tool
    /// ```
    /// ```sh fixed
    /// npm install -g --registry https://registry.example.org tool
    /// ```
    /// ```sh bad
    /// pip3 install --trusted-host pypi.example.org --index-url https://pypi.example.org/simple tool
    /// ```
    /// ```sh fixed
    /// pip3 install --index-url https://pypi.example.org/simple tool
    /// ```
    /// ```sh bad
    /// sudo dnf install -y http://example.org/tool.rpm
    /// ```
    /// ```sh fixed
    /// sudo dnf install -y https://example.org/tool.rpm
    /// ```
    /// ```sh bad
    /// pip install https://example.org/tool-1.0.tar.gz
    /// ```
    /// ```sh fixed
    /// pip install "https://example.org/tool-1.0.tar.gz#sha256=${SHA256:?the checksum of the archive that you have read}"
    /// ```
    /// ```sh good
    /// pip install "https://example.org/tool-1.0.tar.gz#sha256=$SUM"
    /// ```
    /// ```sh good
    /// go install example.org/tool@latest
    /// ```
    /// ```sh good
    /// npm install --registry http://localhost:4873 tool
    /// ```
    "CARO0408" "install-over-plain-http",
    Caution,
    Check::Command {
        programs: &[
            "pip", "pip3", "pipx", "uv", "npm", "yarn", "pnpm", "gem", "cargo", "rpm", "dnf", "yum", "zypper", "python3", "python", "easy_install",
            "poetry", "brew",
        ],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words = command.arguments();
    let says = |name: &str| words.iter().any(|it| it.literal() == Some(name));
    let installs = match command.program.as_deref() {
        Some("rpm") => command.has_flag('i', "install") || command.has_flag('U', "upgrade"),
        // `python3 -m pip install`
        Some("python3" | "python") => says("pip") && (says("install") || says("download")),
        Some("npm" | "pnpm" | "yarn") => ["install", "i", "add", "ci", "update", "exec"].iter().any(|it| says(it)),
        Some("easy_install") => true,
        _ => ["install", "localinstall", "reinstall", "update", "upgrade", "run", "inject", "sync", "add"]
            .iter()
            .any(|it| says(it)),
    };
    if !installs {
        return;
    }
    for word in words {
        let value = word
            .value_behind_sign()
            .filter(|_| word.literal_prefix().starts_with("--"))
            .unwrap_or_else(|| word.clone());
        if let Some(address) = plain(&value, sink) {
            let message = "plain `http://` lets anyone on the way change what is installed".to_owned();
            let raw = sink.report(word.span, message);
            if is_private(&address) {
                raw.level(Level::Note);
            }
            if !ARCHIVES.iter().any(|it| address.ends_with(it)) {
                sink.choice("Ask for it by `https://`", by_https(word, sink));
            } else if let Some(text) = word.literal().filter(|it| *it == address && is_bare(it)) {
                let new = format!("\"{}#sha256={SUM}\"", text.replacen("http://", "https://", 1));
                sink.choice(
                    "Ask for it by `https://`, and take only the archive with the checksum you name",
                    vec![(word.span, new)],
                );
            }
            return;
        }
        let archive = sink.possible(&value, |it| {
            let path = it.split(['#', '?']).next().unwrap_or_default();
            it.starts_with("https://") && !it.contains("sha256=") && ARCHIVES.iter().any(|end| path.ends_with(end))
        });
        let by_address = matches!(
            command.program.as_deref(),
            Some("pip" | "pip3" | "pipx" | "python3" | "python" | "npm" | "yarn" | "pnpm")
        );
        if let Some(address) = archive.filter(|_| by_address && !word.literal_prefix().starts_with('-')) {
            let server = address.split('/').take(3).collect::<Vec<_>>().join("/").replace('`', "");
            sink.report(word.span, format!("installs whatever `{server}` sends: no package index vouches for it"));
            let python = command.program.as_deref().is_some_and(|it| it.starts_with("pip") || it.starts_with("python"));
            if python && word.literal() == Some(&*address) && is_bare(&address) && !address.contains('#') {
                let new = format!("\"{address}#sha256={SUM}\"");
                sink.choice("Take only the archive with the checksum you name", vec![(word.span, new)]);
            }
            return;
        }
    }
    if let Some(host) = command.flag('\0', "trusted-host") {
        let name = host.value.as_ref().and_then(|it| sink.text_of(it)).unwrap_or_default();
        if !is_plain(&format!("http://{name}")) {
            return;
        }
        let message = format!(
            "`--trusted-host` skips the check of who sends what `{}` installs",
            command.program.as_deref().unwrap_or("pip")
        );
        let without = edits::without(command, host);
        let raw = sink.report(host.span, message);
        if is_private(&format!("http://{name}")) {
            raw.level(Level::Note);
        }
        sink.choice("Check who sends it, and stop where that fails", without);
    }
}

/// What the user has to find out, as the message of a variable that is not set.
const SUM: &str = "${SHA256:?the checksum of the archive that you have read}";

/// Whether a text needs no quotes and holds nothing that means something inside of them.
fn is_bare(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_alphanumeric() || b":/._-+%=~,@".contains(&it))
}

/// How files end that are packages by themselves.
const ARCHIVES: [&str; 6] = [".tar.gz", ".tgz", ".zip", ".whl", ".tar.bz2", ".tar.xz"];

/// Whether an address is one of a house's own network.
fn is_private(address: &str) -> bool {
    let host = address.split("//").nth(1).unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    let second = host.strip_prefix("172.").and_then(|it| it.split('.').next()).and_then(|it| it.parse::<u8>().ok());
    host.starts_with("10.")
        || host.starts_with("192.168.")
        || second.is_some_and(|it| (16..32).contains(&it))
        || [".local", ".lan", ".internal", ".home", ".corp", ".intranet"].iter().any(|it| host.ends_with(it))
        || !host.is_empty() && !host.contains('.')
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn addresses_are_found_wherever_they_stand() {
        check_marks(
            "python3 -m pip install git+http://x.io/a.git\n#                      ^^^^^^^^^^^^^^^^^^^^^ CARO0408\n",
        );
        check_marks("gem install --source=http://x.io tool\n#           ^^^^^^^^^^^^^^^^^^^^ CARO0408\n");
        check_marks("U=http://x.io/s\npip install -i \"$U\" tool\n#              ^^^^ CARO0408\n");
        check_marks("pip install -r requirements.txt\npip download tool\nnpm view http://x.io/a\n");
    }
}
