//! CARO0147: every file of a system folder or a home is replaced by a packed or encrypted one.

use super::deletes;
use crate::rules::{Check, Sink, edits, paths};
use crate::script::{Command, Word};

rule! {
    /// Replaces every file of a system folder or a home by a packed one.
    ///
    /// `gzip -r` does not make an archive: it puts `passwd.gz` in the place of `passwd`, and nothing finds its files any more.
    /// `tar czf all.tgz folder` leaves the folder as it is.
    ///
    /// To decide: Do you want an archive of the folder? `tar czf all.tgz FOLDER` makes one and changes nothing in it.
    ///
    /// ```sh bad
    /// sudo gzip -r /etc
    /// ```
    /// ```sh fixed
    /// sudo gzip -k -r /etc
    /// ```
    /// ```sh bad
    /// bzip2 /usr/lib/*
    /// ```
    /// ```sh fixed
    /// bzip2 -k /usr/lib/*
    /// ```
    /// ```sh bad
    /// gzip -r ~
    /// ```
    /// ```sh good
    /// gzip -r /var/log/app/old
    /// ```
    /// ```sh good
    /// gzip -rk /etc
    /// ```
    /// ```sh good
    /// gzip *.log
    /// ```
    "CARO0147" "compress-in-place",
    Danger,
    Check::Command { programs: &["gzip", "pigz", "bzip2", "pbzip2", "xz", "lzma", "zstd", "compress", "lz4"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let unpacks = command.has_flag('d', "decompress") || command.has_flag('l', "list") || command.has_flag('t', "test");
    let keeps = command.has_flag('k', "keep") || command.has_flag('c', "stdout") || command.has_flag('c', "to-stdout");
    let by_itself = !matches!(command.program.as_deref(), Some("zstd" | "lz4")) || command.has_flag('\0', "rm");
    if unpacks || keeps || !by_itself {
        return;
    }
    let recursive = command.has_flag('r', "recursive");
    let words: Vec<&Word> = command.operands().collect();
    for word in words {
        let found = deletes::paths_of(word, sink);
        let worst = found.iter().find_map(|it| {
            let text = it.text()?;
            let wide = recursive || text.ends_with('*');
            let loss = paths::loss(text).filter(|_| wide)?;
            let here = loss.ends_with("current folder") || loss.contains("folder above") || loss.contains("/var/log");
            (!here && (it.empty.is_none() || text.len() < 3)).then_some(loss)
        });
        if let Some(loss) = worst {
            let what = loss.trim_start_matches("everything in ");
            sink.report(word.span, format!("replaces every file in {what} by a packed one"));
            let edits = match command.flag('\0', "rm") {
                Some(removes) => edits::without(command, removes),
                None => edits::with(command, "-k"),
            };
            if command.program.as_deref() != Some("compress") {
                sink.choice("Keep the files beside the packed ones", edits);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_folder_decides() {
        check_marks("d=/\nxz -r $d/*\ngzip -9 a b\nzstd -r /etc\nzcat /etc/*\n#mark 1 6 10 CARO0147\n");
    }
}
