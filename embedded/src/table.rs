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
use read::Reader;

/// The command for a request about rows and fields; none where a word is not understood.
pub(crate) fn propose(asked: &Asked<'_>) -> Option<Proposal> {
    let reader = Reader::read(asked)?;
    let command = render::answer(&reader.query, asked)?;
    Some(Proposal { doubt: reader.query.doubt, ..Proposal::new("table", command) })
}
