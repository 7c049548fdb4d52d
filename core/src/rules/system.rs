//! Rules of family 06, system and services: what keeps a machine running and watched.

rules! {
    fork_bomb,
}
