//! Rules of family 11, packages: what an installer removes, trusts or breaks.

mod removal;

rules! {
    remove_essential,
    ignore_dependencies,
    overwrite_package_files,
    unsigned_packages,
    unsigned_repository,
    forgeable_key,
    insecure_package_settings,
    mixed_package_index,
    pip_as_root,
    install_scripts_as_root,
    partial_upgrade,
    remove_all_packages,
    unpublish_package,
}
