//! How a host is started: one struct, written as words of a command line by the client and read back by the process.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::time::Duration;

/// How a host is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The GGUF file.
    pub model: PathBuf,
    /// Tokens of context; at most what the model was made for.
    pub context: u32,
    /// Threads that compute; 0 for one on each physical core but one.
    pub threads: u32,
    /// Layers on a graphics card, where the build has a back end for it; the rest stays on the processor.
    pub gpu_layers: u32,
    /// The host ends after this long without a request.
    pub idle: Duration,
    /// One step of llama.cpp that takes longer is a hang: the host ends.
    pub longest_step: Duration,
    /// Where socket, lock and log are; by default the user's runtime or cache folder.
    pub folder: Option<PathBuf>,
    /// Where prefixes are kept; by default the user's cache folder.
    pub prefixes: Option<PathBuf>,
    /// Kept prefixes may take this many bytes together; the least recently used go first.
    pub prefix_bytes: u64,
    /// Memory that may be used, in bytes; 0 for what is free.
    pub memory: u64,
}

impl Options {
    /// The defaults for one model.
    pub fn new(model: impl Into<PathBuf>) -> Self {
        Self {
            model: model.into(),
            context: 4096,
            threads: 0,
            gpu_layers: 999,
            idle: Duration::from_mins(10),
            longest_step: Duration::from_mins(2),
            folder: None,
            prefixes: None,
            prefix_bytes: 512 * 1024 * 1024,
            memory: 0,
        }
    }

    /// The words of a command line that say the same.
    pub fn to_words(&self) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec!["--model".into(), self.model.clone().into()];
        let mut number = |name: &str, value: u128| {
            words.push(name.into());
            words.push(value.to_string().into());
        };
        number("--context", self.context.into());
        number("--threads", self.threads.into());
        number("--gpu-layers", self.gpu_layers.into());
        number("--idle-ms", self.idle.as_millis());
        number("--longest-step-ms", self.longest_step.as_millis());
        number("--prefix-bytes", self.prefix_bytes.into());
        number("--memory", self.memory.into());
        for (name, path) in [("--folder", &self.folder), ("--prefixes", &self.prefixes)] {
            if let Some(path) = path {
                words.extend([name.into(), path.clone().into()]);
            }
        }
        words
    }

    /// Reads such words. The message of an error is a whole sentence for people.
    pub fn from_words(words: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut options = Self::new("");
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let name = word.to_string_lossy().into_owned();
            let value = words.next().ok_or_else(|| format!("{name} needs a value"))?;
            match name.as_str() {
                "--model" => options.model = value.into(),
                "--context" => options.context = number(&name, &value)?,
                "--threads" => options.threads = number(&name, &value)?,
                "--gpu-layers" => options.gpu_layers = number(&name, &value)?,
                "--idle-ms" => options.idle = Duration::from_millis(number(&name, &value)?),
                "--longest-step-ms" => options.longest_step = Duration::from_millis(number(&name, &value)?),
                "--prefix-bytes" => options.prefix_bytes = number(&name, &value)?,
                "--memory" => options.memory = number(&name, &value)?,
                "--folder" => options.folder = Some(value.into()),
                "--prefixes" => options.prefixes = Some(value.into()),
                _ => return Err(format!("{name} is not known to the model host")),
            }
        }
        if options.model.as_os_str().is_empty() {
            return Err("--model is missing: name a .gguf file".to_owned());
        }
        Ok(options)
    }
}

fn number<T: std::str::FromStr>(name: &str, value: &OsStr) -> Result<T, String> {
    let text = value.to_string_lossy();
    text.parse().map_err(|_| format!("{name} takes a number, not {text}"))
}

#[cfg(test)]
mod tests {
    use super::Options;
    use std::time::Duration;

    #[test]
    fn words_say_what_was_meant() {
        let options = Options {
            context: 1,
            threads: 2,
            gpu_layers: 3,
            idle: Duration::from_millis(4),
            longest_step: Duration::from_millis(5),
            folder: Some("/a folder".into()),
            prefixes: Some("/another".into()),
            prefix_bytes: 6,
            memory: 7,
            ..Options::new("-x y.gguf")
        };
        assert_eq!(Options::from_words(options.to_words()), Ok(options));
    }

    #[test]
    fn bad_words_get_one_sentence() {
        let message = |words: &[&str]| Options::from_words(words.iter().map(Into::into)).unwrap_err();
        assert_eq!(message(&[]), "--model is missing: name a .gguf file");
        assert_eq!(message(&["--model"]), "--model needs a value");
        assert_eq!(message(&["--context", "-1"]), "--context takes a number, not -1");
        assert_eq!(message(&["--port", "80"]), "--port is not known to the model host");
    }
}
