//! CARO0809: a project is taken down with its volumes.

use super::engines::{switched, values};
use crate::rules::names::{is_production, is_throwaway};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{AssignedValue, Command};

rule! {
    /// Deletes the volumes of the project: its databases and uploads, not only its containers.
    ///
    /// Without `-v` the containers go and the data stays. A project for tests, or one that a trap cleans up, is left alone.
    ///
    /// To decide: Can everything in these volumes be made again?
    ///
    /// ```sh bad
    /// docker compose down -v
    /// ```
    /// ```sh fixed
    /// docker compose down
    /// ```
    /// ```sh bad
    /// docker-compose -f compose.prod.yml down --volumes --remove-orphans
    /// ```
    /// ```sh fixed
    /// docker-compose -f compose.prod.yml down --remove-orphans
    /// ```
    /// ```sh good
    /// docker compose down --remove-orphans
    /// ```
    /// ```sh good
    /// docker compose -p itest down -v
    /// ```
    /// ```sh good
    /// docker compose up -d
    /// trap 'docker compose down -v' EXIT
    /// ```
    /// ```sh good
    /// docker compose -f docker-compose.test.yml down -v
    /// ```
    "CARO0809" "compose-down-volumes",
    Caution,
    Check::Command { programs: &["docker compose down", "podman compose down", "nerdctl compose down", "docker-compose down", "podman-compose down", "docker compose rm", "docker-compose rm"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(flag) = switched(command, 'v', "volumes") else { return };
    let span = flag.span;
    if command.facts().last().is_some_and(|it| it.name == "rm") {
        return;
    }
    let mut names: Vec<String> = Vec::new();
    for (short, long) in [
        ('f', "file"),
        ('p', "project-name"),
        ('\0', "profile"),
        ('c', "context"),
        ('\0', "env-file"),
        ('\0', "project-directory"),
        ('H', "host"),
    ] {
        names.extend(values(command, short, long, sink).into_iter().map(|it| it.1));
    }
    for name in ["COMPOSE_PROJECT_NAME", "COMPOSE_FILE", "DOCKER_CONTEXT", "DOCKER_HOST"] {
        let own = command.assignments.iter().find(|it| &*it.name.text == name).and_then(|it| it.value.as_ref());
        match own {
            Some(AssignedValue::Word(word)) => names.push(sink.sketch(word).text),
            _ => names.extend(sink.state().get(name).and_then(|it| it.text().map(str::to_owned))),
        }
    }
    let production = names.iter().any(|it| is_production(it));
    if !production && (names.iter().any(|it| is_throwaway(it)) || sink.is_later()) {
        return;
    }
    let raw =
        sink.report(span, "deletes the volumes of the project too: databases and uploads are nowhere else".to_owned());
    if production {
        raw.level(Level::Danger);
    }
    sink.choice("Keep the volumes", edits::without(command, flag));
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_file_says_what_the_project_is_for() {
        check_marks("export COMPOSE_PROJECT_NAME=ci-1\ndocker compose down -v\n");
        check_marks(
            "docker compose -f docker-compose.yml down -t 1 -v\n#                                              ^^ CARO0809\n",
        );
    }
}
