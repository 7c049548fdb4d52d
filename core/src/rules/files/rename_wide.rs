//! CARO0141: a rename by pattern replaces files, or reaches into the system.

use super::deletes;
use crate::rules::{Check, Level, Sink, edits, paths};
use crate::script::{Command, Word};

rule! {
    /// Renames files over each other, or in a folder whose names others rely on.
    ///
    /// With `-f` two files that get the same name become one. `rename -n` shows the new names first.
    ///
    /// To decide: Do any two files get the same name, and who looks for the old ones? `rename -n` shows it.
    ///
    /// ```sh bad
    /// rename -f 's/[0-9]+//' *
    /// ```
    /// ```sh fixed
    /// rename 's/[0-9]+//' *
    /// ```
    /// ```sh bad
    /// sudo rename 's/\.conf$/.bak/' /etc/*
    /// ```
    /// ```sh fixed
    /// sudo rename -n 's/\.conf$/.bak/' /etc/*
    /// ```
    /// ```sh good
    /// rename 's/\.jpeg$/.jpg/' *.jpeg
    /// ```
    /// ```sh good
    /// rename -n -f 's/[0-9]+//' *
    /// ```
    /// ```sh good
    /// rename 's/ /_/g' ./*
    /// ```
    "CARO0141" "rename-wide",
    Caution,
    Check::Command { programs: &["rename", "prename", "file-rename", "perl-rename", "mmv"], run: check }
}

fn check(rename: &Command, sink: &mut Sink<'_>) {
    let forced =
        rename.flag('f', "force").or(rename.flag('d', "").filter(|_| rename.program.as_deref() == Some("mmv")));
    let words: Vec<&Word> = rename.operands().collect();
    for word in &words {
        let paths = deletes::sure_paths(word, sink);
        let Some(loss) = paths.iter().filter(|it| paths::is_glob(it)).find_map(|it| paths::loss(it)) else { continue };
        if !loss.contains("current folder") {
            sink.report(word.span, format!("renames {loss}")).level(Level::Danger);
            sink.choice("Look first: print the new names, and rename nothing", edits::with(rename, "-n"));
            return;
        }
        if let Some(flag) = forced {
            sink.report(word.span, "renames files over each other where two get the same name".to_owned());
            sink.choice("Rename no file over another", edits::without(rename, flag));
            sink.choice("Look first: print the new names, and rename nothing", edits::with(rename, "-n"));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_folder_decides() {
        check_marks("d=/lib\nrename s/a/b/ $d/*\n#             ^^^^ CARO0141\n");
        check_marks("rename -f 's/a/b/' *.txt\n");
    }
}
