//! CARO1003: a mirror deletes more at its target than the line shows.

use super::calls::Order;
use super::places::{self, Store};
use crate::flow::{Folder, Origin};
use crate::rules::{Check, Level, Sink, paths};
use crate::script::{Command, Word};

rule! {
    /// Deletes at the target all that the source has not, and the source can be the wrong one.
    ///
    /// A mirror that deletes (`aws s3 sync --delete`, `rclone sync`) trusts its source. With an empty variable or behind
    /// a `cd` that failed, the source is another folder, and what is at the target goes. A named source is silent.
    ///
    /// To decide: Is the source whole where this runs, and what is at the target that the source has not?
    ///
    /// ```sh bad
    /// SRC=$1
    /// aws s3 sync "$SRC"/ s3://acme-site --delete
    /// ```
    /// ```sh fixed
    /// SRC=$1
    /// aws s3 sync "${SRC:?}"/ s3://acme-site --delete
    /// ```
    /// ```sh bad
    /// cd dist
    /// aws s3 sync . s3://acme-site --delete
    /// ```
    /// ```sh fixed
    /// cd dist
    /// aws s3 sync --dryrun . s3://acme-site --delete
    /// ```
    /// ```sh bad
    /// rclone sync backup:home "$HOME"
    /// ```
    /// ```sh bad
    /// aws s3 sync ./dist "s3://acme-site/$1" --delete
    /// ```
    /// ```sh fixed
    /// aws s3 sync ./dist "s3://acme-site/${1:?}" --delete
    /// ```
    /// ```sh good
    /// aws s3 sync ./dist s3://acme-site --delete
    /// ```
    /// ```sh good
    /// cd dist || exit 1
    /// aws s3 sync . s3://acme-site --delete
    /// ```
    /// ```sh good
    /// aws s3 sync "$SRC"/ s3://acme-site
    /// rclone copy "$SRC"/ drive:
    /// ```
    "CARO1003" "mirror-to-cloud",
    Danger,
    Check::Command { programs: &["aws", "gsutil", "gcloud", "rclone", "mc", "mcli", "s3cmd", "s5cmd", "azcopy"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let order = Order::of(command, sink);
    if order.is_harmless(sink) || order.gives("n") && command.program.as_deref() != Some("gcloud") {
        return;
    }
    let orders = [
        ("aws s3 sync", "delete", Store::Scheme),
        ("gsutil rsync", "d", Store::Scheme),
        ("gcloud storage rsync", "delete-unmatched-destination-objects", Store::Scheme),
        ("rclone sync", "", Store::Remote),
        ("mc mirror", "remove", Store::Alias),
        ("mcli mirror", "remove", Store::Alias),
        ("s3cmd sync", "delete-removed", Store::Scheme),
        ("s5cmd sync", "delete", Store::Scheme),
        ("azcopy sync", "delete-destination", Store::Address),
    ];
    let hit = orders.iter().find_map(|(words, flag, store)| {
        let at = order.says(words)?;
        (flag.is_empty() || order.gives(flag)).then_some((at, *store))
    });
    let Some((at, store)) = hit else { return };
    let operands: Vec<&Word> = order.behind(at).collect();
    let [.., source, target] = &*operands else { return };
    let before = sink.found.len();
    check_target(target, store, sink);
    if sink.found.len() > before {
        sink.rehearse(command);
    }
    let before = sink.found.len();
    check_source(source, target, sink);
    if sink.found.len() > before {
        sink.rehearse(command);
    }
}

fn check_target(target: &Word, store: Store, sink: &mut Sink<'_>) {
    let value = sink.value(target);
    let local = value.shapes.iter().flat_map(|it| paths::from_folder(it, sink.state())).find_map(|it| {
        let text = it.text().filter(|it| it.starts_with(['/', '~']))?;
        Some((paths::loss(text)?, it.empty.clone()))
    });
    if let Some((loss, empty)) = local {
        let when = empty.map(|it| format!(" when `{}` is empty", it.name)).unwrap_or_default();
        sink.report_beyond(target.span, format!("deletes from {loss} all that the source has not{when}"));
        return;
    }
    let Some(loss) = places::loss(target, store, sink) else { return };
    if loss.empty.is_some() {
        let (message, level) = (format!("deletes {} that the source has not{}", loss.what, loss.when()), loss.level);
        let raw = sink.report_beyond(target.span, message);
        raw.level(level);
        if let Some((place, text)) = loss.place() {
            raw.related(place, text);
        }
        if loss.empty.is_some() {
            sink.stop_when_empty(target);
        }
    }
}

fn check_source(source: &Word, target: &Word, sink: &mut Sink<'_>) {
    let value = sink.value(source);
    let to = super::calls::shown(target, sink);
    let emptied = value.shapes.iter().find(|it| it.empty.is_some() && matches!(it.text(), Some("/" | "/*" | "/.")));
    if let Some(empty) = emptied.and_then(|it| it.empty.clone()) {
        let raw = sink.report_beyond(
            source.span,
            format!("copies the whole system and deletes what the target{to} holds when `{}` is empty", empty.name),
        );
        if let Some(place) = empty.place {
            raw.related(place, format!("`{}` gets its value here", empty.name));
        }
        sink.stop_when_empty(source);
        return;
    }
    let here = value.text().is_some_and(|it| matches!(it, "." | "./" | "./."));
    if let (true, Folder::Unsure(place)) = (here, &sink.state().folder) {
        let place = *place;
        let message =
            format!("copies whatever folder this runs in when `cd` fails, and deletes the rest of the target{to}");
        sink.report_beyond(source.span, message)
            .related(place, "where `cd` can fail, and the script goes on".to_owned());
        return;
    }
    let named_empty = value.text().is_some_and(|it| {
        let name = it.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        name.split(['-', '_']).next() == Some("empty") || name == "emptydir"
    });
    if named_empty && !value.is_from(Origin::Output) {
        sink.report_beyond(
            source.span,
            format!("deletes everything at the target{to}: by its name, the source is empty"),
        )
        .level(Level::Danger);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn sources_and_targets_of_every_tool() {
        check_marks(
            "\
gsutil -m rsync -r -d \"$1\"/ gs://acme
#                     ^^^^^ CARO1003
rclone sync drive:x /
#                   ^ CARO1003
s3cmd sync --delete-removed s3://acme/ /etc/
#                                      ^^^^^ CARO1003
aws s3 sync empty/ s3://acme --delete
#           ^^^^^^ CARO1003
gsutil -m rsync -r -d build gs://acme
rclone sync ~/notes drive:notes
rclone sync --dry-run \"$1\"/ drive:notes
gsutil rsync -n -d \"$1\"/ gs://acme
aws s3 sync s3://a s3://b --delete
mc mirror --remove ./dist play/site
",
        );
    }
}
