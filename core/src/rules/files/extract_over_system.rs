//! CARO0135: an archive decides which files of the system it replaces.

use super::deletes;
use crate::flow::Origin;
use crate::rules::edits::Edits;
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Command, Word};

rule! {
    /// Lets an archive replace any file of the system.
    ///
    /// Unpacked over `/`, or with `--absolute-names`, the archive decides what is written: `/etc/passwd` as well as its own
    /// files. Unpack into an empty folder, look, and copy from there.
    ///
    /// To decide: Which folders should the archive fill, and who made it? `tar -tf` lists what it would write.
    ///
    /// ```sh bad
    /// sudo tar -xzf release.tgz -C /
    /// ```
    /// ```sh fixed
    /// sudo tar -tzf release.tgz -C /
    /// ```
    /// ```sh bad
    /// unzip -o patch.zip -d /
    /// ```
    /// ```sh fixed
    /// unzip -l -o patch.zip -d /
    /// ```
    /// ```sh bad
    /// tar xPf backup.tar
    /// ```
    /// ```sh fixed
    /// tar xf backup.tar
    /// ```
    /// ```sh good
    /// tar -xzf release.tgz -C /opt/app
    /// ```
    /// ```sh good
    /// tar -C / -czf /srv/etc.tgz etc
    /// ```
    /// ```sh good
    /// tar -tPf backup.tar
    /// ```
    "CARO0135" "extract-over-system",
    Caution,
    Check::Command { programs: &["tar", "gtar", "bsdtar", "unzip", "7z", "unrar", "cpio", "patch"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    let (target, absolute): (Option<&Word>, bool) = match program {
        "tar" | "gtar" | "bsdtar" => {
            let extracts = command.has_flag('x', "extract") || command.has_flag('\0', "get");
            if !extracts || command.has_flag('O', "to-stdout") {
                return;
            }
            (command.flag_value('C', "directory"), command.has_flag('P', "absolute-names"))
        }
        "unzip" if !command.has_flag('l', "") && !command.has_flag('t', "") && !command.has_flag('p', "") => {
            (command.flag_value('d', ""), command.has_flag(':', ""))
        }
        "7z" => {
            let unpacks = command.operands().next().and_then(Word::literal).is_some_and(|it| matches!(it, "x" | "e"));
            let target = command.flag_value('o', "").filter(|_| unpacks);
            (target, false)
        }
        "unrar" => (command.operands().skip(2).last(), false),
        "cpio" if command.has_flag('i', "extract") => (command.flag_value('D', "directory"), false),
        "patch" => (command.flag_value('d', "directory"), false),
        _ => return,
    };
    let is_root = |it: &Word| {
        deletes::paths_of(it, sink)
            .iter()
            .any(|it| it.empty.is_none() && it.text().is_some_and(|it| paths::reach(it).0 == "/"))
    };
    let network = sink.input(command).is_some_and(|it| it.is_from(Origin::Network));
    let here = match (&sink.state().folder, target) {
        (crate::flow::Folder::Entered(value, _), None) => value.texts().any(|it| paths::reach(it).0 == "/"),
        _ => false,
    };
    let level = if network { Level::Danger } else { Level::Caution };
    let look = listing(command).unwrap_or_default();
    if let Some(word) = target.filter(|it| is_root(it)) {
        sink.report(word.span, "unpacks over the whole system: what the archive names is replaced".to_owned())
            .level(level);
        sink.choice(LOOK, look);
    } else if here && program != "patch" && program != "unrar" {
        sink.report(
            command.name_span(),
            "unpacks over the whole system: what the archive names is replaced".to_owned(),
        )
        .level(level);
        sink.choice(LOOK, look);
    } else if absolute && let Some(flag) = command.flag('P', "absolute-names").or(command.flag(':', "")) {
        sink.report(flag.span, "lets the archive write anywhere in the system".to_owned()).level(level);
        sink.choice("Unpack below this folder only", edits::without(command, flag));
        sink.choice(LOOK, look);
    }
}

const LOOK: &str = "Look first: list what the archive would write";

/// Makes a command list an archive, or say what a patch would change.
fn listing(command: &Command) -> Option<Edits> {
    match command.program.as_deref()? {
        "tar" | "gtar" | "bsdtar" => {
            let flag = command.flag('x', "extract")?;
            let new = match flag.span.len() {
                1 => "t",
                2 => "-t",
                _ => "--list",
            };
            Some(vec![(flag.span, new.to_owned())])
        }
        "unzip" => Some(edits::with(command, "-l")),
        "7z" => Some(vec![(command.operands().next()?.span, "l".to_owned())]),
        "patch" => Some(edits::with(command, "--dry-run")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn the_root_may_be_where_cd_led() {
        check_marks("cd / && tar xzf /srv/a.tgz\n#       ^^^ CARO0135\n");
        check_marks("d=/\ntar --extract -C \"$d\" --file=a.tar\n#                ^^^^ CARO0135\n");
        check_marks("tar -C \"$root/\" -xf a.tar\nunzip -l a.zip -d /\n7z x a.7z -o/srv/x\n");
    }

    #[test]
    fn a_list_keeps_the_other_flags() {
        check_choices("sudo tar xvpf a.tar -C /\n", &["sudo tar tvpf a.tar -C /\n"]);
        check_choices("7z x a.7z -o/\n", &["7z l a.7z -o/\n"]);
    }
}
