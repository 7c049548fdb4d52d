//! The models that Caro knows by name: data in `catalog.toml`, and how one is found by name.

use crate::{Model, Origin};
use serde::{Deserialize, Serialize};

/// All models known by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// In the order of the file.
    #[serde(rename = "model")]
    pub models: Vec<Entry>,
}

/// One model that can be downloaded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it is called here.
    pub name: String,
    /// What its makers call it.
    pub title: String,
    /// What it was trained for.
    pub kind: Kind,
    /// Where it lies on the hub.
    pub repository: String,
    /// Its file there.
    pub file: String,
    /// About how many bytes that has, where it is known.
    pub size: Option<u64>,
    /// How many billion parameters, about.
    pub parameters: f64,
    /// How many tokens it can look at, where that is known.
    pub context: Option<u64>,
    /// The name of its licence.
    pub licence: String,
    /// Whether that licence puts no conditions on what it is used for.
    #[serde(default = "yes")]
    pub is_open: bool,
    /// The page that says so.
    pub source: String,
}

/// What a model was trained for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Code above all.
    Code,
    /// Text of all kinds.
    General,
}

impl Catalog {
    /// The catalogue that Caro comes with.
    pub fn built_in() -> Self {
        toml::from_str(include_str!("../catalog.toml")).expect("a test reads the catalogue")
    }

    /// The model of this name.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.models.iter().find(|it| it.name.eq_ignore_ascii_case(name))
    }
}

impl Entry {
    /// Whether a model of the store is this one, whatever it is called there.
    pub fn is(&self, model: &Model) -> bool {
        match &model.origin {
            _ if model.name == self.name => true,
            Origin::Hub { repository, file, .. } => *repository == self.repository && *file == self.file,
            Origin::Import { .. } | Origin::Found => false,
        }
    }

    /// The size, estimated where it is not known: four-bit files have about 0.65 bytes for each parameter.
    pub fn about_size(&self) -> u64 {
        self.size.unwrap_or((self.parameters * 0.65e9) as u64)
    }
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::is_name;
    use std::collections::BTreeSet;

    #[test]
    fn the_catalogue_is_sound() {
        let catalog = Catalog::built_in();
        assert!(catalog.models.len() >= 8);
        let names: BTreeSet<_> = catalog.models.iter().map(|it| &it.name).collect();
        assert_eq!(names.len(), catalog.models.len(), "names are unique");
        for model in &catalog.models {
            assert!(is_name(&model.name), "{}", model.name);
            assert!((0.5..=8.0).contains(&model.parameters), "{}", model.name);
            assert!(model.repository.split('/').count() == 2, "{}", model.name);
            assert_eq!(model.file.to_lowercase().rsplit('.').next(), Some("gguf"), "{}", model.name);
            assert!(
                model.source.starts_with(&format!("https://huggingface.co/{}", model.repository)),
                "{}",
                model.name
            );
            // Half a byte a parameter is less than any file of the catalogue has, two more than any.
            let size = model.about_size() as f64;
            assert!((0.5e9..2e9).contains(&(size / model.parameters)), "{}", model.name);
        }
        assert!(catalog.find("Qwen2.5-Coder-1.5B").is_some() && catalog.find("qwen").is_none());
    }
}
