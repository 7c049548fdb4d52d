//! What the fuzzers try: bytes go in, and what must hold for any bytes is asserted. The same is replayed on the seeds by
//! `tests/seeds`, without a fuzzer.

mod changes;
mod edits;
mod fixes;
mod imports;
mod lowering;
mod manuals;
mod messages;
mod models;
mod requests;
mod settings;

/// Something that is tried with any bytes.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, and that of its folder of seeds.
    pub name: &'static str,
    /// Panics where something does not hold.
    pub run: fn(&[u8]),
}

/// All that is tried.
pub const TARGETS: [Target; 10] = [
    Target { name: "changes", run: changes::run },
    Target { name: "edits", run: edits::run },
    Target { name: "fixes", run: fixes::run },
    Target { name: "imports", run: imports::run },
    Target { name: "lowering", run: lowering::run },
    Target { name: "manuals", run: manuals::run },
    Target { name: "messages", run: messages::run },
    Target { name: "models", run: models::run },
    Target { name: "requests", run: requests::run },
    Target { name: "settings", run: settings::run },
];

/// Tries one of them, as a fuzzer does.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|it| it.name == name).expect("it is one of those above");
    (target.run)(bytes);
}
