//! Rules of family 10, cloud and infrastructure: what a service deletes for good.

rules! {
}
