//! CARO1014: a provider's firewall lets the whole internet in.

use super::calls::Order;
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Lets every machine on the internet reach a port that is not for everybody: a login, a database, all ports.
    ///
    /// Such a port is found and tried within minutes. Name the addresses that need it, or use a gateway.
    /// Web ports (80, 443) are silent, other ports a caution.
    ///
    /// To decide: Which addresses need this port?
    ///
    /// ```sh bad
    /// aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 22 --cidr 0.0.0.0/0
    /// ```
    /// ```sh fixed
    /// aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 22 --cidr 10.0.0.0/8
    /// ```
    /// ```sh bad
    /// gcloud compute firewall-rules create db --allow tcp:5432 --source-ranges 0.0.0.0/0
    /// ```
    /// ```sh fixed
    /// gcloud compute firewall-rules create db --allow tcp:5432 --source-ranges 10.0.0.0/8
    /// ```
    /// ```sh bad
    /// az network nsg rule create -g shop --nsg-name web -n any --priority 100 --source-address-prefixes '*' --destination-port-ranges '*'
    /// ```
    /// ```sh good
    /// aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 443 --cidr 0.0.0.0/0
    /// ```
    /// ```sh good
    /// aws ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 22 --cidr 203.0.113.7/32
    /// ```
    /// ```sh good
    /// aws ec2 revoke-security-group-ingress --group-id sg-1 --protocol tcp --port 22 --cidr 0.0.0.0/0
    /// gcloud compute firewall-rules create web --allow tcp:80,tcp:443 --source-ranges 0.0.0.0/0
    /// ```
    "CARO1014" "open-firewall",
    Danger,
    Check::Command { programs: &["aws", "gcloud", "az", "doctl", "hcloud", "openstack"], run: check }
}

/// An order that opens ports, with the flags that say for whom and which.
struct Opening {
    order: &'static str,
    /// Whose addresses; where none of these is given, everybody's if `default` says so.
    from: &'static [&'static str],
    ports: &'static [&'static str],
    /// Whether it is open to everybody where it names nobody.
    default: bool,
    /// Whether it opens every port where it names none.
    all: bool,
}

static OPENINGS: &[Opening] = &[
    Opening {
        order: "aws ec2 authorize-security-group-ingress",
        from: &["cidr", "cidr-ip", "ip-permissions"],
        ports: &["port", "ip-permissions"],
        default: false,
        all: true,
    },
    Opening {
        order: "aws lightsail open-instance-public-ports",
        from: &["port-info"],
        ports: &["port-info"],
        default: true,
        all: false,
    },
    Opening {
        order: "gcloud compute firewall-rules create",
        from: &["source-ranges", "source-tags", "source-service-accounts", "destination-ranges"],
        ports: &["allow", "rules"],
        default: true,
        all: false,
    },
    Opening {
        order: "gcloud compute firewall-rules update",
        from: &["source-ranges"],
        ports: &["allow", "rules"],
        default: false,
        all: false,
    },
    Opening {
        order: "gcloud sql instances patch",
        from: &["authorized-networks"],
        ports: &[],
        default: false,
        all: true,
    },
    Opening {
        order: "gcloud sql instances create",
        from: &["authorized-networks"],
        ports: &[],
        default: false,
        all: true,
    },
    Opening {
        order: "az network nsg rule create",
        from: &["source-address-prefixes", "source-address-prefix"],
        ports: &["destination-port-ranges", "destination-port-range"],
        default: true,
        all: false,
    },
    Opening {
        order: "az network nsg rule update",
        from: &["source-address-prefixes", "source-address-prefix"],
        ports: &["destination-port-ranges", "destination-port-range"],
        default: false,
        all: true,
    },
    Opening { order: "az vm open-port", from: &[], ports: &["port"], default: true, all: false },
    Opening { order: "hcloud firewall add-rule", from: &["source-ips"], ports: &["port"], default: false, all: true },
    Opening {
        order: "doctl compute firewall add-rules",
        from: &["inbound-rules"],
        ports: &["inbound-rules"],
        default: false,
        all: false,
    },
    Opening {
        order: "doctl compute firewall create",
        from: &["inbound-rules"],
        ports: &["inbound-rules"],
        default: false,
        all: false,
    },
    Opening {
        order: "openstack security group rule create",
        from: &["remote-ip", "remote-group"],
        ports: &["dst-port"],
        default: true,
        all: true,
    },
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let order = Order::of(command, sink);
    if order.is_harmless(sink) {
        return;
    }
    if let Some((span, what, level)) = opened(&order, sink) {
        sink.report_beyond(span, what).level(level);
        let written = sink.text(span);
        if let Some(at) = written.find("0.0.0.0/0") {
            let at = Span::new(span.start + at, span.start + at + "0.0.0.0/0".len());
            sink.choice("Only let in the private network 10.0.0.0/8", vec![(at, "10.0.0.0/8".to_owned())]);
        } else if command.program.as_deref() == Some("az") && matches!(written, "'*'" | "Internet" | "Any" | "any") {
            sink.choice("Only let in the virtual network", vec![(span, "VirtualNetwork".to_owned())]);
        }
    }
}

fn opened(order: &Order<'_>, sink: &Sink<'_>) -> Option<(Span, String, Level)> {
    let everybody = "every machine on the internet can reach";
    if order
        .says("az sql server firewall-rule create")
        .or_else(|| order.says("az postgres flexible-server firewall-rule create"))
        .is_some()
    {
        let start = order.value("start-ip-address")?;
        let end = order.value("end-ip-address")?;
        let open = sink.text_of(start)? == "0.0.0.0" && sink.text_of(end)? == "255.255.255.255";
        return open.then(|| (end.span, format!("{everybody} the database server"), Level::Danger));
    }
    if ["aws rds create-db-instance", "aws rds modify-db-instance"].iter().any(|it| order.says(it).is_some()) {
        let flag = order.command.flag('\0', "publicly-accessible")?;
        return Some((flag.span, "gives the database an address on the internet".to_owned(), Level::Caution));
    }
    let (opening, at) = OPENINGS.iter().find_map(|it| Some((it, order.says(it.order)?)))?;
    let denies = ["access", "action", "direction", "egress"].iter().any(|it| {
        order
            .value(it)
            .and_then(Word::literal)
            .is_some_and(|it| matches!(it.to_ascii_lowercase().as_str(), "deny" | "outbound" | "egress" | "out"))
            || *it == "egress" && order.gives(it)
    });
    if denies {
        return None;
    }
    let texts = |names: &[&str]| -> Vec<(&Word, String)> {
        let words = names.iter().filter_map(|it| order.value(it));
        words
            .filter_map(|it| {
                Some((
                    it,
                    sink.value(it).shapes.iter().map(|it| it.text.to_string()).reduce(|a, b| format!("{a} {b}"))?,
                ))
            })
            .collect()
    };
    let from = texts(opening.from);
    let given = opening.from.iter().any(|it| order.gives(it));
    let open = from.iter().find(|it| is_everybody(&it.1)).map(|it| it.0.span);
    let anybody =
        open.or((opening.default && (!given || opening.order.contains("lightsail"))).then(|| order.span(at)))?;
    let ports = texts(opening.ports);
    let protocol = order.value("protocol").and_then(|it| sink.text_of(it)).unwrap_or_default();
    if matches!(&*protocol.to_ascii_lowercase(), "icmp" | "icmpv6" | "1") {
        return None;
    }
    let mut worst =
        if ports.is_empty() && opening.all || matches!(&*protocol, "-1" | "all") { Ports::All } else { Ports::Web };
    for (_, text) in &ports {
        worst = worst.max(judge(text));
    }
    // What is open unless something narrows it was perhaps not asked for.
    let certain = if open.is_some() { Level::Danger } else { Level::Caution };
    Some(match worst {
        Ports::Web => return None,
        Ports::Other => (anybody, format!("{everybody} this port"), Level::Caution),
        Ports::Guarded(port) => (anybody, format!("{everybody} port {port}, {}", service(port)), certain),
        Ports::All => (anybody, format!("{everybody} every port"), certain),
    })
}

fn is_everybody(text: &str) -> bool {
    text.split([',', ' ', '"', '=', '[', ']', '{', '}', ';']).any(|it| {
        let it = it.strip_prefix("address:").unwrap_or(it);
        matches!(it, "0.0.0.0/0" | "::/0" | "*" | "Internet" | "any" | "Any" | "0.0.0.0")
    })
}

/// Which ports are opened, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Ports {
    Web,
    Other,
    Guarded(u16),
    All,
}

/// Judges a list of ports in any of the providers' spellings: `tcp:22,tcp:80`, `20-25`, `FromPort=22,ToPort=22`.
fn judge(text: &str) -> Ports {
    let lower = text.to_ascii_lowercase();
    if matches!(&*lower, "*" | "all" | "any" | "-1" | "tcp" | "udp" | "tcp,udp" | "0-65535" | "1-65535")
        || ["ipprotocol=-1", "ipprotocol\":\"-1\"", "protocol:all", "ports:all", "ports:0"]
            .iter()
            .any(|it| lower.replace(' ', "").contains(it))
    {
        return Ports::All;
    }
    let bare: String = lower.chars().filter(|it| !matches!(it, '"' | '\'' | ' ' | '{' | '}' | '[' | ']')).collect();
    let mut worst = Ports::Web;
    let mut start = None;
    for piece in bare.split([',', ';']) {
        let (name, value) = match piece.rsplit_once(['=', ':']) {
            Some((name, value)) => (name, value),
            None => ("", piece),
        };
        // In a structure only its ports are numbers that matter.
        let named = name.is_empty() || name.contains("port") || name.ends_with("tcp") || name.ends_with("udp");
        if !named {
            continue;
        }
        let (low, high) = match value.split_once('-') {
            Some((low, high)) => (low.parse::<u16>().ok(), high.parse::<u16>().ok()),
            None => (value.parse().ok(), value.parse().ok()),
        };
        let (Some(mut low), Some(high)) = (low, high) else { continue };
        if name.ends_with("fromport") {
            start = Some(low);
            continue;
        }
        if name.ends_with("toport") {
            low = start.take().unwrap_or(low);
        }
        worst = worst.max(judge_range(low, high));
    }
    start.map_or(worst, |it| worst.max(judge_range(it, it)))
}

fn judge_range(low: u16, high: u16) -> Ports {
    if high.saturating_sub(low) > 20_000 {
        return Ports::All;
    }
    if let Some(port) = GUARDED.iter().find(|it| (low..=high).contains(&it.0)) {
        return Ports::Guarded(port.0);
    }
    if low == high && matches!(low, 80 | 443 | 8080 | 8443) { Ports::Web } else { Ports::Other }
}

const GUARDED: [(u16, &str); 33] = [
    (22, "where machines are logged in to"),
    (23, "where machines are logged in to without encryption"),
    (3389, "where Windows machines are logged in to"),
    (5900, "where screens are shared"),
    (5985, "where Windows machines are ruled"),
    (5986, "where Windows machines are ruled"),
    (21, "where files are sent without encryption"),
    (111, "which tells what else is open"),
    (135, "which rules Windows machines"),
    (139, "where files are shared"),
    (389, "where the directory of users is"),
    (445, "where files are shared"),
    (873, "where files are copied"),
    (2049, "where files are shared"),
    (1433, "a database"),
    (1521, "a database"),
    (3306, "a database"),
    (5432, "a database"),
    (5984, "a database"),
    (6379, "a database"),
    (7000, "a database"),
    (8086, "a database"),
    (9042, "a database"),
    (11211, "a cache"),
    (27017, "a database"),
    (9200, "a search engine with its data"),
    (9300, "a search engine with its data"),
    (5601, "a search engine's pages"),
    (2375, "where containers are started as root"),
    (2376, "where containers are started as root"),
    (2379, "where a cluster keeps its secrets"),
    (6443, "which rules a cluster"),
    (10250, "which rules a cluster"),
];

fn service(port: u16) -> &'static str {
    GUARDED.iter().find(|it| it.0 == port).map_or("", |it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::check_marks;

    #[test]
    fn ports_in_every_spelling() {
        assert_eq!(judge("22"), Ports::Guarded(22));
        assert_eq!(judge("tcp:443,tcp:22"), Ports::Guarded(22));
        assert_eq!(judge("20-25"), Ports::Guarded(22));
        assert_eq!(judge("IpProtocol=tcp,FromPort=20,ToPort=25,IpRanges=[{CidrIp=0.0.0.0/0}]"), Ports::Guarded(22));
        assert_eq!(judge("[{\"IpProtocol\": \"tcp\", \"FromPort\": 443, \"ToPort\": 443}]"), Ports::Web);
        assert_eq!(judge("IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]"), Ports::All);
        assert_eq!(judge("protocol:tcp,ports:22,address:0.0.0.0/0"), Ports::Guarded(22));
        assert_eq!(judge("0-65535"), Ports::All);
        assert_eq!(judge("25565"), Ports::Other);
        assert_eq!(judge("icmp"), Ports::Web);
        assert_eq!(judge("é:,-,=-"), Ports::Web);
    }

    #[test]
    fn siblings() {
        check_marks(
            "\
ANY=0.0.0.0/0
aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions \"IpProtocol=tcp,FromPort=3306,ToPort=3306,IpRanges=[{CidrIp=$ANY}]\"
#                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1014
hcloud firewall add-rule web --direction in --protocol tcp --port 22 --source-ips $ANY
#                                                                                 ^^^^ CARO1014
gcloud compute firewall-rules create out --direction EGRESS --allow all --destination-ranges 0.0.0.0/0
gcloud sql instances patch shop --authorized-networks=0.0.0.0/0
#                                                     ^^^^^^^^^ CARO1014
aws ec2 authorize-security-group-ingress --group-id sg-1 --source-group sg-2 --protocol tcp --port 22
",
        );
    }
}
