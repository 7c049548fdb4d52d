//! CARO1107: a setting has every later installation skip a check.

use crate::rules::{Check, Sink};
use crate::script::{Command, Word};

rule! {
    /// Has every later installation take packages that anybody on the way may have changed.
    ///
    /// Unlike a flag it lasts, and nobody sees it at the line that installs.
    ///
    /// To decide: Why does the check fail: a certificate of your own that the machine should know, or private modules that `GOPRIVATE` should name?
    ///
    /// ```sh bad
    /// pip config set global.trusted-host pypi.example.org
    /// ```
    /// ```sh bad
    /// npm config set registry http://registry.example.org
    /// ```
    /// ```sh fixed
    /// npm config set registry https://registry.example.org
    /// ```
    /// ```sh bad
    /// go env -w GOSUMDB=off
    /// ```
    /// ```sh bad
    /// gem sources --add http://gems.example.org
    /// ```
    /// ```sh fixed
    /// gem sources --add https://gems.example.org
    /// ```
    /// ```sh good
    /// npm config set registry https://registry.example.org
    /// ```
    /// ```sh good
    /// go env -w GOPRIVATE=example.org/shop
    /// ```
    /// ```sh good
    /// npm config set registry http://localhost:4873
    /// pip config set global.index-url https://pypi.example.org/simple
    /// ```
    "CARO1107" "insecure-package-settings",
    Caution,
    Check::Command { programs: &["pip", "pip3", "npm", "pnpm", "yarn", "go", "gem", "bundle", "composer", "conda", "poetry"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let texts: Vec<(&Word, String)> =
        command.arguments().iter().map(|it| (it, sink.text_of(it).unwrap_or_default())).collect();
    let says = |name: &str| texts.iter().any(|it| it.1 == name);
    let last = texts.iter().rev().find(|it| !it.1.starts_with('-'));
    let (Some(first), Some(last)) = (texts.first(), last) else { return };
    let plain = |it: &str| it.starts_with("http://") && !is_near(it);
    let hit = match command.program.as_deref().unwrap_or_default() {
        "pip" | "pip3" if says("config") && says("set") => {
            let host = texts.iter().any(|it| it.1.ends_with(".trusted-host") || it.1 == "trusted-host");
            (host && !is_near(&last.1) || plain(&last.1)).then_some(last)
        }
        "npm" | "pnpm" | "yarn" if says("config") && says("set") => {
            texts.iter().find(|it| plain(&it.1) || it.1.split_once('=').is_some_and(|it| plain(it.1)))
        }
        "go" if first.1 == "env" && says("-w") => texts.iter().find(|it| is_unchecked_go(&it.1)),
        "gem" if first.1 == "sources" && (command.has_flag('a', "add")) => texts.iter().find(|it| plain(&it.1)),
        "bundle" | "composer" | "conda" | "poetry" if says("config") => {
            let off = |name: &str| says(name) && (says("false") || says("False"));
            (off("secure-http") && !says("true")
                || off("ssl_verify")
                || off("disable-tls")
                || says("disable-tls") && says("true")
                || plain(&last.1))
            .then_some(last)
        }
        _ => None,
    };
    if let Some((word, _)) = hit {
        let message = "from now on anybody on the way can change what is installed";
        sink.report(word.span, message.to_owned());
        let written = sink.text(word.span).to_owned();
        let new = match &*written {
            "false" => "true".to_owned(),
            "False" => "True".to_owned(),
            "true" => "false".to_owned(),
            it if it.matches("http://").count() == 1 => {
                let edits = vec![(word.span, it.replace("http://", "https://"))];
                return sink.choice("Use `https`: the server must know it", edits);
            }
            _ => return,
        };
        sink.choice("Check who sends the packages", vec![(word.span, new)]);
    }
}

/// Whether a setting of Go takes modules without comparing them.
fn is_unchecked_go(setting: &str) -> bool {
    let Some((name, value)) = setting.split_once('=') else { return false };
    match name {
        "GOSUMDB" => value == "off",
        "GONOSUMDB" | "GONOSUMCHECK" => value == "*" || value == "1",
        "GOINSECURE" => !value.is_empty(),
        "GOFLAGS" => value.contains("-insecure"),
        "GOPROXY" => value.split([',', '|']).any(|it| it.starts_with("http://") && !is_near(it)),
        _ => false,
    }
}

/// Whether an address is on this machine or in its own network.
fn is_near(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |it| it.1);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    host == "localhost"
        || host.starts_with("127.")
        || host.starts_with("10.")
        || host.starts_with("192.168.")
        || host.is_empty()
        || !host.contains('.')
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
R=http://r.example.org; npm config set registry=$R --global
#                                      ^^^^^^^^^^^ CARO1107
go env -w GOFLAGS=-insecure
#         ^^^^^^^^^^^^^^^^^ CARO1107
composer config -g secure-http false
#                              ^^^^^ CARO1107
conda config --set ssl_verify false
#                             ^^^^^ CARO1107
go env GOSUMDB
",
        );
    }
}
