#!/usr/bin/env bash
# Draws the pictures of the window anew: scripts/screens.sh [FOLDER [NAME...]]
# FOLDER is docs/screens unless given, NAME a picture such as "live". On an Xvfb of its own where
# there is one, else on the toolkit's headless platform, which complains of windows over 1000 pixels.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=scripts/build.sh
. "$root/scripts/build.sh"
# shellcheck source=scripts/screen.sh
. "$root/scripts/screen.sh"
missing_part() { say "no Xvfb, so on the headless platform: $3"; }
use_jdk
cd "$root"
mkdir -p "$work"
if [ $# -eq 0 ]; then set -- docs/screens; fi
./mvnw -q -B -ntp -pl ui -am test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/test-classpath -DincludeScope=test
start_screen
platform=""
if [ -n "$screen_display" ]; then export DISPLAY=$screen_display; else platform=-Dglass.platform=Headless; fi
# shellcheck disable=SC2086
"$java" $jvm_flags $platform -Dprism.order=sw \
  -cp "ui/target/test-classes:ui/target/classes:$(cat ui/target/test-classpath)" \
  dev.chaperone.ui.testing.ScreenshotTool "$@"
