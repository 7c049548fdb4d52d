//! Any bytes as an exported history: refused whole, or taken so that a second time nothing is new, and the export of it is
//! taken again.

use caro_history::{Clear, History, Terms};
use std::sync::OnceLock;

pub(super) fn run(bytes: &[u8]) {
    static HISTORY: OnceLock<History> = OnceLock::new();
    let history = HISTORY.get_or_init(|| {
        // In memory, where the system has such a folder: nothing of it is to stay.
        let shared = std::path::Path::new("/dev/shm");
        let parent = if shared.is_dir() { shared.to_owned() } else { std::env::temp_dir() };
        let folder = parent.join(format!("caro-imports-{}", std::process::id()));
        History::open(folder, Terms { days: None, ..Terms::default() })
    });
    let Ok(first) = history.import(&mut &bytes[..]) else { return };
    let again = history.import(&mut &bytes[..]).expect("it was taken before");
    assert_eq!((again.added, again.known), (0, first.added + first.known));
    let mut out = Vec::new();
    let count = history.export(&mut out).expect("what was taken can be given");
    let back = history.import(&mut &out[..]).expect("what we wrote, we read");
    assert_eq!((back.added, back.known), (0, count));
    history.clear(&Clear::All).expect("it can be emptied");
}
