//! What the generator answers to requests of people who never saw it: that its grades are of today, and that every answer is
//! a command that parses, exists, can be explained and passes ShellCheck.

mod commands;
mod graded;
mod values;

use std::io::Write as _;

/// Past what the test harness keeps back, so that it is seen even where the test passes.
fn show(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).expect("standard error can be written");
}
