//! What was said and may not be lost: an exception, a depth, a quality that is asked for, a copy that is to be kept.

use crate::asked::Asked;
use crate::literals::{Form, Token};

/// Whether a command keeps what a request says of exceptions, depths, qualities and copies.
pub(super) fn keeps_word(asked: &Asked<'_>, command: &str) -> bool {
    !(turns_exception(asked, command)
        || loses_depth(asked, command)
        || makes_quality(asked, command)
        || backs_nothing_up(asked, command)
        || drops_last_words(asked, command))
}

fn lower(token: &Token<'_>) -> String {
    token.text.to_lowercase()
}

fn says(asked: &Asked<'_>, words: &[&str]) -> bool {
    asked.tokens.iter().any(|it| it.form == Form::Word && words.contains(&lower(it).as_str()))
}

/// Words that begin an exception.
const EXCEPT: [&str; 8] = ["but", "except", "excepting", "excluding", "besides", "not", "apart", "without"];
/// Words that stand between these and what is kept out.
const BETWEEN: [&str; 22] = [
    "in",
    "on",
    "from",
    "for",
    "of",
    "the",
    "a",
    "an",
    "my",
    "this",
    "that",
    "file",
    "files",
    "folder",
    "directory",
    "branch",
    "tag",
    "inside",
    "under",
    "not",
    "called",
    "named",
];
/// What shows in a command that something is kept out, or is only in one of two sets.
const KEPT_OUT: [&str; 24] = [
    "! ",
    "!=",
    "!~",
    "!(",
    " -v",
    "-not",
    "-L ",
    "exclude",
    "prune",
    "[^",
    "(?!",
    "comm ",
    "diff",
    "..",
    "--not",
    "--no-",
    "-maxdepth",
    "grep -rL",
    "'!",
    "/d'",
    "--ignore",
    "!",
    " -x ",
    "--invert",
];

/// Whether what a request keeps out stands in a command as if it were wanted: "all branches but main".
fn turns_exception(asked: &Asked<'_>, command: &str) -> bool {
    let kept_out = || KEPT_OUT.iter().any(|it| command.contains(it)) || inverts(command);
    // "Without sudo", "without killing it": what a program is called is no value.
    let first = command.split(' ').next().unwrap_or_default();
    let after = if matches!(first, "git" | "sudo") { command.split(' ').nth(1).unwrap_or_default() } else { "" };
    let programs = ["sudo", first, after];
    let stands = |value: &str| {
        let trim = |it: &str| it.trim_matches(['\'', '"', '*']).trim_end_matches('/').to_owned();
        let value = trim(value);
        let own = programs.contains(&value.as_str());
        !value.is_empty() && !own && command.split([' ', '=']).any(|it| trim(it) == value)
    };
    asked.tokens.iter().enumerate().any(|(at, it)| {
        it.form == Form::Word && EXCEPT.contains(&lower(it).as_str()) && {
            let mut rest = asked.tokens[at + 1..].iter();
            let value = rest.find(|it| !(it.form == Form::Word && BETWEEN.contains(&lower(it).as_str())));
            value.is_some_and(|it| !it.is_mark() && stands(it.text))
        }
    }) && !kept_out()
        // "Not start nginx at boot" is what `disable` does.
        && !(says(asked, &["not"]) && command.contains("systemctl disable "))
}

/// Whether a `grep` takes the lines or files that do not match.
fn inverts(command: &str) -> bool {
    command.split(' ').any(|it| it.starts_with('-') && !it.starts_with("--") && it.len() < 7 && it.contains(['v', 'L']))
        && command.contains("grep")
}

/// Whether rights are given to one folder where all below it were meant.
fn loses_depth(asked: &Asked<'_>, command: &str) -> bool {
    let changes = ["chmod ", "chown ", "chgrp "].iter().any(|it| command.contains(it));
    changes
        && says(asked, &["recursive", "recursively"])
        && !command.contains(" -R")
        && !command.contains("find ")
        && !command.contains("**")
}

/// Whether something is created that was only to get a quality, "make /srv writable", or the other way round.
fn makes_quality(asked: &Asked<'_>, command: &str) -> bool {
    const QUALITIES: [&str; 9] = [
        "writable",
        "writeable",
        "readable",
        "executable",
        "runnable",
        "read-only",
        "readonly",
        "world-writable",
        "immutable",
    ];
    const NEW: [&str; 14] = [
        "folder",
        "folders",
        "directory",
        "directories",
        "dir",
        "dirs",
        "file",
        "files",
        "new",
        "create",
        "touch",
        "mkdir",
        "and",
        "then",
    ];
    let creates = command.starts_with("mkdir ") || command.starts_with("touch ");
    // "Create a folder and make it writable": the rights alone are half of it.
    let first = asked.tokens.iter().find(|it| it.form == Form::Word).map(lower).unwrap_or_default();
    let only_rights = ["create", "mkdir"].contains(&first.as_str())
        && ["chmod ", "chown ", "chgrp "].iter().any(|it| command.starts_with(it));
    only_rights || creates && says(asked, &["make"]) && says(asked, &QUALITIES) && !says(asked, &NEW)
}

/// Whether a request begins with "back up" and its command goes somewhere, or takes something back.
fn backs_nothing_up(asked: &Asked<'_>, command: &str) -> bool {
    let mut words = asked.tokens.iter().filter(|it| it.form == Form::Word).map(lower);
    let backs_up = words.by_ref().take(3).collect::<Vec<_>>().windows(2).any(|it| it[0] == "back" && it[1] == "up")
        || asked.tokens.first().is_some_and(|it| lower(it) == "backup");
    backs_up
        && ["cd", "getent ", "git restore", "git checkout"].iter().any(|it| command == *it || command.starts_with(it))
}

/// Whether a request ends in words that no command has taken in: with "by", or with ", the names" behind a deed.
fn drops_last_words(asked: &Asked<'_>, command: &str) -> bool {
    const DANGLING: [&str; 12] =
        ["by", "with", "than", "the", "and", "or", "without", "except", "but", "for", "as", "if"];
    const SHOWN: [&str; 8] = ["names", "sizes", "paths", "dates", "numbers", "owners", "contents", "lines"];
    // "The folder i am in", "the file that it points to", "who is logged in".
    const ASKS: [&str; 15] =
        ["who", "whom", "whose", "what", "which", "where", "how", "that", "it", "they", "i", "i'm", "im", "we", "you"];
    const ENTER: [&str; 6] = ["log", "logged", "sign", "signed", "plugged", "logging"];
    let words: Vec<&Token<'_>> = asked.tokens.iter().filter(|it| !it.is_mark()).collect();
    let Some(last) = words.last().filter(|it| it.form == Form::Word) else { return false };
    let last = lower(last);
    // "The arguments that process 12 was started with".
    let passive = words.len() > 1 && lower(words[words.len() - 2]).ends_with("ed");
    if !passive && DANGLING.contains(&last.as_str()) && !says(asked, &ASKS) && !says(asked, &ENTER) {
        return true;
    }
    let comma = asked.tokens.iter().rposition(|it| it.form == Form::Comma);
    let behind = comma.map_or(0, |at| asked.tokens[at + 1..].iter().filter(|it| !it.is_mark()).count());
    (1..=3).contains(&behind) && SHOWN.contains(&last.as_str()) && super::changes(command)
}

#[cfg(test)]
mod tests {
    use crate::{Request, propose};

    fn commands(text: &str) -> Vec<String> {
        propose(&Request { text, ..Request::default() }).into_iter().map(|it| it.command).collect()
    }

    #[test]
    fn an_exception_is_not_turned_round() {
        for (text, wrong) in [
            ("delete all branches but main", "git branch -d main"),
            ("remove every tag but v1", "git tag -d v1"),
            ("delete all png files but a.png", "rm a.png"),
            ("sort names.txt, not in node_modules", "sort names.txt node_modules"),
        ] {
            let all = commands(text);
            assert!(!all.iter().any(|it| it == wrong), "{text}: {all:?}");
        }
        let kept = commands("find all python files but not in node_modules");
        assert!(kept.first().is_some_and(|it| it.contains("node_modules")), "{kept:?}");
    }

    #[test]
    fn a_quality_makes_nothing_and_a_depth_is_kept() {
        for (text, right) in [
            ("make /var/www writable for everyone recursively", "chmod -R a+w /var/www"),
            ("make run.sh executable", "chmod +x run.sh"),
        ] {
            assert_eq!(commands(text), [right], "{text}");
        }
        let both = commands("create the folder /srv/a and make it writable for everyone");
        assert!(both.is_empty() || both[0].starts_with("mkdir"), "{both:?}");
    }

    #[test]
    fn a_search_that_nobody_asked_for_gives_way() {
        for (text, right) in [
            ("show cpu usage", "ps aux --sort=-%cpu | head -n 11"),
            ("show my ip address", "hostname -I"),
            ("list block devices", "lsblk"),
            ("search for cpu in all files", "grep -r cpu ."),
        ] {
            assert_eq!(commands(text).first().map(String::as_str), Some(right), "{text}");
        }
    }

    #[test]
    fn to_back_up_is_not_to_go_back() {
        for text in ["back up the home folder", "back up home", "back up /etc"] {
            let all = commands(text);
            let goes = |it: &String| it.starts_with("cd") || it.starts_with("getent") || it.starts_with("git ");
            assert!(!all.iter().any(goes), "{text}: {all:?}");
        }
    }

    #[test]
    fn a_request_that_breaks_off_is_not_answered() {
        for text in [
            "list all git branches by",
            "show files with",
            "list running processes for",
            "copy all png files to /tmp, the names",
        ] {
            assert_eq!(commands(text), [""; 0], "{text}");
        }
        for text in [
            "show users logged in",
            "show the folder i am in",
            "print each symbolic link in bin along with the file that it points to",
        ] {
            assert_ne!(commands(text), [""; 0], "{text}");
        }
    }
}
