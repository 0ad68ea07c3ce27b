# Totals, skipped and failed tests of one surefire report.
function attribute(line, name,   value) {
  if (!match(line, " " name "=\"[^\"]*\"")) return ""
  value = substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
  gsub(/&quot;/, "\"", value); gsub(/&lt;/, "<", value); gsub(/&gt;/, ">", value)
  gsub(/&#10;/, " ", value); gsub(/&apos;/, "'", value); gsub(/&amp;/, "\\&", value)
  return value
}
/<testsuite / {
  print "TOTAL", attribute($0, "tests") + 0, attribute($0, "failures") + attribute($0, "errors"), attribute($0, "skipped") + 0
}
/<testcase / {
  class = attribute($0, "classname"); sub(/.*\./, "", class)
  test = class "." attribute($0, "name")
}
/<skipped/ { print "SKIPPED " test ": " attribute($0, "message") }
/<(failure|error)[ >]/ { print "FAILED " test ": " substr(attribute($0, "message"), 1, 160) }
