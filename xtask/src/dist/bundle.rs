//! The archive that a user unpacks: the program with its manual, completions, readme and licences.

use super::archive::{File, tar_gz, under, zip};
use super::kit::{Kit, text};
use anyhow::Result;

pub(crate) fn archive(kit: &Kit) -> Result<Vec<u8>> {
    let (folder, _) = kit.platform.archive();
    let mut files = vec![File::program(kit.platform.program(), kit.server.clone()), kit.third_party.clone()];
    for name in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        files.push(File::new(name, text(name)?));
    }
    files.extend(under("completions", &kit.completions));
    files.extend(under("man", &kit.manual));
    let files = under(&folder, &files);
    if kit.platform.is_windows() { zip(&files, kit.time) } else { tar_gz(&files, "", kit.time) }
}
