//! Rules of family 12, robustness: notes on what will break one day.

rules! {
}
