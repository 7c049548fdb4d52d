//! Walks statements.
