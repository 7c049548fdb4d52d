//! How many threads compute: one on each physical core but one.
//!
//! Two on one core take each other's units. And llama.cpp's threads wait for each other by spinning: where another program
//! takes the core of one of them, all stand still. On two cores with a compiler at work, two threads took a minute for
//! what one did in a tenth of a second. So one core is left to the editor and the rest of the machine.

use std::collections::HashSet;
use std::path::Path;

/// How many threads compute, unless somebody says otherwise.
pub(super) fn threads() -> u32 {
    let logical = std::thread::available_parallelism().map_or(1, |it| it.get() as u32);
    let physical = siblings(Path::new("/sys/devices/system/cpu")).unwrap_or(logical).min(logical);
    physical.saturating_sub(1).max(1)
}

/// Counts the sets of logical processors that share a core; Linux only.
fn siblings(folder: &Path) -> Option<u32> {
    let mut cores = HashSet::new();
    for entry in std::fs::read_dir(folder).ok()?.take(4096) {
        let list = entry.ok()?.path().join("topology/thread_siblings_list");
        if let Ok(list) = std::fs::read_to_string(list) {
            cores.insert(list.trim().to_owned());
        }
    }
    (!cores.is_empty()).then_some(cores.len() as u32)
}

/// What the processor lacks of what llama.cpp was built for. Without it the first step would end the process.
pub(super) fn missing() -> Option<&'static str> {
    #[cfg(target_arch = "x86_64")]
    {
        let has = [
            ("AVX2", is_x86_feature_detected!("avx2")),
            ("FMA", is_x86_feature_detected!("fma")),
            ("F16C", is_x86_feature_detected!("f16c")),
            ("BMI2", is_x86_feature_detected!("bmi2")),
        ];
        has.iter().find(|it| !it.1).map(|it| it.0)
    }
    #[cfg(not(target_arch = "x86_64"))]
    None
}

#[cfg(test)]
mod tests {
    use super::{siblings, threads};
    use std::fs;

    #[test]
    fn two_threads_of_one_core_count_once() {
        let folder = tempfile::tempdir().unwrap();
        for (number, list) in ["0,4", "1,5", "2-3", "2-3", "0,4", "1,5"].iter().enumerate() {
            let topology = folder.path().join(format!("cpu{number}/topology"));
            fs::create_dir_all(&topology).unwrap();
            fs::write(topology.join("thread_siblings_list"), format!("{list}\n")).unwrap();
        }
        fs::create_dir(folder.path().join("cpufreq")).unwrap();
        assert_eq!(siblings(folder.path()), Some(3));
    }

    #[test]
    fn there_is_always_a_thread() {
        assert!(threads() >= 1);
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(siblings(folder.path()), None);
    }
}
