//! What a command sends to another machine, and to whom.

use crate::rules::Sink;
use crate::script::{Command, Word};

/// One thing that is sent.
#[derive(Clone, Debug)]
pub(super) struct Sent<'a> {
    /// What says it.
    pub(super) word: &'a Word,
    pub(super) form: Form,
    /// Whether it goes where files are kept or carried on purpose: a server of one's own, a bucket.
    pub(super) carried: bool,
}

/// How a word says what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// It names the file.
    File,
    /// `@file`, `name=@file`, `name@file`, or the text itself.
    Data,
    /// It is the text: an address, a name to look up.
    Text,
}

/// All that the words of a command send.
pub(super) fn sent<'a>(command: &'a Command, sink: &Sink<'_>) -> Vec<Sent<'a>> {
    let Some(program) = command.program.as_deref() else { return Vec::new() };
    let operands: Vec<&Word> = command.operands().collect();
    let mut found = Vec::new();
    let mut add = |word, form, carried| found.push(Sent { word, form, carried });
    match program {
        "curl" | "curlie" => {
            for flag in command.flags() {
                let Some(value) = &flag.value else { continue };
                match flag.long.as_deref() {
                    Some("data" | "data-binary" | "data-urlencode" | "data-ascii" | "json" | "form" | "url-query") => {
                        add(value, Form::Data, false);
                    }
                    Some("data-raw" | "form-string" | "user-agent" | "referer" | "cookie" | "url") => {
                        add(value, Form::Text, false);
                    }
                    // What logs in is meant for the server.
                    Some("header") if !logs_in(&value.literal_prefix()) => add(value, Form::Text, false),
                    Some("upload-file") => add(value, Form::File, false),
                    _ => {}
                }
            }
            for word in &operands {
                add(word, Form::Text, false);
            }
        }
        "wget" | "wget2" => {
            for flag in command.flags() {
                let Some(value) = &flag.value else { continue };
                match flag.long.as_deref() {
                    Some("post-file" | "body-file") => add(value, Form::File, false),
                    Some("post-data" | "body-data" | "user-agent" | "referer") => add(value, Form::Text, false),
                    _ => {}
                }
            }
            for word in &operands {
                add(word, Form::Text, false);
            }
        }
        "http" | "https" | "xh" => {
            for word in operands.iter().skip(1) {
                add(word, Form::Data, false);
            }
        }
        "dig" | "nslookup" | "host" | "ping" | "drill" | "kdig" => {
            for word in &operands {
                add(word, Form::Text, false);
            }
        }
        "scp" | "rsync" | "pscp" => {
            if let Some((target, sources)) = operands.split_last()
                && is_remote(target, sink)
            {
                for word in sources {
                    add(word, Form::File, true);
                }
            }
        }
        "aws" if says(&operands, 0, &["s3"], sink) && says(&operands, 1, &["cp", "sync", "mv"], sink) => {
            let remote = operands.last().is_some_and(|it| {
                it.sketch().starts_with("s3://") || sink.possible(it, |it| it.starts_with("s3://")).is_some()
            });
            if remote && let Some(source) = operands.get(2) {
                add(source, Form::File, true);
            }
        }
        "gsutil" | "rclone" | "s3cmd" | "mc" | "azcopy" | "b2" => {
            let verb = says(
                &operands,
                0,
                &[
                    "cp",
                    "copy",
                    "copyto",
                    "sync",
                    "mv",
                    "move",
                    "moveto",
                    "put",
                    "rsync",
                    "mirror",
                    "upload",
                    "upload-file",
                ],
                sink,
            );
            if verb && let Some((target, sources)) = operands.split_last() {
                let local = target.sketch().starts_with(['/', '.', '~']);
                for word in sources.iter().skip(1).filter(|_| !local) {
                    add(word, Form::File, true);
                }
            }
        }
        "gh" if says(&operands, 0, &["gist"], sink) && says(&operands, 1, &["create"], sink) => {
            for word in operands.iter().skip(2) {
                add(word, Form::File, false);
            }
        }
        "ftp" | "tftp" | "ncftpput" | "lftp" | "sftp" | "smbclient" => {
            for word in operands.iter().skip(1).filter(|_| program == "ncftpput") {
                add(word, Form::File, false);
            }
            // Their own commands: `put FILE`.
            for flag in command.flags() {
                if let Some(value) = flag.value.as_ref().filter(|_| matches!(flag.short, Some('c' | 'e'))) {
                    add(value, Form::Text, false);
                }
            }
        }
        "mail" | "mailx" | "mutt" | "swaks" | "s-nail" => {
            // Addresses and subjects are no files.
            for value in command.flags().filter_map(|it| it.value.as_ref()).chain(operands.iter().copied()) {
                add(value, Form::File, false);
            }
        }
        "wormhole" | "croc" | "ffsend" if says(&operands, 0, &["send", "upload"], sink) => {
            for word in operands.iter().skip(1) {
                add(word, Form::File, true);
            }
        }
        "transfer" | "termbin" | "pastebinit" | "wgetpaste" => {
            for word in &operands {
                add(word, Form::File, false);
            }
        }
        _ => {}
    }
    found
}

fn logs_in(header: &str) -> bool {
    let name = header.split(':').next().unwrap_or_default().to_ascii_lowercase();
    ["auth", "token", "key", "secret", "cookie"].iter().any(|it| name.contains(it))
}

/// Whether a command sends files by the names that `find` or `xargs` put into its words.
pub(super) fn takes_names(command: &Command) -> bool {
    matches!(
        command.program.as_deref(),
        Some("curl" | "wget" | "scp" | "rsync" | "nc" | "ncat" | "netcat" | "ftp" | "ncftpput" | "aws" | "rclone")
    )
}

/// Whether a command sends what it reads from its standard input, and whether that is a carrier of files.
pub(super) fn sends_input(command: &Command, sink: &Sink<'_>) -> Option<bool> {
    Some(match command.program.as_deref()? {
        "nc" | "ncat" | "netcat" | "nc.traditional" | "nc.openbsd" | "telnet" if !command.has_flag('z', "") => false,
        "socat"
            if command.operands().any(|it| {
                ["tcp", "udp", "openssl", "ssl", "sctp"].iter().any(|that| it.sketch().to_lowercase().starts_with(that))
            }) =>
        {
            false
        }
        "openssl" if says(&command.operands().collect::<Vec<_>>(), 0, &["s_client"], sink) => false,
        "curl" => {
            let takes = command.flags().any(|it| {
                let Some(value) = &it.value else { return false };
                let text = value.sketch();
                match it.long.as_deref() {
                    Some("data" | "data-binary" | "data-urlencode" | "data-ascii" | "json" | "form") => {
                        ["@-", "<-", "@/dev/stdin", "</dev/stdin"].iter().any(|it| text.contains(it))
                    }
                    Some("upload-file") => matches!(&*text, "-" | "." | "/dev/stdin"),
                    _ => false,
                }
            });
            if !takes {
                return None;
            }
            false
        }
        "wget" => {
            let takes = command
                .flag_value('\0', "post-file")
                .is_some_and(|it| matches!(&*it.sketch(), "-" | "/dev/stdin" | "/proc/self/fd/0"));
            if !takes {
                return None;
            }
            false
        }
        "http" | "https" | "xh" | "mail" | "mailx" | "mutt" | "sendmail" | "msmtp" | "swaks" | "pastebinit"
        | "wgetpaste" | "gh" => false,
        "ssh" if command.operands().nth(1).is_some() => true,
        "aws" | "gsutil" | "rclone" | "mc" | "s3cmd" => {
            let operands: Vec<&Word> = command.operands().collect();
            if !operands.iter().any(|it| matches!(it.literal(), Some("-" | "rcat" | "pipe"))) {
                return None;
            }
            true
        }
        _ => return None,
    })
}

fn says(operands: &[&Word], at: usize, texts: &[&str], sink: &Sink<'_>) -> bool {
    operands.get(at).is_some_and(|it| sink.possible(it, |it| texts.contains(&it)).is_some())
}

/// `host:path`, `user@host:`, `rsync://host/path`, `host::module`.
pub(super) fn is_remote(word: &Word, sink: &Sink<'_>) -> bool {
    let is = |text: &str| {
        text.contains("://")
            || text.split_once(':').is_some_and(|(host, _)| {
                !(host.is_empty() || host.contains('/') || host.len() == 1 && text.contains('\\'))
            })
    };
    is(&word.sketch().replace("${", "").replace('}', "")) || sink.possible(word, is).is_some()
}
