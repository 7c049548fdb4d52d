#!/usr/bin/env bash
# Makes the plugin's zip, checks it by unpacking it, and prints where it is.
set -euo pipefail
cd "$(dirname "$0")"
. ./setup.sh

# Maven sorts what it packs, and gives all of it one time, where it is told which.
time="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}"
nice -n 5 "$MVN" --batch-mode --quiet -Dtest.jvm="$TEST_JVM" -Dprotocol.skipTests=true \
  -Dproject.build.outputTimestamp="$time" verify >&2
ls "$PWD"/zip/target/caro-jetbrains-*.zip
