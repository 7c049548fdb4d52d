//! Which files are found for a script, who is trusted, and what a broken file does.

use super::*;
use caro_core::rules::Level;

struct Project(PathBuf);

impl Project {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("caro-policy-{name}-{}", std::process::id()));
        std::fs::create_dir_all(root.join("sub/deep")).unwrap();
        std::fs::create_dir_all(root.join(".git")).unwrap();
        Self(root.canonicalize().unwrap())
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }

    /// The workspace's layer for a script.
    fn layer(&self, script: &str, trust: Trust) -> Option<Layer> {
        let (policy, _) = for_path(Some(&self.0.join(script)), trust);
        policy.layers.iter().find(|it| it.from != From::User).cloned()
    }

    fn warnings(&self, script: &str) -> Vec<Warning> {
        let own = |it: &Warning| it.path.starts_with(&self.0);
        for_path(Some(&self.0.join(script)), Trust::AsConfigured).1.into_iter().filter(own).collect()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_nearest_file_below_the_projects_root_counts() {
    let project = Project::new("nearest");
    assert!(project.layer("sub/a.sh", Trust::AsConfigured).is_none());
    project.write(
        ".caro.toml",
        "[levels]\nCARO0101 = \"note\"\n[[levels_for]]\npaths = [\"sub/**\"]\nlevels = { CARO0102 = \"off\" }\n",
    );
    let layer = project.layer("a.sh", Trust::AsConfigured).unwrap();
    assert_eq!((layer.name.as_str(), layer.from, layer.levels.len()), (".caro.toml", From::Workspace, 1));
    assert_eq!(layer.levels[0].get("CARO0101"), Some(&Some(Level::Note)));
    assert_eq!(project.layer("sub/deep/new.sh", Trust::AsConfigured).unwrap().levels.len(), 2);
    project.write("sub/.caro.toml", "preset = \"strict\"\n");
    let layer = project.layer("sub/deep/new.sh", Trust::Workspace).unwrap();
    assert_eq!((layer.name.as_str(), layer.from, layer.levels.len()), ("sub/.caro.toml", From::TrustedWorkspace, 0));
    assert_eq!(project.layer("sub", Trust::AsConfigured).unwrap().name, "sub/.caro.toml", "a folder stands for itself");
    // Above the root nothing is looked for.
    std::fs::create_dir_all(project.0.join("sub/deep/.git")).unwrap();
    assert!(project.layer("sub/deep/new.sh", Trust::AsConfigured).is_none());
}

#[test]
fn a_broken_file_keeps_what_it_said_before() {
    let project = Project::new("broken");
    project.write(".caro.toml", "preset = \n");
    let told = project.warnings("a.sh");
    assert!(told.len() == 1 && told[0].broken && told[0].text.contains("it is not used"), "{told:?}");
    assert_eq!(told[0].place.map(|it| it.0), Some(1), "{told:?}");
    project.write(".caro.toml", "preset = \"strict\"\n");
    assert!(project.warnings("a.sh").is_empty());
    project.write(".caro.toml", "preset = \"strict\"\n[levels\n");
    let told = project.warnings("a.sh");
    assert!(told.len() == 1 && told[0].broken && told[0].text.contains("what it said before holds"), "{told:?}");
    assert_eq!(project.layer("a.sh", Trust::AsConfigured).unwrap().preset, Some(caro_core::policy::Preset::Strict));
    for hostile in ["a = 1\n".repeat(100_000), "\u{0}\u{1}".to_owned()] {
        project.write(".caro.toml", &hostile);
        assert!(project.warnings("a.sh")[0].broken);
    }
    std::fs::remove_file(project.0.join(".caro.toml")).unwrap();
    assert!(project.layer("a.sh", Trust::AsConfigured).is_none() && project.warnings("a.sh").is_empty());
    std::fs::create_dir(project.0.join(".caro.toml")).unwrap();
    assert!(project.layer("a.sh", Trust::AsConfigured).is_none());
}

#[test]
fn a_workspace_cannot_vouch_for_itself() {
    let project = Project::new("trust");
    project.write(".caro.toml", "trusted = [\"/\"]\n");
    assert_eq!(project.layer("a.sh", Trust::AsConfigured).unwrap().from, From::Workspace);
    assert!(project.warnings("a.sh")[0].text.contains("your own file only"));
    assert!(is_below(&project.0.join("sub"), project.0.to_str().unwrap()));
    assert!(!is_below(&project.0, project.0.join("sub").to_str().unwrap()));
    assert!(!is_below(&project.0, "") && !is_below(&project.0, "."));
}
