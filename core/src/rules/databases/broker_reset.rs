//! CARO0915: a message broker or a registry loses what it holds.

use crate::Span;
use crate::rules::names::is_throwaway;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes what a message broker or a coordination service holds: queues, topics, nodes.
    ///
    /// Messages that nobody has read yet are gone, and programs that count on them stop. Name one thing, and look at it first.
    ///
    /// To decide: Who still reads from what is deleted here, and has everything in it been read?
    ///
    /// ```sh bad
    /// sudo rabbitmqctl force_reset
    /// ```
    /// ```sh fixed
    /// sudo rabbitmqctl list_queues
    /// ```
    /// ```sh bad
    /// rabbitmqctl delete_vhost /shop
    /// ```
    /// ```sh fixed
    /// rabbitmqctl list_queues -p /shop
    /// ```
    /// ```sh bad
    /// kafka-topics.sh --bootstrap-server b:9092 --delete --topic orders
    /// ```
    /// ```sh fixed
    /// kafka-topics.sh --bootstrap-server b:9092 --describe --topic orders
    /// ```
    /// ```sh bad
    /// zkCli.sh deleteall /
    /// ```
    /// ```sh fixed
    /// zkCli.sh ls /
    /// ```
    /// ```sh good
    /// rabbitmqctl list_queues
    /// ```
    /// ```sh bad
    /// nats stream purge ORDERS --force
    /// ```
    /// ```sh fixed
    /// nats stream purge ORDERS
    /// ```
    /// ```sh good
    /// kafka-topics --bootstrap-server b:9092 --delete --topic orders-test
    /// ```
    /// ```sh good
    /// kafka-topics.sh --bootstrap-server b:9092 --list
    /// ```
    "CARO0915" "broker-reset",
    Caution,
    Check::Command { programs: PROGRAMS, run: check }
}

const PROGRAMS: &[&str] = &[
    "rabbitmqctl",
    "rabbitmqadmin",
    "kafka-topics",
    "kafka-topics.sh",
    "zkCli.sh",
    "zkCli",
    "zookeeper-shell",
    "zookeeper-shell.sh",
    "nats",
    "rpk",
    "kafkactl",
    "pulsar-admin",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words: Vec<(Span, String)> = command.arguments().iter().map(|it| (it.span, sink.sketch(it).text)).collect();
    let at = |name: &str| words.iter().position(|it| it.1 == name);
    let program = command.program.as_deref().unwrap_or_default();
    let last = words.iter().rfind(|it| !it.1.starts_with('-')).map(|it| it.1.clone()).unwrap_or_default();
    if words.iter().any(|it| is_throwaway(&it.1)) {
        return;
    }
    let all = matches!(last.as_str(), "/" | ".*" | "*" | "'.*'");
    let (found, message) = match program {
        "rabbitmqctl" | "rabbitmqadmin" => {
            if let Some(found) = at("reset").or(at("force_reset")) {
                (found, "deletes every queue, user and message of this broker".to_owned())
            } else if let Some(found) = at("delete_vhost").or(at("delete_queue")).or(at("purge_queue")) {
                (found, format!("deletes what waits in `{last}`: unread messages are gone"))
            } else {
                return;
            }
        }
        "zkCli.sh" | "zkCli" | "zookeeper-shell" | "zookeeper-shell.sh" => {
            let Some(found) = at("deleteall").or(at("rmr")) else { return };
            (found, format!("deletes `{last}` and all below it"))
        }
        "nats" => {
            let Some(found) = at("rm").or(at("purge")).filter(|_| at("-f").or(at("--force")).is_some()) else { return };
            (found, format!("deletes `{last}` with its messages"))
        }
        "rpk" | "kafkactl" | "pulsar-admin" => {
            let Some(found) =
                at("delete").filter(|_| words.iter().any(|it| it.1.starts_with("topic") || it.1 == "namespaces"))
            else {
                return;
            };
            (found, format!("deletes `{last}` with its messages"))
        }
        _ => {
            let Some(found) = at("--delete") else { return };
            let topic = at("--topic").and_then(|it| words.get(it + 1)).map_or("…", |it| &it.1);
            (found, format!("deletes the topic `{topic}` with its messages"))
        }
    };
    let raw = sink.report(words[found].0, message);
    if all || matches!(words[found].1.as_str(), "force_reset" | "reset") {
        raw.level(Level::Danger);
    }
    let (old, new) = match (program, words[found].1.as_str()) {
        ("rabbitmqctl", "reset" | "force_reset") => ("", "list_queues"),
        ("rabbitmqctl", "delete_vhost") => ("", "list_queues -p"),
        ("zkCli.sh" | "zkCli" | "zookeeper-shell" | "zookeeper-shell.sh", _) => ("", "ls"),
        ("rpk" | "kafkactl", _) => ("", "describe"),
        ("kafka-topics" | "kafka-topics.sh", _) => ("", "--describe"),
        ("nats", _) => ("-f", ""),
        _ => return,
    };
    if old.is_empty() {
        sink.choice(&format!("Look first: `{new}`"), vec![(words[found].0, new.to_owned())]);
    } else {
        let force = command.words.iter().enumerate().filter(|it| matches!(it.1.literal(), Some("-f" | "--force")));
        sink.choice("Ask first", force.flat_map(|it| edits::without_word(command, it.0)).collect());
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_pattern_for_all_topics_is_a_danger() {
        check_marks(
            "kafka-topics --zookeeper z:2181 --delete --topic '.*'\n#                               ^^^^^^^^ CARO0915\n",
        );
    }
}
