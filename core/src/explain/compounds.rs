//! Explains compound statements: `if`, loops, `case`, groups, functions, `[[ … ]]` and `(( … ))`.

use super::keywords::{Pick, end_of, start_of};
use super::words::{Place, code, titled};
use super::{Explained, Explainer, Kind, Source};
use crate::Span;
use crate::listed::listed;
use crate::script::{Arm, ArmEnd, Name, PartKind, Quote, Statement, StatementKind, Word};

/// How many words of a loop are named.
const MOST_NAMED: usize = 4;

impl Explainer<'_> {
    pub(super) fn compound(&self, statement: &Statement, end: usize) -> Explained {
        let mut explained = Explained::new(statement.span, Kind::Compound, "", "", Source::Shell);
        let parts = &mut explained.parts;
        let (title, meaning) = match &statement.kind {
            StatementKind::Group(body) => {
                self.group(statement, body, None, parts);
                ("{ … }", "runs these commands in this shell".to_owned())
            }
            StatementKind::Subshell(body) => {
                self.group(statement, body, None, parts);
                ("( … )", SUBSHELL.to_owned())
            }
            StatementKind::If { branches, otherwise } => {
                ("if", self.choice(statement, branches, otherwise.as_deref(), parts))
            }
            StatementKind::While { until, condition, body } => {
                (if *until { "until" } else { "while" }, self.while_loop(statement, *until, condition, body, parts))
            }
            StatementKind::For { variable, words, body, select } => {
                let title = if *select { "select" } else { "for" };
                (title, self.for_loop(statement, variable, words.as_deref(), body, title, parts))
            }
            StatementKind::ForArithmetic { header, body } => {
                ("for ((", self.counting_loop(statement, header, body, parts))
            }
            StatementKind::Case { word, arms } => ("case", self.case(statement, word, arms, parts)),
            StatementKind::Function { name, body } => ("function", self.function(statement, name, body, end, parts)),
            StatementKind::Coproc { name, body } => {
                let array = name.as_ref().map_or("COPROC", |it| &*it.text);
                let meaning =
                    format!("runs beside this shell; `{array}` holds the descriptors of its output and its input");
                let start = statement.span.start;
                parts.extend(self.keyword(start, body.span.start.max(start), "coproc", Pick::First, &meaning));
                parts.push(self.statement(body, end));
                ("coproc", meaning)
            }
            StatementKind::Test(words) => {
                let asked = self.double_question(words, parts);
                let meaning = asked.map_or("asks a question".to_owned(), |it| format!("is true when {it}"));
                let first = words.first().map_or(statement.span.end, |it| it.span.start);
                parts.extend(self.keyword(statement.span.start, first, "[[", Pick::First, &meaning));
                let last = words.last().map_or(statement.span.start, |it| it.span.end);
                parts.extend(self.closer(statement, last, "]]", "question"));
                ("[[ … ]]", meaning)
            }
            StatementKind::Arithmetic(word) => {
                let meaning = "computes; succeeds where the result is not 0".to_owned();
                parts.extend(self.keyword(statement.span.start, word.span.start, "((", Pick::First, &meaning));
                self.arithmetic(word, parts);
                parts.extend(self.closer(statement, word.span.end, "))", "expression"));
                ("(( … ))", meaning)
            }
            _ => ("", String::new()),
        };
        title.clone_into(&mut explained.title);
        explained.meaning = meaning;
        explained.parts.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
        explained
    }

    /// `{ … }` and `( … )`, alone or as the body of a function.
    fn group(&self, statement: &Statement, body: &[Statement], function: Option<&Name>, parts: &mut Vec<Explained>) {
        let (open, close) = match statement.kind {
            StatementKind::Subshell(_) => ("(", ")"),
            _ => ("{", "}"),
        };
        let (begins, what) = match function {
            Some(name) => {
                let copy = if open == "(" { ", which runs in a copy of the shell" } else { "" };
                (format!("begins the body of `{}`{copy}", name.text), format!("function `{}`", name.text))
            }
            None if open == "(" => (SUBSHELL.to_owned(), "`( … )`".to_owned()),
            None => {
                let meaning = "runs the commands up to `}` in this shell; a redirect behind it is for all of them";
                (meaning.to_owned(), "`{ … }`".to_owned())
            }
        };
        let start = statement.span.start;
        let inside = inner_end(statement);
        parts.extend(self.keyword(start, start_of(body, inside), open, Pick::First, &begins));
        self.statements(body, inside, parts);
        parts.extend(self.closer(statement, end_of(body, start + 1), close, &what));
    }

    fn choice(
        &self,
        statement: &Statement,
        branches: &[(Vec<Statement>, Vec<Statement>)],
        otherwise: Option<&[Statement]>,
        parts: &mut Vec<Explained>,
    ) -> String {
        let inside = inner_end(statement);
        let mut from = statement.span.start;
        let mut first = None;
        for (at, (condition, body)) in branches.iter().enumerate() {
            let next = branches.get(at + 1).map_or(otherwise.unwrap_or_default(), |it| &it.0);
            let next = start_of(next, inside);
            // Looked for only where it is shown.
            let asks = self.wants(Span::new(from, end_of(body, end_of(condition, from))));
            let holds = if asks || at == 0 { self.condition(condition) } else { None };
            let holds = holds.unwrap_or_else(|| "this succeeds".to_owned());
            let start = start_of(condition, inside).max(from);
            let keyword = if at == 0 {
                self.keyword(from, start, "if", Pick::First, &format!("runs what follows `then` where {holds}"))
            } else {
                let meaning = format!("where nothing before held: runs what follows `then` where {holds}");
                self.keyword(from, start, "elif", Pick::Last, &meaning)
            };
            parts.extend(keyword);
            let asked = end_of(condition, start);
            let begins = start_of(body, next).max(asked);
            self.statements(condition, begins, parts);
            let then = format!("begins what runs where {holds}");
            parts.extend(self.keyword(asked, begins, "then", Pick::First, &then));
            self.statements(body, next, parts);
            from = end_of(body, begins);
            first.get_or_insert(holds);
        }
        if let Some(otherwise) = otherwise {
            let begins = start_of(otherwise, inside).max(from);
            let meaning = "begins what runs where no condition before it held";
            parts.extend(self.keyword(from, begins, "else", Pick::Last, meaning));
            self.statements(otherwise, inside, parts);
            from = end_of(otherwise, begins.min(inside));
        }
        parts.extend(self.closer(statement, from.min(inside), "fi", "`if`"));
        let first = first.unwrap_or_else(|| "a condition holds".to_owned());
        let more = match (branches.len(), otherwise.is_some()) {
            (0 | 1, false) => "",
            (0 | 1, true) => ", and others where not",
            _ => "; where not, asks on",
        };
        format!("runs commands where {first}{more}")
    }

    fn while_loop(
        &self,
        statement: &Statement,
        until: bool,
        condition: &[Statement],
        body: &[Statement],
        parts: &mut Vec<Explained>,
    ) -> String {
        let (word, what) = if until { ("until", "`until` loop") } else { ("while", "`while` loop") };
        let (start, inside) = (statement.span.start, inner_end(statement));
        let meaning = if is_endless(condition, until) {
            "repeats what follows `do` without end, until `break`, `return` or `exit` leaves it".to_owned()
        } else {
            let holds = self.condition(condition).unwrap_or_else(|| "this succeeds".to_owned());
            let how = if until { "until" } else { "as long as" };
            format!("repeats what follows `do` {how} {holds}")
        };
        let begins = start_of(condition, inside);
        parts.extend(self.keyword(start, begins, word, Pick::First, &meaning));
        let asked = end_of(condition, begins);
        self.statements(condition, start_of(body, inside), parts);
        self.round(statement, asked, body, what, parts);
        meaning
    }

    /// `do … done`, or `{ … }`.
    fn round(&self, statement: &Statement, from: usize, body: &[Statement], what: &str, parts: &mut Vec<Explained>) {
        let inside = inner_end(statement);
        let begins = start_of(body, inside).max(from);
        let begin = "begins what each round of the loop runs";
        let open = self.keyword(from, begins, "do", Pick::First, begin);
        let close = if open.is_none() && self.find_sign(from, begins, "{", Pick::First).is_some() {
            parts.extend(self.keyword(from, begins, "{", Pick::First, begin));
            "}"
        } else {
            parts.extend(open);
            "done"
        };
        self.statements(body, inside, parts);
        let last = end_of(body, begins.min(inside));
        let closed = self.closer(statement, last.min(inside), close, what);
        parts.extend(closed.or_else(|| self.closer(statement, last.min(inside), "}", what)));
    }

    fn for_loop(
        &self,
        statement: &Statement,
        variable: &Name,
        words: Option<&[Word]>,
        body: &[Statement],
        title: &'static str,
        parts: &mut Vec<Explained>,
    ) -> String {
        let over = self.over_what(words);
        let name = &variable.text;
        let meaning = if title == "select" {
            format!("shows a menu with {over}, and runs what follows `do` for each choice, as `{name}`")
        } else {
            format!("runs what follows `do` for {over}, as `{name}`")
        };
        let start = statement.span.start;
        parts.extend(self.keyword(start, variable.span.start, title, Pick::First, &meaning));
        let mut from = variable.span.end;
        if let Some(words) = words {
            let first = words.first().map_or(inner_end(statement), |it| it.span.start);
            let list = "begins the words that the loop goes through";
            parts.extend(self.keyword(from, first.max(from), "in", Pick::First, list));
            for word in words {
                self.word(word, parts);
            }
            from = words.last().map_or(from, |it| it.span.end);
        }
        let what = if title == "select" { "`select` loop" } else { "`for` loop" };
        self.round(statement, from, body, what, parts);
        meaning
    }

    /// What a loop goes through.
    fn over_what(&self, words: Option<&[Word]>) -> String {
        let Some(words) = words else { return "each argument of the script or function".to_owned() };
        match words {
            [] => "nothing".to_owned(),
            [word] => self.over_word(word),
            _ => {
                if words.iter().any(|it| it.literal().is_none()) {
                    return "each word that `in` lists".to_owned();
                }
                let shown: Vec<String> = words.iter().take(MOST_NAMED).map(|it| self.shown(it)).collect();
                match words.len().checked_sub(MOST_NAMED) {
                    Some(more) if more > 0 => format!("each of {} and {more} more", shown.join(", ")),
                    _ => format!("each of {}", listed(&shown, "and")),
                }
            }
        }
    }

    /// What one word of a loop gives.
    fn over_word(&self, word: &Word) -> String {
        let globs = word.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_)));
        let braces = word.parts.iter().any(|it| matches!(it.kind, PartKind::Brace(_) | PartKind::Sequence(_)));
        if let [part] = &*word.parts {
            let bare = part.quote == Quote::Bare;
            match &part.kind {
                PartKind::Parameter(it) if it.operator.is_none() && !it.length && !it.indirect => {
                    let all = it.index.as_ref().and_then(|it| it.literal());
                    match (&*it.name, all, bare) {
                        ("@", None, false) => return "each argument of the script or function".to_owned(),
                        (name, Some("@"), false) => return format!("each element of `{name}`"),
                        (_, _, true) => return format!("each word that {} is split into", self.shown(word)),
                        _ => return format!("the one text {}", self.shown(word)),
                    }
                }
                PartKind::Substitution(_) if bare => {
                    return format!("each word that {} prints, split at blanks and line ends", self.shown(word));
                }
                _ => {}
            }
        }
        match (globs, braces) {
            (true, false) => format!("each file that matches {}", self.shown(word)),
            (false, true) => {
                let (shown, count) = self.becomes(word);
                if count <= shown.len() as u64 {
                    let shown: Vec<String> = shown.iter().map(|it| code(it)).collect();
                    format!("each of {}", shown.join(", "))
                } else {
                    format!("each of the {count} words of {}", self.shown(word))
                }
            }
            _ if word.literal().is_some() => format!("the one word {}", self.shown(word)),
            _ => format!("each word of {}", self.shown(word)),
        }
    }

    fn counting_loop(
        &self,
        statement: &Statement,
        header: &Word,
        body: &[Statement],
        parts: &mut Vec<Explained>,
    ) -> String {
        let start = statement.span.start;
        let written = header.span.of(self.text());
        let pieces: Vec<&str> = written.split(';').map(str::trim).collect();
        let meaning = match &*pieces {
            _ if self.whole.is_some() => "repeats commands while it counts".to_owned(),
            [first, asked, then] => {
                let first =
                    if first.is_empty() { String::new() } else { format!("computes {} first, then ", code(first)) };
                let asked = match *asked {
                    "" => "without end".to_owned(),
                    asked => format!("as long as {} is not 0", code(asked)),
                };
                let then = if then.is_empty() { String::new() } else { format!("; {} after each round", code(then)) };
                format!("{first}repeats what follows `do` {asked}{then}")
            }
            _ => "repeats commands while it counts".to_owned(),
        };
        parts.extend(self.keyword(start, header.span.start, "for", Pick::First, &meaning));
        self.arithmetic(header, parts);
        self.round(statement, header.span.end.max(start), body, "`for` loop", parts);
        meaning
    }

    fn case(&self, statement: &Statement, word: &Word, arms: &[Arm], parts: &mut Vec<Explained>) -> String {
        let (start, inside) = (statement.span.start, inner_end(statement));
        let compared = self.shown(word);
        let meaning = format!("runs what stands behind the first pattern that {compared} matches");
        parts.extend(self.keyword(start, word.span.start.max(start), "case", Pick::First, &meaning));
        self.word_in(word, Place::Value, parts);
        let first = arms.first().and_then(|it| it.patterns.first()).map_or(inside, |it| it.span.start);
        let from = word.span.end.max(start);
        parts.extend(self.keyword(from, first.max(from), "in", Pick::First, "begins the patterns and their commands"));
        let mut from = from;
        for (at, arm) in arms.iter().enumerate() {
            let next = arms.get(at + 1).and_then(|it| it.patterns.first()).map_or(inside, |it| it.span.start);
            from = self.arm(arm, &compared, from, next, parts);
        }
        parts.extend(self.closer(statement, from.min(inside), "esac", "`case`"));
        meaning
    }

    /// One arm of a `case`; gives where it ends.
    fn arm(&self, arm: &Arm, compared: &str, from: usize, next: usize, parts: &mut Vec<Explained>) -> usize {
        let mut last = from;
        for (at, pattern) in arm.patterns.iter().enumerate() {
            if at > 0 {
                parts.extend(self.sign(last, pattern.span.start, "|", "or"));
            }
            last = pattern.span.end;
            if !self.wants(pattern.span) || self.whole.is_some() {
                self.word_in(pattern, Place::Pattern, parts);
                continue;
            }
            let meaning = match pattern.span.of(self.text()) {
                "*" => "runs this where no pattern before it matched".to_owned(),
                _ => format!("runs this where {compared} {}", self.matching(pattern, true)),
            };
            let title = titled(pattern.span.of(self.text()));
            let mut explained = Explained::new(pattern.span, Kind::Pattern, title, meaning, Source::Shell);
            self.word_in(pattern, Place::Pattern, &mut explained.parts);
            parts.push(explained);
        }
        let begins = start_of(&arm.body, next.max(last));
        parts.extend(self.sign(last, begins.max(last), ")", "ends the patterns; their commands follow"));
        self.statements(&arm.body, next.max(begins), parts);
        let behind = end_of(&arm.body, begins.min(next.max(last)).max(last));
        let behind = if arm.body.is_empty() { last } else { behind };
        let (sign, meaning) = match arm.end {
            ArmEnd::Leaves => (";;", "leaves the `case`"),
            ArmEnd::RunsNext => (";&", "goes on with the commands of the next pattern, without asking it"),
            ArmEnd::AsksNext => (";;&", "goes on asking the patterns that follow"),
        };
        parts.extend(self.sign(behind, next.max(behind), sign, meaning));
        behind
    }

    fn function(
        &self,
        statement: &Statement,
        name: &Name,
        body: &Statement,
        end: usize,
        parts: &mut Vec<Explained>,
    ) -> String {
        let meaning = format!("defines the function `{}`; a call runs its body", name.text);
        let start = statement.span.start;
        parts.extend(self.keyword(start, name.span.start.max(start), "function", Pick::First, &meaning));
        if self.wants(name.span) && self.whole.is_none() && !name.span.is_empty() {
            parts.push(Explained::new(
                name.span,
                Kind::Keyword,
                &*name.text,
                "is defined here; a call runs its body",
                Source::Shell,
            ));
        }
        match &body.kind {
            StatementKind::Group(inner) | StatementKind::Subshell(inner) if self.wants(body.span) => {
                self.group(body, inner, Some(name), parts);
                self.redirects(&body.redirects, ", whenever it is called", parts);
            }
            _ if self.wants(body.span) => parts.push(self.statement(body, end)),
            _ => {}
        }
        meaning
    }
}

const SUBSHELL: &str =
    "runs these commands in a copy of this shell: variables they set and `cd` change nothing outside";

/// Where the inside of a compound statement ends at the latest.
fn inner_end(statement: &Statement) -> usize {
    statement.redirects.first().map_or(statement.span.end, |it| it.span.start)
}

/// Whether a loop's condition always holds.
fn is_endless(condition: &[Statement], until: bool) -> bool {
    let [statement] = condition else { return false };
    match &statement.kind {
        StatementKind::Command(command) if command.words.len() == 1 && command.redirects.is_empty() => {
            matches!((command.words[0].literal(), until), (Some("true" | ":"), false) | (Some("false"), true))
        }
        StatementKind::Arithmetic(word) => {
            matches!((word.literal().map(str::trim), until), (Some("1"), false) | (Some("0"), true))
        }
        _ => false,
    }
}
