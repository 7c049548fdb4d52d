//! CARO1105: a repository is set up whose packages nobody checks.

use crate::Span;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Lets every later installation take packages from there that nobody has signed.
    ///
    /// It lasts: each upgrade trusts whatever that server sends. Name the key instead (`signed-by=`, `gpgkey=`).
    ///
    /// To decide: Where is the key that the packages are signed with, and who says that it is the right one?
    ///
    /// ```sh bad
    /// echo 'deb [trusted=yes] https://apt.example.org stable main' > /etc/apt/sources.list.d/shop.list
    /// ```
    /// ```sh fixed
    /// echo 'deb https://apt.example.org stable main' > /etc/apt/sources.list.d/shop.list
    /// ```
    /// ```sh bad
    /// sed -i 's/gpgcheck=1/gpgcheck=0/' /etc/yum.repos.d/shop.repo
    /// ```
    /// ```sh bad
    /// echo 'SigLevel = Never' | tee -a /etc/pacman.conf
    /// ```
    /// ```sh fixed
    /// echo 'SigLevel = Required' | tee -a /etc/pacman.conf
    /// ```
    /// ```sh good
    /// echo 'deb [signed-by=/usr/share/keyrings/shop.gpg] https://apt.example.org stable main' > /etc/apt/sources.list.d/shop.list
    /// ```
    /// ```sh good
    /// echo 'deb [trusted=yes] file:/srv/packages ./' > /etc/apt/sources.list.d/local.list
    /// ```
    /// ```sh good
    /// echo 'gpgcheck=0' > notes.txt
    /// grep gpgcheck=0 /etc/yum.repos.d/shop.repo
    /// ```
    "CARO1105" "unsigned-repository",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Appends | ActKind::Changes | ActKind::Creates) {
        return;
    }
    let Some(command) = act.command else { return };
    let value = sink.value(act.path);
    if !value.shapes.iter().any(|it| is_settings(&it.text)) {
        return;
    }
    let contents = act.contents.clone().filter(|it| it.texts().next().is_some()).or_else(|| sink.input(command));
    let mut texts: Vec<String> = contents.iter().flat_map(|it| &it.shapes).map(|it| it.text.to_string()).collect();
    if is_editor(command) {
        texts.extend(command.arguments().iter().filter_map(Word::literal).filter_map(replacement));
    }
    let Some(text) = texts.iter().find(|it| trusts_all(it)) else { return };
    // Whoever sits on the way then becomes root here.
    let open = text.contains("http://") || text.to_ascii_lowercase().contains("siglevel");
    let level = if open { Level::Danger } else { Level::Caution };
    sink.report(act.span, "takes packages from there that nobody has signed, from now on".to_owned()).level(level);
    if let Some(edit) = checked(sink) {
        sink.choice("Refuse packages that nobody has signed", vec![edit]);
    }
}

/// Switches the check on where the piece switches it off just once.
fn checked(sink: &Sink<'_>) -> Option<(Span, String)> {
    let text = sink.chunk();
    let switches = [
        ("[trusted=yes] ", ""),
        ("trusted=yes ", ""),
        ("gpgcheck=0", "gpgcheck=1"),
        ("SigLevel = Never", "SigLevel = Required"),
    ];
    let (off, on) = switches.iter().find(|it| text.matches(it.0).count() == 1)?;
    // `s/gpgcheck=1/gpgcheck=0/` would do nothing then.
    let at = text.find(off).filter(|_| on.is_empty() || !text.contains("gpgcheck=1") && !text.contains("sed "))?;
    Some((Span::new(at, at + off.len()), (*on).to_owned()))
}

fn is_settings(path: &str) -> bool {
    path.starts_with("/etc/apt/")
        || path.starts_with("/etc/yum")
        || path.starts_with("/etc/dnf/")
        || path.starts_with("/etc/pacman")
        || path.starts_with("/etc/zypp/")
}

fn is_editor(command: &Command) -> bool {
    matches!(command.program.as_deref(), Some("sed" | "perl" | "crudini"))
}

/// What `s/a/b/` puts there.
fn replacement(script: &str) -> Option<String> {
    let rest = script.strip_prefix('s').or_else(|| script.find("/s").and_then(|at| script.get(at + 2..)))?;
    let sign = rest.chars().next().filter(char::is_ascii_punctuation)?;
    rest.split(sign).nth(2).map(str::to_owned)
}

fn trusts_all(text: &str) -> bool {
    text.lines().any(|line| {
        let line: String = line.to_ascii_lowercase().chars().filter(|it| !it.is_whitespace()).collect();
        if line.starts_with('#') {
            return false;
        }
        let local = line.contains("]file:")
            || line.contains("]copy:")
            || line.contains("]http://localhost")
            || line.contains("]http://127.");
        line.contains("trusted=yes") && !local
            || line.starts_with("trusted:yes")
            || line == "gpgcheck=0"
            || line.starts_with("siglevel=never")
            || line.starts_with("siglevel=optionaltrustall")
            || [
                "acquire::allowinsecurerepositories\"true\"",
                "apt::get::allowunauthenticated\"true\"",
                "apt::get::allowunauthenticated\"1\"",
            ]
            .iter()
            .any(|it| line.contains(it))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn what_a_line_says() {
        assert!(trusts_all("[shop]\ngpgcheck = 0\n"));
        assert!(trusts_all("APT::Get::AllowUnauthenticated \"true\";"));
        assert!(!trusts_all("# gpgcheck=0\nrepo_gpgcheck=0\ngpgcheck=1"));
        assert_eq!(replacement("s/^SigLevel.*/SigLevel = Never/"), Some("SigLevel = Never".to_owned()));
        assert_eq!(replacement("sé"), None);
    }

    #[test]
    fn here_documents_count() {
        check_marks(
            "\
cat > /etc/yum.repos.d/shop.repo <<E
[shop]
baseurl=https://shop.example.org
gpgcheck=0
E
#mark 0 4 32 CARO1105
echo 'gpgcheck=1' | sudo tee /etc/yum.repos.d/shop.repo
",
        );
    }

    #[test]
    fn a_check_is_switched_on_where_it_is_switched_off_once() {
        check_choices(
            "cat > /etc/yum.repos.d/shop.repo <<E\n[shop]\ngpgcheck=0\nE\n",
            &["cat > /etc/yum.repos.d/shop.repo <<E\n[shop]\ngpgcheck=1\nE\n"],
        );
        check_choices("cat > /etc/yum.repos.d/shop.repo <<E\n[a]\ngpgcheck=0\n[b]\ngpgcheck=0\nE\n", &[]);
    }
}
