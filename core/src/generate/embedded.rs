//! The embedded generator as a source: `caro-embedded` proposes, what it says becomes candidates.

use super::merge::Merged;
use super::{Candidate, Request};
use crate::script::Dialect;
use crate::target::Platform;

/// The commands that a request can be composed to; with `readings` also those of its other readings.
pub(super) fn propose(request: &Request<'_>, readings: bool) -> Vec<Candidate> {
    let propose = if readings { caro_embedded::propose_all } else { caro_embedded::propose };
    asked(request).map(|it| propose(&it).into_iter().map(candidate).collect()).unwrap_or_default()
}

/// The same, with what was assumed.
pub(super) fn proposed(request: &Request<'_>, readings: bool) -> Vec<Merged> {
    let propose = if readings { caro_embedded::propose_all } else { caro_embedded::propose };
    asked(request).map(|it| propose(&it).into_iter().map(merged).collect()).unwrap_or_default()
}

/// What the generator says as a candidate.
fn candidate(answer: caro_embedded::Answer) -> Candidate {
    merged(answer).candidate
}

/// What the generator says, with what it assumed.
pub(super) fn merged(answer: caro_embedded::Answer) -> Merged {
    let caro_embedded::Answer { command, confidence, prose, assumed, .. } = answer;
    Merged { assumed, ..Merged::from(Candidate { command, confidence, prose, source: "embedded" }) }
}

/// The wishes of its corpus that are nearest to a request, with their commands.
pub(super) fn examples(request: &Request<'_>, most: usize) -> Vec<(String, String)> {
    asked(request).map(|it| caro_embedded::examples(&it, most)).unwrap_or_default()
}

/// A request as the generator takes it; `None` in a shell that it does not write.
pub(super) fn asked<'a>(request: &'a Request<'_>) -> Option<caro_embedded::Request<'a>> {
    let shell = match request.dialect {
        Dialect::Unsupported => return None,
        Dialect::Sh => caro_embedded::Shell::Posix,
        _ => caro_embedded::Shell::Bash,
    };
    let platform = match request.platform {
        Platform::Linux => caro_embedded::Platform::Linux,
        Platform::MacOs => caro_embedded::Platform::MacOs,
        Platform::Busybox => caro_embedded::Platform::Busybox,
        Platform::Posix => caro_embedded::Platform::Posix,
    };
    Some(caro_embedded::Request {
        text: request.text,
        shell,
        platform,
        variables: &request.variables,
        functions: &request.functions,
        above: request.above.as_deref(),
        names: request.names,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::explain::View;
    use crate::explain::script::{Topic, script};

    /// Whether the facts say that a command deletes files or changes them where they are.
    fn changes_by_the_facts(command: &str) -> bool {
        let document = Document::new(command, Dialect::Bash);
        let groups = script(&View::of(&document), None).groups;
        let in_place = |it: &str| it.ends_with(", changed in place");
        groups.iter().any(|it| match it.topic {
            Topic::Deletes => true,
            Topic::Writes => it.items.iter().any(|it| in_place(&it.text)),
            _ => false,
        })
    }

    /// Programs that the facts know to change what they are given, and that the generator does not write.
    /// The last are written only with a flag that changes nothing: `fdisk -l`, `fsck -n`.
    const NEVER_WRITTEN: &str = "7za 7zr 7zz blkdiscard cfdisk chcon ed ex file-rename perl-rename gchgrp gchmod gchown gmv grm \
        grmdir gshred gtouch gtruncate grub-install grub2-install mkdosfs mkexfatfs mkntfs mkreiserfs mkudffs nvim vi view vim \
        vimdiff visudo pvchange pvcreate pvremove pvresize vgcreate vgextend vgreduce restorecon sfdisk sgdisk gdisk \
        e2fsck fdisk fsck fsck.ext2 fsck.ext3 fsck.ext4 parted tune2fs";

    #[test]
    fn what_the_facts_say_changes_something_the_generators_guard_knows() {
        let is_known = |it: &&str| {
            caro_embedded::changes(&format!("{it} a")) || NEVER_WRITTEN.split_whitespace().any(|name| name == *it)
        };
        let changing: Vec<&str> =
            crate::knowledge::names().filter(|it| changes_by_the_facts(&format!("{it} a b"))).collect();
        let unknown: Vec<&&str> = changing.iter().filter(|it| !is_known(it)).collect();
        assert!(changing.len() > 30, "{changing:?}");
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
