//! Requests about files and what is in them: read into one `Wish`, answered by the family that can honour all of it.

pub(crate) mod archive;
mod count;
mod disk;
mod each;
mod find;
mod links;
mod permissions;
mod read;
mod search;
mod selection;
mod slice;
mod tally;
#[cfg(test)]
mod tests;
mod wish;

use crate::Platform;
use crate::asked::{Asked, Proposal};
use crate::opening::Opening;
use wish::Wish;

/// What a family needs to know beyond the wish.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// Whose tools it will be.
    pub(crate) platform: Platform,
}

/// The command for a request about files; none where too much of it is not understood.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let reading = read::read(&asked.tokens);
    // One word that nothing explains is one too many: it tends to be the one that changes the command.
    if reading.blind
        || !reading.unexplained.is_empty()
        || reading.explained < 2 && !reading.wish.asks_where && reading.wish.objects.is_empty()
    {
        return None;
    }
    let command = answer(&reading.wish, Setting { platform: asked.platform })?;
    let vague = if asked.opening != Opening::Asks && reading.explained <= 2 { 0.1 } else { 0.0 };
    Some(Proposal { guessed: reading.guessed, doubt: vague + reading.doubt, ..Proposal::new("files", command) })
}

/// The command of the first family that can honour every fact of the wish.
fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    if wish.notes(wish::Note::Quiet) {
        let mut rest = wish.clone();
        rest.notes.retain(|it| *it != wish::Note::Quiet);
        let command = answer(&rest, setting)?;
        let (first, behind) = command.split_once(" | ").map_or((command.as_str(), ""), |it| it);
        // A pipe in quotes is none.
        if first.matches('\'').count() % 2 == 1 || command.contains("&&") {
            return None;
        }
        let pipe = if behind.is_empty() { "" } else { " | " };
        return Some(format!("{first} 2> /dev/null{pipe}{behind}"));
    }
    if wish.notes(wish::Note::Duplicates)
        || wish.notes(wish::Note::Parents)
        || matches!(
            wish.how_many,
            Some(wish::Counted::ByExtension | wish::Counted::ByFolder | wish::Counted::BySubfolder)
        )
    {
        return tally::answer(wish, setting);
    }
    if wish.wants(wish::Verb::Run) || wish.wants(wish::Verb::Replace) {
        return each::answer(wish, setting);
    }
    if wish.slice.is_some() && wish.texts.is_empty() {
        return slice::answer(wish).or_else(|| each::answer(wish, setting));
    }
    archive::answer(wish, setting)
        .or_else(|| permissions::answer(wish, setting))
        .or_else(|| links::answer(wish))
        .or_else(|| search::answer(wish, setting))
        .or_else(|| count::answer(wish, setting))
        .or_else(|| disk::answer(wish, setting))
        .or_else(|| find::answer(wish, setting))
}
