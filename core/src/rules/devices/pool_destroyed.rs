//! CARO0207: a ZFS pool or a tree of data sets is destroyed.

use super::disks;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Destroys a ZFS pool, or a data set with its children and snapshots.
    ///
    /// ZFS asks nothing. `zfs destroy -nv` shows what would go. Destroying one named snapshot is ordinary work.
    ///
    /// To decide: What lies in it, and where is another copy? `zfs list -r -t all` names every data set and snapshot.
    ///
    /// ```sh bad
    /// zpool destroy -f tank
    /// ```
    /// ```sh bad
    /// zfs destroy -R tank/home
    /// ```
    /// ```sh fixed
    /// zfs destroy -nv -R tank/home
    /// ```
    /// ```sh bad
    /// zfs rollback -r tank/home@monday
    /// ```
    /// ```sh fixed
    /// zfs rollback tank/home@monday
    /// ```
    /// ```sh good
    /// zfs destroy tank/home@2024-01-01
    /// ```
    /// ```sh good
    /// zfs destroy -nvr tank/home
    /// ```
    /// ```sh good
    /// zfs snapshot -r tank@now
    /// ```
    /// ```sh good
    /// zpool scrub tank
    /// ```
    "CARO0207" "pool-destroyed",
    Danger,
    Check::Command {
        programs: &["zpool destroy", "zpool labelclear", "zpool create", "zfs destroy", "zfs rollback", "bcachefs device"],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(verb) = command.operands().next().and_then(Word::literal) else { return };
    let is_pool = command.program.as_deref() == Some("zpool");
    let recursive = command.has_flag('r', "") || command.has_flag('R', "");
    if (is_pool, verb) == (true, "create") {
        if command.has_flag('f', "")
            && let Some((word, disk)) = disks::operand(command, sink)
        {
            let span = word.span;
            sink.report(span, format!("makes a pool of `{disk}` although something may be on it"));
            let edits = command.flag('f', "").map(|it| edits::without(command, it)).unwrap_or_default();
            sink.choice("Refuse disks that are in use", edits);
        }
        return;
    }
    let Some(word) = command.own_operands().next() else {
        // `zpool list -Ho name | xargs -n1 zpool destroy`; a list of snapshots is ordinary.
        let fed = command.is_wrapped_by("xargs") && !sink.walk.text.text.contains("snap") && verb == "destroy";
        if fed && is_pool {
            sink.report(command.span, "destroys every pool that is listed, with every file on it".to_owned());
        } else if fed && recursive {
            sink.report(command.span, "destroys every data set that is listed, with all below it".to_owned());
        }
        return;
    };
    let value = sink.value(word);
    let name = value.shapes.first().map(|it| it.text.to_string()).filter(|it| !it.is_empty());
    let name = name.unwrap_or_else(|| sink.text(word.span).trim_matches('"').to_owned());
    let plain = name.to_ascii_lowercase();
    if ["test", "tmp", "temp", "scratch"].iter().any(|it| plain.contains(it)) {
        return;
    }
    let span = word.span;
    let snapshot = sink.text(span).contains(['@', '#']) || name.contains(['@', '#']);
    match (is_pool, verb) {
        (true, "destroy") => {
            sink.report(span, format!("destroys the pool `{name}` with every file on it"));
        }
        (true, "labelclear") => {
            sink.report(span, format!("takes the pool's label off `{name}`: the pool may never open again"));
        }
        (false, "rollback") if recursive => {
            let raw = sink.report(span, format!("drops all newer than `{name}`, the newer snapshots too"));
            raw.level(Level::Caution);
            let flags = command.flags().filter(|it| it.is('r', "") || it.is('R', ""));
            let edits = flags.flat_map(|it| edits::without(command, it)).collect();
            sink.choice("Refuse where there are newer snapshots", edits);
        }
        // All snapshots, as a range without ends.
        (false, "destroy") if snapshot && name.ends_with("@%") => {
            sink.report(span, format!("destroys every snapshot of `{}`", name.trim_end_matches("@%")))
                .level(Level::Caution);
        }
        (false, "destroy") if !snapshot && recursive => {
            sink.report(span, format!("destroys `{name}` with all data sets and snapshots below it"));
        }
        // Only known to be no snapshot where all of it is known.
        (false, "destroy") if !snapshot && value.text().is_some() => {
            sink.report(span, format!("destroys the data set `{name}` and every file in it")).level(Level::Caution);
        }
        _ => return,
    }
    if (is_pool, verb) == (false, "destroy") {
        sink.choice("Look first: name what would go", edits::with(command, "-nv"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn pools_and_data_sets() {
        check_marks("sudo zpool destroy \"$pool\"\n#                  ^^^^^^^ CARO0207\n");
        check_marks("zfs destroy -rf tank\n#               ^^^^ CARO0207\n");
        check_marks("zfs destroy tank/home\n#           ^^^^^^^^^ CARO0207\n");
        check_marks("zpool create -f tank mirror /dev/sda /dev/sdb\n#                           ^^^^^^^^ CARO0207\n");
        check_marks("zpool list -Ho name | xargs -n1 zpool destroy -f\n#mark 0 22 48 CARO0207\n");
        check_marks(
            "zfs list -t snapshot | xargs -n1 zfs destroy\nzfs destroy \"$snap\"\nzfs destroy -r tank@old\nzpool create t /tmp/a.img\n",
        );
    }

    #[test]
    fn a_flag_less_refuses() {
        check_choices("sudo zpool create -f tank /dev/sda\n", &["sudo zpool create tank /dev/sda\n"]);
        check_choices("zfs rollback -rf tank/a@b\n", &["zfs rollback -f tank/a@b\n"]);
    }
}
