//! CARO0308: every file made from here on can be written by everyone.

use super::modes;
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Makes every file that is made from here on writable for everyone.
    ///
    /// The mask holds for the rest of the script and for all that it starts. `umask 022` is the usual one, `077` the careful one.
    ///
    /// To decide: Who else has to change the files that are made here?
    ///
    /// ```sh bad
    /// umask 000
    /// ```
    /// ```sh fixed
    /// umask 022
    /// ```
    /// ```sh bad
    /// umask a=rwx
    /// ```
    /// ```sh fixed
    /// umask 022
    /// ```
    /// ```sh good
    /// umask 022
    /// ```
    /// ```sh good
    /// umask 002
    /// ```
    /// ```sh good
    /// umask
    /// ```
    "CARO0308" "open-umask",
    Caution,
    Check::Command { programs: &["umask"], run: check }
}

fn check(umask: &Command, sink: &mut Sink<'_>) {
    let Some(word) = umask.operands().next() else { return };
    let lets = |it: &str| {
        if it.bytes().all(|it| it.is_ascii_digit()) && !it.is_empty() {
            return u32::from_str_radix(it, 8).is_ok_and(|bits| bits & 0o002 == 0);
        }
        it.contains(['=', '+']) && modes::opens(it)
    };
    if let Some(mask) = sink.text_of(word).filter(|it| lets(it)) {
        sink.report(word.span, format!("`{mask}` makes every file from here on writable for everyone"));
        if word.literal().is_some() {
            sink.choice("Let only the owner change new files", edits::reworded(word, "022"));
            sink.choice("Let the owner and the group change new files", edits::reworded(word, "002"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn masks_are_read() {
        for mask in ["0", "000", "0000", "020", "u=rwx,g=rwx,o=rwx"] {
            check_marks(&format!("umask {mask}\n#mark 0 6 {} CARO0308\n", 6 + mask.len()));
        }
        check_marks("umask 077\numask 0022\numask -S\numask u=rwx,go=\numask \"$old\"\numask 0002\n");
    }
}
