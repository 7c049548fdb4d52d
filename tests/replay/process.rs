//! What a process costs, as the system tells it. Where it does not, nothing is known.

/// Memory in use, in kilobytes, threads, and open files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    pub(crate) kilobytes: u64,
    pub(crate) threads: u64,
    pub(crate) files: u64,
}

/// What a process costs now; none when it is gone, or where the system has no `/proc`.
pub(crate) fn cost(pid: u32) -> Option<Cost> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let field = |name: &str| {
        let line = status.lines().find_map(|it| it.strip_prefix(name))?;
        line.trim_start_matches(':').split_whitespace().next()?.parse().ok()
    };
    let files = std::fs::read_dir(format!("/proc/{pid}/fd")).ok()?.count() as u64;
    Some(Cost { kilobytes: field("VmRSS")?, threads: field("Threads")?, files })
}
