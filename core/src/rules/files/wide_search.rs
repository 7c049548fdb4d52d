//! CARO0123: a search through the whole system or a whole home deletes or changes what it finds.

use super::searches::{self, Deed, Filter};
use super::{deletes, precious};
use crate::rules::{Check, Level, Sink, paths};
use crate::script::{Command, Word};

rule! {
    /// Deletes or edits files all over the system, or all files of a home or of this folder.
    ///
    /// `find /` also sees `/proc`, `/sys`, mounted disks and other people's homes. `-type f` or `! -name x` keeps nearly nothing
    /// from harm. Start where the files are, name them, and look at `-print` first.
    ///
    /// To decide: In which folder do the files lie, and what tells them from those that must stay?
    ///
    /// ```sh bad
    /// find / -name '*.log' -delete
    /// ```
    /// ```sh fixed
    /// find / -name '*.log' -print
    /// ```
    /// ```sh bad
    /// find ~ -type f -exec shred -u {} +
    /// ```
    /// ```sh fixed
    /// find ~ -type f -print
    /// ```
    /// ```sh bad
    /// sudo find / -type f -exec sed -i 's/old/new/g' {} \;
    /// ```
    /// ```sh fixed
    /// sudo find / -type f -print
    /// ```
    /// ```sh bad
    /// find . -type f -delete
    /// ```
    /// ```sh good
    /// find / -name '*.log' -print
    /// ```
    /// ```sh good
    /// find ~/Downloads -type f -mtime +90 -delete
    /// ```
    /// ```sh good
    /// find . -name '*.pyc' -delete
    /// ```
    /// ```sh good
    /// find /usr/local/lib -type d -name __pycache__ -exec rm -rf {} +
    /// ```
    "CARO0123" "wide-search",
    Danger,
    Check::Command { programs: &["find", "gfind"], run: check }
}

fn check(find: &Command, sink: &mut Sink<'_>) {
    let Some((deed, _)) = searches::deed(find) else { return };
    let filter = searches::filter(find);
    let destroys = deed == Deed::Destroys;
    if filter == Filter::None && destroys {
        return;
    }
    for word in find.operands() {
        let shapes = deletes::paths_of(word, sink);
        let mut known = shapes.iter().filter(|it| it.empty.is_none()).filter_map(|it| it.text());
        let Some((loss, path)) = known.find_map(|it| Some((said(it)?, it))) else { continue };
        if loss.ends_with("current folder") && sink.state().folder != crate::flow::Folder::Start {
            continue;
        }
        let Some(level) = level(&loss, path, filter, destroys, find) else { continue };
        let does = if destroys { "deletes" } else { "edits" };
        let what = if filter == Filter::Narrow { "what it finds in" } else { "nearly all files in" };
        let place = loss.trim_start_matches("everything in ");
        sink.report(word.span, format!("{does} {what} {place}")).level(level);
        searches::offer_print(find, sink);
    }
}

fn said(path: &str) -> Option<String> {
    paths::loss(path).or_else(|| {
        let found = precious::kept(path).map(|it| it.1).or(precious::own(path).map(|it| it.1))?;
        Some(format!("`{path}`, {found}"))
    })
}

fn level(loss: &str, path: &str, filter: Filter, destroys: bool, find: &Command) -> Option<Level> {
    let root = loss == "the whole system";
    let here = loss.ends_with("current folder");
    let shallow = find.flag_value('\0', "maxdepth").and_then(Word::literal) == Some("1");
    match filter {
        _ if here && !destroys => None,
        Filter::Narrow if root && !shallow => Some(if seeks_rubbish(find) { Level::Caution } else { Level::Danger }),
        // Age and size alone name nothing: photos and keys are old too.
        Filter::Narrow if destroys && !here && !shallow && asks_age_only(find) && is_lived_in(path) => {
            Some(Level::Caution)
        }
        Filter::Narrow => None,
        Filter::Inverse if here => None,
        // Logs are another rule's.
        _ if paths::reach(path).0 == "/var/log" => None,
        _ if !destroys && !root => Some(Level::Caution),
        _ => Some(Level::Danger),
    }
}

fn asks_age_only(find: &Command) -> bool {
    let tests = ["mtime", "ctime", "atime", "mmin", "cmin", "amin", "size", "newer", "newermt"];
    let harmless =
        ["type", "delete", "depth", "xdev", "mount", "print", "exec", "execdir", "mindepth", "maxdepth", "not"];
    let mut names = find.flags().filter_map(|it| it.long.as_deref());
    names.all(|it| tests.contains(&it) || harmless.contains(&it))
}

fn is_lived_in(path: &str) -> bool {
    let (folder, _) = paths::reach(path);
    let places = [
        "~",
        "/root",
        "/home",
        "/Users",
        "/etc",
        "/usr",
        "/var",
        "/var/lib",
        "/boot",
        "/lib",
        "/bin",
        "/sbin",
        "/usr/lib",
        "/usr/share",
    ];
    places.contains(&&*folder) || folder.starts_with("/home/") && folder.matches('/').count() == 2
}

/// Whether a search names what programs leave behind and make again.
fn seeks_rubbish(find: &Command) -> bool {
    let names = find
        .flags()
        .filter(|it| matches!(it.long.as_deref(), Some("name" | "iname" | "path" | "ipath" | "wholename" | "regex")));
    let rubbish = |name: &str| {
        let endings = [
            ".pyc", ".pyo", ".tmp", ".temp", ".bak", "~", ".swp", ".swo", ".orig", ".rej", ".o", ".rpmsave", ".rpmnew",
            ".la",
        ];
        endings.iter().any(|it| name.ends_with(it))
            || name.contains(".dpkg-")
            || name.contains("cache")
            || ["core", "core.*", ".DS_Store", "._*", "Thumbs.db", "node_modules", ".Trash*", "desktop.ini"]
                .contains(&name)
    };
    let mut names = names.map(|it| it.value.as_ref().and_then(Word::literal)).peekable();
    names.peek().is_some() && names.all(|it| it.is_some_and(rubbish))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn what_it_does_and_where_decide() {
        check_marks("d=/\nfind $d -iname '*.bak' -exec sh -c 'rm -f \"$1\"' _ {} \\;\n#    ^^ CARO0123\n");
        check_marks("find ~ ! -name keep -delete\n#    ^ CARO0123\n");
        check_marks("find /etc -type f -exec sed -i s/a/b/ {} +\n#    ^^^^ CARO0123\n");
        check_marks(
            "find . -type f -exec sed -i s/a/b/ {} +\nfind / -type f -exec grep -l x {} +\nfind . ! -name keep -type f -delete\n",
        );
        check_marks("find ~ -mtime +30 -type f -delete\n#    ^ CARO0123\n");
        check_marks("find /backup -mtime +30 -delete\nfind ~/.cache -mtime +30 -delete\nfind ~ -empty -delete\n");
        check_marks(
            "find ~ -name .DS_Store -delete\nfind /tmp -type f -delete\nfind . -type l -delete\nfind / -ok rm {} \\;\n",
        );
        check_marks("find /var/lib/mysql -type f -delete\n#    ^^^^^^^^^^^^^^ CARO0123\n");
    }
}
