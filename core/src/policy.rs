//! The policy: what a user, a team or a workspace wants to be told, and what it trusts.

/// What is asked for beyond the rules' own words. The default asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {}
