#!/usr/bin/env bash
# Makes an app image of this clone: program, Java and sandbox in one folder that starts anywhere.
# Usage: installers/image.sh [FOLDER]   (default: target/image; the image is FOLDER/chaperone)
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=scripts/build.sh
. "$root/scripts/build.sh"

case ${1:-} in
  -h | --help) sed -n '2,3s/^# //p' "$0"; exit 0 ;;
  -*) sed -n '3s/^# //p' "$0" >&2; exit 2 ;;
esac
destination=${1:-$root/target/image}
mkdir -p "$destination"
destination=$(cd "$destination" && pwd -P)
image=$destination/chaperone

use_jdk
build_if_needed

# jdeps cannot read the whole class path at once (modular jars refuse each other), so the list is
# kept by hand: what the jars need, and what is looked up by name only (crypto, locales, zip).
modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management
modules=$modules,java.naming,java.net.http,java.prefs,java.scripting,java.security.jgss,java.sql
modules=$modules,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.localedata,jdk.management
modules=$modules,jdk.net,jdk.unsupported,jdk.zipfs
javafx=javafx.base,javafx.graphics,javafx.controls

# JavaFX goes into the image's Java; everything else stays on the class path (docs/architecture.md).
parts=$(mktemp -d "${TMPDIR:-/tmp}/chaperone-image-XXXXXX")
trap 'rm -rf "$parts"' EXIT
mkdir "$parts/javafx" "$parts/input"
cp "$(module_jar app)" "$parts/input/chaperone.jar"
for jar in "$root"/app/target/lib/*.jar; do
  case ${jar##*/} in
    javafx-*-linux*.jar | javafx-*-mac*.jar | javafx-*-win*.jar) cp "$jar" "$parts/javafx/" ;;
    javafx-*.jar) ;; # empty: only names the others
    *) cp "$jar" "$parts/input/" ;;
  esac
done

version=$("$root/mvnw" -q -B -f "$root/pom.xml" help:evaluate -Dexpression=project.version \
  -DforceStdout 2>/dev/null | sed 's/-SNAPSHOT$//') || version=""
case $version in [0-9]*) ;; *) version=0.1.0 ;; esac

say "making the image, about a minute…"
rm -rf "$image"
flags="--enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
flags="$flags -XX:+UseSerialGC -Xmx448m"
"$JAVA_HOME/bin/jpackage" --type app-image --name chaperone --app-version "$version" \
  --vendor Chaperone --description "Review console and gateway for agents that query BigQuery" \
  --dest "$destination" --input "$parts/input" --main-jar chaperone.jar \
  --main-class dev.chaperone.app.Main \
  --module-path "$parts/javafx" --add-modules "$modules,$javafx" \
  --jlink-options "--strip-debug --no-header-files --no-man-pages --compress zip-6" \
  --java-options "$flags" --java-options '-Dchaperone.root=$APPDIR' \
  --java-options '-XX:AOTCache=$APPDIR/chaperone.aot' \
  --java-options '-Xlog:aot*=off' --java-options '-Xlog:cds*=off'

# The sandbox has a class path of its own, so jpackage must not see it.
appdir=$image/lib/app
runtime=$image/lib/runtime
if [ "$(uname -s)" = Darwin ]; then
  appdir=$image.app/Contents/app
  runtime=$image.app/Contents/runtime/Contents/Home
fi
mkdir -p "$appdir/googlesql/lib"
cp "$(module_jar googlesql)" "$appdir/googlesql/"
cp "$root"/googlesql/target/lib/*.jar "$appdir/googlesql/lib/"

# The cache is only good for the class path, the collector and the Java it was made with.
path=$(sed -n 's/^app\.classpath=//p' "$appdir/chaperone.cfg" | sed "s|\$APPDIR|$appdir|" |
  paste -s -d : -)
# shellcheck disable=SC2086
{
  bounded 120 "$runtime/bin/java" -XX:AOTMode=record -XX:AOTConfiguration="$parts/recording" $flags \
    -cp "$path" dev.chaperone.app.Main warm-up &&
    bounded 120 "$runtime/bin/java" -XX:AOTMode=create -XX:AOTConfiguration="$parts/recording" \
      -XX:AOTCache="$appdir/chaperone.aot" $flags -cp "$path"
} >>"$log" 2>&1 </dev/null || true
if [ ! -s "$appdir/chaperone.aot" ]; then
  say "no AOT cache was made, the image starts more slowly; why: $log"
fi
du -sh "$image" | awk '{print "chaperone: image of " $1 "iB"}' >&2
echo "$image/bin/chaperone"
