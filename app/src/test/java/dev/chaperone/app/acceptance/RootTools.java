package dev.chaperone.app.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * What only root may do to a file system, for tests that are skipped, visibly, where it may not.
 */
final class RootTools {
  private RootTools() {}

  /** A small file system of its own in memory; skips the test where it cannot be had. */
  static AutoCloseable smallDisk(Path folder, int mebibytes)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        ends("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString()),
        "needs root and mount, for a small disk of its own");
    return () -> {
      if (!ends("umount", folder.toString())) {
        ends("umount", "-l", folder.toString());
      }
    };
  }

  static void remount(Path folder, String mode) throws IOException, InterruptedException {
    if (!ends("mount", "-o", "remount," + mode, folder.toString())) {
      throw new AssertionError("cannot remount " + folder + " " + mode);
    }
  }

  /**
   * Makes folder and files unwritable even through descriptors that are open; skips the test where
   * the file system cannot.
   */
  static AutoCloseable immutable(Path folder) throws IOException, InterruptedException {
    AutoCloseable undo = () -> ends("chattr", "-R", "-i", folder.toString());
    if (!ends("chattr", "-R", "+i", folder.toString())) {
      ends("chattr", "-R", "-i", folder.toString());
      Assumptions.abort("needs root, chattr and a file system that knows immutable files");
    }
    return undo;
  }

  private static boolean ends(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }
}
