//! CARO1104: packages are installed whose signatures nobody checks.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Flag};

rule! {
    /// Installs as root whatever a mirror, or somebody on the way to it, sends.
    ///
    /// The signature is what tells a package from a forged one. Add the key of the repository instead.
    ///
    /// To decide: Where is the key that the packages are signed with, and who says that it is the right one?
    ///
    /// ```sh bad
    /// apt-get install -y --allow-unauthenticated shop
    /// ```
    /// ```sh fixed
    /// apt-get install -y shop
    /// ```
    /// ```sh bad
    /// dnf install -y --nogpgcheck shop
    /// ```
    /// ```sh fixed
    /// dnf install -y shop
    /// ```
    /// ```sh bad
    /// apk add --allow-untrusted shop.apk
    /// ```
    /// ```sh fixed
    /// apk add shop.apk
    /// ```
    /// ```sh bad
    /// apt-get -o Acquire::AllowInsecureRepositories=true update
    /// ```
    /// ```sh fixed
    /// apt-get update
    /// ```
    /// ```sh good
    /// apt-get install -y --no-install-recommends shop
    /// ```
    /// ```sh good
    /// dnf install -y shop
    /// ```
    /// ```sh good
    /// apt-get install -y --allow-downgrades shop=1.2
    /// zypper --gpg-auto-import-keys refresh
    /// ```
    "CARO1104" "unsigned-packages",
    Caution,
    Check::Command {
        programs: &["apt", "apt-get", "aptitude", "dnf", "dnf5", "yum", "microdnf", "zypper", "apk", "rpm", "dpkg", "flatpak", "tdnf", "opkg"],
        run: check
    }
}

const FLAGS: [&str; 17] = [
    "allow-unauthenticated",
    "allow-insecure-repositories",
    "force-yes",
    "nogpgcheck",
    "nogpgchecks",
    "no-gpg-check",
    "no-gpg-checks",
    "no-gpgchecks",
    "gpgcheck-off",
    "allow-untrusted",
    "allow-unsigned-rpm",
    "nosignature",
    "force-bad-verify",
    "force-bad-version",
    "no-gpg-verify",
    "force-signature-off",
    "no-check-gpg",
];

const OPTIONS: [&str; 7] = [
    "acquire::allowinsecurerepositories=",
    "acquire::allowweakrepositories=",
    "acquire::allowdowngradetoinsecurerepositories=",
    "apt::get::allowunauthenticated=",
    "apt::get::force-yes=",
    "acquire::check-valid-signature=",
    "gpgcheck=",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let skips = |it: &&Flag| {
        let name = it.long.as_deref().unwrap_or_default();
        FLAGS.contains(&name) || it.value.as_ref().is_some_and(|it| sink.possible(it, switches_off).is_some())
    };
    let all: Vec<&Flag> = command.flags().filter(skips).collect();
    let Some(flag) = all.first() else { return };
    // Only looking at a package installs nothing.
    if command.program.as_deref() == Some("rpm")
        && (command.has_flag('q', "query") || command.has_flag('K', "checksig"))
    {
        return;
    }
    let message = match flag.long.as_deref() {
        Some("force-yes") => {
            "answers yes to everything: unsigned packages, downgrades, and the removal of what the system needs"
        }
        _ => "installs as root whatever arrives: nobody checks who made it",
    };
    sink.report(flag.span, message.to_owned()).level(Level::Caution);
    sink.choice("Refuse what nobody has signed", all.iter().flat_map(|it| edits::without(command, it)).collect());
}

/// Whether a setting switches a check off: `APT::Get::AllowUnauthenticated=true`, `*.gpgcheck=0`.
fn switches_off(option: &str) -> bool {
    let option: String = option.to_ascii_lowercase().chars().filter(|it| !matches!(it, '"' | '\'' | ' ')).collect();
    OPTIONS.iter().any(|name| {
        let value = if name.starts_with("gpgcheck") {
            option.rsplit_once('.').map_or(&*option, |it| it.1).strip_prefix(name)
        } else {
            option.strip_prefix(name)
        };
        let off = name.starts_with("gpgcheck");
        value.is_some_and(|it| {
            if off { matches!(it, "0" | "false" | "no" | "off") } else { matches!(it, "1" | "true" | "yes") }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::check_marks;

    #[test]
    fn settings_in_every_spelling() {
        for option in [
            "APT::Get::AllowUnauthenticated=true",
            "gpgcheck=0",
            "*.gpgcheck=0",
            "Acquire::AllowInsecureRepositories=\"1\"",
        ] {
            assert!(switches_off(option), "{option}");
        }
        for option in [
            "gpgcheck=1",
            "Acquire::Retries=3",
            "APT::Get::AllowUnauthenticated=false",
            "repo_gpgcheck=0",
            "Option: é=0",
        ] {
            assert!(!switches_off(option), "{option}");
        }
    }

    #[test]
    fn siblings() {
        check_marks(
            "\
yum -y --setopt=\"*.gpgcheck=0\" install shop
#      ^^^^^^^^ CARO1104
zypper --no-gpg-checks -n install shop
#      ^^^^^^^^^^^^^^^ CARO1104
F=--force-yes
apt-get -y --force-yes upgrade
#          ^^^^^^^^^^^ CARO1104
rpm -qp --nosignature shop.rpm
flatpak remote-add --no-gpg-verify shop https://shop.example.org
#                  ^^^^^^^^^^^^^^^ CARO1104
",
        );
    }
}
