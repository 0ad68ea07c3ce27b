#!/usr/bin/env bash
# Asks for several held statements at once with the real bq and prints one JSON line for each.
# Usage: held.sh DIR NAME:ask|cancel:LIMIT ...   (DIR is bq's home; LIMIT is how many rows it wants)
set -u
out=${1:?usage: held.sh DIR NAME:MODE:LIMIT...}
shift
mkdir -p "$out/home"
export HOME=$out/home CLOUDSDK_CONFIG=$out/home/gcloud PYTHONWARNINGS=ignore

json_text() {
  tr '\r\n\t' '   ' <"$1" | sed -e 's/Waiting on [^ ]* [^W]*Current status: [A-Z]*//g' -e 's/  */ /g' -e 's/\\/\\\\/g' -e 's/"/\\"/g' | tr -d '\000-\037' | head -c 2000
}

run() {
  local name=$1 mode=$2 limit=$3 ok=true rows
  local sql="SELECT id FROM shop.customers ORDER BY id LIMIT $limit"
  if [ "$mode" = cancel ]; then
    { bq --nosync "--job_id=held_$name" query --use_legacy_sql=false "$sql" &&
      bq cancel "held_$name" && bq wait "held_$name"; } >"$out/$name.out" 2>&1 </dev/null || ok=false
  else
    bq --format=csv query --use_legacy_sql=false "$sql" >"$out/$name.out" 2>&1 </dev/null || ok=false
  fi
  rows=$(grep -c '^[0-9][0-9]*$' "$out/$name.out")
  printf '{"check":"%s","ok":%s,"rows":%s,"detail":"%s"}\n' "$name" "$ok" "$rows" "$(json_text "$out/$name.out")"
}

for one in "$@"; do
  IFS=: read -r name mode limit <<<"$one"
  run "$name" "$mode" "$limit" &
done
wait
