package dev.chaperone.recordings.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders and files that only their owner may read: 0700 and 0600 where the system knows modes. */
public final class OwnerOnly {
  private static final String FOLDER = "rwx------";
  private static final String FILE = "rw-------";

  private OwnerOnly() {}

  static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Makes the folder, and its missing parents, or tightens it if it is there. */
  public static void folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    restrict(folder, FOLDER);
  }

  /** Makes an empty file; fails if it exists. */
  public static void createFile(Path file) throws IOException {
    if (posix(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
    } else {
      Files.createFile(file);
    }
  }

  /** Tightens a file another library made, if it is there. */
  public static void file(Path file) throws IOException {
    if (Files.exists(file)) {
      restrict(file, FILE);
    }
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (posix(path)
        && !PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
            .equals(permissions)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
