//! Questions get answers that only look: "does bob need a new password" gives him none.

use crate::asked::Asked;
use crate::literals::Form;
use crate::opening;

/// Whether a request only asks: "does bob need a new password" gives him none.
pub(crate) fn is_one(asked: &Asked<'_>) -> bool {
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

/// Whether a command changes something by its first words.
pub(crate) fn changes(command: &str) -> bool {
    const PROGRAMS: &str = "rm rmdir mv cp ln chmod chown chgrp truncate dd passwd usermod userdel useradd groupadd \
        groupdel adduser chage chsh reboot shutdown poweroff halt kill pkill killall mount umount mkfs sysctl source touch";
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
        PROGRAMS.split_whitespace().any(|it| it == program) || DEEDS.iter().any(|it| step.starts_with(it))
    })
}
