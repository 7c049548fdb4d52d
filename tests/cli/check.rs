//! `check` over files, folders, what is staged, and beside a baseline.

use super::*;

/// The paths in which something was found, in the order in which they were told.
fn marked(folder: &Path, words: &[&str]) -> Vec<String> {
    let output = run_in(folder, &[&["check", "--format", "json"], words].concat(), b"");
    let files: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let files = files.as_array().expect("a list").iter();
    let found = files.filter(|it| it["findings"].as_array().is_some_and(|it| !it.is_empty()));
    found.map(|it| it["path"].as_str().expect("a path").to_owned()).collect()
}

fn git(folder: &Path, words: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").args(identity).args(words).current_dir(folder).output().expect("git runs");
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_exit_status_follows_fail_on() {
    let folder = Folder::new();
    let danger = folder.file("danger.sh", RISKY);
    let caution = folder.file("caution.sh", "chmod 777 x\n");
    let clean = folder.file("clean.sh", "echo 'rm -rf /'\n");
    assert_eq!(status(&run(&["check", &clean], b"")), 0);
    assert_eq!(status(&run(&["check", &caution], b"")), 1);
    assert_eq!(status(&run(&["check", "--fail-on", "note", &caution], b"")), 1);
    assert_eq!(status(&run(&["check", "--fail-on", "danger", &caution], b"")), 0);
    assert_eq!(status(&run(&["check", "--fail-on", "danger", &caution, &danger], b"")), 1);
    assert_eq!(status(&run(&["check", "--fail-on", "never", &danger], b"")), 0);
}

#[test]
fn what_cannot_be_read_gets_one_line_and_the_rest_is_checked() {
    let folder = Folder::new();
    let risky = folder.file("a.sh", RISKY);
    let missing = shown(&folder.0.join("missing.sh"));
    let output = run(&["check", &missing, &risky], b"");
    assert_eq!(status(&output), 2);
    assert!(out(&output).contains("CARO0101"));
    let lines: Vec<String> = complaint(&output).lines().map(str::to_owned).collect();
    assert!(lines[0].ends_with("missing.sh: no such file; check the path"), "{lines:?}");
    assert_eq!(lines[1..], ["caro-lsp: 1 danger in 1 of 1 file; 1 that could not be checked"]);
    let empty = Folder::new();
    let output = run(&["check", &shown(&empty.0)], b"");
    assert_eq!((status(&output), complaint(&output)), (0, "caro-lsp: no shell script was checked\n".to_owned()));
}

#[test]
fn folders_are_searched_for_scripts_as_git_sees_them() {
    let folder = Folder::new();
    for name in ["z.sh", "b/tool", ".githooks/pre-commit", "b/a.bash", ".git/hooks/x.sh", "target/x.sh", "b/kept/y.sh"]
    {
        folder.file(name, format!("#!/bin/sh\n{RISKY}"));
    }
    folder.file("b/notes.txt", RISKY);
    // A byte of value 0 makes no file a script, and hides none.
    folder.file("b/data.sh", b"\0\nrm -rf /\n");
    folder.file("b/hidden", b"#!/bin/bash\nrm -rf / # \0\n");
    folder.file("b/program", b"\x7fELF\0\n#!/bin/sh\nrm -rf /\n");
    folder.file("b/other.zsh", "rm -rf /\n");
    folder.file("b/run", "#!/usr/bin/env python3\nrm = 1\n");
    folder.file(".gitignore", "target/\nb/kept\n");
    let all = [".githooks/pre-commit", "b/a.bash", "b/data.sh", "b/hidden", "b/tool", "z.sh"];
    assert_eq!(marked(&folder.0, &["."]), all);
    assert_eq!(marked(&folder.0, &["--jobs", "1", "."]), all);
    // What is named is checked, once, in the order of the words.
    assert_eq!(
        marked(&folder.0, &["z.sh", "target/x.sh", "b/data.sh", "b", "./z.sh"]),
        ["z.sh", "target/x.sh", "b/data.sh", "b/a.bash", "b/hidden", "b/tool"]
    );
    let output = run_in(&folder.0, &["check", "--quiet", "--fail-on", "never", "b"], b"");
    assert_eq!((status(&output), complaint(&output)), (0, String::new()));
    let output = run_in(&folder.0, &["check", "--fail-on", "never", "b"], b"");
    assert!(complaint(&output).ends_with("; 1 for other shells left out\n"));
}

#[cfg(unix)]
#[test]
fn loops_of_links_and_broken_links_end() {
    let folder = Folder::new();
    folder.file("a/b/x.sh", RISKY);
    std::os::unix::fs::symlink("../..", folder.0.join("a/b/up")).expect("a link");
    std::os::unix::fs::symlink("x.sh", folder.0.join("a/b/y.sh")).expect("a link");
    std::os::unix::fs::symlink("me.sh", folder.0.join("a/me.sh")).expect("a link");
    std::os::unix::fs::symlink("nowhere.sh", folder.0.join("a/gone.sh")).expect("a link");
    assert_eq!(marked(&folder.0, &["."]), ["a/b/x.sh"]);
    // A link that is named is followed.
    assert_eq!(marked(&folder.0, &["a/b/up/a/b/y.sh"]), ["a/b/up/a/b/y.sh"]);
    assert_eq!(status(&run_in(&folder.0, &["check", "a/me.sh"], b"")), 2);
}

#[cfg(unix)]
#[test]
fn a_file_is_checked_once_however_it_is_written() {
    let folder = Folder::new();
    let path = folder.file("a.sh", RISKY);
    folder.file("s/b.sh", "ls\n");
    std::os::unix::fs::symlink("a.sh", folder.0.join("l.sh")).expect("a link");
    std::os::unix::fs::symlink("s", folder.0.join("t")).expect("a link");
    let all = shown(&folder.0);
    let output = run_in(&folder.0, &["check", "l.sh", "a.sh", "s/../a.sh", "t", ".", &path, &all, "t/b.sh"], b"");
    assert!(complaint(&output).ends_with("1 danger in 1 of 2 files\n"), "{}", complaint(&output));
    assert_eq!(marked(&folder.0, &["s/../a.sh", "a.sh", "l.sh"]), ["s/../a.sh"]);
    let output = run_in(&folder.0, &["check", "--fix", "a.sh", "l.sh"], b"");
    assert_eq!((status(&output), complaint(&output).as_str()), (0, "caro-lsp: nothing found in 1 file; 1 changed\n"));
}

#[test]
fn a_file_called_like_standard_input_is_a_file() {
    let folder = Folder::new();
    folder.file("-", format!("#!/bin/sh\n{RISKY}"));
    assert_eq!(marked(&folder.0, &["."]), ["./-"]);
    assert_eq!(marked(&folder.0, &["./-", "."]), ["./-"]);
    let output = run_in(&folder.0, &["check", "--fix", "."], b"chmod 777 x\n");
    assert_eq!((status(&output), out(&output)), (0, String::new()), "{}", complaint(&output));
    assert!(std::fs::read_to_string(folder.0.join("-")).expect("it is there").contains("${DIR:?}"));
}

#[cfg(unix)]
#[test]
fn lists_of_ignored_files_that_never_end_cost_only_their_folder() {
    let folder = Folder::new();
    git(&folder.0, &["init", "-q"]);
    for name in ["pipe/sub/a.sh", "zero/sub/a.sh", "long/a.sh", "zero text/a.sh", "good/a.sh"] {
        folder.file(name, RISKY);
    }
    let made = Command::new("mkfifo").arg(folder.0.join("pipe/sub/.gitignore")).status().expect("mkfifo runs");
    assert!(made.success());
    std::os::unix::fs::symlink("/dev/zero", folder.0.join("zero/.gitignore")).expect("a link");
    folder.file("long/.gitignore", "a\n".repeat(1 << 20));
    folder.file("list", "none\n");
    std::os::unix::fs::symlink("../list", folder.0.join("good/.gitignore")).expect("a link");
    assert_eq!(marked(&folder.0, &["."]), ["good/a.sh", "zero text/a.sh"]);
    let output = run_in(&folder.0, &["check", "."], b"");
    let told = complaint(&output);
    assert_eq!((status(&output), told.lines().count()), (2, 4), "{told}");
    for name in ["./long", "./pipe/sub", "./zero"] {
        assert!(told.contains(&format!("caro-lsp: {name}: not searched: {name}/.gitignore is no plain")), "{told}");
    }
    // The named folder's own list, and that of a folder above.
    for path in ["zero", "zero/sub"] {
        assert_eq!(status(&run_in(&folder.0, &["check", path], b"")), 2);
    }
    std::fs::remove_file(folder.0.join(".git/info/exclude")).expect("git made it");
    std::os::unix::fs::symlink("/dev/zero", folder.0.join(".git/info/exclude")).expect("a link");
    let output = run_in(&folder.0, &["check", "good"], b"");
    assert!(status(&output) == 2 && complaint(&output).contains("info/exclude"), "{}", complaint(&output));
}

#[test]
fn what_git_tracks_is_not_hidden_by_a_list_of_ignored_files() {
    let folder = Folder::new();
    git(&folder.0, &["init", "-q"]);
    for name in ["sub/a.sh", "sub/tool", "sub/new.sh", "b.sh", "sub/.hg/c.sh"] {
        folder.file(name, format!("#!/bin/sh\n{RISKY}"));
    }
    folder.file("sub/notes.txt", RISKY);
    git(&folder.0, &["add", "sub/a.sh", "sub/tool", "sub/notes.txt", "sub/.hg/c.sh"]);
    folder.file(".gitignore", "*\n");
    let all = ["sub/.hg/c.sh", "sub/a.sh", "sub/tool"];
    assert_eq!(marked(&folder.0, &["."]), all);
    assert_eq!(marked(&folder.0, &["sub"]), all);
    assert_eq!(marked(&folder.0.join("sub"), &["."]), [".hg/c.sh", "a.sh", "tool"]);
    // What a link hides lies elsewhere.
    let outside = Folder::new();
    outside.file("a.sh", RISKY);
    #[cfg(unix)]
    {
        std::fs::remove_dir_all(folder.0.join("sub")).expect("it is there");
        std::os::unix::fs::symlink(&outside.0, folder.0.join("sub")).expect("a link");
        assert_eq!(marked(&folder.0, &["."]), Vec::<String>::new());
    }
}

#[test]
fn five_thousand_files_come_in_order() {
    let folder = Folder::new();
    for at in 0..5_000 {
        let text = if at % 50 == 0 { "chmod 777 x\n" } else { "ls\n" };
        folder.file(&format!("{:02}/{at:04}.sh", at % 20), text);
    }
    let found = marked(&folder.0, &["."]);
    assert_eq!(found.len(), 100);
    assert!(found.is_sorted());
    let output = run_in(&folder.0, &["check", "--statistics", "."], b"");
    let told = complaint(&output);
    assert!(told.contains("    100 caution CARO0301 open-permissions\n"), "{told}");
    assert!(told.contains("5000 files, 5000 lines, 15900 bytes"), "{told}");
    assert!(told.ends_with("caro-lsp: 100 cautions in 100 of 5000 files\n"), "{told}");
}

#[test]
fn what_is_staged_is_judged_and_nothing_of_the_repository_runs() {
    let folder = Folder::new();
    let at = &folder.0;
    git(at, &["init", "-q"]);
    folder.file("old.sh", RISKY);
    git(at, &["add", "old.sh"]);
    git(at, &["commit", "-q", "-m", "x"]);
    folder.file("bad then good.sh", RISKY);
    folder.file("good then bad.sh", "ls\n");
    folder.file("sub/tool", "#!/bin/sh\nrm -rf /\n");
    folder.file("notes.txt", "rm -rf /\n");
    folder.file(".gitattributes", "*.sh diff=evil filter=evil\n");
    git(at, &["add", "."]);
    folder.file("bad then good.sh", "ls\n");
    folder.file("good then bad.sh", RISKY);
    folder.file("unstaged.sh", RISKY);
    let trap = folder.0.join("ran");
    let evil = format!("touch '{}'; cat", shown(&trap));
    for key in [
        "diff.evil.textconv",
        "diff.evil.command",
        "diff.external",
        "core.fsmonitor",
        "core.pager",
        "filter.evil.smudge",
    ] {
        git(at, &["config", key, &evil]);
    }
    assert_eq!(marked(at, &["--staged"]), ["bad then good.sh", "sub/tool"]);
    assert_eq!(marked(&at.join("sub"), &["--staged"]), ["../bad then good.sh", "../sub/tool"]);
    assert_eq!(marked(at, &["--staged", "sub"]), ["sub/tool"]);
    git(at, &["config", "diff.relative", "true"]);
    assert_eq!(marked(&at.join("sub"), &["--staged"]), ["../bad then good.sh", "../sub/tool"]);
    assert!(!trap.exists());
    let nowhere = Folder::new();
    let output = run_in(&nowhere.0, &["check", "--staged"], b"");
    assert_eq!(status(&output), 2);
    assert_eq!(complaint(&output).lines().count(), 1, "{}", complaint(&output));
}

#[cfg(unix)]
#[test]
fn a_link_that_becomes_a_script_is_staged_too() {
    let folder = Folder::new();
    let at = &folder.0;
    git(at, &["init", "-q"]);
    folder.file("old.sh", "ls\n");
    std::os::unix::fs::symlink("old.sh", at.join("link.sh")).expect("a link");
    git(at, &["add", "."]);
    assert_eq!(marked(at, &["--staged"]), Vec::<String>::new());
    git(at, &["commit", "-q", "-m", "x"]);
    std::fs::remove_file(at.join("link.sh")).expect("it is ours");
    folder.file("link.sh", RISKY);
    git(at, &["add", "link.sh"]);
    assert_eq!(marked(at, &["--staged"]), ["link.sh"]);
}

#[test]
fn a_baseline_hides_what_was_there_and_nothing_new() {
    let folder = Folder::new();
    let at = &folder.0;
    folder.file("a.sh", "chmod 777 x\nchmod 777 x\n");
    folder.file("sub/b.sh", RISKY);
    let output = run_in(at, &["check", "--write-baseline", "ci/known.txt", "."], b"");
    assert_eq!(status(&output), 2, "its folder is missing");
    folder.file("ci/x", "");
    let output = run_in(at, &["check", "--write-baseline", "ci/known.txt", "."], b"");
    assert_eq!((status(&output), out(&output)), (0, String::new()));
    let text = std::fs::read_to_string(at.join("ci/known.txt")).expect("it was written");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines.len(), lines[0]), (3, "caro-baseline 1"));
    assert!(lines[1].ends_with(" 2 ../a.sh") && lines[2].ends_with(" 1 ../sub/b.sh"), "{text}");

    let known = ["check", "--baseline", "ci/known.txt", "."];
    let output = run_in(at, &known, b"");
    assert_eq!((status(&output), out(&output)), (0, String::new()));
    assert_eq!(complaint(&output), "caro-lsp: nothing found in 2 files; 3 in the baseline\n");
    // From another folder, with lines moved and indented, and one more of the same.
    folder.file("sub/b.sh", format!("# new\n\n{}", RISKY.replace("rm", "  rm")));
    folder.file("a.sh", "chmod 777 x\nls\nchmod 777 x\nchmod 777 x\n");
    let output = run_in(&at.join("sub"), &["check", "--baseline", "../ci/known.txt", ".."], b"");
    assert_eq!(status(&output), 1);
    assert!(complaint(&output).ends_with("1 caution in 1 of 2 files; 3 in the baseline\n"), "{}", complaint(&output));
    folder.file("a.sh", "ls\n");
    let output = run_in(at, &known, b"");
    assert_eq!(status(&output), 0);
    assert!(complaint(&output).contains("; 2 of the baseline gone"), "{}", complaint(&output));
}

#[test]
fn a_baseline_that_cannot_be_used_stops_the_run_with_one_line() {
    let folder = Folder::new();
    folder.file("a.sh", "ls\n");
    let good = "CARO0101 0123456789abcdef 1 a.sh";
    for (text, why) in [
        (format!("caro-baseline 2\n{good}\n"), "version \"2\""),
        (format!("{good}\n"), "is no baseline"),
        (String::new(), "is no baseline"),
        (format!("caro-baseline 1\n{good}\n<<<<<<< HEAD\n"), "line 3 is broken"),
        ("caro-baseline 1\nCARO0101 0123 1 a.sh\n".to_owned(), "line 2 is broken"),
        ("caro-baseline 1\nCARO0101 0123456789abcdef 0 a.sh\n".to_owned(), "line 2 is broken"),
    ] {
        let file = folder.file("known.txt", text);
        let output = run_in(&folder.0, &["check", "--baseline", &file, "a.sh"], b"");
        assert_eq!((status(&output), out(&output)), (2, String::new()), "{why}");
        let told = complaint(&output);
        assert!(told.contains(why) && told.lines().count() == 1, "{told}");
    }
    folder.file("b.sh", RISKY);
    let output = run_in(&folder.0, &["check", "--write-baseline", "a.sh", "b.sh"], b"");
    assert_eq!((status(&output), complaint(&output).lines().count()), (2, 1), "{}", complaint(&output));
    assert!(complaint(&output).contains("a.sh: not changed: it is no baseline"), "{}", complaint(&output));
    assert_eq!(std::fs::read_to_string(folder.0.join("a.sh")).expect("it stayed"), "ls\n");
    folder.file("empty", "");
    for file in ["empty", "empty", "new"] {
        assert_eq!(status(&run_in(&folder.0, &["check", "--write-baseline", file, "b.sh"], b"")), 0);
    }
    let output = run_in(&folder.0, &["check", "--baseline", "missing", "a.sh"], b"");
    assert!(complaint(&output).contains("--write-baseline"));
    assert_eq!(status(&output), 2);
}
