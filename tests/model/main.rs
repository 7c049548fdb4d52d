//! The typed model against real scripts and against other readers of shell: bash, dash and shfmt.
//!
//! The machine's own scripts are read too, where there are any; nothing in them is run.

mod bad_input;
mod completion;
mod fixes;
mod other_readers;
mod round_trip;
mod scripts;
mod word_lists;
