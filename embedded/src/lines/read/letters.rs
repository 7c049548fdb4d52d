//! Reads what is said of characters: case, blanks, line ends, encodings, and kinds of them that are taken out.

use super::{Exchange, Reader, number};
use crate::Platform;
use crate::lines::text;
use crate::literals::names_file;
use crate::pattern::Match;
use crate::slots::Value;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Letters {
    Upper,
    Lower,
    Title,
    CapitalLine,
    TrimEnd,
    TrimStart,
    Trim,
    SqueezeBlank,
    SqueezeSpace,
    TabsToSpaces,
    ExpandTabs,
    Visible,
    SpacesToTab,
    Unexpand,
    LineEnds,
    ToUnix,
    ToDos,
    FromToIn,
    FromTo,
    ToEncoding,
    Hexdump,
    DelDigits,
    DelPunct,
    DelQuotes,
    DelApostrophes,
    DelCommas,
    DelSpaces,
    DelBlanks,
    DelTabs,
    DelTags,
    DelNonAscii,
    DelNewlines,
}

pub(in crate::lines) const ROWS: &[(&str, Letters)] = &[
    // Text in the lines.
    (
        "?in|to|into|all ?all upper ?case ?character; big character; all caps; in caps; upper ?case ?of ?all ?character; uppercase ?file; in upper|capital ?case|character|letters; capitalize|capitalise all ?character; upper ?all character|text|word; change|make ?all lower ?case ?character to|into upper ?case ?character; from lower ?case to upper ?case",
        Letters::Upper,
    ),
    (
        "?in|to|into|all ?all lower ?case ?character; small character; in small character; in lower ?case; lower ?all character|text|word; change|make ?all upper ?case ?character to|into lower ?case ?character; from upper ?case to lower ?case",
        Letters::Lower,
    ),
    (
        "?change|make ?all ?text|character|word|content ?in ?file ?to|in|into upper ?case ?character; to upper ?case; uppercase",
        Letters::Upper,
    ),
    (
        "?change|make ?all ?text|character|word|content ?in ?file ?to|in|into lower ?case ?character; to lower ?case; lowercase",
        Letters::Lower,
    ),
    (
        "capitalize|capitalise ?first character ?of each word; capitalize|capitalise each word; title case; first character of each word upper ?case; first character of each word ?to upper ?case",
        Letters::Title,
    ),
    (
        "capitalize|capitalise ?first character of each line; capitalize|capitalise each line; first character of each line ?to upper ?case",
        Letters::CapitalLine,
    ),
    (
        "delete|trim|without ?all|any|the trailing space|whitespace|tab ?and|or|, ?space|whitespace|tab|whitespaces ?from|on|at|in ?end ?of ?each|all|any ?line; \
         delete|trim ?all|any space|whitespace ?and|or|+|, ?tab|space ?characters at|from|on ?the end ?of ?each|all|any ?line; \
         delete|trim ?all|any trailing space|tab ?and|or|, ?space|tab ?from|of|on ?each|all ?line; delete|trim ?space tab ?at line end; trim line end; trailing space|whitespace|tab; \
         delete ?all space and|or|+ tab at line end; space at ?line end ?of ?each ?line; without trailing space; space+tabs at line end; =spaces+tabs at line end; delete =spaces+tabs at line end; rtrim",
        Letters::TrimEnd,
    ),
    (
        "delete|trim|without ?all|any|the leading space|whitespace|tab ?and|or|, ?space|whitespace|tab ?from|on|at|in|of ?each|all|any ?line; delete|trim ?all|any space|whitespace|indentation ?and|or ?tab at|from|on start|begin|front ?of ?each|all|any ?line; delete ?all indentation ?from ?each|all ?line; unindent ?all ?line; leading space|whitespace; ltrim",
        Letters::TrimStart,
    ),
    (
        "delete|trim|without ?all|any|the leading and|or trailing space|whitespace|tab ?and|or ?tab ?from|of|on ?each|all ?line; trim ?space|whitespace ?around|on|at|from ?both|end|side ?of ?each|all ?line|side|end; delete ?all|any surrounding space|whitespace; delete|trim space at|on start|begin and end ?of ?each ?line; delete ?all trailing and|or leading space|whitespace ?from|of|on ?each ?line; trim ?all|each line; trim space from both end|side; whitespace around each line",
        Letters::Trim,
    ),
    (
        "?squeeze|delete|merge|join|replace|show ?each|all ?several ?of ?consecutive|duplicate empty line ?of|in ?file ?squeeze ?down ?into|to|with|by only|=one ?single ?empty ?line|one; squeeze|merge ?consecutive|duplicate empty line; \
         with ?each consecutive ?of ?consecutive empty line squeeze ?to|into only|=one|single ?one; no|without|not more than one empty line; consecutive|duplicate empty line squeeze ?to|into ?one|single ?one; ?each consecutive of ?consecutive empty line squeeze to =one|single ?one; squeeze empty line; \
         only|at most one empty line; squeeze ?duplicate|consecutive =blank line ?into|to ?one|single ?one; consecutive|duplicate =blank line ?as|to|into|with one|single ?one|=blank; \
         consecutive ?of ?consecutive =blank line squeeze ?to|into ?a|= ?single|one ?one; each consecutive of consecutive =blank line squeeze to single one",
        Letters::SqueezeBlank,
    ),
    (
        "?squeeze|replace|change|merge ?each|all|any consecutive|duplicate|several ?of ?consecutive space|whitespace ?in ?file ?squeeze ?into|to|with|by =one|single|only ?single ?space ?one|ones; squeeze ?all|consecutive|duplicate ?space|whitespace; delete ?all|any extra|additional|superfluous|double space|whitespace; consecutive|duplicate space to|into|as one|single ?space|one; only one space between word",
        Letters::SqueezeSpace,
    ),
    (
        "?change|replace|turn|make|expand ?all|each =tab|=tabs ?character ?in|of ?file ?to|with|by|into|as|made {number:n} =space|=spaces ?each|instead; ?each tab ?ones ?made|become|replaced|expanded to|into|by|with {number:n} space; {number:n} space ?instead of|for|per ?each tab; tab to {number:n} space",
        Letters::TabsToSpaces,
    ),
    (
        "?change|expand|replace|turn tab ?character ?to|into|with|by space; tab to space; expand tab; =untabify; detab",
        Letters::ExpandTabs,
    ),
    (
        "?change|replace|turn ?each|all|leading {number:n} ?leading space ?to|into|with|by ?a|one|single tab; {number:n} space to|into|by ?a tab",
        Letters::SpacesToTab,
    ),
    (
        "?show|make tab|space|whitespace|character|line ?and|or|, ?space|tab|line ?end|ending|break =visible|=visibly; =visibly; show ?all =invisible|=hidden|=nonprinting|=non-printing|=unprintable|=control character; show ?all tab and|or line end|ending; =cat -A ?of",
        Letters::Visible,
    ),
    ("?change|turn ?leading|all space to|into tab; space to tab; unexpand; entab", Letters::Unexpand),
    ("?all line ending|end; newline|newlines; line break", Letters::LineEnds),
    (
        "?change|fix|replace|make|turn|normalize|normalise ?all|file|ones ?windows ?to|from|with ?windows ?to|into|in|with|have unix ?line|newline ?end|ending|ending|break|format|file|style|one|newline ?ones ?line ?end|ending; delete|fix|without|change windows line end|ending|break|feed|return; {file:f} has ?still windows line end|ending ?, fix|change|delete ?ones; ?delete|without ?all carriage return|returns ?from|at|character ?end ?of ?each ?line; \
         windows line end|ending make|change ?ones|them ?to|into ?unix ?ones|line ?end|ending; windows line end|ending to unix ?line ?end|ending|one; from windows|dos to unix ?line ?end|ending|format; delete ?all ?the =^m ?character|at ?line ?end|ending; to unix line end|break; unix line end|ending; fix line end|ending; change|make|give ?file {file:f} ?from ?windows to|into|with|in|=have|=use ?=the unix ?=style ?line|newline|text ?=style ?end|ending|endings|break|format|file; {file:f} ?should|=must|=needs ?=have|=use|=be|with|in|to unix line end|ending|format; =cr; carriage return ?character; delete cr ?character; windows newline ?to unix; ?make ?ones|them unix ?ones|one|style; dos2unix; =dos2unix; unix format; line end|ending to unix|=lf; line end|ending unix",
        Letters::ToUnix,
    ),
    (
        "change|make|give {file:f} ?have|use|from ?from|unix ?unix ?to|with|into|in|for windows ?=style ?line end|ending|break|format|style; ?change|make|turn|give ?file|ones|all|unix ?line|end ?end ?from|with ?unix ?to|into|with|in|for windows ?line ?end|ending|break|ending|format|style; =unix2dos; to windows line end|break; ?line end|ending to windows; with windows line end|ending; line end|ending to|as windows; unix ?line ?end|ending to windows ?line ?end|ending; =crlf line end|ending; to =crlf",
        Letters::ToDos,
    ),
    ("change ?file {file:f} from ?encoding {words:a} ?encoding to|into ?encoding {words:b}", Letters::FromToIn),
    (
        "?change|convert|recode|encode ?encoding ?of ?file from ?encoding {words:a} ?encoding to|into ?encoding {words:b} ?encoding; ?encoding from {words:a} to|into {words:b}; from {words:a} to {words:b}; from {words:a} into {words:b}; change {words:a} to|into {words:b}; change {words:a} with {words:b}",
        Letters::FromTo,
    ),
    (
        "to|into|in|as =utf-8|=utf8|=utf-16|=latin1|=latin-1|=iso-8859-1|=ascii|=iso-8859-15|=cp1252|=windows-1252|=UTF-8|=UTF8 ?encoding",
        Letters::ToEncoding,
    ),
    (
        "?as|in|show hex ?dump; =hexdump ?of; ?as|in hexadecimal ?form; hex|hexadecimal dump ?of; byte ?of ?file ?in|as hex|hexadecimal; in hex; hex view",
        Letters::Hexdump,
    ),
    ("delete|without ?all|each digit|=numbers ?character; with ?all digit ?character delete", Letters::DelDigits),
    ("delete|without ?all|each|any punctuation ?character|mark|sign; with ?all punctuation delete", Letters::DelPunct),
    ("delete|without ?all|each|any ?double quote|quotes ?character|mark|sign; double quotes", Letters::DelQuotes),
    (
        "delete|without ?all|each|any single quote|quotes ?character|mark; delete|without ?all|each|any apostrophe|apostrophes",
        Letters::DelApostrophes,
    ),
    ("delete|without ?all|each|any comma|commas ?character", Letters::DelCommas),
    (
        "delete|without ?all|each|any =spaces ?character; delete|without ?all|each|any space character",
        Letters::DelSpaces,
    ),
    (
        "delete|without ?all|each|any space|whitespace ?and|or tab ?character; delete|without all =whitespace ?character",
        Letters::DelBlanks,
    ),
    ("delete|without ?all|each|any tab|tabs ?character", Letters::DelTabs),
    ("delete|without ?all|each|any ?html|xml tag|tags; html tags", Letters::DelTags),
    ("delete|without ?all|each|any =non-ascii ?character; non ascii ?character", Letters::DelNonAscii),
    ("delete|without ?all|any newline|newlines ?character; delete ?all line break|breaks", Letters::DelNewlines),
];

impl Reader<'_, '_> {
    /// What is done to the characters.
    pub(super) fn write_letters(&mut self, says: Letters, at: &Match) -> Option<()> {
        let spaces = || number(at, "n").filter(|it| *it < 40).map(|it| " ".repeat(it as usize));
        match says {
            Letters::LineEnds => {}
            Letters::Upper => self.filter(UPPER),
            Letters::Lower => self.filter(LOWER),
            Letters::Title | Letters::CapitalLine => {
                (self.frame.platform == Platform::Linux).then_some(())?;
                self.sed(if says == Letters::Title { "s/\\b[[:alpha:]]/\\u&/g" } else { "s/^./\\u&/" });
            }
            Letters::TrimEnd => self.sed_edits("s/[[:space:]]*$//"),
            Letters::TrimStart => self.sed_edits("s/^[[:space:]]*//"),
            Letters::Trim => self.sed_edits("s/^[[:space:]]*//; s/[[:space:]]*$//"),
            Letters::SqueezeBlank => match self.frame.platform {
                Platform::Posix | Platform::Busybox => self.sed("/^$/N;/^\\n$/D"),
                _ => self.run("cat -s"),
            },
            Letters::SqueezeSpace => self.filter("tr -s ' '"),
            Letters::TabsToSpaces | Letters::SpacesToTab => {
                self.is_linux().then_some(())?;
                let spaces = spaces()?;
                let (from, to) =
                    if says == Letters::TabsToSpaces { ("\\t", spaces.as_str()) } else { (spaces.as_str(), "\\t") };
                self.sed(format!("s/{from}/{to}/g"));
            }
            Letters::ExpandTabs => self.run("expand"),
            Letters::Visible => self.run(match self.frame.platform {
                Platform::Linux | Platform::Busybox => "cat -A",
                Platform::MacOs => "cat -et",
                Platform::Posix => "sed -n l",
            }),
            Letters::Unexpand => self.run("unexpand -a"),
            Letters::ToUnix => {
                self.edits = true;
                if self.is_linux() {
                    self.sed("s/\\r$//");
                } else {
                    self.filter("tr -d '\\r'");
                }
            }
            Letters::ToDos => {
                self.is_linux().then_some(())?;
                self.edits = true;
                self.sed("s/\\r*$/\\r/");
            }
            Letters::FromTo => {
                let named = at.taken.first().is_some_and(|it| !self.asked.tokens[*it].is("from"));
                self.convert(at.get("a")?, at.get("b")?, named && at.taken.len() > 3)?;
            }
            Letters::FromToIn => match at.get("a") {
                Some(from) => self.convert(from, at.get("b")?, true)?,
                None => self.run(format!("iconv -t {}", text::encoding(&at.get("b")?.text)?)),
            },
            Letters::ToEncoding => {
                let name = at.taken.iter().rev().find_map(|it| text::encoding(self.asked.tokens[*it].text))?;
                self.run(format!("iconv -t {name}"));
            }
            Letters::Hexdump => {
                self.run(if self.frame.platform == Platform::Posix { "od -A x -t x1" } else { "hexdump -C" });
            }
            Letters::DelDigits => self.filter("tr -d '[:digit:]'"),
            Letters::DelPunct => self.filter("tr -d '[:punct:]'"),
            Letters::DelQuotes => self.filter("tr -d '\"'"),
            Letters::DelApostrophes => self.filter("tr -d \"'\""),
            Letters::DelCommas => self.filter("tr -d ,"),
            Letters::DelSpaces => self.filter("tr -d ' '"),
            Letters::DelBlanks => self.filter("tr -d ' \\t'"),
            Letters::DelTabs => self.filter("tr -d '\\t'"),
            Letters::DelTags => self.sed("s/<[^>]*>//g"),
            Letters::DelNonAscii => self.filter("LC_ALL=C tr -cd '\\0-\\177'"),
            Letters::DelNewlines => self.filter("tr -d '\\n'"),
        }
        Some(())
    }

    /// "From a to b": encodings, characters, or text.
    pub(super) fn convert(&mut self, from: &Value, to: &Value, orders: bool) -> Option<()> {
        if let (Some(from), Some(to)) = (text::encoding(&from.text), text::encoding(&to.text)) {
            self.run(format!("iconv -f {from} -t {to}"));
            return Some(());
        }
        // "Convert notes.txt to upper case": what stands first is the file.
        if from.amount == 0.0 && names_file(&from.text) {
            match to.text.to_lowercase().as_str() {
                "uppercase" | "upper case" | "upper-case" | "capitals" | "capital letters" | "all caps" => {
                    self.filter(UPPER);
                }
                "lowercase" | "lower case" | "lower-case" => self.filter(LOWER),
                _ => match text::encoding(&to.text) {
                    Some(to) => self.run(format!("iconv -t {to}")),
                    None => return self.convert_text(from, to, orders),
                },
            }
            self.files.push(from.text.clone());
            return Some(());
        }
        self.convert_text(from, to, orders)
    }

    /// Whether line ends are said to become something.
    pub(super) fn line_ends_are_told(&self) -> bool {
        let becomes = self.has(Letters::ToUnix) || self.has(Letters::ToDos) || self.has(Letters::FromTo);
        becomes || self.has(Exchange::Replace) || !self.has(Letters::LineEnds)
    }
}

const UPPER: &str = "tr '[:lower:]' '[:upper:]'";
const LOWER: &str = "tr '[:upper:]' '[:lower:]'";
