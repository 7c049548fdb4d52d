//! What coding agents ask their hooks: one JSON object each, in several shapes. `docs/ci.md` names where they are documented.

use super::caller::Caller;
use caro_core::script::quote;
use serde_json::{Map, Value};
use std::path::PathBuf;

/// What was asked.
#[derive(Debug)]
pub(super) struct Question {
    /// Who asks.
    pub(super) caller: Caller,
    /// What about.
    pub(super) asked: Asked,
    /// The folder that a command would run in.
    pub(super) folder: Option<PathBuf>,
}

/// What is to be judged.
#[derive(Debug)]
pub(super) enum Asked {
    /// These commands, for bash.
    Commands(Vec<String>),
    /// Nothing that a shell would run.
    NoShell,
    /// Nobody can tell, for this reason.
    Unclear(String),
}

type Object = Map<String, Value>;

/// Where the arguments of a tool stand.
const INPUTS: [&str; 4] = ["tool_input", "toolInput", "toolArgs", "tool_info"];
/// Where a command stands in them.
const COMMANDS: [&str; 4] = ["command", "command_line", "cmd", "script"];
/// Tools that run a command in a shell like bash. Others are judged too where they hold a command.
const SHELLS: [&str; 12] = [
    "bash",
    "sh",
    "zsh",
    "shell",
    "shell_command",
    "local_shell",
    "terminal",
    "run_shell_command",
    "run_in_terminal",
    "run_terminal_cmd",
    "runterminalcommand",
    "exec_command",
];
/// Shells that Caro does not read.
const OTHER_SHELLS: [&str; 3] = ["powershell", "pwsh", "cmd"];

impl Question {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(question)) => {
                let caller = caller(&question);
                Self { caller, asked: asked(&question), folder: folder(&question) }
            }
            Ok(_) => Self::unclear("the question is no JSON object".to_owned()),
            Err(error) => Self::unclear(format!("the question is no JSON object: {error}")),
        }
    }

    pub(super) fn unclear(why: String) -> Self {
        Self { caller: Caller::Plain, asked: Asked::Unclear(why), folder: None }
    }
}

/// Who asks in this way.
fn caller(question: &Object) -> Caller {
    let has = |field: &str| question.contains_key(field);
    match event(question) {
        Some("PreToolUse") if has("turn_id") || has("model") => Caller::Codex,
        Some("PreToolUse") => Caller::Claude,
        Some("BeforeTool") => Caller::Gemini,
        Some("beforeShellExecution" | "beforeMCPExecution") => Caller::Cursor { asks: true },
        _ if has("cursor_version") => Caller::Cursor { asks: false },
        _ if has("agent_action_name") => Caller::Windsurf,
        _ if has("toolName") || has("toolArgs") => Caller::Copilot,
        _ => Caller::Plain,
    }
}

fn asked(question: &Object) -> Asked {
    let tool = text(question, &["tool_name", "toolName"]).map(str::to_lowercase);
    let is_one_of = |names: &[&str]| tool.as_deref().is_some_and(|it| names.contains(&it));
    if is_one_of(&OTHER_SHELLS) {
        return Asked::NoShell;
    }
    let is_shell = match event(question) {
        Some("beforeShellExecution" | "pre_run_command") => true,
        Some(_) => is_one_of(&SHELLS),
        None => tool.is_none() || is_one_of(&SHELLS),
    };
    let mut commands: Vec<String> = COMMANDS.iter().filter_map(|it| command(question.get(*it)?)).collect();
    for input in INPUTS.iter().filter_map(|it| question.get(*it)) {
        match input {
            Value::Object(input) => commands.extend(COMMANDS.iter().filter_map(|it| command(input.get(*it)?))),
            // Some write the arguments as JSON within a text.
            Value::String(input) => match serde_json::from_str::<Object>(input) {
                Ok(input) => commands.extend(COMMANDS.iter().filter_map(|it| command(input.get(*it)?))),
                Err(_) if is_shell => commands.push(input.clone()),
                Err(_) => {}
            },
            _ => {}
        }
    }
    match (commands.is_empty(), is_shell) {
        (false, _) => Asked::Commands(commands),
        (true, true) => Asked::Unclear("the question holds no `command`".to_owned()),
        (true, false) => Asked::NoShell,
    }
}

/// A command as one text; a list of words as the command that they are.
fn command(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(words) => {
            let words: Option<Vec<String>> = words.iter().map(|it| it.as_str().map(quote)).collect();
            words.map(|it| it.join(" "))
        }
        _ => None,
    }
}

/// The folder that is named, else the one that the hook runs in.
fn folder(question: &Object) -> Option<PathBuf> {
    let info = question.get("tool_info").and_then(|it| it.get("cwd")).and_then(Value::as_str);
    let root = question.get("workspace_roots").and_then(|it| it.get(0)).and_then(Value::as_str);
    let named = [text(question, &["cwd"]), info, root].into_iter().flatten().map(PathBuf::from);
    named.into_iter().find(|it| it.is_absolute()).or_else(|| std::env::current_dir().ok())
}

fn event(question: &Object) -> Option<&str> {
    text(question, &["hook_event_name", "hookEventName", "agent_action_name"])
}

fn text<'a>(question: &'a Object, fields: &[&str]) -> Option<&'a str> {
    fields.iter().find_map(|it| question.get(*it)?.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(question: Value, caller: Caller, expected: &[&str]) {
        let read = Question::read(question.to_string().as_bytes());
        assert_eq!(read.caller, caller, "{question}");
        match read.asked {
            Asked::Commands(commands) => assert_eq!(commands, expected, "{question}"),
            Asked::NoShell => assert_eq!(expected, ["(no shell)"], "{question}"),
            Asked::Unclear(_) => assert_eq!(expected, ["(unclear)"], "{question}"),
        }
    }

    #[test]
    fn callers_are_told_by_what_they_write() {
        let claude = json!({"hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": {"command": "ls"}});
        check(claude.clone(), Caller::Claude, &["ls"]);
        let mut codex = claude;
        codex["turn_id"] = json!("1");
        check(codex, Caller::Codex, &["ls"]);
        let gemini =
            json!({"hook_event_name": "BeforeTool", "tool_name": "run_shell_command", "tool_input": {"command": "ls"}});
        check(gemini, Caller::Gemini, &["ls"]);
        let cursor = json!({"hook_event_name": "beforeShellExecution", "command": "ls", "cwd": ""});
        check(cursor, Caller::Cursor { asks: true }, &["ls"]);
        let cursor = json!({"hook_event_name": "preToolUse", "cursor_version": "3", "tool_name": "Shell",
            "tool_input": {"command": "ls"}});
        check(cursor, Caller::Cursor { asks: false }, &["ls"]);
        check(json!({"toolName": "bash", "toolArgs": "{\"command\":\"ls\"}"}), Caller::Copilot, &["ls"]);
        check(json!({"toolName": "bash", "toolArgs": {"command": "ls"}}), Caller::Copilot, &["ls"]);
        let windsurf = json!({"agent_action_name": "pre_run_command", "tool_info": {"command_line": "ls"}});
        check(windsurf, Caller::Windsurf, &["ls"]);
        check(json!({"command": "ls"}), Caller::Plain, &["ls"]);
    }

    #[test]
    fn words_become_a_command() {
        check(json!({"command": ["bash", "-lc", "rm -rf \"$A\"/*"]}), Caller::Plain, &["bash -lc 'rm -rf \"$A\"/*'"]);
        check(json!({"command": ["a", 1]}), Caller::Plain, &["(unclear)"]);
    }

    #[test]
    fn a_shell_without_a_command_is_unclear_and_other_tools_are_not_asked_about() {
        let tool =
            |name: &str, input: Value| json!({"hook_event_name": "PreToolUse", "tool_name": name, "tool_input": input});
        check(tool("Bash", json!({})), Caller::Claude, &["(unclear)"]);
        check(tool("Bash", json!({"command": 1})), Caller::Claude, &["(unclear)"]);
        check(tool("Bash", Value::Null), Caller::Claude, &["(unclear)"]);
        check(tool("Read", json!({"file_path": "/etc/passwd"})), Caller::Claude, &["(no shell)"]);
        check(tool("PowerShell", json!({"command": "Remove-Item x"})), Caller::Claude, &["(no shell)"]);
        check(tool("mcp__box__run", json!({"command": "rm -rf /"})), Caller::Claude, &["rm -rf /"]);
        check(json!({"hook_event_name": "SessionStart"}), Caller::Plain, &["(no shell)"]);
        check(json!({}), Caller::Plain, &["(unclear)"]);
        check(json!({"tool": {"command": "ls"}}), Caller::Plain, &["(unclear)"]);
    }
}
