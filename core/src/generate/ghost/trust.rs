//! Answers that nobody should see unasked, however well their phrasing fits: real comments speak of "the daemon", "the branch",
//! "the message" of their own script, and a word that is no name would become one.

use crate::script::{Command, Dialect, Node, PartKind, Quote, walk_outer};
use crate::{Document, knowledge};

/// Programs whose operands are names of things outside the script.
const NAMERS: &[&str] = &[
    "systemctl",
    "service",
    "pkill",
    "pgrep",
    "killall",
    "pidof",
    "apt",
    "apt-get",
    "apt-mark",
    "apt-cache",
    "dpkg",
    "dnf",
    "yum",
    "rpm",
    "brew",
    "snap",
    "flatpak",
    "pacman",
    "apk",
    "zypper",
    "pip",
    "pip3",
    "npm",
    "cargo",
    "gem",
    "command",
    "which",
    "type",
    "git",
];

/// Services that are known by name, though no program here is called so.
const SERVICES: &str = "nginx apache apache2 httpd mysql mysqld mariadb postgresql postgres redis redis-server ssh sshd cron crond \
    rsyslog docker containerd bluetooth networkmanager cups ufw firewalld fail2ban caddy haproxy jenkins grafana prometheus \
    elasticsearch mongodb mongod rabbitmq memcached php-fpm tomcat vsftpd samba smbd nfs named bind dnsmasq postfix dovecot \
    firefox chrome chromium code slack java python python3 node main master develop origin dev staging root eth0 wlan0 lo \
    requests numpy pandas flask django express react typescript eslint ripgrep libreoffice ffmpeg imagemagick \
    vlc gimp htop tmux";

/// Words that say what kind of name stands beside them.
const KINDS: &str = "service daemon unit process processes program package packages user group branch remote tag container image \
    interface server app called named module library command";

/// Programs that only fit where a comment speaks of their matter.
const MATTERS: &[(&str, &str)] = &[
    ("journalctl", "log logs journal journald boot kernel systemd service unit messages syslog"),
    (
        "git",
        "git commit commits branch branches repo repository tag tags merge rebase stash staged unstaged remote remotes diff checkout \
         push pull clone tracked untracked fork head submodule submodules worktree blame bisect amend upstream origin cherry-pick \
         uncommitted changed changes wrote touched",
    ),
    ("timedatectl", "timezone timezones time zone clock ntp"),
    ("fsck", "filesystem fsck disk partition"),
    ("env", "env variables variable environment"),
    ("printenv", "env variables variable environment"),
];

/// Whether an answer may be shown where nobody asked for it.
pub(super) fn is_trusted(wish: &str, command: &str, dialect: Dialect) -> bool {
    let document = Document::new(command, dialect);
    let wish = Wish::new(wish);
    let mut is_trusted = true;
    for chunk in document.chunks() {
        walk_outer(&chunk.body.statements, &mut |node| match node {
            Node::Command(command) => is_trusted &= wish.names_all(command) && wish.is_about(command),
            // `$NAME` of the comment is the script's variable, and no text.
            Node::Word(word) => {
                is_trusted &= !word.parts.iter().any(|it| {
                    it.quote == Quote::Single
                        && matches!(&it.kind, PartKind::Literal(text) if wish.variables().any(|name| text.contains(name)))
                });
            }
            _ => {}
        });
    }
    is_trusted && !random_by_accident(&wish, command) && !forgets_a_condition(&wish, command)
}

struct Wish<'a> {
    words: Vec<&'a str>,
    is_question: bool,
}

impl<'a> Wish<'a> {
    fn new(text: &'a str) -> Self {
        let bare = |it: &'a str| it.trim_matches(|it: char| ",.;:!?()'\"`".contains(it));
        let words = text.split_whitespace().map(bare).filter(|it| !it.is_empty()).collect();
        Self { words, is_question: text.trim_end().ends_with('?') }
    }

    fn has(&self, list: &str) -> bool {
        self.words.iter().any(|word| list.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case(word)))
    }

    fn variables(&self) -> impl Iterator<Item = &'a str> {
        self.words.iter().copied().filter(|it| it.len() > 1 && it.starts_with('$'))
    }

    /// Whether a command's program belongs to what the comment speaks of, and does what its first word says.
    fn is_about(&self, command: &Command) -> bool {
        let Some(program) = command.program.as_deref() else { return true };
        let matter = MATTERS.iter().find(|it| it.0 == program);
        let only_asks = self.words.first().is_some_and(|it| {
            "get show list print display find check count see read query"
                .split(' ')
                .any(|asks| asks.eq_ignore_ascii_case(it))
        });
        let keeps = self
            .words
            .first()
            .is_some_and(|it| "save keep store remember".split(' ').any(|keeps| keeps.eq_ignore_ascii_case(it)));
        let first = command.words.get(command.head + 1).and_then(|it| it.literal()).unwrap_or_default();
        matter.is_none_or(|it| self.has(it.1) && !(program.ends_with("env") && self.has("set")))
            && !(only_asks && first.starts_with("set-"))
            && !(keeps && matches!(first, "restore" | "restart" | "reset" | "status" | "stop"))
    }

    /// Whether every name that a command takes from the comment is one there, and no word of its sentence.
    fn names_all(&self, command: &Command) -> bool {
        let program = command.program.as_deref().unwrap_or_default();
        let takes_names = NAMERS.contains(&program);
        command.words.iter().skip(command.head + 1).all(|word| {
            if takes_names && program == "command" && word.literal().is_none() {
                return false;
            }
            let Some(text) = word.literal() else { return true };
            let Some(at) = self.words.iter().position(|it| *it == text) else { return true };
            let before = at.checked_sub(1).map_or("", |it| self.words[it]);
            let after = self.words.get(at + 1).copied().unwrap_or_default();
            if (takes_names || matches!(program, "touch" | "fsck")) && is_either_or(text) && !is_one_of(KINDS, before) {
                let places = "in into to from of under at inside within file folder directory path dir";
                return places.split(' ').any(|it| it.eq_ignore_ascii_case(before));
            }
            if !takes_names || text.starts_with('-') || is_subcommand(command, text) {
                return true;
            }
            let is_plain = text.bytes().all(|it| it.is_ascii_alphabetic());
            let is_known = |list: &str| list.split_ascii_whitespace().any(|it| it == text);
            !is_plain
                || is_known(SERVICES)
                || text.bytes().all(|it| it.is_ascii_lowercase())
                    && (knowledge::program(text).is_some() && !is_english(text)
                        || (is_one_of(KINDS, before) || is_one_of(KINDS, after)) && !is_english(text))
        })
    }
}

/// Whether a word is one of the program's own words: `status`, `install`.
fn is_subcommand(command: &Command, text: &str) -> bool {
    let program = command.program.as_deref().and_then(knowledge::program);
    let first = command.words.get(command.head + 1).and_then(|it| it.literal());
    first == Some(text) && program.is_some_and(|it| it.subcommand(text).is_some())
}

/// "branch/commit": two words rather than a path.
fn is_either_or(text: &str) -> bool {
    text.split('/').count() == 2
        && text.split('/').all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphabetic()))
}

fn is_one_of(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case(word))
}

/// Programs whose names are words of every day as well, and words that are often taken for names.
fn is_english(word: &str) -> bool {
    const WORDS: &str = "stop start time test find sort cut join split kill look last make more less column date env link mount nice \
        print read write script service sleep tail top touch type watch wait which who write yes install factor false true file \
        fold group groups head history host id info ip jobs line locate log login logout mail man mesg news open patch paste \
        reset screen set size stat strings sum sync the this that all each every any new old own our a an it them session sessions \
        tracking running current first last remote local main other same whole available value count cluster timer timers \
        commit commits branch argument arguments environment message state web database db";
    is_one_of(WORDS, word)
}

/// "If it is a folder, …" says when, and the command does not ask.
fn forgets_a_condition(wish: &Wish<'_>, command: &str) -> bool {
    let asks = [
        "[ ", "[[ ", "test ", "if ", "||", "&&", "while ", "until ", "case ", "-exec ", "-newer", "-size", "-mtime",
        "trap ",
    ];
    wish.words.first().is_some_and(|it| is_one_of("if when unless whenever", it))
        && !wish.is_question
        && !asks.iter().any(|it| command.contains(it))
}

/// "pwd" is the current folder in a script more often than a password.
fn random_by_accident(wish: &Wish<'_>, command: &str) -> bool {
    command.contains("/dev/urandom")
        && !wish.has("random password passwords secret token key string uuid generate salt hex bytes data passphrase")
}
