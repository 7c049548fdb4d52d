//! Ghost text: whether a cursor stands where a command is wanted, and which commands may be shown there unasked.

use super::again::Again;
use super::answer::Form;
use super::calibration::Calibration;
use super::habits::{Habits, Rewritten, SINGLE};
use super::merge::Merged;
use super::{Candidate, ENOUGH, Request, Suggestion, checks, embedded, layout, meaning, merge, prompt};
use crate::rules::Level;
use crate::script::Comment;
use crate::target::Platform;
use crate::{Document, Span};

mod agree;
pub(super) use agree::in_double_quotes;
pub(super) mod certain;
mod tidy;
mod trust;

/// A cursor in a document, and what holds there.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    /// The document.
    pub document: &'a Document,
    /// The byte offset in it.
    pub offset: usize,
    /// The tools that a command will find.
    pub platform: Platform,
    /// Whether the user asked for it by key.
    pub manual: bool,
    /// How sure an answer must be, 0 to 1; less than what is sure enough for anybody is not shown.
    pub enough: f32,
    /// The names of files that the words may mean.
    pub names: &'a [String],
}

/// A place where a command is wanted.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    cursor: Cursor<'a>,
    prompt: prompt::Prompt,
    /// What the script says before, looked for once.
    variables: Vec<&'a str>,
    functions: Vec<&'a str>,
    above: Option<String>,
    habits: Habits,
    again: Again,
    calibration: Calibration,
}

/// What may be shown at a place.
#[derive(Clone, Debug, Default)]
pub struct Ghosts {
    /// The best first.
    pub items: Vec<Ghost>,
    /// The surest answer where it is dangerous: not to be shown unasked.
    pub withheld: Option<Withheld>,
}

/// An answer that is too dangerous to be shown where nobody asked for it, and what to say instead.
#[derive(Clone, Debug)]
pub struct Withheld {
    /// The command with its findings.
    pub suggestion: Suggestion,
    /// Where the comment stands that asked for it.
    pub span: Span,
    /// One sentence for the user.
    pub note: String,
}

/// Ghost text for a cursor.
#[derive(Clone, Debug)]
pub struct Ghost {
    /// What to insert at the cursor.
    pub insert: String,
    /// The checked command in it.
    pub suggestion: Suggestion,
}

/// How sure what follows from a line alone is.
const CERTAIN: f32 = 0.9;

impl<'a> Cursor<'a> {
    /// The place, where a command is wanted here.
    pub fn wish(&self) -> Option<Wish<'a>> {
        let Self { document, offset, manual, .. } = *self;
        let prompt = prompt::prompt(document, offset, manual)?;
        let has_words = !prompt.text.is_empty();
        let (variables, functions) = if has_words {
            (prompt::variables(document, offset), prompt::functions(document, offset))
        } else {
            (Vec::new(), Vec::new())
        };
        let above = prompt.above(document);
        let (habits, again, calibration) = Default::default();
        Some(Wish { above, prompt, variables, functions, habits, again, calibration, cursor: *self })
    }
}

impl Wish<'_> {
    /// The same, of a user of whom something is known.
    #[must_use]
    pub fn of_user(self, habits: Habits, again: Again, calibration: Calibration) -> Self {
        Self { habits, again, calibration, ..self }
    }

    /// The user's words, without comment signs; empty where a command is half typed with no comment.
    pub fn text(&self) -> &str {
        &self.prompt.text
    }

    /// What stands on the cursor's line already, and must begin the command.
    pub fn typed(&self) -> &str {
        &self.prompt.typed
    }

    /// Where the comment stands; empty, at the cursor, where there is none.
    pub fn comment(&self) -> Span {
        self.prompt.comment
    }

    /// Whether the words ask for a command, so that it is worth to ask a slow source. Whoever asks by key does so.
    pub fn asks(&self) -> bool {
        !self.prompt.text.is_empty() && (self.cursor.manual || self.prompt.asks())
    }

    /// Whether a piece of script of several lines may answer: a loop, a condition, a function.
    pub fn wants_block(&self) -> bool {
        self.prompt.wants_block()
    }

    /// What a model is to answer with.
    pub fn form(&self) -> Form {
        if self.wants_block() { Form::Block } else { Form::Line }
    }

    /// The wish, with what the script said before.
    pub fn request(&self) -> Request<'_> {
        let Cursor { document, platform, names, .. } = self.cursor;
        if self.prompt.text.is_empty() {
            return Request { names, ..Request::new("", document.dialect(), platform) };
        }
        Request {
            text: &self.prompt.text,
            dialect: document.dialect(),
            platform,
            variables: self.variables.clone(),
            functions: self.functions.clone(),
            above: self.above.clone(),
            names,
            habits: self.habits.clone(),
            again: self.again.clone(),
            calibration: self.calibration.clone(),
        }
    }

    /// What the embedded generator proposes. It depends on the words and on what the script says before, and on nothing
    /// that is typed of the answer: whoever keeps it saves most of the time.
    pub fn proposed(&self, most: usize) -> Vec<Candidate> {
        if self.prompt.text.is_empty() { Vec::new() } else { embedded::propose(&self.request(), most > 1) }
    }

    /// What may be shown, with what others propose; never a dangerous one.
    pub fn ghosts(&self, most: usize, others: Vec<Candidate>) -> Ghosts {
        self.ghosts_of(most, self.proposed(most), others)
    }

    /// The same with [`Wish::proposed`] of earlier.
    pub fn ghosts_of(&self, most: usize, proposed: Vec<Candidate>, others: Vec<Candidate>) -> Ghosts {
        let Cursor { document, offset, manual, enough, .. } = self.cursor;
        let request = self.request();
        let style = prompt::style(document, offset);
        let known = self.certain().into_iter().chain(proposed).chain(others).map(Merged::from);
        let candidates = known.chain(request.again.proposed(&request));
        let candidates = candidates.filter_map(|it| self.fitted(it, &request, &style)).collect();
        let suggestions = self.checked(candidates, &request);
        let best = suggestions.first().filter(|it| is_sure(it, enough) && is_danger(it));
        let withheld = best.map(|it| Withheld { note: note(it), span: self.prompt.comment, suggestion: it.clone() });
        let mut ghosts = Ghosts { items: Vec::new(), withheld };
        let mut meanings: Vec<String> = Vec::new();
        for suggestion in suggestions.into_iter().filter(|it| is_sure(it, enough) && !is_danger(it)) {
            if ghosts.items.len() == most {
                break;
            }
            // A model has read the script, and whoever agrees with one is no longer guessing.
            let is_guess = !manual && suggestion.sources.iter().all(|it| *it == "embedded");
            if is_guess && !trust::is_trusted(&self.prompt.text, &suggestion.command, document.dialect()) {
                continue;
            }
            let meaning = meaning::meaning(&tidy::without_quotes(&suggestion.command), document.dialect());
            if meanings.contains(&meaning) {
                continue;
            }
            if let Some(insert) = self.insert(&suggestion.command, &style) {
                meanings.push(meaning);
                ghosts.items.push(Ghost { insert, suggestion });
            }
        }
        ghosts
    }

    /// What follows from the line alone.
    fn certain(&self) -> Vec<Candidate> {
        let Cursor { document, offset, names, .. } = self.cursor;
        let typed = &self.prompt.typed;
        let command = if self.prompt.is_inline {
            certain::with_tail(typed, &self.prompt.text, document.dialect())
        } else if certain::may_go_on(typed) && !certain::names_one(&self.prompt.text) {
            certain::with_archive(document, offset, typed, names)
        } else {
            None
        };
        let candidate = |command| Candidate { command, confidence: CERTAIN, prose: false, source: "embedded" };
        command.map(candidate).into_iter().collect()
    }

    /// A candidate as this user writes it, where that can stand here, else as it is; `None` where neither can.
    fn fitted(&self, mut merged: Merged, request: &Request<'_>, style: &prompt::Style) -> Option<Merged> {
        let is_open = !merged.is_written && merged.candidate.confidence >= ENOUGH;
        let rewritten = is_open.then(|| request.habits.rewritten(&merged.candidate.command, request)).flatten();
        if let Some(Rewritten { command, mut sentences, checked }) = rewritten {
            let mut rewritten = Candidate { command, ..merged.candidate.clone() };
            if self.fits(&mut rewritten, style) {
                // The script's own quotes come before the user's.
                sentences.retain(|it| it != SINGLE || !style.double_quotes);
                return Some(Merged { candidate: rewritten, learned: sentences, checked: Some(checked), ..merged });
            }
        }
        self.fits(&mut merged.candidate, style).then_some(merged)
    }

    /// Writes a candidate as the script does; whether it can stand here.
    fn fits(&self, candidate: &mut Candidate, style: &prompt::Style) -> bool {
        let dialect = self.cursor.document.dialect();
        let command = &mut candidate.command;
        if command.contains('\n') && !self.wants_block() || speaks_to_checkers(command, self.cursor.document) {
            return false;
        }
        let typed = self.prompt.typed.as_str();
        if style.double_quotes && (typed.is_empty() || !command.starts_with(typed)) {
            *command = in_double_quotes(command);
        }
        match agree::agreed(command, typed, dialect) {
            Some(agreed) => *command = agreed,
            None => return false,
        }
        !self.prompt.following.as_ref().is_some_and(|it| it.repeats(command, dialect))
    }

    fn checked(&self, candidates: Vec<Merged>, request: &Request<'_>) -> Vec<Suggestion> {
        let merged = merge::merged(candidates, request.dialect);
        let form = self.form();
        let mut found: Vec<Suggestion> = merged
            .into_iter()
            .filter(|it| it.candidate.confidence >= ENOUGH)
            .filter_map(|it| checks::check_in(it, request, form))
            .collect();
        found.sort_by(|left, right| right.confidence.total_cmp(&left.confidence));
        found
    }

    /// What to insert for a command.
    fn insert(&self, command: &str, style: &prompt::Style) -> Option<String> {
        let document = self.cursor.document;
        let laid = layout::Style { indent: &style.indent, newline: style.newline, errexit: style.errexit };
        let laid_out = if self.prompt.closers.is_empty() && !self.prompt.is_inline {
            layout::laid_out(command, document.dialect(), &self.prompt.indent, laid)
        } else {
            command.to_owned()
        };
        let laid_out = match &self.prompt.following {
            Some(following) => tidy::without_closed(laid_out, self.cursor, &self.prompt.typed, following),
            None => laid_out,
        };
        self.prompt.insert(&laid_out)
    }
}

/// Whether a command holds a comment that makes checkers look away.
fn speaks_to_checkers(command: &str, document: &Document) -> bool {
    if !command.contains('#') {
        return false;
    }
    let parsed = Document::new(command, document.dialect());
    parsed
        .chunks()
        .iter()
        .any(|chunk| chunk.body.comments.iter().any(|it| Comment::is_directive(it.span.of(&chunk.body.text))))
}

/// One sentence that says why an answer is not shown.
fn note(suggestion: &Suggestion) -> String {
    let danger = suggestion.findings.iter().find(|it| it.level == Level::Danger);
    let message = danger.map_or("", |it| it.message.as_str());
    let first = message.split(' ').next().unwrap_or_default();
    // "deletes …" has no subject, "the password …" has one.
    let has_subject = !first.ends_with('s') || matches!(first, "this" | "its");
    let does = if has_subject { message.to_owned() } else { format!("it {message}") };
    format!("Caro can write this, but {}; use Generate Command to see it", does.trim_end_matches('.'))
}

fn is_sure(suggestion: &Suggestion, enough: f32) -> bool {
    !suggestion.prose && suggestion.confidence >= enough
}

fn is_danger(suggestion: &Suggestion) -> bool {
    suggestion.findings.iter().any(|it| it.level == Level::Danger)
}

#[cfg(test)]
mod tests;
