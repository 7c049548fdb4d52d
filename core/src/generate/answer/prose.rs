//! Whether a line is written for people or for a shell. In doubt it is for a shell: what follows checks that again.

use crate::knowledge;

/// Words that begin a command and are no programs.
const KEYWORDS: [&str; 31] = [
    "if", "for", "while", "until", "case", "function", "select", "time", "{", "(", "((", "[", "[[", "!", ".", ":",
    "do", "done", "fi", "esac", "then", "else", "elif", "export", "local", "declare", "set", "cd", "echo", "printf",
    "sudo",
];

/// Small words, which commands rarely hold bare.
const SMALL: [&str; 41] = [
    "the", "a", "an", "is", "are", "to", "you", "your", "this", "that", "these", "of", "and", "with", "for", "by",
    "it", "its", "i", "can", "cannot", "can't", "will", "would", "be", "on", "not", "no", "as", "or", "we", "which",
    "all", "from", "please", "sorry", "help", "use", "if", "into", "do",
];

/// Programs whose words are text.
const SPEAKERS: [&str; 6] = ["echo", "printf", "say", "logger", "notify-send", "wall"];

/// Whether a word is a program, or begins a command in another way.
pub(super) fn is_known(word: &str) -> bool {
    KEYWORDS.contains(&word) || knowledge::program(word).is_some() || word.starts_with("./") || word.starts_with('/')
}

/// Whether a line is prose.
pub(super) fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    let Some(first) = words.first().filter(|it| !it.starts_with('#')) else { return false };
    if is_list_item(first) && words.len() > 1 {
        return true;
    }
    // Headings and lists in Markdown: `**Explanation:**`.
    if first.starts_with("**") && line.matches("**").count() >= 2 {
        return true;
    }
    let start = first.chars().next().unwrap_or_default();
    // A command of another script has never been seen; its sentences have.
    if !start.is_ascii() && start.is_alphabetic() {
        return true;
    }
    let is_capital =
        start.is_ascii_uppercase() && first.chars().all(|it| it.is_alphabetic() || "',.:!?-’".contains(it));
    // Signs that only a shell gives a meaning.
    let shell =
        line.contains(['|', '>', '<', '$', ';', '=', '*', '"', '\\']) || words.iter().any(|it| it.starts_with('-'));
    let small = words.iter().filter(|it| SMALL.contains(&bare(it).as_str())).count();
    let plain = words.iter().filter(|it| is_plain(it)).count();
    let ends = line.ends_with(['.', '!', '?', ':', '…']) && !line.ends_with(" .") && !line.ends_with("..");
    if is_capital && !is_known(first) {
        return words.len() == 1 && line.ends_with([':', '.', '!', ','])
            || ends && words.len() >= 2
            || small >= 1 && plain >= 3
            || !shell && plain >= 4;
    }
    if SPEAKERS.contains(first) || shell {
        return false;
    }
    // "find all the files in the folder." begins with a program and is a sentence.
    let mostly = plain + 1 >= words.len();
    mostly && words.len() >= 4 && (small >= 3 || small == 2 && (ends || !is_known(first)))
}

/// `-`, `*`, `•`, `1.`, `2)`
fn is_list_item(word: &str) -> bool {
    let is_number = |it: &str| !it.is_empty() && it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit());
    matches!(word, "-" | "*" | "•" | "–") || word.strip_suffix(['.', ')']).is_some_and(is_number)
}

/// A word of a sentence, perhaps with the sign that follows it.
fn is_plain(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.', ':', '!', '?', ';']).trim_matches(['`', '"', '(', ')']);
    !word.is_empty() && word.chars().all(|it| it.is_alphabetic() || matches!(it, '\'' | '’' | '-'))
}

fn bare(word: &str) -> String {
    word.trim_end_matches([',', '.', ':', '!', '?', ';']).replace('’', "'").to_lowercase()
}
