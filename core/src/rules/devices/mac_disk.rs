//! CARO0211: a disk of a Mac is erased.

use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Erases a disk or volume of a Mac, and every file on it.
    ///
    /// `diskutil` asks nothing, and disk numbers change with each start.
    ///
    /// To decide: Which disk has this number now? `diskutil list` shows names and sizes.
    ///
    /// ```sh bad
    /// diskutil eraseDisk JHFS+ Data /dev/disk2
    /// ```
    /// ```sh bad
    /// sudo diskutil apfs deleteContainer disk1
    /// ```
    /// ```sh good
    /// diskutil list
    /// ```
    /// ```sh good
    /// diskutil unmountDisk /dev/disk2
    /// ```
    /// ```sh good
    /// hdiutil create -size 100m -fs APFS disk.dmg
    /// ```
    "CARO0211" "mac-disk",
    Danger,
    Check::Command { programs: &["diskutil", "asr"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words: Vec<&Word> = command.arguments().iter().collect();
    let Some(first) = words.first().and_then(|it| it.literal()) else { return };
    let name = |at: usize| words.get(at).and_then(|it| it.literal()).unwrap_or_default().to_ascii_lowercase();
    let last = words.last().map_or(command.span, |it| it.span);
    let disk = sink.text(last).trim_matches('"').to_owned();
    if command.program.as_deref() == Some("asr") {
        if first == "restore" && (1..words.len()).any(|at| matches!(&*name(at), "--erase" | "-erase")) {
            sink.report(command.span, "erases the target disk before the image is written".to_owned());
        }
        return;
    }
    // Disks that a script has just made in memory.
    if disk.to_ascii_lowercase().contains("ram") {
        return;
    }
    match (&*name(0), &*name(1)) {
        (
            "erasedisk" | "erasevolume" | "partitiondisk" | "zerodisk" | "randomdisk" | "secureerase" | "reformat"
            | "eraseoptical",
            _,
        ) => {
            let span = if name(0) == "partitiondisk" { words.get(1).map_or(last, |it| it.span) } else { last };
            let disk = sink.text(span).trim_matches('"').to_owned();
            sink.report(span, format!("erases `{disk}` and every file on it"));
        }
        ("apfs" | "ap", "deletecontainer" | "erasevolume" | "deletevolumegroup")
        | ("cs" | "corestorage" | "coreStorage", "delete") => {
            sink.report(last, format!("deletes `{disk}` and every file on it"));
        }
        ("apfs" | "ap", "deletevolume") | ("appleraid", "delete") => {
            sink.report(last, format!("deletes `{disk}` and every file on it")).level(Level::Caution);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn names_are_read_in_any_case() {
        check_marks("diskutil erasedisk free x disk3\n#                         ^^^^^ CARO0211\n");
        check_marks("diskutil partitionDisk /dev/disk2 GPT APFS a 0b\n#                      ^^^^^^^^^^ CARO0211\n");
        check_marks("diskutil info disk2\ndiskutil eraseVolume HFS+ x \"$ramdisk\"\n");
    }
}
