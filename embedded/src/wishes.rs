//! For tests: many wishes that must give one command, and wishes that must give none.

use crate::{Answer, Platform, Request, Shell, propose};

/// How sure an answer must be before anything is shown.
const ENOUGH: f32 = 0.55;

/// The best answer.
pub(crate) fn best_for(shell: Shell, platform: Platform, text: &str) -> Option<String> {
    let found = propose(&Request { text, shell, platform, ..Request::default() });
    found.into_iter().find(|it| it.confidence >= ENOUGH).map(|it| it.command)
}

/// What these families answer.
pub(crate) fn answer_in(families: &[&str], text: &str) -> Option<String> {
    let found = propose(&Request { text, ..Request::default() });
    let own = |it: &Answer| it.confidence >= ENOUGH && !it.prose && families.contains(&it.family);
    found.into_iter().find(own).map(|it| it.command)
}

/// The best answers for wishes must be this command, for bash and GNU tools.
#[track_caller]
pub(crate) fn same(command: &str, wishes: &[&str]) {
    same_for(Shell::Bash, Platform::Linux, command, wishes);
}

/// The same for another shell or platform.
#[track_caller]
pub(crate) fn same_for(shell: Shell, platform: Platform, command: &str, wishes: &[&str]) {
    let differs = |wish: &&str| {
        let found = best_for(shell, platform, wish);
        (found.as_deref() != Some(command)).then(|| format!("{wish}\n    {}", found.unwrap_or("silent".to_owned())))
    };
    let wrong: Vec<String> = wishes.iter().filter_map(differs).collect();
    assert!(wrong.is_empty(), "wanted: {command}\n{}", wrong.join("\n"));
}

/// Wishes that these families must not answer.
#[track_caller]
pub(crate) fn silent_in(families: &[&str], wishes: &[&str]) {
    let answered = |wish: &&str| answer_in(families, wish).map(|found| format!("{wish}\n    {found}"));
    let wrong: Vec<String> = wishes.iter().filter_map(answered).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
