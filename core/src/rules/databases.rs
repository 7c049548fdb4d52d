//! Rules of family 09, databases: data dropped or changed without a condition.

rules! {
}
