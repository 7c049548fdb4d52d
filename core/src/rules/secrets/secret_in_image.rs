//! CARO0511: a secret stays in an image.

use super::credentials::{is_placeholder, names_secret};
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Leaves a secret in the image: whoever pulls it can read the arguments of its build.
    ///
    /// `docker history` shows them. `--secret id=token,env=TOKEN` gives the build the same and leaves nothing behind.
    ///
    /// To decide: Who can pull this image, and does its build read the secret from `/run/secrets`?
    ///
    /// ```sh bad
    /// docker build --build-arg NPM_TOKEN="$NPM_TOKEN" -t app .
    /// ```
    /// ```sh fixed
    /// docker build --secret id=NPM_TOKEN,env=NPM_TOKEN -t app .
    /// ```
    /// ```sh bad
    /// podman build --build-arg DB_PASSWORD=vK9mQ2xTz .
    /// ```
    /// ```sh fixed
    /// podman build --secret id=DB_PASSWORD,env=DB_PASSWORD .
    /// ```
    /// ```sh good
    /// docker build --secret id=npm,env=NPM_TOKEN -t app .
    /// ```
    /// ```sh good
    /// docker build --build-arg VERSION="$VERSION" -t app .
    /// ```
    /// ```sh good
    /// docker build --build-arg TOKEN_URL=https://example.org .
    /// ```
    "CARO0511" "secret-in-image",
    Caution,
    Check::Command { programs: &["docker", "podman", "buildah", "nerdctl", "kaniko", "img"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for flag in command.flags().filter(|it| it.long.as_deref() == Some("build-arg")) {
        let Some(word) = &flag.value else { continue };
        let text = word.sketch();
        let (name, value) = text.split_once('=').unwrap_or((&text, "${…}"));
        if !names_secret(name) {
            continue;
        }
        let is_known = !value.contains("${") && !value.contains("$(");
        if is_known && is_placeholder(value) {
            continue;
        }
        let level = if is_known { Level::Caution } else { Level::Note };
        let message = format!("`{name}` stays in the image: `docker history` shows it to whoever pulls that");
        sink.report(word.span, message).level(level);
        let is_name = name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
        let docker = matches!(command.program.as_deref(), Some("docker" | "podman" | "buildah" | "nerdctl"));
        if docker && is_name && sink.text(flag.span).starts_with("--") {
            let title = "Give it to the build from the environment, for its `RUN --mount=type=secret`";
            let edit = (flag.span.cover(word.span), format!("--secret id={name},env={name}"));
            sink.choice(title, vec![edit]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Level;
    use crate::rules::tests::levels;

    #[test]
    fn a_variable_is_less() {
        assert_eq!(levels("docker buildx build --build-arg=GH_TOKEN=vK9mQ2xTz .\n"), [Level::Caution]);
        assert_eq!(levels("docker build --build-arg GH_TOKEN .\n"), [Level::Note]);
        assert_eq!(levels("docker build --build-arg HTTP_PROXY=$P --build-arg TOKEN=changeme .\n"), []);
    }
}
