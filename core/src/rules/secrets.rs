//! Rules of family 05, secrets and exfiltration: what must not be seen, and where it goes.

rules! {
}
