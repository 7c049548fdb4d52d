//! How people say what shall happen to lines: the turns of phrase of all concerns in one table.

use super::read::{
    adding, choice, counts, exchange, layout, letters, look, manner, order, pairs, pieces, places, repeats,
};
use crate::cover::Table;
use std::sync::LazyLock;

/// One enum over the concerns, each of which says what its own turns of phrase mean.
macro_rules! concerns {
    ($($name:ident in $file:ident),*) => {
        /// What one turn of phrase says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Says {
            $($name($file::$name),)*
        }

        $(impl From<$file::$name> for Says {
            fn from(it: $file::$name) -> Self {
                Self::$name(it)
            }
        })*

        /// All turns of phrase: of two that take the same words the first wins.
        fn rows() -> Vec<(&'static str, Says)> {
            let mut all = Vec::new();
            $(all.extend($file::ROWS.iter().map(|(patterns, says)| (*patterns, Says::$name(*says))));)*
            all
        }
    };
}

concerns!(
    Pair in pairs,
    Manner in manner,
    Where in places,
    Letters in letters,
    Exchange in exchange,
    Look in look,
    Choice in choice,
    Adding in adding,
    Order in order,
    Repeats in repeats,
    Layout in layout,
    Counts in counts,
    Piece in pieces
);

/// The words of this family, where they mean more or less than in others.
const WORDS: &[(&str, &str)] = &[
    ("show", "output echo dump emit gimme extract cat"),
    ("replace", "replaces replacing swap exchange swapping"),
    (
        "change",
        "changing turn turning convert converts converting transform switch alter modify update updating bump translate \
         rewrite fix make making",
    ),
    ("rename", "renaming"),
    ("delete", "drop dropping strip stripping discard rid"),
    ("insert", "add adds adding inserting insrt"),
    ("append", "appending attach"),
    ("prepend", "prepending"),
    ("put", "put puts write writing store save saved saving"),
    ("duplicate", "duplicates duplicated repeated repeating dupes dups doubles doubled repeat repeats double"),
    ("dedupe", "deduplicate dedup uniq uniquify deduplicating"),
    ("header", "headers heading headline"),
    ("section", "sections"),
    ("numeric", "numerically numerical"),
    ("descending", "desc decreasing"),
    ("ascending", "asc increasing"),
    ("reverse", "reversed reversing backwards backward invert inverted flip tac"),
    ("upper", "uppercase upper-case capital all-caps upcase uppercased"),
    ("lower", "lowercase lower-case downcase lowercased"),
    ("join", "joined joining glue"),
    ("frequent", "frequently often frequency"),
    ("appear", "appears appearing occur occurs occurring happen happens come comes exist exists"),
    ("marker", "markers mark marks"),
    ("random", "randomly"),
    ("shuffle", "shuffled shuffling scramble randomize"),
    ("wrap", "wrapped wrapping fold folded rewrap reflow"),
    ("suffix", "postfix"),
    ("squeeze", "squeezed squeezing collapse collapsed collapsing reduce reduced condense"),
    ("consecutive", "multiple adjacent successive several run runs neighbouring neighboring"),
    ("unix", "linux lf unix-style linux-style dos2unix"),
    ("windows", "dos crlf windows-style dos-style unix2dos"),
    ("ending", "endings"),
    ("follow", "following monitor"),
    ("backup", "back-up"),
    ("compare", "comparing versus vs"),
    ("differ", "difference differences diff differs differing"),
    ("after", "behind afterwards"),
    ("before", "above"),
    ("until", "till up-to"),
    ("match", "matches matching"),
    ("enable", "activate"),
    ("original", "originals"),
    ("word", "words"),
    ("trim", "trimming trimmed"),
    ("edit", "editing"),
    ("sort", "alphabetize alphabetise"),
    ("touch", ""),
    ("stdout", "screen terminal"),
    ("high", "highest"),
    ("low", "lowest"),
    ("surround", "enclose wrap-in"),
    ("truncate", "empties clear"),
];

/// The compiled table.
pub(super) static TABLE: LazyLock<Table<Says>> = LazyLock::new(|| Table::new(WORDS, rows()));

/// Turns of phrase that nothing but values and words that may be missing make up: they would take any words.
#[cfg(test)]
pub(super) fn unanchored() -> Vec<String> {
    let lexicon = crate::words::Lexicon::new(WORDS);
    let mut found = Vec::new();
    for (patterns, _) in rows() {
        for text in patterns.split(';') {
            let pattern = crate::pattern::Pattern::new(text, &lexicon);
            let anchor = |it: &crate::pattern::Part| {
                !it.optional
                    && it.any.iter().all(|it| match it {
                        crate::pattern::Want::Slot(kind, _) => matches!(
                            kind,
                            crate::slots::Kind::File | crate::slots::Kind::Glob | crate::slots::Kind::Extension
                        ),
                        _ => true,
                    })
            };
            let wanted = text.split_whitespace().filter(|it| !it.starts_with('?')).count();
            if pattern.parts.iter().filter(|it| !it.optional).count() != wanted {
                found.push(format!("a word of no meaning: {}", text.trim()));
            }
            // A run of any words needs more than "in" or "with" to tell it.
            let open = pattern.parts.iter().flat_map(|it| &it.any).any(|it| {
                use crate::slots::Kind::{Name, Novel, Text, Words};
                matches!(it, crate::pattern::Want::Slot(Words | Name | Text | Novel, _))
            });
            if !pattern.parts.iter().any(|it| anchor(it) && !(open && it.joins)) {
                found.push(text.trim().to_owned());
            }
        }
    }
    found
}
