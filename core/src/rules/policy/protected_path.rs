//! CARO0001: a path that the policy protects is deleted or overwritten.

use crate::policy::covers;
use crate::rules::acts::{ActKind, FileAct};
use crate::rules::policy::allowed::plain;
use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Deletes or overwrites what your policy protects.
    ///
    /// `protected_paths` in `.caro.toml` or in your own `config.toml` names what must stay: each path with all below
    /// it, as patterns. Without such a line this rule is silent. The examples take `/vault` to be protected.
    ///
    /// To decide: whether this path is still worth protecting; if so, write elsewhere.
    ///
    /// ```sh bad
    /// rm /vault/list.txt
    /// ```
    /// ```sh bad
    /// echo new > /vault/list.txt
    /// ```
    /// ```sh good
    /// cat /vault/list.txt
    /// ```
    /// ```sh good
    /// rm /srv/other/list.txt
    /// ```
    "CARO0001" "protected-path",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let verb = match act.kind {
        ActKind::Deletes => "deletes",
        ActKind::Overwrites => "overwrites",
        _ => return,
    };
    // What `--delete` deletes lies where it copies to.
    let copies = |it: &&Command| it.program.as_deref() == Some("rsync");
    let target = act.command.filter(copies).and_then(|it| it.operands().last());
    if target.is_some_and(|it| it.span != act.path.span) {
        return;
    }
    let protecting = sink.policy.layers.iter().flat_map(|it| it.protected_paths.iter().map(move |path| (it, path)));
    let mut shapes = None;
    for (layer, pattern) in protecting {
        let shapes = shapes.get_or_insert_with(|| sink.paths(act.path));
        let hit = shapes.iter().filter(|it| it.empty.is_none() || it.open).find_map(|shape| {
            // Whatever follows: below a folder it is protected all the same.
            let text = plain(&format!("{}{}", shape.text, if shape.open { "x" } else { "" }));
            let is_hit = covers(pattern, &text)
                || act.recursive && act.kind == ActKind::Deletes && !shape.open && holds(&text, pattern);
            is_hit.then(|| shape.text.clone())
        });
        if let Some(path) = hit {
            let message = format!("{verb} `{path}`: `{}` protects `{pattern}`", layer.name);
            sink.report(act.span, message);
            return;
        }
    }
}

/// Whether a pattern speaks of something in a folder.
fn holds(folder: &str, pattern: &str) -> bool {
    if matches!(folder, "." | "*") {
        return !pattern.starts_with(['/', '~']);
    }
    let folder = folder.strip_suffix("/*").unwrap_or(folder).trim_end_matches('/');
    pattern.strip_prefix(folder).is_some_and(|it| it.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_lose_a_protected_path_is_seen() {
        check_marks("D=/vault\nrm -rf \"$D\"/sub\n#      ^^^^^^^^ CARO0001\n");
        check_marks("cd / || exit\nrm -rf vault\n#      ^^^^^ CARO0001\n");
        check_marks("sudo rm \"/vault/$1\"\n#       ^^^^^^^^^^^ CARO0001\n");
        check_marks("cp a /vault/../vault/a\nrm -rf /vault2\n#mark 0 5 22 CARO0001\n");
        check_marks("ls /vault >> log; mkdir -p /vault/new\nrsync -a --delete /vault/ /mnt/usb/\n");
    }
}
