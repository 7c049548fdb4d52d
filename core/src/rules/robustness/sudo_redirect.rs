//! CARO1205: `sudo` does not hold for a redirect.

use crate::rules::acts::FileAct;
use crate::rules::{Check, Sink};

rule! {
    /// Fails for everybody but root, as the shell opens the file before `sudo` runs.
    ///
    /// Let a program that runs as root write it: `… | sudo tee FILE > /dev/null`.
    ///
    /// ```sh bad
    /// sudo echo 'shop 10.0.0.7' > /etc/hostname.shop
    /// ```
    /// ```sh bad
    /// sudo printf '%s\n' 1 >> /usr/local/etc/shop.conf
    /// ```
    /// ```sh good
    /// echo 'shop' | sudo tee /etc/hostname.shop > /dev/null
    /// ```
    /// ```sh good
    /// sudo sh -c 'echo shop > /etc/hostname.shop'
    /// ```
    /// ```sh good
    /// sudo dmesg > dmesg.txt
    /// sudo cat /var/log/shop.log > /tmp/shop.log
    /// ```
    "CARO1205" "sudo-redirect",
    Note,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let Some(command) = act.command.filter(|_| act.kind.writes()) else { return };
    let own = command.redirects.iter().any(|it| it.span == act.span);
    if !own || !(command.is_wrapped_by("sudo") || command.is_wrapped_by("doas")) {
        return;
    }
    let owned_by_root = |it: &str| {
        ["/etc/", "/usr/", "/boot/", "/root/", "/sys/", "/proc/sys/", "/lib/", "/sbin/", "/bin/"]
            .iter()
            .any(|start| it.starts_with(start))
    };
    let value = sink.value(act.path);
    if !value.shapes.is_empty() && value.shapes.iter().all(|it| owned_by_root(&it.text)) {
        sink.report(
            act.span,
            "the shell opens this file before `sudo` runs: it fails for everybody but root".to_owned(),
        );
    }
}
