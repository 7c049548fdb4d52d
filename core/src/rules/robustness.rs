//! Rules of family 12, robustness: what works until a name has a blank or a step fails.

rules! {
    names_from_ls,
    names_split_by_xargs,
    read_without_r,
    guessable_temp_name,
    sudo_redirect,
    hidden_exit_status,
    unquoted_arguments,
    unquoted_test,
    trap_expands_now,
    loop_input_eaten,
}
