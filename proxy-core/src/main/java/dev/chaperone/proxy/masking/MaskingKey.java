package dev.chaperone.proxy.masking;

import dev.chaperone.proxy.identity.OwnerOnlyFiles;
import dev.chaperone.proxy.mask.HashKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The installation's key for hashes that hide values, in the folder of its keys. */
public final class MaskingKey {
  private static final String FILE = "masking-key";
  private static final int BYTES = 32;

  private MaskingKey() {}

  /**
   * Reads the key, making it at first use. Whoever deletes the file gets another one, and other
   * hashes, from the next start on.
   *
   * @throws UncheckedIOException if it cannot be read or written, or others could read it
   */
  public static HashKey open(Path keyFolder) {
    Path file = keyFolder.resolve(FILE);
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        boolean unused = OwnerOnlyFiles.create(file, fresh);
      }
      byte[] key = OwnerOnlyFiles.read(file);
      if (key.length < HashKey.MIN_BYTES) {
        throw new IOException(file + " is too short for a key. Delete it: a new one is made.");
      }
      return new HashKey(key);
    } catch (IOException e) {
      throw new UncheckedIOException("The key for masking cannot be used: " + e.getMessage(), e);
    }
  }
}
