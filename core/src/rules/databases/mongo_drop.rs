//! CARO0911: a `MongoDB` database or collection is emptied.

use super::clients;
use crate::Span;
use crate::rules::names::is_throwaway;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Deletes a MongoDB database, a collection, or every document in one.
    ///
    /// Nothing asks again, and only a backup brings the documents back. An empty filter `{}` means every document.
    ///
    /// To decide: Is there a dump of it, and does any program still read it?
    ///
    /// ```sh bad
    /// mongosh shop --eval 'db.dropDatabase()'
    /// ```
    /// ```sh fixed
    /// mongosh shop --eval 'db.stats()'
    /// ```
    /// ```sh bad
    /// mongosh mongodb://db.internal/shop --eval 'db.users.deleteMany({})'
    /// ```
    /// ```sh fixed
    /// mongosh mongodb://db.internal/shop --eval 'db.users.countDocuments({})'
    /// ```
    /// ```sh bad
    /// mongo shop <<'E'
    /// db.orders.drop()
    /// E
    /// ```
    /// ```sh bad
    /// mongorestore --drop --db shop dump/
    /// ```
    /// ```sh fixed
    /// mongorestore --db shop dump/
    /// ```
    /// ```sh good
    /// mongosh shop_test --eval 'db.dropDatabase()'
    /// ```
    /// ```sh good
    /// mongosh shop --eval 'db.users.deleteMany({ expired: true })'
    /// ```
    /// ```sh good
    /// mongosh shop --eval 'db.users.find({})'
    /// ```
    /// ```sh good
    /// mongorestore --db shop dump/
    /// ```
    "CARO0911" "mongo-drop",
    Danger,
    Check::Command { programs: &["mongosh", "mongo", "mongorestore"], run: check }
}

/// Calls that lose everything, the blanks taken out, and what is lost.
const CALLS: [(&str, &str); 9] = [
    (".dropDatabase(", "the whole database"),
    (".drop()", "the whole collection"),
    (".drop({", "the whole collection"),
    (".deleteMany({})", "every document of the collection"),
    (".deleteMany()", "every document of the collection"),
    (".remove({})", "every document of the collection"),
    (".remove()", "every document of the collection"),
    ("dropDatabase:1", "the whole database"),
    ("shutdownServer(", ""),
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    if clients::is_for_tests(command, sink) {
        return;
    }
    if command.program.as_deref() == Some("mongorestore") {
        if let Some(flag) = command.flag('\0', "drop") {
            let message = "deletes each collection before it is restored: what came in since the backup is gone";
            sink.report(flag.span, message.to_owned()).level(Level::Caution);
            sink.choice("Keep what is there: without `--drop`", edits::without(command, flag));
            sink.rehearse(command);
        }
        return;
    }
    let mut words: Vec<Word> =
        command.flags().filter(|it| it.is('\0', "eval")).filter_map(|it| it.value.clone()).collect();
    if words.is_empty() {
        words = clients::fed_words(command, sink);
    }
    for word in words {
        let text = without_comments(&sink.sketch(&word).text);
        let packed: String = text.split_whitespace().collect();
        // `use test` or `getSiblingDB('x_test')` names the database in the text itself.
        if named(&text).is_some_and(is_throwaway) {
            continue;
        }
        let Some((call, lost)) = CALLS.iter().find(|it| packed.contains(it.0)) else { continue };
        if lost.is_empty() {
            sink.report(word.span, format!("stops the database server: `{call})`")).level(Level::Caution);
        } else {
            sink.report(word.span, format!("deletes {lost}: only a backup brings it back"));
            let look = match *call {
                ".dropDatabase(" => Some((".dropDatabase()", ".stats()")),
                ".drop()" | ".deleteMany({})" | ".deleteMany()" | ".remove({})" | ".remove()" => {
                    Some((*call, ".countDocuments({})"))
                }
                _ => None,
            };
            let written = sink.text(word.span);
            let edit = look.and_then(|(old, new)| {
                let at = word.span.start + written.find(old)?;
                Some((Span::new(at, at + old.len()), new.to_owned()))
            });
            sink.choice("Look first at what is there", edit.into_iter().collect());
        }
    }
}

/// The database that the text itself chooses.
fn named(text: &str) -> Option<&str> {
    let rest = text.split_once("getSiblingDB(").map(|it| it.1).or(text.trim_start().strip_prefix("use "))?;
    let rest = rest.trim_start_matches([' ', '"', '\'']);
    rest.split(|it: char| !(it.is_alphanumeric() || it == '_' || it == '-')).next()
}

fn without_comments(text: &str) -> String {
    let lines = text.lines().map(|it| match it.find("//") {
        Some(at) if !it[..at].ends_with(':') => &it[..at],
        _ => it,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_call_is_found_behind_its_collection() {
        check_marks(
            "mongosh \"$URI\" --quiet --eval 'db.getCollection(\"users\").drop()'\n#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0911\n",
        );
        check_marks("echo 'db.dropDatabase()' | mongo shop\n#     ^^^^^^^^^^^^^^^^^ CARO0911\n");
        check_marks("mongosh <<'E'\nuse shop_test\ndb.dropDatabase()\nE\nmongosh shop --eval '// db.users.drop()'\n");
    }
}
