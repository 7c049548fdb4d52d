//! Rules of family 07, git: history and work that cannot be brought back.

rules! {
    force_push,
}
