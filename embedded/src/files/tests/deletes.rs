//! A delete is proposed only where files were ordered away.

use super::{own_answer, same, silent};

#[test]
fn what_is_no_file_is_never_deleted_as_one() {
    for wish in [
        "delete user tim and his home",
        "delete the user tim with all his files",
        "remove the account of anna and her files",
        "delete the group devs and all its files",
        "remove the prefix old_ from the names of all files",
        "remove the word draft from the names of all pdfs",
        "remove copy from the filenames in docs",
        "remove the extension .txt from all files",
        "delete the last column of data.csv",
        "remove all digits from names.txt",
        "delete the tag v1.0 from all files",
    ] {
        let found = own_answer(wish).unwrap_or_default();
        assert!(!found.contains("-delete") && !found.contains("rm "), "{wish}: {found}");
    }
}

#[test]
fn questions_and_refusals_delete_nothing() {
    silent(&[
        "which files should i delete in tmp",
        "what can i delete in /var/log",
        "list files that are safe to delete",
        "find tmp files to delete",
        "how do i delete all tmp files",
        "do not delete the log files",
        "never delete anything in src",
        "list xls remove",
    ]);
}

#[test]
fn orders_delete() {
    same(
        "find . -type f -name '*.tmp' -delete",
        &[
            "delete all tmp files",
            "please remove every .tmp file",
            "i want to delete the tmp files",
            "all tmp files should be deleted",
            "find all tmp files and delete them",
            "list all tmp files, then remove them",
            "can you delete all the .tmp files",
        ],
    );
    same(
        "find . -type d -name node_modules -prune -exec rm -rf {} +",
        &["delete all node_modules folders", "all node_modules folders should be deleted"],
    );
    same(
        "find . -type d -name __pycache__ -prune -exec rm -rf {} +",
        &["remove every __pycache__ directory", "please delete all folders named __pycache__"],
    );
    same("find . -type f -user tim -delete", &["delete files owned by tim", "remove all files that belong to tim"]);
}

#[test]
fn people_are_no_files() {
    silent(&["who is in the group sudo", "list group staff", "who belongs to the group docker"]);
}
