//! CARO0130: a system folder or a whole home is moved away.

use super::{deletes, precious};
use crate::flow::Folder;
use crate::rules::{Check, Level, Sink, paths};
use crate::script::{Command, Word};

rule! {
    /// Moves the system or a home away, as written or when a variable is empty.
    ///
    /// Without `/usr` or `/lib` no command runs, also not the one that moves it back. Copy first, and switch with one rename
    /// from a rescue system.
    ///
    /// To decide: Which programs or people need the folder at its old place while this runs and after it?
    ///
    /// ```sh bad
    /// sudo mv /usr /mnt/big/usr
    /// ```
    /// ```sh fixed
    /// sudo cp -a /usr /mnt/big/usr
    /// ```
    /// ```sh bad
    /// SRC=$1
    /// mv "$SRC"/* /srv/archive/
    /// ```
    /// ```sh fixed
    /// SRC=$1
    /// mv "${SRC:?}"/* /srv/archive/
    /// ```
    /// ```sh bad
    /// mv ~ /mnt/old-home
    /// ```
    /// ```sh fixed
    /// cp -a ~ /mnt/old-home
    /// ```
    /// ```sh good
    /// mv /etc/nginx/nginx.conf /etc/nginx/nginx.conf.bak
    /// ```
    /// ```sh good
    /// mv ~/Downloads/*.iso /srv/images/
    /// ```
    /// ```sh good
    /// mv * ../old/
    /// ```
    "CARO0130" "move-system-folder",
    Danger,
    Check::Command { programs: &["mv", "gmv"], run: check }
}

fn check(mv: &Command, sink: &mut Sink<'_>) {
    let mut words: Vec<&Word> = mv.operands().collect();
    if !mv.has_flag('t', "target-directory") {
        words.pop();
    }
    // Another rule says what becomes of it there.
    if mv.operands().last().and_then(Word::literal) == Some("/dev/null") {
        return;
    }
    for word in words {
        let shapes = deletes::paths_of(word, sink);
        let found = shapes.iter().filter_map(|it| Some((it, it.text()?))).find_map(|(shape, text)| {
            let loss = paths::loss(text).or_else(|| {
                let (level, what) = precious::kept(text)?;
                (level == Level::Danger && !text.contains('*') && shape.empty.is_none())
                    .then(|| format!("`{text}`, {what}"))
            })?;
            // What lies here, in a home or in a mounted disk may be put elsewhere piece by piece.
            let fine = loss.contains("current folder") || loss.contains("folder above") || {
                let (folder, all) = paths::reach(text);
                all && (folder == "~"
                    || folder.starts_with("/home/")
                    || matches!(
                        &*folder,
                        "/mnt" | "/media" | "/srv" | "/opt" | "/run" | "/var/www" | "/var/log" | "/home"
                    ))
                    || matches!(&*folder, "/opt" | "/srv" | "/snap" | "/var/www" | "/var/log")
            };
            (!fine || shape.empty.is_some() && text.starts_with('/')).then(|| (loss, shape.clone()))
        });
        let Some((loss, shape)) = found else { continue };
        if let Folder::Unsure(_) = sink.state().folder
            && !shape.text.starts_with(['/', '~'])
        {
            continue;
        }
        match &shape.empty {
            None => {
                sink.report(word.span, format!("moves {loss} away"));
                if let Some(edits) = deletes::copied(mv) {
                    sink.choice("Copy it, and leave the original where it is", edits);
                }
            }
            Some(empty) => {
                let raw = sink.report(word.span, format!("moves {loss} away when {}", empty.when()));
                if let Some(place) = empty.place {
                    raw.related(place, format!("`{}` gets its value here", empty.name));
                }
                sink.stop_when_empty(word);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_target_may_be_a_system_folder() {
        check_marks("sudo mv tool /usr/local/bin\nmv a.conf /etc/\nmv \"$x\" ~/\n");
        check_marks("d=/lib64\nmv $d /tmp/\n#  ^^ CARO0130\n");
        check_marks("mv -t /tmp /etc\n#          ^^^^ CARO0130\n");
        check_marks("mv /bin/* /tmp/x/\n#  ^^^^^^ CARO0130\n");
    }
}
