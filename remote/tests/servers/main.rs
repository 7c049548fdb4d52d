//! The client against servers that behave, that misbehave, and that are real.

mod cancelled;
mod encrypted;
mod hostile;
mod ordinary;
mod real;
mod support;
mod unseen;
