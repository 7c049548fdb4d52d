//! The history as processes, disks, clocks and strangers really treat it.
//!
//! Each module is marked as a test, so that its helpers may be as brief as the tests themselves.

#[cfg(test)]
mod cleared;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod damaged;
#[cfg(test)]
mod encrypted;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod many;
#[cfg(test)]
mod places;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod support;
#[cfg(test)]
mod transfer;
