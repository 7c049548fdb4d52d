//! CARO0115: a folder is deleted that a service or the system keeps its things in.

use super::deletes::{self, DELETERS};
use super::precious;
use crate::rules::{Check, Level, Sink, paths};
use crate::script::{Command, PartKind};

rule! {
    /// Deletes the data or settings of a service, or what many programs share.
    ///
    /// Nothing but a backup brings `/var/lib/mysql` back, and a package that is installed again brings its defaults, not your
    /// settings. Stop the service, move the folder aside, and delete it when all works without.
    ///
    /// To decide: Is there a backup of it that somebody has restored from, and does any service still use it?
    ///
    /// ```sh bad
    /// systemctl stop mysql
    /// rm -rf /var/lib/mysql/*
    /// ```
    /// ```sh bad
    /// sudo rm -r /etc/nginx
    /// ```
    /// ```sh fixed
    /// sudo rm -I -r /etc/nginx
    /// ```
    /// ```sh bad
    /// rm -f /usr/bin/py*
    /// ```
    /// ```sh good
    /// rm -rf /var/lib/apt/lists/*
    /// ```
    /// ```sh good
    /// rm -rf /usr/local/go && tar -C /usr/local -xzf go.tar.gz
    /// ```
    /// ```sh good
    /// rm -f /etc/nginx/sites-enabled/default
    /// ```
    "CARO0115" "kept-folder",
    Danger,
    Check::Command { programs: DELETERS, run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let Some(delete) = deletes::of(command, sink) else { return };
    // A package's own script clears up behind its package.
    if deletes::is_package_script(sink.chunk()) {
        return;
    }
    for word in &delete.words {
        let known = deletes::sure_paths(word, sink);
        // A loop's variable is one of many names, and is looked at one by one.
        let globs = word.parts.iter().any(|it| matches!(it.kind, PartKind::Glob(_)) || deletes::is_split(it));
        let known = known.iter().filter(|it| paths::loss(it).is_none() && (globs || !paths::is_glob(it)));
        let mut worst: Option<(Level, String)> = None;
        for path in known {
            let found = precious::kept(path).filter(|_| delete.recursive || path.ends_with('*'));
            let said = match found {
                Some((level, what)) => (level, format!("deletes `{path}`: {what}")),
                None if precious::is_wide_in_system(path) && !precious::is_boot_file(path) => {
                    (Level::Danger, format!("deletes all that matches `{path}`, which is more than one program's"))
                }
                None => continue,
            };
            if worst.as_ref().is_none_or(|it| it.0 < said.0) {
                worst = Some(said);
            }
        }
        if let Some((level, message)) = worst {
            sink.report(word.span, message).level(level);
            deletes::offer_asking(command, sink);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_package_may_remove_its_own() {
        check_marks("if [ \"$1\" = purge ]; then rm -rf /var/lib/mysql; fi\n");
        check_marks("for f in /usr/bin/*-config; do test -L \"$f\" && rm -f \"$f\"; done\n");
        check_marks("case \"$1\" in purge) rm -rf /etc/nginx ;; esac\n");
    }

    #[test]
    fn a_path_may_come_from_elsewhere() {
        check_marks("d=/var/lib/docker\nsudo rm -rf \"$d\"\n#           ^^^^ CARO0115\n");
        check_marks(
            "rm -rf /var/lib/postgresql/15/main/pg_wal/archive_status\nrm -f /etc/nginx/conf.d/*.conf\nrm -rf /usr/share/doc/*\n",
        );
    }
}
