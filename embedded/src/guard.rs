//! What no answer may do unasked: a question changes nothing ("does bob need a new password" gives him none), and
//! nothing is deleted without an order to delete ("empty folders in src" only names them).

mod told;
mod worlds;

use crate::asked::Asked;
use crate::literals::{Form, Token};
use crate::opening;

/// Whether a request can have meant a command, by what the command does.
pub(crate) fn allows(asked: &Asked<'_>, command: &str) -> bool {
    !(is_question(asked) && changes(command))
        && (!deletes(command) || orders_deletion(asked))
        && worlds::names_world(asked, command)
        && told::keeps_word(asked, command)
}

/// Whether a request only asks: "does bob need a new password" gives him none.
fn is_question(asked: &Asked<'_>) -> bool {
    const ASKS: &str = "is are was were am does do did has have who whose why when which what what's whats";
    let Some(first) = asked.tokens.iter().find(|it| !it.is_mark()) else { return false };
    let lower = first.text.to_lowercase();
    ASKS.split_whitespace().any(|it| it == lower)
        && !asked.tokens.iter().skip(1).any(|it| {
            it.form == Form::Word
                && (opening::is_order(it.text) && !opening::is_question(it.text)
                    || it.is_any("delete copy move compress pack unpack make set"))
        })
}

/// Whether a command changes something by its first words: what no question is answered with. The generator has no facts
/// about programs; a test of the core compares this with them.
pub fn changes(command: &str) -> bool {
    const PROGRAMS: &str = "rm rmdir mv cp ln chmod chown chgrp truncate dd passwd usermod userdel useradd groupadd \
        groupdel adduser chage chsh reboot shutdown poweroff halt kill pkill killall mount umount mkfs sysctl source touch \
        bzip2 bunzip2 gunzip lzma unlzma xz unxz zip 7z rar patch rename prename strip unlink dos2unix unix2dos chattr \
        fallocate setfacl setcap mke2fs mkswap resize2fs wipefs";
    const DEEDS: &[&str] = &[
        "git push",
        "git reset",
        "git clean",
        "git restore",
        "git checkout",
        "git merge",
        "git rebase",
        "git commit",
        "git stash pop",
        "git stash drop",
        "git branch -d",
        "git branch -D",
        "git tag -d",
        "git rm",
        "git revert",
        "docker rm",
        "docker stop",
        "docker system prune",
        "docker kill",
        "docker image prune",
        "docker volume rm",
        "kubectl delete",
        "kubectl drain",
        "kubectl apply",
        "kubectl scale",
        "systemctl start",
        "systemctl stop",
        "systemctl restart",
        "systemctl enable",
        "systemctl disable",
        "apt install",
        "apt remove",
        "apt purge",
        "apt-mark hold",
        "apt-mark unhold",
        "sed -i",
        "sort -o",
        "crontab -r",
    ];
    command.split(['|', ';', '&']).map(|it| it.trim_start().trim_start_matches("sudo ")).any(|step| {
        let program = step.split(' ').next().unwrap_or_default();
        let packs = program == "gzip" && !step.contains(" -l");
        packs
            || program.starts_with("mkfs.")
            || PROGRAMS.split_whitespace().any(|it| it == program)
            || DEEDS.iter().any(|it| step.starts_with(it))
    }) || deletes(command)
        || ["-exec mv ", "-exec cp ", "-exec ch", "-exec sed -i", "xargs -0 mv", "xargs -0 sed -i"]
            .iter()
            .any(|it| command.contains(it))
}

/// Whether a command deletes files. What git and docker delete is said by phrasings of their own.
fn deletes(command: &str) -> bool {
    let mut before = "";
    command.split([' ', '(']).any(|word| {
        let of_files = !matches!(before, "git" | "docker" | "podman" | "compose");
        before = word;
        word == "-delete" || of_files && matches!(word, "rm" | "rmdir" | "shred" | "truncate")
    })
}

/// Whether a request holds a word that orders to delete, undo or replace.
fn orders_deletion(asked: &Asked<'_>) -> bool {
    const ORDERS: &str = "cancel clear cleanup cut destroy discard ditch drop expire forget free kill keep leave lose \
        nuke overwrite prune replace reset restore retain revert rid roll rollback rotate scrap scrub shred strip take \
        throw tidy toss truncate undo uninstall unstage zap dedupe deduplicate deduplicating bin chuck kick lösche \
        rename archive move sort convert compress rewind abandon unmodify";
    let order = |at: usize| {
        let token = &asked.tokens[at];
        let lower = token.text.to_lowercase();
        // "Empty the trash", but not "empty folders".
        let empty = matches!(lower.as_str(), "empty" | "emptying")
            && asked.tokens.get(at + 1).is_some_and(|it| {
                it.names_path() || ["the", "my", "our", "all", "out", "this", "that"].contains(&it.text)
            });
        let past = lower.ends_with("ed") && at > 0 && !is_passive(&asked.tokens[at - 1]);
        token.form == Form::Word
            && !past
            && (empty
                || token.is_any("delete move compress pack unpack")
                || ORDERS.split_whitespace().any(|it| it == lower))
    };
    (0..asked.tokens.len()).any(order)
}

/// Whether a word may stand before an order in the passive: "should be deleted", "get removed".
fn is_passive(token: &Token<'_>) -> bool {
    ["be", "get", "gets", "are", "is", "getting", "being"].contains(&token.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Request;

    #[test]
    fn questions_change_nothing_and_only_orders_delete() {
        let allowed =
            |text: &str, command: &str| allows(&Asked::new(&Request { text, ..Request::default() }).unwrap(), command);
        for (text, command) in [
            ("are there any empty folders lying around?", "find around -mindepth 1 -delete"),
            ("empty folders in src", "find src -mindepth 1 -delete"),
            ("does bob need a new password", "sudo passwd bob"),
            ("list deleted files", "rm x"),
            ("who moved a.txt", "mv a.txt b"),
        ] {
            assert!(!allowed(text, command), "{text}: {command}");
        }
        for (text, command) in [
            ("empty the trash folder", "find trash -mindepth 1 -delete"),
            ("get rid of all .bak files", "find . -name '*.bak' -delete"),
            ("old logs should be deleted", "find . -name '*.log' -delete"),
            ("keep only the newest 5 backups", "ls -t | tail -n +6 | xargs rm --"),
            ("confirm x", "confirm x"),
            ("list files", "ls"),
        ] {
            assert!(allowed(text, command), "{text}: {command}");
        }
    }
}
