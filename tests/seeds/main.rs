//! Replays the fuzzers' seeds, and all that ever made one of them fail, on stable Rust.

use caro_tests::fuzz::TARGETS;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|it| panic!("{}: {it}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|it| it.expect("a folder entry can be read").path()).collect();
    files.sort();
    files
}

#[test]
fn every_seed_holds() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for target in TARGETS {
        let files = files(&seeds.join(target.name));
        assert!(!files.is_empty(), "{} has no seeds", target.name);
        for file in files {
            let bytes = std::fs::read(&file).expect("a seed can be read");
            let done = std::panic::catch_unwind(|| (target.run)(&bytes));
            assert!(done.is_ok(), "{} does not hold for {}", target.name, file.display());
        }
    }
}

#[test]
fn every_folder_of_seeds_has_a_target() {
    let folders = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds"));
    let names: Vec<_> = folders.iter().filter_map(|it| it.file_name()?.to_str()).collect();
    assert_eq!(names, TARGETS.map(|it| it.name));
}
