//! CARO1101: a package is removed that the system cannot be without.

use super::removal;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Removes what the system needs to start, to log in or to install anything again.
    ///
    /// What depends on it goes along: without `python3` or `libc6` hardly anything is left. Look at the list first
    /// (`apt-get -s remove`), and leave `-y` out.
    ///
    /// To decide: What would go along with it, and how does the machine start and let you in afterwards?
    ///
    /// ```sh bad
    /// apt-get remove -y python3
    /// ```
    /// ```sh fixed
    /// apt-get remove --dry-run -y python3
    /// ```
    /// ```sh bad
    /// sudo dpkg --purge --force-depends libc6:amd64
    /// ```
    /// ```sh fixed
    /// sudo dpkg --dry-run --purge --force-depends libc6:amd64
    /// ```
    /// ```sh bad
    /// apt-get purge -y "linux-image-$(uname -r)"
    /// ```
    /// ```sh bad
    /// yum -y remove '*'
    /// ```
    /// ```sh fixed
    /// yum -y remove --assumeno '*'
    /// ```
    /// ```sh good
    /// apt-get remove -y nano
    /// ```
    /// ```sh good
    /// apt-get purge -y linux-image-5.4.0-42-generic
    /// ```
    /// ```sh good
    /// apt-get -s remove python3
    /// apt-get install -y python3 && rm -rf /var/lib/apt/lists/*
    /// apt-get autoremove --purge -y
    /// pacman -Rns $(pacman -Qdtq)
    /// ```
    "CARO1101" "remove-essential",
    Danger,
    Check::Command { programs: &removal::PROGRAMS, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    // Another root folder is an image that is being made.
    if ["root", "installroot", "instdir", "sysroot", "justdb"].iter().any(|it| command.gives(it)) {
        return;
    }
    let words = removal::removed(command, sink);
    if let Some((word, name, loss)) = removal::essential(&words, sink) {
        // Who keeps a machine without it may well mean it.
        let meant = matches!(&*name, "`openssh-server`" | "`sudo`" | "`python`" | "`python2`");
        let raw = sink.report(word.span, format!("removes {name}: {loss}"));
        raw.level(if meant { Level::Caution } else { Level::Danger });
        if let Some((_, edits)) = edits::rehearsal(command) {
            sink.choice("Look first: name what would go along", edits);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn every_manager_is_known() {
        check_marks(
            "\
dnf remove -y glibc
#             ^^^^^ CARO1101
P=systemd; sudo apt purge --auto-remove \"$P\"
#                                       ^^^^ CARO1101
rpm -e --nodeps bash
#               ^^^^ CARO1101
pacman -Rdd --noconfirm glibc
#                       ^^^^^ CARO1101
apk del musl
#       ^^^^ CARO1101
apt-get install -y libc6-
#                  ^^^^^^ CARO1101
zypper --non-interactive rm kernel-default
#                           ^^^^^^^^^^^^^^ CARO1101
sudo apt purge sudo
#              ^^^^ CARO1101
OLD=\"nano sudo python3\"; apt-get remove -y $OLD
#                                          ^^^^ CARO1101
apt purge -y 'libc*' 'php*'
#            ^^^^^^^ CARO1101
dnf remove httpd
apt-get purge -y $(dpkg -l | awk '/^rc/{print $2}')
apk del .build-deps
apt-get install g++ libc6-dev
",
        );
    }

    #[test]
    fn a_dry_run_is_what_the_facts_know() {
        check_choices("sudo dnf -y remove glibc\n", &["sudo dnf -y remove --assumeno glibc\n"]);
        check_choices("sudo pacman -Rs --noconfirm glibc\n", &["sudo pacman --print -Rs --noconfirm glibc\n"]);
        check_choices("zypper -n rm kernel-default\n", &["zypper -n rm --dry-run kernel-default\n"]);
    }
}
