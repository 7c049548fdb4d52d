//! What coding agents understand as an answer. `docs/ci.md` names where it is documented.

use super::{Answer, complain};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::process::ExitCode;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// Claude Code, and who took over its hooks: VS Code, Qwen Code, Factory.
    Claude,
    /// Codex, which runs what a hook wants to ask about.
    Codex,
    Copilot,
    Cursor {
        /// Whether this event lets a hook ask.
        asks: bool,
    },
    Gemini,
    /// Windsurf, which understands exit statuses only.
    Windsurf,
    /// Anybody else, who may understand nothing but the exit status.
    Plain,
}

impl Caller {
    /// Gives the answer, and the exit status that goes with it.
    pub(super) fn tell(self, answer: &Answer) -> ExitCode {
        let answer = if self.asks() { answer.clone() } else { without_asking(answer) };
        let decision = match answer {
            Answer::Nothing => "allow",
            Answer::Ask(_) => "ask",
            Answer::Deny(_) => "deny",
        };
        let reason = match &answer {
            Answer::Nothing => None,
            Answer::Ask(reason) | Answer::Deny(reason) => Some(reason.as_str()),
        };
        let mut blocks = false;
        if let (Self::Windsurf | Self::Plain, Some(reason)) = (self, reason) {
            complain(reason);
            blocks = true;
        }
        if let Some(shape) = self.shape(decision, reason) {
            let heard = match print(&shape) {
                // For others the exit status says it all.
                Ok(()) if self != Self::Plain && reason.is_some() && is_thrown_away() => {
                    Err("nobody reads it".to_owned())
                }
                other => other.map_err(|it| it.to_string()),
            };
            if let Err(error) = heard {
                complain(&format!("standard output: {error}; so the command must not run"));
                blocks = true;
            }
        }
        // 2 is the status by which a hook blocks; any other but 0 lets the command run.
        if blocks { ExitCode::from(2) } else { ExitCode::SUCCESS }
    }

    fn asks(self) -> bool {
        !matches!(self, Self::Codex | Self::Windsurf | Self::Cursor { asks: false })
    }

    fn shape(self, decision: &str, reason: Option<&str>) -> Option<Value> {
        match (self, reason) {
            // An "allow" would skip the user's own permission rules in some of them; silence leaves them in force.
            (Self::Claude | Self::Codex | Self::Copilot | Self::Windsurf, None) | (Self::Windsurf, _) => None,
            (Self::Claude | Self::Codex, Some(reason)) => Some(json!({"hookSpecificOutput": {
                "hookEventName": "PreToolUse",
                "permissionDecision": decision,
                "permissionDecisionReason": reason,
            }})),
            (Self::Copilot, Some(reason)) => {
                Some(json!({"permissionDecision": decision, "permissionDecisionReason": reason}))
            }
            // Cursor takes an answer without `permission` for a broken hook.
            (Self::Cursor { .. }, None) => Some(json!({"permission": "allow"})),
            (Self::Cursor { .. }, Some(reason)) => {
                Some(json!({"permission": decision, "user_message": reason, "agent_message": reason}))
            }
            (Self::Gemini, None) => Some(json!({})),
            (Self::Gemini, Some(reason)) => {
                Some(json!({"decision": decision, "reason": reason, "systemMessage": reason}))
            }
            (Self::Plain, None) => Some(json!({"decision": decision})),
            (Self::Plain, Some(reason)) => Some(json!({"decision": decision, "reason": reason})),
        }
    }
}

/// For who cannot ask: what a person should look at does not run.
fn without_asking(answer: &Answer) -> Answer {
    match answer {
        Answer::Ask(reason) => Answer::Deny(format!("{reason} Change it, or ask the user to run it.")),
        _ => answer.clone(),
    }
}

/// Whether standard output leads nowhere: to the null device, which also stands for one that was closed at the start.
#[cfg(unix)]
fn is_thrown_away() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let Ok(out) = io::stdout().as_fd().try_clone_to_owned() else { return true };
    let device = |it: std::fs::Metadata| (it.dev(), it.ino());
    match (std::fs::File::from(out).metadata(), std::fs::metadata("/dev/null")) {
        (Ok(out), Ok(null)) => device(out) == device(null),
        (out, _) => out.is_err(),
    }
}

#[cfg(not(unix))]
fn is_thrown_away() -> bool {
    false
}

fn print(answer: &Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{answer}")?;
    out.flush()
}
