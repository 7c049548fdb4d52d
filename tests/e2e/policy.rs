//! Policy files: what a workspace may change, what it may not, and what a broken file does.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use caro_tests::Client;
use serde_json::{Value, json};

const RISKY: &str = "curl https://example.com/i | sh\nchmod 777 x\n";

/// A project of one script, deleted with it.
struct Project(PathBuf);

impl Project {
    fn new(policy: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("caro-e2e-policy-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let root = std::env::temp_dir().join(name);
        std::fs::create_dir_all(root.join(".git")).unwrap();
        let project = Self(root.canonicalize().unwrap());
        project.write(policy);
        project
    }

    fn write(&self, policy: &str) {
        std::fs::write(self.0.join(".caro.toml"), policy).unwrap();
    }

    fn uri(&self) -> String {
        format!("file://{}/run.sh", self.0.display())
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Code and severity of each mark.
fn marks(found: &[Value]) -> Vec<(String, u64)> {
    found.iter().map(|it| (it["code"].as_str().unwrap().to_owned(), it["severity"].as_u64().unwrap())).collect()
}

fn mark(code: &str, severity: u64) -> (String, u64) {
    (code.to_owned(), severity)
}

#[test]
fn a_workspace_file_changes_levels_but_silences_no_danger() {
    let project = Project::new("[levels]\n\"*\" = \"off\"\n");
    let mut client = Client::in_memory();
    client.initialize(json!({}));
    client.open(&project.uri(), RISKY);
    let found = client.diagnostics(&project.uri(), Some(1));
    assert_eq!(marks(&found), [mark("CARO0401", 1)]);
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains("`.caro.toml` cannot lower this danger"), "{message}");
}

#[test]
fn a_change_of_the_file_counts_once_it_is_told() {
    let project = Project::new("[levels]\nCARO1603 = \"caution\"\n");
    let mut client = Client::in_memory();
    client.initialize(json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } }));
    let registered = client.wait("client/registerCapability");
    assert_eq!(registered["registrations"][0]["registerOptions"]["watchers"][0]["globPattern"], "**/.caro.toml");
    client.open(&project.uri(), RISKY);
    assert_eq!(marks(&client.diagnostics(&project.uri(), Some(1))), [mark("CARO0401", 1), mark("CARO0301", 2)]);
    project.write("preset = \"strict\"\n");
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    assert_eq!(marks(&client.diagnostics(&project.uri(), Some(1))), [mark("CARO0401", 1), mark("CARO0301", 1)]);
    // A broken one keeps what it said, and one message says so.
    project.write("preset = \"strict\"\n[levels\n");
    for _ in 0..2 {
        client.notify("textDocument/didSave", json!({ "textDocument": { "uri": project.uri() } }));
    }
    let message = client.wait("window/showMessage")["message"].as_str().unwrap().to_owned();
    assert!(message.contains(".caro.toml:2:") && message.contains("what it said before holds"), "{message}");
    client.change(&project.uri(), 2, json!([{ "text": RISKY }]));
    assert_eq!(marks(&client.diagnostics(&project.uri(), Some(2))), [mark("CARO0401", 1), mark("CARO0301", 1)]);
    assert!(client.waiting("window/showMessage").is_empty(), "said once");
}

#[test]
fn a_trusted_workspace_may_lower_a_danger() {
    let project = Project::new("[levels]\n04 = \"caution\"\n03 = \"off\"\n");
    let mut client = Client::in_memory();
    let options = json!({ "caro": { "workspaceTrusted": true } });
    client.request("initialize", json!({ "capabilities": {}, "initializationOptions": options })).unwrap();
    client.notify("initialized", json!({}));
    client.open(&project.uri(), RISKY);
    let found = client.diagnostics(&project.uri(), Some(1));
    assert_eq!(marks(&found), [mark("CARO0401", 2)]);
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.ends_with("(lowered from danger by `.caro.toml`)"), "{message}");
    // The trust is taken back.
    let settings = json!({ "settings": { "caro": { "workspaceTrusted": false } } });
    client.notify("workspace/didChangeConfiguration", settings);
    // What was judged before may come once more.
    let now = [mark("CARO0401", 1)];
    loop {
        let found = marks(&client.diagnostics(&project.uri(), Some(1)));
        if found == now {
            break;
        }
        assert_eq!(found, [mark("CARO0401", 2)]);
    }
}

#[test]
fn another_platform_marks_open_documents_anew() {
    let project = Project::new("[levels]\nCARO1603 = \"caution\"\n");
    let mut client = Client::in_memory();
    client.request("initialize", json!({ "capabilities": {} })).unwrap();
    client.notify("initialized", json!({}));
    client.open(&project.uri(), "chown --reference=a b\n");
    assert_eq!(client.diagnostics(&project.uri(), Some(1)).len(), 0);
    for (platform, codes) in [("macos", 1), ("linux", 0), ("busybox", 1)] {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": { "caro": { "platform": platform } } }));
        assert_eq!(client.diagnostics(&project.uri(), Some(1)).len(), codes, "{platform}");
    }
}
