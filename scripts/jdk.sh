#!/usr/bin/env bash
# Prints the home folder of the first JDK >= 25 found on this machine; exit 3 if there is none.
# Tried in order: $JDK25_HOME, $JAVA_HOME, the javac on PATH, then the usual JDK folders.
# CHAPERONE_JDK_FOLDERS (colon separated) replaces the list of usual folders.
set -u

wanted=25

# The feature version of a JDK home, or 0. The release file tells it without starting a JVM.
feature_version() {
  local version=""
  if [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9]*\).*/\1/p' "$1/release" | head -n 1)
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -XshowSettings:properties -version 2>&1 |
      sed -n 's/^ *java\.specification\.version = \([0-9][0-9]*\).*/\1/p' | head -n 1)
  fi
  printf '%s' "${version:-0}"
}

# Prints the home and ends the search if it holds a whole JDK that is new enough.
try_home() {
  local home=$1
  [ -n "$home" ] || return 0
  if [ ! -x "$home/bin/javac" ] && [ -x "$home/Contents/Home/bin/javac" ]; then
    home=$home/Contents/Home
  fi
  [ -x "$home/bin/javac" ] && [ -x "$home/bin/java" ] || return 0
  if [ "$(feature_version "$home")" -ge "$wanted" ]; then
    printf '%s\n' "$home"
    exit 0
  fi
}

# Follows links by hand: macOS had no "readlink -f" for long.
home_of_javac_on_path() {
  local javac target hops=0
  javac=$(command -v javac) || return 0
  while [ -L "$javac" ] && [ "$hops" -lt 20 ]; do
    target=$(readlink "$javac")
    case $target in
      /*) javac=$target ;;
      *) javac=$(dirname "$javac")/$target ;;
    esac
    hops=$((hops + 1))
  done
  (cd "$(dirname "$javac")/.." 2>/dev/null && pwd -P)
}

usual_folders() {
  if [ -n "${CHAPERONE_JDK_FOLDERS+set}" ]; then
    printf '%s\n' "$CHAPERONE_JDK_FOLDERS" | tr ':' '\n'
    return
  fi
  printf '%s\n' \
    /usr/lib/jvm /usr/lib64/jvm /usr/java /usr/local/java /usr/local/lib/jvm /opt /opt/java /opt/jdk \
    "${SDKMAN_DIR:-$HOME/.sdkman}/candidates/java" "$HOME/.jdks" "$HOME/.gradle/jdks" "$HOME/.m2/jdks" \
    "${ASDF_DATA_DIR:-$HOME/.asdf}/installs/java" "$HOME/.local/share/mise/installs/java" \
    "$HOME/.jabba/jdk" "$HOME/.local/share/JetBrains/jdks" \
    "$HOME/Library/Java/JavaVirtualMachines" /Library/Java/JavaVirtualMachines \
    "/c/Program Files/Java" "/c/Program Files/Eclipse Adoptium" "/c/Program Files/Microsoft"
  local brew
  for brew in "${HOMEBREW_PREFIX:-}" /opt/homebrew /usr/local /home/linuxbrew/.linuxbrew; do
    if [ -n "$brew" ] && [ -d "$brew/opt" ]; then
      printf '%s\n' "$brew"/opt/openjdk*/libexec "$brew"/opt/openjdk*
    fi
  done
}

# One line: what to type on this system.
say_how_to_install() {
  local how id="" like="" version=""
  if [ -r /etc/os-release ]; then
    id=$(sed -n 's/^ID="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' /etc/os-release)
    like=$(sed -n 's/^ID_LIKE="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' /etc/os-release)
    version=$(sed -n 's/^VERSION_ID="\{0,1\}\([0-9]*\).*/\1/p' /etc/os-release)
  fi
  local sdkman="curl -s https://get.sdkman.io | bash && . ~/.sdkman/bin/sdkman-init.sh && sdk install java 25-tem"
  case "$(uname -s)" in
    Darwin) how="brew install openjdk@25" ;;
    MINGW* | MSYS* | CYGWIN*) how="winget install EclipseAdoptium.Temurin.25.JDK" ;;
    *)
      case " $id $like " in
        *" ubuntu "*)
          if [ "${version:-0}" -ge 24 ]; then how="sudo apt-get install openjdk-25-jdk"; else how=$sdkman; fi ;;
        *" debian "*)
          # Debian 12 and older have no JDK 25 package.
          if [ "${version:-99}" -ge 13 ]; then how="sudo apt-get install openjdk-25-jdk"; else how=$sdkman; fi ;;
        *" fedora "* | *" rhel "* | *" centos "*) how="sudo dnf install java-25-openjdk-devel" ;;
        *suse*) how="sudo zypper install java-25-openjdk-devel" ;;
        *" arch "*) how="sudo pacman -S jdk-openjdk" ;;
        *" alpine "*) how="sudo apk add openjdk25" ;;
        *) how=$sdkman ;;
      esac ;;
  esac
  echo "chaperone: needs a JDK $wanted or newer and found none. Install one: $how   (or set JDK25_HOME to an unpacked JDK, such as Temurin from https://adoptium.net)" >&2
}

try_home "${JDK25_HOME:-}"
try_home "${JAVA_HOME:-}"
try_home "$(home_of_javac_on_path)"
while IFS= read -r folder; do
  [ -d "$folder" ] || continue
  for home in "$folder"/*; do
    if [ -d "$home" ]; then try_home "$home"; fi
  done
  try_home "$folder"
done <<FOLDERS
$(usual_folders)
FOLDERS
say_how_to_install
exit 3
