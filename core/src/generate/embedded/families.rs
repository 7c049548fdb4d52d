//! The families of work: each turns what was read into a typed request and renders it, or declines.

pub(super) mod archive;
mod count;
mod disk;
mod find;
mod links;
mod permissions;
mod search;
mod selection;
mod slice;

use super::wish::Wish;
use crate::target::Platform;

/// What a family needs to know beyond the wish.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Whose tools it will be.
    pub(super) platform: Platform,
}

/// The command of the first family that can honour every fact of the wish.
pub(super) fn answer(wish: &Wish, setting: Setting) -> Option<String> {
    if wish.slice.is_some() {
        return slice::answer(wish);
    }
    archive::answer(wish, setting)
        .or_else(|| permissions::answer(wish, setting))
        .or_else(|| links::answer(wish))
        .or_else(|| search::answer(wish, setting))
        .or_else(|| count::answer(wish, setting))
        .or_else(|| disk::answer(wish, setting))
        .or_else(|| find::answer(wish, setting))
}
