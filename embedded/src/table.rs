//! Requests that see a text file as rows and fields: columns, sums, counts of each, logs, joins, other formats.

mod awk;
mod columns;
mod files;
mod logs;
mod phrase;
mod query;
mod read;
mod render;
#[cfg(test)]
mod tests;
mod words;

use crate::asked::{Asked, Proposal};
use crate::lines::limits;
use query::{Header, Query};
use read::Reader;

/// The endings of files that are no rows and fields.
const OTHERS: &str = "json db sqlite sqlite3 xml zip tar tgz pdf xlsx docx png jpg";

/// The command for a request about rows and fields; none where a word is not understood.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let reader = Reader::read(asked)?;
    // What is no text of lines and fields is for others.
    let other = |it: &String| {
        let ending = it.rsplit_once('.').map_or("", |it| it.1);
        OTHERS.split(' ').any(|it| it == ending)
    };
    if reader.query.typed.iter().any(other) {
        return None;
    }
    let command = render::answer(&reader.query, asked)?;
    let assumed = assumed(&reader.query, &command, asked);
    let found = Proposal { doubt: reader.query.doubt, assumed, ..Proposal::new("table", command) };
    limits::keeps(asked, &found).then_some(found)
}

/// What a command takes for granted that nobody said: it is another one where that is said otherwise.
fn assumed(query: &Query, command: &str, asked: &Asked<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if query.header == Header::Unsaid {
        let without = render::answer(&Query { header: Header::None, ..query.clone() }, asked);
        if without.is_some_and(|it| it != command) {
            found.push("the first line is a header".to_owned());
        }
    }
    found
}
