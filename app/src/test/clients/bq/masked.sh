#!/usr/bin/env bash
# Reads whole tables whose values are masked with the real bq and prints one JSON line for each.
# Usage: masked.sh DIR TABLE ...   (DIR is bq's home)
set -u
out=${1:?usage: masked.sh DIR TABLE...}
shift
mkdir -p "$out/home"
export HOME=$out/home CLOUDSDK_CONFIG=$out/home/gcloud PYTHONWARNINGS=ignore

json_text() {
  tr '\r\n\t' '   ' <"$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' | tr -d '\000-\037' | head -c 8000
}

for table in "$@"; do
  ok=true
  : >"$out/$table.out"
  bq --format=json query --use_legacy_sql=false "SELECT * FROM shop.$table" >>"$out/$table.out" 2>&1 </dev/null || ok=false
  bq --format=json head -n 10 "shop.$table" >>"$out/$table.out" 2>&1 </dev/null || ok=false
  rows=$(grep -c '^\[{' "$out/$table.out")
  [ "$rows" = 2 ] || ok=false
  printf '{"check":"%s","ok":%s,"rows":%s,"detail":"%s"}\n' "$table" "$ok" 1 "$(json_text "$out/$table.out")"
done
