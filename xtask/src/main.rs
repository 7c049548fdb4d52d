//! Generators and checks for the tree itself.

fn main() {}
