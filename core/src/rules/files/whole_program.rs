//! CARO0149: a whole program or site is deleted by its absolute path.

use super::deletes::{self, DELETERS};
use super::precious;
use crate::rules::{Check, Sink, paths};
use crate::script::Command;

rule! {
    /// Deletes all of a program, a site or a service's data that lies outside this project.
    ///
    /// Its settings and data go with it. Right in a script that uninstalls it; look twice elsewhere, and move it aside first.
    ///
    /// To decide: Is this the script that uninstalls it, and is a copy of its settings and data kept?
    ///
    /// ```sh bad
    /// sudo rm -rf /opt/legacy-agent
    /// ```
    /// ```sh fixed
    /// sudo rm -rI /opt/legacy-agent
    /// ```
    /// ```sh bad
    /// rm -rf /srv/old-site/
    /// ```
    /// ```sh good
    /// rm -rf /opt/app/releases/2023
    /// ```
    /// ```sh good
    /// rm -rf /usr/local/go
    /// ```
    /// ```sh good
    /// rm -f /opt/note.txt
    /// ```
    "CARO0149" "whole-program",
    Caution,
    Check::Command { programs: DELETERS, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(delete) = deletes::of(command, sink).filter(|it| it.recursive) else { return };
    if deletes::is_package_script(sink.chunk()) {
        return;
    }
    for word in &delete.words {
        let Some(text) = word.literal() else { continue };
        let (folder, everything) = paths::reach(text);
        let Some(inner) = folder.strip_prefix('/') else { continue };
        let known = paths::loss(text).is_some() || precious::kept(text).is_some();
        let name = ["opt/", "srv/", "var/lib/", "var/www/"].iter().find_map(|it| inner.strip_prefix(it));
        let fleeting = |it: &str| {
            it.contains("tmp")
                || it.contains("cache")
                || it.contains("build")
                || it.contains("test")
                || paths::is_glob(it)
        };
        if !known && !everything && name.is_some_and(|it| !it.contains('/') && !fleeting(it)) {
            sink.report(word.span, format!("deletes all of `{folder}`, its settings and data too"));
            deletes::offer_asking(command, sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_part_of_it_is_ordinary() {
        check_marks("rm -rf /srv/site/cache /var/lib/apt/lists/* /opt/build-1 /var/lib/cloud/*\n");
    }
}
