#!/usr/bin/env bash
# Measures analysis and decision, natively and in lexer-only mode. Usage: bench/decide.sh
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=scripts/build.sh
. "$root/scripts/build.sh"
use_jdk
[ -n "${BENCH_NO_BUILD:-}" ] ||
  (cd "$root" && ./mvnw -q -B -DskipTests -pl bench,googlesql -am package)
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
# shellcheck disable=SC2086
"$java" $jvm_flags -Xmx256m -Dbench.googlesql="$(class_path googlesql)" \
  -cp "$(class_path bench)" dev.chaperone.bench.decide.DecisionBench "$data"
