//! Sets of files by rarer conditions, and what is done with each of them.

use super::{same, silent};

#[test]
fn special_entries_and_links_are_found() {
    same("find /run -type s", &["find unix sockets in /run", "list all socket files under /run"]);
    same("find /tmp -type p", &["find named pipes in /tmp", "list all fifos in /tmp"]);
    same("find . -samefile data.bin", &["find all hard links to data.bin", "find files hard linked to data.bin"]);
    same("find . -type f -links +1", &["find files with more than one hard link", "files with several hard links"]);
    same(
        r"find . -type l -exec test {} -ef /opt/app \; -print",
        &["find links pointing to /opt/app", "which symlinks point to /opt/app", "find symbolic links to /opt/app"],
    );
    same(
        "find . -type f -exec md5sum {} + | sort | uniq -w32 -D",
        &["find duplicate files", "find files with identical content", "find files with the same content"],
    );
    same(
        r"find . -type f -name package.json -printf '%h\n' | sort -u",
        &["directories containing a package.json", "which folders contain a file named package.json"],
    );
}

#[test]
fn bits_names_and_levels_are_conditions() {
    same("find /opt -type f -perm -u=s", &["Find every file below /opt which has the setuid bit set."]);
    same(
        "find . -type f -perm -g=w",
        &["find all files that the group can write", "files writable by the group", "find group-writable files"],
    );
    same("find keys -type f -perm /go=r", &["find files in keys readable by the group or by others"]);
    same("find . -type f ! -name '*.*'", &["files with no extension", "list all files without an extension"]);
    same("find . -type f -name '*[0-9]*'", &["find files whose name contains a digit"]);
    same(
        r"find . -regextype posix-extended -type f -regex '.*/IMG_[0-9]+\.jpg'",
        &[r"find files whose name matches the regex ^IMG_[0-9]+\.jpg$"],
    );
    same(
        r"find . -type f ! \( -name '*.jpg' -o -name '*.png' \)",
        &["all files that are neither .jpg nor .png", "find files that are neither .jpg nor .png"],
    );
    same("find . -mindepth 3 -type f", &["find files at least 3 levels deep"]);
    same("find . -mindepth 2 -maxdepth 2 -type d", &["find directories at exactly depth 2"]);
    same("find . -type f -size 1024c", &["find files of exactly 1024 bytes", "files with exactly 1024 bytes"]);
    same("find . -type d -name old", &["find all directories which have the name old", "folders named old"]);
}

#[test]
fn the_dot_of_a_sentence_is_no_place() {
    same(
        "find ~ -type f -name '*.sh'",
        &["List all the shell scripts in my home directory.", "all sh files in my home"],
    );
    same(
        r"find bin -type l -printf '%p -> %l\n'",
        &[
            "Print each symbolic link in bin along with the file that it points to.",
            "symlinks in bin with their targets",
        ],
    );
}

#[test]
fn ages_are_read_as_they_are_said() {
    same(
        "find Downloads -type f -mtime +180",
        &[
            "Find all files in the directory Downloads which have not been modified for more than 180 days.",
            "files in Downloads older than 180 days",
        ],
    );
    same(
        "find . -daystart -type f -name '*.pdf' -mtime 0",
        &["what pdfs did i change today", "pdf files changed today"],
    );
    same("find spool -type f -mmin +2880", &["list files in spool older than 48 hours"]);
    same(
        "find . -type f -newermt 2024-03-01 ! -newermt 2024-04-01",
        &["files modified in march 2024", "files modified between 1 March 2024 and March 31st, 2024"],
    );
    same(
        "find spool -type f -mtime +2",
        &["list the messages in spool older than 2 days", "which messages in spool are older than 2 days"],
    );
}

#[test]
fn results_are_counted_by_group_and_sorted() {
    same(
        r"find src -type f -name '*.*' -printf '%f\n' | sed 's/.*\.//' | sort | uniq -c | sort -rn",
        &["count files by extension in src", "how many files of each extension are there in src"],
    );
    same(
        r"find . -type f -printf '%h\n' | sort | uniq -c | sort -rn | head -n 1",
        &["which directory has the most files", "which folder contains the most files"],
    );
    same(
        r"find . -type f -printf '%s %p\n' | sort -rn",
        &["list files sorted by size in descending order", "files in descending order of size"],
    );
    same(
        r"find . -type f -name '*.js' -exec wc -l {} \; | sort -rn | head -n 1",
        &["which js file has the most lines", "js file with most lines"],
    );
    same("find src -type f -name '*.c' -exec wc -l {} +", &["count lines of every .c file in src with a total"]);
}

#[test]
fn each_file_is_worked_on() {
    same("touch src/*.c", &["touch all .c files in src"]);
    same("find dist -type f -exec sha256sum {} +", &["compute the sha256 checksums of all files in dist"]);
    same(
        "find etc -type f -name '*.conf' -exec sed -i 's/localhost/example.com/g' {} +",
        &["substitute every occurrence of localhost by example.com in all .conf files in etc"],
    );
    same(
        "find etc -type f -name '*.conf' -exec sed -i 's/localhost/example.com/g' {} +",
        &["replace localhost with example.com in all .conf files under etc"],
    );
    same(
        "find . -type f -name '*.html' -exec sed -i 's|http://|https://|g' {} +",
        &["in all html files replace http:// with https://"],
    );
    same(r"find . -type f -name '*.csv' -exec head -n 1 {} \;", &["print the first line of every csv file"]);
    same(
        r"find backups -maxdepth 1 -type f -printf '%T@ %p\0' | sort -zrn | tail -zn +4 | cut -zd' ' -f2- | xargs -0 -r rm --",
        &["delete all but the newest 3 files in backups"],
    );
    same(
        r"find backups -type f -printf '%T@ %p\0' | sort -zn | head -zn 1 | cut -zd' ' -f2- | xargs -0 -r rm --",
        &["delete the oldest file in backups"],
    );
    same(
        "find db -type f -name '*.gz' -exec zcat {} + | wc -l",
        &["how many lines do all the gzipped dumps in db have together", "count the lines of all .gz files in db"],
    );
    same("find build -mindepth 1 -delete", &["delete everything inside build", "empty the directory build"]);
    same("find . -type f -name '*.sql' -exec bzip2 {} +", &["bzip2 all .sql files"]);
}

#[test]
fn modes_without_numbers_are_set() {
    same("chmod g+s shared", &["set the setgid bit on shared"]);
    same("chmod o-rwx secret.key", &["remove all permissions for others from secret.key"]);
    same("chmod a-w a.txt", &["make a.txt read-only"]);
    same("chmod --reference=a.sh b.sh", &["give b.sh the same permissions as a.sh", "copy the mode of a.sh to b.sh"]);
    same("chmod 644 a.txt", &["set permissions of a.txt to rw-r--r--"]);
    same("find www -mindepth 1 -type d -exec chmod 755 {} +", &["change permissions of all directories in www to 755"]);
    same(
        r"find shared \( -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} + \)",
        &["in the folder shared all directories should have 755 and all files 644"],
    );
    same("stat -c %U report.txt", &["show the owner of report.txt", "print the owner of report.txt"]);
    same("find bin -type f -printf '%M %p\\n'", &["show the permissions of all files in bin"]);
    same("chown -R nginx:nginx uploads", &["set owner of uploads and all its content to nginx:nginx"]);
}

#[test]
fn archives_are_tested_added_to_and_unpacked_together() {
    same("unzip -tq a.zip", &["test the integrity of a.zip", "check whether a.zip is intact"]);
    same("tar -rf a.tar notes.txt", &["add notes.txt to a.tar", "append notes.txt to the archive a.tar"]);
    same(
        "tar -xzf a.tar.gz --strip-components=1",
        &["unpack a.tar.gz without the top-level directory", "extract a.tar.gz stripping the first path component"],
    );
    same(r"find downloads -type f -name '*.zip' -execdir unzip -q {} \;", &["unpack all zip files in downloads"]);
    same("unzip -p a.zip '*notes.txt'", &["show the content of notes.txt inside a.zip without extracting"]);
    same("unzip -Z1 a.zip '*.csv'", &["list only the csv files in a.zip"]);
}

#[test]
fn space_is_measured_by_level_and_unit() {
    same("du -h -d 2 /var", &["show disk usage up to depth 2 in /var"]);
    same("du -sm Downloads", &["total size of Downloads in MB"]);
    same("df -i", &["how many inodes are free", "show free inodes"]);
    same("du -sh */", &["show disk usage of each folder here", "show the disk usage of every folder here"]);
    same(
        "du -sh data/*/ | sort -rh",
        &["show the sizes of all subdirectories of data sorted from largest to smallest"],
    );
    same("du -sh /home/* | sort -rh", &["who uses the most space in /home? biggest first"]);
}

#[test]
fn what_is_broader_or_unclear_is_not_done() {
    silent(&[
        "delete everything in /",
        "empty the trash",
        "empty all folders",
        "delete all but important files",
        "replace foo with bar",
        "replace foo with bar and baz in all txt files",
        "add a line to all text files",
        "remove cache files (*.cache) of carol older than 30 days",
        "list the unread private messages in spool older than 2 days",
        "make script.sh runnable only by me",
        "add notes.txt to a.tar.gz",
        "sort log files by number of ERROR lines",
        "zip each folder separately",
        "thesis/chapters: .txt to .md",
        "please give the .JPG pictures in receipts the ending .jpg",
        "keep the newest",
        "touch",
        "delete the biggest files in /",
    ]);
}
