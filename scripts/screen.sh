# Sourced by ./check: gives the window's tests a screen of their own, an Xvfb, where there is one.
# Expects $root, say(), required() and missing_part().
screen_display=""
screen_pid=""

has_gtk() {
  PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -q 'libgtk-3\.so\.0'
}

# start_screen: sets screen_display to a display that is ours, such as :3. Not having one is noted as
# skipped, or fails the run if CHAPERONE_REQUIRE names xvfb.
start_screen() {
  local number=$work/xvfb.display waited=0
  if ! command -v Xvfb >/dev/null 2>&1; then
    no_screen "Xvfb is not installed (Debian: apt-get install xvfb)"
    return
  fi
  if ! has_gtk; then
    no_screen "GTK 3 is not installed (Debian: apt-get install libgtk-3-0)"
    return
  fi
  rm -f "$number"
  # Xvfb takes the first free number and writes it down once it accepts clients.
  Xvfb -displayfd 7 -screen 0 1920x1200x24 -nolisten tcp 7>"$number" >"$work/xvfb.log" 2>&1 9>&- </dev/null &
  screen_pid=$!
  trap end_screen EXIT
  trap 'exit 130' INT TERM HUP
  until [ -s "$number" ]; do
    waited=$((waited + 1))
    if [ "$waited" -gt 100 ] || ! kill -0 "$screen_pid" 2>/dev/null; then
      end_screen
      no_screen "Xvfb does not start, see $work/xvfb.log"
      return
    fi
    sleep 0.1
  done
  screen_display=:$(tr -d ' \n' <"$number")
}

no_screen() { missing_part xvfb "the window on a real screen" "$1"; }

end_screen() {
  if [ -n "$screen_pid" ]; then
    kill "$screen_pid" 2>/dev/null
    wait "$screen_pid" 2>/dev/null
  fi
  screen_pid=""
}
