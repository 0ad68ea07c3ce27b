package dev.chaperone.app.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the places of this clone. */
public final class Clone {
  private Clone() {}

  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("scripts/jdk.sh"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the tests must be started inside the clone");
    }
    return folder;
  }

  static Path clients() {
    return root().resolve("app/src/test/clients");
  }

  /** Where {@code ./check} puts the clients' libraries. */
  static Path prepared() {
    return root().resolve("target/clients");
  }
}
