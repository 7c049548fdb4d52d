//! Secrets that one command prints for another to read: `echo 'bob:X' | chpasswd`, `sudo -S <<< X`.

use std::ops::Range;

use super::{
    flags::program,
    reading::{Command, Lead, Reading},
    suspect, value,
};

pub(super) fn look(reading: &Reading<'_>, spans: &mut Vec<Range<usize>>) {
    for pair in reading.commands.windows(2) {
        let [from, to] = pair else { continue };
        if from.piped
            && from.words.first().is_some_and(|it| matches!(program(reading.word(it)), "echo" | "printf" | "print"))
        {
            let words = from.words[1..].iter().filter(|it| it.lead == Lead::Nothing);
            let words: Vec<_> = words.filter(|it| !reading.word(it).starts_with('-')).collect();
            // `printf '%s' X`: the first says how.
            let form = words.len() > 1 && reading.word(words[0]).contains('%');
            let asks = asks(reading, to);
            for word in words.iter().skip(usize::from(form)) {
                spans.extend(asks.and_then(|it| printed(reading, word.span.clone(), it)));
            }
        }
    }
    for command in &reading.commands {
        if let Some(asks) =
            command.words.iter().any(|it| it.lead == Lead::HereString).then(|| asks(reading, command)).flatten()
        {
            let words = command.words.iter().filter(|it| it.lead == Lead::HereString);
            spans.extend(words.filter_map(|it| printed(reading, it.span.clone(), asks)));
        }
    }
    for (at, command) in reading.commands.iter().enumerate() {
        let here = command.words.iter().find(|it| it.lead == Lead::Redirect && it.span.start > 1);
        let here = here.filter(|it| reading.text[..it.span.start].trim_end().ends_with("<<"));
        if let (Some(end), Some(Reads::AfterColon)) = (here, asks(reading, command)) {
            let end = reading.word(end).trim_matches(['"', '\'']);
            let lines = reading.commands[at + 1..]
                .iter()
                .take_while(|it| it.words.first().is_none_or(|it| reading.word(it) != end));
            for word in lines.take(200).filter_map(|it| it.words.first()) {
                spans.extend(printed(reading, word.span.clone(), Reads::AfterColon));
            }
        }
    }
}

/// What a program takes for a secret of what it reads.
#[derive(Clone, Copy)]
enum Reads {
    All,
    AfterColon,
}

fn asks(reading: &Reading<'_>, command: &Command) -> Option<Reads> {
    let words: Vec<&str> = command.words.iter().map(|it| reading.word(it)).collect();
    let runs = |name| words.iter().any(|it| program(it) == name);
    let has = |wanted: &[&str]| words.iter().any(|it| wanted.contains(it));
    if runs("chpasswd") {
        return Some(Reads::AfterColon);
    }
    let reads = runs("passwd")
        || runs("sudo") && words.iter().any(|it| it.starts_with('-') && !it.starts_with("--") && it.contains('S'))
        || has(&[
            "--password-stdin",
            "--with-token",
            "--passphrase-fd",
            "--pass-stdin",
            "--stdin-password",
            "--token-stdin",
        ])
        || has(&["stdin", "fd:0"]) && runs("openssl")
        || runs("cryptsetup")
        || runs("kinit")
        || runs("smbpasswd")
        || runs("su")
        || runs("gh") && has(&["secret"])
        || runs("wrangler") && has(&["secret"])
        || runs("vault") && has(&["login"])
        || (runs("docker") || runs("podman")) && has(&["secret"])
        || runs("gcloud") && has(&["secrets"])
        || runs("pass") && has(&["insert"])
        || runs("secret-tool")
        || runs("wg") && has(&["pubkey"])
        || runs("kubeseal")
        || runs("age-keygen")
        || runs("saslpasswd2")
        || runs("vncpasswd")
        || runs("htpasswd") && words.iter().any(|it| it.starts_with('-') && it.contains('i'))
        || runs("mkpasswd");
    reads.then_some(Reads::All)
}

fn printed(reading: &Reading<'_>, span: Range<usize>, reads: Reads) -> Option<Range<usize>> {
    let value = value::trimmed(reading, span);
    let text = reading.at(&value.span);
    let secret = match reads {
        Reads::All => text,
        Reads::AfterColon => text.split_once(':')?.1,
    };
    let secret = secret.strip_suffix("\\n").unwrap_or(secret);
    let start = value.span.end - text.len() + text.find(secret).filter(|_| matches!(reads, Reads::All)).unwrap_or(0);
    let start = if matches!(reads, Reads::AfterColon) { start + text.find(':')? + 1 } else { start };
    suspect::is_secret(secret, value.quote).then_some(start..start + secret.len())
}
