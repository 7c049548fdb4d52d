//! A few words more about a command that was shown: "only the ones from today", "as root", "in /var/log instead".
//!
//! Two ways, both exact: the words and the wish are read as one request, or the command itself is changed where its facts
//! say how. What is not understood gives nothing.

mod changes;
mod edits;
mod programs;
mod root;
#[cfg(test)]
mod tests;

use super::habits::Habits;
use super::meaning::meaning;
use super::merge::Merged;
use super::{Candidate, Request, Suggestion, checked, embedded};
use crate::Document;
use crate::knowledge::Syntax;
use crate::script::{Command, Dialect, Node, walk};
use caro_embedded::{Answer, Reading};
use changes::Change;
pub(super) use edits::{commands, document, edited};
pub(super) use programs::{ripgrep, takes_the_same};

/// The longest command that is refined, and the longest words, in bytes.
const MOST_COMMAND: usize = 4096;
const MOST_WORDS: usize = 300;
/// How often one command is refined.
const MOST_STEPS: usize = 12;
/// What stands before words that changed the command itself, in [`Suggestion::wish`].
pub(super) const STEP: &str = "\n+ ";
/// How sure a change of the command itself is.
const CHANGED: f32 = 0.9;
/// How much less sure each further reading is.
const FURTHER: f32 = 0.1;

/// The commands that a shown one becomes by some words, best first. `request.text` is the wish that was answered
/// ([`Suggestion::wish`] of the shown command, so that a refinement can be refined), `earlier` the command that was shown;
/// `others` is what other sources propose. What says the same as the earlier command is left out, unless that one does
/// already what the words ask for.
pub fn refine(
    request: &Request<'_>,
    earlier: &str,
    words: &str,
    most: usize,
    others: Vec<Candidate>,
) -> Vec<Suggestion> {
    let words = words.trim();
    if words.is_empty() || words.len() > MOST_WORDS || words.contains(char::is_control) {
        return Vec::new();
    }
    let Some(shown) = Shown::new(earlier, request) else { return Vec::new() };
    let mut found = shown.refined(words);
    Habits::applied(&mut found, request);
    let before = meaning(earlier, request.dialect);
    let says_the_same = |it: &str| meaning(it, request.dialect) == before;
    let satisfied = found.first().is_some_and(|it| says_the_same(&it.candidate.command));
    let wish = format!("{}{STEP}{words}", request.text);
    let others = others.into_iter().map(|it| Merged { wish: Some(wish.clone()), ..Merged::from(it) });
    let all: Vec<Merged> = found.into_iter().chain(others).collect();
    let mut found = checked(all, request);
    if !satisfied {
        found.retain(|it| !says_the_same(&it.command));
    }
    found.truncate(most);
    found
}

/// A `du` that sums how long files are and not what they take on the disk, where a request says neither.
pub(super) fn length(request: &Request<'_>, command: &str) -> Option<String> {
    let words = request.text.to_lowercase();
    let says =
        |list: &str| words.split(|it: char| !it.is_alphanumeric()).any(|it| list.split(' ').any(|word| word == it));
    if !says("big large size sizes heavy")
        || says("disk space usage take takes taken use uses used occupy occupies free")
    {
        return None;
    }
    let document = document(command, request.dialect)?;
    let changed = edits::changed(&document, &changes::read("by length")?, request)?;
    (command.starts_with("du ") && changed != command).then_some(changed)
}

/// A command that was shown, and the wish that it answers.
struct Shown<'r> {
    request: &'r Request<'r>,
    document: Document,
    earlier: &'r str,
    /// The wish in words.
    wish: &'r str,
    /// The words that changed the command itself since.
    steps: Vec<&'r str>,
}

impl<'r> Shown<'r> {
    fn new(earlier: &'r str, request: &'r Request<'r>) -> Option<Self> {
        let sane = !earlier.trim().is_empty() && earlier.len() <= MOST_COMMAND && !earlier.contains(char::is_control);
        let document = document(earlier, request.dialect).filter(|_| sane)?;
        let mut parts = request.text.split(STEP);
        let wish = parts.next().unwrap_or_default();
        let steps: Vec<&str> = parts.take(MOST_STEPS).collect();
        Some(Self { request, document, earlier, wish, steps })
    }

    fn refined(&self, words: &str) -> Vec<Merged> {
        if self.steps.len() >= MOST_STEPS {
            return Vec::new();
        }
        let change = changes::read(words);
        let changed = || -> Option<Merged> {
            let command = self.changed(self.earlier, &change?)?;
            let candidate = Candidate { command, confidence: CHANGED, prose: false, source: "embedded" };
            let wish = format!("{}{STEP}{words}", self.request.text);
            // The user's words come before their habits.
            Some(Merged { wish: Some(wish), is_written: true, ..Merged::from(candidate) })
        };
        if change.is_some_and(|it| it.comes_first())
            && let Some(changed) = changed()
        {
            return vec![changed];
        }
        // Only of a download "save it as" says under which name.
        let is_saved = matches!(change, Some(Change::Save { .. })) && !edits::downloads(&self.document);
        let is_certain = change.is_some_and(|it| it.is_certain()) || is_saved;
        let mut found = if is_certain { Vec::new() } else { self.read_together(words) };
        if found.is_empty() {
            found.extend(changed());
        }
        found
    }

    fn changed(&self, command: &str, change: &Change<'_>) -> Option<String> {
        if command == self.earlier {
            return edits::changed(&self.document, change, self.request);
        }
        edits::changed(&document(command, self.request.dialect)?, change, self.request)
    }

    /// A command with all that was changed about it since.
    fn stepped(&self, command: String) -> Option<String> {
        self.steps.iter().try_fold(command, |command, words| self.changed(&command, &changes::read(words)?))
    }

    /// The answers to wish and words as one request.
    fn read_together(&self, words: &str) -> Vec<Merged> {
        let request = Request { text: self.wish, ..self.request.clone() };
        let Some(asked) = embedded::asked(&request) else { return Vec::new() };
        let readings = caro_embedded::readings(&asked);
        let before = meaning(self.earlier, request.dialect);
        let is_shown = |it: &&Reading| {
            let command = self.stepped(it.answer.command.clone());
            command.is_some_and(|it| Habits::meaning(&it, &request) == before)
        };
        let nearest = readings.iter().find(is_shown);
        // What was shown is not what we read in the wish: then we would say nothing of what it does.
        if nearest.is_none() && (!readings.is_empty() || !self.steps.is_empty()) {
            return Vec::new();
        }
        let text = nearest.map_or(self.wish, |it| &it.text);
        let together = caro_embedded::Request { text, ..asked };
        let answers = caro_embedded::refine(&together, words, nearest.map(|it| &it.answer));
        let steps: String = self.steps.iter().flat_map(|it| [STEP, it]).collect();
        let mut found = Vec::new();
        for it in answers {
            let confidence = it.answer.confidence - FURTHER * found.len() as f32;
            let Some(command) = self.stepped(it.answer.command.clone()) else { continue };
            let rewritten = request.habits.rewritten(&command, &request);
            let written = rewritten.as_ref().map_or(&command, |it| &it.command);
            if it.replaced == 0 && !keeps(&self.document, written, request.dialect) {
                continue;
            }
            let answer = Answer { command, confidence, ..it.answer };
            found.push(Merged { wish: Some(format!("{}{steps}", it.text)), ..embedded::merged(answer) });
        }
        found
    }
}

/// Whether a command still says each value that the earlier one was given: folders, names, sizes, times.
fn keeps(earlier: &Document, command: &str, dialect: Dialect) -> bool {
    let Some(document) = document(command, dialect) else { return false };
    let new = values(&document);
    values(earlier).iter().all(|it| new.contains(it) || new.iter().any(|new| new.contains(it.as_str())))
}

/// The values that the commands of a text are given, formats and programs of other languages apart.
fn values(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for chunk in document.chunks() {
        walk(&chunk.body.statements, &mut |node| {
            if let Node::Command(command) = node {
                found.extend(
                    command.arguments().iter().filter_map(|it| it.literal()).filter_map(|it| value(command, it)),
                );
            }
        });
    }
    found
}

fn value(command: &Command, word: &str) -> Option<String> {
    const FILTERS: [&str; 10] = ["sort", "head", "tail", "cut", "awk", "sed", "wc", "column", "tr", "xargs"];
    let is_filter = command.program.as_deref().is_some_and(|it| FILTERS.contains(&it));
    let is_number = word.trim_start_matches(['+', '-']).starts_with(|it: char| it.is_ascii_digit());
    let is_code = word.contains(['%', '{', '\\', '$', ';']);
    let is_flag = word.starts_with('-') && !is_number;
    let names = word.contains(['/', '.']);
    // `ps aux` says which columns, `-type f` what kind of thing.
    let is_bundle = command.facts().last().is_some_and(|it| it.syntax == Syntax::OldBundle) && !names && !is_number;
    (!is_code && !is_flag && !is_bundle && word.len() > 1 && (names || !is_filter)).then(|| word.to_owned())
}
