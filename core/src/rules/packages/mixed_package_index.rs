//! CARO1108: a private package can be replaced by a public one of the same name.

use crate::rules::{Check, Sink};
use crate::script::Command;

rule! {
    /// Installs a stranger's package when it has the name of a private one and a higher version.
    ///
    /// `--extra-index-url` asks both indexes and takes the highest version, whoever published it. Use one index that
    /// mirrors the other (`--index-url`), or pin versions with hashes. Well-known public indexes are silent.
    ///
    /// To decide: Which packages come from which index, and are the private names taken on the public one too?
    ///
    /// ```sh bad
    /// pip install --extra-index-url https://pypi.example.org/simple shop-core
    /// ```
    /// ```sh fixed
    /// pip install --index-url https://pypi.example.org/simple shop-core
    /// ```
    /// ```sh bad
    /// pip config set global.extra-index-url https://pypi.example.org/simple
    /// ```
    /// ```sh fixed
    /// pip config set global.index-url https://pypi.example.org/simple
    /// ```
    /// ```sh good
    /// pip install --index-url https://pypi.example.org/simple shop-core
    /// ```
    /// ```sh good
    /// pip install torch --extra-index-url https://download.pytorch.org/whl/cpu
    /// ```
    /// ```sh good
    /// pip install --index-url https://test.pypi.org/simple/ --extra-index-url https://pypi.org/simple shop
    /// pip install --require-hashes --extra-index-url https://pypi.example.org/simple -r requirements.txt
    /// ```
    "CARO1108" "mixed-package-index",
    Caution,
    Check::Command { programs: &["pip", "pip3", "python3", "python", "uv"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let words = command.arguments();
    let says = |name: &str| words.iter().any(|it| it.literal() == Some(name));
    let by_module = matches!(command.program.as_deref(), Some("python3" | "python"));
    if by_module && !says("pip") || says("--require-hashes") || command.program.as_deref() == Some("uv") && !says("pip")
    {
        return;
    }
    let flag = words.iter().enumerate().find_map(|(at, it)| {
        let text = it.literal_prefix();
        let value = match text.strip_prefix("--extra-index-url") {
            Some("") => words.get(at + 1).cloned(),
            Some(_) => it.value_behind_sign(),
            None if says("config") && text.ends_with("extra-index-url") => words.get(at + 1).cloned(),
            None => None,
        };
        Some((it, value?))
    });
    let Some((word, value)) = flag else { return };
    // Over plain `http` another rule speaks.
    let texts: Vec<String> = sink.value(&value).shapes.iter().map(|it| it.text.to_string()).collect();
    if texts.iter().all(|it| is_public(it) || it.starts_with("http://")) {
        return;
    }
    sink.report(
        word.span,
        "a public package of the same name with a higher version is installed instead of a private one".to_owned(),
    );
    let written = sink.text(word.span).to_owned();
    if written.matches("extra-index-url").count() == 1 {
        let edits = vec![(word.span, written.replace("extra-index-url", "index-url"))];
        sink.choice("Ask only this index: it must have the public packages too", edits);
    }
}

/// Indexes where names belong to one owner and versions follow the public ones.
const PUBLIC: [&str; 14] = [
    "pypi.org",
    "test.pypi.org",
    "download.pytorch.org",
    "pypi.nvidia.com",
    "pypi.ngc.nvidia.com",
    "www.piwheels.org",
    "pypi.anaconda.org",
    "pypi.python.org",
    "pypi.tuna.tsinghua.edu.cn",
    "mirrors.aliyun.com",
    "wheels.vllm.ai",
    "abetlen.github.io",
    "huggingface.github.io",
    "storage.googleapis.com",
];

/// Whether an index is one of those.
fn is_public(address: &str) -> bool {
    let host = address.split_once("://").map_or("", |it| it.1).split('/').next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    PUBLIC.contains(&host) || host.ends_with(".nvidia.com") || host.ends_with(".pytorch.org")
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn siblings() {
        check_marks(
            "\
python3 -m pip install --extra-index-url=https://p.example.org/simple shop
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CARO1108
",
        );
    }
}
