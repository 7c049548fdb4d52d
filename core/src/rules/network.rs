//! Rules of family 13, network exposure: what a machine opens to others.

rules! {
}
