//! Any bytes as settings: as JSON from an editor, and as a policy file. What is wrong is named, and what was read reads again.

use caro_lsp::config::Config;
use caro_lsp::policy_file;

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for complaint in policy_file::complaints(&text) {
        assert!(!complaint.is_empty() && !complaint.contains('\n'), "{complaint:?}");
    }
    let Ok(value) = serde_json::from_str(&text) else { return };
    let (config, warnings) = Config::read(&value);
    assert!(warnings.iter().all(|it| !it.is_empty()));
    let written = serde_json::to_value(&config).expect("settings are plain data");
    let (again, warnings) = Config::read(&written);
    assert_eq!(warnings, Vec::<String>::new(), "{written}");
    assert_eq!(serde_json::to_value(again).expect("settings are plain data"), written);
}
