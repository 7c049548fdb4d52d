//! Rules of family 16, portability: what does not exist where the script must run.

mod absent;
mod shells;

rules! {
    syntax_not_in_sh,
    builtin_not_in_sh,
    flag_not_there,
    edit_in_place,
}
