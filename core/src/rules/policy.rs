//! 00: what a policy asks for: protected paths, allowed commands, and rules written as data.

mod allowed;
mod own_rules;

pub(super) use allowed::allowing;
pub(super) use own_rules::check as check_own;
pub(crate) use own_rules::identity;

rules! {
    protected_path,
}
