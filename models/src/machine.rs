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
        let (memory, available) = memory().map_or((None, None), |it| (Some(it.all), Some(it.available)));
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

/// Main memory, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// All of it; less in a container that may have less.
    pub all: u64,
    /// What of it can be had without swapping.
    pub available: u64,
}

/// The main memory of this machine; nothing where the system does not tell.
#[cfg(target_os = "linux")]
pub fn memory() -> Option<Memory> {
    of_linux(|path| std::fs::read_to_string(path).ok())
}

/// The same elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn memory() -> Option<Memory> {
    let mut system = sysinfo::System::new();
    system.refresh_memory();
    let all = system.total_memory();
    (all > 0).then(|| Memory { all, available: system.available_memory() })
}

#[cfg(target_os = "linux")]
fn of_linux(read: impl Fn(&str) -> Option<String>) -> Option<Memory> {
    let (all, free) = of_meminfo(&read("/proc/meminfo")?)?;
    let number = |path: &str| read(path)?.trim().parse::<u64>().ok();
    // A container sees its own limit at the top; the file says `max` where there is none.
    let limit = number("/sys/fs/cgroup/memory.max").or_else(|| number("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
    let Some(limit) = limit.filter(|it| *it < all) else { return Some(Memory { all, available: free }) };
    let used =
        number("/sys/fs/cgroup/memory.current").or_else(|| number("/sys/fs/cgroup/memory/memory.usage_in_bytes"));
    // Pages of files count as used, and are given back when somebody needs them: a model that was just read, above all.
    let stat = read("/sys/fs/cgroup/memory.stat").or_else(|| read("/sys/fs/cgroup/memory/memory.stat"));
    let files = stat.and_then(|it| it.lines().find_map(|it| it.strip_prefix("inactive_file "))?.trim().parse().ok());
    let left = limit.saturating_sub(used.unwrap_or(0)).saturating_add(files.unwrap_or(0)).min(limit);
    Some(Memory { all: limit, available: free.min(left) })
}

#[cfg(target_os = "linux")]
fn of_meminfo(text: &str) -> Option<(u64, u64)> {
    let field = |name: &str| {
        let line = text.lines().find_map(|it| it.strip_prefix(name)?.strip_prefix(':'))?;
        line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|it| it << 10)
    };
    Some((field("MemTotal")?, field("MemAvailable")?))
}

/// Cores that compute, not counted twice where each runs two threads; one at least.
pub fn cores() -> usize {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    physical(Path::new("/sys/devices/system/cpu")).map_or(threads, |it| it.min(threads))
}

/// Cores, from the list of threads that share one; Linux only.
fn physical(folder: &Path) -> Option<usize> {
    let mut siblings = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(folder).ok()?.take(4096).flatten() {
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
    #[cfg(target_os = "linux")]
    fn a_container_has_what_its_limit_leaves_and_its_pages_of_files() {
        fn system(files: &[(&str, &str)]) -> Option<Memory> {
            of_linux(|path| files.iter().find(|it| it.0 == path).map(|it| it.1.to_owned()))
        }
        let meminfo = ("/proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 900 kB\n");
        let all = |all: u64, available: u64| Some(Memory { all: all << 10, available: available << 10 });
        assert_eq!(system(&[meminfo]), all(1000, 900));
        assert_eq!(system(&[meminfo, ("/sys/fs/cgroup/memory.max", "max\n")]), all(1000, 900));
        assert_eq!(
            system(&[
                meminfo,
                ("/sys/fs/cgroup/memory.max", "512000\n"),
                ("/sys/fs/cgroup/memory.current", "409600\n"),
                ("/sys/fs/cgroup/memory.stat", "anon 5\ninactive_file 204800\n"),
            ]),
            all(500, 300)
        );
    }

    #[test]
    fn two_threads_of_one_core_count_once() {
        let folder = tempfile::tempdir().unwrap();
        for (number, list) in ["0,4", "1,5", "2-3", "2-3", "0,4", "1,5"].iter().enumerate() {
            let topology = folder.path().join(format!("cpu{number}/topology"));
            std::fs::create_dir_all(&topology).unwrap();
            std::fs::write(topology.join("thread_siblings_list"), format!("{list}\n")).unwrap();
        }
        std::fs::create_dir(folder.path().join("cpufreq")).unwrap();
        assert_eq!(physical(folder.path()), Some(3));
        assert_eq!(physical(&folder.path().join("cpufreq")), None);
    }

    #[test]
    fn this_machine_has_something_of_all() {
        let machine = Machine::this(Path::new("/a folder/that is/not there"));
        assert!(machine.cores > 0 && machine.disk.is_some(), "{machine:?}");
        assert!(machine.memory >= machine.available && machine.available > Some(0), "{machine:?}");
    }
}
