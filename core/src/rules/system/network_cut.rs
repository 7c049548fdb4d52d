//! CARO0620: the machine's own connection ends.

use crate::rules::{Check, Sink};
use crate::script::{Command, Word};

rule! {
    /// Ends the connection that the machine is reached by.
    ///
    /// The command that should bring it back never arrives. Do both in one, and let it come back by itself:
    /// `ip link set eth0 down && sleep 5; ip link set eth0 up`, or `systemd-run --on-active=5min …`.
    ///
    /// To decide: What brings the network back when nobody can reach the machine any more?
    ///
    /// ```sh bad
    /// ip link set eth0 down
    /// ```
    /// ```sh bad
    /// sudo ifconfig eth0 down
    /// ```
    /// ```sh bad
    /// ip route flush table main
    /// ```
    /// ```sh fixed
    /// ip route show table main
    /// ```
    /// ```sh bad
    /// nmcli networking off
    /// ```
    /// ```sh good
    /// ip link set eth0 up
    /// ip addr show
    /// ```
    /// ```sh good
    /// ip link set docker0 down
    /// ip link set veth12 down
    /// ```
    /// ```sh good
    /// ip route add 10.0.0.0/8 via 192.168.1.1
    /// ip route del 10.0.0.0/8
    /// ```
    "CARO0620" "network-cut",
    Caution,
    Check::Command { programs: &["ip", "ifconfig", "ifdown", "nmcli", "route", "rfkill"], run: check }
}

/// Whether a name is that of a network card, not of something made in software.
fn is_card(name: &str) -> bool {
    let made = [
        "lo",
        "docker",
        "veth",
        "br",
        "virbr",
        "tun",
        "tap",
        "wg",
        "dummy",
        "vlan",
        "vxlan",
        "cni",
        "flannel",
        "cali",
        "ppp",
        "can",
        "vcan",
        "tailscale",
        "ifb",
        "gre",
        "sit",
        "macvlan",
        "test",
        "mon",
        "kube",
        "nerdctl",
        "podman",
        "lxc",
        "lxd",
        "bond",
    ];
    ["eth", "en", "wl", "wlan", "em", "p", "ib"].iter().any(|it| name.starts_with(it))
        && !made.iter().any(|it| name.starts_with(it))
        && !name.contains('.')
        && name.contains(|it: char| it.is_ascii_digit())
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    // Another name space, or a card that comes up again in the same line, is on purpose.
    if command.is_wrapped_by("ip") || command.has_flag('\0', "n") || command.has_flag('\0', "netns") {
        return;
    }
    let words: Vec<&Word> = command.operands().collect();
    let says = |at: usize, texts: &[&str]| {
        words.get(at).is_some_and(|it| sink.possible(it, |it| texts.contains(&it)).is_some())
    };
    let card = words.iter().find_map(|it| sink.possible(it, is_card));
    let down = words.iter().any(|it| it.literal() == Some("down"));
    let ends = |card: &str| format!("takes `{card}` down: whoever is connected through it is cut off");
    let message = match command.program.as_deref() {
        Some("ip") if says(0, &["link", "l", "li"]) && says(1, &["set", "s", "se"]) && down => match card {
            Some(card) => ends(&card),
            None => return,
        },
        Some("ip") if says(0, &["route", "r", "ro"]) && says(1, &["flush", "f"]) => {
            let bounded = words.len() > 2
                && !words.iter().skip(2).any(|it| matches!(it.literal(), Some("main" | "all" | "default" | "0/0")));
            if bounded || words.get(2).and_then(|it| it.literal()) == Some("cache") {
                return;
            }
            "deletes the routes: whoever is connected from outside is cut off".to_owned()
        }
        Some("ip") if says(0, &["route", "r", "ro"]) && says(1, &["del", "delete"]) && says(2, &["default"]) => {
            "deletes the route to everything outside: whoever is connected from there is cut off".to_owned()
        }
        Some("ip") if says(0, &["address", "addr", "a"]) && says(1, &["flush", "f"]) => match card {
            Some(card) => format!("takes all addresses from `{card}`: whoever is connected through it is cut off"),
            None => return,
        },
        Some("ifconfig") if down => match card {
            Some(card) => ends(&card),
            None => return,
        },
        Some("ifdown") if command.has_flag('a', "all") => {
            "takes every network card down: whoever is connected is cut off".to_owned()
        }
        Some("ifdown") => match card {
            Some(card) => ends(&card),
            None => return,
        },
        Some("route")
            if says(0, &["del", "delete", "flush"])
                && (says(0, &["flush"]) || words.iter().any(|it| matches!(it.literal(), Some("default")))) =>
        {
            "deletes the route to everything outside: whoever is connected from there is cut off".to_owned()
        }
        Some("nmcli")
            if says(0, &["networking", "n"]) && says(1, &["off"])
                || says(0, &["radio", "r"]) && says(1, &["all"]) && says(2, &["off"]) =>
        {
            "switches the network off: whoever is connected is cut off".to_owned()
        }
        Some("rfkill") if says(0, &["block"]) && says(1, &["all", "wifi", "wlan"]) => {
            "switches the radio off: whoever is connected through it is cut off".to_owned()
        }
        _ => return,
    };
    sink.report(command.span, message);
    let order = words.iter().find(|it| it.literal().is_some_and(|it| matches!(it, "flush" | "f")));
    let look = order.filter(|_| command.program.as_deref() == Some("ip")).map(|it| (it.span, "show".to_owned()));
    sink.choice("Look first: `ip … show`", look.into_iter().collect());
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn cards_are_told_from_what_is_made() {
        check_marks("ip link set dev enp3s0 down\n#mark 0 0 27 CARO0620\n");
        check_marks("I=wlan0; ip addr flush dev $I\n#        ^^^^^^^^^^^^^^^^^^^^ CARO0620\n");
        check_marks("ip route del default\n#mark 0 0 20 CARO0620\n");
        check_marks("ifdown eth0\n#mark 0 0 11 CARO0620\n");
        check_marks(
            "ip link set br0 down\nip netns exec x ip link set eth0 down\nip route flush cache\nip -n x link set eth0 down\nip link set $dev down\n",
        );
    }
}
