//! Rules of family 01, files: what a script deletes, empties or moves.

mod deletes;
mod precious;
mod searches;

rules! {
    recursive_delete,
    overwrite_system_file,
    find_delete_first,
    stray_blank,
    kept_folder,
    own_folder,
    delete_history,
    delete_system_file,
    wipe_record,
    unsure_folder,
    delete_parent,
    split_path,
    wide_search,
    follow_links,
    listed_delete,
    listed_operands,
}
