#!/usr/bin/env bash
# Builds the plugin and tests it as far as that goes without an IDE; the last line says how many tests passed and failed.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
. ./setup.sh

root="$(cd ../.. && pwd)"
# Java takes the names of files from the locale; some have letters of other languages.
export LC_ALL=C.UTF-8
export CARO_LSP="${CARO_LSP:-$root/target/release/caro-lsp}"
[ -x "$CARO_LSP" ] || not_tested "there is no $CARO_LSP: run \`make build\`, or name another one in CARO_LSP"

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
rm -rf {protocol,glue,zip}/target/surefire-reports
nice -n 5 "$MVN" --batch-mode --quiet --fail-at-end -Dtest.jvm="$TEST_JVM" verify >"$log" 2>&1
built=$?

# The sum of one attribute of the test suites of a module.
sum() {
  cat "$1"/target/surefire-reports/TEST-*.xml 2>/dev/null | grep -o '<testsuite [^>]*' |
    grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'
}

passed=0
failed=0
for module in protocol glue zip; do
  all=$(sum $module tests)
  bad=$(($(sum $module failures) + $(sum $module errors)))
  skipped=$(sum $module skipped)
  echo "$module: $((all - bad - skipped)) passed, $bad failed"
  passed=$((passed + all - bad - skipped))
  failed=$((failed + bad))
  # A module whose tests did not run is no success.
  [ "$all" -gt 0 ] || failed=$((failed + 1))
done

if [ "$built" -ne 0 ]; then
  grep -aE 'ERROR|error:' "$log" | head -n 60 >&2
  [ "$failed" -gt 0 ] || failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
