#!/usr/bin/env bash
# Prints the code block of a page that names a file in its first line: block.sh PAGE FILE. So the tests run what users copy.
set -euo pipefail
awk -v file="$2" '
  /^```/ && !inside { inside = 1; first = 1; next }
  /^```/ { inside = 0; wanted = 0; next }
  inside && first { first = 0; if (index($0, file)) { wanted = 1; found = 1; next } }
  inside && wanted
  END { exit !found }
' "$1" || { echo "$1 has no block for $2" >&2; exit 1; }
