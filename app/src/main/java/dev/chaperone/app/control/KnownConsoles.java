package dev.chaperone.app.control;

import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.app.data.Reasons;
import dev.chaperone.console.ConsoleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of console ports that were trusted at the first visit, one line each: address, a
 * blank, SHA-256. A certificate that changed is never replaced here; a person removes its line.
 */
public final class KnownConsoles {
  private final Path folder;
  private final Path file;

  /**
   * @param folder a person's own, where the file {@code known-consoles} is kept
   */
  public KnownConsoles(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("known-consoles");
  }

  public Path file() {
    return file;
  }

  /** Throws {@code INVALID} if the line is damaged, {@code STORE} if the file cannot be read. */
  Optional<Fingerprint> of(ConsoleAddress address) {
    String start = address + " ";
    try {
      for (String line : lines()) {
        if (line.startsWith(start)) {
          return Optional.of(Fingerprint.parse(line.substring(start.length())));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID,
          "the line of " + address + " in " + file + " is damaged; mend or remove it",
          e);
    }
  }

  void remember(ConsoleAddress address, Fingerprint fingerprint) {
    try {
      List<String> all = new ArrayList<>(lines());
      all.add(address + " " + fingerprint.hex());
      OwnerOnly.folder(folder);
      OwnerOnly.replace(file, String.join("\n", all) + "\n");
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private ConsoleException unusable(IOException e) {
    return new ConsoleException(
        ConsoleException.Code.STORE,
        "the known consoles in "
            + file
            + " cannot be used ("
            + Reasons.of(e)
            + "); mend it, or say the certificate by --console-fingerprint",
        e);
  }
}
