//! What words behind a request say of themselves: "only", "instead", "too", and what is left without that.

/// What the words say of themselves.
pub(super) struct Said {
    /// Without what only leads in or says how they are meant.
    pub(super) body: String,
    /// "… instead"
    pub(super) instead: bool,
    /// "only …"
    pub(super) only: bool,
    /// "also …"
    pub(super) also: bool,
    /// "and …", "then …"
    pub(super) and: bool,
}

/// Words that lead in and say nothing; `|` stands between.
const LEADS: &str = "please|pls|ok|okay|hmm|no,|now|but|actually|could you|can you|i want|i'd like|i need|i meant|i mean|\
    make it|make that|let me have|do it|do that|do this|restrict it to|limit it to|narrow it down to|\
    restrict to|limit to|it should be|they should be|it should|they should";
/// What stands for the things themselves behind "only".
const ONES: &str = "the ones|those|ones|these|the files|files|that are|which are|that were|which were|that|which";
/// What is said behind, and how the rest is meant then.
const ENDS: &str = "please|instead|rather|too|as well|also|thanks|now";

/// What is said in words that the families do not know so, and words that they know.
const SAYINGS: &[(&str, &str)] = &[
    ("how many|how many are there|how many are they|the count|the number|the number of them|count", "count them"),
    (
        "top level|the top level|this folder|here|no subfolders|without subfolders|without sub-folders|\
        no sub-folders|non-recursive|non-recursively|not recursive|not recursively",
        "not in subfolders",
    ),
    ("recursive|in subfolders|in sub-folders|with subfolders|including subfolders|subfolders too", "recursively"),
    ("case insensitive|case-insensitive|case insensitively|ignore case", "ignoring case"),
    ("no hidden files|skip hidden files|without hidden ones|not the hidden ones", "without hidden files"),
];

/// Reads the words.
pub(super) fn said(words: &str) -> Said {
    let mut body = words.trim().trim_end_matches(['.', '!', '?', ',', ';', ' ']);
    let mut said = Said { body: String::new(), instead: false, only: false, also: false, and: false };
    // Each round takes something away.
    loop {
        let before = body.len();
        for lead in LEADS.split('|') {
            body = without_start(body, lead).unwrap_or(body);
        }
        for word in ["and", "then", "only", "just", "also"] {
            if let Some(rest) = without_start(body, word) {
                match word {
                    "and" | "then" => said.and = true,
                    "also" => said.also = true,
                    _ => said.only = true,
                }
                body = rest;
            }
        }
        if said.only {
            for ones in ONES.split('|') {
                body = without_start(body, ones).unwrap_or(body);
            }
        }
        for end in ENDS.split('|') {
            if let Some(rest) = without_end(body, end) {
                said.instead |= matches!(end, "instead" | "rather");
                said.also |= matches!(end, "too" | "as well" | "also");
                body = rest.trim_end_matches([',', ' ']);
            }
        }
        if let Some(rest) = without_end(body, "only") {
            said.only = true;
            body = rest;
        }
        if body.len() == before {
            break;
        }
    }
    let lower = body.to_lowercase();
    let saying = SAYINGS.iter().find(|it| it.0.split('|').any(|it| it == lower)).map(|it| it.1);
    saying.unwrap_or(body).clone_into(&mut said.body);
    said
}

/// What stands behind some first words, where something does.
pub(super) fn without_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let head = text.get(..start.len())?;
    let rest = &text[start.len()..];
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    (head.eq_ignore_ascii_case(start) && rest.starts_with(' ')).then(|| rest.trim_start()).filter(|it| !it.is_empty())
}

fn without_end<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(end.len())?;
    let head = text.get(..at).filter(|it| it.ends_with([' ', ',']))?;
    text[at..].eq_ignore_ascii_case(end).then(|| head.trim_end()).filter(|it| !it.is_empty())
}
