//! Small folders of pages of our own, packed in every way, broken in every way; and a disk that hangs.

use super::search_path;
use super::worker::{Answer, Question, Reader, Stamp, Worker};
use super::*;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PEEL: &str = "\
.TH PEEL 1
.SH NAME
peel \\- takes the skin off
.SH OPTIONS
.TP
\\fB\\-a\\fR, \\fB\\-\\-all\\fR
Takes all of it.
";

/// What `xz -9` makes of [`PEEL`].
const XZ: [u8; 156] = [
    0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04, 0xe6, 0xd6, 0xb4, 0x46, 0x02, 0x00, 0x21, 0x01, 0x1c, 0x00, 0x00,
    0x00, 0x10, 0xcf, 0x58, 0xcc, 0xe0, 0x00, 0x68, 0x00, 0x5f, 0x5d, 0x00, 0x17, 0x15, 0x05, 0x02, 0x02, 0x1c, 0x70,
    0x4e, 0xa8, 0x9d, 0x23, 0x1b, 0x55, 0x37, 0xf6, 0x4d, 0xdd, 0x81, 0x48, 0x66, 0x41, 0x4c, 0xe4, 0xe6, 0x1a, 0x41,
    0x57, 0xc9, 0x53, 0x64, 0x74, 0xfe, 0x41, 0x57, 0x6c, 0x50, 0x5e, 0xd3, 0xfd, 0xdd, 0x6e, 0x87, 0xf2, 0x93, 0x8c,
    0x66, 0xc1, 0xa8, 0xc4, 0x26, 0xeb, 0x40, 0xf3, 0x49, 0x38, 0x27, 0x21, 0x17, 0x83, 0x68, 0x4c, 0x5e, 0x0c, 0x53,
    0x15, 0xa8, 0x22, 0xe0, 0x20, 0x80, 0x88, 0x7c, 0x71, 0xc0, 0x51, 0x14, 0xd2, 0x01, 0x07, 0x01, 0xf1, 0x6b, 0x27,
    0xb8, 0x21, 0xb7, 0x16, 0x33, 0x6b, 0x5e, 0xce, 0xb4, 0x0b, 0xe2, 0xa0, 0x00, 0x00, 0x67, 0xb7, 0x53, 0x89, 0x70,
    0xb9, 0xbb, 0x41, 0x00, 0x01, 0x7b, 0x69, 0xea, 0xcc, 0x23, 0xd8, 0x1f, 0xb6, 0xf3, 0x7d, 0x01, 0x00, 0x00, 0x00,
    0x00, 0x04, 0x59, 0x5a,
];
/// The same, where the packer wants 512 MiB to unpack it.
const GREEDY_XZ: [u8; 156] = [
    0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04, 0xe6, 0xd6, 0xb4, 0x46, 0x02, 0x00, 0x21, 0x01, 0x22, 0x00, 0x00,
    0x00, 0x82, 0x40, 0xac, 0xdc, 0xe0, 0x00, 0x68, 0x00, 0x5f, 0x5d, 0x00, 0x17, 0x15, 0x05, 0x02, 0x02, 0x1c, 0x6d,
    0x11, 0x61, 0xab, 0x2a, 0x14, 0x16, 0x42, 0x08, 0xa7, 0xbd, 0x21, 0x3e, 0xd8, 0x1d, 0x25, 0x52, 0x3f, 0xec, 0xbd,
    0xf8, 0x09, 0xfa, 0x78, 0xaf, 0xed, 0xb1, 0x63, 0x73, 0x4c, 0x0b, 0x6c, 0xbe, 0xe4, 0xe7, 0xfd, 0x6f, 0x8b, 0xed,
    0x19, 0xcf, 0x9d, 0x8e, 0xc2, 0xe0, 0x54, 0xba, 0x85, 0x8f, 0x98, 0x2a, 0x58, 0xc7, 0x17, 0x74, 0xc1, 0x12, 0xcc,
    0x26, 0x4a, 0x60, 0x7c, 0x11, 0xec, 0x07, 0xa0, 0xf5, 0xae, 0x74, 0x8c, 0x95, 0x09, 0x4d, 0x22, 0x58, 0x89, 0x61,
    0x0f, 0xb2, 0xd8, 0x52, 0xe8, 0x11, 0xa9, 0xc3, 0x5b, 0xd9, 0xbb, 0xe0, 0x00, 0x00, 0x67, 0xb7, 0x53, 0x89, 0x70,
    0xb9, 0xbb, 0x41, 0x00, 0x01, 0x7b, 0x69, 0xea, 0xcc, 0x23, 0xd8, 0x1f, 0xb6, 0xf3, 0x7d, 0x01, 0x00, 0x00, 0x00,
    0x00, 0x04, 0x59, 0x5a,
];

/// Long enough for the slowest machine.
const LONG: Duration = Duration::from_mins(1);

/// A machine of its own: a folder of manuals, and a home.
struct Machine {
    folder: TempDir,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for it in ["man/man1", "man/man8", "home"] {
            fs::create_dir_all(folder.path().join(it)).unwrap();
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    fn pages(&self) -> Installed {
        let (man, home) = (self.path("man"), self.path("home"));
        Installed::found_by(move |name| match name {
            "MANPATH" => Some(man.clone().into_os_string()),
            "HOME" => Some(home.clone().into_os_string()),
            _ => None,
        })
    }

    fn manual(&self, name: &str) -> Option<Arc<Manual>> {
        self.pages().asking(LONG).manual(name)
    }
}

fn gz(text: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

fn bz2(text: &[u8]) -> Vec<u8> {
    let mut packer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

fn zst(text: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn a_page_is_read_however_it_is_packed() {
    let machine = Machine::new();
    machine.write("man/man1/a.1", PEEL);
    machine.write("man/man1/b.1.gz", gz(PEEL.as_bytes()));
    machine.write("man/man1/c.1.bz2", bz2(PEEL.as_bytes()));
    machine.write("man/man1/d.1.xz", XZ);
    machine.write("man/man8/e.8.zst", zst(PEEL.as_bytes()));
    machine.write("man/man1/f.1.gz", PEEL);
    machine.write("man/man1/latin.1", b".TH L 1\n.SH NAME\nl \\- caf\xe9\n");
    for (name, title) in [("a", "a(1)"), ("b", "b(1)"), ("c", "c(1)"), ("d", "d(1)"), ("e", "e(8)"), ("f", "f(1)")] {
        let manual = machine.manual(name).unwrap_or_else(|| panic!("{name} is not read"));
        assert_eq!(manual.title, title);
        assert_eq!(manual.summary, "takes the skin off");
        assert_eq!(manual.option("--all").unwrap().line, 6);
        assert!(manual.path.contains(&format!("/{name}.")));
    }
    assert_eq!(machine.manual("latin").unwrap().summary, "café");
}

#[test]
fn a_file_that_is_no_page_or_is_broken_says_nothing_or_less() {
    let machine = Machine::new();
    let many =
        format!("{PEEL}.TP\n\\-b\nB.\n.TP\n\\-c\nC.\n{}", "More words that are not the same 7 8 9.\n".repeat(400));
    let packed = gz(many.as_bytes());
    machine.write("man/man1/cut.1.gz", &packed[..packed.len() - 60]);
    machine.write("man/man1/whole.1.gz", &packed);
    machine.write("man/man1/bits.1.gz", [0x1f, 0x8b, 8, 0, 1, 2, 3]);
    machine.write("man/man1/old.1.Z", [0x1f, 0x9d, 0x90, 0, 0]);
    machine.write("man/man1/zeros.1", [0; 5000]);
    machine.write("man/man1/words.1", "no roff here\n");
    machine.write("man/man1/empty.1", "");
    machine.write("man/man1/greedy.1.xz", GREEDY_XZ);
    machine.write("man/man1/xz.1.xz", &XZ[..40]);
    machine.write("man/man1/bz.1.bz2", b"BZh91AY&SYgarbage that is none");
    machine.write("man/man1/zst.1.zst", [0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    fs::create_dir_all(machine.path("man/man1/folder.1")).unwrap();
    let whole = machine.manual("whole").unwrap();
    assert!(whole.is_whole && whole.options.len() == 3);
    let cut = machine.manual("cut").unwrap();
    assert!(!cut.is_whole && cut.option("-a").is_some());
    for name in ["bits", "old", "zeros", "words", "empty", "greedy", "xz", "bz", "zst", "folder", "nothing"] {
        assert_eq!(machine.manual(name), None, "{name}");
    }
}

#[test]
fn a_bomb_stops_at_four_megabytes() {
    let machine = Machine::new();
    let bomb = gz(format!("{PEEL}{}", "x\n".repeat(60 << 20)).as_bytes());
    assert!(bomb.len() < 1 << 20);
    machine.write("man/man1/bomb.1.gz", bomb);
    machine.write("man/man1/long.1", format!("{PEEL}{}", "x\n".repeat(3 << 20)));
    let source = unpack::read(&machine.path("man/man1/bomb.1.gz")).unwrap();
    assert!(!source.is_complete && source.bytes.len() as u64 <= unpack::LONGEST);
    let manual = machine.manual("bomb").unwrap();
    assert!(!manual.is_whole && manual.option("-a").is_some());
    assert_eq!(machine.manual("long"), None, "a file that is so long is not opened");
}

#[test]
fn a_redirect_leads_to_a_page_of_the_same_folder_and_not_round_and_round() {
    let machine = Machine::new();
    machine.write("man/man1/peel.1.gz", gz(PEEL.as_bytes()));
    machine.write("outside/man1/far.1", PEEL);
    for (name, target) in [
        ("a", "man1/peel.1"),
        ("b", "peel.1"),
        ("c", "man1/b.1"),
        ("loop", "man1/pool.1"),
        ("pool", "man1/loop.1"),
        ("self", "self.1"),
        ("up", "../../outside/man1/far.1"),
        ("up2", "man1/../../outside/man1/far.1"),
        ("other", "html/peel.1"),
        ("gone", "man1/none.1"),
    ] {
        machine.write(&format!("man/man1/{name}.1"), format!(".so {target}\n"));
    }
    let absolute = machine.path("outside/man1/far.1");
    machine.write("man/man1/absolute.1", format!(".so {}\n", absolute.display()));
    for name in ["a", "b", "c"] {
        let manual = machine.manual(name).unwrap_or_else(|| panic!("{name} leads nowhere"));
        assert_eq!((manual.title.as_str(), manual.options.len()), (format!("{name}(1)").as_str(), 1));
        assert!(manual.path.ends_with("peel.1.gz"));
    }
    for name in ["loop", "pool", "self", "up", "up2", "other", "gone", "absolute"] {
        assert_eq!(machine.manual(name), None, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_and_locked_files_are_no_trouble() {
    let machine = Machine::new();
    let folder = machine.path("man/man1");
    machine.write("man/man1/peel.1", PEEL);
    for (link, target) in [("link.1", "peel.1"), ("ring.1", "gnir.1"), ("gnir.1", "ring.1"), ("tty.1", "/dev/tty")] {
        std::os::unix::fs::symlink(target, folder.join(link)).unwrap();
    }
    machine.write("man/man1/locked.1", PEEL);
    fs::set_permissions(folder.join("locked.1"), std::os::unix::fs::PermissionsExt::from_mode(0o000)).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe.1")).status().is_ok_and(|it| it.success());
    let pages = machine.pages();
    let started = Instant::now();
    assert!(pages.asking(LONG).manual("link").is_some());
    for name in ["ring", "tty", "pipe"] {
        assert_eq!(pages.asking(LONG).manual(name), None, "{name}, {made}");
    }
    // Root may read it all the same.
    let _ = pages.asking(LONG).manual("locked");
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn sections_come_in_their_order_and_other_languages_not_at_all() {
    let machine = Machine::new();
    let page = |summary: &str| format!(".TH P 1\n.SH NAME\np \\- {summary}\n.SH OPTIONS\nNone.\n");
    machine.write("man/man8/p.8", page("eight"));
    machine.write("man/man1/p.1ssl.gz", gz(page("ssl").as_bytes()));
    machine.write("man/man1/q.1ssl", page("ssl"));
    machine.write("man/man1/q.1p", page("posix"));
    machine.write("man/man1/r.1posix", page("posix"));
    machine.write("man/man3/s.3", page("three"));
    machine.write("man/de/man1/t.1", page("deutsch"));
    machine.write("man/man1/[.1", page("bracket"));
    machine.write("man/man1/part.1", format!("{}.SH COMMANDS\n.TP\n\\fBadd\\fR\nAdds.\n", page("parts")));
    let summary = |name: &str| machine.manual(name).map(|it| format!("{} {}", it.title, it.summary));
    assert_eq!(summary("p").as_deref(), Some("p(8) eight"));
    assert_eq!(summary("q").as_deref(), Some("q(1ssl) ssl"));
    assert_eq!(summary("[").as_deref(), Some("[(1) bracket"));
    assert_eq!(summary("part:add").as_deref(), Some("part(1) Adds."));
    for name in ["r", "s", "t", "../man8/p", "man1/q", "part:remove", ""] {
        assert_eq!(summary(name), None, "{name}");
    }
}

fn variables<'a>(set: &'a [(&str, &str)]) -> impl Fn(&str) -> Option<OsString> + 'a {
    |name| set.iter().find(|it| it.0 == name).map(|it| it.1.into())
}

fn folders(set: &[(&str, &str)]) -> Vec<String> {
    let folders = search_path::manuals(&variables(set));
    folders
        .iter()
        .map(|it| it.display().to_string())
        .filter(|it| !it.contains("X11") && !it.contains("Library"))
        .collect()
}

#[cfg(unix)]
#[test]
fn folders_are_those_of_manpath_or_beside_path_and_the_usual_ones() {
    let usual = [
        "/usr/share/man",
        "/usr/man",
        "/home/a/.local/share/man",
        "/home/a/.local/man",
        "/usr/local/share/man",
        "/usr/local/man",
        "/opt/homebrew/share/man",
        "/opt/local/share/man",
    ];
    let path = ("PATH", "/usr/bin:/home/a/.local/bin:bin:.::/usr/bin");
    assert_eq!(folders(&[path]), usual);
    assert_eq!(folders(&[path, ("MANPATH", "")]), usual);
    assert_eq!(folders(&[path, ("MANPATH", "/a/man:/b:relative")]), ["/a/man", "/b"]);
    let with = |before: &[&str], after: &[&str]| {
        before.iter().chain(&usual).chain(after).map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(folders(&[path, ("MANPATH", "/a:")]), with(&["/a"], &[]));
    assert_eq!(folders(&[path, ("MANPATH", ":/a")]), with(&[], &["/a"]));
    assert_eq!(folders(&[path, ("MANPATH", "/a::/b")]), with(&["/a"], &["/b"]));
    let long = "/p/bin:".repeat(5000);
    assert!(folders(&[("PATH", &long)]).len() < 20);
}

#[test]
fn a_thousand_folders_in_path_cost_a_moment() {
    let machine = Machine::new();
    machine.write("man/man1/peel.1", PEEL);
    let mut path: Vec<PathBuf> = (0..1000).map(|it| machine.path(&format!("none{it}/bin"))).collect();
    path.insert(500, machine.path("bin"));
    for it in 0..200 {
        fs::create_dir_all(machine.path(&format!("some{it}/man/man1"))).unwrap();
        path.push(machine.path(&format!("some{it}/bin")));
    }
    let path = std::env::join_paths(path).unwrap();
    let pages = Installed::found_by(move |name| (name == "PATH").then(|| path.clone()));
    let started = Instant::now();
    assert!(pages.asking(LONG).manual("peel").is_some());
    assert_eq!(pages.asking(LONG).manual("no-such-page"), None);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

/// A disk that is slow, or hangs.
struct Slow(Duration);

impl Reader for Slow {
    fn answer(&mut self, question: &Question, _: Option<&Stamp>) -> Option<(Answer, Stamp)> {
        if *question == Question::Manual("slow".to_owned()) {
            std::thread::sleep(self.0);
        }
        assert_ne!(*question, Question::Manual("panics".to_owned()), "as a broken reader does");
        let manual = Manual::new("x(1)".to_owned(), String::new(), &caro_core::manual::Page::default(), true);
        Some((Answer::Manual(Arc::new(manual)), Stamp::new()))
    }
}

fn question(name: &str) -> Question {
    Question::Manual(name.to_owned())
}

#[test]
fn a_disk_that_hangs_keeps_nobody_waiting() {
    let worker = Worker::new(Slow(Duration::from_hours(1)));
    let started = Instant::now();
    assert!(worker.ask(question("slow"), PATIENCE).manual().is_none());
    for at in 0..1000 {
        assert!(worker.ask(question(&format!("p{at}")), PATIENCE).manual().is_none());
    }
    // Some waits are as long as patience lasts, until it is clear that the disk hangs.
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    let started = Instant::now();
    for at in 0..1000 {
        assert!(worker.ask(question(&format!("p{at}")), PATIENCE).manual().is_none());
    }
    assert!(started.elapsed() < Duration::from_millis(500), "{:?}", started.elapsed());
}

#[test]
fn a_page_that_comes_late_is_there_the_next_time() {
    let worker = Worker::new(Slow(Duration::from_millis(300)));
    assert!(worker.ask(question("slow"), Duration::from_millis(5)).manual().is_none());
    let until = Instant::now() + LONG;
    while worker.ask(question("slow"), Duration::ZERO).manual().is_none() {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_page_that_breaks_its_reader_breaks_nothing_else() {
    let worker = Worker::new(Slow(Duration::ZERO));
    assert!(worker.ask(question("panics"), LONG).manual().is_none());
    assert!(worker.ask(question("fine"), LONG).manual().is_some());
}

#[test]
fn a_request_waits_once_for_all_its_pages() {
    let pages = Installed { worker: Worker::new(Slow(Duration::from_hours(1))) };
    let asking = pages.asking(Duration::from_millis(40));
    let started = Instant::now();
    for at in 0..50 {
        assert!(asking.manual(if at == 0 { "slow" } else { "other" }).is_none());
    }
    assert!(started.elapsed() < Duration::from_millis(500), "{:?}", started.elapsed());
}

#[test]
fn what_changes_on_the_disk_is_seen_soon() {
    let machine = Machine::new();
    machine.write("man/man1/peel.1", PEEL);
    machine.write("home/.cache/tlrc/pages.en/common/peel.md", "- Peel:\n\n`peel apple`\n");
    let pages = machine.pages();
    let summary = || pages.asking(LONG).manual("peel").map(|it| it.summary.clone());
    let missing = || pages.asking(LONG).manual("pare").is_some();
    assert_eq!(summary().as_deref(), Some("takes the skin off"));
    assert!(!missing());
    machine.write("man/man1/peel.1", PEEL.replace("takes the skin off", "takes all the skin off"));
    machine.write("man/man1/pare.1", PEEL);
    let until = Instant::now() + LONG;
    while summary().as_deref() != Some("takes all the skin off") || !missing() {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_is_kept_has_a_bound() {
    let machine = Machine::new();
    let mut page = PEEL.to_owned();
    for at in 0..900 {
        let _ = write!(page, ".TP\n\\fB\\-\\-flag{at}\\fR\n{}\n", "word ".repeat(30));
    }
    for at in 0..40 {
        machine.write(&format!("man/man1/p{at}.1"), &page);
    }
    let pages = machine.pages();
    for at in 0..40 {
        assert!(pages.asking(LONG).manual(&format!("p{at}")).is_some());
        assert!(pages.size() <= 4 << 20);
    }
    assert!(pages.size() > 1 << 20);
    for at in 0..3000 {
        assert_eq!(pages.asking(LONG).manual(&format!("none{at}")), None);
    }
    assert!(pages.size() <= 4 << 20);
}

#[test]
fn the_caches_of_tldr_clients_are_found() {
    for folder in [
        ".cache/tldr/pages",
        ".cache/tealdeer/tldr-pages/pages.en",
        ".cache/tlrc/pages.en",
        "Library/Caches/tlrc/pages.en",
        ".local/share/tldr",
        ".local/share/tldr/tldr/pages",
        ".tldr/cache/pages",
        ".tldrc/tldr/pages",
    ] {
        let machine = Machine::new();
        machine.write(&format!("home/{folder}/common/git-push.md"), "- Send:\n\n`git push {{remote}}`\n");
        let example = machine.pages().asking(LONG).example("git-push", &[]);
        assert_eq!(example.map(|it| it.text).as_deref(), Some("git push remote"), "{folder}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_for_this_system_goes_before_one_for_all() {
    let machine = Machine::new();
    let page = |text: &str| format!("- It:\n\n`{text}`\n");
    for (platform, name) in [("common", "a"), ("linux", "a"), ("osx", "a"), ("osx", "b")] {
        machine.write(&format!("home/.cache/tlrc/pages.en/{platform}/{name}.md"), page(&format!("{name} {platform}")));
    }
    machine.write("home/.cache/tlrc/pages.de/common/c.md", page("c deutsch"));
    machine.write("home/.cache/tlrc/pages.en/common/big.md", page("x").repeat(10_000));
    let example = |name: &str| machine.pages().asking(LONG).example(name, &[]).map(|it| it.text);
    assert_eq!(example("a").as_deref(), Some("a linux"));
    for name in ["b", "c", "big", "../linux/a", "x:y"] {
        assert_eq!(example(name), None, "{name}");
    }
}

#[test]
fn the_pages_of_this_machine_can_be_asked() {
    // Whatever is installed, it answers, and knows no nonsense.
    let pages = of_this_machine().asking(LONG);
    assert_eq!(pages.manual("no-such-page-anywhere"), None);
    assert!(Path::new("/usr/share/man/man1/tar.1.gz").exists() <= pages.manual("tar").is_some());
}
