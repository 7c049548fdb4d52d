//! CARO0137: what cannot be restored by anything is destroyed beyond what is named.

use super::{deletes, precious};
use crate::rules::{Check, Sink, edits, paths};
use crate::script::Command;

rule! {
    /// Destroys files so that not even a rescue brings them back, and more of them than are named.
    ///
    /// `shred` writes over what a file held. Name each file, and look with `ls` at what a pattern matches before.
    ///
    /// To decide: Which files hold the secret, one by one, and is there a copy of all others?
    ///
    /// ```sh bad
    /// shred -u *
    /// ```
    /// ```sh fixed
    /// echo shred -u *
    /// ```
    /// ```sh bad
    /// shred -fuz ~/.ssh/id_*
    /// ```
    /// ```sh bad
    /// DIR=$1
    /// shred -u "$DIR"/*
    /// ```
    /// ```sh fixed
    /// DIR=$1
    /// shred -u "${DIR:?}"/*
    /// ```
    /// ```sh good
    /// shred -u "$tmp/key.pem"
    /// ```
    /// ```sh good
    /// shred -u secret-*.txt
    /// ```
    /// ```sh good
    /// shred --help
    /// ```
    "CARO0137" "shred-wide",
    Danger,
    Check::Command { programs: &["shred", "gshred", "scrub"], run: check }
}

fn check(shred: &Command, sink: &mut Sink<'_>) {
    for word in shred.operands() {
        let shapes = deletes::paths_of(word, sink);
        let found = shapes.iter().find_map(|shape| {
            let text = shape.text()?;
            let folder = text.rsplit_once('/').map_or("", |it| it.0);
            let key = precious::own(folder).filter(|_| shape.empty.is_none() && !is_put_aside(text));
            let loss = paths::loss(text).or(key.map(|it| format!("`{text}`, {}", it.1)))?;
            Some((loss, shape.empty.clone()))
        });
        let Some((loss, empty)) = found else { continue };
        // Which folder that is, another rule says.
        if let crate::flow::Folder::Unsure(_) = sink.state().folder
            && loss.ends_with("current folder")
        {
            continue;
        }
        let when = empty.as_ref().map_or(String::new(), |it| format!(" when {}", it.when()));
        sink.report(word.span, format!("destroys {loss} for good{when}"));
        if empty.is_some() {
            sink.stop_when_empty(word);
        } else {
            sink.choice("Look first: print the names, and destroy nothing", edits::printed(shred));
        }
    }
}

fn is_put_aside(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "old" | "bak" | "orig")))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn keys_are_precious_one_by_one() {
        check_marks("f=~/.gnupg/secring.gpg\nshred -u $f\n#        ^^ CARO0137\n");
        check_marks("shred -u /etc/*\n#        ^^^^^^ CARO0137\n");
        check_marks("shred -n 3 -z /tmp/x \"$f\" ./old/*\n");
    }
}
