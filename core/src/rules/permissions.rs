//! Rules of family 03, permissions and identity: who may do what, and who is who.

mod lines;
mod modes;
mod trees;

rules! {
    open_permissions,
    set_id,
    system_modes,
    system_owner,
    readable_secret,
    acl_for_everyone,
    file_capability,
    open_umask,
    sudo_rules,
    account_files,
    login_keys,
    password_removed,
    known_password,
    second_root,
    groups_dropped,
    user_deleted,
    immutable_removed,
    login_checks,
    login_settings,
    screen_opened,
}
