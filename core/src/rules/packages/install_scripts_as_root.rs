//! CARO1110: scripts of packages from anywhere run as root.

use crate::Span;
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Runs the install scripts of a package and of all that it needs as root.
    ///
    /// `npm` gives up its rights before it runs them; `--unsafe-perm` keeps them. What comes from an address is not
    /// even what the registry has. Give the user a folder of its own instead (`npm config set prefix ~/.npm`).
    ///
    /// To decide: Does the package need its install scripts at all, and must it be installed for everybody?
    ///
    /// ```sh bad
    /// sudo npm install -g --unsafe-perm shop-tool
    /// ```
    /// ```sh fixed
    /// sudo npm install -g shop-tool
    /// ```
    /// ```sh bad
    /// npm config set unsafe-perm true
    /// ```
    /// ```sh fixed
    /// npm config set unsafe-perm false
    /// ```
    /// ```sh good
    /// npm install -g shop-tool
    /// ```
    /// ```sh good
    /// sudo npm install -g yarn
    /// ```
    /// ```sh good
    /// npm install https://github.com/example/shop-tool
    /// sudo npm install -g --unsafe-perm --ignore-scripts shop-tool
    /// ```
    "CARO1110" "install-scripts-as-root",
    Caution,
    Check::Command { programs: &["npm", "pnpm", "yarn"], run: check }
}

fn check(npm: &Command, sink: &mut Sink<'_>) {
    let words = npm.arguments();
    let says = |name: &str| words.iter().any(|it| it.literal() == Some(name));
    if says("--ignore-scripts") || says("--unsafe-perm=false") {
        return;
    }
    let setting = says("config") && says("set") && (says("true") || says("unsafe-perm=true"));
    let unsafe_perm = words.iter().find(|it| {
        matches!(it.literal(), Some("--unsafe-perm" | "--unsafe-perm=true"))
            || setting && it.literal_prefix().starts_with("unsafe-perm")
    });
    if let Some(word) = unsafe_perm {
        sink.report(word.span, "install scripts of every package run as root".to_owned());
        let value = words.iter().find(|it| setting && it.literal().is_some_and(|it| it.ends_with("true")));
        if let Some(value) = value {
            let end = Span::new(value.span.end.saturating_sub(4), value.span.end);
            if sink.text(end) == "true" {
                sink.choice("Have scripts give up root's rights", vec![(end, "false".to_owned())]);
            }
        } else if let Some(at) = npm.words.iter().position(|it| it.span == word.span).filter(|_| !setting) {
            sink.choice("Have scripts give up root's rights", edits::without_word(npm, at));
            sink.choice("Run no install scripts", vec![(word.span, "--ignore-scripts".to_owned())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn only_what_runs_as_root_counts() {
        check_marks(
            "\
sudo npm i -g --unsafe-perm x
#             ^^^^^^^^^^^^^ CARO1110
sudo npm --registry https://registry.example.org install -g x
npm ci --unsafe-perm=false
",
        );
    }
}
