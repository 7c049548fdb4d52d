//! Runs the user's own command that prints a key: no shell, bounded time and output, nothing of it left behind.

use crate::cancel::Cancel;
use crate::error::{Error, Kind};
use crate::key::MOST_BYTES;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long it may take. Password managers ask their user; what takes longer is better put into a variable.
const MOST_TIME: Duration = Duration::from_secs(20);
/// How often it is looked at.
const STEP: Duration = Duration::from_millis(10);

/// What a command prints; `what` says in errors which one it is, as in "the command for the server's key".
pub(crate) fn output(words: &[String], what: &str, cancel: &Cancel) -> Result<Vec<u8>, Error> {
    output_within(words, what, cancel, MOST_TIME)
}

/// What the user's command for a secret prints: no shell reads its words, and it has 20 seconds. An error is one sentence,
/// with nothing of what was printed.
pub fn secret(words: &[String], what: &str) -> Result<Vec<u8>, Error> {
    let printed = output(words, what, &Cancel::new())?;
    let secret = printed.trim_ascii();
    let wrong = |why: &str| Error::new(Kind::Key, format!("{what} {why}: it must print the secret alone"));
    match secret.len() {
        0 => Err(wrong("prints nothing")),
        length if length > MOST_BYTES => Err(wrong("prints far too much")),
        _ => Ok(secret.to_vec()),
    }
}

fn output_within(words: &[String], what: &str, cancel: &Cancel, most_time: Duration) -> Result<Vec<u8>, Error> {
    let Some((program, arguments)) = words.split_first().filter(|it| !it.0.is_empty()) else {
        return Err(Error::new(Kind::Key, format!("{what} is empty: name a program")));
    };
    // The arguments are not shown: they may say more than the program's name does.
    let failed = |why: &str| {
        let advice = "run it in a terminal to see why";
        Error::new(Kind::Key, format!("{what}, `{program}`, {why}: {advice}"))
    };
    if program.contains(['/', '\\']) && !Path::new(program).is_absolute() {
        return Err(failed("is a relative path, which depends on the folder it is read in"));
    }
    let end = Instant::now() + most_time;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Not the workspace's folder: a program of that name there is not the user's.
    command.current_dir(std::env::temp_dir().ancestors().last().unwrap_or(Path::new("/")));
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = Running(command.spawn().map_err(|error| failed(&format!("cannot be started ({})", error.kind())))?);
    let mut printed = child.0.stdout.take().ok_or_else(|| failed("prints nothing"))?.take(MOST_BYTES as u64 + 1);
    let (sender, receiver) = mpsc::sync_channel(1);
    std::thread::Builder::new()
        .name("key-command".to_owned())
        .spawn(move || {
            let mut text = Vec::new();
            let read = printed.read_to_end(&mut text);
            let _ = sender.send(read.map(|_| text));
        })
        .map_err(|_| failed("cannot be read"))?;
    let in_time = |cancel: &Cancel| {
        if cancel.is_cancelled() {
            return Err(Error::cancelled());
        }
        if Instant::now() >= end {
            return Err(failed(&format!("took longer than {} seconds", most_time.as_secs_f32())));
        }
        Ok(())
    };
    let text = loop {
        match receiver.recv_timeout(STEP) {
            Ok(Ok(text)) => break text,
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(failed("cannot be read")),
            Err(RecvTimeoutError::Timeout) => in_time(cancel)?,
        }
    };
    if text.len() > MOST_BYTES {
        return Err(failed("prints far more than a key"));
    }
    loop {
        match child.0.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(text),
            Ok(Some(status)) => return Err(failed(&format!("failed ({status})"))),
            Ok(None) => {
                in_time(cancel)?;
                std::thread::sleep(STEP);
            }
            Err(_) => return Err(failed("was lost")),
        }
    }
}

/// A process that ends with its owner, together with what it started.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        #[cfg(unix)]
        if let Some(group) = i32::try_from(self.0.id()).ok().and_then(rustix::process::Pid::from_raw) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const WHAT: &str = "the command for the test";

    fn run(words: &[&str], most_time: u64) -> Result<String, Error> {
        let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
        output_within(&words, WHAT, &Cancel::new(), Duration::from_millis(most_time))
            .map(|it| String::from_utf8_lossy(&it).into_owned())
    }

    #[test]
    fn what_a_command_prints_is_taken_and_no_shell_reads_its_words() {
        assert_eq!(run(&["printf", "%s", "$HOME;a b"], 5000).unwrap(), "$HOME;a b");
    }

    #[test]
    fn a_command_that_fails_is_named_without_its_words_and_its_output() {
        for words in [
            &["sh", "-c", "echo geheim; echo geheim >&2; exit 3"][..],
            &["caro-no-such-program", "geheim"],
            &["./geheim-tool"][..1],
            &["yes", "geheim"],
            &[],
            &[""],
        ] {
            let error = run(words, 5000).unwrap_err();
            assert_eq!(error.kind(), Kind::Key);
            let shown = error.to_string().replace("./geheim-tool", "");
            assert!(!shown.contains("geheim"), "{shown}");
        }
    }

    #[test]
    fn a_secret_is_what_is_printed_without_the_end_of_its_line() {
        let words = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(secret(&words(&["echo", "pass phrase"]), WHAT).unwrap(), b"pass phrase");
        let error = secret(&words(&["true"]), WHAT).unwrap_err().to_string();
        assert!(error.contains(WHAT) && error.contains("prints nothing"), "{error}");
    }

    #[test]
    fn a_command_that_hangs_ends_with_all_it_started() {
        let started = Instant::now();
        let error = run(&["sh", "-c", "sleep 30 & echo $! >&2; sleep 30"], 100).unwrap_err();
        assert!(started.elapsed() < Duration::from_secs(5), "{error}");
        assert!(error.to_string().contains("took longer"), "{error}");
        // One that closes its output and lives on is no better.
        assert!(run(&["sh", "-c", "echo x; exec >&-; sleep 30"], 100).is_err());
        assert!(started.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn a_command_ends_when_its_caller_gives_up() {
        let cancel = Cancel::new();
        let other = cancel.clone();
        let started = Instant::now();
        let waiting = std::thread::spawn(move || output(&["sleep".to_owned(), "30".to_owned()], WHAT, &other));
        cancel.cancel();
        assert_eq!(waiting.join().unwrap().unwrap_err().kind(), Kind::Cancelled);
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}
