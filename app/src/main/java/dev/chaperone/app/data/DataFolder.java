package dev.chaperone.app.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where everything of one gateway lies: names the places in a data folder. */
public record DataFolder(Path root) {

  public DataFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** The platform's usual place for a user's application data. */
  public static DataFolder usual(String osName, Map<String, String> environment, Path home) {
    String os = osName.toLowerCase(java.util.Locale.ROOT);
    if (os.startsWith("mac")) {
      return new DataFolder(home.resolve("Library/Application Support/Chaperone"));
    }
    if (os.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      Path base = local.isEmpty() ? home.resolve("AppData/Local") : Path.of(local);
      return new DataFolder(base.resolve("Chaperone"));
    }
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    // The XDG specification: a relative value is to be ignored.
    Path base =
        !xdg.isEmpty() && Path.of(xdg).isAbsolute() ? Path.of(xdg) : home.resolve(".local/share");
    return new DataFolder(base.resolve("chaperone"));
  }

  /** Makes the folder, readable by its owner only. */
  public void create() throws IOException {
    OwnerOnly.folder(root);
  }

  public boolean exists() {
    return Files.isDirectory(root);
  }

  /** True if something was ever recorded or an agent created here. */
  public boolean isUsed() {
    return Files.exists(ownerFile()) || Files.exists(lockFile());
  }

  public Path lockFile() {
    return root.resolve("owner.lock");
  }

  public Path ownerFile() {
    return root.resolve("owner.json");
  }

  public Path agents() {
    return root.resolve("agents");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path logFile() {
    return logs().resolve("chaperone.log");
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
