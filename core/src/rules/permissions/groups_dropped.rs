//! CARO0315: a user loses every other group.

use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Takes a user out of every group that is not named, `sudo` and `wheel` too.
    ///
    /// `usermod -G` replaces the list; with `-a` it adds to it. Nothing remembers the old groups.
    ///
    /// ```sh bad
    /// usermod -G docker alice
    /// ```
    /// ```sh fixed
    /// usermod -aG docker alice
    /// ```
    /// ```sh bad
    /// sudo usermod --groups=video,render "$USER"
    /// ```
    /// ```sh good
    /// sudo usermod -aG docker "$USER"
    /// ```
    /// ```sh good
    /// usermod --append --groups docker alice
    /// ```
    /// ```sh good
    /// useradd -m -G docker alice
    /// ```
    "CARO0315" "groups-dropped",
    Caution,
    Check::Command { programs: &["usermod", "gpasswd"], run: check }
}

fn check(usermod: &Command, sink: &mut Sink<'_>) {
    if usermod.program.as_deref() == Some("gpasswd") {
        if let Some(flag) = usermod.flag('M', "members") {
            let span = flag.span;
            sink.report(span, "replaces all members of the group by these".to_owned());
        }
        return;
    }
    let Some(flag) = usermod.flag('G', "groups") else { return };
    if usermod.has_flag('a', "append") || usermod.has_flag('r', "remove") {
        return;
    }
    let (span, at) = (flag.span, flag.word);
    let user = usermod.operands().last().map(|it| sink.text(it.span).trim_matches('"').to_owned()).unwrap_or_default();
    let word = usermod.words.get(at).map(|it| it.span);
    let text = word.map(|it| sink.text(it).to_owned()).unwrap_or_default();
    sink.report(span, format!("takes `{user}` out of every group that is not named here"));
    if let Some(word) = word
        && text == "-G"
    {
        sink.fix("Add to the groups", vec![(word, "-aG".to_owned())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn adding_is_fine() {
        check_marks("usermod -Gaudio bob\n#        ^ CARO0315\n");
        check_marks("gpasswd -M alice,bob sudo\n#       ^^ CARO0315\n");
        check_marks("usermod -a -G audio bob\nusermod -g users bob\ngpasswd -a bob audio\n");
    }
}
