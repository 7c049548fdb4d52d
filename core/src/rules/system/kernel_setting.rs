//! CARO0615: a setting takes a protection of the kernel away, or makes it crash.

use crate::Span;
use crate::rules::acts::FileAct;
use crate::rules::{Check, Level, Sink};
use crate::script::Command;

rule! {
    /// Takes a protection of the kernel away, or lets a small failure stop the machine.
    ///
    /// Leave the setting as it is, or set it for the one test that needs it and back behind it.
    ///
    /// To decide: Which one test or program needs this, and when is it set back?
    ///
    /// ```sh bad
    /// sysctl -w kernel.randomize_va_space=0
    /// ```
    /// ```sh fixed
    /// sysctl -w kernel.randomize_va_space=2
    /// ```
    /// ```sh bad
    /// echo 0 > /proc/sys/kernel/yama/ptrace_scope
    /// ```
    /// ```sh fixed
    /// echo 1 > /proc/sys/kernel/yama/ptrace_scope
    /// ```
    /// ```sh bad
    /// echo 'net.ipv4.tcp_syncookies = 0' >> /etc/sysctl.conf
    /// ```
    /// ```sh fixed
    /// echo 'net.ipv4.tcp_syncookies = 1' >> /etc/sysctl.conf
    /// ```
    /// ```sh good
    /// sysctl -w net.ipv4.ip_forward=1 vm.swappiness=10
    /// ```
    /// ```sh good
    /// sync; echo 3 > /proc/sys/vm/drop_caches
    /// ```
    /// ```sh good
    /// sysctl kernel.randomize_va_space
    /// echo 'kernel.randomize_va_space = 2' > /etc/sysctl.d/50-hard.conf
    /// ```
    "CARO0615" "kernel-setting",
    Danger,
    Check::Several(&[Check::Command { programs: &["sysctl"], run: check }, Check::File { run: check_file }])
}

/// Setting, value, what it does, level.
const SETTINGS: [(&str, &str, &str, Level); 16] = [
    (
        "kernel.randomize_va_space",
        "0",
        "puts programs at fixed addresses, which makes every hole in them easy to use",
        Level::Danger,
    ),
    (
        "kernel.yama.ptrace_scope",
        "0",
        "lets every program read the memory of the user's other programs",
        Level::Caution,
    ),
    ("kernel.kptr_restrict", "0", "shows the kernel's addresses to everyone", Level::Caution),
    ("kernel.unprivileged_bpf_disabled", "0", "lets everyone load programs into the kernel", Level::Caution),
    ("kernel.modules_disabled", "1", "takes no more modules until the next start", Level::Caution),
    ("kernel.exec-shield", "0", "lets data be run as code", Level::Danger),
    (
        "vm.mmap_min_addr",
        "0",
        "lets programs use the lowest address, which makes holes of the kernel easy to use",
        Level::Danger,
    ),
    ("vm.panic_on_oom", "1", "stops the machine when memory is full", Level::Caution),
    ("vm.panic_on_oom", "2", "stops the machine when memory is full", Level::Caution),
    ("net.ipv4.tcp_syncookies", "0", "lets anyone block the network with half-open connections", Level::Danger),
    (
        "net.ipv4.icmp_echo_ignore_broadcasts",
        "0",
        "answers to whole networks, which helps attacks on others",
        Level::Caution,
    ),
    (
        "net.ipv4.conf.all.accept_source_route",
        "1",
        "lets senders choose the way of their packets, around the firewall",
        Level::Danger,
    ),
    ("net.ipv4.conf.all.accept_redirects", "1", "lets neighbours lead the traffic elsewhere", Level::Caution),
    ("fs.protected_symlinks", "0", "lets others lead programs to wrong files in `/tmp`", Level::Danger),
    ("fs.protected_hardlinks", "0", "lets others keep and use programs that were removed", Level::Danger),
    ("fs.suid_dumpable", "1", "lets programs of root leave their memory in files", Level::Caution),
];

/// What a setting does; `None` where it is harmless.
fn judge(setting: &str, value: &str) -> Option<(&'static str, Level)> {
    let setting = setting.trim().trim_start_matches('-').replace('/', ".").replace(".default.", ".all.");
    let value = value.trim();
    SETTINGS.iter().find(|it| it.0 == setting && it.1 == value).map(|it| (it.2, it.3))
}

/// The value by which a setting protects, in the order of the settings.
const SAFE: [&str; 16] = ["2", "1", "1", "1", "0", "1", "65536", "0", "0", "1", "1", "0", "0", "1", "1", "0"];

/// Offers the value that protects, where one of these texts of the script gives the other one behind the setting's name.
fn protect(texts: &[Span], does: &str, sink: &mut Sink<'_>) {
    let Some((setting, safe)) = SETTINGS.iter().zip(SAFE).find(|it| it.0.2 == does) else { return };
    let edits = texts.iter().find_map(|span| {
        let text = sink.text(*span);
        let before = text.rfind(setting.0).map_or(0, |it| it + setting.0.len());
        let rest = text.get(before..)?;
        let at = rest.rfind(setting.1).filter(|at| {
            // The value alone, not a digit of another one.
            let around = [rest[..*at].chars().next_back(), rest[at + setting.1.len()..].chars().next()];
            around.iter().flatten().all(|it| !it.is_alphanumeric() && *it != '.')
        })?;
        let start = span.start + before + at;
        Some((Span::new(start, start + setting.1.len()), safe.to_owned()))
    });
    sink.choice(&format!("Keep the protection: `{safe}`"), edits.into_iter().collect());
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let written = command.flag_value('w', "write");
    for word in command.operands().chain(written) {
        let value = sink.value(word);
        let found = value.texts().find_map(|it| {
            let (setting, value) = it.split_once('=')?;
            judge(setting, value)
        });
        if let Some((does, level)) = found {
            sink.report(word.span, does.into()).level(level);
            protect(&[word.span], does, sink);
        }
    }
}

fn check_file(act: &FileAct<'_>, sink: &mut Sink<'_>) {
    if !act.kind.writes() {
        return;
    }
    let Some(path) = sink.possible(act.path, |it| {
        it.starts_with("/proc/sys/") || it == "/etc/sysctl.conf" || it.starts_with("/etc/sysctl.d/")
    }) else {
        return;
    };
    let texts = super::later::written(act, sink);
    let found = texts.iter().find_map(|text| match path.strip_prefix("/proc/sys/") {
        Some(setting) => judge(setting, text),
        None => text.lines().filter_map(|it| it.split_once('=')).find_map(|it| judge(it.0, it.1)),
    });
    if let Some((does, level)) = found {
        sink.report(act.span, does.into()).level(level);
        let texts: Vec<Span> = act.command.iter().flat_map(|it| it.operands()).map(|it| it.span).collect();
        protect(&texts, does, sink);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn every_way_to_set_counts() {
        check_marks("sysctl -qw fs.protected_symlinks=0\n#          ^^^^^^^^^^^^^^^^^^^^^^^ CARO0615\n");
        check_marks(
            "echo 0 | sudo tee /proc/sys/kernel/randomize_va_space\n#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0615\n",
        );
        check_marks("cat > /etc/sysctl.d/9.conf <<E\nvm.mmap_min_addr=0\nE\n#mark 0 4 26 CARO0615\n");
        check_marks("sysctl -w kernel/yama/ptrace_scope=0\n#         ^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0615\n");
        check_marks(
            "sysctl -p\nsysctl -w net.core.somaxconn=1024\necho 1 > /proc/sys/net/ipv4/ip_forward\nsysctl -w vm.overcommit_memory=1\n",
        );
    }
}
