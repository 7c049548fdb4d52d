//! What coding agents ask their hooks: one JSON object each, in several shapes. `docs/ci.md` names where they are documented.

use super::caller::Caller;
use super::single::Single;
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

/// Where the name of a tool stands.
const TOOLS: [&str; 2] = ["tool_name", "toolName"];
/// What happens before a tool is used.
const BEFORE_TOOLS: [&str; 4] = ["PreToolUse", "preToolUse", "BeforeTool", "beforeMCPExecution"];
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
            Ok(Single(Value::Object(question))) => {
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
    let tool = text(question, &TOOLS).filter(|it| !it.trim().is_empty()).map(str::to_lowercase);
    let is_one_of = |names: &[&str]| tool.as_deref().is_some_and(|it| names.contains(&it));
    if is_one_of(&OTHER_SHELLS) {
        return Asked::NoShell;
    }
    let is_shell = match event(question) {
        Some("beforeShellExecution" | "pre_run_command") => true,
        Some(_) => is_one_of(&SHELLS),
        None => tool.is_none() || is_one_of(&SHELLS),
    };
    // Whatever such a question is about, it is a tool.
    let is_tool = event(question).is_some_and(|it| BEFORE_TOOLS.contains(&it))
        || TOOLS.iter().any(|it| question.get(*it).is_some_and(|it| !it.is_null()));
    match commands(question, is_shell) {
        Err(why) => Asked::Unclear(why),
        Ok(commands) if !commands.is_empty() => Asked::Commands(commands),
        Ok(_) if is_shell => Asked::Unclear("the question holds no `command`".to_owned()),
        Ok(_) if is_tool && tool.is_none() => Asked::Unclear("the question names no tool".to_owned()),
        Ok(_) => Asked::NoShell,
    }
}

/// All commands of a question; an error where one is there that cannot be read.
fn commands(question: &Object, is_shell: bool) -> Result<Vec<String>, String> {
    let mut commands = commands_in(question)?;
    for (name, input) in INPUTS.iter().filter_map(|it| Some((it, question.get(*it)?))) {
        match input {
            Value::Object(input) => commands.extend(commands_in(input)?),
            Value::String(input) => commands.extend(commands_in_text(input, is_shell)?),
            Value::Null => {}
            _ if is_shell => return Err(format!("`{name}` is no object")),
            _ => {}
        }
    }
    Ok(commands)
}

fn commands_in(fields: &Object) -> Result<Vec<String>, String> {
    let given = COMMANDS.iter().filter_map(|it| Some((it, fields.get(*it)?))).filter(|it| !it.1.is_null());
    given.map(|(name, it)| command(it).ok_or_else(|| format!("`{name}` is no text"))).collect()
}

/// Some write the arguments as JSON within a text. Text that looks like JSON is never taken for a command.
fn commands_in_text(text: &str, is_shell: bool) -> Result<Vec<String>, String> {
    let inner = text.trim_matches(|it: char| it.is_whitespace() || it.is_control() || it == '\u{feff}');
    if !inner.starts_with(['{', '[', '"']) {
        return Ok(if is_shell { vec![text.to_owned()] } else { Vec::new() });
    }
    match serde_json::from_str(inner) {
        Ok(Single(Value::Object(fields))) => match commands_in(&fields)? {
            commands if commands.is_empty() && is_shell => Err("the arguments hold no `command`".to_owned()),
            commands => Ok(commands),
        },
        Ok(_) => Err("the arguments are no JSON object".to_owned()),
        Err(error) => Err(format!("the arguments are no JSON object: {error}")),
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
        check(
            json!({"agent_action_name": "pre_read_code", "tool_info": {"file_path": "a"}}),
            Caller::Windsurf,
            &["(no shell)"],
        );
        check(json!({"hook_event_name": "PreToolUse", "tool_input": {}}), Caller::Claude, &["(unclear)"]);
        check(tool(" ", json!({})), Caller::Claude, &["(unclear)"]);
        check(json!({"hook_event_name": "PreToolUse", "tool_name": 1}), Caller::Claude, &["(unclear)"]);
    }

    #[test]
    fn no_command_is_forgotten_beside_another() {
        check(json!({"command": "ls", "cmd": "pwd"}), Caller::Plain, &["ls", "pwd"]);
        check(json!({"command": null, "cmd": "pwd"}), Caller::Plain, &["pwd"]);
        check(json!({"command": ["rm", "-rf", "/", 1], "cmd": "ls"}), Caller::Plain, &["(unclear)"]);
        check(json!({"command": "ls", "tool_input": {"script": {}}}), Caller::Plain, &["(unclear)"]);
        check(json!({"command": "ls", "tool_input": ["rm"]}), Caller::Plain, &["(unclear)"]);
    }

    #[test]
    fn text_that_looks_like_arguments_is_no_command() {
        let copilot = |arguments: &str| json!({"toolName": "bash", "toolArgs": arguments});
        check(copilot("ls"), Caller::Copilot, &["ls"]);
        check(copilot("\u{feff} {\"command\":\"ls\"}\n"), Caller::Copilot, &["ls"]);
        let deep = format!("{{\"command\":\"rm -rf /\",\"a\":{}{}}}", "[".repeat(140), "]".repeat(140));
        for arguments in [
            "{\"command\":\"rm -rf /\",\"a\":\"\\ud800\"}",
            "{\"command\":\"rm -rf /\",\"a\":1e999}",
            "{\"command\":\"rm -rf /\"} ls",
            "{\"command\":\"rm -rf /\",\"command\":\"ls\"}",
            "{\"x\":\"rm -rf /\"}",
            "[\"rm -rf /\"]",
            "\"rm -rf /\"",
            "\"{\\\"command\\\":\\\"rm -rf /\\\"}\"",
            &deep,
        ] {
            check(copilot(arguments), Caller::Copilot, &["(unclear)"]);
        }
    }
}
