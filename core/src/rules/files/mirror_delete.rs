//! CARO0127: a mirror deletes in its target what its source lacks, and the source is empty or the target is the system.

use super::{deletes, precious};
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Command, Word};

rule! {
    /// Deletes everything in the target that the source lacks, and the source or the target is not what was meant.
    ///
    /// `rsync --delete` makes the target equal to the source. An empty variable makes `/` of `"$SRC"/`, and a target such as
    /// `/` or a home has far more in it than the source. Try with `--dry-run`.
    ///
    /// To decide: Does the source hold all that the target must keep? A dry run lists each file that would be deleted.
    ///
    /// ```sh bad
    /// SRC=$1
    /// rsync -a --delete "$SRC"/ backup:/srv/copy/
    /// ```
    /// ```sh fixed
    /// SRC=$1
    /// rsync -a --delete "${SRC:?}"/ backup:/srv/copy/
    /// ```
    /// ```sh bad
    /// sudo rsync -av --delete-after ./rootfs/ /
    /// ```
    /// ```sh fixed
    /// sudo rsync -nv -av --delete-after ./rootfs/ /
    /// ```
    /// ```sh bad
    /// rsync -a --del site/ ~/
    /// ```
    /// ```sh good
    /// rsync -a --delete site/ web:/var/www/site/
    /// ```
    /// ```sh good
    /// rsync -a --delete --dry-run ./rootfs/ /
    /// ```
    /// ```sh good
    /// rsync -a --delete /home/ann/ /mnt/backup/ann/
    /// ```
    /// ```sh good
    /// rsync -a ./rootfs/ /mnt/new/
    /// ```
    "CARO0127" "mirror-delete",
    Danger,
    Check::Command { programs: &["rsync"], run: check }
}

const LOOK: &str = "Look first: `-n` changes nothing, and `-v` names what would go";

fn check(rsync: &Command, sink: &mut Sink<'_>) {
    let deletes = rsync.flags().any(|it| it.long.as_deref().is_some_and(|it| it.starts_with("del") || it == "mirror"));
    let words: Vec<&Word> = rsync.operands().collect();
    let Some((target, sources)) = words.split_last().filter(|_| deletes) else { return };
    // Only what the two sides have in common is at stake where single files are meant.
    for shape in deletes::paths_of(target, sink) {
        let Some(text) = shape.text() else { continue };
        let path = remote(text).unwrap_or(text);
        let kept = precious::kept(path).filter(|it| it.0 == Level::Danger).map(|it| format!("`{path}`, {}", it.1));
        let Some(loss) = paths::loss(path).or(kept) else { continue };
        // A copy of the whole goes back to where it came from.
        let same = sources.iter().any(|it| {
            sink.possible(it, |it| paths::reach(remote(it).unwrap_or(it)).0 == paths::reach(path).0).is_some()
        });
        let partial =
            path == "." || loss.contains("current folder") || loss.contains("/mnt") || loss.contains("/media");
        if same || partial {
            continue;
        }
        let Some(empty) = &shape.empty else {
            sink.report(target.span, format!("deletes from {loss} all that is not in the source"));
            sink.choice(LOOK, edits::with(rsync, "-nv"));
            return;
        };
        let (message, place) =
            (format!("deletes from {loss} all that is not in the source when {}", empty.when()), empty.place);
        let name = empty.name.clone();
        let raw = sink.report(target.span, message);
        if let Some(place) = place {
            raw.related(place, format!("`{name}` gets its value here"));
        }
        sink.stop_when_empty(target);
        return;
    }
    // The well-known way to delete fast: a mirror of nothing.
    let empty = |it: &&&Word| {
        sink.text_of(it).is_some_and(|it| it.trim_end_matches('/').rsplit(['/', '-', '_']).next() == Some("empty"))
    };
    let rooted = sink.text_of(target).filter(|it| it.starts_with('/') && !paths::is_temporary(it));
    if let (Some(path), Some(_)) = (rooted, sources.iter().find(empty)) {
        sink.report(target.span, format!("deletes everything in `{path}`: by its name, the source is empty"))
            .level(Level::Caution);
        sink.choice(LOOK, edits::with(rsync, "-nv"));
        return;
    }
    for source in sources {
        let shapes = deletes::paths_of(source, sink);
        let found = shapes.iter().find_map(|it| {
            let empty = it.empty.as_ref()?;
            (it.text()? == "/").then(|| empty.clone())
        });
        let Some(empty) = found else { continue };
        let message = format!("makes the target a copy of `/` and deletes the rest when {}", empty.when());
        let raw = sink.report(source.span, message);
        raw.level(Level::Danger);
        if let Some(place) = empty.place {
            raw.related(place, format!("`{}` gets its value here", empty.name));
        }
        sink.stop_when_empty(source);
    }
}

/// The path of `host:/path`.
fn remote(text: &str) -> Option<&str> {
    let (host, path) = text.split_once(':')?;
    (!host.contains('/')).then_some(path.trim_start_matches(':'))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_name_of_the_flag_counts() {
        check_marks("rsync -a --delete-excluded x/ host:/etc\n#                             ^^^^^^^^^ CARO0127\n");
        check_marks("rsync -a --delete /tmp/empty/ /srv/data/\n#                             ^^^^^^^^^^ CARO0127\n");
        check_marks("t=/\nrsync -a --delete x/ \"$t\"\n#                    ^^^^ CARO0127\n");
        check_marks(
            "rsync -a --delete x/ /mnt/usb/\nrsync -a --delete / host:/backup/\nrsync -a --delete \"$1\" /srv/x/\nrsync -an --delete x/ /\n",
        );
    }
}
