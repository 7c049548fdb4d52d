//! Requests of our own for every kind of work, with places for a number, a file, a text and a unit.
//!
//! `{n}` is a number, `{f}` the stem of a file, `{t}` a text, `{s}` a unit of size, `{d}` a unit of time.

/// What stands in the places where nothing else is asked for.
pub(super) const USUAL: [(&str, &str); 5] =
    [("{n}", "7"), ("{f}", "zorbl"), ("{t}", "quibble"), ("{s}", "megabytes"), ("{d}", "days")];

/// A template with its places filled, one of them in another way.
pub(super) fn filled(template: &str, place: &str, value: &str) -> String {
    let mut text = if place.is_empty() { template.to_owned() } else { template.replace(place, value) };
    for (place, usual) in USUAL {
        text = text.replace(place, usual);
    }
    text
}

pub(super) const TEMPLATES: &[&str] = &[
    // Files and folders.
    "find files bigger than {n} {s}",
    "all log files in /var/log older than {n} {d}",
    "which files changed in the last {n} {d}?",
    "Find all files smaller than {n} {s} under src.",
    "the {n} biggest files here",
    "list the {n} newest files in downloads",
    "python files at most {n} levels deep",
    "delete tmp files older than {n} {d}",
    "move all pdf files into {f}",
    "copy {f}.txt to backup",
    "rename {f}.txt to plan.txt",
    "make a folder called {f}",
    "create an empty file named {f}.txt",
    "make {f}.sh executable",
    "set the permissions of {f}.txt to 640",
    "find files newer than {f}.txt",
    "find every file named {f}.cfg",
    "how big is the folder {f}?",
    "count the files in {f}",
    "folders bigger than {n} {s}",
    "make a symbolic link {f} to /opt/tool",
    "find files whose name contains {t}",
    "files between {n} and 500 {s}",
    // Searching.
    "search for '{t}' in {f}.txt",
    "which files in src contain the word {t}?",
    "grep for \"{t}\" in all python files",
    "count the lines that mention '{t}' in {f}.log",
    "lines in {f}.log that do not contain '{t}'",
    "show {n} lines of context around '{t}' in {f}.log",
    "lines starting with '{t}' in {f}.conf",
    // Text.
    "first {n} lines of {f}.txt",
    "show me the last {n} lines of {f}.log",
    "print line {n} of {f}.txt",
    "lines {n} to 99 of {f}.txt",
    "everything but the first {n} lines of {f}.csv",
    "how many lines does {f}.txt have",
    "count the words in {f}.md",
    "the longest line of {f}.txt",
    "sort {f}.txt",
    "sort {f}.csv by column {n} numerically",
    "unique lines of {f}.txt",
    "print column {n} of {f}.csv",
    "sum of column {n} in {f}.tsv",
    "average of the {n}th column of {f}.csv",
    "the {n} most frequent lines of {f}.txt",
    "number the lines of {f}.txt",
    "reverse the order of the lines in {f}.txt",
    "{n} random lines of {f}.txt",
    "every {n}th line of {f}.txt",
    "wrap {f}.txt at {n} characters",
    "show {f}.txt in upper case",
    "lines longer than {n} characters in {f}.txt",
    "compare {f}.txt with other.txt",
    // Edits.
    "replace '{t}' with 'plum' in {f}.txt",
    "delete line {n} of {f}.txt",
    "delete all lines that contain '{t}' from {f}.conf",
    "append the line '{t}' to {f}.txt",
    "insert '{t}' before line {n} of {f}.txt",
    "remove empty lines from {f}.txt",
    "convert {f}.txt to unix line endings",
    // Archives.
    "pack the folder {f} into backup.tar.gz",
    "unpack {f}.tar.gz into tmp",
    "what is in {f}.zip?",
    "compress {f}.log with gzip",
    "split {f}.bin into pieces of {n} {s}",
    "extract {f}.zip",
    // Logs.
    "count the requests per status code in {f}.log",
    "the {n} most frequent addresses in {f}.log",
    "errors per hour in {f}.log",
    // Disk, system and processes.
    "free disk space",
    "the {n} biggest folders in /var",
    "the {n} processes that use most memory",
    "kill the process with pid {n}000",
    "which process listens on port {n}000?",
    "watch {f}.log as it grows",
    "wait {n} seconds",
    "kill all processes named {f}",
    "restart the service {f}",
    "show the logs of {f} since yesterday",
    "the last {n} lines of the journal of {f}",
    "is {f} installed?",
    "install the package {f}",
    "remove the package {f}",
    // Network.
    "download https://example.com/{f}.tgz",
    "which address has {f}.example.com",
    "ping example.com {n} times",
    "copy {f}.txt to host.example.com over ssh",
    "serve this folder on port {n}000",
    // git.
    "show the last {n} commits",
    "commits by {f}",
    "commits of the last {n} {d}",
    "create a branch called {f}",
    "delete the branch {f}",
    "switch to branch {f}",
    "who changed {f}.txt?",
    "which commits touched {f}.txt",
    "undo the last {n} commits but keep the changes",
    // Containers.
    "logs of the container {f}",
    "last {n} lines of the logs of container {f}",
    "stop the container {f}",
    "pods in the namespace {f}",
    "scale the deployment {f} to {n} replicas",
    // Data, sums and numbers.
    "sha256 of {f}.iso",
    "encode {f}.bin in base64",
    "a random password of {n} characters",
    "print the numbers from 1 to {n}",
    "pretty print {f}.json",
    "the date in {n} {d}",
    "what was the date {n} {d} ago",
    "run {f}.sh every {n} minutes",
    "create {n} empty files",
];

#[test]
fn templates_are_of_all_kinds() {
    let answered = TEMPLATES.iter().filter(|it| super::answer(&filled(it, "", "")).is_some()).count();
    let silent: Vec<_> = TEMPLATES.iter().filter(|it| super::answer(&filled(it, "", "")).is_none()).collect();
    super::show(&format!("\n{answered} of {} templates are answered; silent: {silent:#?}\n", TEMPLATES.len()));
    assert!(answered >= 25, "only {answered} templates are answered");
}
