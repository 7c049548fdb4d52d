//! CARO0315: a user loses every other group.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Takes a user out of every group that is not named, `sudo` and `wheel` too.
    ///
    /// `usermod -G` replaces the list; with `-a` it adds to it. Nothing remembers the old groups.
    ///
    /// To decide: Is this the whole list of groups that the user should be in from now on?
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
    /// ```sh fixed
    /// sudo usermod --append --groups=video,render "$USER"
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
            let one = flag.value.as_ref().and_then(|it| it.literal()).is_some_and(|it| !it.contains(','));
            sink.report(flag.span, "replaces all members of the group by these".to_owned());
            if one && sink.text(flag.span) == "-M" {
                sink.choice("Add the member, and keep the others", vec![(flag.span, "-a".to_owned())]);
            }
        }
        return;
    }
    let Some(flag) = usermod.flag('G', "groups") else { return };
    if usermod.has_flag('a', "append") || usermod.has_flag('r', "remove") {
        return;
    }
    let (span, at) = (flag.span, flag.word);
    let user = usermod.operands().last().map(|it| sink.text(it.span).trim_matches('"').to_owned()).unwrap_or_default();
    sink.report(span, format!("takes `{user}` out of every group that is not named here"));
    let Some(word) = usermod.words.get(at) else { return };
    let edit = match word.literal() {
        Some("-G") => (word.span, "-aG".to_owned()),
        _ => (Span::at(word.span.start), "--append ".to_owned()),
    };
    sink.choice("Add to the groups, and keep the others", vec![edit]);
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
