#!/usr/bin/env bash
# Measures the gateway, a plain reverse proxy and mitmdump in one run; prints medians and ratios.
set -eu
seconds=${1:-8}
rounds=${ROUNDS:-3}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
work=$(mktemp -d)
pids=""
stop() {
  for pid in $pids; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

for tool in nginx wrk python3; do
  command -v "$tool" >/dev/null || { echo "bench: $tool is missing" >&2; exit 1; }
done
python3 "$here/payloads.py" "$work/payloads" >/dev/null
cp "$here/upstream.conf" "$work/"
chmod -R a+rX "$work" # nginx's worker may be another user
nginx -p "$work" -c upstream.conf >/dev/null 2>&1 &
pids="$pids $!"
peers="nginx:9102"
if command -v mitmdump >/dev/null; then
  mitmdump --mode reverse:http://127.0.0.1:9101 --listen-host 127.0.0.1 -p 9103 \
    -w "$work/flows" -q >/dev/null 2>&1 &
  pids="$pids $!"
  peers="$peers mitmdump:9103"
else
  echo "mitmdump is not installed: no figures for it" >&2
fi
"$root/chaperone" serve --data "$work/data" --port 0 --https-port 0 \
  --upstream http://127.0.0.1:9101 --credentials none >"$work/ready" 2>"$work/serve.err" &
pids="$pids $!"
for _ in $(seq 600); do [ -s "$work/ready" ] && break; sleep 0.1; done
port=$(sed -n 's/^127\.0\.0\.1:\([0-9]*\).*/\1/p' "$work/ready" | head -n 1)
token_file=$("$root/chaperone" agent add bench --data "$work/data" --json |
  python3 -c 'import json,sys; print(json.load(sys.stdin)["token_file"])')
AGENT_TOKEN=$(cat "$token_file")
export AGENT_TOKEN

measure() { # PORT SIZE SECONDS
  wrk -t1 -c8 -d"$3"s --timeout 60s -s "$here/query.lua" \
    "http://127.0.0.1:$1/bigquery/v2/projects/$2/queries" | grep RESULT
}
measure "$port" small "$seconds" >/dev/null # warm-up
for round in $(seq "$rounds"); do
  for size in small medium large; do
    for peer in $peers "chaperone:$port"; do
      echo "$round $size ${peer%%:*} $(measure "${peer##*:}" "$size" "$seconds")"
    done
  done
done | tee "$work/results" >&2
python3 - "$work/results" <<'PY'
import re, statistics, sys
seen = {}
for line in open(sys.argv[1]):
    _, size, peer, rest = line.split(" ", 3)
    if not re.search(r"errors=0\b", rest):
        print("errors in:", line.strip(), file=sys.stderr)
    rps, p50, p99 = (float(re.search(k + r"=([\d.]+)", rest).group(1)) for k in ("rps", "p50_ms", "p99_ms"))
    seen.setdefault((size, peer), []).append((rps, p50, p99))
print("| answer | through | req/s | p50 ms | p99 ms | chaperone's rate to it |")
print("|---|---|---|---|---|---|")
for (size, peer), rows in seen.items():
    m = [statistics.median(r[i] for r in rows) for i in range(3)]
    ours = statistics.median(r[0] for r in seen[(size, "chaperone")])
    ratio = f"{ours / m[0]:.2f}" if m[0] else "-"
    print(f"| {size} | {peer} | {m[0]:.0f} | {m[1]:.2f} | {m[2]:.2f} | {ratio} |")
PY
