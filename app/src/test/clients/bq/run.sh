#!/usr/bin/env bash
# Runs the real bq with nothing but the environment given, and compares each command's output with
# expected/NAME.txt. Prints one JSON line per command; exits with 0 only if all are as expected.
# Usage: run.sh DIR   (DIR gets NAME.out and is bq's home, so that no setting of this user counts)
#
# In an expected file a line stands for itself (blanks at line ends do not count), except
#   @exit N        the command's exit code; 0 if there is no such line
#   @skip          any number of lines, also none
#   @match REGEX   one line that matches the whole extended regular expression
#   @seq FROM TO   the numbers FROM to TO, one on each line
#   @joined REGEX  all that is left, its lines joined by single blanks, matches
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
out=${1:?usage: run.sh DIR}
mkdir -p "$out/home"
export HOME=$out/home CLOUDSDK_CONFIG=$out/home/gcloud PYTHONWARNINGS=ignore
failures=0

# lines_match EXPECTED-INDEX ACTUAL-INDEX: the rest of both files agree; else sets $why.
lines_match() {
  local e=$1 a=$2 line n to rest pattern
  while [ "$e" -lt "${#expected[@]}" ]; do
    line=${expected[$e]}
    case $line in
      "@exit "*) ;;
      "@skip")
        n=$a
        while [ "$n" -le "${#actual[@]}" ]; do
          lines_match $((e + 1)) "$n" && return 0
          n=$((n + 1))
        done
        return 1 ;;
      "@match "*)
        pattern="^(${line#@match })$"
        if [ "$a" -ge "${#actual[@]}" ] || ! [[ ${actual[$a]} =~ $pattern ]]; then
          why="line $((a + 1)) does not match ${line#@match }: ${actual[$a]:-end of output}"
          return 1
        fi
        a=$((a + 1)) ;;
      "@seq "*)
        read -r _ n to <<<"$line"
        while [ "$n" -le "$to" ]; do
          if [ "${actual[$a]:-end of output}" != "$n" ]; then
            why="line $((a + 1)) is not $n: ${actual[$a]:-end of output}"
            return 1
          fi
          n=$((n + 1)) a=$((a + 1))
        done ;;
      "@joined "*)
        rest="${actual[*]:$a}"
        rest=$(printf '%s' "$rest" | tr -s ' ')
        pattern="^(${line#@joined })$"
        [[ $rest =~ $pattern ]] && return 0
        why="does not match ${line#@joined }: $rest"
        return 1 ;;
      *)
        if [ "$a" -ge "${#actual[@]}" ] || [ "${actual[$a]}" != "$line" ]; then
          why="line $((a + 1)) is not <$line>: ${actual[$a]:-end of output}"
          return 1
        fi
        a=$((a + 1)) ;;
    esac
    e=$((e + 1))
  done
  [ "$a" -eq "${#actual[@]}" ] && return 0
  why="more output than expected: ${actual[$a]}"
  return 1
}

# check NAME ARGUMENT...: runs bq with the arguments.
check() {
  local name=$1 code wanted ok=true
  shift
  bq "$@" >"$out/$name.raw" 2>&1 </dev/null
  code=$?
  # bq writes its progress, blanks at line ends and a first empty line, none of which counts.
  sed -e 's/.*\r//' -e '/^Waiting on bqjob_/d' -e 's/ *$//' "$out/$name.raw" | sed '/./,$!d' >"$out/$name.out"
  mapfile -t expected <"$here/expected/$name.txt"
  mapfile -t actual <"$out/$name.out"
  wanted=$(sed -n 's/^@exit //p' "$here/expected/$name.txt")
  why=
  if [ "$code" -ne "${wanted:-0}" ]; then
    ok=false
    why="exit $code: $(head -n 5 "$out/$name.out" | tr '\n' ' ')"
  elif ! lines_match 0 0; then
    ok=false
  else
    why=
  fi
  [ $ok = true ] || failures=$((failures + 1))
  printf '{"check":"%s","ok":%s,"rows":0,"detail":"%s"}\n' "$name" $ok "$(json_text "$why")"
}

json_text() {
  printf '%s' "$1" | head -c 500 | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' | tr '\t\n' '  ' | tr -d '\000-\037'
}

sql=--use_legacy_sql=false
check query_count query $sql --format=csv 'SELECT COUNT(*) AS orders FROM shop.orders'
check query_table query $sql 'SELECT id FROM shop.orders ORDER BY id LIMIT 3'
check query_types query $sql --format=prettyjson \
  "SELECT 1 AS i, 1.5 AS f, TRUE AS b, 'é' AS s, DATE '2026-01-02' AS d, TIMESTAMP '2026-01-02 03:04:05 UTC' AS t, NUMERIC '1.25' AS n, [1, 2] AS a, STRUCT(1 AS x, 'y' AS z) AS r, CAST(NULL AS STRING) AS u"
check query_rpc query --rpc $sql --format=csv 'SELECT id FROM shop.customers ORDER BY id LIMIT 2'
check query_parameter query $sql --format=csv --parameter=low:INT64:2498 'SELECT id FROM shop.customers WHERE id BETWEEN @low AND 2500 ORDER BY id'
check dry_run query $sql --dry_run 'SELECT id FROM shop.orders'
check ls_datasets ls
check ls_tables ls shop
check show_table show --format=prettyjson shop.customers
check show_schema show --schema --format=prettyjson shop.orders
check show_missing show shop.nothing
check head head --max_rows=3 --format=csv shop.events
check rows_5000 query $sql --format=csv --max_rows=5000 'SELECT id FROM shop.orders ORDER BY id LIMIT 5000'
check rows_30000 query $sql --format=csv --max_rows=30000 'SELECT id FROM shop.orders ORDER BY id'
check bad_sql query $sql 'SELECT nmae FROM shop.customers LIMIT 1'

[ "$failures" -eq 0 ]
