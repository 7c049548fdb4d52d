//! CARO0319: the SSH server lets in whom it should not.

use super::lines;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Level, Sink, edits};

rule! {
    /// Lets root log in over the network with a password, or anyone without one.
    ///
    /// Every machine with SSH is tried by others all day, and the name `root` first of all. Use keys:
    /// `PermitRootLogin prohibit-password`.
    ///
    /// To decide: Who logs in here, and can all of them use a key?
    ///
    /// ```sh bad
    /// sed -i 's/^#\?PermitRootLogin.*/PermitRootLogin yes/' /etc/ssh/sshd_config
    /// ```
    /// ```sh fixed
    /// sed -i 's/^#\?PermitRootLogin.*/PermitRootLogin prohibit-password/' /etc/ssh/sshd_config
    /// ```
    /// ```sh bad
    /// echo 'PermitEmptyPasswords yes' >> /etc/ssh/sshd_config
    /// ```
    /// ```sh fixed
    /// echo 'PermitEmptyPasswords no' >> /etc/ssh/sshd_config
    /// ```
    /// ```sh good
    /// sed -i 's/^PermitRootLogin yes/PermitRootLogin no/' /etc/ssh/sshd_config
    /// ```
    /// ```sh good
    /// grep -q 'PermitRootLogin yes' /etc/ssh/sshd_config
    /// ```
    /// ```sh good
    /// echo 'PasswordAuthentication no' > /etc/ssh/sshd_config.d/10-keys.conf
    /// ```
    "CARO0319" "login-settings",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Appends | ActKind::Changes) {
        return;
    }
    let mut value = sink.value(act.path);
    value.shapes.retain(|it| it.empty.is_none());
    let is_server = |it: &str| {
        it == "/etc/ssh/sshd_config"
            || it == "/private/etc/ssh/sshd_config"
            || it.starts_with("/etc/ssh/sshd_config.d/")
    };
    if !value.shapes.iter().any(|it| is_server(&it.text)) {
        return;
    }
    let text = lines::written(act, sink).to_ascii_lowercase();
    let says = |name: &str, setting: &str| {
        text.lines().any(|line| {
            line.split_once(name).is_some_and(|it| {
                let rest = it.1.trim_start_matches([' ', '\t', '=']).trim_start_matches("\\t");
                rest.strip_prefix(setting).is_some_and(|it| !it.starts_with(|it: char| it.is_ascii_alphanumeric()))
            })
        })
    };
    if says("permitemptypasswords", "yes") {
        sink.report(act.span, "lets every user without a password log in over the network".to_owned());
        offer("PermitEmptyPasswords", "yes", "no", "Keep out users without a password", sink);
    } else if says("permitrootlogin", "yes") {
        let raw = sink.report(act.span, "lets root log in over the network with a password".to_owned());
        raw.level(Level::Caution);
        offer("PermitRootLogin", "yes", "prohibit-password", "Let root in with a key only", sink);
        offer("PermitRootLogin", "yes", "no", "Keep root out, and let users become root with sudo", sink);
    } else if says("strictmodes", "no") {
        let message = "lets SSH trust keys in files that other users can change".to_owned();
        sink.report(act.span, message).level(Level::Caution);
        offer("StrictModes", "no", "yes", "Trust only files that nobody else can change", sink);
    }
}

/// Offers another value for a setting that stands once in the text at hand.
fn offer(name: &str, old: &str, new: &str, title: &str, sink: &mut Sink<'_>) {
    for between in [" ", "=", "\t"] {
        let edits = edits::only(&format!("{name}{between}{old}"), &format!("{name}{between}{new}"), sink);
        sink.choice(title, edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn settings_are_written_in_many_ways() {
        check_marks(
            "printf 'Port 22\\nPermitRootLogin yes\\n' | tee -a /etc/ssh/sshd_config\n#                                                ^^^^^^^^^^^^^^^^^^^^ CARO0319\n",
        );
        check_marks("cat > /etc/ssh/sshd_config.d/a.conf <<E\nPermitRootLogin   yes\nE\n#mark 0 4 35 CARO0319\n");
        check_marks(
            "sed -i -e 's/x/y/' -e 's/.*PermitEmptyPasswords.*/PermitEmptyPasswords yes/' /etc/ssh/sshd_config\n#mark 0 77 97 CARO0319\n",
        );
        check_marks(
            "sed -i '/PermitRootLogin yes/d' /etc/ssh/sshd_config\necho 'PermitRootLogin prohibit-password' >> /etc/ssh/sshd_config\n",
        );
    }
}
