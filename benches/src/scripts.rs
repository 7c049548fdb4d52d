//! The scripts of the benchmarks that are made: of any length, as people write them.

use std::fmt::Write;

/// A script of about `lines` lines as people write them: settings, functions, loops, a here-document, and their calls.
pub(crate) fn script(lines: usize) -> String {
    let mut script = String::from("#!/bin/bash\nROOT=${1:-/srv/app}\nset -u\n");
    let mut block = 0;
    let mut count = 3;
    while count < lines {
        let before = script.len();
        write!(
            script,
            "
# step {block} of the nightly run
step_{block}() {{
    local name=$1 count=0 out=\"$ROOT/out/{block}\"
    if [ -z \"$name\" ]; then
        echo \"step {block}: no name\" >&2
        return 1
    fi
    mkdir -p \"$out\" || return 1
    for file in \"$ROOT\"/in/*.log; do
        grep -c 'ERROR {block}' \"$file\" | sort -rn | head -n 5 >>\"$out/errors.txt\"
        count=$((count + 1))
    done
    cat >\"$out/summary.txt\" <<EOF
$name: $count files, $(date +%F)
EOF
    find \"$out\" -type f -name '*.tmp' -mtime +7 -delete
    tar -czf \"$out.tar.gz\" -C \"$out\" . && rm -rf \"$out/cache\"
}}
RESULT_{block}=$(step_{block} \"job {block}\")
"
        )
        .expect("memory");
        count += script[before..].matches('\n').count();
        block += 1;
    }
    script
}
