package dev.chaperone.proxy.operator;

import dev.chaperone.proxy.identity.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The owner-only file the passphrase's hash lies in. A new one is written beside it first,
 * recorded, and then put in its place; if the process ends in between, the next one finishes that.
 */
final class PassphraseFile {
  private final Path folder;
  private final Path file;
  private final Path coming;

  PassphraseFile(Path dataFolder) {
    folder = dataFolder.resolve("keys");
    file = folder.resolve("operator.json");
    coming = folder.resolve("operator.next.json");
  }

  /**
   * The content; of a new file whose digest is recorded already, but which was not put in its place
   * yet, that one.
   *
   * @param recorded digest of the file there should be
   */
  Optional<byte[]> read(String recorded) throws IOException {
    Optional<byte[]> content = content(file);
    if (!recorded.isEmpty() && !content.map(PassphraseHash::digest).equals(Optional.of(recorded))) {
      Optional<byte[]> next = content(coming);
      if (next.map(PassphraseHash::digest).equals(Optional.of(recorded))) {
        put();
        return next;
      }
    }
    return content;
  }

  private static Optional<byte[]> content(Path from) throws IOException {
    if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(OwnerOnlyFiles.read(from));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void prepare(byte[] content) throws IOException {
    OwnerOnlyFiles.folder(folder);
    OwnerOnlyFiles.replace(coming, content);
  }

  void put() throws IOException {
    Files.move(coming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() throws IOException {
    Files.deleteIfExists(coming);
    Files.deleteIfExists(file);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
