//! Packs `intents/*.toml` into tables, so that nothing is read or parsed when a request comes.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    /// Words that may stand in any request of this family and say nothing more.
    #[serde(default)]
    noise: String,
    /// Meanings, and the words for each.
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    fact: Vec<Fact>,
    #[serde(default)]
    variant: Vec<Variant>,
    #[serde(default)]
    intent: Vec<Intent>,
}

/// Another tool for the same work.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variant {
    name: String,
    says: Vec<String>,
    /// The word of a command that its name stands for, where it takes the same arguments.
    #[serde(default)]
    replaces: String,
}

/// A turn of phrase that adds to the command of an intent that names it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    name: String,
    says: Vec<String>,
    gives: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Intent {
    /// The command for GNU tools; with no other given, for all.
    gives: String,
    macos: Option<String>,
    busybox: Option<String>,
    posix: Option<String>,
    /// The commands of variants, by their names.
    #[serde(default)]
    variants: BTreeMap<String, String>,
    /// How sure it is short of certain: 0 to 1.
    #[serde(default)]
    doubt: f32,
    says: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=intents");
    let mut names: Vec<_> = fs::read_dir("intents")?.map(|it| it.map(|it| it.path())).collect::<Result<_, _>>()?;
    names.sort();
    let mut out = String::from("pub(super) static FAMILIES: &[FamilyData] = &[\n");
    for path in names.iter().filter(|it| it.extension().is_some_and(|it| it == "toml")) {
        let name = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
        let family: Family =
            toml::from_str(&fs::read_to_string(path)?).map_err(|it| format!("{}: {it}", path.display()))?;
        let words: Vec<(&String, &String)> = family.words.iter().collect();
        writeln!(out, "FamilyData {{ name: {name:?}, noise: {:?}, words: &{words:?}, facts: &[", family.noise)?;
        for fact in &family.fact {
            writeln!(out, "FactData {{ name: {:?}, says: &{:?}, gives: {:?} }},", fact.name, fact.says, fact.gives)?;
        }
        out.push_str("], variants: &[\n");
        for it in &family.variant {
            writeln!(
                out,
                "VariantData {{ name: {:?}, says: &{:?}, replaces: {:?} }},",
                it.name, it.says, it.replaces
            )?;
        }
        out.push_str("], intents: &[\n");
        for it in &family.intent {
            let unknown = it.variants.keys().find(|name| family.variant.iter().all(|it| it.name != **name));
            if let Some(name) = unknown {
                return Err(format!("{}: no variant is called {name}", path.display()).into());
            }
            let variants: Vec<(&String, &String)> = it.variants.iter().collect();
            writeln!(
                out,
                "IntentData {{ gives: {:?}, macos: {:?}, busybox: {:?}, posix: {:?}, variants: &{variants:?}, \
                 doubt: {:?}, says: &{:?} }},",
                it.gives, it.macos, it.busybox, it.posix, it.doubt, it.says
            )?;
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("intents.rs"), out)?;
    Ok(())
}
