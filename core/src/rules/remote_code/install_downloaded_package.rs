//! CARO0405: a downloaded package is installed, and nothing in between has checked it.

use super::checked;
use super::source::Source;
use crate::flow::Origin;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Installs a downloaded package that nobody has checked, and runs its scripts.
    ///
    /// A package that comes from a repository is checked against the repository's key; a file is not. Its install scripts
    /// run as root. Compare a checksum or a signature first, or install from a signed repository.
    ///
    /// To decide: Does a signed repository have this package, or where do its authors publish its checksum?
    ///
    /// ```sh bad
    /// wget https://example.org/tool.deb
    /// sudo dpkg -i tool.deb
    /// ```
    /// ```sh fixed
    /// wget https://example.org/tool.deb
    /// echo "${SHA256:?the checksum of the file that you have read}  tool.deb" | sha256sum -c - || exit 1
    /// sudo dpkg -i tool.deb
    /// ```
    /// ```sh bad
    /// curl -kLo tool.rpm https://example.org/tool.rpm && sudo rpm -i tool.rpm
    /// ```
    /// ```sh good
    /// wget https://example.org/tool.deb
    /// echo "$SUM  tool.deb" | sha256sum -c - || exit 1
    /// sudo dpkg -i tool.deb
    /// ```
    /// ```sh good
    /// sudo apt-get install -y curl
    /// ```
    /// ```sh good
    /// wget https://example.org/tool.deb
    /// dpkg -I tool.deb
    /// ```
    "CARO0405" "install-downloaded-package",
    Danger,
    Check::Command {
        programs: &[
            "dpkg", "apt install", "apt-get install", "rpm", "dnf install", "yum install", "yum localinstall", "zypper install",
            "pacman", "apk add", "snap install", "installer", "pip install", "pip3 install", "npm install", "gem install", "gdebi",
        ],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let installs = match command.program.as_deref() {
        Some("dpkg") => command.has_flag('i', "install") || command.has_flag('\0', "unpack"),
        Some("rpm") => {
            !command.has_flag('q', "query")
                && !command.has_flag('K', "checksig")
                && (command.has_flag('i', "install")
                    || command.has_flag('U', "upgrade")
                    || command.has_flag('F', "freshen"))
        }
        Some("pacman") => command.has_flag('U', "upgrade"),
        _ => true,
    };
    if !installs {
        return;
    }
    let words: Vec<&Word> = command.arguments().iter().collect();
    for word in words {
        let Some(path) = sink.text_of(word) else { continue };
        let Some(held) = sink.state().file(&path).filter(|it| it.is_from(Origin::Network)).cloned() else { continue };
        let source = Source::of(&held, sink);
        let why = source.unchecked.as_ref().map_or(String::new(), |it| format!(", and {it}"));
        let message =
            format!("installs `{}` as {} sent it: nobody has checked it{why}", path.replace('`', ""), source.name());
        let raw = sink.report(word.span, message);
        if source.unchecked.is_none() {
            raw.level(Level::Caution);
        }
        checked::offer_to_verify(command, word.span, sink);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_installer_and_the_place_do_not_matter() {
        check_marks(
            "curl -o /tmp/x.deb https://x.io/x.deb\nsudo apt-get install -y /tmp/x.deb\n#                       ^^^^^^^^^^ CARO0405\n",
        );
        check_marks("wget http://x.io/x.whl\npip install --user ./x.whl\n#                  ^^^^^^^ CARO0405\n");
        check_marks(
            "curl -LO https://x.io/x.pkg\nsudo installer -pkg x.pkg -target /\n#                   ^^^^^ CARO0405\n",
        );
        check_marks("curl -LO https://x.io/x.deb\nsudo dpkg --install y.deb\n");
    }
}
