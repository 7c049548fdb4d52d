//! What this machine has: memory, cores and room on the disk, with what limits a container.

use std::path::Path;

/// What counts for a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// All memory, in bytes; less in a container that may have less.
    pub memory: Option<u64>,
    /// What of it can be had now.
    pub available: Option<u64>,
    /// Cores that compute, not counted twice where each runs two threads.
    pub cores: usize,
    /// Free bytes where models are kept.
    pub disk: Option<u64>,
}

impl Machine {
    /// This machine, with the disk that holds this folder.
    pub fn this(folder: &Path) -> Self {
        let (memory, available) = memory().map_or((None, None), |(all, free)| (Some(all), Some(free)));
        Self { memory, available, cores: cores(), disk: free_bytes(folder) }
    }
}

/// Free bytes on the disk of a folder that need not be there yet.
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let there = folder.ancestors().find(|it| it.exists())?;
    #[cfg(unix)]
    {
        let told = rustix::fs::statvfs(there).ok()?;
        told.f_bavail.checked_mul(told.f_frsize)
    }
    #[cfg(not(unix))]
    {
        let there = there.canonicalize().ok()?;
        let disks = sysinfo::Disks::new_with_refreshed_list();
        let holds = |it: &&sysinfo::Disk| there.starts_with(it.mount_point());
        let disk = disks.list().iter().filter(holds).max_by_key(|it| it.mount_point().as_os_str().len())?;
        Some(disk.available_space())
    }
}

/// All memory, and what can be had of it.
#[cfg(target_os = "linux")]
fn memory() -> Option<(u64, u64)> {
    let read = |path: &str| std::fs::read_to_string(path).ok();
    let (all, free) = of_meminfo(&read("/proc/meminfo")?)?;
    let number = |path: &str| read(path)?.trim().parse::<u64>().ok();
    // A container sees its own limit at the top; the file says `max` where there is none.
    let limit = number("/sys/fs/cgroup/memory.max").or_else(|| number("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
    let used =
        number("/sys/fs/cgroup/memory.current").or_else(|| number("/sys/fs/cgroup/memory/memory.usage_in_bytes"));
    Some(match limit {
        Some(limit) if limit < all => (limit, free.min(limit.saturating_sub(used.unwrap_or(0)))),
        _ => (all, free),
    })
}

#[cfg(not(target_os = "linux"))]
fn memory() -> Option<(u64, u64)> {
    let mut system = sysinfo::System::new();
    system.refresh_memory();
    let all = system.total_memory();
    (all > 0).then(|| (all, system.available_memory()))
}

#[cfg(target_os = "linux")]
fn of_meminfo(text: &str) -> Option<(u64, u64)> {
    let field = |name: &str| {
        let line = text.lines().find_map(|it| it.strip_prefix(name)?.strip_prefix(':'))?;
        line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|it| it << 10)
    };
    Some((field("MemTotal")?, field("MemAvailable")?))
}

fn cores() -> usize {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    physical().map_or(threads, |it| it.min(threads))
}

/// Cores, from the list of threads that share one.
fn physical() -> Option<usize> {
    let mut siblings = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir("/sys/devices/system/cpu").ok()?.flatten() {
        let path = entry.path().join("topology/thread_siblings_list");
        siblings.extend(std::fs::read_to_string(path));
    }
    Some(siblings.len()).filter(|it| *it > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn memory_is_read_in_kilobytes() {
        let text = "MemTotal:       16314352 kB\nMemFree:          300000 kB\nMemAvailable:    8000000 kB\n";
        assert_eq!(of_meminfo(text), Some((16_314_352 << 10, 8_000_000 << 10)));
        assert_eq!(of_meminfo("MemTotal: 5 kB\n"), None);
    }

    #[test]
    fn this_machine_has_something_of_all() {
        let machine = Machine::this(Path::new("/a folder/that is/not there"));
        assert!(machine.cores > 0 && machine.disk.is_some(), "{machine:?}");
        assert!(machine.memory >= machine.available && machine.available > Some(0), "{machine:?}");
    }
}
