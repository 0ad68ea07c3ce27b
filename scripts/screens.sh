#!/usr/bin/env bash
# Draws the pictures of the window anew: scripts/screens.sh [FOLDER [NAME...]]
# FOLDER is docs/screens unless given, NAME a picture such as "live"; no display is needed.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=scripts/build.sh
. "$root/scripts/build.sh"
use_jdk
cd "$root"
if [ $# -eq 0 ]; then set -- docs/screens; fi
./mvnw -q -B -ntp -pl ui -am test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/test-classpath -DincludeScope=test
# shellcheck disable=SC2086
exec "$java" $jvm_flags -Dglass.platform=Headless -Dprism.order=sw \
  -cp "ui/target/test-classes:ui/target/classes:$(cat ui/target/test-classpath)" \
  dev.chaperone.ui.testing.ScreenshotTool "$@"
