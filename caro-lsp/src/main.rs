//! Starts the server or a command.

fn main() {}
