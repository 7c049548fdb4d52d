//! Words of people's own: the same wish without the words that a manual would use.

use super::{same, silent};

#[test]
fn phrasal_verbs_and_passives_are_orders() {
    same(
        "find tmp -type f -name '*.log' -delete",
        &[
            "please throw away the log files in tmp",
            "get rid of the log files in tmp",
            "please throw the log files in tmp away",
        ],
    );
    same("find build -type d -empty -delete", &["get rid of all empty directories below build"]);
    same("chmod 600 conf/shop.env", &["conf/shop.env should only be readable and writable by its owner"]);
    same("chown -R jonas results/old", &["results/old with all its content should belong to jonas now"]);
    same("chmod 400 /srv/keys/server.pem", &["mode of /srv/keys/server.pem to 400"]);
    same(
        "chmod go-rwx keys/a.key keys/b.key",
        &["take away all rights on keys/a.key and keys/b.key from everybody except the owner"],
    );
    same("chgrp staff /srv/shared", &["group staff should own /srv/shared"]);
}

#[test]
fn sizes_times_and_owners_have_many_names() {
    same("du -sh www exports cache", &["how heavy are www, exports and cache"]);
    same("find /srv -type f -user carol", &["carol's files in /srv"]);
    same("find src -type f -mtime +3", &["files in src older as 3 days"]);
    same("find . -type f -name '*.go' ! -name '*_test.go'", &["list all go files except the tests"]);
    same(
        "find /data -type f -empty > empty.txt",
        &["find all empty files in /data and write their paths to empty.txt"],
    );
}

#[test]
fn what_is_kept_or_far_away_is_left_alone() {
    silent(&["remove backups older than 2 weeks from /backup, but keep the sql dumps", "list xls remove"]);
}
