//! CARO0307: a program gets a part of root's power, whoever starts it.

use crate::rules::{Check, Level, Sink, edits};
use crate::script::{Command, Word};

rule! {
    /// Gives a program a part of root's power that is as good as all of it, whoever starts it.
    ///
    /// An interpreter or shell with such a capability does for anyone what only root may do. Ports below 1024 need no more than
    /// `cap_net_bind_service`.
    ///
    /// To decide: Which one thing must this program do that only root may, and can a service do it for the program?
    ///
    /// ```sh bad
    /// setcap cap_setuid+ep /usr/bin/python3
    /// ```
    /// ```sh fixed
    /// setcap cap_net_bind_service=+ep /usr/bin/python3
    /// ```
    /// ```sh bad
    /// sudo setcap all=eip /usr/local/bin/tool
    /// ```
    /// ```sh fixed
    /// sudo setcap cap_net_bind_service=+ep /usr/local/bin/tool
    /// ```
    /// ```sh good
    /// setcap cap_net_bind_service=+ep /usr/bin/node
    /// ```
    /// ```sh good
    /// setcap -r /usr/bin/python3
    /// ```
    "CARO0307" "file-capability",
    Danger,
    Check::Command { programs: &["setcap"], run: check }
}

const AS_GOOD_AS_ROOT: [&str; 15] = [
    "cap_setuid",
    "cap_setgid",
    "cap_sys_admin",
    "cap_dac_override",
    "cap_dac_read_search",
    "cap_chown",
    "cap_fowner",
    "cap_sys_ptrace",
    "cap_sys_module",
    "cap_sys_rawio",
    "cap_setfcap",
    "cap_mknod",
    "cap_bpf",
    "cap_sys_chroot",
    "cap_linux_immutable",
];

fn check(command: &Command, sink: &mut Sink<'_>) {
    if command.has_flag('r', "") || command.has_flag('v', "") {
        return;
    }
    let words: Vec<&Word> = command.operands().collect();
    for pair in words.chunks(2) {
        let [capabilities, file] = pair else { continue };
        let is_bad = |it: &str| {
            let it = it.to_ascii_lowercase();
            it.starts_with("all")
                || it.starts_with('=') && it.len() > 1
                || AS_GOOD_AS_ROOT.iter().any(|name| it.contains(name))
        };
        let Some(text) = sink.possible(capabilities, is_bad) else { continue };
        let span = capabilities.span;
        let path = sink.text_of(file).unwrap_or_else(|| sink.text(file.span).to_owned());
        let name = path.trim_matches('"').rsplit('/').next().unwrap_or_default().to_owned();
        let all = text.starts_with("all") || text.starts_with('=');
        let runs_anything = [
            "python", "perl", "ruby", "node", "php", "lua", "bash", "sh", "dash", "zsh", "gdb", "vim", "tar", "java",
            "tclsh", "awk", "find", "cp", "cat",
        ];
        let plain = name.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.');
        let raw = sink.report(span, format!("`{text}` lets everyone who starts `{name}` do what only root may"));
        if !all && !runs_anything.contains(&plain) {
            raw.level(Level::Caution);
        }
        let title = "Give it only the right to open ports below 1024";
        sink.choice(title, edits::reworded(capabilities, "cap_net_bind_service=+ep"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn capabilities_are_weighed() {
        check_marks(
            "setcap 'cap_dac_override,cap_chown+ep' /usr/local/bin/x\n#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO0307\n",
        );
        check_marks("setcap cap_net_raw+ep /usr/bin/ping\nsetcap cap_net_admin,cap_net_raw+eip /usr/bin/dumpcap\n");
    }
}
