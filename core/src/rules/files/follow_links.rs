//! CARO0124: a search follows links out of its folder and deletes there.

use super::searches::{self, Deed};
use crate::rules::{Check, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes files outside the folder, because links are followed.
    ///
    /// With `-L` a link to `/home` inside the folder leads the delete there. Without it only the link itself is deleted.
    ///
    /// To decide: Does any link in the folder lead out of it, and is what lies there to be deleted too? `find -type l -ls` shows them.
    ///
    /// ```sh bad
    /// find -L /srv/app/cache -mtime +7 -delete
    /// ```
    /// ```sh fixed
    /// find /srv/app/cache -mtime +7 -delete
    /// ```
    /// ```sh bad
    /// find build -follow -name '*.o' -exec rm -f {} +
    /// ```
    /// ```sh fixed
    /// find build -name '*.o' -exec rm -f {} +
    /// ```
    /// ```sh good
    /// find /srv/app/cache -mtime +7 -delete
    /// ```
    /// ```sh good
    /// find -L /srv/app -name '*.conf' -print
    /// ```
    /// ```sh good
    /// find -L /usr/local/bin -type l -delete
    /// ```
    "CARO0124" "follow-links",
    Caution,
    Check::Command { programs: &["find", "gfind"], run: check }
}

fn check(find: &Command, sink: &mut Sink<'_>) {
    let Some((Deed::Destroys, _)) = searches::deed(find) else { return };
    let follows = find.flags().find(|it| matches!(it.long.as_deref(), Some("L" | "follow")));
    let Some(word) = follows.and_then(|it| find.words.get(it.word)) else { return };
    // With `-L` only a broken link is still a link.
    let is_link = |name: &str| find.flag_value('\0', name).and_then(|it| it.literal()) == Some("l");
    if !is_link("type") && !is_link("xtype") && find.flags().all(|it| it.long.as_deref() != Some("empty")) {
        sink.report(word.span, "follows links: deletes what lies outside the folder too".to_owned());
        let edits = follows.map(|it| edits::without_word(find, it.word)).unwrap_or_default();
        sink.choice("Stay in the folder, and delete no link's target", edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn broken_links_may_go() {
        check_marks("find -L . -type l -exec rm {} +\nfind -P . -name '*.o' -delete\n");
    }
}
