//! The generator that needs no model: composes a command from the words of a request, or stays silent.
//!
//! It reads text and gives text back: it opens no file, runs nothing and knows no editor. What it proposes is checked
//! by `caro-core` before anyone sees it.

#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_push_string,
    clippy::option_option,
    reason = "names of files are taken as they are; commands are short; a fact may be said to be nothing"
)]

mod asked;
mod calendar;
mod clauses;
mod context;
mod cover;
mod cron;
mod deeds;
mod edit;
mod examples;
mod files;
mod functions;
mod guard;
mod intents;
mod lines;
mod literals;
mod meaning;
mod opening;
mod pattern;
#[cfg(test)]
mod properties;
mod readings;
mod records;
mod refined;
mod shell;
mod slots;
mod steps;
mod syntax;
mod table;
mod vocabulary;
#[cfg(test)]
mod wishes;
mod words;

use asked::{Asked, Proposal};
pub use examples::examples;
pub use guard::changes;
pub use readings::{Question, Reading, propose_all, readings};
pub use refined::{Refined, refine};

/// Whose tools will be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Platform {
    /// GNU coreutils and findutils.
    #[default]
    Linux,
    /// BSD tools.
    MacOs,
    /// busybox.
    Busybox,
    /// What POSIX asks for, and no more.
    Posix,
}

/// Which shell will read the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Shell {
    /// `bash`, `zsh` or another with arrays, `[[` and `<( )`.
    #[default]
    Bash,
    /// `sh`: what POSIX asks for, and no more.
    Posix,
}

/// A request, and what the answer must fit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Request<'a> {
    /// The user's words, without the comment sign.
    pub text: &'a str,
    /// The shell that will read the command.
    pub shell: Shell,
    /// The tools it will find.
    pub platform: Platform,
    /// The variables that the script has set before.
    pub variables: &'a [&'a str],
    /// The functions that the script has defined before.
    pub functions: &'a [&'a str],
    /// The request that was made above this one.
    pub above: Option<&'a str>,
    /// The names of files beside the script, where the user lets them be read; folders as `name/`, files as `./name`.
    pub names: &'a [String],
}

/// A proposed command.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The shell text.
    pub command: String,
    /// How likely it is what was meant, 0 to 1.
    pub confidence: f32,
    /// Whether the request reads as prose does: then nothing may be shown unasked.
    pub prose: bool,
    /// What nobody said and the generator chose: "the current folder", "the remote `origin`".
    pub assumed: Vec<String>,
    /// Which family of work proposed it.
    pub family: &'static str,
}

/// The families of work, the more particular first: of two that are equally sure the first wins.
const FAMILIES: &[fn(&Asked<'_>) -> Vec<Proposal>] = &[
    |asked| functions::propose(asked).into_iter().collect(),
    deeds::propose,
    |asked| table::propose(asked).into_iter().collect(),
    |asked| lines::propose(asked).into_iter().collect(),
    |asked| files::propose(asked).into_iter().collect(),
    |asked| records::propose(asked).into_iter().collect(),
    |asked| cron::propose(asked).into_iter().collect(),
    intents::propose,
];

/// The commands that a request can be composed to, best first; none where too much of it is not understood.
pub fn propose(request: &Request<'_>) -> Vec<Answer> {
    let completed = context::complete(request);
    let request = &Request { text: completed.as_deref().unwrap_or(request.text), ..*request };
    let Some(asked) = Asked::new(request) else { return Vec::new() };
    let parts = steps::cut(&asked);
    let mut answers = of_families(&asked);
    // A second deed that a family passed over in silence would not be done.
    if steps::has_second_deed(&asked, &parts) {
        answers.iter_mut().filter(|it| !does_several(&it.command)).for_each(|it| it.confidence -= PASSED_OVER);
    }
    // What one family accounts for as a whole is not cut.
    let unsure = |it: &[Answer]| it.iter().all(|it| it.confidence < WHOLE);
    if unsure(&answers) {
        answers.extend(steps::propose(request, &asked, &parts));
    }
    if unsure(&answers)
        && let Some(text) = clauses::without_reason(&asked)
        && let Some(shorter) = Asked::new(&Request { text: &text, ..*request })
    {
        let less_sure = |it: Answer| Answer { confidence: it.confidence - LEFT_OUT, ..it };
        answers.extend(of_families(&shorter).into_iter().map(less_sure));
    }
    answers.retain(|it| guard::allows(&asked, &it.command));
    give_way(&asked, &mut answers);
    best_first(answers)
}

/// A look through all files that nobody asked for gives way to another family that understands as much: "show cpu
/// usage" is no search for the word.
fn give_way(asked: &Asked<'_>, answers: &mut [Answer]) {
    let searches = |it: &Answer| {
        it.family == "files"
            && (it.command.starts_with("grep -r") && it.command.ends_with(" .")
                || it.command.starts_with("find . -type b")
                || it.command.starts_with("find . -type c"))
    };
    let asked_for = asked.tokens.iter().any(|it| it.is_any("find search file folder contain here"));
    let others = answers.iter().filter(|it| it.family != "files").map(|it| it.confidence).fold(0.0, f32::max);
    if !asked_for {
        answers.iter_mut().filter(|it| searches(it) && it.confidence <= others).for_each(|it| it.confidence -= WAY);
    }
}

/// What such a look costs, where another family answers.
const WAY: f32 = 0.3;

/// What it costs to leave a clause out that seemed to tell why.
const LEFT_OUT: f32 = 0.08;
/// What it costs to say nothing of a second deed.
const PASSED_OVER: f32 = 0.4;

/// Whether a command does more than one thing.
fn does_several(command: &str) -> bool {
    ["&&", ";", "-exec", "-delete", "xargs", "while"].iter().any(|it| command.contains(it))
}

/// How sure one family must be of a whole request, for it not to be read as several steps.
const WHOLE: f32 = 0.6;

/// The best answer of one step.
fn answers(request: &Request<'_>) -> Option<Answer> {
    let asked = Asked::new(request)?;
    best_first(of_families(&asked)).into_iter().next().filter(|it| it.confidence >= WHOLE)
}

fn of_families(asked: &Asked<'_>) -> Vec<Answer> {
    FAMILIES.iter().flat_map(|it| it(asked)).map(|it| it.answer(asked)).collect()
}

fn best_first(mut answers: Vec<Answer>) -> Vec<Answer> {
    answers.sort_by(|left, right| right.confidence.total_cmp(&left.confidence));
    let mut seen: Vec<String> = Vec::new();
    answers.retain(|it| {
        let new = !seen.contains(&it.command);
        if new {
            seen.push(it.command.clone());
        }
        new
    });
    answers
}
