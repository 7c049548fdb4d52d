//! CARO1109: pip changes the Python that the system itself needs.

use crate::Span;
use crate::rules::{Check, Sink};
use crate::script::{Command, Word};

rule! {
    /// Replaces parts of the Python that the system's own programs use, and runs a stranger's setup as root.
    ///
    /// The package manager does not know of them; its next upgrade breaks one or the other. Use a virtual environment
    /// (`python3 -m venv`), `pipx`, or the package of the system.
    ///
    /// To decide: Who needs the package: one user, one program with a virtual environment of its own, or everybody by way of the system's package?
    ///
    /// ```sh bad
    /// sudo pip install requests
    /// ```
    /// ```sh fixed
    /// pip install --user requests
    /// ```
    /// ```sh bad
    /// sudo -H python3 -m pip install --upgrade pip
    /// ```
    /// ```sh fixed
    /// python3 -m pip install --user --upgrade pip
    /// ```
    /// ```sh bad
    /// doas pip3 uninstall -y requests
    /// ```
    /// ```sh fixed
    /// pip3 uninstall -y requests
    /// ```
    /// ```sh good
    /// pip install requests
    /// ```
    /// ```sh good
    /// sudo /opt/shop/venv/bin/pip install requests
    /// ```
    /// ```sh good
    /// sudo -u shop pip install --user requests
    /// sudo pip list
    /// sudo apt-get install -y python3-requests
    /// ```
    "CARO1109" "pip-as-root",
    Caution,
    Check::Command { programs: &["pip", "pip3", "python3", "python"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let mut words = command.arguments().iter();
    if matches!(command.program.as_deref(), Some("python3" | "python")) {
        let module = words.by_ref().find(|it| it.literal() == Some("-m")).and_then(|_| words.next());
        if module.and_then(Word::literal) != Some("pip") {
            return;
        }
    }
    let rest: Vec<&Word> = words.collect();
    let order = rest.iter().filter_map(|it| it.literal()).find(|it| !it.starts_with('-'));
    if !matches!(order, Some("install" | "uninstall")) || !is_root(command) {
        return;
    }
    let elsewhere = ["--user", "--target", "-t", "--prefix", "--root", "--dry-run", "--require-virtualenv", "--python"];
    let is_elsewhere = |it: &&Word| {
        let text = it.literal_prefix();
        elsewhere.iter().any(|it| text.split('=').next() == Some(it))
    };
    // A path names one Python of its own, such as that of a virtual environment.
    let name = command.words.get(command.head).map(Word::literal_prefix).unwrap_or_default();
    let variable = command.words.get(command.head).is_some_and(|it| it.literal().is_none());
    let own = name.contains('/') && !name.starts_with("/usr/bin/") && !name.starts_with("/bin/") || variable;
    if own || rest.iter().any(is_elsewhere) {
        return;
    }
    sink.report(command.name_span(), "changes the Python that the system's own programs use".to_owned());
    // Only where `sudo` is all that stands before it.
    let [wrapper] = &*command.wrappers else { return };
    let mut edits = vec![(Span::new(wrapper.span.start, command.name_span().start), String::new())];
    let order = command.words.iter().find(|it| it.literal() == Some("install"));
    edits.extend(order.map(|it| (Span::at(it.span.end), " --user".to_owned())));
    sink.choice("Install for this user only", edits);
}

/// Whether a wrapper makes it run as root.
fn is_root(command: &Command) -> bool {
    let roots = |it: &&crate::script::Wrapper| matches!(&*it.program, "sudo" | "doas" | "pkexec" | "run0");
    let Some(wrapper) = command.wrappers.iter().find(roots) else { return false };
    let user = wrapper.flags.iter().find(|it| it.is('u', "user")).and_then(|it| it.value.as_ref());
    user.is_none_or(|it| matches!(it.literal(), Some("root" | "#0")))
}

#[cfg(test)]
mod tests {
    use crate::rules::edits::tests::check_choices;
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
sudo env A=1 pip3 install --break-system-packages x
#            ^^^^ CARO1109
sudo -u shop pip install x
sudo ./venv/bin/python -m pip install x
sudo python3 setup.py build
",
        );
    }

    #[test]
    fn the_user_installs_for_himself() {
        check_choices("sudo -H pip3 install -U x\n", &["pip3 install --user -U x\n"]);
        check_choices("sudo env A=1 pip3 install x\n", &[]);
    }
}
