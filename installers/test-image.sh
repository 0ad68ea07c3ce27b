#!/usr/bin/env bash
# Tries an app image as a user would: moved elsewhere, with an empty environment.
# Usage: installers/test-image.sh [IMAGE]   (default: target/image/chaperone; exit 0 if all is well)
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
image=${1:-$root/target/image/chaperone}
[ -x "$image/bin/chaperone" ] || { echo "there is no image at $image; make one: installers/image.sh" >&2; exit 2; }

work=$(mktemp -d "${TMPDIR:-/tmp}/chaperone-image-test-XXXXXX")
children=()
finish() {
  for child in ${children[@]+"${children[@]}"}; do kill "$child" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

mkdir -p "$work/a folder" "$work/home" "$work/tmp"
cp -a "$image" "$work/a folder/chaperone"
display=""
chaperone() { (run "$@"); }
# run ARGUMENT...: replaces the shell it is called in, so that a child's pid is the program's.
run() {
  exec env -i HOME="$work/home" PATH=/usr/bin:/bin LANG=C.UTF-8 TMPDIR="$work/tmp" \
    ${display:+DISPLAY="$display"} "$work/a folder/chaperone/bin/chaperone" "$@"
}
failed=0
# check NAME COMMAND...: one line of the report.
check() {
  local name=$1
  shift
  if "$@" >"$work/out" 2>&1; then
    echo "ok    $name"
  else
    echo "FAIL  $name"
    sed 's/^/      /' "$work/out" | tail -n 20
    failed=1
  fi
}
# wait_for SECONDS COMMAND...
wait_for() {
  local tries=$(($1 * 5))
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.2
  done
}

starts() { chaperone --version | grep -q '^chaperone '; }
check "starts without any Java on the machine" starts

demo() {
  chaperone demo --no-window --data "$work/demo" | tee "$work/demo.txt" &&
    grep -q 'sandbox on 127' "$work/demo.txt" && grep -q 'intact: ' "$work/demo.txt"
}
check "demo: sandbox, gateway, agent, recording" demo
check "the demo's recording verifies" chaperone verify --data "$work/demo"

# The headless gateway in front of the image's own sandbox, and a request with an agent's token.
run sandbox --port 0 >"$work/sandbox.txt" 2>"$work/sandbox.err" &
children+=($!)
wait_for 60 grep -q 127 "$work/sandbox.txt" || true
upstream=$(sed -n '1s/^\(127[^ ]*\).*/\1/p' "$work/sandbox.txt")
run serve --port 0 --https-port 0 --upstream "http://$upstream" --credentials none \
  --operator-auth none --data "$work/data" >"$work/serve.txt" 2>"$work/serve.err" &
children+=($!)
wait_for 30 grep -q 127 "$work/serve.txt" || true
gateway=$(sed -n '1s/^\(127[^ ]*\).*/\1/p' "$work/serve.txt")
request() {
  local token
  token=$(chaperone agent add image-test --json --data "$work/data" |
    sed -n 's/.*"token_file" *: *"\([^"]*\)".*/\1/p')
  curl -sS -f -H "Authorization: Bearer $(cat "$token")" -H 'Content-Type: application/json' \
    -d '{"query":"SELECT COUNT(*) AS n FROM shop.orders","useLegacySql":false}' \
    "http://$gateway/bigquery/v2/projects/demo/queries" | grep -q '"30000"' &&
    chaperone sessions list --data "$work/data" | grep -q image-test
}
check "serve: a request is answered and recorded" request

window() {
  Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
  children+=($!)
  wait_for 20 test -s "$work/display"
  display=:$(cat "$work/display")
  run --data "$work/demo" --port 0 --https-port 0 --upstream "http://$upstream" \
    --credentials none --operator-auth none >"$work/window.txt" 2>&1 &
  local pid=$! id
  children+=($pid)
  export DISPLAY=$display
  wait_for 60 xdotool search --onlyvisible --name Chaperone || { cat "$work/window.txt"; return 1; }
  id=$(xdotool search --onlyvisible --name Chaperone | head -n 1)
  sleep 4
  import -window root "$work/first.png"
  # There is no window manager that would give it the keys.
  xdotool windowfocus "$id"
  sleep 0.5
  xdotool mousemove 120 140 click 1
  sleep 1.5
  xdotool key Home
  sleep 1
  import -window root "$work/home.png"
  xdotool key period period period period period
  sleep 1
  import -window root "$work/later.png"
  [ -z "${KEEP_PICTURES:-}" ] || cp "$work"/*.png "$KEEP_PICTURES"/
  [ "$(identify -format %k "$work/first.png")" -gt 50 ] || { echo "the window is blank"; return 1; }
  ! cmp -s "$work/home.png" "$work/later.png" || { echo "stepping changes nothing"; return 1; }
  xdotool key ctrl+q
  wait_for 20 sh -c "! kill -0 $pid" || { echo "it does not close"; return 1; }
  ! grep -E 'Exception|WARNING' "$work/window.txt"
}
if command -v Xvfb >/dev/null && command -v xdotool >/dev/null && command -v import >/dev/null; then
  check "the window opens on the demo's recording, steps through it, and closes" window
else
  echo "skip  the window: needs Xvfb, xdotool and imagemagick"
fi
exit "$failed"
