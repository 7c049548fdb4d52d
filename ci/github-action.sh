#!/bin/sh
# Runs Caro in a GitHub workflow: finds or builds the program, checks, and says how it went. action.yml calls it.
set -eu

# Ends with an annotation; workflow commands take one line and no bare percent sign.
fail() {
    printf '::error title=Caro::%s\n' "$(printf '%s' "$1" | tr '\r\n' '  ' | sed 's/%/%25/g')"
    exit 2
}

# Prints the program to run: the one that is named, the one that is installed, or one built from source.
program() {
    if [ -n "${CARO_PATH:-}" ]; then
        if [ ! -f "$CARO_PATH" ] || [ ! -x "$CARO_PATH" ]; then
            fail "path: $CARO_PATH is no program; name the caro-lsp to run"
        fi
        case $CARO_PATH in
            */*) printf '%s\n' "$CARO_PATH" ;;
            *) printf './%s\n' "$CARO_PATH" ;;
        esac
        return
    fi
    if [ -z "${CARO_VERSION:-}" ] && command -v caro-lsp; then
        return
    fi
    command -v cargo >/dev/null || fail 'there is no caro-lsp here and no cargo to build it; install Rust, or set path'
    root="${RUNNER_TEMP:-/tmp}/caro-${CARO_VERSION:-own}"
    [ -x "$root/bin/caro-lsp" ] || build >&2 || true
    [ -x "$root/bin/caro-lsp" ] || fail 'caro-lsp could not be built; its log is above'
    printf '%s\n' "$root/bin/caro-lsp"
}

# Builds into $root. There is no release to download yet.
build() {
    repository=https://github.com/caro-sh/caro
    case "${CARO_VERSION:-}" in
        '') cargo install --locked --root "$root" --path "${CARO_SOURCE:?}/caro-lsp" ;;
        -* | *[!A-Za-z0-9._-]*) fail "version: $CARO_VERSION is neither a tag nor a commit" ;;
        *[!0-9a-f]*) cargo install --locked --root "$root" --git "$repository" --tag "$CARO_VERSION" caro-lsp ;;
        *) cargo install --locked --root "$root" --git "$repository" --rev "$CARO_VERSION" caro-lsp ;;
    esac
}

caro=$(program) || {
    # What `fail` said inside of `$( )`.
    printf '%s\n' "$caro"
    exit 2
}

set -- check --statistics --fail-on "${CARO_FAIL_ON:-caution}" --format "${CARO_FORMAT:-github}"
if [ -n "${CARO_BASELINE:-}" ]; then
    set -- "$@" --baseline "$CARO_BASELINE"
fi
set -- "$@" --
newline='
'
rest="${CARO_PATHS:-.}$newline"
while [ -n "$rest" ]; do
    path=${rest%%"$newline"*}
    rest=${rest#*"$newline"}
    if [ -n "$path" ]; then
        set -- "$@" "$path"
    fi
done

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
status=0
case "${CARO_FORMAT:-github}" in
    github) "$caro" "$@" 2>"$folder/said" || status=$? ;;
    sarif)
        sarif=${CARO_SARIF_FILE:-caro.sarif}
        "$caro" "$@" >"$sarif" 2>"$folder/said" || status=$?
        ;;
    *) fail "format: ${CARO_FORMAT} is neither github nor sarif" ;;
esac

# A line of its own could be taken for a workflow command.
sed 's/^/| /' "$folder/said" >&2
if [ -n "${GITHUB_OUTPUT:-}" ]; then
    {
        printf 'status=%s\n' "$status"
        [ -z "${sarif:-}" ] || printf 'sarif=%s\n' "$(printf '%s' "$sarif" | tr '\r\n' '  ')"
    } >>"$GITHUB_OUTPUT"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    {
        case $status in
            0) printf '### Caro: nothing to object to\n\n' ;;
            1) printf '### Caro: look at the findings\n\n' ;;
            *) printf '### Caro: something could not be checked\n\n' ;;
        esac
        # Four blanks make it plain text, whatever it says.
        sed 's/^/    /' "$folder/said"
    } >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
