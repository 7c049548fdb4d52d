//! CARO0602: the firewall lets everything in.

use super::services;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Switches the firewall off, so that every service of the machine can be reached.
    ///
    /// What listens only because the firewall kept strangers away is open from now on.
    /// Open the one port that is needed instead.
    ///
    /// To decide: Which one port does the program need, and who has to reach it?
    ///
    /// ```sh bad
    /// sudo ufw disable
    /// ```
    /// ```sh fixed
    /// sudo ufw reload
    /// ```
    /// ```sh bad
    /// systemctl disable --now firewalld
    /// ```
    /// ```sh fixed
    /// systemctl restart firewalld
    /// ```
    /// ```sh bad
    /// iptables -P INPUT ACCEPT
    /// ```
    /// ```sh bad
    /// iptables -F
    /// ```
    /// ```sh fixed
    /// iptables -S
    /// ```
    /// ```sh good
    /// sudo ufw allow 443/tcp
    /// ```
    /// ```sh good
    /// systemctl restart firewalld
    /// ```
    /// ```sh good
    /// iptables -F my-chain
    /// iptables -X my-chain
    /// ```
    /// ```sh good
    /// iptables -P INPUT DROP
    /// iptables -P OUTPUT ACCEPT
    /// ```
    "CARO0602" "firewall-off",
    Danger,
    Check::AnyCommand { run: check }
}

const FIREWALLS: [&str; 14] = [
    "firewalld",
    "ufw",
    "iptables",
    "ip6tables",
    "nftables",
    "netfilter-persistent",
    "shorewall",
    "shorewall6",
    "csf",
    "lfd",
    "SuSEfirewall2",
    "ferm",
    "ipfw",
    "pf",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    for it in services::stopped(command, sink, &FIREWALLS) {
        // A firewall that is removed makes room for another more often than not.
        let level = if it.verb == services::Verb::Remove { Level::Caution } else { Level::Danger };
        let message = format!("{} `{}`: every port that something listens on is open then", it.verb.says(), it.unit);
        sink.report(it.span, message).level(level);
        services::keep_running(command, sink);
    }
    let Some(program) = command.program.as_deref() else { return };
    if command.is_dry_run() {
        return;
    }
    let says = |word: Option<&Word>, text: &[&str]| {
        word.is_some_and(|it| sink.possible(it, |it| text.contains(&it)).is_some())
    };
    let operands: Vec<&Word> = command.operands().collect();
    let operand = |at: usize| operands.get(at).copied();
    let off = "every port that something listens on is open then";
    let message = match program {
        "ufw" if says(operand(0), &["disable"]) => format!("switches the firewall off: {off}"),
        "ufw" if says(operand(0), &["reset"]) => format!("deletes all rules and switches the firewall off: {off}"),
        "ufw" if says(operand(0), &["default"]) && says(operand(1), &["allow"]) && !says(operand(2), &["outgoing"]) => {
            format!("lets in what no rule speaks of: {off}")
        }
        "iptables" | "ip6tables" | "iptables-legacy" | "iptables-nft" | "ip6tables-legacy" | "ip6tables-nft" => {
            return check_iptables(command, sink);
        }
        "nft" if says(operand(0), &["flush"]) && says(operand(1), &["ruleset"]) => {
            sink.report(command.span, "deletes every rule of the firewall, also those of others".into())
                .level(Level::Caution);
            let list = operand(0).map(|it| (it.span, "list".to_owned()));
            sink.choice("Look first: `nft list ruleset`", list.into_iter().collect());
            return;
        }
        "pfctl" if command.has_flag('d', "") => format!("switches the firewall off: {off}"),
        "pfctl"
            if command
                .flag_value('F', "")
                .is_some_and(|it| sink.possible(it, |it| matches!(it, "all" | "rules")).is_some()) =>
        {
            format!("deletes the rules of the firewall: {off}")
        }
        "firewall-cmd"
            if command.flag_value('\0', "set-default-zone").is_some_and(|it| says(Some(it), &["trusted"])) =>
        {
            format!("trusts every interface that has no zone: {off}")
        }
        "socketfilterfw"
            if command.flag_value('\0', "setglobalstate").is_some_and(|it| says(Some(it), &["off"]))
                || command.has_flag('\0', "setglobalstate") && says(operand(0), &["off"]) =>
        {
            format!("switches the firewall off: {off}")
        }
        "netsh" | "netsh.exe" => {
            let words: Vec<String> =
                operands.iter().filter_map(|it| sink.text_of(it)).map(|it| it.to_lowercase()).collect();
            let line = words.join(" ");
            let is_off = line.starts_with("advfirewall set") && line.ends_with("state off")
                || line.starts_with("firewall set opmode") && line.ends_with("disable");
            if !is_off {
                return;
            }
            format!("switches the firewall off: {off}")
        }
        _ => return,
    };
    sink.report(command.span, message);
    let (word, new, title) = match (program, operand(0).and_then(Word::literal)) {
        ("ufw", Some("default")) => (operand(1), "deny", "Keep out what no rule speaks of"),
        ("ufw", _) => (operand(0), "reload", "Load the rules anew, and keep them"),
        ("firewall-cmd", _) => {
            (command.flag_value('\0', "set-default-zone"), "public", "Keep strangers out: the zone `public`")
        }
        ("pfctl", _) => {
            let edits = command.flag('F', "").map(|it| edits::letter(it, 's'));
            sink.choice("Look first: `pfctl -s`", edits.unwrap_or_default());
            return;
        }
        _ => return,
    };
    sink.choice(title, word.map(|it| (it.span, new.to_owned())).into_iter().collect());
}

/// The chains that everything passes.
const CHAINS: [&str; 2] = ["INPUT", "FORWARD"];

fn check_iptables(command: &Command, sink: &mut Sink<'_>) {
    let table = command.flag_value('t', "table").and_then(|it| sink.text_of(it));
    if table.is_some_and(|it| it != "filter") {
        return;
    }
    if let Some(chain) = command.flag_value('P', "policy") {
        let chain = sink.possible(chain, |it| CHAINS.contains(&it));
        let accepts = command.operands().any(|it| sink.possible(it, |it| it == "ACCEPT").is_some());
        if let (Some(chain), true) = (chain, accepts) {
            sink.report(command.span, format!("lets everything through `{chain}` that no rule stops"));
        }
    } else if command.has_flag('F', "flush") {
        // The number behind `-w` stands alone.
        let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
        let chain = command.operands().find(|it| !it.literal().is_some_and(is_number));
        if chain.is_none_or(|it| sink.possible(it, |it| CHAINS.contains(&it)).is_some()) {
            let message =
                "deletes the rules of the firewall: what they kept out comes in, as far as the policy lets it";
            sink.report(command.span, message.into()).level(Level::Caution);
            let flag = command.flag('F', "flush").filter(|it| it.span.len() < 3);
            sink.choice("Look first: `-S`", flag.map(|it| edits::letter(it, 'S')).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_tool_that_manages_services_counts() {
        check_marks("sudo service iptables stop\n#            ^^^^^^^^ CARO0602\n");
        check_marks("/etc/init.d/iptables stop\n#mark 0 0 20 CARO0602\n");
        check_marks("chkconfig iptables off\n#         ^^^^^^^^ CARO0602\n");
        check_marks("systemctl mask firewalld.service\n#              ^^^^^^^^^^^^^^^^^ CARO0602\n");
        check_marks(
            "for s in ufw cups; do systemctl stop $s; done\n#                                    ^^ CARO0602\n",
        );
        check_marks("systemctl --root=/mnt disable firewalld\nsystemctl status ufw\nsystemctl enable ufw\n");
    }

    #[test]
    fn flags_come_in_any_order_and_spelling() {
        check_marks("iptables -t filter --flush\n#mark 0 0 26 CARO0602\n");
        check_marks("ip6tables --policy FORWARD ACCEPT\n#mark 0 0 33 CARO0602\n");
        check_marks("iptables -w 5 -F INPUT\n#mark 0 0 22 CARO0602\n");
        check_marks("ufw --force reset\n#mark 0 0 17 CARO0602\n");
        check_marks("bash -c 'ufw disable'\n#        ^^^^^^^^^^^ CARO0602\n");
        check_marks(
            "iptables -t nat -F\niptables -L INPUT\nufw --dry-run disable\nufw status\nufw default allow outgoing\n",
        );
    }
}
