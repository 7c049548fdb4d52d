//! CARO1103: a package may replace files of others.

use crate::rules::{Check, Sink, edits};
use crate::script::{Command, Flag, Word};

rule! {
    /// Replaces files that belong to other packages, which then hold what they do not expect.
    ///
    /// The package manager stops at such a conflict for a reason: two packages claim one file.
    ///
    /// To decide: Which other package owns the file? `dpkg -S`, `rpm -qf` and `pacman -Qo` name it.
    ///
    /// ```sh bad
    /// dpkg -i --force-overwrite shop.deb
    /// ```
    /// ```sh fixed
    /// dpkg -i shop.deb
    /// ```
    /// ```sh bad
    /// pacman -Syu --overwrite '*'
    /// ```
    /// ```sh fixed
    /// pacman -Syu
    /// ```
    /// ```sh bad
    /// rpm -ivh --replacefiles shop.rpm
    /// ```
    /// ```sh fixed
    /// rpm -ivh shop.rpm
    /// ```
    /// ```sh good
    /// dpkg -i shop.deb
    /// ```
    /// ```sh good
    /// apt-get -o Dpkg::Options::=--force-confold -y upgrade
    /// ```
    /// ```sh good
    /// dpkg --force-confdef --force-confold -i shop.deb
    /// rpm -Uvh shop.rpm
    /// ```
    "CARO1103" "overwrite-package-files",
    Caution,
    Check::Command { programs: &["dpkg", "apt", "apt-get", "rpm", "pacman", "apk"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let installs =
        command.has_flag('i', "install") || command.has_flag('U', "upgrade") || command.has_flag('F', "freshen");
    let flag = match command.program.as_deref().unwrap_or_default() {
        "dpkg" if installs || command.has_flag('\0', "unpack") => command.flags().find(|it| {
            matches!(
                it.long.as_deref(),
                Some("force-overwrite" | "force-all" | "force-overwrite-dir" | "force-depends" | "force-conflicts")
            )
        }),
        "apt" | "apt-get" => command.flags().find(|it| {
            let value = it.value.as_ref().and_then(Word::literal).unwrap_or_default();
            it.is('o', "option")
                && value.starts_with("Dpkg::Options")
                && (value.ends_with("--force-overwrite") || value.ends_with("--force-all"))
        }),
        "rpm" if installs => {
            command.flags().find(|it| matches!(it.long.as_deref(), Some("replacefiles" | "force" | "nodeps")))
        }
        "pacman" => command.flags().find(|it| {
            let value = it.value.as_ref().and_then(Word::literal);
            it.is('\0', "overwrite") && matches!(value, Some("*" | "/*" | "\\*" | "/usr/*" | "**"))
                || it.long.as_deref() == Some("force") && command.has_flag('S', "sync")
        }),
        "apk" => command.flag('\0', "force-overwrite"),
        _ => None,
    };
    let Some(flag) = flag else { return };
    let ignores = matches!(flag.long.as_deref(), Some("nodeps" | "force-depends" | "force-conflicts"));
    let message = if ignores {
        "installs it although what it needs is not there: it may not run"
    } else {
        "replaces files that belong to other packages"
    };
    sink.report(flag.span, message.to_owned());
    let title = if ignores { "Stop where something is missing" } else { "Stop where two packages claim one file" };
    let alike = |it: &&Flag| {
        let name = it.long.as_deref().unwrap_or_default();
        it.span == flag.span || !ignores && matches!(name, "force-overwrite" | "force-all" | "force-overwrite-dir")
    };
    sink.choice(title, command.flags().filter(alike).flat_map(|it| edits::without(command, it)).collect());
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
sudo dpkg --force-all -i a.deb b.deb
#         ^^^^^^^^^^^ CARO1103
apt-get -o Dpkg::Options::=--force-overwrite install shop
#       ^^ CARO1103
rpm -Uvh --nodeps --force shop.rpm
#        ^^^^^^^^ CARO1103
pacman -S --overwrite /usr/lib/shop.so shop
",
        );
    }
}
