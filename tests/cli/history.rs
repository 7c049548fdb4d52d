//! `caro-lsp history` and `learned`: what the command line remembers, shows, learns and deletes.

use super::*;
use serde_json::json;

/// Runs the binary with a history in this folder.
fn caro(folder: &Folder, words: &[&str]) -> Output {
    let mut command = Command::new(caro_tests::binary());
    command
        .args(words)
        .current_dir(&folder.0)
        .env("HOME", folder.0.join("home"))
        .env("XDG_CONFIG_HOME", folder.0.join("config"));
    command.env("XDG_CACHE_HOME", folder.0.join("cache")).stdin(Stdio::null());
    command.env("CARO_NO_HISTORY", "").env("CARO_HISTORY", folder.0.join("history"));
    command.output().expect("the binary runs")
}

/// What it prints, where it must succeed.
fn told(folder: &Folder, words: &[&str]) -> String {
    let output = caro(folder, words);
    assert_eq!(status(&output), 0, "{words:?}: {}", complaint(&output));
    out(&output)
}

fn entries(folder: &Folder) -> Vec<Value> {
    serde_json::from_str(&out(&caro(folder, &["history", "list", "--format", "json"]))).expect("the list is JSON")
}

#[test]
fn what_was_asked_is_listed_searched_counted_and_deleted_for_good() {
    let folder = Folder::new();
    told(&folder, &["generate", "find", "empty", "files"]);
    told(&folder, &["generate", "list", "files", "by", "size"]);
    let all = entries(&folder);
    assert_eq!(
        all.iter().map(|it| it["prompt"].as_str().unwrap()).collect::<Vec<_>>(),
        ["list files by size", "find empty files"]
    );
    assert_eq!((&all[1]["generated_command"], &all[1]["via"]), (&json!("find . -type f -empty"), &json!("cli")));
    assert!(told(&folder, &["history", "search", "emp"]).contains("find . -type f -empty"));
    assert_eq!(status(&caro(&folder, &["history", "search", "nothing"])), 1);
    let id = all[0]["uid"].as_str().unwrap();
    assert!(told(&folder, &["history", "show", &id[..6]]).contains("list files by size"));
    assert_eq!(status(&caro(&folder, &["history", "show", "zz"])), 2);
    assert!(told(&folder, &["history", "stats"]).starts_with("2 requests:"));
    // Nobody is asked here, so somebody must have said yes.
    let refused = caro(&folder, &["history", "clear"]);
    assert_eq!((status(&refused), entries(&folder).len()), (2, 2));
    assert_eq!(told(&folder, &["history", "clear", "--yes"]), "2 entries are deleted\n");
    for file in std::fs::read_dir(folder.0.join("history")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(11).any(|it| it == b"empty files"));
    }
}

#[test]
fn what_is_exported_can_be_taken_in_elsewhere_once() {
    let (here, there) = (Folder::new(), Folder::new());
    told(&here, &["generate", "find", "empty", "files"]);
    let file = here.0.join("all.jsonl");
    told(&here, &["history", "export", file.to_str().unwrap()]);
    assert_eq!(status(&caro(&here, &["history", "export", file.to_str().unwrap()])), 2, "it is not overwritten");
    for count in ["1 entries are new, 0 were known", "0 entries are new, 1 were known"] {
        assert!(told(&there, &["history", "import", file.to_str().unwrap()]).starts_with(count));
    }
    assert_eq!(entries(&here)[0]["uid"], entries(&there)[0]["uid"]);
}

#[test]
fn nothing_is_remembered_where_that_is_said() {
    let folder = Folder::new();
    told(&folder, &["generate", "--no-history", "find", "empty", "files"]);
    assert!(!folder.0.join("history").exists());
    folder.file(".caro.toml", "history = \"off\"\n");
    told(&folder, &["generate", "find", "empty", "files"]);
    assert_eq!(entries(&folder), Vec::<Value>::new());
}

#[test]
fn what_is_preferred_is_a_habit_that_can_be_shared_and_forgotten() {
    let folder = Folder::new();
    let ask = |folder: &Folder| told(folder, &["generate", "show", "disk", "usage", "of", "src"]);
    let before = ask(&folder);
    let better = before.trim().replace("du -sh", "du -sh --apparent-size");
    assert_ne!(better, before.trim());
    assert!(
        told(&folder, &["learned", "prefer", before.trim(), &better]).contains("you usually add --apparent-size to du")
    );
    assert!(ask(&folder).contains("--apparent-size"), "{}", ask(&folder));
    let file = folder.0.join("learned.toml");
    told(&folder, &["learned", "export", file.to_str().unwrap()]);
    let other = Folder::new();
    told(&other, &["learned", "import", file.to_str().unwrap()]);
    assert!(ask(&other).contains("--apparent-size"), "{}", ask(&other));
    let habit = told(&folder, &["learned", "list"]);
    let habit = habit.split("  ").next().unwrap();
    told(&folder, &["learned", "forget", habit]);
    told(&folder, &["history", "clear", "--yes"]);
    assert_eq!(ask(&folder), before);
    let taught = caro(&folder, &["learned", "prefer", "ls", "rm -rf x"]);
    assert_eq!(status(&taught), 2);
}

#[test]
fn a_team_shares_habits_with_who_trusts_its_workspace() {
    let folder = Folder::new();
    folder.file(".caro.toml", "");
    folder.file("learned.toml", "habits = [\"du: --apparent-size with -h -s\", \"du: --nonsense\"]\n");
    let ask = || caro(&folder, &["generate", "show", "disk", "usage", "of", "src"]);
    assert!(!out(&ask()).contains("--apparent-size"), "{}", out(&ask()));
    let own = folder.0.join("config/caro");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("config.toml"), format!("trusted = [\"{}\"]\n", folder.0.display())).unwrap();
    let output = ask();
    assert!(out(&output).contains("--apparent-size"), "{} {}", out(&output), complaint(&output));
    assert!(complaint(&output).contains("du: --nonsense"), "{}", complaint(&output));
}

#[test]
fn what_a_secret_is_can_be_asked() {
    let folder = Folder::new();
    let text = "curl -u bob:s3cretpw https://example.com";
    let found = caro(&folder, &["history", "redact", "--check", text]);
    assert_eq!(status(&found), 1);
    assert!(!out(&found).contains("s3cretpw") && out(&found).starts_with("line 1: "));
    assert_eq!(told(&folder, &["history", "redact", text]), "curl -u bob:[redacted] https://example.com\n");
    assert_eq!(out(&caro(&folder, &["history", "redact", "--check", "ls -l"])), "");
    assert!(told(&folder, &["history", "redact", "--rules"]).lines().count() > 40);
}

#[test]
#[cfg(unix)]
fn with_a_passphrase_nothing_can_be_read_without_it() {
    let folder = Folder::new();
    let own = folder.0.join("config/caro");
    std::fs::create_dir_all(&own).unwrap();
    let settings = own.join("config.toml");
    std::fs::write(&settings, "history_key_command = [\"echo\", \"open sesame\"]\n").unwrap();
    told(&folder, &["generate", "find", "empty", "files"]);
    assert_eq!(entries(&folder)[0]["prompt"], "find empty files");
    let bytes = std::fs::read(folder.0.join("history/history.db")).unwrap();
    assert!(!bytes.windows(11).any(|it| it == b"empty files"));
    for wrong in ["history_key_command = [\"echo\", \"close sesame\"]\n", ""] {
        std::fs::write(&settings, wrong).unwrap();
        let output = caro(&folder, &["history", "list"]);
        assert_eq!((status(&output), out(&output).as_str()), (2, ""), "{}", complaint(&output));
        assert!(complaint(&output).contains("passphrase"), "{}", complaint(&output));
    }
}
