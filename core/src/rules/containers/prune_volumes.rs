//! CARO0807: volumes are deleted with the data in them.

use super::engines::{engines, own_texts, switched, takes_all, whole};
use crate::Span;
use crate::rules::names::is_throwaway;
use crate::rules::sink::is_unsure;
use crate::rules::{Check, Level, Sink, edits};
use crate::script::Command;

rule! {
    /// Deletes volumes, and with them the databases and uploads of containers that do not run at this moment.
    ///
    /// Images can be pulled again; what is in a volume is nowhere else. Leave `--volumes` out, or name the volume.
    ///
    /// To decide: Is anything in these volumes that exists nowhere else: a database, uploads?
    ///
    /// ```sh bad
    /// docker system prune -a --volumes -f
    /// ```
    /// ```sh fixed
    /// docker system prune -f
    /// ```
    /// ```sh bad
    /// docker volume prune -f
    /// ```
    /// ```sh fixed
    /// docker volume ls --filter dangling=true
    /// ```
    /// ```sh bad
    /// docker volume rm $(docker volume ls -q)
    /// ```
    /// ```sh fixed
    /// docker volume ls
    /// ```
    /// ```sh bad
    /// docker volume rm shop_pgdata
    /// ```
    /// ```sh fixed
    /// docker volume inspect shop_pgdata
    /// ```
    /// ```sh bad
    /// docker system prune -af
    /// ```
    /// ```sh fixed
    /// docker system prune -f
    /// ```
    /// ```sh bad
    /// podman system reset --force
    /// ```
    /// ```sh fixed
    /// podman system df
    /// ```
    /// ```sh good
    /// docker system prune -f
    /// ```
    /// ```sh good
    /// docker image prune -a -f
    /// ```
    /// ```sh good
    /// docker volume rm test_pgdata
    /// ```
    /// ```sh good
    /// docker builder prune -af
    /// ```
    /// ```sh good
    /// docker volume ls -q
    /// ```
    "CARO0807" "prune-volumes",
    Danger,
    Check::Command { programs: PROGRAMS, run: check }
}

const PROGRAMS: &[&str] = engines!["system prune", "volume prune", "volume rm", "system reset"];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let facts = command.facts();
    let names: Vec<&str> = facts.iter().skip(1).map(|it| it.name).collect();
    let filtered = command.has_flag('\0', "filter");
    match *names {
        ["system", "prune"] => {
            if let Some(flag) = switched(command, '\0', "volumes") {
                let span = flag.span;
                let message =
                    "deletes the volumes of every container that does not run: databases and uploads are nowhere else";
                let raw = sink.report(span, message.to_owned());
                if filtered {
                    raw.level(Level::Caution);
                }
                let images = switched(command, 'a', "all").filter(|_| !filtered);
                let title =
                    if images.is_some() { "Keep the volumes, and images that have a name" } else { "Keep the volumes" };
                let flags = [Some(flag), images].into_iter().flatten();
                sink.choice(title, flags.flat_map(|it| edits::without(command, it)).collect());
            } else if let Some(flag) = switched(command, 'a', "all").filter(|_| !filtered) {
                let span = flag.span;
                let message = "deletes every stopped container with what it changed, and every image that none runs";
                sink.report(span, message.to_owned()).level(Level::Caution);
                sink.choice("Keep images that have a name", edits::without(command, flag));
            }
        }
        ["volume", "prune"] => {
            let span = command.own_operands().next().map_or(whole(command), |it| it.span);
            let raw = sink.report(
                span,
                "deletes every volume that no container uses at this moment, with the data in it".to_owned(),
            );
            if filtered || !command.has_flag('f', "force") {
                raw.level(Level::Caution);
            }
            look(command, "ls --filter dangling=true", "Look first: `volume ls --filter dangling=true`", sink);
        }
        ["volume", "rm"] => {
            let lists = |it: &Command| {
                let facts = it.facts();
                facts.len() > 2 && facts[1].name == "volume" && facts[2].name == "ls" && !it.has_flag('f', "filter")
            };
            if takes_all(command, sink, lists) || switched(command, 'a', "all").is_some() {
                sink.report(whole(command), "deletes every volume with the data in it".to_owned());
                // Behind `xargs` the names come as well.
                if command.is_wrapped_by("xargs") {
                    inspect(command, sink);
                } else {
                    look(command, "ls", "Look first: `volume ls`", sink);
                }
                return;
            }
            let named = own_texts(command, sink)
                .into_iter()
                .find(|it| !is_unsure(&it.1) && !is_throwaway(&it.1) && !it.1.contains("cache"));
            if let Some((span, name)) = named {
                sink.report(span, format!("deletes the volume `{name}` with the data in it")).level(Level::Caution);
                inspect(command, sink);
            }
        }
        _ => {
            let message = "deletes every container, image and volume of this user";
            let raw = sink.report(whole(command), message.to_owned());
            if !command.has_flag('f', "force") {
                raw.level(Level::Caution);
            }
            look(command, "df", "Look first: `system df`", sink);
        }
    }
}

fn inspect(command: &Command, sink: &mut Sink<'_>) {
    let order = command.operands().nth(command.facts().len().saturating_sub(2));
    let mut edits: Vec<_> = order.map(|it| (it.span, "inspect".to_owned())).into_iter().collect();
    edits.extend(command.flag('f', "force").into_iter().flat_map(|it| edits::without(command, it)));
    sink.choice("Look first: `volume inspect`", edits);
}

/// Offers another order in the place of the last one and of all that stands behind it.
fn look(command: &Command, new: &str, title: &str, sink: &mut Sink<'_>) {
    let order = command.operands().nth(command.facts().len().saturating_sub(2));
    let span = order.zip(command.words.last()).map(|it| Span::new(it.0.span.start, it.1.span.end));
    sink.choice(title, span.map(|it| (it, new.to_owned())).into_iter().collect());
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_list_of_volumes_may_come_by_xargs() {
        check_marks(
            "docker volume ls -q | xargs docker volume rm\n#                           ^^^^^^^^^^^^^^^^ CARO0807\n",
        );
        check_marks("docker volume ls -qf dangling=true | xargs -r docker volume rm\ndocker volume rm \"$v\"\n");
        check_marks(
            "sudo nerdctl system prune --all --force --volumes\n#                                       ^^^^^^^^^ CARO0807\n",
        );
    }
}
