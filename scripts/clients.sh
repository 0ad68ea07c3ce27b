# Sourced by ./check: brings the real clients of the end-to-end tests under target/clients.
# Expects $root and say().
clients=$root/target/clients
client_sources=$root/app/src/test/clients

required() { case ",${CHAPERONE_REQUIRE:-}," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }

# missing CLIENT REASON: fails the run if the client is required, else notes that it is skipped.
missing() { missing_part "$1" "client $1" "$2"; }

# missing_part NAME WHAT REASON: the same for anything that CHAPERONE_REQUIRE may name.
missing_part() {
  if required "$1"; then
    say "\"$1\" is required (CHAPERONE_REQUIRE) and $3"
    return 1
  fi
  printf '  %s: %s\n' "$2" "$3" >>"$skipped_list"
}

# up_to_date FOLDER FILE...: the folder was made from exactly these files.
up_to_date() {
  local folder=$1
  shift
  [ -f "$folder/.made-from" ] && [ "$(cat "$@" | cksum)" = "$(cat "$folder/.made-from")" ]
}

mark_made() {
  local folder=$1
  shift
  cat "$@" | cksum >"$folder/.made-from"
}

prepare_node() {
  local from=$client_sources/node to=$clients/node
  [ -f "$from/package-lock.json" ] || return 0
  command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 ||
    { missing node "node and npm are not installed"; return; }
  up_to_date "$to" "$from/package.json" "$from/package-lock.json" && return 0
  rm -rf "$to" && mkdir -p "$to" && cp "$from/package.json" "$from/package-lock.json" "$to/"
  if (cd "$to" && npm ci --no-audit --no-fund --ignore-scripts) >"$clients/node.log" 2>&1; then
    mark_made "$to" "$from/package.json" "$from/package-lock.json"
  else
    rm -rf "$to"
    missing node "npm ci failed, see $clients/node.log"
  fi
}

prepare_python() {
  local from=$client_sources/python/requirements.txt to=$clients/python
  [ -f "$from" ] || return 0
  command -v python3 >/dev/null 2>&1 || { missing python "python3 is not installed"; return; }
  up_to_date "$to" "$from" && "$to/bin/python" -c '' 2>/dev/null && return 0
  rm -rf "$to"
  if ! python3 -m venv "$to" >"$clients/python.log" 2>&1; then
    rm -rf "$to"
    # Debian without python3-venv: virtualenv does the same, if it is there.
    if ! python3 -m virtualenv "$to" >>"$clients/python.log" 2>&1; then
      rm -rf "$to"
      missing python "python3 has no venv module (Debian: apt-get install python3-venv)"
      return
    fi
  fi
  if "$to/bin/python" -m pip install -q --disable-pip-version-check -r "$from" >>"$clients/python.log" 2>&1; then
    mark_made "$to" "$from"
  else
    rm -rf "$to"
    missing python "pip install failed, see $clients/python.log"
  fi
}

prepare_java() {
  local from=$client_sources/java/pom.xml to=$clients/java
  [ -f "$from" ] || return 0
  up_to_date "$to" "$from" "$root/pom.xml" && return 0
  rm -rf "$to"
  if "$root/mvnw" -q -B -ntp -f "$from" dependency:copy-dependencies -DoutputDirectory="$to" \
    >"$clients/java.log" 2>&1 </dev/null; then
    mark_made "$to" "$from" "$root/pom.xml"
  else
    rm -rf "$to"
    missing java "its libraries could not be fetched, see $clients/java.log"
  fi
}

prepare_bq() {
  command -v bq >/dev/null 2>&1 ||
    missing bq "bq is not installed (Google Cloud CLI: https://cloud.google.com/sdk/docs/install)"
}

# prepare_clients FILE: FILE gets a line for each client that is skipped.
prepare_clients() {
  skipped_list=$1
  mkdir -p "$clients"
  prepare_bq && prepare_node && prepare_python && prepare_java
}
