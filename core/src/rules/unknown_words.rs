//! Rules of family 17, unknown words: flags and sub-commands that the program does not have.

rules! {
    unknown_flag,
    unknown_subcommand,
}
