//! Searches with several texts, for each file, of classes of characters, and what is done with the files found.

use super::{same, silent};

#[test]
fn several_texts_are_joined() {
    same(
        "grep foo a.txt | grep bar",
        &["lines containing both foo and bar in a.txt", "show lines in a.txt that contain both foo and bar"],
    );
    same(
        "grep foo a.txt | grep -v bar",
        &["lines containing foo but not bar in a.txt", "show lines of a.txt with foo but not with bar"],
    );
    same("grep -rlZ foo . | xargs -0 -r grep -l bar", &["find files that contain both foo and bar"]);
    same("grep -rlZ foo . | xargs -0 -r grep -L bar", &["find all files that contain foo but not bar"]);
    same(
        "grep -rlZ --include='*.py' 'import os' . | xargs -0 -r grep -L 'import sys'",
        &["python files which import os but not sys"],
    );
    same(
        "grep status= mail.log | grep -v status=sent",
        &["Print every line of mail.log that contains status= but does not contain status=sent."],
    );
    same(
        "grep -rnHE 'TODO|FIXME' src lib",
        &["find all TODO and FIXME comments with file name and line number in src and lib"],
    );
    same("grep -C 2 Jonas pcr.md", &["show Jonas with 2 lines of context in pcr.md"]);
    same("grep -vE 'foo|bar' a.txt", &["lines of a.txt with neither foo nor bar"]);
}

#[test]
fn counts_and_first_hits_are_of_each_file() {
    same(
        "grep -rc --include='*.log' ERROR .",
        &["for each log file count the lines with ERROR", "how many lines contain ERROR in each log file"],
    );
    same("grep ERROR app.log | tail -n 3", &["show the last 3 lines with ERROR in app.log"]);
    same("grep ERROR app.log | head -n 1", &["show the first line in app.log that contains ERROR"]);
    same("grep -rm 1 --include='*.c' main .", &["the first occurrence of main in each c file"]);
    same("grep -n foo a.txt | cut -d: -f1", &["print only the line numbers of lines containing foo in a.txt"]);
}

#[test]
fn classes_and_expressions_are_searched() {
    same(r"grep -P '\t' main.py", &["search for a tab character in main.py"]);
    same("awk 'length > 80' README.md", &["lines longer than 80 characters in README.md"]);
    same("grep -xE '[0-9]+' ids.txt", &["lines that consist only of digits in ids.txt"]);
    same("grep -oE '[0-9]+' report.txt", &["print only the numbers in report.txt"]);
    same("grep -E '\" 5[0-9][0-9] ' access.log", &["lines in access.log matching '\" 5[0-9][0-9] '"]);
    same("grep -rn MAX_SIZE src", &["where is MAX_SIZE defined in src", "where in src is MAX_SIZE used"]);
    same("grep -rl old_function src", &["which files in src use old_function", "what files call old_function in src"]);
    same(
        "find logs -type f -name '*.gz' -exec zgrep -H timeout {} +",
        &["search for timeout in all .gz files in logs"],
    );
    same("grep -rI password .", &["search for password in all files but skip binary files"]);
    same("grep -rl password /etc 2> /dev/null", &["list files containing password in /etc, ignore errors"]);
}

#[test]
fn files_that_were_found_are_worked_on() {
    same("grep -Zrl invoice docs | xargs -0 -r mv -t bills --", &["move files in docs that contain invoice to bills"]);
    same(
        "find . -type f -name '*.log' -exec sed -i '/DEBUG/d' {} +",
        &["delete all lines containing DEBUG from all log files"],
    );
    silent(&["delete all files containing foo in /", "delete lines containing both foo and bar from all log files"]);
}
