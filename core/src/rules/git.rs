//! Rules of family 07, git: history and work that cannot be brought back.

mod branches;
mod checkouts;

rules! {
    force_push,
    delete_remote_branch,
    discard_work,
    clean_untracked,
    delete_branches,
    rewrite_history,
    expire_history,
    delete_refs,
    remove_checkout,
    unsafe_git_config,
    skip_hooks,
    delete_hosted,
    discard_work_elsewhere,
}
