//! `caro-lsp generate` with what a script says, words that refine, answers as they come, and the model that was chosen.

use super::*;

const KNOWN: &str = "find python files over 1 MB changed this week";
const ANSWER: &str = "find . -type f -name '*.py' -size +1M -mtime -7";

/// Without a home, so that no model of this machine is asked.
fn generate(words: &[&str]) -> Output {
    let mut command = Command::new(caro_tests::binary());
    command.args(["generate", "--platform", "linux"]).args(words).env("HOME", "/nowhere").env_remove("XDG_CACHE_HOME");
    command.stdin(Stdio::null()).output().expect("the binary runs")
}

fn answer(words: &[&str]) -> String {
    let output = generate(words);
    assert_eq!((status(&output), complaint(&output)), (0, String::new()), "{words:?}");
    out(&output)
}

const SCRIPT: &str = "\
#!/bin/sh
LOG_DIR=/var/log/app
clean_up() { rm -f \"$tmp\"; }

# find log files older than 7 days in the log dir
find \"$LOG_DIR\" -name '*.log' -mtime +7
cat <<E
# find python files
E
LATER=/x
# run clean_up when the script exits
";

#[test]
fn a_script_says_what_its_names_mean() {
    let folder = Folder::new();
    let path = folder.file("a.sh", SCRIPT);
    let at = |line: usize| format!("{path}:{line}");
    let wish = "find log files older than 9 days in the log dir";
    assert_eq!(answer(&["--context", &at(4), wish]), "find \"$LOG_DIR\" -type f -name '*.log' -mtime +9\n");
    // Before it is set, it is no name.
    assert!(!answer(&["--context", &at(2), wish]).contains("$LOG_DIR"));
    // The comment at the line, above it, and above its command.
    for line in [5, 6] {
        assert_eq!(answer(&["--context", &at(line)]), "find \"$LOG_DIR\" -type f -name '*.log' -mtime +7\n", "{line}");
    }
    assert_eq!(answer(&["--context", &at(12)]), "trap clean_up EXIT\n");
    let json: Value = serde_json::from_str(&answer(&["--context", &at(12), "--format", "json"])).expect("JSON");
    assert_eq!(json["prompt"], "run clean_up when the script exits");
}

#[test]
fn a_scripts_shell_and_platform_hold_unless_others_are_named() {
    let folder = Folder::new();
    let wish = "find files in src and sort them by size, the largest first";
    let busybox = folder.file("b.sh", "#!/bin/busybox sh\n\n");
    let generate = |words: &[&str]| {
        let mut command = Command::new(caro_tests::binary());
        command.arg("generate").args(words).env("HOME", "/nowhere").env_remove("XDG_CACHE_HOME");
        out(&command.stdin(Stdio::null()).output().expect("the binary runs"))
    };
    let place = format!("{busybox}:2");
    assert_eq!(generate(&["--context", &place, wish]), generate(&["--shell", "sh", "--platform", "busybox", wish]));
    assert_eq!(
        generate(&["--context", &place, "--shell", "bash", "--platform", "linux", wish]),
        generate(&["--shell", "bash", "--platform", "linux", wish])
    );
    assert_ne!(
        generate(&["--shell", "sh", "--platform", "busybox", wish]),
        generate(&["--shell", "bash", "--platform", "linux", wish]),
        "the wish tells them apart"
    );
}

#[test]
fn a_place_that_is_none_is_said_so() {
    let folder = Folder::new();
    let path = folder.file("a.sh", SCRIPT);
    let fish = folder.file("a.fish", "#!/usr/bin/fish\n\n");
    for (place, request, wanted) in [
        (path.clone(), "ls", "write FILE:LINE"),
        (format!("{path}:0"), "ls", "write FILE:LINE"),
        (format!("{path}:x"), "ls", "write FILE:LINE"),
        (":3".to_owned(), "ls", "write FILE:LINE"),
        (format!("{path}:99"), "ls", "has only 11 lines"),
        (format!("{path}:8"), "ls", "within a string or a here-document"),
        ("/nowhere/a.sh:1".to_owned(), "ls", "no such file"),
        (format!("{fish}:2"), "ls", "its shell is not read"),
    ] {
        let output = generate(&["--context", &place, request]);
        assert_eq!((status(&output), out(&output)), (2, String::new()), "{place}");
        assert!(
            complaint(&output).contains(wanted) && complaint(&output).lines().count() == 1,
            "{}",
            complaint(&output)
        );
    }
    let output = generate(&["--context", &format!("{path}:2")]);
    assert!(status(&output) == 2 && complaint(&output).contains("no comment there asks"), "{}", complaint(&output));
    assert_eq!(status(&generate(&[])), 2);
}

#[test]
fn words_refine_an_answer_in_their_order() {
    let words = ["find", "python", "files", "--refine", "over 1 MB", "--refine", "in /var/log instead"];
    assert_eq!(answer(&words), "find /var/log -type f -name '*.py' -size +1M\n");
    let output = generate(&["find", "python", "files", "--refine", "as a sandwich"]);
    assert_eq!((status(&output), out(&output)), (1, String::new()));
    assert!(complaint(&output).contains("\"as a sandwich\" is not understood"), "{}", complaint(&output));
}

#[test]
fn what_was_assumed_is_told_and_one_question_is_asked() {
    let json = |wish: &str| -> Value { serde_json::from_str(&answer(&["--format", "json", wish])).expect("JSON") };
    let told = json("find python files");
    assert_eq!((&told["assumed"], &told["question"]), (&json!(["the current folder"]), &Value::Null));
    let question = &json("count the python files in src")["question"];
    assert_eq!(question["text"], "Sub-folders too?");
    assert_eq!(question["choices"][0]["command"], "find src -type f -name '*.py' | wc -l");
    let words = question["choices"][1]["refine"].as_str().expect("words");
    let other = answer(&["count the python files in src", "--refine", words]);
    assert_eq!(other, "find src -maxdepth 1 -type f -name '*.py' | wc -l\n");
}

fn events(output: &Output) -> Vec<Value> {
    out(output).lines().map(|it| serde_json::from_str(it).expect("each line is JSON")).collect()
}

#[test]
fn a_stream_without_others_is_one_answer() {
    let output = generate(&["--stream", KNOWN]);
    let events = events(&output);
    assert_eq!((status(&output), events.len()), (0, 1));
    assert_eq!((&events[0]["event"], &events[0]["final"]), (&json!("answer"), &json!(true)));
    assert_eq!((&events[0]["command"], &events[0]["prompt"]), (&json!(ANSWER), &json!(KNOWN)));
    let output = generate(&["--stream", "make me a sandwich"]);
    assert_eq!((status(&output), out(&output).contains("\"command\":null")), (1, true));
}

#[cfg(unix)]
#[test]
fn a_chosen_model_is_asked_and_one_that_cannot_be_costs_a_line() {
    let folder = Folder::new();
    let nano = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/tests/models/nano.gguf");
    let model = folder.0.join("nano.gguf");
    std::fs::copy(nano, &model).expect("it can be copied");
    let sockets = folder.0.join("r");
    std::fs::create_dir(&sockets).expect("the folder can be written");
    let call = |words: &[&str]| {
        let mut command = Command::new(caro_tests::binary());
        command.args(words).env("HOME", &folder.0).env("XDG_CACHE_HOME", folder.0.join("cache"));
        command.env("XDG_RUNTIME_DIR", &sockets).stdin(Stdio::null()).output().expect("the binary runs")
    };
    let asked = |words: &[&str]| call(&[&["generate", "--platform", "linux", "--budget", "60"], words].concat());
    let reference = shown(&model);
    assert_eq!(status(&call(&["models", "import", "--how", "reference", &reference])), 0);
    // It is here, and not chosen.
    assert_eq!(events(&asked(&["--stream", KNOWN])).len(), 1);
    assert_eq!(status(&call(&["models", "use", "nano"])), 0);
    let host = generate_with::Hosts::new(&folder.0, &sockets);
    let output = asked(&["--stream", KNOWN]);
    let events = events(&output);
    assert_eq!((events[0]["final"].clone(), events[0]["command"].clone()), (json!(false), json!(ANSWER)));
    let progress: Vec<&Value> = events.iter().filter(|it| it["event"] == "progress").collect();
    assert!(!progress.is_empty() && progress.iter().all(|it| it["name"] == "nano"), "{events:?}");
    assert!(
        ["starting", "loading", "thinking"].contains(&progress[0]["state"].as_str().expect("a state")),
        "{events:?}"
    );
    assert_eq!(events.last().map(|it| it["final"].clone()), Some(json!(true)), "{events:?}");
    assert_eq!(host.count(), 1);
    let output = asked(&["--no-model", "--stream", KNOWN]);
    assert_eq!(out(&output).lines().count(), 1);
    drop(host);
    // Broken, and gone.
    for bytes in [Some(&b"GGUF"[..]), None] {
        match bytes {
            Some(bytes) => std::fs::write(&model, bytes).expect("it is ours"),
            None => std::fs::remove_file(&model).expect("it is ours"),
        }
        let output = asked(&[KNOWN]);
        assert_eq!((status(&output), out(&output)), (0, format!("{ANSWER}\n")));
        let message = complaint(&output);
        assert!(message.ends_with("(answered without it)\n") && message.lines().count() == 1, "{message}");
    }
}
