//! `caro-lsp explain`, for commands and for whole scripts.

use super::{Folder, complaint, out, run, run_in, status};
use serde_json::{Value, json};

#[test]
fn a_command_is_explained_in_aligned_lines() {
    let output = run(&["explain", "tar -xzf a.tgz | head -5"], b"");
    let text = out(&output);
    assert!(text.lines().any(|it| it == "    -x            takes files out of the archive"), "{text}");
    assert_eq!(status(&output), 0);
    assert!(text.lines().all(|it| it.chars().count() <= 100), "{text}");
}

#[test]
fn the_comments_of_a_command_can_be_put_above_it() {
    let output = run(&["explain", "--format", "comments", "rm -rf x"], b"");
    let text = out(&output);
    assert!(text.starts_with("# Deletes `x` with everything below, without asking.\n#   -r  "), "{text}");
    assert!(text.lines().all(|it| it.starts_with("# ")));
    let output = run(&["explain", "--format", "comments", "frobnicate"], b"");
    assert_eq!((status(&output), out(&output)), (1, String::new()));
    assert!(complaint(&output).contains("nothing in this command is known"));
}

#[test]
fn a_script_is_explained_as_a_whole() {
    let folder = Folder::new();
    let script = "#!/bin/sh\n# Makes room.\n. ./lib.sh\nrm -r \"$OLD\"\nsudo apt-get clean\nexit 3\n";
    let path = folder.file("clean.sh", script);
    folder.file("lib.sh", "OLD=/var/cache/old\n");
    let text = out(&run(&["explain", "--script", &path], b""));
    assert!(text.starts_with("“Makes room.”\nWritten for `sh`: 6 lines"), "{text}");
    for line in
        ["  `/var/cache/old`, with everything in it (line 4)", "  `./lib.sh` (line 3)", "  with status `3` (line 6)"]
    {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
    let output = run(&["explain", "--format", "json", "--script", "-"], script.as_bytes());
    let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!((&answer["title"], &answer["quoted"]), (&json!("Makes room."), &json!(true)));
    assert_eq!(answer["root"][0]["places"][0]["line"], 5);
    assert_eq!(answer["reads"], json!([]));
    assert_eq!(answer["complete"], true);
    let page = out(&run(&["explain", "--format", "markdown", "--script", &path], b""));
    assert!(page.starts_with("# “Makes room.”\n") && page.contains("\n**Deletes**\n\n- `/var/cache/old`"), "{page}");
    let commented = out(&run(&["explain", "--format", "comments", "--script", &path], b""));
    assert!(commented.contains("\n# Deletes `$OLD` with everything below.\n#   -r  "), "{commented}");
    assert_eq!(status(&run(&["explain", "--script", "no such file"], b"")), 2);
    assert_eq!(status(&run(&["explain", "--script", &path, "ls"], b"")), 2);
}

#[test]
fn the_policy_of_the_folder_holds() {
    let folder = Folder::new();
    folder.file(".caro.toml", "[levels]\nCARO0149 = \"danger\"\n");
    let level = |folder: &std::path::Path| {
        let output = run_in(folder, &["explain", "--format", "json", "rm -rf /srv/x"], b"");
        let answer: Value = serde_json::from_str(&out(&output)).expect("JSON");
        answer["findings"][0]["level"].clone()
    };
    assert_eq!(level(&folder.0), "danger");
    assert_eq!(level(&std::env::temp_dir()), "caution");
}

#[test]
fn hostile_scripts_are_explained_as_far_as_they_can_be_read() {
    let bytes: Vec<u8> = (0..200_000u32).map(|it| (it * 7919 % 256) as u8).collect();
    let long = "rm -r \"$1\"; cat a > b\n".repeat(5000);
    for input in [&bytes[..], long.as_bytes(), b"", b"#!/bin/zsh\nls\n", b"if [ x\n'"] {
        let output = run(&["explain", "--script", "-"], input);
        assert_eq!(status(&output), 0, "{}", complaint(&output));
        assert!(out(&output).len() < 100_000 && !out(&output).contains('\u{1b}'));
    }
}
