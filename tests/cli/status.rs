//! `caro-lsp status`, and `doctor` as JSON: the same facts, in a home of the test's own.

use super::*;

const NANO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/tests/models/nano.gguf");

fn call(folder: &Folder, words: &[&str]) -> Output {
    let sockets = folder.0.join("r");
    std::fs::create_dir_all(&sockets).expect("the folder can be written");
    let mut command = Command::new(caro_tests::binary());
    // The home folder itself is no project.
    let project = folder.0.join("project");
    std::fs::create_dir_all(&project).expect("the folder can be written");
    command.args(words).current_dir(project).env("HOME", &folder.0).env("XDG_CACHE_HOME", folder.0.join("cache"));
    command.env("XDG_CONFIG_HOME", folder.0.join("config")).env("XDG_RUNTIME_DIR", sockets);
    command.stdin(Stdio::null()).output().expect("the binary runs")
}

fn json(folder: &Folder, command: &str) -> (i32, Value) {
    let output = call(folder, &[command, "--format", "json"]);
    (status(&output), serde_json::from_str(&out(&output)).expect("it is JSON"))
}

#[test]
fn an_empty_home_is_ready_and_stays_empty() {
    let folder = Folder::new();
    let output = call(&folder, &["status"]);
    let text = out(&output);
    assert_eq!((status(&output), complaint(&output)), (0, String::new()));
    for part in ["state     ready\n", "model     none is chosen", "host      not running", "settings  "] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let (code, told) = json(&folder, "status");
    assert_eq!((code, &told["state"], &told["model"], &told["hosts"]), (0, &json!("ready"), &Value::Null, &json!([])));
    assert_eq!(told["wrong"], json!([]));
    assert!(told["settings"][0]["path"].as_str().is_some_and(|it| it.starts_with(&shown(&folder.0))), "{told}");
    assert!(!folder.0.join("cache").exists(), "who only looks makes nothing");
}

#[test]
fn the_chosen_model_and_the_files_that_hold_here_are_told() {
    let folder = Folder::new();
    let model = folder.0.join("nano.gguf");
    std::fs::copy(NANO, &model).expect("it can be copied");
    assert_eq!(status(&call(&folder, &["models", "import", "--how", "reference", &shown(&model)])), 0);
    assert_eq!(json(&folder, "status").1["model"], Value::Null);
    assert_eq!(status(&call(&folder, &["models", "use", "nano"])), 0);
    folder.file("project/.caro.toml", "no such thing\n");
    let (code, told) = json(&folder, "status");
    assert_eq!((code, &told["state"]), (0, &json!("ready")), "{told}");
    assert_eq!(told["model"], json!({"name": "nano", "bytes": 2_245_536, "chosen": true, "usable": true}));
    let files: Vec<&str> =
        told["settings"].as_array().expect("a list").iter().filter_map(|it| it["path"].as_str()).collect();
    assert!(files.iter().any(|it| it.ends_with(".caro.toml")), "{files:?}");
    assert!(told["wrong"][0].as_str().is_some_and(|it| it.contains(".caro.toml")), "{told}");
    // The doctor says the same of the same things.
    let (code, doctor) = json(&folder, "doctor");
    assert_eq!((code, &doctor["models"][0], &doctor["settings"]), (1, &told["model"], &told["settings"]));
    assert_eq!(doctor["wrong"], told["wrong"]);
    assert_eq!(doctor["program"]["version"], env!("CARGO_PKG_VERSION"));
    // Its file is gone.
    std::fs::remove_file(&model).expect("it is ours");
    let (code, told) = json(&folder, "status");
    assert_eq!((code, &told["state"], &told["model"]["usable"]), (1, &json!("modelMissing"), &json!(false)));
    assert!(out(&call(&folder, &["status"])).starts_with("state     the model is missing\n"));
    // The list of models is broken.
    std::fs::write(folder.0.join("cache/caro/models/manifest.json"), "{").expect("it is ours");
    let (code, told) = json(&folder, "status");
    assert_eq!((code, &told["state"]), (1, &json!("error")), "{told}");
}
