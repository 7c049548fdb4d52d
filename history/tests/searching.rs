//! Looking for words as people type them.

use crate::support::{keep, open, record};
use caro_history::{Filter, History, Outcome, Record};

fn found(history: &History, typed: &str) -> Vec<String> {
    let reader = history.read().unwrap();
    reader.search(typed, &Filter::default()).unwrap().into_iter().map(|it| it.prompt).collect()
}

#[test]
fn words_and_beginnings_are_found_the_best_first() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    let wishes = [
        ("compress the logs", "tar -czf logs.tar.gz logs"),
        ("show the log", "cat app.log"),
        ("list files by size", "ls -lS"),
        ("größte Dateien zeigen", "du -a | sort -n"),
        ("count lines", "wc -l *.txt"),
    ];
    let records: Vec<Record> = wishes.iter().map(|it| record(it.0, it.1)).collect();
    keep(&history, &records);
    assert_eq!(found(&history, "log"), ["show the log", "compress the logs"], "the whole word first");
    assert_eq!(found(&history, "comp lo"), ["compress the logs"]);
    assert_eq!(found(&history, "LISTE"), [""; 0]);
    assert_eq!(found(&history, "LIST"), ["list files by size"]);
    assert_eq!(found(&history, "Größ"), ["größte Dateien zeigen"]);
    assert_eq!(found(&history, "groß"), ["größte Dateien zeigen"], "as it is typed in a hurry");
    assert_eq!(found(&history, "größte"), ["größte Dateien zeigen"]);
    assert_eq!(found(&history, "-lS"), ["list files by size"]);
    assert_eq!(found(&history, "logs.tar.gz"), ["compress the logs"]);
    assert_eq!(found(&history, "*.txt"), ["count lines"]);
    assert_eq!(found(&history, "|"), ["größte Dateien zeigen"], "signs alone are found, too");
    assert_eq!(found(&history, "count elephants"), ["count lines"], "where none has all, some");
    assert_eq!(found(&history, "elephants"), [""; 0]);
    assert_eq!(found(&history, " \t "), [""; 0]);
    let reader = history.read().unwrap();
    let filter = Filter { limit: 1, offset: 1, ..Filter::default() };
    assert_eq!(reader.search("log", &filter).unwrap()[0].prompt, "compress the logs");
    let filter = Filter { outcome: Some(Outcome::Dismissed), ..Filter::default() };
    assert_eq!(reader.search("log", &filter).unwrap(), []);
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let history = open(folder.path());
    keep(&history, &[record("list files", "ls")]);
    let reader = history.read().unwrap();
    for typed in [
        "\"",
        "'",
        "a\"b",
        "NEAR(",
        "AND",
        "OR NOT",
        "list AND",
        "prompt:",
        "-",
        "^list",
        "{prompt}: x",
        "*",
        "li*",
        "(",
        ")",
        "\u{0}",
        "\u{301}",
        "e\u{301}",
        "क्षि",
        "日本語",
        "🙂",
        "\u{200d}",
        "ﬁles",
        "list + files",
        "%",
        "_",
        "\\",
        "--",
        ";",
        "ª",
        "①",
        "\u{e000}",
        "a\u{0}b",
    ] {
        reader.search(typed, &Filter::default()).unwrap_or_else(|it| panic!("{typed:?}: {it}"));
    }
    reader.search(&"word ".repeat(10_000), &Filter::default()).unwrap();
    reader.search(&"w".repeat(100_000), &Filter::default()).unwrap();
    assert_eq!(history.take_message(), None);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]
    #[test]
    fn any_text_is_looked_for_without_an_error(typed in proptest::collection::vec(proptest::prelude::any::<String>(), 20),
        some in proptest::collection::vec("[a-z\"*():^{} -]{0,30}", 20)) {
        let folder = tempfile::tempdir().unwrap();
        // Where there is no file, the tables are the same.
        let reader = open(&folder.path().join("none")).read().unwrap();
        for typed in typed.into_iter().chain(some) {
            proptest::prop_assert!(reader.search(&typed, &Filter::default()).is_ok(), "{typed:?}");
        }
    }
}
