#!/usr/bin/env bash
# Makes the plugin's zip, checks it by unpacking it, and prints where it is.
set -euo pipefail
cd "$(dirname "$0")"
. ./setup.sh

nice -n 5 "$MVN" --batch-mode --quiet -Dtest.jvm="$TEST_JVM" -Dprotocol.skipTests=true verify
ls "$PWD"/zip/target/caro-jetbrains-*.zip
