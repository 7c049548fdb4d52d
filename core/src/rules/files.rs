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
    mirror_delete,
    remove_after_copy,
    move_to_null,
    move_system_folder,
    missing_target,
    overwrite_each_other,
    read_and_write,
    overwrite_start_file,
    extract_over_system,
    missing_archive,
    shred_wide,
    copy_over_system,
    edit_wide,
    link_over_system_file,
    rename_wide,
    chosen_by_others,
    no_preserve_root,
    purge_tmpfiles,
    delete_duplicates,
    compress_in_place,
}
