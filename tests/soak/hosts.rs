//! The model hosts of one home: found by the home in their environment, so that nobody else's is touched.

use crate::process::cost;
use std::path::Path;
use std::process::{Command, Stdio};

fn pids(home: &Path) -> Vec<u32> {
    let mark = format!("HOME={}", home.display()).into_bytes();
    let is_host = |pid: &u32| {
        let words = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let mut words = words.split(|it| *it == 0);
        words.next().is_some_and(|it| it.ends_with(b"caro-lsp")) && words.next() == Some(b"host")
    };
    let is_ours = |pid: &u32| {
        let environment = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        environment.split(|it| *it == 0).any(|it| it == mark)
    };
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|it| it.file_name().to_str()?.parse().ok());
    pids.filter(is_host).filter(is_ours).collect()
}

/// How many were killed.
pub(crate) fn kill_all(home: &Path) -> usize {
    let pids = pids(home);
    for pid in &pids {
        let mut kill = Command::new("kill");
        // It may have ended by itself.
        let _ = kill.args(["-9", &pid.to_string()]).stderr(Stdio::null()).status();
    }
    pids.len()
}

/// The memory of all.
pub(crate) fn megabytes(home: &Path) -> f64 {
    pids(home).into_iter().filter_map(cost).map(|it| it.kilobytes as f64 / 1024.0).sum()
}
