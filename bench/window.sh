#!/usr/bin/env bash
# Measures the window: 500 sessions, one of 100,000 frames, 1,000 frames a second arriving, and
# somebody who works with it. Usage: bench/window.sh [local|remote] [-Dbench.NAME=VALUE]...
#   bench.frames, bench.sessions, bench.seconds, bench.rate, bench.seeks: see WindowBench.Settings
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=scripts/build.sh
. "$root/scripts/build.sh"
mode=${1:-local}
[ $# -gt 0 ] && shift
use_jdk
[ -n "${BENCH_NO_BUILD:-}" ] || (cd "$root" && ./mvnw -q -B -DskipTests -pl bench -am package)

xvfb=""
cleanup() { if [ -n "$xvfb" ]; then kill "$xvfb" 2>/dev/null || true; fi; }
trap cleanup EXIT
platform=""
if [ -z "${DISPLAY:-}" ]; then
  if command -v Xvfb >/dev/null 2>&1; then
    number=$(mktemp)
    Xvfb -displayfd 3 -screen 0 1920x1200x24 3>"$number" >/dev/null 2>&1 &
    xvfb=$!
    for _ in $(seq 50); do [ -s "$number" ] && break; sleep 0.1; done
    DISPLAY=:$(cat "$number")
    export DISPLAY
    rm -f "$number"
  else
    platform=-Dglass.platform=Headless
  fi
fi
remote=false
[ "$mode" = remote ] && remote=true
# The heap is below the 512 MB that is promised; collector and flags as ./chaperone has them.
# shellcheck disable=SC2086
"$java" $jvm_flags -Xmx448m -Dprism.order=sw $platform -Djavafx.pulseLogger=true \
  -Dbench.remote=$remote "$@" -cp "$(class_path bench)" dev.chaperone.bench.window.WindowBench
