# One line per module out of Maven's output as its tests end; at the end, what failed for another
# reason (the build goes on past a failure, so Maven tells only then).
function finish() {
  if (module == "") return
  verdict = failures > 0 ? "FAILED" : "tested"
  if (failures > 0) shown[module] = 1
  printf "%-26s %s  %5d tests%s\n", module, verdict, run, (skipped > 0 ? " (" skipped " skipped)" : "")
  fflush()
  module = ""
}
function number(line, name) {
  sub(".*" name ": ", "", line)
  return line + 0
}
/^\[INFO\] Building Chaperone/ {
  finish()
  module = $0
  sub(/^\[INFO\] Building /, "", module)
  sub(/ [^ ]+ +\[[0-9\/]+\]$/, "", module)
  run = 0; skipped = 0; failures = 0
}
/Tests run: [0-9]+, Failures: / && !/Time elapsed/ {
  run += number($0, "Tests run")
  skipped += number($0, "Skipped")
  failures += number($0, "Failures") + number($0, "Errors")
}
/^\[INFO\] Reactor Summary/ { finish(); summary = 1 }
summary && /\.\.* (FAILURE|SKIPPED)/ {
  module = $0
  sub(/^\[INFO\] /, "", module)
  sub(/ \.\.*.*/, "", module)
  if (!(module in shown)) printf "%-26s %s\n", module, (/FAILURE/ ? "FAILED" : "NOT RUN, it needs a module that failed")
  module = ""
}
END { finish() }
