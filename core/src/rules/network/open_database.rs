//! CARO1307: a database answers everyone and asks for no password.

use super::given::{Given, flag, given, is_everywhere, is_local, listen_here, value, value_span, values};
use crate::Span;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Lets everyone who can reach this machine read, change and delete a database.
    ///
    /// Open databases are found by scanners within hours. Set a password, or listen on `127.0.0.1` only.
    ///
    /// To decide: Which machines need this database, and by which password?
    ///
    /// ```sh bad
    /// redis-server --protected-mode no
    /// ```
    /// ```sh fixed
    /// redis-server --bind 127.0.0.1 --protected-mode no
    /// ```
    /// ```sh bad
    /// redis-cli config set protected-mode no
    /// ```
    /// ```sh fixed
    /// redis-cli config set protected-mode yes
    /// ```
    /// ```sh bad
    /// mongod --bind_ip 0.0.0.0 --dbpath /srv/db
    /// ```
    /// ```sh fixed
    /// mongod --bind_ip 127.0.0.1 --dbpath /srv/db
    /// ```
    /// ```sh bad
    /// mysqld_safe --skip-grant-tables &
    /// ```
    /// ```sh fixed
    /// mysqld_safe --skip-networking --skip-grant-tables &
    /// ```
    /// ```sh good
    /// redis-server --protected-mode no --bind 127.0.0.1
    /// ```
    /// ```sh good
    /// mongod --bind_ip_all --auth --dbpath /srv/db
    /// ```
    /// ```sh good
    /// mysqld_safe --skip-grant-tables --skip-networking &
    /// ```
    "CARO1307" "open-database",
    Danger,
    Check::Command {
        programs: &[
            "redis-server", "valkey-server", "keydb-server", "redis-cli", "valkey-cli", "mongod", "mysqld", "mysqld_safe", "mariadbd",
            "mariadbd-safe", "memcached", "etcd", "elasticsearch", "cockroach",
        ],
        run: check,
    }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let given = given(command, sink);
    let program = command.program.as_deref().unwrap_or_default().to_owned();
    let Some((why, level)) = opened(&program, &given) else { return };
    let span = why.map_or(command.name_span(), |it| it.span);
    let message = match &*program {
        "redis-cli" | "valkey-cli" => {
            "the server answers everyone who can reach it, where no password is set".to_owned()
        }
        _ => format!("`{program}` answers everyone who can reach this machine, without a password"),
    };
    sink.report(span, message).level(level);
    let Some(why) = why else { return };
    let before = |new: &str| vec![(Span::at(why.span.start), format!("{new} "))];
    let behind =
        |name: &str| given.iter().position(|it| it.text.eq_ignore_ascii_case(name)).and_then(|it| given.get(it + 1));
    let here = "Listen on this machine only";
    let (title, edits) = match &*program {
        "redis-server" | "valkey-server" | "keydb-server" => match behind("--bind") {
            Some(it) => (here, listen_here(it.span, sink)),
            None => (here, before("--bind 127.0.0.1")),
        },
        "redis-cli" | "valkey-cli" => {
            let value = behind("protected-mode").map(|it| vec![(it.span, "yes".to_owned())]);
            ("Leave the protection on", value.unwrap_or_default())
        }
        "mongod" if why.text == "--bind_ip_all" => (here, vec![(why.span, "--bind_ip 127.0.0.1".to_owned())]),
        "mysqld" | "mysqld_safe" | "mariadbd" | "mariadbd-safe" => {
            ("Let nobody in over the network meanwhile", before("--skip-networking"))
        }
        "elasticsearch" => {
            let text = sink.text(why.span);
            let at = text.rfind("false").map(|it| Span::new(why.span.start + it, why.span.start + it + 5));
            ("Ask for a password", at.map(|it| vec![(it, "true".to_owned())]).unwrap_or_default())
        }
        "cockroach" => (here, before("--listen-addr=localhost")),
        _ => (here, value_span(&given, why.span).map(|it| listen_here(it, sink)).unwrap_or_default()),
    };
    sink.choice(title, edits);
}

/// The argument that opens it, where one does.
fn opened<'a>(program: &str, given: &'a [Given]) -> Option<(Option<&'a Given>, Level)> {
    let off = |it: &str| matches!(it, "no" | "off" | "false" | "0");
    let everywhere =
        |names: &'a [&'a str]| values(given, names).find(|it| it.1.split([',', ' ']).any(is_everywhere)).map(|it| it.0);
    match program {
        "redis-server" | "valkey-server" | "keydb-server" => {
            let (flag_given, _) = values(given, &["--protected-mode"]).find(|it| off(it.1))?;
            let local = value(given, &["--bind"])
                .is_some_and(|it| it.split_whitespace().all(|it| is_local(it.trim_start_matches('-'))));
            let password = value(given, &["--requirepass", "--aclfile"]).is_some_and(|it| !it.is_empty());
            (!local && !password).then_some((Some(flag_given), Level::Danger))
        }
        "redis-cli" | "valkey-cli" => {
            let at = given.iter().position(|it| it.text.eq_ignore_ascii_case("protected-mode"))?;
            let sets = given[..at].iter().any(|it| it.text.eq_ignore_ascii_case("set"));
            (sets && given.get(at + 1).is_some_and(|it| off(&it.text))).then_some((given.get(at), Level::Danger))
        }
        "mongod" => {
            let open = everywhere(&["--bind_ip"]).or_else(|| flag(given, &["--bind_ip_all"]))?;
            let safe = flag(given, &["--auth", "--keyFile", "--clusterAuthMode", "--config", "-f"]).is_some();
            (!safe).then_some((Some(open), Level::Danger))
        }
        "mysqld" | "mysqld_safe" | "mariadbd" | "mariadbd-safe" => {
            let open = flag(given, &["--skip-grant-tables", "--skip-grant"])?;
            let local = flag(given, &["--skip-networking", "--skip_networking"])
                .is_some_and(|it| !it.text.ends_with("=0"))
                || value(given, &["--bind-address"]).is_some_and(is_local);
            (!local).then_some((Some(open), Level::Caution))
        }
        "memcached" => {
            let open = everywhere(&["-l", "--listen"])?;
            flag(given, &["-S", "--enable-sasl", "-Y", "--auth-file"]).is_none().then_some((Some(open), Level::Caution))
        }
        "etcd" => {
            let open = everywhere(&["--listen-client-urls"])?;
            flag(given, &["--client-cert-auth", "--trusted-ca-file"]).is_none().then_some((Some(open), Level::Caution))
        }
        "elasticsearch" => {
            let off = given.iter().find(|it| it.text.contains("xpack.security.enabled=false"))?;
            let open = given.iter().any(|it| it.text.split_once("network.host=").is_some_and(|it| is_everywhere(it.1)));
            open.then_some((Some(off), Level::Danger))
        }
        "cockroach" => {
            let open = flag(given, &["--insecure"])?;
            let starts = given.first().is_some_and(|it| it.text.starts_with("start"));
            let local = value(given, &["--listen-addr", "--host"]).is_some_and(is_local);
            (starts && !local && flag(given, &["--insecure"]).is_some_and(|it| !it.text.ends_with("=false")))
                .then_some((Some(open), Level::Caution))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_setting_at_run_time_counts_too() {
        check_marks(
            "redis-cli -h db CONFIG SET protected-mode no\n#                          ^^^^^^^^^^^^^^ CARO1307\n",
        );
        check_marks("redis-cli config get protected-mode\nmongod --bind_ip 127.0.0.1\nredis-server --bind 0.0.0.0\n");
        check_marks("memcached -l 0.0.0.0 -d\n#         ^^ CARO1307\n");
    }
}
