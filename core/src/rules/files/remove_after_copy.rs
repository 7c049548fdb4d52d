//! CARO0128: what was copied or packed is deleted at its source.

use super::{deletes, precious};
use crate::rules::{Check, Sink, edits, paths};
use crate::script::{Command, Flag, Word};

rule! {
    /// Deletes the originals of a whole home or system behind a copy that nobody has looked at.
    ///
    /// `rsync --remove-source-files`, `tar --remove-files` and `zip -m` delete each file as soon as it is copied or packed. A
    /// copy that turns out to be short or unreadable is then all there is.
    ///
    /// To decide: Who looks at the copy before the only other one is deleted?
    ///
    /// ```sh bad
    /// rsync -a --remove-source-files ~/ backup:/srv/ann/
    /// ```
    /// ```sh fixed
    /// rsync -a ~/ backup:/srv/ann/
    /// ```
    /// ```sh bad
    /// sudo tar --remove-files -czf /srv/etc.tgz /etc
    /// ```
    /// ```sh fixed
    /// sudo tar -czf /srv/etc.tgz /etc
    /// ```
    /// ```sh bad
    /// zip -rm all.zip .
    /// ```
    /// ```sh fixed
    /// zip -r all.zip .
    /// ```
    /// ```sh good
    /// rsync -a --remove-source-files /srv/spool/out/ backup:/srv/in/
    /// ```
    /// ```sh good
    /// tar --remove-files -czf logs-1.tgz logs-1
    /// ```
    /// ```sh good
    /// zip -rm old.zip old/
    /// ```
    "CARO0128" "remove-after-copy",
    Danger,
    Check::Command { programs: &["rsync", "tar", "gtar", "bsdtar", "zip"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let long = |name: &str| command.flags().any(|it| it.long.as_deref() == Some(name));
    let mut words: Vec<&Word> = command.operands().collect();
    match command.program.as_deref() {
        Some("rsync") if long("remove-source-files") || long("remove-sent-files") => {
            words.pop();
        }
        Some("zip") if command.has_flag('m', "move") && !words.is_empty() => {
            words.remove(0);
        }
        Some("tar" | "gtar" | "bsdtar") if long("remove-files") => {}
        _ => return,
    }
    for word in words {
        let paths = deletes::paths_of(word, sink);
        let found = paths.iter().find_map(|it| {
            let text = it.text()?;
            let kept = || precious::kept(text).or(precious::own(text)).map(|(_, what)| format!("`{text}`, {what}"));
            // A variable that is empty leaves an empty word, which is an error.
            paths::loss(text).or_else(kept).filter(|_| it.empty.is_none() || text == "/" || text == "/*")
        });
        if let Some(loss) = found {
            sink.report(word.span, format!("deletes {loss} once it is copied, before anybody has looked at the copy"));
            let removes = |it: &&Flag| {
                let zip = command.program.as_deref() == Some("zip") && it.is('m', "move");
                zip || matches!(it.long.as_deref(), Some("remove-source-files" | "remove-sent-files" | "remove-files"))
            };
            let edits = command.flags().find(removes).map(|it| edits::without(command, it)).unwrap_or_default();
            sink.choice("Keep the originals until the copy was looked at", edits);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn the_target_is_not_deleted() {
        check_marks("rsync -a --remove-source-files in/ ~/\nzip -m ~/all.zip a.txt\ntar -czf x.tgz ~\n");
        check_marks("d=$HOME\ntar cf x.tar --remove-files \"$d\"\n#                           ^^^^ CARO0128\n");
    }

    #[test]
    fn the_flag_leaves_its_bundle() {
        check_choices("zip -mrq all.zip ~\n", &["zip -rq all.zip ~\n"]);
        check_choices("sudo zip -r -m all.zip ~\n", &["sudo zip -r all.zip ~\n"]);
    }
}
