//! What people ask about files in everyday words.

use super::{own_answer, same, silent};

#[test]
fn questions_how_to_do_it_are_orders() {
    same(
        "find docs -type f -name '*.pdf'",
        &[
            "how do i find all pdfs in docs",
            "how can I list the pdf files in docs",
            "I need a list of all pdfs in docs",
        ],
    );
    same("unzip -jq photos.zip -d summer", &["unzip photos.zip into summer without creating the folders"]);
}

#[test]
fn folders_are_measured_as_a_whole() {
    same(
        "du -sh -t 5G /srv/media/*/",
        &["folders in /srv/media bigger than 5G", "which folders in /srv/media are over 5 GB"],
    );
    same("du -sh */ | sort -rh | head -n 1", &["which folder uses the most space"]);
    same("df -h /", &["how much space is left on the root partition", "free space on the root file system"]);
}

#[test]
fn what_is_left_out_may_be_described() {
    same(
        "find . -type f ! -name '*.o'",
        &["all files except the ones ending with .o", "files without those ending in .o"],
    );
    same("find /home/clara -maxdepth 1 -type f -name '.?*'", &["show hidden files in /home/clara only"]);
}

#[test]
fn names_without_a_dot_are_files() {
    same(
        "find . -type f -newer Makefile",
        &["every file that was changed after Makefile", "files newer than Makefile"],
    );
    same("chmod 600 id_rsa", &["set the permissions of id_rsa to 600", "permission of id_rsa to 600"]);
    same("stat -c %U /etc/hosts", &["show the owner of /etc/hosts"]);
    same("readlink prod", &["what does the link prod point to", "where does the symlink prod point to?"]);
}

#[test]
fn what_is_added_to_an_archive_is_no_text() {
    same("tar -rf delivery.tar notes.txt", &["add notes.txt to delivery.tar"]);
    assert_eq!(own_answer("add notes.txt to delivery.tar.gz"), None);
}

#[test]
fn sizes_of_each_are_not_summed() {
    same(
        "find Music -type f -name '*.mp3' -printf '%s %p\\n'",
        &["size of each mp3 file in Music", "the size of every .mp3 in Music"],
    );
}

#[test]
fn who_holds_a_text_may_be_called_by_what_it_is() {
    same("grep -rl acme docs", &["which invoices in docs mention acme", "which files in docs contain acme"]);
    same("grep -rL budget q3", &["which reports in q3 do not mention budget"]);
}

#[test]
fn stray_words_are_no_names() {
    silent(&[
        "types duration per",
        "find example.com",
        "grep what's u+x",
        "currently reads youngest mp4 remove",
        "which files carry unencrypted http:// links",
    ]);
}

#[test]
fn nothing_is_left_for_others() {
    same(
        "find keys -type f -name '*.pem' -exec chmod 400 {} +",
        &["make the .pem files in keys read-only for the owner and nothing for all others"],
    );
}

#[test]
fn same_content_is_shown_with_its_checksums() {
    same(
        "find data -type f -exec md5sum {} + | sort | uniq -w32 -D",
        &[
            "find duplicate files in data",
            "find files under data that have the same content, print checksum and name of every duplicate",
            "find all duplicate files in data by their checksum and print the groups of names",
        ],
    );
}

#[test]
fn places_are_what_was_named() {
    same("chown bob project", &["give bob ownership of project"]);
    same("find . -maxdepth 1 -type f -name '*.csv'", &["all csv files but only in the top folder"]);
    same(
        "grep -ri --include='*.log' refused /var/log",
        &["find 'refused' in all logs under /var/log, case-insensitively"],
    );
    silent(&["remove all .orig files left over from merging", "find words starting with pre in text.txt"]);
}
