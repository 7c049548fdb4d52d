//! CARO0412: programs are looked for where others can put them.

use super::shared_folder::{is_shared, pieces, without};
use crate::rules::{Check, Sink};
use crate::script::{AssignedValue, Assignment};

rule! {
    /// Runs programs that others put in the current folder or in a shared one.
    ///
    /// With `.`, an empty part or `/tmp` in `PATH`, a file called `ls` there is run in place of the real one. Name folders
    /// that only you can write to, in full.
    ///
    /// To decide: Which program is looked for there, and can it be called by its full path?
    ///
    /// ```sh bad
    /// export PATH=.:$PATH
    /// ```
    /// ```sh fixed
    /// export PATH=$PATH
    /// ```
    /// ```sh bad
    /// PATH=/tmp:/usr/bin:/bin
    /// ```
    /// ```sh fixed
    /// PATH=/usr/bin:/bin
    /// ```
    /// ```sh bad
    /// PATH="/opt/tool/bin::$PATH"
    /// ```
    /// ```sh fixed
    /// PATH="/opt/tool/bin:$PATH"
    /// ```
    /// ```sh good
    /// PATH=$HOME/bin:/usr/local/bin:$PATH
    /// ```
    /// ```sh good
    /// PATH=$PWD/node_modules/.bin:$PATH
    /// ```
    /// ```sh good
    /// PATH="$tmp/bin:$PATH"
    /// ```
    "CARO0412" "unsafe-search-path",
    Caution,
    Check::Assignment { run: check }
}

fn check(assignment: &Assignment, sink: &mut Sink<'_>) {
    let Some(AssignedValue::Word(word)) = &assignment.value else { return };
    if &*assignment.name.text != "PATH" {
        return;
    }
    let all = pieces(word, sink);
    // `PATH=` alone switches the search off, and `PATH+=:x` begins with its own sign.
    if all.len() < 2 && all.first().is_none_or(|it| it.as_deref().is_none_or(str::is_empty)) {
        return;
    }
    let skipped = usize::from(assignment.append);
    for piece in all.iter().skip(skipped).flatten() {
        let what = match &**piece {
            "" => "an empty part of `PATH` is the current folder",
            "." | "./" => "`.` in `PATH` is whatever folder is current",
            ".." => "`..` in `PATH` is whatever folder is above",
            it if is_shared(it) => "everyone can put programs there",
            _ => continue,
        };
        let who = if is_shared(piece) {
            format!("`{piece}` is searched for programs, and {what}")
        } else {
            format!("{what}, and programs in it run in place of the real ones")
        };
        sink.report(word.span, who);
        if !assignment.append {
            let is_bad = |it: &str| matches!(it, "" | "." | "./" | "..") || is_shared(it);
            sink.choice("Search only the other folders", without(word, &is_bad, sink));
        }
        return;
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn parts_are_read_one_by_one() {
        for path in ["$PATH:.", "/usr/bin:", ":/usr/bin", "/var/tmp/:$PATH", "..:$PATH", "/dev/shm:$PATH"] {
            check_marks(&format!("PATH={path}\n#mark 0 5 {} CARO0412\n", 5 + path.len()));
        }
        for path in ["$PATH:$X", "/tmp/go/bin:$PATH", "$(mktemp -d):$PATH", "", "$1", "bin:$PATH"] {
            check_marks(&format!("PATH={path}\n"));
        }
        check_marks("PATH+=:/opt/x/bin\n");
    }
}
