//! Rules of family 08, containers and clusters: what a container may reach, and what a cluster loses.

rules! {
}
