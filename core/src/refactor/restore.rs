//! A rehearsal becomes the command that it was made from.

use super::rehearse::{MARK, read, rehearsed};
use super::{Draft, Scene};
use crate::Span;

refactoring! {
    /// Puts back the command that *Make it a rehearsal* kept in a comment, byte for byte.
    ///
    /// A rehearsal that was changed by hand since is left alone.
    ///
    /// ```sh before
    /// rsync --dry-run -a src/ /srv/www/ # caro: rehearsal of: rsync -a src/ /srv/www/
    /// ```
    /// ```sh after
    /// rsync -a src/ /srv/www/
    /// ```
    /// ```sh untouched
    /// rsync --dry-run -a src/ elsewhere/ # caro: rehearsal of: rsync -a src/ /srv/www/
    /// rsync --dry-run -a src/ /srv/www/
    /// ```
    "restore" "Make it real again", run
}

/// How far from its note a rehearsal may stand, in bytes.
const FARTHEST: usize = 1 << 16;

fn run(scene: &Scene<'_>, draft: &mut Draft) {
    let document = scene.document;
    let text = document.text();
    for chunk in document.chunks() {
        for comment in &chunk.body.comments {
            let words = comment.span.of(&chunk.body.text);
            let Some(at) = words.rfind(MARK) else { continue };
            let original = read(&words[at + MARK.len()..]);
            let Some(rehearsal) = rehearsed(&original, document.dialect()) else { continue };
            let note = Span::new(chunk.start + comment.span.start + at, chunk.start + comment.span.end);
            let line = text.line_to_byte(text.byte_to_line(note.start));
            let before = document.slice(Span::new(line, note.start));
            let (place, gone) = if before.trim().is_empty() {
                let next = (note.end + 1).min(text.len_bytes());
                let behind = document.slice(Span::new(next, next + FARTHEST));
                let Some(found) = behind.find(&rehearsal) else { continue };
                if behind[..found].contains('\n') {
                    continue;
                }
                (next + found, Span::new(line, next))
            } else {
                let from = note.start.saturating_sub(FARTHEST).max(chunk.start);
                let before = document.slice(Span::new(from, note.start));
                let Some(found) = before.rfind(&rehearsal) else { continue };
                if before[found + rehearsal.len()..].contains('\n') {
                    continue;
                }
                let blanks = before.len() - before.trim_end_matches(' ').len();
                (from + found, Span::new(note.start - blanks.min(1), note.end))
            };
            let place = Span::new(place, place + rehearsal.len());
            if place.cover(gone).overlaps(scene.selection) {
                draft.replace(place, original);
                draft.replace(gone, "");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::refactor::tests::refactored;

    #[test]
    fn there_and_back_changes_no_byte() {
        for script in [
            "rm -rf build\n",
            "  sudo rm -rf -- \"$X\"/* # nightly\n",
            "if git push origin main && true; then\n  :\nfi\n",
            "rsync -a \\\n  --delete \\\n  src/ dst/\necho\n",
            "cat <<E && rm -r 'a\\nb'\ntext # caro\nE\n",
            "terraform apply -auto-approve\n",
            "printf '%s\\0' a b | xargs -0 rm -f --\n",
            "find . -name '*.o' -delete\n",
            "find \"$d\" -name '*.tmp' -delete -o -type d -empty -delete\n",
            "tar -C /srv -xzf a.tgz\n",
            "rsync a b | \\\n  cat\n",
            "kubectl delete pod x",
            "case x in x) make -j4 install ;; esac\n",
            "rm a; echo b\n",
            "rm a\nrm b\n",
            "\tgpg\ta\r\tb\r",
            "\tgpg\t[\u{1}\0\0\0\0\0\0\u{4}\r\t\r",
            "rm a \\\r\n  b\r\n",
            "apt-get install -y \\\n  a-$v \\\n  $([ $v = 9.1 ] && echo b-$v) \\\n  c-$v\n",
            "echo '\n' ; sed -i.bak -e s/a/b/ \"$f\"\r\n",
        ] {
            let rehearsal = refactored("rehearse", script).unwrap_or_else(|| panic!("no rehearsal of {script}"));
            assert_ne!(rehearsal, script);
            assert_eq!(refactored("restore", &rehearsal).as_deref(), Some(script), "{rehearsal}");
        }
    }

    #[test]
    fn nothing_is_rehearsed_beside_what_acts() {
        for script in [
            "rsync -a src/ copy/ && rm -rf src\n",
            "rsync -a src/ copy/ &&\n  rm -rf src\n",
            "rsync -a src/ copy/; rm -rf src\n",
            "rsync -a src/ copy/; mv src old\n",
            "if rsync -a src/ copy/; then\n  mv src old\nfi\n",
            "if :; then :; elif ! git push; then\n  mytool\nfi\n",
            "until rsync -a src/ copy/; do\n  mytool\ndone\n",
            "{\n  rsync -a src/ copy/\n} && mytool\n",
            "{\n  rsync -av src/ copy/\n} > list\n",
            "rsync -av src/ copy/ > list\n",
            "rsync -av src/ copy/ |\n  while read -r it; do mytool \"$it\"; done\n",
            "moved=$(rsync -av src/ copy/)\n",
            "rm \"$(mytool)\"\n",
            "echo() { mytool; }\nrsync -a src/ copy/ && echo\n",
            "rsync -a src/ copy/ && printf x > y\n",
            "rsync -a src/ copy/ && sh -c 'echo x'\n",
            "find . -delete -exec rm {} \\;\n",
            "find . -name '*.o' -delete -o -fprint list\n",
            "find . -name x $ACTIONS -delete\n",
            "find \"$@\" -delete\n",
            "sed -i.bak -i s/a/b/ f\n",
        ] {
            assert_eq!(refactored("rehearse", script), None, "{script}");
        }
    }

    #[test]
    fn a_rehearsal_takes_the_programs_own_way() {
        for (script, rehearsal) in [
            ("terraform destroy -auto-approve -target=x", "terraform plan -destroy -target=x"),
            ("sudo apt-get install x", "sudo apt-get install --dry-run x"),
            ("tar xzf a.tgz", "tar tzf a.tgz"),
            ("kubectl -n web apply -f a.yaml", "kubectl -n web apply --dry-run=server -f a.yaml"),
            ("git clean -fdx", "git clean --dry-run -fdx"),
            ("helm upgrade web ./chart", "helm upgrade --dry-run web ./chart"),
            ("aws s3 sync a s3://b", "aws s3 sync --dryrun a s3://b"),
            ("make all", "make --dry-run all"),
            ("rsync a b | \\\n  cat", "# caro: rehearsal of: rsync a b\nrsync --dry-run a b | \\\n  cat"),
            ("cat a | xargs -0 rm -f --", "cat a | xargs -0 printf '%s\\n'"),
            (
                "find . -name '*.tmp' -delete -o -type d -empty -delete",
                "find . -name '*.tmp' -print -o -type d -empty -print",
            ),
            ("ansible-playbook site.yml", "ansible-playbook --check --diff site.yml"),
        ] {
            let made = refactored("rehearse", script).unwrap_or_else(|| panic!("no rehearsal of {script}"));
            assert!(made == rehearsal || made.starts_with(&format!("{rehearsal} # caro")), "{made}");
        }
    }
}
