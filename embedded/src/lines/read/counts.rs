//! Reads what is said of counting.

use super::{Manner, Reader, is_identifier};
use crate::lines::{Count, Sort, Step};
use crate::pattern::Match;
use crate::shell;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Counts {
    CountText,
    CountLines,
    CountWords,
    CountChars,
    CountBytes,
    CountEmpty,
    CountNonEmpty,
    CountUnique,
    Total,
    LongestLength,
    Longest,
    Shortest,
    Lengths,
    WordsPerLine,
}

pub(in crate::lines) const ROWS: &[(&str, Counts)] = &[
    // Numbers of things.
    (
        "?count how frequent|many ?times ?appear ?the word|text|string|phrase {words:a} ?appear|used|there|mentioned; count ?all|each occurrence ?of ?word|text|string {words:a}; number of occurrence|times ?of ?word|text|string {words:a} ?appear; how frequent ?word|text|string {quoted:a} appear|used; how many times ?appear ?word|text|string {quoted:a} ?appear|used; how many occurrence ?of ?word|text|string {words:a}",
        Counts::CountText,
    ),
    (
        "count ?the ?number ?of ?all line ?of ?each; ?show|the ?total number of line; line count; how many line; ?show total line; count line ?there; how much line; =wc -l; how long ?file in line; number of line",
        Counts::CountLines,
    ),
    (
        "count ?the ?number ?of ?all word ?of|in|for ?each; ?the|total number of word; word count; how many word; how much word; count word",
        Counts::CountWords,
    ),
    (
        "count ?the ?number ?of ?all character; ?the|total number of ?all character; character count; how many character; how much character",
        Counts::CountChars,
    ),
    ("?count number of byte; how many byte; byte count; count byte; how much byte", Counts::CountBytes),
    (
        "how many|much empty|=blank line; count|number ?of ?all empty|=blank line; number of empty line",
        Counts::CountEmpty,
    ),
    (
        "how many|much non-empty line; count ?number ?of ?all non-empty line; number of ?all non-empty line; how many|count line ones not empty|=blank; number of line ones not empty|=blank; number of non-empty line; how many line not empty",
        Counts::CountNonEmpty,
    ),
    (
        "how many unique|different|distinct line|value|entry|word; number of unique|different|distinct line|value|entry; count ?number ?of ?unique|different|distinct line|value|entry",
        Counts::CountUnique,
    ),
    ("total; in total; altogether; together; all together; total together; combined; in sum", Counts::Total),
    (
        "length of longest line; how long longest line; maximum|longest line length; length longest line; longest line length; longest line how long",
        Counts::LongestLength,
    ),
    ("longest line ?in|of; line ?ones|which longest; which line longest; longest line which", Counts::Longest),
    ("shortest line; which line shortest", Counts::Shortest),
    ("length ?and|of ?each|all|line line ?and|length; how long each line; each line length", Counts::Lengths),
    (
        "?number ?of word per|in|on each ?line; word per line; how many word ?has|contain|=are ?in|on each line; count word per|in|on|of each line; count word line by line",
        Counts::WordsPerLine,
    ),
];

impl Reader<'_, '_> {
    /// What is counted or measured.
    pub(super) fn count(&mut self, says: Counts, at: &Match) -> Option<()> {
        match says {
            Counts::Total => self.frame.total = true,
            Counts::CountText => self.occurrences(at)?,
            Counts::CountLines => self.push(Step::Count(Count::Lines)),
            Counts::CountWords => self.push(Step::Count(Count::Words)),
            Counts::CountChars => self.push(Step::Count(Count::Characters)),
            Counts::CountBytes => self.push(Step::Count(Count::Bytes)),
            Counts::LongestLength => self.push(Step::Count(Count::Longest)),
            Counts::CountEmpty => self.run("grep -c '^$'"),
            Counts::CountNonEmpty => self.run("grep -c ."),
            Counts::CountUnique => {
                let ignore_case = self.has(Manner::IgnoreCase);
                self.push(Step::Sort(Sort { unique: true, ignore_case, ..Sort::default() }));
                self.push(Step::Count(Count::Lines));
            }
            Counts::Longest => self.run("awk 'length > n { n = length; line = $0 } END { print line }'"),
            Counts::Shortest => self.run("awk 'NR == 1 || length < n { n = length; line = $0 } END { print line }'"),
            Counts::WordsPerLine => self.run("awk '{ print NF }'"),
            Counts::Lengths => self.run("awk '{ print length, $0 }'"),
        }
        Some(())
    }

    /// How often a text stands in a file, several times on a line included.
    fn occurrences(&mut self, at: &Match) -> Option<()> {
        let text = &at.get("a")?.text;
        let mut options = "o".to_owned();
        if self.has(Manner::IgnoreCase) {
            options.push('i');
        }
        if self.has(Manner::WholeWord) || is_identifier(text) && self.says_any(at, "word") {
            options.push('w');
        }
        if text.contains(['.', '*', '[', '\\', '^', '$']) {
            options.push('F');
        }
        let dash = if text.starts_with('-') { "-e " } else { "" };
        self.run(format!("grep -{options} {dash}{}", shell::quote(text)));
        self.filter("wc -l");
        Some(())
    }
}
