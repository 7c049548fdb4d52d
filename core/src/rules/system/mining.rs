//! CARO0624: the machine works for somebody else's purse.

use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Makes the machine compute coins for somebody else.
    ///
    /// It costs power and speed, and is the usual end of a break-in.
    ///
    /// To decide: Whose account is it, and who has put this here?
    ///
    /// ```sh bad
    /// ./worker -o stratum+tcp://pool.example.org:3333 -u wallet -p x
    /// ```
    /// ```sh bad
    /// nohup xmrig --donate-level 1 --url pool.example.org:443 &
    /// ```
    /// ```sh good
    /// grep -r 'stratum+tcp' /var/log
    /// ```
    /// ```sh good
    /// echo 'blocked: stratum+tcp://pool.example.org'
    /// ```
    /// ```sh good
    /// pkill xmrig
    /// ```
    "CARO0624" "mining",
    Danger,
    Check::AnyCommand { run: check }
}

/// Programs that only speak about such words, or look for them.
const READERS: [&str; 15] = [
    "grep", "egrep", "rg", "echo", "printf", "sed", "awk", "test", "[", "iptables", "logger", "pkill", "pgrep", "find",
    "ag",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let program = command.program.as_deref().unwrap_or_default();
    if READERS.contains(&program) || command.words.is_empty() {
        return;
    }
    let is_pool = |it: &str| {
        ["stratum+tcp:", "stratum+ssl:", "stratum+tls:", "stratum2+tcp:", "stratum+udp:"]
            .iter()
            .any(|that| it.contains(that))
    };
    let pool = command
        .words
        .iter()
        .find(|it| sink.possible(it, is_pool).is_some() || it.literal().is_none() && is_pool(&it.sketch()));
    // `--donate-level` is a word that no other program has.
    let miner = command.flags().any(|it| it.long.as_deref() == Some("donate-level"));
    if let Some(word) = pool {
        sink.report(word.span, "computes coins for whoever owns that account".into());
    } else if miner {
        sink.report(command.name_span(), "computes coins for whoever owns that account".into());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_address_is_followed() {
        check_marks(
            "P=stratum+ssl://x.io:443\n/tmp/.x/kworker -a rx/0 --url=$P -B\n#                       ^^^^^^^^ CARO0624\n",
        );
    }
}
