//! CARO1205: `sudo` does not hold for a redirect.

use crate::Span;
use crate::rules::acts::FileAct;
use crate::rules::edits::Edits;
use crate::rules::{Check, Sink};
use crate::script::{Command, RedirectOperator};

rule! {
    /// Fails for everybody but root, as the shell opens the file before `sudo` runs.
    ///
    /// Let a program that runs as root write it: `… | sudo tee FILE > /dev/null`.
    ///
    /// ```sh bad
    /// sudo echo 'shop 10.0.0.7' > /etc/hostname.shop
    /// ```
    /// ```sh fixed
    /// echo 'shop 10.0.0.7' | sudo tee /etc/hostname.shop > /dev/null
    /// ```
    /// ```sh bad
    /// sudo printf '%s\n' 1 >> /usr/local/etc/shop.conf
    /// ```
    /// ```sh fixed
    /// printf '%s\n' 1 | sudo tee -a /usr/local/etc/shop.conf > /dev/null
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
        sink.choice("Let root write the file: `sudo tee`", by_tee(command, act, sink));
    }
}

/// Hands what is printed to `tee`, where the redirect is all that stands behind the words.
fn by_tee(command: &Command, act: &FileAct<'_>, sink: &Sink<'_>) -> Edits {
    let ([redirect], [wrapper, ..], Some(last)) = (&*command.redirects, &*command.wrappers, command.words.last())
    else {
        return Vec::new();
    };
    let flag = match redirect.operator {
        RedirectOperator::Write | RedirectOperator::Clobber => "",
        RedirectOperator::Append => " -a",
        _ => return Vec::new(),
    };
    let printed = redirect.fd.as_deref().is_none_or(|it| it == "1");
    let next = sink.chunk().get(command.span.end..).unwrap_or_default().trim_start();
    if !printed || redirect.span.start < last.span.end || next.starts_with('|') && !next.starts_with("||") {
        return Vec::new();
    }
    let tee = format!("| {} tee{flag} {} > /dev/null", wrapper.program, sink.text(act.path.span));
    let mut edits = vec![(redirect.span, tee)];
    // What only prints needs no rights.
    if let (true, Some(name)) =
        (wrapper.flags.is_empty() && wrapper.span == command.words[0].span, command.words.get(1))
        && matches!(command.program.as_deref(), Some("echo" | "printf"))
    {
        edits.push((Span::new(wrapper.span.start, name.span.start), String::new()));
    }
    edits
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::offered;

    #[test]
    fn what_is_printed_goes_to_tee() {
        assert_eq!(
            offered("sudo -n cat x >> /usr/local/x.conf || exit\n"),
            ["sudo -n cat x | sudo tee -a /usr/local/x.conf > /dev/null || exit\n"]
        );
        assert!(offered("sudo cat x 2> /usr/local/x.log\n").is_empty());
    }
}
