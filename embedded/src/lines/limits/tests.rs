//! What a request says is kept by its command, or there is none: one row for each kind of loss.

use crate::{Request, propose};

const COMPOSED: &[&str] = &["files", "lines", "edit", "table", "deeds", "records", "cron"];

/// The best answer, if a composed family gives it.
fn answer(text: &str) -> Option<String> {
    let best = propose(&Request { text, ..Request::default() }).into_iter().find(|it| it.confidence >= 0.55)?;
    COMPOSED.contains(&best.family).then_some(best.command)
}

#[track_caller]
fn same(command: &str, wish: &str) {
    assert_eq!(answer(wish).as_deref(), Some(command), "{wish}");
}

#[track_caller]
fn silent(wishes: &[&str]) {
    let wrong: Vec<String> =
        wishes.iter().filter_map(|it| answer(it).map(|found| format!("{it}\n    {found}"))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_newest_is_a_file_and_no_order_of_lines() {
    let newest = r"find logs -type f -name '*.log' -printf '%T@ %p\0' | sort -zrn | head -zn 1 | cut -zd' ' -f2- | xargs -0 -r rm --";
    same(newest, "delete the newest log in logs");
    same(
        r"find Downloads -type f -name '*.pdf' -printf '%T@ %p\n' | sort -rn | head -n 1 | cut -d' ' -f2-",
        "newest pdf in Downloads",
    );
    silent(&["tail the latest log in logs", "follow the logs of nginx"]);
    same(r"find data -type f -name '*.csv' -exec head -n 1 {} \;", "first line of every csv in data");
}

#[test]
fn words_that_narrow_are_kept() {
    same("grep -rw foo src", "search for foo in src as a whole word");
    same(
        "find . -maxdepth 1 -type f -name '*.txt' -exec sed -i s/foo/bar/g {} +",
        "replace foo by bar in all txt files, not in subfolders",
    );
    same("find . -type f -name '* *'", "files whose names have spaces");
    silent(&[
        "delete everything in a.txt that is in brackets",
        "rows of a.csv with the highest price",
        "complete rows of samples.tsv for the ids in recheck.txt",
        "the line before the last one in a.txt",
        "for each file in logs, compress it",
        "how many ERROR lines does each of logs/build-*.log have?",
        "copy a.txt to backup unicorns",
    ]);
}

#[test]
fn characters_are_no_words() {
    same("grep ';$' main.c", "lines ending in a semicolon in main.c");
    same("grep '[0-9]' notes.txt", "lines of notes.txt that contain a digit");
    silent(&[
        "lines of x.txt with a question mark",
        "find lines with an email address in contacts.txt",
        "lines that begin with a hash in x.conf",
        "remove umlauts from filenames",
        "strip the leading zeros from the file names",
    ]);
}

#[test]
fn names_change_only_on_an_order() {
    silent(&[
        "names with uppercase letters in docs",
        "files whose name has an uppercase letter",
        "set the variable NAME to '-'",
        "prefix all mp3 files with the date",
        "clean up tmp",
    ]);
    same(
        r"find . -type f -name '*.py' -exec sed -i 's/[[:space:]]*$//' {} +",
        "remove trailing whitespace from all py files",
    );
    same("chmod +t /srv/dropbox", "Set the sticky bit on /srv/dropbox");
}

#[test]
fn a_file_is_taken_for_what_it_is() {
    same("zip -qr bundle.zip readme.md", "add readme.md to bundle.zip");
    silent(&[
        "merge a.json and b.json",
        "delete all comments from data.xml",
        "what changed between v1.0 and v2.0",
        "which files differ between main and develop",
        "all tags used in posts.json, each once",
        "users.json as a table",
        "titles in a.xml and b.xml",
        "rename key foo to bar in config.json",
        "remove a.txt from a.zip",
        "swap foo and bar in a.txt",
        "a.csv as json",
        "grand total of price*quantity in order.csv",
        "put today's date into date.txt",
        "save the list of files to files.txt",
        "add line numbers to a.txt",
        "search for a package that has to do with pdf",
        "cron line that runs '-rf' every 5 minutes",
    ]);
}
