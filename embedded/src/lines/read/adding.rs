//! Reads what is said of new lines and where they go, comment signs, and files that are emptied.

use super::choice::line_range;
use super::{Manner, Mode, Reader, is_identifier, number};
use crate::Platform;
use crate::lines::text::symbol;
use crate::lines::{Has, Lines, Place, Spot, Step};
use crate::pattern::Match;
use crate::slots::Value;

/// What one turn of phrase says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lines) enum Adding {
    IfMissing,
    CommentOut,
    Uncomment,
    AfterLine,
    BeforeLine,
    AppendFile,
    InsertTop,
    InsertText,
    AppendText,
    InsertEmpty,
    AtEnd,
    AtTop,
    AtLine,
    AfterText,
    BeforeText,
    CommentText,
    UncommentText,
    Truncate,
    KeepFile,
}

pub(in crate::lines) const ROWS: &[(&str, Adding)] = &[
    (
        "?but ?only =if ?ones|line ?ones not ?already|yet =there|present|=in|contained|appear|contain ?ones|line ?in ?ones|file ?yet|already; ?but =unless ?ones|line ?ones ?already =there|present|=in|contained|appear ?ones|line ?in ?ones|file ?already; ?but ?only =if ?ones|line ?ones =missing|absent ?in|from ?ones|file; =unless ?file ?already =contains|=has ?ones|line",
        Adding::IfMissing,
    ),
    (
        "comment out; comment-out; put|insert|add # in front|before of; put|insert # at start|front of; disable",
        Adding::CommentOut,
    ),
    (
        "uncomment; un-comment; enable|activate commented ?out; delete|remove comment sign|character|mark|# ?in|at|from ?front|start|before ?of; enable",
        Adding::Uncomment,
    ),
    (
        "?direct|right|immediately|only after|below|under line ?number {number:n}; ?right|direct after|below ?the {nth:n} line",
        Adding::AfterLine,
    ),
    ("?right|direct before line ?number {number:n}; ?right|direct before ?the {nth:n} line", Adding::BeforeLine),
    // New lines and where they go.
    (
        "append|insert|put ?all ?content|text|line ?of|from ?file {file:a} ?at|to ?end|bottom ?of ?file {file:t}; append {file:a} to {file:t}; put|insert|append content of {file:a} at|to ?end ?of {file:t}",
        Adding::AppendFile,
    ),
    (
        "prepend ?line|text|row|header {words:t} ?to; insert|put header|title|heading ?line|row|comment {words:t}; insert|put header ?line|row ?with|of {words:t}",
        Adding::InsertTop,
    ),
    (
        "insert|append ?a|the|another|new|following|one|single|this ?new|following|comment|blank ?line|text|entry|string|row|rule|comment|sentence|word|record|setting|item ?with|contain|say|of|reads|saying|reading ?word|text {words:t}; insert|append|put ?new line|text|entry|row ?ones ?say {words:t}; line {quoted:t}; to append|insert|add {words:t}; put ?another|new|following line|text|entry|string|row|comment|word|record ?with|contain|say ?word|text {words:t}; put {quoted:t}",
        Adding::InsertText,
    ),
    ("append ?line|text|row|entry|string {words:t} ?to ?end ?of ?file", Adding::AppendText),
    ("insert|put|add|append ?an|a|one empty|=blank line|row; empty line|row", Adding::InsertEmpty),
    (
        "?to|at|on|in|as ?very|its end|bottom ?of ?file; as ?new|the ?very last line ?of|in ?file; behind last line; after last line; to end ?of",
        Adding::AtEnd,
    ),
    (
        "?right ?to|at|on|in|as ?very|its top|begin|start|front|head|beginning ?of ?file; ?on top ?of ?file; as ?new|the ?very first line ?of|in ?file; before first line; before everything; at|as ?very first line; above first line; at front ?of",
        Adding::AtTop,
    ),
    (
        "as|at|on|in|into|into line ?number {number:n}; as ?the {nth:n} line; at line position {number:n}",
        Adding::AtLine,
    ),
    (
        "?direct|right|immediately|only after|below|under ?each|all|any|first|the line|ones ?ones|which ?contain|match|with|say|start|begin ?with ?word|text|string {words:m}; ?direct|right|immediately|only after|below|under ?each|all|any|first|the {words:m} ?line|entry|setting|row",
        Adding::AfterText,
    ),
    (
        "?direct|right|immediately|only before ?each|all|any|first|the line|ones ?ones|which ?contain|match|with|say|start|begin ?with ?word|text|string {words:m}; ?direct|right|immediately|only before ?each|all|any|first|the {words:m} ?line|entry|setting|row",
        Adding::BeforeText,
    ),
    (
        "comment out|comment ?all|each|the|any ?line ?ones|which ?contain|with|for|of|match|start ?with ?word|text {words:a} ?line|setting|entry|option|directive; comment-out ?line ?contain|with {words:a} ?line; comment ?the {words:a} line out; put|insert =# in front|before ?of {words:a} ?line; disable ?line ?with|contain {words:a} ?line|setting|entry|option; comment out ?all|each {words:a} line|setting|option|directive; comment {words:a} line|setting|option out; comment {words:a} out",
        Adding::CommentText,
    ),
    (
        "uncomment|un-comment ?all|each|the|any ?line ?ones|which ?contain|with|for|of|match|start ?with ?word|text {words:a} ?line|setting|entry|option|directive; enable|activate ?commented ?out ?line {words:a} ?line|setting|option|directive; delete comment sign|character|mark|= ?from|before|in ?front ?of {words:a} ?line; uncomment|un-comment ?all|each {words:a} line|setting|option|directive",
        Adding::UncommentText,
    ),
    (
        "?to empty|truncate|clear ?out ?the ?all ?content|file ?of ?file; make file empty; ?to|make ?ones empty; delete ?all content ?of|in|from|inside ?file; delete everything ?in|from|inside ?file; delete everything ?in|from|inside ?file; truncate ?file ?to ?zero|0 ?bytes|byte|length|size; truncate; to zero ?length|byte|bytes|size; to 0 byte; set ?its size|length to 0|zero; wipe ?content; delete content ?but ?keep",
        Adding::Truncate,
    ),
    (
        "?but|and not delete|remove ?file ?itself|ones; ?but|and keep|leave file ?itself ?itself; but keep ?file|ones ?itself; without delete|remove|deleting file|ones; file ?itself stay|remain; leave file in place",
        Adding::KeepFile,
    ),
];

impl Reader<'_, '_> {
    /// New lines, comment signs, and files that are emptied.
    pub(super) fn add(&mut self, says: Adding, at: &Match) -> Option<()> {
        match says {
            Adding::KeepFile => {}
            Adding::IfMissing => self.frame.if_missing = true,
            Adding::CommentOut => self.mode = Mode::Comment,
            Adding::Uncomment => self.mode = Mode::Uncomment,
            Adding::AppendFile => {
                let (file, target) = (at.get("a")?.text.clone(), at.get("t")?);
                // "Add a.txt to b.tar": an archive has no end to write to.
                (!is_packed(&target.text) && !target.text.ends_with('/')).then_some(())?;
                if self.quoted(&file) {
                    self.insert = Some((file, true));
                    self.spot.get_or_insert(Spot::End);
                    self.files.push(target.text.clone());
                } else {
                    self.files.push(file);
                    self.target(target, true)?;
                    self.run("cat");
                }
            }
            Adding::InsertText | Adding::AppendText => {
                let value = at.get("t")?;
                self.insert(value.text.clone(), value.amount > 0.0)?;
            }
            Adding::InsertTop => {
                self.insert(at.get("t")?.text.clone(), true)?;
                self.spot.get_or_insert(Spot::Top);
            }
            Adding::InsertEmpty => self.insert(String::new(), true)?,
            Adding::AtEnd => self.place(Spot::End)?,
            Adding::AtTop => self.place(Spot::Top)?,
            Adding::AfterLine => self.place(Spot::AfterLine(number(at, "n")?))?,
            Adding::BeforeLine | Adding::AtLine => {
                let n = number(at, "n")?;
                match self.last_replaced() {
                    Some(last) => last.on = Some(Lines::One(n)),
                    None => self.place(Spot::BeforeLine(n))?,
                }
            }
            Adding::AfterText => self.place(Spot::After(self.anchor(at, at.get("m")?)))?,
            Adding::BeforeText => self.place(Spot::Before(self.anchor(at, at.get("m")?)))?,
            Adding::CommentText => {
                let value = at.get("a")?;
                let lines = match numbers(value) {
                    Some((from, to)) if from == to => Lines::One(from),
                    Some((from, to)) => Lines::Range(from, Some(to)),
                    None => Lines::Has(self.anchor(at, value)),
                };
                self.push(Step::Comment(lines));
            }
            Adding::UncommentText => {
                let value = at.get("a")?;
                let address = match numbers(value) {
                    Some((from, to)) if from == to => from.to_string(),
                    Some((from, to)) => format!("{from},{to}"),
                    None => {
                        self.push(Step::Uncomment(value.text.clone()));
                        return Some(());
                    }
                };
                self.sed(format!("{address}s/^\\([[:space:]]*\\)#[[:space:]]*/\\1/"));
                self.edits = true;
            }
            Adding::Truncate => {
                // "Empty" as an order, not as a quality: nothing that counts stands before it.
                let before = &self.asked.tokens[..at.start];
                let makes = before.iter().any(|it| it.is("make"));
                let orders = before.iter().all(|it| {
                    it.is(crate::vocabulary::FILLER)
                        || it.is_mark()
                        || it.is_any("how make than also")
                        || makes && (self.quoted(it.text) || it.names_path())
                });
                (orders && !self.shows && self.mode == Mode::Keep).then_some(())?;
                self.push(Step::Truncate);
            }
        }
        Some(())
    }

    /// A new line, until its place is known.
    fn insert(&mut self, text: String, quoted: bool) -> Option<()> {
        self.insert.is_none().then_some(())?;
        self.insert = Some((text, quoted));
        Some(())
    }

    /// The text of a line that is named only, "the Port line": at its start where it is a word.
    pub(super) fn anchor(&self, at: &Match, value: &Value) -> Has {
        let told = self.says_any(at, "contain with match")
            || at
                .taken
                .iter()
                .any(|it| matches!(self.asked.tokens[*it].text, "matching" | "matches" | "saying" | "says"));
        let place = if self.says_any(at, "start") {
            Place::Start
        } else if !told && value.amount == 0.0 && is_identifier(&value.text) {
            Place::Head
        } else {
            Place::Anywhere
        };
        Has { text: value.text.clone(), place, not: false, ignore_case: self.has(Manner::IgnoreCase), word: false }
    }

    /// Where a new line goes.
    pub(super) fn place(&mut self, spot: Spot) -> Option<()> {
        (self.spot.is_none() || self.spot == Some(Spot::Top)).then_some(())?;
        self.spot = Some(spot);
        Some(())
    }

    /// A new line at its place, or the line that only a place names.
    pub(super) fn new_line(&mut self) -> Option<()> {
        let Some((text, quoted)) = self.insert.take() else { return self.place_alone() };
        (!text.contains('\n') && !text.is_empty() || self.spot.is_some()).then_some(())?;
        (quoted || symbol(&text).is_none()).then_some(())?;
        // Words without quotes are a new line only where they are called one, or are one that nothing else is.
        let told = self.asked.tokens.iter().any(|it| it.is_any("line text"));
        let name = !text.contains(' ') && crate::vocabulary::concept(&text).is_empty();
        (quoted || told || name).then_some(())?;
        let spot = self.spot.take().unwrap_or(Spot::End);
        self.files.append(&mut self.to);
        self.files.extend(self.frame.target.take().map(|it| it.file));
        self.push(Step::Insert(text, spot));
        Some(())
    }

    fn place_alone(&mut self) -> Option<()> {
        let Some(spot) = self.spot.take() else { return Some(()) };
        let Spot::BeforeLine(line) = spot else { return None };
        match self.frame.steps.last_mut() {
            None => self.push(Step::Keep(Lines::One(line))),
            Some(Step::Replace(last)) if last.on.is_none() => last.on = Some(Lines::One(line)),
            Some(_) => return None,
        }
        Some(())
    }

    /// Comments begin as the kind of file has it.
    pub(super) fn settle_comments(&mut self) -> Option<()> {
        let comments_comments = |it: &Step| matches!(it, Step::Comment(Lines::Comments(_)));
        (!self.frame.steps.iter().any(comments_comments)).then_some(())?;
        let sign = match (self.frame.name(), self.frame.comment_sign()) {
            (name, _) if name.ends_with(".ini") => "[#;]",
            // The first line of a script is no comment.
            (name, _) if self.frame.platform == Platform::Linux && is_script(name) => "#\\([^!]\\|$\\)",
            (_, sign) => sign,
        };
        for step in &mut self.frame.steps {
            if let Step::Keep(Lines::Comments(of)) | Step::Drop(Lines::Comments(of)) = step {
                *of = sign;
            }
        }
        Some(())
    }
}

fn is_packed(name: &str) -> bool {
    const PACKED: &str = "tar gz tgz bz2 xz zst zip 7z rar jar pdf docx xlsx odt iso deb rpm";
    name.rsplit_once('.').is_some_and(|it| PACKED.split(' ').any(|end| end == it.1))
}

fn is_script(name: &str) -> bool {
    matches!(name.rsplit_once('.').map_or("", |it| it.1), "sh" | "bash" | "py" | "pl" | "rb")
}

/// Lines that are given by their numbers: one, or from and to.
fn numbers(value: &Value) -> Option<(u32, u32)> {
    let one = if value.amount == 0.0 { value.text.parse().ok() } else { None };
    one.map(|it| (it, it)).or_else(|| line_range(&value.text))
}
