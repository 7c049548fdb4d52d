//! Rules of family 11, packages: what is installed unchecked, and what is removed that is needed.

rules! {
}
