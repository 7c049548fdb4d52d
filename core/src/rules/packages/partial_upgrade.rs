//! CARO1111: an upgrade that mixes old and new parts, or asks nobody.

use crate::Span;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Upgrades in a way that can leave parts behind which do not fit together.
    ///
    /// `pacman -Sy NAME` takes a new package with old libraries; `pacman -Syu NAME` upgrades both. A new release of the
    /// system should not be answered by a script: keep a copy first and look at what it removes.
    ///
    /// To decide: Is there a copy of the machine, and is somebody there who can start it again?
    ///
    /// ```sh bad
    /// pacman -Sy --noconfirm nginx
    /// ```
    /// ```sh fixed
    /// pacman -Syu --noconfirm nginx
    /// ```
    /// ```sh bad
    /// do-release-upgrade -f DistUpgradeViewNonInteractive
    /// ```
    /// ```sh good
    /// pacman -Syu --noconfirm nginx
    /// ```
    /// ```sh good
    /// pacman -Sy
    /// pacman -Sy archlinux-keyring
    /// ```
    /// ```sh good
    /// apt-get update && apt-get dist-upgrade -y
    /// do-release-upgrade -c
    /// ```
    "CARO1111" "partial-upgrade",
    Caution,
    Check::Command { programs: &["pacman", "do-release-upgrade"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.program.as_deref() == Some("do-release-upgrade") {
        let unasked = command.arguments().iter().find(|it| it.literal_prefix().contains("NonInteractive"));
        if let Some(word) = unasked {
            sink.report(
                word.span,
                "upgrades to a new release and asks nobody, also not about what it removes".to_owned(),
            );
            let flag = command.flags().find(|it| it.value.as_ref().is_some_and(|it| it.span == word.span));
            if let Some(flag) = flag {
                sink.choice("Ask about what it removes", edits::without(command, flag));
            }
        }
        return;
    }
    let sync = command.has_flag('S', "sync") && !command.has_flag('u', "sysupgrade");
    let Some(refresh) = command.flag('y', "refresh").filter(|_| sync) else { return };
    let only_keys = command.operands().all(|it| it.literal_prefix().ends_with("-keyring"));
    let looks = ["search", "info", "list", "downloadonly", "print"].iter().any(|it| command.has_flag('\0', it));
    if !only_keys && !looks {
        sink.report(refresh.span, "takes new packages while the libraries stay old".to_owned()).level(Level::Note);
        let new =
            if refresh.span.len() == 1 || !sink.text(refresh.span).starts_with("--") { "u" } else { " --sysupgrade" };
        sink.choice("Upgrade everything else too", vec![(Span::at(refresh.span.end), new.to_owned())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn only_what_is_installed_counts() {
        check_marks(
            "\
sudo pacman --noconfirm -Syy vim git
#                         ^ CARO1111
pacman -Ss vim
pacman -Syw vim
",
        );
    }
}
