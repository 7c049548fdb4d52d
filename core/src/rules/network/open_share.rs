//! CARO1315: a folder is shared with everyone who can reach this machine.

use crate::rules::acts::FileAct;
use crate::rules::{Check, Level, Sink, edits};

rule! {
    /// Shares a folder with every machine that can reach this one, to write in and as root.
    ///
    /// `*` in `/etc/exports` is everyone, and `no_root_squash` lets root over there be root in these files. Name the hosts or
    /// the network, and leave root squashed.
    ///
    /// To decide: Which hosts or which network need this folder, and do they have to write?
    ///
    /// ```sh bad
    /// echo '/srv *(rw,no_root_squash)' >> /etc/exports
    /// ```
    /// ```sh fixed
    /// echo '/srv *(ro)' >> /etc/exports
    /// ```
    /// ```sh bad
    /// echo '/home 0.0.0.0/0(rw,sync)' | sudo tee -a /etc/exports
    /// ```
    /// ```sh fixed
    /// echo '/home 0.0.0.0/0(ro,sync)' | sudo tee -a /etc/exports
    /// ```
    /// ```sh good
    /// echo '/srv 10.0.0.0/24(rw,sync)' >> /etc/exports
    /// ```
    /// ```sh good
    /// echo '/srv/pub *(ro,all_squash)' >> /etc/exports
    /// ```
    /// ```sh good
    /// echo '/srv *(rw,no_root_squash)' >> notes.txt
    /// ```
    "CARO1315" "open-share",
    Danger,
    Check::File { run: check }
}

fn check(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    let Some(contents) = act.contents.as_ref().filter(|_| act.kind.writes()) else { return };
    if sink.possible(act.path, |it| it == "/etc/exports" || it.starts_with("/etc/exports.d/")).is_none() {
        return;
    }
    let open = contents.shapes.iter().flat_map(|it| it.text.lines()).find_map(open_to_all);
    let Some(options) = open.map(str::to_owned) else { return };
    let root = options.contains("no_root_squash");
    let (who, level) = if root { ("and be root in it", Level::Danger) } else { ("and change it", Level::Caution) };
    sink.report(act.span, format!("every machine that can reach this one may mount the folder {who}")).level(level);
    let tame = options.replace(",no_root_squash", "").replace("no_root_squash,", "").replace("no_root_squash", "ro");
    let tame = tame.replace("(rw", "(ro").replace(",rw", ",ro");
    sink.choice("Let others read, and nobody be root in it", edits::only(&options, &tame, sink));
}

/// What a line of exports lets everyone do, when that is more than reading.
fn open_to_all(line: &str) -> Option<&str> {
    let is_all = |it: &&str| {
        let (host, options) = it.split_once('(').unwrap_or((it, ""));
        matches!(host, "*" | "0.0.0.0/0" | "" | "::/0")
            && options.split([',', ')']).any(|it| it == "rw" || it == "no_root_squash")
    };
    line.split_whitespace().skip(1).find(is_all).filter(|_| !line.trim_start().starts_with('#'))
}
