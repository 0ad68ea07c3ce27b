# Sourced by ./chaperone and ./check: finds the JDK, builds what is missing or old, makes class paths.
# Expects $root (the clone). Everything it writes lies under target/.
work=$root/target/launcher
stamp=$work/built
log=$work/build.log

say() { printf 'chaperone: %s\n' "$*" >&2; }

use_jdk() {
  JAVA_HOME=$(bash "$root/scripts/jdk.sh") || exit 3
  export JAVA_HOME
  java=$JAVA_HOME/bin/java
}

# True if a jar is missing or a source is newer than the last build that ended well.
needs_build() {
  [ -f "$stamp" ] && [ -d "$root/app/target/lib" ] && [ -d "$root/googlesql/target/lib" ] || return 0
  [ -n "$(module_jar app)" ] && [ -n "$(module_jar googlesql)" ] || return 0
  [ -n "$(cd "$root" && find pom.xml ./*/pom.xml ./*/src/main -newer "$stamp" -print 2>/dev/null | head -n 1)" ]
}

# The module's own jar: not its tests, not its sources.
module_jar() {
  local jar
  for jar in "$root/$1/target/chaperone-$1"-*.jar; do
    case $jar in
      *-tests.jar | *-sources.jar | *-javadoc.jar | *'*'*) ;;
      *) printf '%s' "$jar"; return ;;
    esac
  done
}

# In a fixed order: the AOT cache is only good for the class path it was made with.
class_path() {
  local jar path
  path=$(module_jar "$1")
  for jar in "$root/$1/target/lib"/*.jar; do
    path=$path:$jar
  done
  printf '%s' "$path"
}

# One build at a time in a clone. flock where there is one; a folder with the owner's pid elsewhere.
lock_build() {
  mkdir -p "$work"
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$work/lock"
    flock 9
    return
  fi
  local owner nameless=0
  until mkdir "$work/lock.d" 2>/dev/null; do
    owner=$(cat "$work/lock.d/pid" 2>/dev/null || true)
    if [ -z "$owner" ]; then nameless=$((nameless + 1)); fi
    # Its owner died, perhaps even before it wrote its pid.
    if [ "$nameless" -gt 10 ] || { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; }; then
      rm -rf "$work/lock.d"
      nameless=0
    else
      sleep 1
    fi
  done
  echo $$ >"$work/lock.d/pid"
  trap 'rm -rf "$work/lock.d"' EXIT
}

unlock_build() {
  if [ -d "$work/lock.d" ]; then
    rm -rf "$work/lock.d"
    trap - EXIT
  else
    exec 9>&-
  fi
}

# A change made while the build runs is newer than this mark, so the next start builds again.
begin_build() { mkdir -p "$work" && : >"$stamp.begun"; }
end_build() { mv -f "$stamp.begun" "$stamp"; }

build_if_needed() {
  needs_build || return 0
  lock_build
  if needs_build; then
    say "building, first time takes a few minutes…"
    begin_build
    if ! (cd "$root" && ./mvnw -q -B -DskipTests -pl app,googlesql -am package) >"$log" 2>&1 9>&- </dev/null; then
      grep -E '^\[ERROR\]|cannot|Could not' "$log" | head -n 15 >&2
      say "the build failed; all of its output: $log"
      exit 1
    fi
    end_build
  fi
  make_aot_cache
  unlock_build
}

jvm_flags="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC"

# A cache of loaded and linked classes more than halves the start. Not having it is no error.
aot_cache=$work/app.aot
make_aot_cache() {
  local recording=$aot_cache.recording path
  path=$(class_path app)
  rm -f "$aot_cache" "$aot_cache".* "$recording"
  # shellcheck disable=SC2086
  {
    # The window is opened too, on a platform that needs no display.
    bounded 60 "$java" -XX:AOTMode=record -XX:AOTConfiguration="$recording" $jvm_flags -Xmx256m \
      -Dglass.platform=Headless -Dprism.order=sw -cp "$path" dev.chaperone.app.Main warm-up &&
      bounded 60 "$java" -XX:AOTMode=create -XX:AOTConfiguration="$recording" \
        -XX:AOTCache="$aot_cache.new" $jvm_flags -cp "$path"
  } >>"$log" 2>&1 9>&- </dev/null || true
  if [ -s "$aot_cache.new" ]; then mv -f "$aot_cache.new" "$aot_cache"; fi
  rm -f "$recording" "$aot_cache".*
}

# bounded SECONDS COMMAND...: ends a command that takes longer ("timeout" is missing on macOS).
bounded() {
  local seconds=$1 child watch status=0
  shift
  "$@" &
  child=$!
  (
    while [ "$seconds" -gt 0 ]; do
      sleep 1
      kill -0 "$child" 2>/dev/null || exit 0
      seconds=$((seconds - 1))
    done
    kill -9 "$child" 2>/dev/null
  ) >/dev/null 2>&1 &
  watch=$!
  wait "$child" || status=$?
  kill "$watch" 2>/dev/null || true
  return "$status"
}
