//! Reads words.
