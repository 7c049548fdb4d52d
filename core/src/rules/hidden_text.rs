//! Rules of family 14, hidden text: text that does not say what it shows.

rules! {
}
