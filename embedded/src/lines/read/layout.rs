//! Reads what is said of how lines are laid out: numbered, joined, split, wrapped, indented, aligned.

use super::exchange::meant;
use super::{Affix, Mode, Pair, Reader, Repeats, number};
use crate::lines::text::{self, symbol};
use crate::lines::{Lines, Spot, Step};
use crate::pattern::Match;
use crate::shell;
use crate::{Platform, Shell};

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Layout {
    PartBefore,
    PartAfter,
    CutFrom,
    DoubleSpace,
    ReverseChars,
    Number,
    Separator,
    CommaSeparated,
    JoinEvery,
    Join,
    OwnLine,
    SplitWords,
    SplitAt,
    Wrap,
    AtSpaces,
    Indent,
    IndentTab,
    Prefix,
    Suffix,
    QuoteLines,
    SingleQuoteLines,
    NumberFull,
    FirstChars,
    LastChars,
    DropFirstChars,
    DropFirstChar,
    DropLastChars,
    DropLastChar,
    Aligned,
}

pub(in crate::lines) const ROWS: &[(&str, Layout)] = &[
    (
        "?keep ?only|just =part|=text|=bit|=everything|=what|=stuff ?=comes|=stands|=is before|until|=preceding ?first {words:a} in|on|of|from each line; each line ?only|just until|before first {words:a}; keep ?only ?=part|=everything before ?first {words:a} in|on|of each line",
        Layout::PartBefore,
    ),
    (
        "?keep ?only|just =part|=text|=bit|=everything|=what|=stuff|=whatever ?=comes|=stands|=is|=follows after|=following ?first {words:a} in|on|of|from each line",
        Layout::PartAfter,
    ),
    (
        "delete|cut ?off ?all|=part|=text|=everything|=anything ?line ?=comes after|from ?first {words:a} ?=on|=onwards ?to ?end in|on|of|from each line; delete|cut ?off ?all|=part|=text|=everything|=anything ?line after|from ?first {words:a} to end of ?each line",
        Layout::CutFrom,
    ),
    (
        "double spaced; =double-spaced; insert|put|show ?an empty|=blank line after|between each ?line; empty|=blank line after|between each ?line; double space ?line",
        Layout::DoubleSpace,
    ),
    (
        "reverse each line; reverse character|text ?of|in|on ?each ?line; each line reverse|backwards; character ?of|in each line ?in reverse ?order; mirror ?each line; =rev; each line from right to left; character backwards; right to left; reverse ?character within|in each line",
        Layout::ReverseChars,
    ),
    (
        "number all|each line; number line; with|and|including =numbers; with|and|show|insert|including line number|numbers; =numbered; line number|numbers ?in ?front ?of; each line with ?its number; with ?its line number; put|insert line number ?in front|before|at ?of ?start|begin ?each|line",
        Layout::Number,
    ),
    (
        "separated|delimited|split|joined|separate by|with|at {sign:s}; with {sign:s} between ?ones|each; with {sign:s} as separator|delimiter; {sign:s} separated|delimited; use|using {sign:s} as ?separator|delimiter; separator|delimiter {sign:s}; by {sign:s}; with {sign:s}; {sign:s} between ?ones|each|line|word; {sign:s} as separator|delimiter; =tab-separated",
        Layout::Separator,
    ),
    (
        "comma separated; =comma-separated; comma delimited; with comma; with comma between ?ones; by comma; commas",
        Layout::CommaSeparated,
    ),
    (
        "join|merge|combine|put each {number:n} ?consecutive line; join|merge|combine each pair ?of line; join|merge line in|as pair",
        Layout::JoinEvery,
    ),
    (
        "join|merge|combine|put|turn|change|concatenate|collapse|squeeze ?all ?line ?of|in|from ?file ?together ?in|into|to|on|as =one|single ?long line|row|string; join ?all line; on|in|into|as|to =one|single ?long line|row|string; line join ?together; =one {sign:s} separated line|row|string; single {sign:s} separated line|row|string; all on =one line; =one-liner",
        Layout::Join,
    ),
    ("on|in|per own|separate|single|new line; each on own|separate line; one each|per line", Layout::OwnLine),
    (
        "put|show|split each word on|in own line; one|each word per|on line; each word on own|separate line; put|show|print word one per line; split ?line|ones|text ?in|into word; one word|item|entry each line; split ?ones|line in|into single|separate|individual word; word one per line; each word on line of ?its ?own; one word per line",
        Layout::SplitWords,
    ),
    (
        "split|break|cut ?line|ones|text ?file at|on|by ?each {sign:s} ?into ?separate|own|multiple ?line; newline|line break after|at each {sign:s}; each {sign:s} separated value|item|entry on own line; one ?value|item|entry per line; break line after each {sign:s}; split by {sign:s}",
        Layout::SplitAt,
    ),
    (
        "wrap|break|fold ?line|text|long|file ?at|to|after ?a ?width|most ?of {number:n} ?column|character ?wide|width ?per ?line; at most|maximum {number:n} character|column per|each ?line|wide; to {number:n} column|character wide; {number:n} ?column|character =wide|=width; wrap at {number:n}; to ?a width of {number:n} ?column|character; no line longer than {number:n} ?column|character; at {number:n} column|character; to {number:n} column|character; ?with|at width ?of {number:n}; wrap|break ?all|any ?line ?ones longer|more than {number:n} ?character|column",
        Layout::Wrap,
    ),
    (
        "?only ?break|wrap|broken ?only at|on space|word ?boundary|boundaries|only; ?at word boundary|boundaries; without|not breaking|splitting|cutting|break|split|cut ?in ?word; only between word; not ?break|split in word|words; not in middle of word",
        Layout::AtSpaces,
    ),
    (
        "indent ?each|all ?line|file|content ?by|with {number:n} ?space|character; ?put|insert {number:n} space in|at front|start|before|begin ?of each|all line; shift|move ?each|all ?line ?right by {number:n} space; indent ?file {file:f} by|with {number:n} ?space|character",
        Layout::Indent,
    ),
    (
        "indent ?each|all ?line|file ?by|with ?one|a tab; ?put|insert tab in|at front|start|before|begin ?of each|all line; indent ?file {file:f} by|with ?one tab",
        Layout::IndentTab,
    ),
    (
        "prefix ?each|all line ?of|in ?file with|by {words:a}; prepend|put|insert|add ?prefix|text|string|word {words:a} ?in|at|to|before|on front|start|begin ?of each|all line; \
         put|insert|add {words:a} before each line; start each line with {words:a}; prepend each|all line with {words:a}; with {words:a} ?in|at|before ?front|start|begin ?of each line; \
         put|insert|add|prepend {words:a} to start|begin|front of each|all ?line",
        Layout::Prefix,
    ),
    (
        "suffix ?each|all line ?of|in ?file with|by {words:a}; append|put|insert|add ?suffix|text|string|word {words:a} ?in|at|to|after|on end ?of each|all line; \
         append|put|insert|add {words:a} after each line; end each line with {words:a}; with {words:a} at end of each line; append|insert|add {words:a} to|at end of each|all ?line; append|insert {words:a} to each|all line",
        Layout::Suffix,
    ),
    (
        "put|insert ?double quote|quotes around ?each|all ?line; surround|enclose|wrap|put ?each|all ?line in|with|by ?double quote|quotes; ?double quote|quotes around each|all line; quote each|all line",
        Layout::QuoteLines,
    ),
    (
        "?surround|put|enclose each line in|with|by single quote|quotes; single quote|quotes around each line; single-quote each line",
        Layout::SingleQuoteLines,
    ),
    (
        "=number ?only ?all|each non-empty line; =number ?all|each line ones not empty; =number line but|except|without ?not empty ones; =number line without =counting empty ones; non-empty line numbered",
        Layout::NumberFull,
    ),
    (
        "?only ?the first {number:n} character ?of|in|from ?each line; first {number:n} character of each; each line cut ?off|to|after {number:n} character; truncate|cut|shorten ?each|all line|to|after ?at|to|after {number:n} character|column",
        Layout::FirstChars,
    ),
    ("?only ?the last {number:n} character ?of|in|from ?each line", Layout::LastChars),
    (
        "delete|skip|without first {number:n} character ?of|in|from ?each|all ?line; without ?the first {number:n} character ?of|from ?each|all line",
        Layout::DropFirstChars,
    ),
    ("delete|skip|without first character ?of|in|from ?each|all ?line", Layout::DropFirstChar),
    ("delete|without last {number:n} character ?of|in|from ?each|all ?line", Layout::DropLastChars),
    ("delete|without last character ?of|in|from ?each|all ?line", Layout::DropLastChar),
    (
        "?as|in ?nicely|neatly|pretty ?aligned table; ?as|in|into ?nicely|neatly|pretty aligned column ?table; in|as ?nice|neat|pretty table; align|aligned ?column; as ?nice|neat|pretty|readable column; ?with column align|aligned; ?nicely|neatly aligned; as table; pretty table; table ?form",
        Layout::Aligned,
    ),
];

impl Reader<'_, '_> {
    /// How lines are laid out.
    pub(super) fn lay_out(&mut self, says: Layout, at: &Match) -> Option<()> {
        match says {
            Layout::OwnLine | Layout::Separator | Layout::CommaSeparated | Layout::AtSpaces => {}
            Layout::ReverseChars => {
                (self.frame.platform != Platform::Posix).then_some(())?;
                self.run_surely("rev");
            }
            Layout::Number => self.run(if self.frame.platform == Platform::Posix { "nl -ba" } else { "cat -n" }),
            Layout::NumberFull => self.run_surely("nl"),
            Layout::Join => {
                let own = at.get("s").and_then(|it| symbol(&it.text));
                let separator = own.or_else(|| self.separator()).unwrap_or_else(|| " ".to_owned());
                self.join(&separator);
            }
            Layout::JoinEvery => {
                let n = number(at, "n").unwrap_or(2);
                (2..=12).contains(&n).then_some(())?;
                let sign = self.separator().unwrap_or_else(|| " ".to_owned());
                self.filter(format!("paste{}{}", delimiter_option(&sign)?, " -".repeat(n as usize)));
            }
            Layout::SplitWords => self.filter("tr -s '[:space:]' '\\n'"),
            Layout::SplitAt => {
                let separator = match at.get("s") {
                    Some(value) => meant(value),
                    None => self.separator()?,
                };
                (separator.len() == 1).then_some(())?;
                self.filter(format!("tr {} '\\n'", shell::quote(&separator)));
            }
            Layout::Wrap => {
                let wraps = at.taken.iter().any(|it| self.asked.tokens[*it].text.starts_with("wrap"));
                let spaces = if wraps || self.has(Layout::AtSpaces) { "-s " } else { "" };
                self.run(format!("fold {spaces}-w {}", number(at, "n")?));
            }
            Layout::Indent => {
                let n = number(at, "n").filter(|it| *it < 80)? as usize;
                self.sed(format!("s/^/{}/", " ".repeat(n)));
            }
            Layout::IndentTab => {
                self.is_linux().then_some(())?;
                self.sed("s/^/\\t/");
            }
            Layout::Prefix | Layout::Suffix => {
                let value = meant(at.get("a")?);
                let sign = text::delimiter(&[&value]);
                let anchor = if says == Layout::Prefix { '^' } else { '$' };
                self.each(at, &value, says == Layout::Prefix);
                self.sed(format!("s{sign}{anchor}{sign}{}{sign}", text::replacement(&value, sign)));
            }
            Layout::PartBefore | Layout::PartAfter => {
                let sign = meant(at.get("a")?);
                (self.mode == Mode::Keep && sign.is_ascii() && sign.len() == 1).then_some(())?;
                let fields = if says == Layout::PartBefore { "1" } else { "2-" };
                let delimiter = if sign == "\t" { String::new() } else { format!(" -d {}", shell::quote(&sign)) };
                self.run_surely(format!("cut{delimiter} -f {fields}"));
            }
            // "After" may mean that the sign stays; most do not.
            Layout::CutFrom => {
                let sign = meant(at.get("a")?);
                let after = at.taken.iter().any(|it| matches!(self.asked.tokens[*it].text, "after" | "behind"));
                self.doubt += if after { 0.15 } else { 0.0 };
                (!sign.contains('\n')).then_some(())?;
                self.sed_edits(format!("s/{}.*//", text::regex(&sign, '/')));
            }
            Layout::QuoteLines => self.sed("s/.*/\"&\"/"),
            Layout::SingleQuoteLines => self.sed("s/.*/'&'/"),
            Layout::DoubleSpace => {
                self.each(at, "", false);
                self.sed("G");
            }
            Layout::FirstChars => self.run(format!("cut -c 1-{}", number(at, "n")?)),
            Layout::LastChars => self.sed(format!("s/.*\\(.\\{{{}\\}}\\)$/\\1/", number(at, "n")?)),
            Layout::DropFirstChars => self.run(format!("cut -c {}-", number(at, "n")? + 1)),
            Layout::DropFirstChar => self.run("cut -c 2-"),
            Layout::DropLastChars => self.sed(format!("s/.\\{{{}\\}}$//", number(at, "n")?)),
            Layout::DropLastChar => self.sed("s/.$//"),
            Layout::Aligned => {
                (self.frame.platform != Platform::Posix).then_some(())?;
                let separator = self.separator().or_else(|| self.separator_of_file());
                self.run(match separator.as_deref() {
                    Some("\t") if self.frame.shell == Shell::Posix => return None,
                    Some("\t") => "column -t -s $'\\t'".to_owned(),
                    Some(" ") | None => "column -t".to_owned(),
                    Some(sign) if sign.chars().count() == 1 => format!("column -t -s {}", shell::quote(sign)),
                    Some(_) => return None,
                });
            }
        }
        Some(())
    }

    /// All lines in one, with this between them.
    pub(super) fn join(&mut self, separator: &str) {
        if separator == "\t" {
            self.run("paste -sd '\\t'");
        } else if separator.chars().count() == 1 && separator != "\\" {
            self.run(format!("paste -sd {}", shell::quote(separator)));
        } else if separator.is_empty() {
            self.filter("tr -d '\\n'");
        } else {
            let between = text::awk(separator);
            let program = format!("NR > 1 {{ printf \"{between}\" }} {{ printf \"%s\", $0 }} END {{ print \"\" }}");
            self.run(format!("awk {}", text::script(&program)));
        }
    }

    /// What is said to stand between the parts of a line.
    pub(super) fn separator(&self) -> Option<String> {
        if self.has(Layout::CommaSeparated) {
            return Some(",".to_owned());
        }
        let value = self.found_at(Layout::Separator)?.get("s");
        Some(value.map_or("\t".to_owned(), |it| it.text.clone()))
    }

    /// What the name of the file says of it.
    fn separator_of_file(&self) -> Option<String> {
        let file = self.found.iter().filter_map(|it| it.at.get("f")).find(|it| it.text.contains('.'))?;
        let separator = match file.text.rsplit_once('.')?.1 {
            "csv" => ",",
            "tsv" => "\t",
            _ => return None,
        };
        Some(separator.to_owned())
    }

    /// Whether what stands between is said of something that is put together or taken apart.
    pub(super) fn separators_are_told(&self) -> bool {
        let separates = [Layout::Join, Layout::SplitAt, Layout::Aligned, Layout::JoinEvery];
        self.separator().is_none() || separates.iter().any(|it| self.has(*it)) || self.has(Pair::SideBySide)
    }

    /// "Each word" and "on a line of its own", said apart.
    pub(super) fn words_apart(&mut self) -> Option<()> {
        let counted = self.has(Repeats::MostFirst) || self.has(Repeats::Ties);
        match (self.has(Repeats::EachWord), self.has(Layout::OwnLine)) {
            (true, true) => self.filter("tr -s '[:space:]' '\\n'"),
            (true, false) if counted => {}
            (false, false) => {}
            _ => return None,
        }
        Some(())
    }

    /// "Before each line" may be followed by which lines: then a line of its own is meant.
    fn each(&mut self, at: &Match, value: &str, before: bool) {
        const BESIDE: &[&str] = &["before", "after", "above", "below", "behind"];
        let own_line = at.taken.iter().any(|it| BESIDE.contains(&self.asked.tokens[*it].text));
        self.each = Some(Affix { text: value.to_owned(), before, own_line });
    }

    /// What is put before or behind some lines only.
    pub(super) fn some_lines(&mut self) -> Option<()> {
        let Some(affix) = self.each.take() else { return Some(()) };
        let Some(at) = self.frame.steps.iter().position(|it| matches!(it, Step::Keep(Lines::Has(_)))) else {
            return Some(());
        };
        let Step::Keep(Lines::Has(has)) = self.frame.steps.remove(at) else { return None };
        let is_sed = |it: &Step| matches!(it, Step::Sed(it) if it.starts_with('s') || it == "G");
        let at = self.frame.steps.iter().position(is_sed)?;
        let Step::Sed(command) = self.frame.steps.remove(at) else { return None };
        if affix.own_line {
            self.push(Step::Insert(affix.text, if affix.before { Spot::Before(has) } else { Spot::After(has) }));
        } else {
            (!has.not).then_some(())?;
            let address = crate::lines::render::address(&Lines::Has(has), self.frame.platform)?;
            self.sed(format!("{address}{command}"));
        }
        Some(())
    }
}

/// The option of `paste` for what stands between.
pub(super) fn delimiter_option(sign: &str) -> Option<String> {
    match sign {
        "\t" => Some(String::new()),
        _ if sign.chars().count() == 1 => Some(format!(" -d {}", shell::quote(sign))),
        _ => None,
    }
}
