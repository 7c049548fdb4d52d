//! CARO0808: every container or image of the machine is stopped or deleted.

use super::engines::{switched, takes_all, whole};
use crate::rules::{Check, Level, Sink, edits, listing};
use crate::script::Command;

rule! {
    /// Stops or deletes every container of the machine, also those of others.
    ///
    /// What a container changed outside of volumes goes with it, and with `-v` its unnamed volumes do. Filter by a label or a name.
    ///
    /// To decide: Whose containers run here besides yours, and which label or name do yours have?
    ///
    /// ```sh bad
    /// docker rm -f $(docker ps -aq)
    /// ```
    /// ```sh fixed
    /// docker rm -f $(docker ps --filter status=exited -aq)
    /// ```
    /// ```sh bad
    /// docker ps -q | xargs docker kill
    /// ```
    /// ```sh bad
    /// docker rmi -f $(docker images -q)
    /// ```
    /// ```sh fixed
    /// docker rmi -f $(docker images --filter dangling=true -q)
    /// ```
    /// ```sh bad
    /// podman rm --all --force
    /// ```
    /// ```sh bad
    /// crictl rmp -fa
    /// ```
    /// ```sh good
    /// docker rm -f $(docker ps -aq --filter label=ci)
    /// ```
    /// ```sh good
    /// docker ps -aq -f status=exited | xargs docker rm
    /// ```
    /// ```sh good
    /// docker rm -f web
    /// ```
    /// ```sh good
    /// docker rmi $(docker images -qf dangling=true)
    /// ```
    /// ```sh good
    /// docker inspect $(docker ps -aq)
    /// ```
    "CARO0808" "remove-every-container",
    Caution,
    Check::Command { programs: PROGRAMS, run: check }
}

const PROGRAMS: &[&str] = &[
    "docker rm",
    "docker rmi",
    "docker stop",
    "docker kill",
    "docker container rm",
    "docker container stop",
    "docker container kill",
    "docker image rm",
    "docker service rm",
    "docker stack rm",
    "podman rm",
    "podman rmi",
    "podman stop",
    "podman kill",
    "podman pod rm",
    "podman container rm",
    "podman image rm",
    "nerdctl rm",
    "nerdctl rmi",
    "nerdctl stop",
    "nerdctl kill",
    "crictl",
    "ctr",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    let facts = command.facts();
    let crictl = command.program.as_deref() == Some("crictl") || command.program.as_deref() == Some("ctr");
    let sub = if crictl {
        command
            .operands()
            .find_map(|it| it.literal().filter(|it| matches!(*it, "rm" | "rmp" | "rmi" | "stop" | "stopp")))
    } else {
        facts.last().map(|it| it.name)
    };
    let Some(sub) = sub else { return };
    let all = switched(command, 'a', "all").filter(|_| sub != "inspect").map(|it| it.span);
    let by_list = takes_all(command, sink, lists_all);
    if !by_list && all.is_none() {
        return;
    }
    let span = all.filter(|_| !by_list).unwrap_or(whole(command));
    let volumes = command.has_flag('v', "volumes") && sub == "rm";
    let images = sub == "rmi" || facts.get(1).is_some_and(|it| it.name == "image");
    let message = match sub {
        _ if images => "deletes every image of this machine",
        "stop" | "kill" | "stopp" => "stops every container of this machine, also those of others",
        _ if volumes => "deletes every container of this machine with its unnamed volumes",
        _ => "deletes every container of this machine, also those of others",
    };
    let raw = sink.report(span, message.to_owned());
    if volumes {
        raw.level(Level::Danger);
    }
    let body = sink.body();
    let suppliers = listing::suppliers(&body, command);
    let lister = suppliers.iter().filter_map(|it| it.first()).find(|it| lists_all(it) && it.facts().len() > 1);
    if let Some(lister) = lister {
        let (title, filter) = match sub {
            _ if images => ("Only those that have no name", "--filter dangling=true"),
            "rm" => ("Only those that have ended", "--filter status=exited"),
            _ => return,
        };
        sink.choice(title, edits::with(lister, filter));
    }
}

/// Whether a command lists every container, image or service.
fn lists_all(command: &Command) -> bool {
    let engine = matches!(command.program.as_deref(), Some("docker" | "podman" | "nerdctl" | "crictl" | "ctr"));
    let filtered = command.has_flag('f', "filter")
        || command.has_flag('l', "latest")
        || command.has_flag('n', "last")
        || command.has_flag('\0', "name");
    let lists = command.facts().last().is_some_and(|it| matches!(it.name, "ps" | "images" | "ls"))
        || command.operands().any(|it| matches!(it.literal(), Some("ps" | "pods" | "images" | "ls")));
    engine && lists && !filtered && command.own_operands().count() <= usize::from(command.facts().len() < 2)
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn lists_come_by_substitution_xargs_and_loops() {
        check_marks("sudo docker stop `docker ps -q`\n#    ^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0808\n");
        check_marks("docker rm -vf $(docker ps -a -q)\n#mark 0 0 32 CARO0808\n");
    }

    #[test]
    fn a_loop_is_a_list() {
        check_marks(
            "for c in $(docker ps -aq); do docker rm -f \"$c\"; done\n#                             ^^^^^^^^^^^^^^^^^ CARO0808\n",
        );
        check_marks(
            "docker ps -a | grep old | awk '{print $1}' | xargs docker rm\ndocker images -q myapp | xargs docker rmi\n",
        );
    }
}
