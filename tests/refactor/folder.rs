//! A throw-away folder in which a small script runs, and what it left there.

use crate::cases::Input;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The programs that scripts may run; `rm` is our own.
const PROGRAMS: [&str; 28] = [
    "bash",
    "sh",
    "cat",
    "cp",
    "mv",
    "mkdir",
    "ls",
    "sort",
    "uniq",
    "wc",
    "grep",
    "sed",
    "touch",
    "basename",
    "dirname",
    "mktemp",
    "find",
    "head",
    "tail",
    "tr",
    "cut",
    "env",
    "printf",
    "diff",
    "chmod",
    "tee",
    "expr",
    "sha256sum",
];

/// Deletes only what lies below the folder it runs in, or in the one for temporary files.
const CAREFUL_RM: &str = r#"#!/bin/sh
operands=
for word do
    case $operands$word in
        -- | -?*) [ "$word" = -- ] && operands=: ;;
        "$TMPDIR"/* | :"$TMPDIR"/*)
            case $word in *..*) echo "rm refuses $word" >&2; exit 9 ;; esac ;;
        '' | : | /* | :/* | *..*) echo "rm refuses '$word'" >&2; exit 9 ;;
    esac
done
exec REAL_RM "$@"
"#;

/// Prints what it would do.
pub(crate) const PRINTS: &str = "#!/bin/sh\necho \"${0##*/} $*\"\n";

/// How long a script may take.
const LONGEST: Duration = Duration::from_secs(20);

/// What a script printed, returned and left behind.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: Option<i32>,
    /// Paths below its folder, with what files hold; folders end in `/`.
    pub(crate) tree: BTreeMap<String, String>,
    /// What is left in the folder for temporary files.
    pub(crate) left: usize,
}

impl Outcome {
    /// Whether nobody could tell the two apart; messages may differ.
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.stdout == other.stdout && self.status == other.status && self.tree == other.tree
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.tree.contains_key(path)
    }

    pub(crate) fn failed(&self) -> bool {
        self.status != Some(0)
    }
}

/// The folder; deleted with it.
pub(crate) struct Folder {
    base: PathBuf,
    words: Vec<String>,
}

/// Where a program lies on this machine.
fn find(program: &str) -> Option<PathBuf> {
    let folders = ["/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin"];
    folders.iter().map(|it| Path::new(it).join(program)).find(|it| it.exists())
}

pub(crate) fn can_run() -> bool {
    ["bash", "rm", "mktemp", "sha256sum"].iter().all(|it| find(it).is_some())
}

/// Whether bash can read a script; nothing of it runs.
pub(crate) fn is_readable(script: &str) -> bool {
    let mut command = Command::new("bash");
    command.args(["-n", "/dev/stdin"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("bash starts");
    // It may stop reading at an error.
    let _ = child.stdin.take().map(|mut it| it.write_all(script.as_bytes()));
    child.wait().is_ok_and(|it| it.success())
}

impl Folder {
    pub(crate) fn new(input: &Input, stubs: &[(&str, &str)]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("caro-refactor-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let base = std::env::temp_dir().join(name);
        for folder in ["work/fixed", "home", "temporary", "bin"] {
            fs::create_dir_all(base.join(folder)).expect("the temporary folder can be written");
        }
        let here = Self { base, words: input.words.iter().map(|it| (*it).to_owned()).collect() };
        for program in PROGRAMS {
            if let Some(real) = find(program) {
                symlink(real, here.base.join("bin").join(program)).expect("a link can be made");
            }
        }
        let real = find("rm").expect("there is an rm");
        here.program("rm", &CAREFUL_RM.replace("REAL_RM", &real.display().to_string()));
        for (name, text) in stubs {
            here.program(name, text);
        }
        for (path, text) in &input.files {
            let path = here.base.join("work").join(path.trim_end_matches('/'));
            match text {
                Some(text) => {
                    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder can be made");
                    match text.strip_prefix("-> ") {
                        Some(target) => symlink(target, path).expect("a link can be made"),
                        None => fs::write(path, text).expect("a file can be written"),
                    }
                }
                None => fs::create_dir_all(path).expect("a folder can be made"),
            }
        }
        here
    }

    fn program(&self, name: &str, text: &str) {
        let path = self.base.join("bin").join(name);
        // A link to the real program must not be written through.
        let _ = fs::remove_file(&path);
        fs::write(&path, text).expect("a program can be written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be made to run");
    }

    pub(crate) fn run(&self, script: &str) -> Outcome {
        let shell = if script.lines().next().is_some_and(|it| it == "#!/bin/sh") { "sh" } else { "bash" };
        let path = self.base.join("script");
        fs::write(&path, script).expect("the script can be written");
        let (out, err) = (self.base.join("out"), self.base.join("err"));
        let file = |path: &Path| Stdio::from(fs::File::create(path).expect("a file can be made"));
        let mut child = Command::new(self.base.join("bin").join(shell))
            .arg(&path)
            .args(&self.words)
            .current_dir(self.base.join("work"))
            .env_clear()
            .env("PATH", self.base.join("bin"))
            .env("HOME", self.base.join("home"))
            .env("TMPDIR", self.base.join("temporary"))
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(file(&out))
            .stderr(file(&err))
            .spawn()
            .expect("the shell starts");
        let start = Instant::now();
        let status = loop {
            match child.try_wait().expect("the shell can be asked") {
                Some(status) => break status.code(),
                None if start.elapsed() > LONGEST => {
                    child.kill().expect("the shell can be stopped");
                    panic!("it does not end:\n{script}");
                }
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
        let mut tree = BTreeMap::new();
        walk(&self.base.join("work"), "", &mut tree);
        tree.retain(|path, _| !path.starts_with("fixed/"));
        let left = fs::read_dir(self.base.join("temporary")).map_or(0, Iterator::count);
        // Where it ran is no difference.
        let here = self.base.display().to_string();
        Outcome { stdout: read(&out).replace(&here, ""), stderr: read(&err), status, tree, left }
    }
}

fn walk(folder: &Path, prefix: &str, tree: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().display());
        let path = entry.path();
        if entry.file_type().is_ok_and(|it| it.is_dir()) {
            tree.insert(format!("{name}/"), String::new());
            walk(&path, &format!("{name}/"), tree);
        } else {
            tree.insert(name, fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left is the system's to clean.
        let _ = fs::remove_dir_all(&self.base);
    }
}
