//! Graphics cards, as far as files of the system tell of them: no program is run, and no driver is asked.

use crate::size;
use serde::Serialize;
use std::fs;
use std::path::Path;

/// No machine has more of them, and no file is longer.
const MOST: usize = 64;
const LONGEST: u64 = 4096;

/// A graphics card that a model could be put on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Who made it.
    pub maker: Maker,
    /// What it calls itself, where it does.
    pub name: Option<String>,
    /// Bytes of its own memory, where that is told.
    pub memory: Option<u64>,
}

/// Makers whose cards llama.cpp can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Maker {
    /// Its driver tells names, and no sizes.
    Nvidia,
    /// Its driver tells sizes.
    Amd,
    /// Most of its cards share the main memory.
    Intel,
    /// Its processors have one inside.
    Apple,
}

impl Maker {
    /// The back ends that use its cards, the better first: features of a build.
    pub fn back_ends(self) -> &'static [&'static str] {
        match self {
            Self::Nvidia => &["cuda", "vulkan"],
            Self::Amd => &["rocm", "vulkan"],
            Self::Intel => &["vulkan"],
            Self::Apple => &["metal"],
        }
    }

    fn of_number(vendor: &str) -> Option<Self> {
        match vendor {
            "0x10de" => Some(Self::Nvidia),
            "0x1002" => Some(Self::Amd),
            "0x8086" => Some(Self::Intel),
            // The others are those of virtual machines, which only show pictures.
            _ => None,
        }
    }

    fn shown(self) -> &'static str {
        match self {
            Self::Nvidia => "NVIDIA",
            Self::Amd => "AMD",
            Self::Intel => "Intel",
            Self::Apple => "Apple",
        }
    }
}

impl Card {
    /// What it is, and whether a build with these back ends uses it.
    pub fn told(&self, built: &[&str]) -> String {
        let maker = self.maker.shown();
        let name = match &self.name {
            Some(name) if name.starts_with(maker) => name.clone(),
            Some(name) => format!("{maker} {name}"),
            None => format!("{maker} graphics"),
        };
        let memory = self.memory.map_or(String::new(), |it| format!(" with {} of memory", size::shown(it)));
        let able = self.maker.back_ends();
        match able.iter().find(|it| built.contains(it)) {
            Some(used) => format!("{name}{memory}: this build puts on it what fits, through {used}."),
            None => {
                let features = able.iter().map(|it| format!("`--features {it}`")).collect::<Vec<_>>().join(" or ");
                format!("{name}{memory}: this build does not use it; one made with {features} would.")
            }
        }
    }
}

/// The cards of this machine.
pub fn cards() -> Vec<Card> {
    if cfg!(all(target_os = "macos", target_arch = "aarch64")) {
        return vec![Card { maker: Maker::Apple, name: None, memory: None }];
    }
    under(Path::new("/"))
}

/// The cards that the files of a Linux tell of.
fn under(root: &Path) -> Vec<Card> {
    let mut cards = of_nvidia(&root.join("proc/driver/nvidia/gpus"));
    let told = !cards.is_empty();
    for device in sorted(&root.join("sys/class/drm")) {
        // `card0`; what is connected to it is called `card0-HDMI-A-1`.
        let is_card = device.strip_prefix("card").is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
        if !is_card {
            continue;
        }
        let device = root.join("sys/class/drm").join(device).join("device");
        let Some(maker) = read(&device.join("vendor")).and_then(|it| Maker::of_number(&it)) else { continue };
        // Its own driver has told more of it already.
        if maker == Maker::Nvidia && told {
            continue;
        }
        let memory = read(&device.join("mem_info_vram_total")).and_then(|it| it.parse().ok());
        cards.push(Card { maker, name: read(&device.join("product_name")), memory });
    }
    cards
}

fn of_nvidia(folder: &Path) -> Vec<Card> {
    let names = sorted(folder).into_iter().filter_map(|it| {
        let about = read(&folder.join(it).join("information"))?;
        let name = about.lines().find_map(|it| it.strip_prefix("Model:")).map(|it| it.trim().to_owned());
        Some(Card { maker: Maker::Nvidia, name: name.filter(|it| !it.is_empty()), memory: None })
    });
    names.collect()
}

fn sorted(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(MOST * 16);
    let mut names: Vec<_> = entries.filter_map(|it| it.file_name().into_string().ok()).collect();
    names.sort();
    names.truncate(MOST);
    names
}

/// A short file's text, without its ends; nothing where it says nothing.
fn read(path: &Path) -> Option<String> {
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(fs::File::open(path).ok()?, LONGEST), &mut text).ok()?;
    let text = String::from_utf8_lossy(&text).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(files: &[(&str, &str)], built: &[&str], expected: Expect) {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let lines: Vec<_> = under(root.path()).iter().map(|it| it.told(built) + "\n").collect();
        expected.assert_eq(&lines.concat());
    }

    const NVIDIA: &str = "Model: \t\t NVIDIA GeForce RTX 4070\nIRQ:   \t\t 129\nGPU UUID: \t GPU-1\n";

    #[test]
    fn a_card_is_counted_once_and_its_back_ends_are_named() {
        let files = [
            ("proc/driver/nvidia/gpus/0000:01:00.0/information", NVIDIA),
            ("sys/class/drm/card0/device/vendor", "0x10de\n"),
            ("sys/class/drm/card1/device/vendor", "0x8086\n"),
            ("sys/class/drm/card1-HDMI-A-1/device/vendor", "0x8086\n"),
            ("sys/class/drm/renderD128/device/vendor", "0x10de\n"),
        ];
        check(
            &files,
            &[],
            expect![[r#"
                NVIDIA GeForce RTX 4070: this build does not use it; one made with `--features cuda` or `--features vulkan` would.
                Intel graphics: this build does not use it; one made with `--features vulkan` would.
            "#]],
        );
        check(
            &files,
            &["cuda"],
            expect![[r#"
                NVIDIA GeForce RTX 4070: this build puts on it what fits, through cuda.
                Intel graphics: this build does not use it; one made with `--features vulkan` would.
            "#]],
        );
    }

    #[test]
    fn a_card_that_tells_its_memory_is_told_with_it() {
        check(
            &[
                ("sys/class/drm/card0/device/vendor", "0x1002\n"),
                ("sys/class/drm/card0/device/mem_info_vram_total", "17163091968\n"),
                ("sys/class/drm/card0/device/product_name", "Radeon RX 7800\n"),
                ("sys/class/drm/card2/device/vendor", "0x10de\n"),
            ],
            &["vulkan"],
            expect![[r#"
                AMD Radeon RX 7800 with 17.2 GB of memory: this build puts on it what fits, through vulkan.
                NVIDIA graphics: this build puts on it what fits, through vulkan.
            "#]],
        );
    }

    #[test]
    fn what_shows_pictures_only_and_what_makes_no_sense_is_no_card() {
        check(
            &[
                ("sys/class/drm/card0/device/vendor", "0x1af4\n"),
                ("sys/class/drm/card1/device/vendor", "\n"),
                ("sys/class/drm/cardigan/device/vendor", "0x1002\n"),
                ("sys/class/drm/version", "drm 1.1.0\n"),
                ("proc/driver/nvidia/gpus/readme", "x"),
            ],
            &[],
            expect![""],
        );
        check(&[], &["cuda"], expect![""]);
    }

    #[test]
    fn names_and_sizes_that_lie_are_harmless() {
        check(
            &[
                ("proc/driver/nvidia/gpus/1/information", "Model:\n"),
                ("sys/class/drm/card0/device/vendor", "0x1002"),
                ("sys/class/drm/card0/device/mem_info_vram_total", "-1\n"),
            ],
            &[],
            expect![[r#"
                NVIDIA graphics: this build does not use it; one made with `--features cuda` or `--features vulkan` would.
                AMD graphics: this build does not use it; one made with `--features rocm` or `--features vulkan` would.
            "#]],
        );
    }
}
