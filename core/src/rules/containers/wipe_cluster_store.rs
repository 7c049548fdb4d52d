//! CARO0818: what a cluster remembers is deleted.

use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Deletes keys below a prefix from the store that a cluster lives on, or a whole set of secrets.
    ///
    /// With an empty prefix that is everything: the cluster forgets what runs. Take a snapshot first, and read the keys back.
    ///
    /// To decide: What lies below this prefix, and is there a snapshot of it?
    ///
    /// ```sh bad
    /// etcdctl del "" --prefix
    /// ```
    /// ```sh fixed
    /// etcdctl get --keys-only "" --prefix
    /// ```
    /// ```sh bad
    /// etcdctl del /registry --prefix
    /// ```
    /// ```sh fixed
    /// etcdctl get --keys-only /registry --prefix
    /// ```
    /// ```sh bad
    /// consul kv delete -recurse
    /// ```
    /// ```sh fixed
    /// consul kv get -keys -recurse
    /// ```
    /// ```sh bad
    /// vault secrets disable secret/
    /// ```
    /// ```sh good
    /// etcdctl del /app/lock
    /// ```
    /// ```sh good
    /// etcdctl get / --prefix --keys-only
    /// ```
    /// ```sh good
    /// consul kv delete app/feature
    /// ```
    /// ```sh good
    /// vault secrets list
    /// ```
    "CARO0818" "wipe-cluster-store",
    Caution,
    Check::Command { programs: &["etcdctl", "consul", "vault", "bao"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words: Vec<(Span, String)> = command.arguments().iter().map(|it| (it.span, sink.sketch(it).text)).collect();
    let at = |name: &str| words.iter().position(|it| it.1 == name);
    let flag = |name: &str| {
        words.iter().find(|it| it.1 == name || it.1 == format!("-{name}") || it.1 == format!("{name}=true"))
    };
    let behind =
        |at: usize| words[at + 1..].iter().find(|it| !it.1.starts_with('-')).map(|it| it.1.clone()).unwrap_or_default();
    match command.program.as_deref() {
        Some("etcdctl") => {
            let Some(del) = at("del").or(at("rm")) else { return };
            let Some((span, _)) = flag("--prefix").or(flag("--from-key")).or(flag("--recursive")) else { return };
            let prefix = behind(del);
            let everything = matches!(&*prefix, "" | "/" | "/registry" | "/registry/" | "\0");
            let what = if everything {
                "every key: the cluster forgets all that runs".to_owned()
            } else {
                format!("every key below `{prefix}`")
            };
            let raw = sink.report(*span, format!("deletes {what}"));
            if everything {
                raw.level(Level::Danger);
            }
            if words[del].1 == "del" {
                sink.choice("Look first: `get --keys-only`", vec![(words[del].0, "get --keys-only".to_owned())]);
            }
        }
        Some("consul") => {
            let Some(delete) = at("delete").filter(|_| at("kv").is_some()) else { return };
            let Some((span, _)) = flag("-recurse") else { return };
            let prefix = behind(delete);
            let everything = matches!(&*prefix, "" | "/");
            let what = if everything { "every key".to_owned() } else { format!("every key below `{prefix}`") };
            let raw = sink.report(*span, format!("deletes {what} of the store"));
            if everything {
                raw.level(Level::Danger);
            }
            sink.choice("Look first: `kv get -keys`", vec![(words[delete].0, "get -keys".to_owned())]);
        }
        _ => {
            let disable = at("disable").filter(|_| at("secrets").or(at("auth")).is_some());
            let revoke = at("revoke").filter(|_| at("lease").is_some() && flag("-prefix").is_some());
            let metadata = at("delete").filter(|_| at("metadata").is_some());
            if let Some(found) = disable {
                let what = if at("auth").is_some() { "every login" } else { "every secret" };
                let name = behind(found);
                sink.report(words[found].0, format!("deletes {what} below `{name}`, with all versions"))
                    .level(Level::Danger);
            } else if let Some(found) = revoke {
                sink.report(
                    words[found].0,
                    "takes back every login below the prefix at once: what uses one fails".to_owned(),
                );
            } else if let Some(found) = metadata {
                sink.report(words[found].0, format!("deletes `{}` with all its versions", behind(found)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn flags_may_stand_before_the_key() {
        check_marks(
            "ETCDCTL_API=3 etcdctl --endpoints=h:2379 del --prefix ''\n#                                            ^^^^^^^^ CARO0818\n",
        );
        check_marks("consul kv delete -recurse app/\n#                ^^^^^^^^ CARO0818\n");
    }
}
