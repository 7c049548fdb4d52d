//! The settings: the one definition, from which the schema and the documentation are made.

use caro_core::script::Dialect;
use caro_core::target;
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The settings below `caro`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// The program `caro-lsp` that the editor starts, as an absolute path; empty takes the one that came with the extension,
    /// else the one in `PATH`, else cargo's. The server itself ignores it.
    #[schemars(extend("scope" = "machine-overridable"))]
    pub path: String,
    /// What your scripts, and the commands suggested for them, must run on; `auto` takes what a script's first line says,
    /// else this machine.
    pub platform: Platform,
    /// Commands suggested in grey while you type.
    pub ghost_text: GhostText,
    /// A language model on this machine, asked beside the generator that is always there.
    pub model: Model,
    /// An OpenAI-compatible server, asked in the place of a model on this machine; only for your own settings, never for a
    /// workspace's.
    #[schemars(extend("scope" = "application"))]
    pub server: Server,
    /// Marks under dangerous commands.
    pub diagnostics: Diagnostics,
    /// Whether a workspace's `.caro.toml` may lower dangers; only for your own settings, never for a workspace's.
    #[schemars(extend("scope" = "application"))]
    pub workspace_trusted: bool,
    /// The findings and fixes of an installed ShellCheck, beside our own.
    pub shellcheck: ShellCheck,
    /// A list of commands, flags and variables while you type; `auto` gives it where the editor says that nothing else does.
    pub completion: Enable,
    /// What was asked, offered and made of it, kept on this machine only.
    pub history: History,
}

/// The settings below `caro.history`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct History {
    /// Whether requests and answers are remembered. Secrets are taken out before anything is written.
    pub enabled: bool,
    /// Whether what you take, change and refuse makes later answers fit you better.
    pub learning: bool,
    /// After how many days an entry is deleted, 0 to 3650; 0 keeps it for ever.
    pub retention_days: Retention,
    /// How many megabytes all of it may take, 1 to 10000; the oldest entries go first.
    pub max_megabytes: Megabytes,
    /// The shells whose scripts are remembered: `sh`, `bash`, `ksh`.
    pub shells: Vec<Shell>,
    /// Paths of which nothing is remembered, as `.gitignore` writes them: `secrets/`, `*.bats`.
    pub exclude: Vec<String>,
}

/// The settings below `caro.shellcheck`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct ShellCheck {
    /// Whether its findings are shown too; `auto` shows them where the editor says that nothing else does.
    pub enable: Enable,
    /// The program: a name in `PATH`, or an absolute path. Never taken from a workspace that is not trusted.
    #[schemars(extend("scope" = "machine-overridable"))]
    pub path: String,
}

/// Whether we do what others may do as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Enable {
    /// Where the editor says that nothing else does.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

/// The settings below `caro.ghostText`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct GhostText {
    /// Whether a command is suggested under a comment that asks for one.
    pub enabled: bool,
    /// When: `automatic` while you type, `manual` only when you ask by key.
    pub trigger: Trigger,
    /// How sure an answer must be to be shown unasked, in percent, 55 to 100. By key, 20 less is enough, and never less
    /// than 55.
    pub threshold: Threshold,
    /// How many answers you can choose from, 1 to 5; only answers that differ in what they do.
    pub alternatives: Alternatives,
    /// How long a model or a server may take, in milliseconds, 50 to 30000; then nothing is shown. The generator that
    /// needs no model takes a few milliseconds.
    pub budget_ms: GhostBudget,
    /// The shells it is for: `sh`, `bash`, `ksh`.
    pub shells: Vec<Shell>,
    /// Paths without ghost text, as `.gitignore` writes them: `vendor/`, `*.bats`.
    pub exclude: Vec<String>,
    /// Whether the names of files and folders in the workspace's root are read, so that a comment can name them by one
    /// plain word. Their contents are never read.
    pub file_names: bool,
}

/// When ghost text comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Trigger {
    /// While you type.
    #[default]
    Automatic,
    /// Only when you ask by key.
    Manual,
}

/// The settings below `caro.model`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Model {
    /// Whether a model is asked at all. Nothing is ever downloaded by that.
    pub enabled: bool,
    /// Which one: a name of `caro-lsp models list`, or the absolute path of a GGUF file; empty takes the one of `caro-lsp
    /// models use`. Only for your own settings, never for a workspace's.
    #[schemars(extend("scope" = "application"))]
    pub name: String,
    /// How long it may take when you ask for a command, in milliseconds, 50 to 600000.
    pub budget_ms: Budget,
    /// After how many minutes without a question its memory is given back, 1 to 1440.
    pub idle_minutes: Minutes,
    /// How many threads compute, 0 to 1024; 0 for one on each physical core but one.
    pub threads: Threads,
    /// How many tokens it sees at most, 256 to 131072; more needs more memory.
    pub context_tokens: Context,
    /// Whether Caro may ask once, ever, whether you want a model.
    pub offer: bool,
}

/// The settings below `caro.server`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Server {
    /// Its address, such as `http://127.0.0.1:8080/v1`; empty for none. It gets your comment and the lines around it,
    /// without those that hold secrets.
    pub url: String,
    /// Which of its models; empty for its only one.
    pub model: String,
    /// The environment variable that holds its key; empty for none.
    pub key_variable: String,
    /// The command that prints its key, as a list of words; it is started without a shell.
    pub key_command: Vec<String>,
}

/// A number within bounds, which are part of the schema.
macro_rules! number {
    ($(#[$doc:meta])* $name:ident($type:ty), $least:literal to $most:literal, $default:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "u64")]
        pub struct $name(
            /// The number.
            pub $type,
        );

        impl Default for $name {
            fn default() -> Self {
                Self($default)
            }
        }

        impl TryFrom<u64> for $name {
            type Error = &'static str;

            fn try_from(number: u64) -> Result<Self, Self::Error> {
                let number = <$type>::try_from(number).ok().filter(|it| ($least..=$most).contains(it));
                number.map(Self).ok_or(concat!("must be from ", $least, " to ", $most))
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "integer", "minimum": $least, "maximum": $most })
            }
        }
    };
}

number!(
    /// Percent.
    Threshold(u8), 55 to 100, 75
);
number!(
    /// A number of answers.
    Alternatives(u8), 1 to 5, 3
);
number!(
    /// Milliseconds.
    GhostBudget(u32), 50 to 30_000, 3000
);
number!(
    /// Milliseconds.
    Budget(u32), 50 to 600_000, 10_000
);
number!(
    /// Minutes.
    Minutes(u32), 1 to 1440, 10
);
number!(
    /// Threads.
    Threads(u32), 0 to 1024, 0
);
number!(
    /// Tokens.
    Context(u32), 256 to 131_072, 4096
);

number!(
    /// Days.
    Retention(u32), 0 to 3650, 30
);
number!(
    /// Megabytes.
    Megabytes(u32), 1 to 10_000, 50
);

/// The settings below `caro.diagnostics`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Diagnostics {
    /// Whether dangerous commands are marked in the editor.
    pub enabled: bool,
}

/// A shell that Caro reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Shell {
    /// POSIX sh.
    Sh,
    /// GNU bash.
    #[default]
    Bash,
    /// The Korn shell.
    Ksh,
}

impl Shell {
    pub(crate) fn dialect(self) -> Dialect {
        match self {
            Self::Sh => Dialect::Sh,
            Self::Bash => Dialect::Bash,
            Self::Ksh => Dialect::Ksh,
        }
    }

    /// The shell that a script is written for, where it is one of these.
    pub(crate) fn of(dialect: Dialect) -> Option<Self> {
        [Self::Sh, Self::Bash, Self::Ksh].into_iter().find(|it| it.dialect() == dialect)
    }
}

/// What scripts must run on.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// What a script's first line says, else this machine.
    #[default]
    Auto,
    /// GNU tools: most Linux systems.
    #[serde(alias = "gnu")]
    #[value(alias = "gnu")]
    Linux,
    /// BSD tools: macOS and the BSDs.
    #[serde(alias = "bsd")]
    #[value(name = "macos", alias = "bsd")]
    MacOs,
    /// busybox: Alpine and small devices.
    Busybox,
    /// What the POSIX standard asks of every system, and no more.
    Posix,
}

impl Default for GhostText {
    fn default() -> Self {
        Self {
            enabled: true,
            trigger: Trigger::Automatic,
            threshold: Threshold::default(),
            alternatives: Alternatives::default(),
            budget_ms: GhostBudget::default(),
            shells: vec![Shell::Sh, Shell::Bash, Shell::Ksh],
            exclude: Vec::new(),
            file_names: false,
        }
    }
}

impl Default for History {
    fn default() -> Self {
        Self {
            enabled: true,
            learning: true,
            retention_days: Retention::default(),
            max_megabytes: Megabytes::default(),
            shells: vec![Shell::Sh, Shell::Bash, Shell::Ksh],
            exclude: Vec::new(),
        }
    }
}

impl Default for Model {
    fn default() -> Self {
        Self {
            enabled: true,
            name: String::new(),
            budget_ms: Budget::default(),
            idle_minutes: Minutes::default(),
            threads: Threads::default(),
            context_tokens: Context::default(),
            offer: true,
        }
    }
}

impl Default for ShellCheck {
    fn default() -> Self {
        Self { enable: Enable::Auto, path: "shellcheck".to_owned() }
    }
}

impl Default for Diagnostics {
    fn default() -> Self {
        Self { enabled: true }
    }
}

impl Platform {
    /// What is asked for; none for `auto`.
    pub fn named(self) -> Option<target::Platform> {
        match self {
            Self::Auto => None,
            Self::Linux => Some(target::Platform::Linux),
            Self::MacOs => Some(target::Platform::MacOs),
            Self::Busybox => Some(target::Platform::Busybox),
            Self::Posix => Some(target::Platform::Posix),
        }
    }

    /// What new commands must run on.
    pub fn or_machine(self) -> target::Platform {
        self.named().unwrap_or_else(target::Platform::of_machine)
    }
}

impl Config {
    /// Reads the value of `caro`. What is unknown or of the wrong type keeps its default, and gets a warning.
    pub fn read(value: &Value) -> (Self, Vec<String>) {
        let mut settings = serde_json::to_value(Self::default()).expect("settings are plain data");
        let mut warnings = Vec::new();
        merge(&mut settings, value, "", &mut warnings);
        (serde_json::from_value(settings).unwrap_or_default(), warnings)
    }
}

/// The JSON schema of the value of `caro`.
pub fn schema() -> Value {
    schemars::schema_for!(Config).to_value()
}

/// Takes over from `value` each setting at `path` that exists and still makes a [`Config`].
fn merge(settings: &mut Value, value: &Value, path: &str, warnings: &mut Vec<String>) {
    let here = settings.pointer(path).cloned();
    match (here, value) {
        // Editors send `null` for what is not set.
        (Some(_), Value::Null) => {}
        (Some(Value::Object(_)), Value::Object(fields)) => {
            for (name, value) in fields {
                merge(settings, value, &format!("{path}/{name}"), warnings);
            }
        }
        (Some(default), _) => {
            if let Some(setting) = settings.pointer_mut(path) {
                setting.clone_from(value);
            }
            if serde_json::from_value::<Config>(settings.clone()).is_err() {
                warnings
                    .push(format!("the setting {} has a value that it cannot have: its default is used", name(path)));
                if let Some(setting) = settings.pointer_mut(path) {
                    *setting = default;
                }
            }
        }
        // What VS Code's client library writes down of the messages; it reads this itself.
        (None, _) if path == "/trace" => {}
        (None, _) => warnings.push(format!("there is no setting {}", name(path))),
    }
}

fn name(path: &str) -> String {
    format!("caro{}", path.replace('/', "."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_set_keeps_its_default() {
        let (config, warnings) = Config::read(&json!({"ghostText": {"enabled": false}, "platform": null}));
        assert_eq!(
            config,
            Config { ghost_text: GhostText { enabled: false, ..GhostText::default() }, ..Config::default() }
        );
        assert_eq!(warnings, Vec::<String>::new());
        assert_eq!(Config::read(&Value::Null), (Config::default(), vec![]));
    }

    #[test]
    fn the_old_names_of_platforms_hold() {
        for (old, new) in [("gnu", Platform::Linux), ("bsd", Platform::MacOs), ("macos", Platform::MacOs)] {
            assert_eq!(Config::read(&json!({ "platform": old })).0.platform, new);
            assert_eq!(Platform::from_str(old, false), Ok(new));
        }
    }

    #[test]
    fn a_wrong_value_falls_back_alone() {
        let value =
            json!({"platform": "amiga", "ghostText": {"enabled": "yes"}, "diagnostics": {"enabled": false}, "x/y": 1});
        let (config, warnings) = Config::read(&value);
        assert_eq!(config, Config { diagnostics: Diagnostics { enabled: false }, ..Config::default() });
        assert_eq!(warnings.len(), 3, "{warnings:?}");
        assert_eq!(Config::read(&json!([1])).1.len(), 1);
        assert_eq!(Config::read(&json!({"trace": {"server": "verbose"}})).1, Vec::<String>::new());
        assert_eq!(Config::read(&json!({"diagnostics": false})).0, Config::default());
    }

    #[test]
    fn a_number_out_of_its_bounds_keeps_its_default() {
        for (value, kept) in [(54, 75), (55, 55), (100, 100), (101, 75), (-1, 75), (1 << 40, 75)] {
            let (config, warnings) = Config::read(&json!({ "ghostText": { "threshold": value } }));
            assert_eq!(config.ghost_text.threshold, Threshold(kept), "{value}");
            assert_eq!(warnings.is_empty(), i64::from(kept) == value, "{value}: {warnings:?}");
        }
        let schema = serde_json::to_string(&schema()).unwrap();
        assert!(schema.contains(r#""maximum":131072,"minimum":256"#), "{schema}");
    }

    #[test]
    fn the_schema_names_every_setting_with_its_sentence() {
        let schema = schema();
        for (name, default) in serde_json::to_value(Config::default()).unwrap().as_object().unwrap() {
            let property = &schema["properties"][name];
            assert!(property["description"].is_string(), "{name}: {property}");
            assert_eq!(&property["default"], default, "{name}");
        }
    }
}
