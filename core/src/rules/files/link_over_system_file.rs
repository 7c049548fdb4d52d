//! CARO0140: a link replaces a file that everything needs.

use super::{deletes, precious};
use crate::rules::{Check, Level, Sink, paths};
use crate::script::{Command, Word};

rule! {
    /// Replaces a file that everything needs by a link.
    ///
    /// `ln -sf` deletes what is there. When the link's target is missing, is moved or is empty, no program starts or nobody
    /// gets in. Packages have `update-alternatives` and `dpkg-divert` for this.
    ///
    /// To decide: Is the link's target always there, also before other disks are mounted, and who puts the file back?
    ///
    /// ```sh bad
    /// sudo ln -sf /opt/glibc/lib/libc.so.6 /lib/x86_64-linux-gnu/libc.so.6
    /// ```
    /// ```sh fixed
    /// sudo ln -si /opt/glibc/lib/libc.so.6 /lib/x86_64-linux-gnu/libc.so.6
    /// ```
    /// ```sh bad
    /// ln -sf /dev/null /etc/passwd
    /// ```
    /// ```sh bad
    /// ln -sfn /srv/bin /usr/bin
    /// ```
    /// ```sh fixed
    /// ln -sin /srv/bin /usr/bin
    /// ```
    /// ```sh good
    /// ln -sf /usr/bin/python3 /usr/local/bin/python
    /// ```
    /// ```sh good
    /// ln -sf ../run/resolvconf/resolv.conf /etc/resolv.conf
    /// ```
    /// ```sh good
    /// ln -s /opt/glibc/lib/libc.so.6 build/lib/
    /// ```
    "CARO0140" "link-over-system-file",
    Danger,
    Check::Command { programs: &["ln", "gln"], run: check }
}

fn check(ln: &Command, sink: &mut Sink<'_>) {
    if !ln.has_flag('f', "force") || deletes::is_package_script(sink.chunk()) {
        return;
    }
    let words: Vec<&Word> = ln.operands().collect();
    let [.., source, link] = &*words else { return };
    let whole =
        ln.flags().any(|it| it.is('n', "no-dereference") || it.is('T', "no-target-directory") || it.is('h', ""));
    let known = deletes::sure_paths(link, sink);
    for path in &known {
        let path = paths::reach(path).0;
        if precious::is_kernel(&path) {
            return;
        }
        if precious::is_needed(&path) || precious::is_loaded(&path) {
            // Another shell for `/bin/sh` is a choice that some make.
            let shell = matches!(&*path, "/bin/sh" | "/usr/bin/sh" | "/sbin/init")
                && sink
                    .possible(source, |it| it.ends_with("sh") || it.contains("systemd") || it.contains("busybox"))
                    .is_some();
            let raw = sink.report(link.span, format!("replaces `{path}`, which the system needs, by a link"));
            if shell {
                raw.level(Level::Caution);
            }
            offer_asking(ln, sink);
            return;
        }
        let folder = paths::loss(&path).filter(|it| whole && it.starts_with("`/") && !it.contains("home"));
        if let Some(loss) =
            folder.filter(|_| !matches!(&*path, "/opt" | "/srv" | "/mnt" | "/media" | "/var/www" | "/usr/local"))
        {
            sink.report(link.span, format!("replaces {loss} by a link, where it is a link already"));
            offer_asking(ln, sink);
            return;
        }
    }
}

/// Offers to ask before something is replaced.
fn offer_asking(ln: &Command, sink: &mut Sink<'_>) {
    let Some(flag) = ln.flag('f', "force") else { return };
    let new = match sink.text(flag.span) {
        "f" => "i",
        "-f" => "-i",
        "--force" => "--interactive",
        _ => return,
    };
    let edits = vec![(flag.span, new.to_owned())];
    sink.choice("Ask before the file is replaced: where nobody answers, it stays", edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn a_link_into_a_folder_is_ordinary() {
        check_marks(
            "ln -sf tool /usr/local/bin\nln -sf x /etc/alternatives/editor\nln -sf \"$root/lib/libc.so.6\" \"$root\"/lib64/\n",
        );
        check_marks("ln -sf bash /bin/sh\n#           ^^^^^^^ CARO0140\n");
    }
}
