//! CARO0318: a login asks nothing any more.

use super::lines;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::{Check, Sink};

rule! {
    /// Makes `sudo`, `su` or a login accept everyone without asking.
    ///
    /// `pam_permit.so` says yes to every name and every password. Hosts named in `.rhosts` and `hosts.equiv` are believed too.
    ///
    /// To decide: Which one program or person should get in without a question, and can a rule name just that?
    ///
    /// ```sh bad
    /// sed -i 's/^auth.*/auth sufficient pam_permit.so/' /etc/pam.d/sudo
    /// ```
    /// ```sh bad
    /// echo '+ +' >> ~/.rhosts
    /// ```
    /// ```sh good
    /// echo 'session required pam_limits.so' >> /etc/pam.d/common-session
    /// ```
    /// ```sh good
    /// grep pam_permit.so /etc/pam.d/sudo
    /// ```
    "CARO0318" "login-checks",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !matches!(act.kind, ActKind::Overwrites | ActKind::Appends | ActKind::Changes) {
        return;
    }
    let mut value = sink.value(act.path);
    value.shapes.retain(|it| it.empty.is_none());
    let pam = value.shapes.iter().any(|it| it.text.starts_with("/etc/pam.d/") || &*it.text == "/etc/pam.conf");
    let hosts =
        value.texts().any(|it| it == "/etc/hosts.equiv" || it.ends_with("/.rhosts") || it.ends_with("/.shosts"));
    if !pam && !hosts {
        return;
    }
    let text = lines::written(act, sink);
    if hosts
        && text
            .lines()
            .any(|it| it.trim_matches(['"', '\'']).starts_with('+') || it.contains("'+ +'") || it.contains("\"+ +\""))
    {
        sink.report(act.span, "lets every user of every machine in without a password".to_owned());
        return;
    }
    // What is emptied by it is 0102's, unless it is a file of one service.
    let says_yes = |it: &str| {
        let it = it.to_ascii_lowercase();
        it.contains("pam_permit.so")
            && it.contains("auth")
            && (it.contains("sufficient") || it.contains("required") || it.contains("done"))
    };
    if pam && act.kind != ActKind::Overwrites && text.lines().any(says_yes) {
        sink.report(act.span, "makes the login accept everyone without asking".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn checks_are_switched_off() {
        check_marks(
            "echo 'auth sufficient pam_permit.so' | sudo tee -a /etc/pam.d/su\n#                                                  ^^^^^^^^^^^^^ CARO0318\n",
        );
        check_marks(
            "echo 'myhost bob' >> ~/.rhosts\nsed -i 's/pam_permit.so/pam_deny.so/' /etc/pam.d/other\ncat /etc/pam.d/sudo\n",
        );
    }
}
