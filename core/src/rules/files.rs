//! Rules of family 01, files: what a script deletes, empties or moves.

rules! {
    recursive_delete,
    overwrite_system_file,
    find_delete_first,
}
