#!/usr/bin/env bash
# Measures what masking costs while an answer streams. Usage: bench/mask.sh
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=scripts/build.sh
. "$root/scripts/build.sh"
use_jdk
[ -n "${BENCH_NO_BUILD:-}" ] ||
  (cd "$root" && ./mvnw -q -B -DskipTests -pl bench -am package)
# shellcheck disable=SC2086
"$java" $jvm_flags -Xmx96m \
  -cp "$(class_path bench)" dev.chaperone.bench.mask.MaskBench
