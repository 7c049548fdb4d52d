//! `check --fix` and `--diff`: only the fix changes, and nothing is lost.

use super::*;

const FIXED: &str = "DIR=$1\nrm -rf \"${DIR:?}\"/*\n";

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(path).expect("it can be read")
}

#[test]
fn a_diff_changes_nothing_and_git_takes_it() {
    let folder = Folder::new();
    folder.file("sub/a.sh", RISKY);
    folder.file("clean.sh", "ls\n");
    let output = run_in(&folder.0, &["check", "--diff", "."], b"");
    let expected =
        "--- a/sub/a.sh\n+++ b/sub/a.sh\n@@ -1,2 +1,2 @@\n DIR=$1\n-rm -rf \"$DIR\"/*\n+rm -rf \"${DIR:?}\"/*\n";
    assert_eq!((out(&output), status(&output)), (expected.to_owned(), 1));
    assert_eq!(complaint(&output), "caro-lsp: 1 danger in 1 of 2 files; 1 would change\n");
    assert_eq!(read(folder.0.join("sub/a.sh")), RISKY);
    let patch = folder.file("patch", expected);
    let git = Command::new("git").args(["apply", &patch]).current_dir(&folder.0).status().expect("git runs");
    assert!(git.success());
    assert_eq!(read(folder.0.join("sub/a.sh")), FIXED);
    let output = run_in(&folder.0, &["check", "--diff", "."], b"");
    assert_eq!((out(&output), status(&output)), (String::new(), 0));
}

#[cfg(unix)]
#[test]
fn names_inject_nothing_into_a_diff() {
    let folder = Folder::new();
    let names = ["a b.sh", "c\n+++ b/other.sh\n@@ -0,0 +1 @@\n+x\n\\\"\t\u{1b}ü.sh"];
    for name in names {
        let path = folder.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, RISKY).expect("it can be written");
    }
    let output = run_in(&folder.0, &["check", "--diff", "."], b"");
    assert_eq!(out(&output).lines().filter(|it| it.starts_with("+++ ")).count(), 2, "{}", out(&output));
    let patch = folder.file("patch", out(&output));
    let git = Command::new("git").args(["apply", &patch]).current_dir(&folder.0).status().expect("git runs");
    assert!(git.success());
    assert!(names.iter().all(|it| read(folder.0.join(it)) == FIXED));
}

#[test]
fn fixes_change_nothing_else() {
    let folder = Folder::new();
    for (name, before, after) in [
        ("plain.sh", RISKY, FIXED),
        ("crlf.sh", "#!/bin/sh\r\nX=$1\r\nrm -rf \"$X\"/*\r\n", "#!/bin/sh\r\nX=$1\r\nrm -rf \"${X:?}\"/*\r\n"),
        ("no end.sh", "X=$1\n\trm -rf \"$X\"/*  # ü", "X=$1\n\trm -rf \"${X:?}\"/*  # ü"),
        ("mark.sh", "\u{feff}X=$1\nrm -rf \"$X\"/*\n\n\n", "\u{feff}X=$1\nrm -rf \"${X:?}\"/*\n\n\n"),
    ] {
        let path = folder.file(name, before);
        let output = run(&["check", "--fix", &path], b"");
        assert_eq!((read(&path).as_str(), status(&output)), (after, 0), "{name}: {}", complaint(&output));
        assert_eq!(complaint(&output), "caro-lsp: nothing found in 1 file; 1 changed\n");
        assert_eq!(complaint(&run(&["check", "--fix", &path], b"")), "caro-lsp: nothing found in 1 file\n");
    }
    assert_eq!(std::fs::read_dir(&folder.0).expect("it can be read").count(), 4, "nothing is left behind");
}

#[test]
fn what_remains_decides_the_exit_status() {
    let folder = Folder::new();
    let path = folder.file("a.sh", format!("{RISKY}chmod 777 x\n"));
    let output = run(&["check", "--fix", &path], b"");
    assert_eq!(status(&output), 1);
    assert!(out(&output).contains("CARO0301") && !out(&output).contains("CARO0101"), "{}", out(&output));
    assert!(complaint(&output).ends_with("1 caution in 1 of 1 file; 1 changed\n"), "{}", complaint(&output));
}

#[test]
fn standard_input_is_fixed_onto_standard_output() {
    let output = run(&["check", "--fix", "-"], RISKY.as_bytes());
    assert_eq!((out(&output), status(&output)), (FIXED.to_owned(), 0));
    let output = run(&["check", "--fix", "-"], b"ls\n");
    assert_eq!((out(&output), status(&output)), ("ls\n".to_owned(), 0));
    // What cannot be fixed comes out as it went in: an editor that filters through us loses nothing.
    let odd = b"X=$1\nrm -rf \"$X\"/*\n: \xff\n";
    let output = run(&["check", "--fix", "-"], odd);
    assert_eq!((output.stdout.as_slice(), status(&output)), (odd.as_slice(), 2));
    assert_eq!(status(&run(&["check", "--fix", "-", "a.sh"], b"")), 2);
}

#[test]
fn what_is_too_long_to_be_fixed_comes_out_whole() {
    // A character lies across the end of what is looked at.
    let long = format!("{RISKY}#{}", "é\n".repeat(12 << 20));
    let output = run(&["check", "--fix", "-"], long.as_bytes());
    assert_eq!(status(&output), 2);
    assert!(output.stdout == long.as_bytes(), "{} of {} bytes", output.stdout.len(), long.len());
    assert_eq!(complaint(&output).lines().next(), Some("caro-lsp: -: not changed: it is longer than 32 MiB"));
}

#[test]
fn bytes_that_are_no_text_stay() {
    let folder = Folder::new();
    let odd = b"X=$1\nrm -rf \"$X\"/*\n: \xff\n";
    let path = folder.file("a.sh", odd);
    let output = run(&["check", "--fix", &path], b"");
    assert_eq!(status(&output), 2);
    assert!(complaint(&output).contains("a.sh: not changed: it is not UTF-8\n"), "{}", complaint(&output));
    assert!(out(&output).contains("CARO0101"), "it is still checked");
    assert_eq!(std::fs::read(&path).expect("it can be read"), odd);
    let harmless = folder.file("b.sh", b"echo \xff\n");
    assert_eq!(status(&run(&["check", "--fix", &harmless], b"")), 0);
}

#[test]
fn what_the_baseline_knows_is_not_touched() {
    let folder = Folder::new();
    folder.file("a.sh", RISKY);
    assert_eq!(status(&run_in(&folder.0, &["check", "--write-baseline", "known", "a.sh"], b"")), 0);
    folder.file("a.sh", format!("{RISKY}rm -rf \"$DIR\"/x/../*\nrm -rf \"$DIR\"/*\n"));
    run_in(&folder.0, &["check", "--fix", "--baseline", "known", "a.sh"], b"");
    assert!(read(folder.0.join("a.sh")).starts_with(RISKY));
    assert!(read(folder.0.join("a.sh")).ends_with("rm -rf \"${DIR:?}\"/*\n"), "{}", read(folder.0.join("a.sh")));
}

#[cfg(unix)]
#[test]
fn modes_links_and_read_only_files_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let path = folder.file("real/a.sh", RISKY);
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o751)).expect("it is ours");
    let link = folder.0.join("link.sh");
    symlink("real/a.sh", &link).expect("a link");
    assert_eq!(status(&run(&["check", "--fix", &shown(&link)], b"")), 0);
    assert!(link.symlink_metadata().expect("it is there").is_symlink());
    assert_eq!(read(&path), FIXED);
    assert_eq!(std::fs::metadata(&path).expect("it is there").permissions().mode() & 0o7777, 0o751);

    let closed = folder.file("closed.sh", RISKY);
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o444)).expect("it is ours");
    let other = folder.file("other.sh", RISKY);
    let output = run(&["check", "--fix", &closed, &other], b"");
    assert_eq!((status(&output), read(&closed).as_str(), read(&other).as_str()), (2, RISKY, FIXED));
    let told = complaint(&output);
    assert!(told.starts_with(&format!("caro-lsp: {closed}: not changed: it is read-only")), "{told}");
    assert_eq!(told.lines().count(), 2, "{told}");

    let twin = folder.file("twin.sh", RISKY);
    std::fs::hard_link(&twin, folder.0.join("twin2.sh")).expect("a hard link");
    let output = run(&["check", "--fix", &twin], b"");
    assert_eq!((status(&output), read(&twin).as_str()), (2, RISKY));
    assert!(complaint(&output).contains("hard links"), "{}", complaint(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_loses_nothing() {
    let folder = Folder::new();
    let script = format!("{RISKY}{}", "echo hello\n".repeat(500));
    let path = folder.file("a.sh", &script);
    // A limit on what may be written to a file fails as a full disk does.
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" check --fix \"$1\"";
    let output =
        Command::new("sh").args(["-c", limited]).arg(caro_tests::binary()).arg(&path).output().expect("sh runs");
    assert_eq!((status(&output), read(&path)), (2, script));
    assert!(complaint(&output).contains("a.sh: not changed: "), "{}", complaint(&output));
    assert_eq!(std::fs::read_dir(&folder.0).expect("it can be read").count(), 1, "nothing is left behind");
}
