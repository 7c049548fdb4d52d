//! The same wish in many words must give the same command; what is not understood must give none.

mod deletes;
mod plainly;
mod sayings;
mod searches;
mod sets;

use crate::wishes::{answer_in, best_for, same, silent_in};
use crate::{Platform, Shell};

/// What this family alone answers.
fn own_answer(text: &str) -> Option<String> {
    answer_in(&["files"], text)
}

#[track_caller]
fn silent(wishes: &[&str]) {
    silent_in(&["files"], wishes);
}

#[test]
fn files_by_kind_are_found_however_it_is_said() {
    same(
        "find src -type f -name '*.py'",
        &[
            "find python files in src",
            "list all .py files under src",
            "show me every python file in the src folder",
            "which python files are there in src?",
            "please list the python scripts below src",
            "I need all the python files from the src directory",
            "could you find python source files inside src for me",
            "python files in src",
            "all python files in src",
            "where are the python files in src",
            "fnd pyhton files in src",
            "get a list of python files within src",
            "give me all files with the extension .py in src",
            "find files with extension py in src",
            "find *.py in src",
        ],
    );
}

#[test]
fn sizes_are_computed_however_they_are_written() {
    same(
        "find . -type f -size +10M",
        &[
            "files bigger than 10 MB",
            "find files over 10 megabytes",
            "find files larger than 10M",
            "which files are above 10 megs?",
            "list files greater than 10MB here",
            "show files with a size over 10 MB",
            "files > 10M",
            "find all files more than 10 mb in size",
            "find files exceeding 10 megabytes",
            "find files here over 10 MB",
            "what files are heavier than 10 MB",
        ],
    );
    same(
        "find . -type f -size -1048576c",
        &["files smaller than 1 MB", "find files under 1 meg", "files less than 1 MB", "find files < 1M"],
    );
    same(
        "find . -type f -size +1048575c -size -20971521c",
        &["files between 1 MB and 20 MB", "find files from 1M to 20M", "files that are between 1 and 20 MB"],
    );
}

#[test]
fn ages_are_computed_however_they_are_said() {
    same(
        "find . -type f -mtime -7",
        &[
            "files changed in the last 7 days",
            "files modified within the last week",
            "show files that were edited this week",
            "which files have been touched in the past 7 days",
            "files newer than a week",
            "files newer than 7 days",
            "list files updated less than 7 days ago",
            "find files modified during the last week",
            "recently changed files from the last 7 days",
            "find files which changed in the past week",
            "files not older than 7 days",
        ],
    );
    same(
        "find . -type f -mtime +30",
        &[
            "files older than 30 days",
            "files older than a month",
            "find files not modified in the last 30 days",
            "files that have not been changed for 30 days",
            "files last modified more than 30 days ago",
            "find files more than 30 days old",
            "find files that were not touched in the past month",
            "list files over 30 days old",
            "files which haven't been edited in the last 30 days",
        ],
    );
    same(
        "find . -type f -newermt 2024-05-01",
        &["files changed since 2024-05-01", "files modified after 2024-05-01", "files newer than 2024-05-01"],
    );
    same(
        "find . -daystart -type f -mtime 0",
        &["files changed today", "which files were modified today?", "list files edited today"],
    );
}

#[test]
fn conditions_combine_freely() {
    same(
        "find . -type f -name '*.log' -size +5M -mtime +7 ! -path '*/archive/*'",
        &[
            "log files over 5 MB older than a week except in archive",
            "find log files bigger than 5M and older than 7 days but not in archive",
            "list all .log files larger than 5 megs, older than 1 week, excluding the archive folder",
        ],
    );
    same(
        r"find . -type f \( -size +100M -o -mtime +365 \)",
        &["files larger than 100 MB or older than a year", "find files over 100 MB or not modified in the last year"],
    );
    same(
        "find . -type f ! -empty -user bob",
        &["non-empty files owned by bob", "files that are not empty and belong to bob"],
    );
    same(
        "find Documents bin -type f -name '*.bak' -delete",
        &["delete all .bak files in Documents and bin", "remove every .bak file from Documents and bin"],
    );
}

#[test]
fn folders_and_links_are_told_from_files() {
    same(
        "find . -type d -name build",
        &[
            "find folders named build",
            "directories called build",
            "list all directories with the name build",
            "find every dir named build",
        ],
    );
    same(
        "find . -type d -empty",
        &[
            "empty folders",
            "find empty directories",
            "which folders are empty?",
            "show directories with nothing in them",
            "folders without content",
        ],
    );
    same(
        "find . -xtype l",
        &[
            "broken symlinks",
            "find dangling links",
            "list dead symbolic links",
            "show me links that point nowhere",
            "find all broken links here",
        ],
    );
    same(
        "find . -type d -name node_modules -prune -exec rm -rf {} +",
        &[
            "delete all node_modules folders",
            "remove every folder named node_modules",
            "delete every directory called node_modules",
        ],
    );
}

#[test]
fn order_and_limit_are_understood() {
    same(
        r"find . -type f -printf '%s %p\n' | sort -rn | head -n 3",
        &[
            "three biggest files",
            "the 3 largest files here",
            "list the 3 biggest files",
            "top 3 largest files",
            "what are the three largest files?",
            "biggest 3 files",
        ],
    );
    same(
        r"find logs -type f -printf '%T@ %p\n' | sort -rn | head -n 1 | cut -d' ' -f2-",
        &[
            "newest file in logs",
            "what is the newest file in logs?",
            "the most recently modified file in logs",
            "show the latest file in logs",
        ],
    );
}

#[test]
fn results_are_counted_summed_copied_and_moved() {
    same(
        "find . -type f -name '*.md' | wc -l",
        &[
            "how many markdown files are there",
            "count the markdown files",
            "number of .md files",
            "how many .md files do I have?",
            "count all md files here",
        ],
    );
    same(
        r"find . -type f -name '*.iso' -printf '%s\n' | awk '{s += $1} END {print s + 0}'",
        &["total size of all iso files", "how much space do the iso files take", "combined size of the iso files"],
    );
    same(
        r"mkdir -p old && find data -type f -name '*.csv' -mtime +90 -exec mv {} old/ \;",
        &[
            "move csv files in data older than 90 days to a new folder called old",
            "move all .csv files from data older than 90 days into a new folder old",
        ],
    );
}

#[test]
fn text_is_searched_in_lines_and_files() {
    same(
        "grep -rl TODO src",
        &[
            "which files in src contain TODO",
            "list files in src that mention TODO",
            "find all files under src containing TODO",
            "find files in src with the word TODO",
            "names of the files in src that include TODO",
        ],
    );
    same(
        "grep -n timeout server.log",
        &[
            "show lines with timeout in server.log with line numbers",
            "search for timeout in server.log and show line numbers",
            "grep timeout in server.log with line numbers",
            "find the word timeout in server.log, with line numbers",
        ],
    );
    same(
        "grep -c 'disk full' app.log",
        &[
            "how many lines in app.log contain \"disk full\"",
            "count lines with 'disk full' in app.log",
            "count the lines that contain \"disk full\" in app.log",
            "number of lines in app.log with \"disk full\"",
        ],
    );
    same(
        "grep -vi debug app.log",
        &[
            "lines not containing debug in app.log, ignore case",
            "show the lines of app.log that do not contain debug, case insensitive",
        ],
    );
    same(
        "grep -rF --include='*.js' console.log .",
        &["search for console.log in all js files", "find every console.log call in js files"],
    );
}

#[test]
fn lines_and_words_are_counted() {
    same(
        "wc -l < notes.txt",
        &[
            "how many lines does notes.txt have",
            "count the lines in notes.txt",
            "number of lines in notes.txt",
            "line count of notes.txt",
            "how many lines are in notes.txt?",
        ],
    );
    same(
        "wc -w < notes.txt",
        &["how many words are in notes.txt", "word count of notes.txt", "count words in notes.txt"],
    );
    same(
        "find src -type f -name '*.rs' -exec cat {} + | wc -l",
        &[
            "count lines in all rust files under src",
            "how many lines do the rust files in src have together",
            "total lines of all .rs files in src",
        ],
    );
}

#[test]
fn each_is_not_all() {
    same(
        r"find . -type f -name '*.py' -exec wc -l {} \;",
        &["count the lines of each python file", "print the number of lines in every python file"],
    );
    same(
        r"find . -type f -name '*.csv' -printf '%s %p\n'",
        &["show the sizes of all csv files", "list all csv files and their sizes"],
    );
}

#[test]
fn lines_are_shown_by_their_place() {
    same(
        "head -n 3 a.txt",
        &[
            "show the first 3 lines of a.txt",
            "print the first three lines of a.txt",
            "first 3 lines of a.txt",
            "top 3 lines in a.txt",
        ],
    );
    same(
        "tail -n 20 app.log",
        &[
            "last 20 lines of app.log",
            "show me the last twenty lines of app.log",
            "print the last 20 lines from app.log",
        ],
    );
    same("sed -n 5,8p a.txt", &["show lines 5 to 8 of a.txt", "print lines 5 to 8 from a.txt"]);
    same("zcat a.log.gz | head -n 3", &["first 3 lines of a.log.gz without unpacking it"]);
}

#[test]
fn space_is_measured() {
    same(
        "df -h",
        &["free disk space", "how much disk space is left?", "show free space", "how much free space is there"],
    );
    same(
        "du -sh Downloads",
        &[
            "how big is Downloads",
            "how big is the Downloads folder",
            "disk usage of Downloads",
            "total size of Downloads",
            "size of the Downloads folder",
        ],
    );
    same(
        "du -sh */ | sort -rh | head -n 10",
        &["biggest folders here", "which directories take the most space?", "largest directories"],
    );
}

#[test]
fn archives_are_packed_and_unpacked() {
    same(
        "tar -xzf site.tar.gz",
        &[
            "extract site.tar.gz",
            "unpack site.tar.gz here",
            "untar site.tar.gz",
            "decompress site.tar.gz",
            "please unpack the archive site.tar.gz in this folder",
        ],
    );
    same(
        "unzip -q a.zip -d out",
        &["unzip a.zip into out", "extract a.zip to the folder out", "unpack a.zip into a new folder called out"],
    );
    same(
        "tar -tf site.tar.gz",
        &[
            "list the contents of site.tar.gz",
            "what is in site.tar.gz",
            "what's inside site.tar.gz?",
            "show the files in site.tar.gz",
        ],
    );
    same(
        "tar -czf docs.tar.gz docs",
        &[
            "pack docs into docs.tar.gz",
            "compress the docs folder into docs.tar.gz",
            "create docs.tar.gz from the folder docs",
            "archive docs to docs.tar.gz",
            "make a tar.gz of docs",
        ],
    );
    same(
        "tar -czf src.tgz --exclude=node_modules src",
        &[
            "pack src into src.tgz without node_modules",
            "pack the src folder into src.tgz excluding node_modules",
            "tar src into src.tgz except node_modules",
        ],
    );
}

#[test]
fn permissions_and_owners_are_set() {
    same(
        "chmod +x deploy.sh",
        &["make deploy.sh executable", "make the file deploy.sh executable", "please make deploy.sh executable"],
    );
    same(
        "chmod 600 key.pem",
        &[
            "set permissions of key.pem to 600",
            "chmod 600 key.pem",
            "only the owner may read and write key.pem",
            "change mode of key.pem to 600",
            "set the mode of key.pem to 600",
        ],
    );
    same(
        "chown -R www-data site",
        &[
            "change the owner of everything in site to www-data",
            "chown site to www-data recursively",
            "change owner of site to www-data recursively",
        ],
    );
    same("stat -c %a x.sh", &["what are the permissions of x.sh", "show the permissions of x.sh in octal"]);
    same(
        r"find web \( -type f -exec chmod 644 {} + -o -type d -exec chmod 755 {} + \)",
        &[
            "set files to 644 and folders to 755 in web",
            "chmod 644 for files and 755 for folders under web recursively",
        ],
    );
}

#[test]
fn nothing_is_proposed_where_a_word_is_not_understood() {
    silent(&[
        "sort users.csv by the third column",
        "delete everything in /",
        "delete all files",
        "remove everything",
        "remove all packages starting with python",
        "delete all python packages",
        "remove all services starting with py",
        "delete all tables starting with tmp",
        "install the python package requests",
        "convert all png files to jpg",
        "restart nginx",
        "list users",
        "files that my boss would like",
        "find the meaning of life",
        "the user must be root",
        "This script deletes old log files.",
        "we should remove the empty files here",
        "extract a.tar.gz without overwriting",
        "zip each folder separately",
        "chmod 777 /",
        "change owner of a.txt from bob to alice",
        "show all lines with a number in data.txt",
        "make script.sh runnable only by me",
        "show the biggest file in each folder",
    ]);
}

#[test]
fn named_files_are_taken_as_they_are() {
    same("rm old.txt", &["remove the file old.txt", "delete old.txt", "please delete the file old.txt"]);
    same("cp notes.txt backup", &["copy notes.txt to backup", "copy the file notes.txt into the folder backup"]);
    same("mv a/report.pdf archive", &["move a/report.pdf into archive", "move a/report.pdf to the folder archive"]);
    same("tar -xzf a.tar.gz --no-anchored src", &["extract the folder src from a.tar.gz"]);
}

#[test]
fn names_are_quoted_so_that_they_mean_themselves() {
    same("find 'My Files' -type f -name '*.txt'", &["txt files in 'My Files'", "list txt files under \"My Files\""]);
    same("grep 'it'\\''s' a.txt", &["show lines with \"it's\" in a.txt"]);
    same("grep -e -v a.txt", &["show lines with \"-v\" in a.txt"]);
    silent(&["find files named $(reboot)", "find files in a;reboot"]);
}

#[test]
fn other_tools_get_what_they_have() {
    assert_eq!(
        best_for(Shell::Bash, Platform::MacOs, "3 biggest files").as_deref(),
        Some("find . -type f -exec stat -f '%z %N' {} + | sort -rn | head -n 3")
    );
    assert_eq!(
        best_for(Shell::Bash, Platform::Busybox, "files over 10 MB").as_deref(),
        Some("find . -type f -size +10240k")
    );
    assert_eq!(
        best_for(Shell::Bash, Platform::MacOs, "broken symlinks").as_deref(),
        Some(r"find . -type l ! -exec test -e {} \; -print")
    );
    assert_eq!(best_for(Shell::Bash, Platform::Busybox, "files changed since 2024-05-01"), None);
}

#[test]
fn no_text_makes_it_panic_or_wait() {
    let long = "find files or ".repeat(100_000);
    let mixed = [
        "",
        "#",
        "'",
        "\"\"",
        "ü".repeat(50).as_str(),
        "find '",
        "in in in in",
        "to",
        "not not",
        "over over 5",
        long.as_str(),
        "🙂 find 🙂.txt in 🙂",
        "((((",
        ") files (*.x",
        "1 2 3 4 5",
        "between and",
        "find files over 99999999999999999999 TB",
    ]
    .map(str::to_owned);
    for text in mixed {
        for platform in [Platform::Linux, Platform::MacOs, Platform::Busybox, Platform::Posix] {
            let _ = best_for(Shell::Bash, platform, &text);
        }
    }
    let words: Vec<&str> = crate::vocabulary::GROUPS.iter().flat_map(|it| it.0.split(' ')).chain("find in not over 5 mb than or and the to with name , ( ) 'x y' .log a/b * 2024-01-01 last days older chmod 644 for files executable owner of read only lines contain word".split(' ')).collect();
    let mut seed = 7_u64;
    for _ in 0..1000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(words[usize::try_from(seed >> 40).unwrap() % words.len()]);
            text.push(' ');
        }
        let _ = best_for(Shell::Bash, Platform::Linux, &text);
    }
}
