package dev.chaperone.proxy.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The folder {@code keys} of a data folder: owner-only, holding the gateway's private keys. */
public final class KeyFolder {
  private static final String SIGNING_KEY = "signing-key.jwk";

  private final Path folder;
  private final SigningKey signingKey;
  private final boolean created;

  private KeyFolder(Path folder, SigningKey signingKey, boolean created) {
    this.folder = folder;
    this.signingKey = signingKey;
    this.created = created;
  }

  /**
   * Opens the folder, making it and the signing key at first use.
   *
   * @throws UncheckedIOException if it cannot be read or written, or others could read a key; the
   *     message says what to do
   */
  public static KeyFolder open(Path dataFolder) {
    try {
      Path folder = OwnerOnlyFiles.folder(dataFolder.resolve("keys"));
      Path file = folder.resolve(SIGNING_KEY);
      boolean created = false;
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] fresh = SigningKey.generate().toPrivateJson().getBytes(StandardCharsets.UTF_8);
        created = OwnerOnlyFiles.create(file, fresh);
      }
      return new KeyFolder(folder, load(file), created);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The key folder of " + dataFolder + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static SigningKey load(Path file) throws IOException {
    byte[] content = OwnerOnlyFiles.read(file);
    try {
      return SigningKey.fromJson(new String(content, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file
              + " is "
              + e.getMessage()
              + ". Restore it from a backup, or delete it: a new one is made at the next start and"
              + " every agent gets a new token.",
          e);
    }
  }

  public Path folder() {
    return folder;
  }

  public SigningKey signingKey() {
    return signingKey;
  }

  /** True if this opening made the signing key. */
  public boolean createdSigningKey() {
    return created;
  }

  @Override
  public String toString() {
    return "KeyFolder[" + folder + "]";
  }
}
