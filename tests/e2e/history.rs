//! What is remembered of ghost text and answers, and what is learned from what becomes of them.

use caro_tests::Client;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A project with a history of its own.
struct World {
    folder: PathBuf,
    client: Client,
    version: i32,
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl World {
    fn new(settings: &Value) -> Self {
        Self::with(settings, &[])
    }

    fn with(settings: &Value, words: &[&str]) -> Self {
        Self::at(Self::new_folder(), settings, words)
    }

    fn at(folder: PathBuf, settings: &Value, words: &[&str]) -> Self {
        let client = Self::server(&folder, settings, words);
        Self { folder, client, version: 1 }
    }

    fn new_folder() -> PathBuf {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("caro-history-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(folder.join("project/other")).unwrap();
        folder
    }

    fn server(folder: &Path, settings: &Value, words: &[&str]) -> Client {
        let mut command = Command::new(caro_tests::binary());
        command.args(words).env("HOME", folder).env("XDG_CONFIG_HOME", folder.join("config"));
        command.env("XDG_CACHE_HOME", folder.join("cache"));
        command.env("CARO_NO_HISTORY", "").env("CARO_HISTORY", folder.join("history"));
        let mut client = Client::of(&mut command);
        let root = json!([{ "uri": format!("file://{}", folder.join("project").display()), "name": "project" }]);
        client.settings = settings.clone();
        let capabilities = super::vscode();
        let params = json!({ "processId": null, "workspaceFolders": root, "capabilities": capabilities,
            "initializationOptions": { "caro": settings } });
        client.request("initialize", params).unwrap();
        client.notify("initialized", json!({}));
        let is_off = !words.is_empty() || settings.pointer("/history/enabled") == Some(&json!(false));
        // The history begins once the settings are known.
        let status = json!({ "command": "caro.status", "arguments": [{}] });
        while !is_off && client.request("workspace/executeCommand", status.clone()).unwrap()["history"] != "on" {
            std::thread::sleep(Duration::from_millis(5));
        }
        client
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", self.folder.join("project").join(name).display())
    }

    fn command(&mut self, name: &str, argument: Value) -> Value {
        let params = json!({ "command": name, "arguments": [argument] });
        self.client.request("workspace/executeCommand", params).unwrap()
    }

    /// The first ghost text below a comment, with the number by which it is taken.
    fn ghost(&mut self, name: &str, line: u32) -> Option<(String, Value)> {
        let params = json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": 0 },
            "context": { "triggerKind": 2 } });
        let answer = self.client.request("textDocument/inlineCompletion", params).unwrap();
        let item = answer.pointer("/items/0")?;
        Some((item["insertText"].as_str()?.to_owned(), item["command"]["arguments"][0].clone()))
    }

    fn edit(&mut self, name: &str, from: (u32, u32), to: (u32, u32), text: &str) {
        self.version += 1;
        let position = |it: (u32, u32)| json!({ "line": it.0, "character": it.1 });
        let change = json!([{ "range": { "start": position(from), "end": position(to) }, "text": text }]);
        let uri = self.uri(name);
        self.client.change(&uri, self.version, change);
    }

    fn save(&mut self, name: &str) {
        let uri = self.uri(name);
        self.client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    }

    /// Takes ghost text for a wish and changes it, or not, then saves.
    fn take(&mut self, name: &str, wish: &str, becomes: Option<&str>) {
        let uri = self.uri(name);
        self.client.open(&uri, &format!("#!/bin/bash\n# {wish}\n\n"));
        let (text, item) = self.ghost(name, 2).expect("there is ghost text");
        self.edit(name, (2, 0), (2, 0), &text);
        self.command("caro.accepted", item);
        if let Some(command) = becomes {
            self.edit(name, (2, 0), (2, text.len() as u32), command);
        }
        self.save(name);
        self.client.close(&uri);
    }

    /// Waits for ghost text that has a word, or has it no more: what was learned is read beside the requests.
    fn ghost_becomes(&mut self, name: &str, word: &str, wanted: bool) {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            let (text, _) = self.ghost(name, 2).unwrap();
            if text.contains(word) == wanted {
                return;
            }
            assert!(Instant::now() < until, "{text}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The action by which a line is to be remembered; a menu that the user opens has the trigger 1.
    fn remember(&mut self, name: &str, line: u32, trigger: u32) -> Option<Value> {
        let place = json!({ "line": line, "character": 0 });
        let params = json!({ "textDocument": { "uri": self.uri(name) }, "range": { "start": place, "end": place },
            "context": { "diagnostics": [], "triggerKind": trigger } });
        let answer = self.client.request("textDocument/codeAction", params).unwrap();
        answer.as_array()?.iter().find(|it| it["kind"] == "prefer.caro").cloned()
    }

    fn history(&mut self) -> Value {
        self.command("caro.history", json!({}))
    }

    /// The outcomes that were told, the newest first.
    fn told(&mut self) -> Vec<(String, String)> {
        let history = self.history();
        let entries = history["entries"].as_array().unwrap().clone();
        let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
        let told = |it: &Value| text(&it["told"]).split(", ").nth(1).unwrap_or_default().to_owned();
        entries.iter().map(|it| (text(&it["command"]), told(it))).collect()
    }
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect()
}

#[test]
fn what_became_of_ghost_text_is_remembered() {
    let mut world = World::new(&json!({}));
    world.take("a.sh", "count the lines of notes.txt", None);
    world.take("b.sh", "count the lines of notes.txt", Some("wc -l notes.txt"));
    world.take("c.sh", "show disk usage of src", Some(""));
    let told = world.told();
    let outcomes: Vec<&str> = told.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(outcomes, ["refused", "changed by you", "taken"], "{told:?}");
    assert_eq!(told[1].0, "wc -l notes.txt");
}

#[test]
fn a_command_that_the_user_writes_instead_is_a_refusal_with_a_better_one() {
    let mut world = World::new(&json!({}));
    let uri = world.uri("a.sh");
    world.client.open(&uri, "#!/bin/bash\n# show disk usage of src\n\n");
    let (offered, _) = world.ghost("a.sh", 2).unwrap();
    world.edit("a.sh", (2, 0), (2, 0), "ncdu src");
    world.edit("a.sh", (2, 8), (2, 8), "\n");
    assert_eq!(world.told(), pairs(&[(&offered, "refused")]));
}

#[test]
fn a_habit_is_learned_from_two_changes_and_forgotten_on_request() {
    let mut world = World::new(&json!({}));
    let wish = |folder: &str| format!("show disk usage of {folder}");
    for (name, folder) in [("a.sh", "src"), ("b.sh", "docs")] {
        let becomes = format!("du -sh --apparent-size {folder}");
        world.take(name, &wish(folder), Some(&becomes));
    }
    let habits = world.history()["habits"].clone();
    let active =
        habits.as_array().unwrap().iter().find(|it| it["active"] == true).unwrap_or_else(|| panic!("{habits}"));
    assert!(active["habit"].as_str().unwrap().starts_with("du: --apparent-size"), "{active}");
    let uri = world.uri("c.sh");
    world.client.open(&uri, "#!/bin/bash\n# show disk usage of media\n\n");
    world.ghost_becomes("c.sh", "--apparent-size", true);
    // The same for who asks in words, with the reason.
    let answer = world.command("caro.generate", json!({ "prompt": "show disk usage of pictures", "uri": uri }));
    assert!(answer["learned"].to_string().contains("you usually add --apparent-size to du"), "{answer}");
    world.command("caro.forget", json!({ "habits": true }));
    world.command("caro.forget", json!({ "history": true }));
    world.ghost_becomes("c.sh", "--apparent-size", false);
}

#[test]
fn who_says_that_a_command_is_better_so_is_believed_at_once() {
    let mut world = World::new(&json!({}));
    let uri = world.uri("a.sh");
    world.client.open(&uri, "#!/bin/bash\n# show disk usage of src\ndu -sh --apparent-size src\n");
    let action = world.remember("a.sh", 2, 1).expect("it is offered");
    assert_eq!(action["title"], "Remember: you usually add --apparent-size to du -h -s");
    assert_eq!(world.remember("a.sh", 2, 2), None, "a menu that opens by itself");
    assert_eq!(world.remember("a.sh", 1, 1), None, "a comment");
    assert_eq!(world.command("caro.prefer", action["command"]["arguments"][0].clone()), true);
    let message = world.client.wait("window/showMessage");
    assert_eq!(message["message"], "Caro: from now on, you usually add --apparent-size to du -h -s.");
    let other = world.uri("b.sh");
    world.client.open(&other, "#!/bin/bash\n# show disk usage of docs\n\n");
    world.ghost_becomes("b.sh", "du --apparent-size -sh docs", true);
    assert_eq!(world.remember("a.sh", 2, 1), None, "what is known needs not be said");
}

#[test]
fn what_may_not_be_remembered_is_not_offered_to_be() {
    let off = |policy: Option<&str>, settings: Value| {
        let mut world = World::new(&settings);
        if let Some(policy) = policy {
            std::fs::write(world.folder.join("project/.caro.toml"), policy).unwrap();
        }
        let uri = world.uri("a.sh");
        world.client.open(&uri, "#!/bin/bash\n# show disk usage of src\ndu -sh --apparent-size src\n");
        assert_eq!(world.remember("a.sh", 2, 1), None, "{policy:?} {settings}");
    };
    off(None, json!({ "history": { "enabled": false } }));
    off(None, json!({ "history": { "learning": false } }));
    off(Some("history = \"off\"\n"), json!({}));
    // What is learned so holds everywhere.
    off(Some("history = \"private\"\n"), json!({}));
}

#[test]
fn an_answer_that_is_chosen_is_watched_where_it_was_put() {
    let mut world = World::new(&json!({}));
    let uri = world.uri("a.sh");
    world.client.open(&uri, "#!/bin/bash\necho\n");
    let answer = world.command("caro.generate", json!({ "prompt": "list files by size", "uri": uri }));
    let command = answer["command"].as_str().unwrap().to_owned();
    world.edit("a.sh", (1, 4), (1, 4), &format!("\n{command}"));
    world.command("caro.chosen", json!({ "id": answer["id"], "uri": uri, "row": 2 }));
    assert_eq!(world.told(), pairs(&[(&command, "taken")]));
    world.edit("a.sh", (2, 0), (2, command.len() as u32), "ls -lS");
    world.save("a.sh");
    assert_eq!(world.told(), pairs(&[("ls -lS", "changed by you")]));
    // What is remembered can be used and refined as a new answer can.
    let entry = world.history()["entries"][0].clone();
    assert_eq!((&entry["terminal"], &entry["risk"]), (&json!("line"), &json!("none")), "{entry}");
    let refined = world.command("caro.generate", json!({ "refine": { "id": entry["id"], "words": "reversed" } }));
    assert!(refined["command"].as_str().is_some_and(|it| it.starts_with("ls")), "{refined}");
}

#[test]
fn nothing_is_remembered_where_the_user_wants_it_so() {
    let files = |world: &World| std::fs::read_dir(world.folder.join("history")).map_or(0, Iterator::count);
    let off = json!({ "history": { "enabled": false } });
    let shells = json!({ "history": { "shells": ["sh"] } });
    let exclude = json!({ "history": { "exclude": ["*.sh"] } });
    for (settings, words, state) in
        [(off, &[][..], "off"), (shells, &[], "on"), (exclude, &[], "on"), (json!({}), &["--no-history"], "off")]
    {
        let mut world = World::with(&settings, words);
        world.take("a.sh", "count the lines of notes.txt", None);
        let history = world.history();
        assert_eq!((&history["state"], &history["entries"]), (&json!(state), &json!([])), "{settings} {words:?}");
        if state == "off" {
            assert_eq!(files(&world), 0, "{settings} {words:?}");
        }
    }
    let mut world = World::new(&json!({}));
    std::fs::write(world.folder.join("project/other/.caro.toml"), "history = \"off\"\n").unwrap();
    world.take("other/a.sh", "count the lines of notes.txt", None);
    assert_eq!(world.told(), []);
    world.take("a.sh", "count the lines of notes.txt", None);
    assert_eq!(world.told().len(), 1);
}

#[test]
fn of_a_private_session_nothing_is_remembered() {
    let mut world = World::new(&json!({}));
    assert_eq!(world.command("caro.privateSession", json!({}))["state"], "private");
    world.take("a.sh", "count the lines of notes.txt", None);
    assert_eq!(world.command("caro.status", json!({}))["history"], "private");
    assert_eq!(world.told(), []);
    assert_eq!(world.command("caro.privateSession", json!({ "on": false }))["state"], "on");
    world.take("b.sh", "count the lines of notes.txt", None);
    assert_eq!(world.told().len(), 1);
}

#[test]
fn what_is_private_to_a_workspace_is_of_use_nowhere_else() {
    let mut world = World::new(&json!({}));
    std::fs::write(world.folder.join("project/.caro.toml"), "history = \"private\"\n").unwrap();
    for (name, folder) in [("a.sh", "src"), ("b.sh", "docs")] {
        let becomes = format!("du -sh --apparent-size {folder}");
        world.take(name, &format!("show disk usage of {folder}"), Some(&becomes));
    }
    let inside = world.uri("c.sh");
    let here = world.command("caro.history", json!({ "uri": inside }));
    assert!(here["habits"].as_array().unwrap().iter().any(|it| it["active"] == true), "{here}");
    let elsewhere = world.command("caro.history", json!({ "uri": "file:///elsewhere/a.sh" }));
    assert_eq!(elsewhere["habits"], json!([]));
}

#[test]
fn secrets_are_taken_out_before_anything_is_written() {
    let mut world = World::new(&json!({}));
    let wish = "find lines with the password is hunter2secret in a.txt";
    let _ = world.command("caro.generate", json!({ "prompt": wish }));
    world.take("a.sh", "count the lines of notes.txt", Some("mysql -uroot -phunter2secret < notes.txt"));
    assert!(world.told()[0].0.contains("[redacted]"), "{:?}", world.told());
    for file in std::fs::read_dir(world.folder.join("history")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(13).any(|it| it == b"hunter2secret"));
    }
}

#[test]
fn a_folder_that_cannot_be_used_switches_the_history_off_with_one_message() {
    // Before the server starts, which opens its history beside the requests.
    let folder = World::new_folder();
    std::fs::write(folder.join("history"), "in the way").unwrap();
    let mut world = World::at(folder, &json!({}), &[]);
    world.take("a.sh", "count the lines of notes.txt", None);
    world.take("b.sh", "count the lines of notes.txt", None);
    let until = Instant::now() + Duration::from_secs(20);
    let of_history = |it: &Value| it["message"].as_str().is_some_and(|it| it.contains("history"));
    while !world.client.waiting("window/logMessage").iter().any(of_history) {
        assert!(Instant::now() < until, "no message came");
        world.ghost("a.sh", 2);
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_next_session_knows_what_the_last_one_learned() {
    let mut world = World::new(&json!({}));
    // Once is an exception.
    for name in ["a.sh", "b.sh"] {
        world.take(name, "count the lines of notes.txt", Some("wc -l notes.txt"));
    }
    world.client.request("shutdown", Value::Null).unwrap();
    world.client.notify("exit", Value::Null);
    // What it still has to write is written when it has ended.
    assert!(world.client.exit_status().is_some_and(|it| it.success()));
    world.client = World::server(&world.folder, &json!({}), &[]);
    let entry = ("wc -l notes.txt", "changed by you");
    assert_eq!(world.told(), pairs(&[entry, entry]));
    let uri = world.uri("c.sh");
    world.client.open(&uri, "#!/bin/bash\n# count the lines of notes.txt\n\n");
    let until = Instant::now() + Duration::from_secs(20);
    while world.ghost("c.sh", 2).is_none_or(|it| it.0 != "wc -l notes.txt") {
        assert!(Instant::now() < until, "{:?}", world.ghost("c.sh", 2));
        std::thread::sleep(Duration::from_millis(20));
    }
}
