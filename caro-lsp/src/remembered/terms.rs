//! From the settings to the terms under which a history is kept.

use std::path::PathBuf;
use std::time::Duration;

use caro_history::{Passphrase, Terms};

use crate::{config, policy_file};

/// How long it takes until what was learned counts half.
pub(crate) const HALF_LIFE: Duration = Duration::from_hours(90 * 24);

/// The variable that names another folder for the history: for tests, and for who wants it elsewhere.
const FOLDER: &str = "CARO_HISTORY";

/// With this variable set to something, nothing is remembered and nothing learned is put to use.
const OFF: &str = "CARO_NO_HISTORY";

/// Whether the environment is against a history.
pub(crate) fn is_off() -> bool {
    std::env::var_os(OFF).is_some_and(|it| !it.is_empty())
}

/// The folder of this user's history; none where no home is known.
pub(crate) fn folder() -> Option<PathBuf> {
    let named = std::env::var_os(FOLDER).map(PathBuf::from).filter(|it| it.is_absolute());
    named.or_else(caro_history::folder::of_this_user)
}

/// The terms that the settings ask for.
pub(crate) fn of(settings: &config::History) -> Terms {
    let days = settings.retention_days.0;
    Terms {
        enabled: settings.enabled,
        private: false,
        days: (days > 0).then_some(days),
        most_bytes: u64::from(settings.max_megabytes.0) << 20,
        half_life: HALF_LIFE,
        passphrase: passphrase(),
    }
}

/// The terms of the command line, which knows no editor's settings: it deletes nothing.
pub(crate) fn of_command_line() -> Terms {
    Terms { days: None, most_bytes: u64::MAX, half_life: HALF_LIFE, passphrase: passphrase(), ..Terms::default() }
}

/// The passphrase that a command of the user's prints, once it is needed.
fn passphrase() -> Option<Passphrase> {
    let words = policy_file::history_key_command();
    if words.is_empty() {
        return None;
    }
    let what = "the command for the history's passphrase";
    Some(Passphrase::asked(move || caro_remote::secret(&words, what).map_err(|it| it.to_string())))
}
