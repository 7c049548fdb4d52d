//! The small scripts, with what they are given: input on which nothing may change, and input on which it gets better.

use crate::folder::{Outcome, PRINTS};

/// What a script is given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Input {
    pub(crate) words: Vec<&'static str>,
    /// Files with their contents, `-> target` for a link, and folders without.
    pub(crate) files: Vec<(&'static str, Option<&'static str>)>,
}

/// Whether the second outcome is better than the first.
type Better = fn(&Outcome, &Outcome) -> bool;

/// A script and its inputs.
pub(crate) struct Case {
    pub(crate) refactoring: &'static str,
    pub(crate) script: &'static str,
    pub(crate) good: Input,
    pub(crate) bad: Vec<(Input, Better)>,
    /// Programs that stand in for real ones.
    pub(crate) stubs: &'static [(&'static str, &'static str)],
    /// What the user puts into the script afterwards.
    pub(crate) filled_in: fn(String) -> String,
}

fn case(refactoring: &'static str, script: &'static str, good: Input) -> Case {
    Case { refactoring, script, good, bad: Vec::new(), stubs: &[], filled_in: |it| it }
}

fn given(words: &[&'static str]) -> Input {
    Input { words: words.to_vec(), files: Vec::new() }
}

impl Input {
    fn file(mut self, path: &'static str, text: &'static str) -> Self {
        self.files.push((path, Some(text)));
        self
    }

    fn folder(mut self, path: &'static str) -> Self {
        self.files.push((path, None));
        self
    }
}

impl Case {
    fn bad(mut self, input: Input, better: Better) -> Self {
        self.bad.push((input, better));
        self
    }

    fn with(mut self, stubs: &'static [(&'static str, &'static str)]) -> Self {
        self.stubs = stubs;
        self
    }
}

pub(crate) fn all() -> Vec<Case> {
    let mut cases = quotes();
    cases.extend(ends_of_options());
    cases.extend(guards());
    cases.extend(folders());
    cases.extend(temporary_files());
    cases.extend(loops());
    cases.extend(downloads());
    cases.extend(arrays());
    cases.extend(spellings());
    cases.extend(strict());
    cases
}

fn quotes() -> Vec<Case> {
    const NAME: &str = "quote-expansions";
    vec![
        case(
            NAME,
            "mkdir copies\nfor f in *.txt; do cp $f copies/; done\nls copies\n",
            given(&[]).file("a.txt", "1").file("b.txt", "2"),
        )
        .bad(given(&[]).file("a b.txt", "1"), |was, is| !was.has("copies/a b.txt") && is.has("copies/a b.txt")),
        case(NAME, "#!/bin/sh\nmkdir -p $1/logs\necho now > $1/logs/now\n", given(&["site"]))
            .bad(given(&["my site"]), |was, is| !was.has("my site/logs/now") && is.has("my site/logs/now")),
        case(NAME, "cat $@\n", given(&["a", "b"]).file("a", "1").file("b", "2"))
            .bad(given(&["a b"]).file("a b", "both"), |was, is| was.failed() && is.stdout == "both"),
        case(NAME, "#!/bin/sh\n[ -f $1 ] && echo yes || echo no\n", given(&["a"]).file("a", ""))
            .bad(given(&["a b"]).file("a b", ""), |was, is| was.stdout == "no\n" && is.stdout == "yes\n"),
        case(NAME, "cd $(dirname $1)\nls\n", given(&["sub/x"]).file("sub/x", ""))
            .bad(given(&["my sub/x"]).file("my sub/x", ""), |was, is| was.stdout != "x\n" && is.stdout == "x\n"),
        case(NAME, "#!/bin/sh\nif [ $1 = yes ]; then echo ok; else echo no; fi\n", given(&["yes"]))
            .bad(given(&[""]), |was, is| !was.stderr.is_empty() && is.stderr.is_empty() && is.stdout == "no\n"),
        case(NAME, "wc -l < $1\ngrep -c x $1\n", given(&["a"]).file("a", "x\n"))
            .bad(given(&["a b"]).file("a b", "x\n"), |was, is| was.failed() && is.stdout.ends_with("1\n")),
        case(NAME, "read -r name < name\ntouch $name.log\n", given(&[]).file("name", "one\n"))
            .bad(given(&[]).file("name", "one two\n"), |was, is| {
                was.has("one") && !is.has("one") && is.has("one two.log")
            }),
        case(NAME, "#!/bin/sh\nmv $1 $2\n", given(&["a", "b"]).file("a", "1"))
            .bad(given(&["a b", "c d"]).file("a b", "1"), |was, is| was.failed() && is.has("c d")),
        case(NAME, "printf '%s\\n' $1\n", given(&["word"]))
            .bad(given(&["*"]).file("x", ""), |was, is| was.stdout == "fixed\nx\n" && is.stdout == "*\n"),
        case(
            NAME,
            "#!/bin/sh\nsave() {\n    cp $1 $1.old\n}\nsave $1\n[ -d $1.d ] || mkdir $1.d\n",
            given(&["a"]).file("a", "1"),
        )
        .bad(given(&["a b"]).file("a b", "1"), |_, is| is.has("a b.old") && is.has("a b.d/")),
        case(
            NAME,
            "dir=sub\nls $dir/*.txt ${dir}/x\necho $dir | tee $dir/out\n",
            given(&[]).file("sub/a.txt", "").file("sub/x", ""),
        ),
    ]
}

fn ends_of_options() -> Vec<Case> {
    const NAME: &str = "end-of-options";
    vec![
        case(NAME, "for f in *; do [ -f \"$f\" ] && cat \"$f\"; done\n", given(&[]).file("a", "1\n"))
            .bad(given(&[]).file("-n", "text\n"), |was, is| was.stdout != "text\n" && is.stdout == "text\n"),
        case(NAME, "rm -f *.old\n", given(&[]).file("a.old", "").file("b", ""))
            .bad(given(&[]).file("-x.old", ""), |was, is| was.has("-x.old") && !is.has("-x.old")),
        case(NAME, "#!/bin/sh\ncp \"$1\" copy\n", given(&["a"]).file("a", "1"))
            .bad(given(&["-x"]).file("-x", "1"), |was, is| !was.has("copy") && is.has("copy")),
        case(NAME, "grep \"$1\" log\n", given(&["b"]).file("log", "a -v\nb\n"))
            .bad(given(&["-v"]).file("log", "a -v\nb\n"), |was, is| was.stdout != "a -v\n" && is.stdout == "a -v\n"),
        case(NAME, "#!/bin/sh\nmkdir \"$1\"\n", given(&["new"]))
            .bad(given(&["-p"]), |was, is| was.failed() && is.has("-p/")),
        case(NAME, "cd \"$1\" && ls\n", given(&["sub"]).file("sub/x", ""))
            .bad(given(&["-x"]).file("-x/y", ""), |was, is| was.failed() && is.stdout == "y\n"),
        case(NAME, "wc -c *.txt | head -n 1\n", given(&[]).file("a.txt", "12"))
            .bad(given(&[]).file("--x.txt", "12"), |was, is| was.stdout.is_empty() && is.stdout == "2 --x.txt\n"),
        case(NAME, "chmod 600 *[ab]\nmv \"$1\" \"$2\"\n", given(&["a", "b"]).file("a", "1"))
            .bad(given(&["-a", "-b"]).file("-a", "1"), |was, is| was.has("-a") && is.has("-b")),
    ]
}

fn guards() -> Vec<Case> {
    const NAME: &str = "guard-variables";
    const DELETE: &str = "guarded-delete";
    vec![
        case(
            NAME,
            "#!/bin/sh\nrm -rf \"build/$1\"\necho done\n",
            given(&["cache"]).file("build/cache/x", "").file("build/kept", ""),
        )
        .bad(given(&[""]).file("build/kept", ""), |was, is| {
            !was.has("build/kept") && is.has("build/kept") && is.failed()
        }),
        case(NAME, "cd \"$1\"\nls > list\n", given(&["sub"]).folder("sub"))
            .bad(given(&[""]), |was, is| was.has("list") && !is.has("list") && is.failed()),
        case(NAME, "#!/bin/sh\necho x > \"out/$1\"\necho done\n", given(&["a"]).folder("out"))
            .bad(given(&[]).folder("out"), |was, is| was.stdout == "done\n" && is.stdout.is_empty() && is.failed()),
        case(
            NAME,
            "name=$(cat name)\nfind \"data/$name\" -name '*.o' -delete\n",
            given(&[]).file("name", "a\n").file("data/a/x.o", "").file("data/b/y.o", ""),
        )
        .bad(given(&[]).file("name", "").file("data/b/y.o", ""), |was, is| {
            !was.has("data/b/y.o") && is.has("data/b/y.o")
        }),
        case(NAME, "f() {\n    rm -r \"sub/$1\"\n}\nf \"$1\"\n", given(&["x"]).file("sub/x/y", "").file("sub/z", ""))
            .bad(given(&[""]).file("sub/z", ""), |was, is| !was.has("sub/z") && is.has("sub/z")),
        // Here `rm` only prints: with an empty folder the script as it was names the root.
        case(DELETE, "DIR=$1\nrm -rf $DIR/*\n", given(&["build"]).file("build/a", "").file("build/b", ""))
            .with(&[("rm", PRINTS)])
            .bad(given(&[""]), |was, is| was.stdout.starts_with("rm -rf /") && is.stdout.is_empty() && is.failed()),
        case(DELETE, "#!/bin/sh\nrm -rf \"$1\"/\n", given(&["build"]))
            .with(&[("rm", PRINTS)])
            .bad(given(&[]), |was, is| was.stdout == "rm -rf /\n" && is.stdout.is_empty() && is.failed()),
        case(DELETE, "#!/bin/sh\nrm -f ${1}/tmp-*/*.o\n", given(&["build"]).file("build/tmp-1/x.o", ""))
            .with(&[("rm", PRINTS)])
            .bad(given(&["a b"]).file("a b/tmp-1/x.o", ""), |was, is| {
                was.stdout != is.stdout && is.stdout.contains("a b/tmp-1/x.o")
            }),
        case(DELETE, "out=$(cat root)\nrm -r \"$out/lib\" \"$out/bin\"\n", given(&[]).file("root", "out\n"))
            .with(&[("rm", PRINTS)])
            .bad(given(&[]).file("root", ""), |was, is| was.stdout == "rm -r /lib /bin\n" && is.stdout.is_empty()),
    ]
}

fn folders() -> Vec<Case> {
    const NAME: &str = "guard-cd";
    vec![
        case(NAME, "#!/bin/sh\ncd \"$1\"\ntouch made\nls\n", given(&["sub"]).folder("sub"))
            .bad(given(&["missing"]), |was, is| was.has("made") && !is.has("made") && is.failed()),
        case(
            NAME,
            "clean() {\n    cd \"$1\"\n    rm -f ./*.o\n}\nclean sub\necho next\n",
            given(&[]).file("sub/x.o", "").file("y.o", ""),
        )
        .bad(given(&[]).file("y.o", ""), |was, is| !was.has("y.o") && is.has("y.o") && is.stdout == "next\n"),
        case(NAME, "#!/bin/sh\n(cd \"$1\"; touch made)\necho next\n", given(&["sub"]).folder("sub"))
            .bad(given(&["missing"]), |was, is| was.has("made") && !is.has("made") && is.stdout == "next\n"),
        case(NAME, "for d in one two; do cd $d; touch x; cd ..; done\n", given(&[]).folder("one").folder("two"))
            .bad(given(&[]).folder("two"), |was, is| was.has("x") && !is.has("x")),
        case(NAME, "files=$(cd \"$1\"; ls)\necho \"$files\"\n", given(&["sub"]).file("sub/x", ""))
            .bad(given(&["missing"]), |was, is| was.stdout == "fixed\n" && is.stdout == "\n"),
        case(
            NAME,
            "if [ -n \"$1\" ]; then\n    cd \"$1\" > out 2>&1\nfi\necho x > made\n",
            given(&["sub"]).folder("sub"),
        )
        .bad(given(&["missing"]), |was, is| was.has("made") && !is.has("made")),
    ]
}

fn temporary_files() -> Vec<Case> {
    const NAME: &str = "temporary-files";
    vec![
        case(
            NAME,
            "#!/bin/sh\nsort names > /tmp/sorted.txt\nuniq -c /tmp/sorted.txt\n",
            given(&[]).file("names", "b\na\nb\n"),
        )
        .bad(
            given(&[]).file("names", "x\n").file("kept", "precious").file("fixed/sorted.txt", "-> ../kept"),
            |was, is| was.tree["kept"] != "precious" && is.tree["kept"] == "precious" && is.left == 0,
        ),
        case(
            NAME,
            "mkdir -p \"/tmp/build.$$\"\ncp names \"/tmp/build.$$/names\"\nls \"/tmp/build.$$\"\n",
            given(&[]).file("names", "a\n"),
        )
        .bad(given(&[]).file("names", "a\n"), |_, is| is.left == 0 && is.stdout == "names\n"),
        case(
            NAME,
            "LIST=/tmp/list.$$\ntrap 'rm -f \"$LIST\"' EXIT\nls > \"$LIST\"\nwc -l < \"$LIST\"\n",
            given(&[]).file("a", ""),
        )
        .bad(given(&[]), |_, is| is.left == 0 && is.status == Some(0)),
        case(
            NAME,
            "#!/bin/sh\ntee /tmp/first < names\nsort /tmp/first > /tmp/second.txt\ncat /tmp/second.txt\nexit 3\n",
            given(&[]).file("names", "b\na\n"),
        )
        .bad(given(&[]).file("names", "b\n"), |_, is| is.left == 0 && is.status == Some(3)),
        case(NAME, "now() {\n    echo here > /tmp/now\n    cat /tmp/now\n}\nnow\nrm /tmp/now\n", given(&[]))
            .bad(given(&[]), |_, is| is.left == 0),
    ]
}

fn loops() -> Vec<Case> {
    const NAME: &str = "loop-over-files";
    vec![
        case(NAME, "for f in $(ls *.txt); do\n    wc -c \"$f\"\ndone\n", given(&[]).file("a.txt", "1").file("b.txt", ""))
            .bad(given(&[]).file("a b.txt", "1"), |was, is| was.failed() && is.stdout == "1 a b.txt\n")
            .bad(given(&[]), |_, is| is.stdout.is_empty()),
        case(NAME, "#!/bin/sh\ncd sub\nfor f in `ls`; do echo \"[$f]\"; done\n", given(&[]).file("sub/a", "").file("sub/b", ""))
            .bad(given(&[]).file("sub/a b", ""), |was, is| was.stdout == "[a]\n[b]\n" && is.stdout == "[a b]\n"),
        case(NAME, "for f in $(ls sub/); do echo \"[$f]\"; cat \"sub/$f\"; done\n", given(&[]).file("sub/a", "1\n"))
            .bad(given(&[]).file("sub/a b", "1\n"), |was, is| was.failed() && is.stdout == "[a b]\n1\n"),
        case(
            NAME,
            "count=0\nfor f in $(find sub -name '*.txt'); do\n    count=$((count + 1))\n    cp \"$f\" .\ndone\necho $count\n",
            given(&[]).file("sub/a.txt", "1").file("sub/x/b.txt", "2"),
        )
        .bad(given(&[]).file("sub/a b.txt", "1"), |was, is| was.stdout == "2\n" && is.stdout == "1\n" && is.has("a b.txt")),
        case(
            NAME,
            "for f in $(find sub -type f); do\n    cat > /dev/null\n    head -n 1 \"$f\"\ndone\n",
            given(&[]).file("sub/a", "1\n"),
        )
        .bad(given(&[]).file("sub/a b", "1\n").file("sub/c d", "1\n"), |was, is| was.stdout.is_empty() && is.stdout == "1\n1\n"),
        case(NAME, "for d in $(ls -d */)\ndo\n\techo \"$d\"\ndone\n", given(&[]).folder("a"))
            .bad(given(&[]).folder("a b"), |_, is| is.stdout == "a b/\nfixed/\n"),
        case(
            NAME,
            "for f in $(find . -name '*.o' 2>/dev/null); do rm \"$f\"; done\necho left: *\n",
            given(&[]).file("x.o", "").file("sub/y.o", ""),
        )
        .bad(given(&[]).file("x y.o", ""), |was, is| was.has("x y.o") && !is.has("x y.o")),
    ]
}

/// Gives what is in `served`, and with `--fail` nothing where that says 404.
const SERVES: &str = "#!/bin/sh\ncase \" $* \" in *' --fail '*) grep -q 404 served && exit 22 ;; esac\ncat served\n";

fn downloads() -> Vec<Case> {
    const NAME: &str = "download-then-run";
    const CURL: &str = "sturdy-curl";
    const SERVED: &str = "echo \"hello $1\"\n";
    // Of the text above.
    fn filled_in(script: String) -> String {
        let sum = "expected=$(printf '%s\\n' 'echo \"hello $1\"' | sha256sum | cut -d ' ' -f 1)";
        assert!(script.contains("expected=\n"), "{script}");
        script.replace("expected=\n", &format!("{sum}\n"))
    }
    let stubs: &[(&str, &str)] = &[("curl", SERVES), ("wget", SERVES)];
    let download = |script| Case { filled_in, ..case(NAME, script, given(&[]).file("served", SERVED)).with(stubs) };
    vec![
        download("curl -fsSL https://example.org/install.sh | bash -s -- there\n")
            .bad(given(&[]).file("served", "echo changed\n"), |was, is| {
                was.stdout == "changed\n" && is.stdout.is_empty() && is.failed()
            }),
        download("#!/bin/sh\nif true; then\n    wget -qO- https://example.org/x | sh\nfi\n")
            .bad(given(&[]).file("served", "echo half a te"), |was, is| !was.stdout.is_empty() && is.stdout.is_empty()),
        download("bash -c \"$(curl -s https://example.org/x)\"\n")
            .bad(given(&[]).file("served", ""), |_, is| is.failed()),
        download("bash <(curl -s https://example.org/x) there\n"),
        case(CURL, "curl -o - https://example.org/x > x || exit 1\ncat x\n", given(&[]).file("served", "1\n"))
            .with(stubs)
            .bad(given(&[]).file("served", "404\n"), |was, is| {
                was.stdout == "404\n" && is.stdout.is_empty() && is.failed()
            }),
        case(
            CURL,
            "#!/bin/sh\npage=$(curl -s https://example.org/) || page=none\necho \"$page\"\n",
            given(&[]).file("served", "1\n"),
        )
        .with(stubs)
        .bad(given(&[]).file("served", "404\n"), |was, is| was.stdout == "404\n" && is.stdout == "none\n"),
    ]
}

fn arrays() -> Vec<Case> {
    const NAME: &str = "argument-arrays";
    vec![
        case(NAME, "OPTS=\"-n 1\"\nhead $OPTS a\n", given(&[]).file("a", "1\n2\n")),
        case(NAME, "OPTS=\"-c -i\"\nOPTS=\"$OPTS -e $1\"\ngrep $OPTS log\n", given(&["x"]).file("log", "X\nx\n"))
            .bad(given(&["a b"]).file("log", "A b\n"), |was, is| was.stdout != "1\n" && is.stdout == "1\n"),
        case(NAME, "flags=\n[ \"$1\" = -n ] && flags=\"$flags -n\"\ncat ${flags} a\n", given(&["-n"]).file("a", "1\n")),
        case(NAME, "flags=\n[ \"$1\" = -n ] && flags+=\" -n -s\"\ncat $flags a\n", given(&[""]).file("a", "1\n")),
        case(
            NAME,
            "WHERE=\"sub -name $1\"\nshow() {\n    find $WHERE -type f\n}\nshow\n",
            given(&["x"]).file("sub/x", ""),
        )
        .bad(given(&["a b"]).file("sub/a b", ""), |was, is| was.failed() && is.stdout == "sub/a b\n"),
    ]
}

fn spellings() -> Vec<Case> {
    const TICKS: &str = "modern-substitution";
    vec![
        case(TICKS, "#!/bin/sh\nx=`cat a`\necho \"$x `wc -c < a`\"\n", given(&[]).file("a", "1\n")),
        case(TICKS, "echo `basename \\`cat a\\``\n", given(&[]).file("a", "sub/x\n")),
        case(TICKS, "#!/bin/sh\nx=1\necho \"`echo \\\"[ \\$x ]\\\"`\"\necho `echo '\\$x' \\\\\\$x`\n", given(&[])),
        case(TICKS, "y=`(cd sub; ls)`\nz=`echo one # two`\necho $y $z `echo 'a\\\\b'`\n", given(&[]).file("sub/x", "")),
        case(TICKS, "for f in `ls`; do echo $f; done\necho '`'\n", given(&[]).file("a", "")),
        case("modern-arithmetic", "n=3\necho $[n * 2] \"$[n + $[1 + 1]]\"\n", given(&[])),
        case("plain-function", "function f {\n    echo \"$1\"\n}\nfunction g() { f b; }\nf a; g\n", given(&[])),
        case(
            "quote-expansions",
            "d=$PWD/bin\nmkdir $d\ncp list $d/list\nsh $d/list $1\n",
            given(&["x"]).file("list", "echo \"$1\"\n"),
        )
        .bad(given(&["a b"]).file("list", "echo \"$1\"\n"), |was, is| was.stdout == "a\n" && is.stdout == "a b\n"),
        case("portable-test", "if [ \"$1\" == yes ]; then echo ok; else echo no; fi\n", given(&["yes"])),
        case("portable-test", "test \"$1\" == a && [ ! \"$1\" == b ] && echo ok\n", given(&["a"])),
        case("portable-which", "if which cat >/dev/null; then echo found; fi\n", given(&[]))
            .with(&[("which", "#!/bin/sh\ncommand -v \"$1\"\n")]),
        case(
            "raw-read",
            "#!/bin/sh\nwhile read line; do printf '[%s]\\n' \"$line\"; done < a\n",
            given(&[]).file("a", "1\n2 3\n"),
        )
        .bad(given(&[]).file("a", "C:\\new\n"), |was, is| was.stdout == "[C:new]\n" && is.stdout.contains('\\')),
        case("raw-read", "read name < a\nprintf '%s\\n' \"$name\"\n", given(&[]).file("a", "one\n"))
            .bad(given(&[]).file("a", "a\\\nb\n"), |was, is| was.stdout == "ab\n" && is.stdout == "a\\\n"),
    ]
}

fn strict() -> Vec<Case> {
    const NAME: &str = "strict-mode";
    vec![
        case(NAME, "#!/bin/bash\n# Keeps one.\n\ncp new kept\nrm new\n", given(&[]).file("new", "1"))
            .bad(given(&[]).folder("new/x").file("kept", "0"), |_, is| is.failed() && is.has("new/x/")),
        case(NAME, "#!/bin/sh\ncat list > copy\necho done\n", given(&[]).file("list", "1"))
            .bad(given(&[]), |was, is| was.stdout == "done\n" && is.stdout.is_empty() && is.failed()),
        case(NAME, "#!/bin/bash\ncat list | sort > sorted\necho done\n", given(&[]).file("list", "b\na\n"))
            .bad(given(&[]), |was, is| was.stdout == "done\n" && is.stdout.is_empty() && is.failed()),
        case(NAME, "#!/bin/sh\ntarget=sub\nif [ $# -gt 0 ]; then\n    echo \"$traget\" > out\nfi\n", given(&[]))
            .bad(given(&["x"]), |was, is| was.has("out") && !is.has("out") && is.failed()),
        case(
            NAME,
            "#!/bin/bash\nset -e\nfor f in *.txt; do\n    [ -s \"$f\" ] || continue\n    wc -c < \"$f\"\ndone\n",
            given(&[]).file("a.txt", "1"),
        ),
        case(
            NAME,
            "#!/bin/sh\nset -e\nif grep -q x log; then echo found; fi\necho \"${1:-none}\"\n",
            given(&[]).file("log", "y\n"),
        ),
    ]
}
