//! CARO0206: an LVM volume or group is removed or cut.

use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Removes or shortens an LVM volume, with the file system on it.
    ///
    /// With `-f` or `-y` nothing asks. `vgcfgrestore` can help only as long as nothing was written over the place.
    /// A snapshot, and a volume whose name says that it is a test, are exempt.
    ///
    /// To decide: What lies on the volume, and is it mounted? `lvs` and `lsblk -f` show it.
    ///
    /// ```sh bad
    /// lvremove -f /dev/vg0/data
    /// ```
    /// ```sh fixed
    /// lvremove --test -f /dev/vg0/data
    /// ```
    /// ```sh bad
    /// vgremove -ff vg0
    /// ```
    /// ```sh fixed
    /// vgremove --test -ff vg0
    /// ```
    /// ```sh bad
    /// lvreduce -y -L 10G vg0/home
    /// ```
    /// ```sh fixed
    /// lvreduce --resizefs -y -L 10G vg0/home
    /// ```
    /// ```sh good
    /// lvremove -f vg0/data_snap
    /// ```
    /// ```sh good
    /// lvextend -r -L +10G /dev/vg0/data
    /// ```
    /// ```sh good
    /// lvreduce --resizefs -L 10G vg0/home
    /// ```
    "CARO0206" "logical-volume",
    Danger,
    Check::Command {
        programs: &["lvremove", "vgremove", "pvremove", "lvreduce", "lvresize", "vgreduce", "dmsetup", "lvm"],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let mut program = command.program.as_deref().unwrap_or_default();
    let mut operands: Vec<&Word> = command.operands().collect();
    if program == "lvm" || program == "dmsetup" {
        let Some(first) = operands.first().and_then(|it| it.literal()) else { return };
        if program == "dmsetup" {
            if matches!(first, "remove_all" | "wipe_table") {
                sink.report(command.span, format!("`dmsetup {first}` takes volumes away under whatever uses them"));
            }
            return;
        }
        program = first;
        operands.remove(0);
    }
    let text = |names: &[&str]| {
        command.arguments().iter().filter_map(|it| it.literal()).any(|it| names.iter().any(|name| it.starts_with(name)))
    };
    let forced =
        command.has_flag('f', "force") || command.has_flag('y', "yes") || text(&["-f", "-y", "--force", "--yes"]);
    let passing = |it: &str| {
        let name = it.rsplit('/').next().unwrap_or(it).to_ascii_lowercase();
        ["snap", "test", "tmp", "temp", "scratch"].iter().any(|part| name.contains(part))
    };
    let names: Vec<String> = operands
        .iter()
        .map(|it| {
            sink.value(it)
                .shapes
                .first()
                .filter(|it| !it.text.is_empty())
                .map_or_else(|| sink.text(it.span).to_owned(), |it| it.text.to_string())
        })
        .collect();
    let first = names.first().map_or("volumes", |it| it.trim_matches('"'));
    let span = operands.first().map_or(command.span, |it| it.span);
    let message = match program {
        "lvremove" | "vgremove" | "pvremove" if !names.is_empty() && names.iter().all(|it| passing(it)) => return,
        // What `xargs` adds is not known; a list of snapshots is ordinary.
        "lvremove" | "vgremove" if operands.is_empty() && command.is_wrapped_by("xargs") => {
            if sink.walk.text.text.contains("snap") {
                return;
            }
            "deletes every volume that is listed, with every file on it".to_owned()
        }
        "lvremove" if operands.is_empty() && !command.has_flag('S', "select") => return,
        "lvremove" => format!("deletes the volume `{first}` and every file on it"),
        "vgremove" => format!("deletes the group `{first}` with all its volumes"),
        "pvremove" if text(&["-ff", "-fff"]) || command.flags().filter(|it| it.is('f', "force")).count() > 1 => {
            format!("takes `{first}` out of LVM even while a group needs it")
        }
        "vgreduce" if forced && text(&["--removemissing"]) => {
            format!("drops every volume of `{first}` that has a part on a missing disk")
        }
        "lvreduce" | "lvresize" => {
            let size = command.flag_value('L', "size").or(command.flag_value('l', "extents"));
            let less = program == "lvreduce" || size.is_some_and(|it| it.literal_prefix().starts_with('-'));
            let fits = command.has_flag('r', "resizefs") || command.has_flag('\0', "fs");
            if !less || fits {
                return;
            }
            format!("cuts off the end of `{first}` without making its file system smaller first")
        }
        _ => return,
    };
    let raw = sink.report(span, message);
    if !forced {
        raw.level(Level::Caution);
    }
    let by_lvm = command.program.as_deref() == Some("lvm");
    let end = if by_lvm { command.operands().next().map(|it| it.span.end) } else { Some(command.name_span().end) };
    let Some(end) = end else { return };
    if matches!(program, "lvreduce" | "lvresize") {
        sink.choice("Make its file system smaller first", vec![(Span::at(end), " --resizefs".to_owned())]);
    }
    sink.choice("Look first: `--test` changes nothing", vec![(Span::at(end), " --test".to_owned())]);
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn volumes_are_removed_in_many_ways() {
        check_marks("lvm lvremove -f vg0/data\n#               ^^^^^^^^ CARO0206\n");
        check_marks("lvremove --yes \"$VG/home\"\n#              ^^^^^^^^^^ CARO0206\n");
        check_marks("pvremove -ff -y /dev/sdb\n#               ^^^^^^^^ CARO0206\n");
        check_marks("lvresize -L -5G vg0/home\n#               ^^^^^^^^ CARO0206\n");
        check_marks(
            "lvremove -f vg0/test_a\nlvresize -L +5G vg0/home\nvgreduce vg0 /dev/sdb\nlvremove -t vg0/a\nlvs\npvremove /dev/sdb\n",
        );
    }

    #[test]
    fn a_test_is_asked_of_the_right_command() {
        check_choices("lvm lvremove -f vg0/data\n", &["lvm lvremove --test -f vg0/data\n"]);
    }
}
