//! CARO1102: packages are removed or installed against what they need.

use super::removal;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Flag, Word};

rule! {
    /// Leaves programs behind whose parts are gone, as the package manager is told not to look.
    ///
    /// The next upgrade then fails, or the program does. Solve the conflict that it reports instead.
    ///
    /// To decide: Which packages need it, and what should become of them? The package manager names them when the flag is gone.
    ///
    /// ```sh bad
    /// rpm -e --nodeps httpd-tools
    /// ```
    /// ```sh fixed
    /// rpm -e httpd-tools
    /// ```
    /// ```sh bad
    /// dpkg --remove --force-depends libssl1.1
    /// ```
    /// ```sh fixed
    /// dpkg --remove libssl1.1
    /// ```
    /// ```sh bad
    /// apt-get install -y --allow-remove-essential shop
    /// ```
    /// ```sh fixed
    /// apt-get install -y shop
    /// ```
    /// ```sh bad
    /// brew uninstall --ignore-dependencies openssl
    /// ```
    /// ```sh fixed
    /// brew uninstall openssl
    /// ```
    /// ```sh good
    /// rpm -e httpd-tools
    /// ```
    /// ```sh good
    /// dpkg --remove libssl1.1
    /// ```
    /// ```sh good
    /// brew uninstall openssl
    /// dpkg -i shop.deb || apt-get install -f -y
    /// ```
    "CARO1102" "ignore-dependencies",
    Danger,
    Check::Command { programs: &["rpm", "dpkg", "apt", "apt-get", "pacman", "brew", "apk", "dnf", "yum", "opkg"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let removed = removal::removed(command, sink);
    if removal::essential(&removed, sink).is_some() {
        return;
    }
    let flag = |name: &str| command.flag('\0', name).map(|it| it.span);
    let force = |kinds: &[&str]| {
        command.flags().find_map(|it| {
            let kind = it.long.as_deref()?.strip_prefix("force-")?;
            kinds.contains(&kind).then_some(it.span)
        })
    };
    let hit = match command.program.as_deref().unwrap_or_default() {
        "rpm" if command.has_flag('e', "erase") => flag("nodeps").map(|it| (it, Level::Caution)),
        "dpkg" => force(&["remove-essential"]).map(|it| (it, Level::Danger)).or_else(|| {
            let all = command.has_flag('r', "remove") || command.has_flag('P', "purge");
            let kinds: &[&str] = if all { &["all", "depends", "remove-reinstreq"] } else { &[] };
            force(kinds).map(|it| (it, Level::Caution))
        }),
        "apt" | "apt-get" => flag("allow-remove-essential").map(|it| (it, Level::Danger)),
        "pacman" if command.has_flag('R', "remove") => {
            let twice = command.flags().filter(|it| it.is('d', "nodeps")).count() > 1;
            command.flag('d', "nodeps").filter(|_| twice).map(|it| (it.span, Level::Caution))
        }
        "brew" => flag("ignore-dependencies")
            .filter(|_| first(command, &["uninstall", "remove", "rm"]))
            .map(|it| (it, Level::Caution)),
        "apk" => flag("force-broken-world").map(|it| (it, Level::Caution)),
        "dnf" | "yum" => command
            .flags()
            .find(|it| {
                let value = it.value.as_ref().and_then(Word::literal).unwrap_or_default();
                it.is('\0', "setopt") && value.starts_with("protected_packages=")
            })
            .map(|it| (it.span, Level::Danger)),
        "opkg" => flag("force-removal-of-essential-packages").map(|it| (it, Level::Danger)),
        _ => None,
    };
    if let Some((span, level)) = hit {
        let name = removed.first().and_then(|it| sink.text_of(it)).map_or("it".to_owned(), |it| format!("`{it}`"));
        let message = match level {
            Level::Danger => "removes even what the system cannot be without".to_owned(),
            _ => format!("removes {name} although others need it: they break"),
        };
        sink.report(span, message).level(level);
        let removed = command.flags().filter(|it| it.span == span || twice(command, it));
        let edits = removed.flat_map(|it| edits::without(command, it)).collect();
        sink.choice("Stop where something needs it", edits);
    }
}

/// One of the two `d` of `pacman -Rdd`.
fn twice(command: &Command, flag: &Flag) -> bool {
    command.program.as_deref() == Some("pacman") && flag.is('d', "nodeps")
}

fn first(command: &Command, names: &[&str]) -> bool {
    command.operands().next().and_then(Word::literal).is_some_and(|it| names.contains(&it))
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
sudo dpkg -P --force-all shop
#            ^^^^^^^^^^^ CARO1102
pacman -Rdd shop
#        ^ CARO1102
pacman -Rd shop
dpkg -r --force-remove-essential shop
#       ^^^^^^^^^^^^^^^^^^^^^^^^ CARO1102
yum remove -y --setopt=protected_packages= shop
#             ^^^^^^^^ CARO1102
",
        );
    }

    #[test]
    fn both_letters_go() {
        check_choices("sudo pacman -Rdd --noconfirm shop\n", &["sudo pacman -R --noconfirm shop\n"]);
        check_choices("yum remove -y --setopt=protected_packages= shop\n", &["yum remove -y shop\n"]);
    }
}
