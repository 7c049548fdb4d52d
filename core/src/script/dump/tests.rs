//! What the model says of each construct of the language, a short script each.

use super::dump;
use crate::script::{Dialect, parse_text};
use expect_test::Expect;

mod assignments;
mod compound;
mod embedded;
mod errors;
mod expansions;
mod lists;
mod redirects;
mod words;
mod wrappers;

fn check(script: &str, expected: Expect) {
    expected.assert_eq(&dump(&parse_text(script, Dialect::Bash)));
}
