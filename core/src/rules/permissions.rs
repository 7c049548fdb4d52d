//! Rules of family 03, permissions and identity: who may do what, and who is who.

rules! {
    open_permissions,
}
