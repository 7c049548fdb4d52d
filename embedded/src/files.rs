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
use crate::lines::limits;
use crate::literals::{Form, Token, names_file};
use crate::opening::Opening;
use crate::shell;
use wish::{Age, Condition, Stamp, Test, Wish};

/// What a family needs to know beyond the wish.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// Whose tools it will be.
    pub(crate) platform: Platform,
}

/// The command for a request about files; none where too much of it is not understood.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let (tokens, file) = into_file(&asked.tokens);
    let reading = read::read(tokens);
    // One word that nothing explains is one too many: it tends to be the one that changes the command.
    if reading.blind
        || !reading.unexplained.is_empty()
        || reading.explained < 2 && !reading.wish.asks_where && reading.wish.objects.is_empty()
    {
        return None;
    }
    let setting = Setting { platform: asked.platform };
    let mut command = answer(&reading.wish, setting)?;
    let assumed = assumed(&reading.wish, &command, asked);
    if let Some(file) = file {
        if reading.wish.acts() || reading.wish.target.is_some() {
            return None;
        }
        command = format!("{command} > {}", shell::path(file));
    }
    // "who owns x" is short and clear.
    let clear = reading.wish.output.owner != (false, false);
    let vague = if asked.opening != Opening::Asks && reading.explained <= 2 && !clear { 0.1 } else { 0.0 };
    // "which files contain x" asks for files, which families of lines do not answer.
    // What is added to an archive is not appended as text.
    let sure = match reading.wish {
        ref it if it.files_wanted && !it.texts.is_empty() => 0.01,
        ref it if it.wants(wish::Verb::Append) => 0.03,
        _ => 0.0,
    };
    let doubt = vague + reading.doubt - sure;
    let found = Proposal { guessed: reading.guessed, doubt, assumed, ..Proposal::new("files", command) };
    limits::keeps(asked, &found).then_some(found)
}

/// What a command holds that nobody said: the wish is rendered once more with another value there, and must be the same
/// command but for that value.
fn assumed(wish: &Wish, command: &str, asked: &Asked<'_>) -> Vec<String> {
    const ELSEWHERE: &str = "caro-elsewhere";
    const OTHERWISE: u32 = 7_654_321;
    let setting = Setting { platform: asked.platform };
    let mut found = Vec::new();
    let names_files = !wish.objects.is_empty() && wish.conditions.is_empty() && wish.kind.is_none();
    if wish.places.is_empty() && !wish.here {
        let elsewhere = Wish { places: vec![ELSEWHERE.to_owned()], ..wish.clone() };
        let other = answer(&elsewhere, setting).unwrap_or_default();
        // A named file is where it is named.
        let unnamed = [format!("{ELSEWHERE}/"), format!(" {ELSEWHERE}")];
        let is_it = other.contains(ELSEWHERE)
            && (other.replace(ELSEWHERE, ".") == command
                || !names_files && unnamed.iter().any(|it| other.replace(it, "") == command));
        if is_it {
            found.push("the current folder".to_owned());
        }
    }
    if wish.ten && wish.limit == Some(10) && !asked.tokens.iter().any(|it| it.number == Some(10.0)) {
        let more = Wish { limit: Some(OTHERWISE), ..wish.clone() };
        let said = format!("-n {OTHERWISE}");
        let other = answer(&more, setting).unwrap_or_default();
        if other.contains(&said) && other.replace(&said, "-n 10") == command {
            found.push("ten of them".to_owned());
        }
    }
    // When a file was made is not kept everywhere: its last change is asked for.
    let by_time = |it: &Condition| matches!(&it.test, Test::Age(Age { stamp: Stamp::Modified, .. }));
    if asked.tokens.iter().any(|it| it.is("created")) && wish.conditions.iter().any(by_time) {
        found.push("“created” means last changed".to_owned());
    }
    found
}

/// "… and write their paths to list.txt": what comes before, and the file.
fn into_file<'t, 'a>(tokens: &'t [Token<'a>]) -> (&'t [Token<'a>], Option<&'a str>) {
    let whole = (tokens, None);
    let Some(last) = tokens.iter().rposition(|it| !it.is_mark()) else { return whole };
    let file = &tokens[last];
    let plain = matches!(file.form, Form::FileName | Form::Path)
        && names_file(file.text)
        && archive::format(file.text).is_none()
        && !file.text.contains(['*', '?']);
    let says = |it: &Token<'_>, words: &[&str]| words.iter().any(|word| it.text.eq_ignore_ascii_case(word));
    if !plain || last < 4 {
        return whole;
    }
    let mut at = last - 1;
    if !says(&tokens[at], &["to", "in", "into", "as"]) {
        return whole;
    }
    let nouns = [
        "the",
        "their",
        "its",
        "a",
        "all",
        "these",
        "them",
        "it",
        "list",
        "paths",
        "path",
        "names",
        "name",
        "result",
        "results",
        "output",
        "full",
        "everything",
        "file",
        "filenames",
    ];
    while at > 0 && says(&tokens[at - 1], &nouns) {
        at -= 1;
    }
    let written = at > 1
        && says(&tokens[at - 1], &["write", "save", "store", "put", "dump", "record"])
        && (tokens[at - 2].is("and") || tokens[at - 2].form == Form::Comma);
    if written { (&tokens[..at - 2], Some(file.text)) } else { whole }
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
