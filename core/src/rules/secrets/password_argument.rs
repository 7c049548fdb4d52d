//! CARO0501: a password stands among a command's arguments.

use super::credentials::{is_placeholder, is_strong, is_weak, names_secret, token};
use super::safer;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Flag, Word};

rule! {
    /// Shows a password to every user of the machine: arguments stand in the list of processes.
    ///
    /// They also stay in the history and in logs. Most programs take it from a file, a variable or their input:
    /// `--password-stdin`, `--defaults-extra-file`, `~/.netrc`, `sshpass -e`, `-passin env:NAME`.
    ///
    /// To decide: Which way to hand over a password does this program offer besides an argument?
    ///
    /// ```sh bad
    /// mysql -u root -pTr0ub4dor shop
    /// ```
    /// ```sh fixed
    /// mysql -u root shop
    /// ```
    /// ```sh bad
    /// sshpass -p 'Tr0ub4dor&3' ssh bob@example.org
    /// ```
    /// ```sh fixed
    /// sshpass -e ssh bob@example.org
    /// ```
    /// ```sh bad
    /// docker login -u bob -p "$PASSWORD" registry.example.org
    /// ```
    /// ```sh fixed
    /// printf '%s' "$PASSWORD" | docker login -u bob --password-stdin registry.example.org
    /// ```
    /// ```sh bad
    /// echo 'Tr0ub4dor&3' | sudo -S apt-get update
    /// ```
    /// ```sh fixed
    /// sudo apt-get update
    /// ```
    /// ```sh good
    /// echo "$PASSWORD" | docker login -u bob --password-stdin registry.example.org
    /// ```
    /// ```sh good
    /// mysql --defaults-extra-file=my.cnf -p shop
    /// ```
    /// ```sh good
    /// openssl rsa -in key.pem -passin env:PASS
    /// mkdir -p /srv/data
    /// ```
    /// ```sh good
    /// curl --netrc https://example.org
    /// curl -u "$USER" https://example.org
    /// ```
    "CARO0501" "password-argument",
    Caution,
    Check::AnyCommand { run: check }
}

/// Programs with the flags that take a password, as they are written.
const FLAGS: [(&str, &[&str]); 47] = [
    ("mysql", &["-p", "--password"]),
    ("mariadb", &["-p", "--password"]),
    ("mysqldump", &["-p", "--password"]),
    ("mariadb-dump", &["-p", "--password"]),
    ("mysqladmin", &["-p", "--password"]),
    ("mysqlimport", &["-p", "--password"]),
    ("redis-cli", &["-a", "--pass"]),
    ("mongo", &["-p", "--password"]),
    ("mongosh", &["-p", "--password"]),
    ("mongodump", &["-p", "--password"]),
    ("mongorestore", &["-p", "--password"]),
    ("sqlcmd", &["-P"]),
    ("osql", &["-P"]),
    ("influx", &["-password", "--password", "--token"]),
    ("cqlsh", &["-p", "--password"]),
    ("docker login", &["-p", "--password"]),
    ("podman login", &["-p", "--password"]),
    ("nerdctl login", &["-p", "--password"]),
    ("buildah login", &["-p", "--password"]),
    ("skopeo login", &["-p", "--password"]),
    ("helm registry", &["-p", "--password"]),
    ("helm repo", &["--password"]),
    ("az login", &["-p", "--password"]),
    ("oc login", &["-p", "--password", "--token"]),
    ("kubectl", &["--token", "--password"]),
    ("vault", &["-token", "--token"]),
    ("wget", &["--password", "--http-password", "--ftp-password", "--proxy-password"]),
    ("ldapsearch", &["-w"]),
    ("ldapmodify", &["-w"]),
    ("ldapadd", &["-w"]),
    ("zip", &["-P", "--password"]),
    ("unzip", &["-P"]),
    ("7z", &["-p"]),
    ("unrar", &["-p"]),
    ("rar", &["-p", "-hp"]),
    ("gpg", &["--passphrase"]),
    ("gpg2", &["--passphrase"]),
    ("keytool", &["-storepass", "-keypass", "-srcstorepass", "-deststorepass"]),
    ("svn", &["--password"]),
    ("twine", &["-p", "--password"]),
    ("mosquitto_pub", &["-P"]),
    ("rdesktop", &["-p"]),
    ("rpcclient", &["--password"]),
    ("smbclient", &["--password"]),
    ("snmpwalk", &["-A", "-X"]),
    ("lftp", &["--password"]),
    ("ansible-playbook", &["--become-password", "--vault-password"]),
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    for wrapper in &command.wrappers {
        let flag = wrapper.flags.iter().find(|it| &*wrapper.program == "sshpass" && it.is('p', ""));
        if let Some(word) = flag.and_then(|it| it.value.as_ref()) {
            judge(command, word, word, "sshpass", sink);
        }
        if &*wrapper.program == "sudo" && wrapper.flags.iter().any(|it| it.is('S', "stdin")) {
            check_typed(command, "sudo", sink);
        }
    }
    let Some(program) = command.program.as_deref() else { return };
    if command.is_dry_run() {
        return;
    }
    let first = command.operands().next().and_then(Word::literal).unwrap_or_default();
    let flags = FLAGS.iter().find(|it| match it.0.split_once(' ') {
        Some((name, sub)) => name == program && sub == first,
        None => it.0 == program,
    });
    for word in flags.iter().flat_map(|it| given(command, it.1)) {
        judge(command, &word, &word, program, sink);
    }
    match program {
        "curl" => {
            for flag in command.flags().filter(|it| it.is('u', "user") || it.is('U', "proxy-user")) {
                if let Some((word, password)) = flag.value.as_ref().and_then(|it| Some((it, behind(it, ':')?))) {
                    judge(command, word, &password, program, sink);
                }
            }
            if let Some(word) = command.flag_value('\0', "oauth2-bearer") {
                judge(command, word, word, program, sink);
            }
            for word in command.flags().filter(|it| it.is('H', "header")).filter_map(|it| it.value.as_ref()) {
                check_header(word, sink);
            }
        }
        "smbclient" | "rpcclient" | "smbmap" => {
            for word in given(command, &["-U", "--user"]) {
                if let Some(password) = behind(&word, '%') {
                    judge(command, &word, &password, program, sink);
                }
            }
        }
        "lftp" => {
            if let Some((word, password)) = command.flag_value('u', "user").and_then(|it| Some((it, behind(it, ',')?)))
            {
                judge(command, word, &password, program, sink);
            }
        }
        "openssl" => {
            if let Some(word) = command.flag_value('\0', "k") {
                judge(command, word, word, program, sink);
            }
            for word in command.arguments() {
                if let Some(password) = behind(word, ':').filter(|_| word.literal_prefix().starts_with("pass:")) {
                    judge(command, word, &password, program, sink);
                }
            }
        }
        "mysqladmin" | "mariadb-admin" if first == "password" => {
            if let Some(word) = command.operands().nth(1) {
                judge(command, word, word, program, sink);
            }
        }
        "htpasswd" if command.flags().any(|it| it.short == Some('b')) => {
            if let Some(word) = command.operands().last() {
                judge(command, word, word, program, sink);
            }
        }
        "xfreerdp" => {
            for word in command.arguments() {
                if let Some(password) = behind(word, ':').filter(|_| word.literal_prefix().starts_with("/p:")) {
                    judge(command, word, &password, program, sink);
                }
            }
        }
        "vault" if first == "login" => {
            if let Some(word) = command.operands().nth(1).filter(|it| !it.sketch().contains('=')) {
                judge(command, word, word, program, sink);
            }
        }
        "aws" if first == "configure" => {
            let words: Vec<&Word> = command.operands().collect();
            let is_secret = words
                .get(2)
                .and_then(|it| it.literal())
                .is_some_and(|it| it.ends_with("secret_access_key") || it.ends_with("session_token"));
            if let Some(word) = words.get(3).filter(|_| is_secret) {
                judge(command, word, word, program, sink);
            }
        }
        "kubectl" | "oc" if first == "create" => check_pairs(command, &["--from-literal"], program, sink),
        "docker" | "podman" | "nerdctl" if matches!(first, "run" | "exec" | "create" | "container") => {
            check_pairs(command, &["-e", "--env"], program, sink);
        }
        "docker" | "podman" | "nerdctl" | "buildah" | "helm" | "gh" | "skopeo"
            if command.has_flag('\0', "password-stdin") || command.has_flag('\0', "with-token") =>
        {
            check_typed(command, program, sink);
        }
        "passwd" if command.has_flag('\0', "stdin") => check_typed(command, program, sink),
        _ => {}
    }
}

/// The words that stand behind one of these flags, by the facts or as they are written.
fn given(command: &Command, names: &[&str]) -> Vec<Word> {
    let is_named = |flag: &Flag, name: &str| match name.strip_prefix("--") {
        Some(long) => flag.long.as_deref() == Some(long),
        None => {
            let name = name.trim_start_matches('-');
            flag.long.as_deref() == Some(name) || name.len() == 1 && flag.short == name.chars().next()
        }
    };
    let known: Vec<Word> = command
        .flags()
        .filter(|it| names.iter().any(|name| is_named(it, name)))
        .filter_map(|it| it.value.clone())
        .collect();
    let facts = !command.facts().is_empty();
    if !known.is_empty() || facts {
        return known;
    }
    let words = command.arguments();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let text = word.literal_prefix();
        for name in names {
            if word.literal() == Some(name) {
                found.extend(words.get(at + 1).cloned());
            } else if text.starts_with(&format!("{name}=")) {
                found.extend(word.behind(name.len() + 1));
            }
        }
    }
    found
}

/// What stands behind the first sign of a word's literal start, or behind a variable before it.
fn behind(word: &Word, sign: char) -> Option<Word> {
    let text = word.literal_prefix();
    if let Some(at) = text.find(sign) {
        return word.behind(at + 1);
    }
    // `"$USER:$PASS"`
    let at = word
        .parts
        .iter()
        .position(|it| matches!(&it.kind, crate::script::PartKind::Literal(text) if text.contains(sign)))?;
    let crate::script::PartKind::Literal(text) = &word.parts[at].kind else { return None };
    let rest = text.split_once(sign)?.1;
    if rest.is_empty() {
        return word.parts.get(at + 1).map(|it| Word::new(it.span, vec![it.clone()]));
    }
    Some(Word::plain(word.parts[at].span, rest))
}

/// `NAME=value` where the name says that it is a password, and the value looks like one.
fn check_pairs(command: &Command, names: &[&str], program: &str, sink: &mut Sink<'_>) {
    for word in given(command, names) {
        let Some(text) = word.literal() else { continue };
        let Some((name, value)) = text.split_once('=') else { continue };
        if names_secret(name) && is_strong(value) && token(value).is_none() {
            let message = format!(
                "`{program}` shows the value of `{name}` to every user of this machine, and so does this script"
            );
            sink.report(word.span, message);
            if names.contains(&"-e") {
                safer::offer_name(&word, name, sink);
            } else {
                sink.choice(
                    "Take the password from a variable, and stop without it",
                    with_variable(&word, name, value),
                );
            }
        }
    }
}

/// `name="${PASSWORD:?}"` for `name=value`.
fn with_variable(word: &Word, name: &str, value: &str) -> Vec<(crate::Span, String)> {
    let quoted = word.parts.len() != 1 || word.parts[0].span != word.span;
    if quoted || !safer::is_quotable(value) {
        return Vec::new();
    }
    vec![(word.span, format!("{name}=\"${{PASSWORD:?}}\""))]
}

/// `Authorization: Bearer …` with the token written out.
fn check_header(word: &Word, sink: &mut Sink<'_>) {
    let Some((name, value)) = word.literal().and_then(|it| it.split_once(':')) else { return };
    let value = value.trim().rsplit(' ').next().unwrap_or_default();
    let is_secret = name.eq_ignore_ascii_case("authorization")
        || names_secret(name)
        || name.to_ascii_lowercase().ends_with("token");
    if is_secret && is_strong(value) && token(value).is_none() {
        let message = "shows this login to every user of this machine, and to whoever reads this script";
        sink.report(word.span, message.into());
        safer::offer_token(word, value, sink);
    }
}

/// `echo password | sudo -S`.
fn check_typed(command: &Command, program: &str, sink: &mut Sink<'_>) {
    let Some(value) = sink.input(command) else { return };
    let literal = value.text().map(|it| it.trim().rsplit(':').next().unwrap_or_default().to_owned());
    if let Some(text) = literal
        && !text.is_empty()
        && !is_placeholder(&text)
        && !text.contains(char::is_whitespace)
    {
        let message = format!("the password for `{program}` stands in this script: whoever reads it has it");
        sink.report(command.span, message);
        safer::offer_typed(command, program, &text, sink);
    }
}

fn judge(command: &Command, shown: &Word, password: &Word, program: &str, sink: &mut Sink<'_>) {
    match password.literal() {
        Some("") | None if password.parts.is_empty() => {}
        Some(text) => {
            if is_placeholder(text) && !is_weak(text) || token(text).is_some() {
                return;
            }
            let level = if is_weak(text) && program != "sshpass" { Level::Note } else { Level::Caution };
            let message =
                format!("`{program}` shows this password to every user of this machine, and so does this script");
            sink.report(shown.span, message).level(level);
            safer::offer(command, shown, password, program, sink);
        }
        None => {
            let message = format!("`{program}` shows this password to every user of this machine while it runs");
            sink.report(shown.span, message).level(Level::Note);
            safer::offer(command, shown, password, program, sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Level;
    use crate::rules::tests::{check_marks, levels};

    #[test]
    fn every_program_has_its_own_spelling() {
        for script in [
            "mysqldump --password=Tr0ub4dor shop\n#                    ^^^^^^^^^ CARO0501\n",
            "curl -u admin:Tr0ub4dor https://x.io\n#       ^^^^^^^^^^^^^^^ CARO0501\n",
            "curl -u \"$U:$P\" https://x.io\n#       ^^^^^^^ CARO0501\n",
            "openssl rsa -in k -passin pass:Tr0ub4dor\n#                         ^^^^^^^^^^^^^^ CARO0501\n",
            "redis-cli -a Tr0ub4dor PING\n#            ^^^^^^^^^ CARO0501\n",
            "htpasswd -bc f bob Tr0ub4dor\n#                  ^^^^^^^^^ CARO0501\n",
            "ldapsearch -x -w Tr0ub4dor -b dc=x\n#                ^^^^^^^^^ CARO0501\n",
            "sudo mysql -uroot -pTr0ub4dor -e 'select 1'\n#mark 0 20 29 CARO0501\n",
            "vault login -token=Tr0ub4dor\n#                  ^^^^^^^^^ CARO0501\n",
            "keytool -list -storepass Tr0ub4dor\n#                        ^^^^^^^^^ CARO0501\n",
            "kubectl create secret generic x --from-literal=password='Tr0ub4dor&3'\n#mark 0 47 69 CARO0501\n",
            "curl -H 'X-Api-Key: a8Kd02LmQpZ7xVt5' https://x.io\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0501\n",
            "echo Tr0ub4dor | docker login -u me --password-stdin\n#mark 0 17 52 CARO0501\n",
            "openssl enc -aes-256-cbc -k Tr0ub4dor -in a\n#mark 0 28 37 CARO0501\n",
            "smbclient -U 'bob%Tr0ub4dor' //x/y\n#            ^^^^^^^^^^^^^^^ CARO0501\n",
        ] {
            check_marks(script);
        }
    }

    #[test]
    fn what_is_no_password_is_silent() {
        for script in [
            "mysql -u root -p\n",
            "docker login -u bob --password-stdin < token\n",
            "docker run -p 80:80 nginx\n",
            "docker run -e MYSQL_ROOT_PASSWORD=secret mysql\n",
            "curl -u bob: https://x.io\n",
            "redis-cli -p 6379 PING\n",
            "mysql -p'<password>' shop\n",
            "openssl rsa -passin file:pw.txt -in k\n",
            "echo \"$USER:$PASS\" | chpasswd\n",
            "echo \"$PASS\" | sudo -S true\n",
            "kubectl create secret generic x --from-literal=password=\"$PASS\"\n",
            "zip -r a.zip b\n",
            "usermod -p '$6$abc$def' bob\n",
            "curl -H 'Content-Type: application/json1A' https://x.io\n",
        ] {
            check_marks(script);
        }
    }

    #[test]
    fn a_variable_is_less_and_a_word_for_tests_too() {
        assert_eq!(levels("mysql -p\"$PASS\" shop\n"), [Level::Note]);
        assert_eq!(levels("mysql -uroot -proot shop\n"), [Level::Note]);
        assert_eq!(levels("mysql -uroot -pTr0ub4dor shop\n"), [Level::Caution]);
    }
}
