//! Notices that the client's process died without closing our input.

use std::time::Duration;

/// How often the process is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// Waits until the process is gone; forever where that cannot be known.
pub(crate) async fn died(id: u32) {
    while tokio::task::spawn_blocking(move || is_alive(id)).await.unwrap_or(true) {
        tokio::time::sleep(EVERY).await;
    }
}

#[cfg(target_os = "linux")]
fn is_alive(id: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{id}/stat")) else { return false };
    // The state is behind the name, which may itself hold parentheses. A zombie has only not been buried yet.
    !stat.rsplit(')').next().is_some_and(|it| it.trim_start().starts_with(['Z', 'X']))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_alive(id: u32) -> bool {
    use std::process::{Command, Stdio};
    let mut kill = Command::new("kill");
    kill.args(["-0", &id.to_string()]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    kill.status().map_or(true, |it| it.success())
}

#[cfg(not(unix))]
fn is_alive(_id: u32) -> bool {
    // The client's end of the pipe closes with it there.
    true
}
