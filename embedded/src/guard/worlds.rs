//! Tools of a world of their own: who speaks of everyday files means no cluster and no container, and what is no service
//! is not switched off as one.

use crate::asked::Asked;
use crate::literals::Form;

/// Programs, and how the words begin of which a request must hold one to mean them.
const WORLDS: &[(&str, &str)] = &[
    (
        "kubectl",
        "kube k8s cluster pod deploy namespace configmap config-map statefulset daemonset ingress rollout cronjob \
         replica pvc persistent svc node manifest context cordon uncordon",
    ),
    ("helm", "helm kube k8s cluster chart"),
    ("docker", "docker podman container conatiner image imgs compose registry volume network"),
    ("podman", "docker podman container image compose registry volume network pod"),
    ("terraform", "terraform tf infrastructure"),
];

/// What is switched on and off, but not by a unit of its name.
const NO_SERVICES: &str = "selinux ipv6 ipv4 swap firewall wifi wlan internet password passwords root login logins logging \
    touchpad sleep suspend hibernation aslr keyboard sound screensaver history autocomplete colors colour color beep bell";

/// Whether a request speaks of the world that a command is of.
pub(super) fn names_world(asked: &Asked<'_>, command: &str) -> bool {
    let steps = || command.split(['|', ';', '&', '(']).map(|it| it.trim_start().trim_start_matches("sudo "));
    let says = |begins: &str| {
        let word = |it: &str| begins.split_whitespace().any(|begin| it.starts_with(begin));
        asked.tokens.iter().any(|it| it.text.to_lowercase().split(['/', '.', '-', '_']).any(word))
    };
    let in_world = |word: &str| {
        // A secret that is only read may be a cluster's.
        let read = word == "kubectl" && !super::changes(command) && says("secret");
        read || WORLDS.iter().filter(|it| it.0 == word).all(|it| says(it.1))
    };
    // Log files have lines, and no commits.
    let log_files = asked.tokens.windows(2).any(|it| it[0].text.eq_ignore_ascii_case("log") && it[1].is("file"));
    // Nor is a namespace that has a name all of them.
    let one_namespace = asked
        .tokens
        .windows(2)
        .any(|it| it[0].text.eq_ignore_ascii_case("namespace") && it[1].form == Form::Word && it[1].concept.is_empty());
    let all_namespaces = |it: &str| it.starts_with("kubectl ") && it.contains(" -A");
    steps().all(|it| !(one_namespace && all_namespaces(it)))
        && steps().all(|it| !(log_files && it.starts_with("git log")))
        && command.split([' ', '(']).all(in_world)
        && steps().all(|it| !sources_data(it))
        && (steps().all(|it| !switches_thing(it)) || says("service unit daemon"))
}

/// Whether a command asks the service manager for what is no service.
fn switches_thing(step: &str) -> bool {
    let Some(rest) = step.strip_prefix("systemctl ") else { return false };
    rest.split(' ').skip(1).any(|word| NO_SERVICES.split_whitespace().any(|it| word.eq_ignore_ascii_case(it)))
}

/// Whether the shell would run a file that is no script.
fn sources_data(step: &str) -> bool {
    const DATA: [&str; 11] =
        [".patch", ".diff", ".yml", ".yaml", ".json", ".toml", ".sql", ".csv", ".xml", ".tf", ".log"];
    let file = step.strip_prefix(". ").or_else(|| step.strip_prefix("source "));
    file.is_some_and(|file| {
        !file.trim_end().contains(' ') && DATA.iter().any(|it| file.trim_end().trim_matches('\'').ends_with(it))
    })
}

#[cfg(test)]
mod tests {
    use crate::{Request, propose};

    fn commands(text: &str) -> Vec<String> {
        propose(&Request { text, ..Request::default() }).into_iter().map(|it| it.command).collect()
    }

    #[test]
    fn everyday_words_mean_no_cluster() {
        for text in [
            "delete all files in /var/www",
            "delete all resources in /var/www",
            "remove resources in a.txt",
            "apply changes.patch",
            "list all resources",
            "show all events",
            "list services",
            "lete all log files in /var/log",
        ] {
            let all = commands(text);
            let of_world =
                |it: &String| ["kubectl", "docker", "helm", "git log"].iter().any(|program| it.contains(program));
            assert!(!all.iter().any(of_world), "{text}: {all:?}");
            assert!(!all.iter().any(|it| it.starts_with(". ")), "{text}: {all:?}");
        }
    }

    #[test]
    fn a_word_of_the_world_is_enough() {
        for (text, command) in [
            ("list pods", "kubectl get pods"),
            ("apply manifest app.yml", "kubectl apply -f app.yml"),
            ("list containers", "docker ps"),
        ] {
            assert_eq!(commands(text).first().map(String::as_str), Some(command), "{text}");
        }
    }

    #[test]
    fn what_is_no_service_is_not_switched_as_one() {
        for text in ["disable selinux", "enable selinux", "stop selinux", "disable ipv6", "disable the firewall"] {
            let all = commands(text);
            assert!(!all.iter().any(|it| it.contains("systemctl")), "{text}: {all:?}");
        }
        assert_eq!(commands("disable nginx").first().map(String::as_str), Some("sudo systemctl disable nginx"));
    }
}
