//! The real host process with a real model of 2.25 MB: what clients see of it, also when it dies.

#![cfg(all(unix, feature = "engine"))]

#[cfg(test)]
mod answers;
#[cfg(test)]
mod cancelling;
#[cfg(test)]
mod deaths;
#[cfg(test)]
mod ends;
#[cfg(test)]
mod fairness;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod models;
#[cfg(test)]
mod prefixes;
#[cfg(test)]
mod starts;
#[cfg(test)]
mod useless;
