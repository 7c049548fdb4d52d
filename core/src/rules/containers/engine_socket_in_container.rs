//! CARO0803: a container can command the container engine.

use super::engines::{RUN, mounts};
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Lets a container start any other one, with any folder of this machine: who gets in there is root here.
    ///
    /// `:ro` changes nothing, since a socket is spoken to, not written. A proxy that lets only some requests through is safer.
    ///
    /// To decide: Which requests does this container need, and would a proxy that lets only those through do?
    ///
    /// ```sh bad
    /// docker run -d -v /var/run/docker.sock:/var/run/docker.sock portainer/portainer-ce
    /// ```
    /// ```sh bad
    /// docker run -v /run/containerd/containerd.sock:/c.sock:ro tools
    /// ```
    /// ```sh good
    /// docker run -d -p 80:80 nginx
    /// ```
    /// ```sh good
    /// docker -H unix:///var/run/docker.sock ps
    /// ```
    /// ```sh good
    /// docker run -v /var/run/app.sock:/app.sock app
    /// ```
    "CARO0803" "engine-socket-in-container",
    Caution,
    Check::Command { programs: RUN, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    for mount in mounts(command, sink) {
        let source = &*mount.source;
        let name = source.rsplit('/').next().unwrap_or_default();
        let is_socket =
            matches!(name, "docker.sock" | "containerd.sock" | "podman.sock" | "crio.sock" | "dockershim.sock");
        if is_socket || matches!(source, "/var/run" | "/run") {
            sink.report(
                mount.span,
                "what runs in this container can start any other, and so is root on this machine".to_owned(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_socket_is_known_by_its_name() {
        check_marks(
            "podman run --mount type=bind,src=\"$XDG_RUNTIME_DIR\"/podman/podman.sock,dst=/s x\n#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0803\n",
        );
    }
}
