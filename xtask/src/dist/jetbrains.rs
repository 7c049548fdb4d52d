//! The plugin for the IDEs of `JetBrains`, built by Maven.

use super::kit::Kit;
use super::{Made, is_here};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// How the plugin's scripts say that something is not here.
const MISSING: &str = "JetBrains is NOT tested: ";

pub(crate) fn file_name() -> String {
    format!("caro-jetbrains-{}.zip", super::VERSION)
}

pub(crate) fn make(kit: &Kit) -> Result<Made> {
    if !is_here("bash") {
        return Ok(Made::LeftOut("bash is missing".to_owned()));
    }
    let mut script = Command::new("bash");
    script.arg("editors/jetbrains/zip.sh").current_dir(crate::root()).env("TZ", "UTC");
    let built = script.env("SOURCE_DATE_EPOCH", kit.time.to_string()).output().context("bash cannot be started")?;
    let said = String::from_utf8_lossy(&built.stderr);
    if let Some(why) = said.lines().find_map(|it| it.strip_prefix(MISSING)) {
        return Ok(Made::LeftOut(why.to_owned()));
    }
    let shown = String::from_utf8_lossy(&built.stdout);
    let Some(zip) = shown.lines().last().filter(|it| built.status.success() && it.ends_with(&file_name())) else {
        bail!("editors/jetbrains/zip.sh did not make {}: {}\n{shown}{said}", file_name(), built.status);
    };
    let zip = std::fs::read(zip).with_context(|| format!("{zip} cannot be read"))?;
    Ok(Made::Is(kit.write(&file_name(), &zip)?))
}
