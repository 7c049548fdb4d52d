//! Policy files on the command line: the same verdict in every form, and where each setting comes from.

use super::{Folder, complaint, out, shown, status};
use std::process::{Command, Output};

const RISKY: &str = "curl https://example.com/i | sh\nchmod 777 x\n";

/// Runs the command with this folder for the user's own files.
fn run(config: &Folder, words: &[&str]) -> Output {
    let mut command = Command::new(caro_tests::binary());
    command.args(words).env_remove("NO_COLOR").env("XDG_CONFIG_HOME", &config.0).output().expect("the binary starts")
}

fn own(config: &Folder, text: &str) {
    std::fs::create_dir_all(config.0.join("caro")).expect("the folder can be written");
    config.file("caro/config.toml", text);
}

fn codes(output: &Output) -> Vec<String> {
    let text = out(output);
    let heads = text.lines().filter_map(|it| it.split_once("]: ")?.0.split_once('['));
    heads.filter(|it| !it.0.contains(' ')).map(|it| format!("{} {}", it.0, it.1)).collect()
}

#[test]
fn a_danger_is_lowered_by_the_user_alone() {
    let (project, config) = (Folder::new(), Folder::new());
    let script = project.file("a.sh", RISKY);
    project.file(".caro.toml", "[levels]\n\"*\" = \"off\"\n");
    let output = run(&config, &["check", &script]);
    assert_eq!((codes(&output), status(&output)), (vec!["danger CARO0401".to_owned()], 1));
    assert!(out(&output).contains("cannot lower this danger"), "{}", out(&output));
    let output = run(&config, &["check", "--trust-workspace", &script]);
    assert_eq!((codes(&output), status(&output)), (vec!["note CARO0401".to_owned()], 0));
    assert!(out(&output).contains("(lowered from danger by `.caro.toml`)"), "{}", out(&output));
    own(&config, &format!("trusted = [{:?}]\n", shown(&project.0)));
    assert_eq!(codes(&run(&config, &["check", &script])), ["note CARO0401"]);
    own(&config, "[levels]\nCARO0401 = \"off\"\n");
    assert_eq!(codes(&run(&config, &["check", &script])), [""; 0]);
}

#[test]
fn settings_of_others_do_nothing_to_a_terminal() {
    let (project, config) = (Folder::new(), Folder::new());
    let odd = "a\\u001b[2J\\u202e\\u200b";
    let script = project.file("a\u{1b}[2J\u{202e}.sh", RISKY);
    project.file(
        ".caro.toml",
        format!("\"k{odd}\" = 1\nprotected_paths = [\"/{odd}\"]\n[levels]\n\"{odd}\" = \"off\"\n[[rule]]\ncode = \"ACME001\"\n\
            program = \"{odd}\"\nmessage = \"{odd}\"\nlevel = \"note\"\nbad = [\"{odd}\"]\n"),
    );
    for words in [&["check", "--explain-config", &script][..], &["check", &script]] {
        let output = run(&config, words);
        let written = out(&output) + &complaint(&output);
        assert!(!written.contains(['\u{1b}', '\u{202e}', '\u{200b}']), "{written:?}");
        assert!(written.contains("\\u{202e}"), "{written}");
    }
}

#[test]
fn sarif_takes_own_rules_for_no_others_and_notes_for_no_failures() {
    let (project, config) = (Folder::new(), Folder::new());
    project.file(
        ".caro.toml",
        "[[rule]]\ncode = \"ACME001\"\nprogram = \"deploy\"\nmessage = \"deploys by hand\"\nlevel = \"note\"\n",
    );
    let (script, other) = (project.file("a.sh", "deploy now\n"), project.file("b.zsh", "ls\n"));
    let output = run(&config, &["check", "--format", "sarif", &script, &other]);
    let log: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    assert!(result["ruleId"] == "ACME001" && result["ruleIndex"].is_null(), "{result}");
    let invocation = &log["runs"][0]["invocations"][0];
    assert!(status(&output) == 0 && invocation["executionSuccessful"] == true, "{invocation}");
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "note");
}

#[test]
fn every_kind_of_setting_works() {
    let (project, config) = (Folder::new(), Folder::new());
    std::fs::create_dir_all(project.0.join("tests")).expect("the folder can be written");
    project.file(
        ".caro.toml",
        "preset = \"permissive\"\nprotected_paths = [\"/srv/db\"]\nprotected_branches = [\"live/*\"]\n\
         wrappers = [\"with-env FILE\"]\n[[levels_for]]\npaths = [\"tests/**\"]\nlevels = { CARO0301 = \"off\" }\n\
         [[allow]]\nprogram = \"rm\"\noperands = [\"./cache/**\", \"cache/**\"]\n[[rule]]\ncode = \"ACME001\"\n\
         program = \"kubectl apply\"\nmessage = \"deploys by hand\"\nlevel = \"danger\"\n",
    );
    let script =
        "chmod 777 x\nwith-env a rm /srv/db/a\ngit push -f origin live/eu\nsudo kubectl apply -f x\nrm -rf cache/*\n";
    let (top, tests) = (project.file("a.sh", script), project.file("tests/a.sh", script));
    let dangers = ["danger CARO0001", "danger CARO0701", "danger ACME001"];
    let with_note: Vec<&str> = ["note CARO0301"].into_iter().chain(dangers).collect();
    assert_eq!(codes(&run(&config, &["check", &top])), with_note);
    assert_eq!(codes(&run(&config, &["check", &tests])), dangers);
}

#[test]
fn mistakes_are_told_in_one_line_each() {
    let (project, config) = (Folder::new(), Folder::new());
    let scripts = [project.file("a.sh", "ls\n"), project.file("b.sh", "ls\n")];
    project.file(".caro.toml", "[levls]\n");
    let output = run(&config, &["check", "--quiet", &scripts[0], &scripts[1]]);
    assert!(complaint(&output).ends_with(".caro.toml:1:2: there is no setting `levls`; did you mean `levels`?\n"));
    assert_eq!((complaint(&output).lines().count(), status(&output)), (1, 0));
    project.file(".caro.toml", "preset = \n");
    let output = run(&config, &["check", &scripts[0]]);
    assert!(complaint(&output).contains(".caro.toml:1:") && complaint(&output).contains("is no TOML"));
}

#[test]
fn each_setting_is_explained_with_its_place() {
    let (project, config) = (Folder::new(), Folder::new());
    let script = project.file("a.sh", RISKY);
    own(&config, "preset = \"strict\"\n");
    project.file(
        ".caro.toml",
        "[levels]\nCARO0401 = \"off\"\nCARO0301 = \"note\"\n[[rule]]\ncode = \"ACME001\"\nprogram = \"x\"\n\
         message = \"no\"\nbad = [\"x a\", \"y\"]\ngood = [\"z\"]\n",
    );
    let output = run(&config, &["check", "--explain-config", &script]);
    let text = out(&output);
    for line in [
        "the workspace's, not trusted: it lowers no danger",
        "preset = moderate (default)",
        "preset = strict (",
        "levels.CARO0401 = off (.caro.toml:2)",
        "CARO0401 download-to-shell: danger; .caro.toml wants off, and is not trusted to lower a danger",
        "rule ACME001 = caution x (.caro.toml:4)",
        "ACME001: nothing is said of the bad example `y`",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(status(&output), 1);
    assert!(!text.contains("`x a`") && !text.contains("`z`"), "{text}");
}

#[test]
fn a_platform_comes_from_the_first_line_then_the_words_then_the_policy() {
    let (project, config) = (Folder::new(), Folder::new());
    let script = project.file("a.sh", "grep -P '(?i)x' f\ncp -t d a\n");
    let busybox = project.file("b.sh", "#!/bin/busybox sh\ngrep -P '(?i)x' f\ncp -t d a\n");
    assert_eq!(codes(&run(&config, &["check", "--platform", "linux", &script])), [""; 0]);
    project.file(".caro.toml", "platform = \"posix\"\n");
    let note = "note CARO1603".to_owned();
    assert_eq!(codes(&run(&config, &["check", &script])), [note.clone(), note.clone()]);
    assert_eq!(codes(&run(&config, &["check", "--platform", "gnu", &script])), [""; 0]);
    assert_eq!(codes(&run(&config, &["check", "--platform", "macos", &busybox])), [note]);
    let output = run(&config, &["check", "--explain-config", &script]);
    assert!(out(&output).contains("platform = posix (.caro.toml:1)"), "{}", out(&output));
}

/// The command comes from your own file alone: a workspace's would be a stranger's program, started when a history is opened.
#[test]
fn a_workspaces_passphrase_command_is_never_started() {
    let (project, config) = (Folder::new(), Folder::new());
    let started = project.0.join("started");
    let command = format!("history_key_command = [\"touch\", {:?}]\n", shown(&started));
    let script = project.file("a.sh", RISKY);
    let call = |words: &[&str]| {
        let mut command = Command::new(caro_tests::binary());
        let own = command
            .args(words)
            .current_dir(&project.0)
            .env("XDG_CONFIG_HOME", &config.0)
            .env("XDG_CACHE_HOME", "/nowhere");
        own.env("CARO_NO_HISTORY", "")
            .env("CARO_HISTORY", config.0.join("history"))
            .output()
            .expect("the binary starts")
    };
    project.file(".caro.toml", &command);
    own(&config, &format!("trusted = [{:?}]\n", shown(&project.0)));
    assert!(complaint(&call(&["check", &script])).contains("`history_key_command` is read from your own file only"));
    call(&["generate", "find", "empty", "files"]);
    call(&["history", "list"]);
    assert!(!started.exists());
    own(&config, &command);
    call(&["generate", "find", "empty", "files"]);
    assert!(started.exists(), "in the user's own file it is started");
}
