# One line per module out of Maven's output, as each ends.
function finish(verdict) {
  if (module == "") return
  printf "%-28s %-6s %5d tests %s\n", module, verdict, run, (skipped > 0 ? "(" skipped " skipped)" : "")
  fflush()
  module = ""
}
/^\[INFO\] Building Chaperone/ {
  finish("ok")
  module = $0
  sub(/^\[INFO\] Building /, "", module)
  sub(/ [^ ]+ +\[[0-9\/]+\]$/, "", module)
  run = 0; skipped = 0
}
/Tests run: [0-9]+, Failures: / && !/Time elapsed/ {
  line = $0
  sub(/.*Tests run: /, "", line); run += line + 0
  sub(/.*Skipped: /, "", line); skipped += line + 0
}
/^\[ERROR\] Failed to execute goal/ { finish("FAILED") }
/^\[(ERROR|INFO|WARNING)\] Tests run: .*(Failures: [1-9]|Errors: [1-9])/ && !/Time elapsed/ { finish("FAILED") }
/^\[INFO\] (Reactor Summary|BUILD )/ { finish("ok") }
END { finish("ok") }
