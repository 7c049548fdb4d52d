//! The store, its downloads and its files, as processes and servers really treat them.
//!
//! Each module is marked as a test, so that its helpers may be as brief as the tests themselves.

#[cfg(test)]
mod downloading;
#[cfg(test)]
mod full_disk;
#[cfg(test)]
mod gguf;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod misbehaving;
#[cfg(test)]
mod storing;
#[cfg(test)]
mod support;
