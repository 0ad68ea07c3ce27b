package dev.chaperone.ui.launch;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks whether a window can be opened, before the toolkit is asked and complains with a stack
 * trace.
 *
 * @param platform the toolkit's platform if it was chosen by hand, {@code ""} if not
 * @param hasLibrary whether a native library can be loaded
 */
record Display(
    String system, Map<String, String> environment, String platform, Predicate<String> hasLibrary) {
  private static final String GTK = "libgtk-3.so.0";

  static Display here() {
    return new Display(
        System.getProperty("os.name", ""),
        System.getenv(),
        System.getProperty("glass.platform", ""),
        Display::canLoad);
  }

  /** Why no window can be opened; empty if one can, as far as can be told. */
  Optional<String> obstacle() {
    if (!platform.isEmpty() || !system.toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    if (environment.getOrDefault("DISPLAY", "").isEmpty()) {
      return Optional.of(
          "No window: there is no display (DISPLAY is not set). Start it from a desktop session, or"
              + " use chaperone serve and chaperone sessions.");
    }
    if (!hasLibrary.test(GTK)) {
      return Optional.of(
          "No window: GTK 3 is missing. Install it (Debian, Ubuntu: apt-get install libgtk-3-0) and"
              + " start again.");
    }
    return Optional.empty();
  }

  private static boolean canLoad(String library) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException missing) {
      return false;
    }
  }
}
