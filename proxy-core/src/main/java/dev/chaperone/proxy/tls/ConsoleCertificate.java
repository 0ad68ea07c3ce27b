package dev.chaperone.proxy.tls;

import dev.chaperone.proxy.identity.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;

/**
 * The certificate of a data folder's console port, with its key. It is apart from the local CA's,
 * which may speak for loopback names only and is renewed: consoles know this one by its fingerprint
 * for as long as the folder lives.
 */
public final class ConsoleCertificate {
  private final KeyAndChain content;

  private ConsoleCertificate(KeyAndChain content) {
    this.content = content;
  }

  /**
   * Reads it, making it at first use.
   *
   * @throws UncheckedIOException if it cannot be read or made; the message says what to do
   */
  public static ConsoleCertificate open(Path dataFolder, Clock clock) {
    try {
      Path file = OwnerOnlyFiles.folder(dataFolder.resolve("keys")).resolve("console-port.p12");
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        KeyAndChain fresh = CertificateMaker.selfSigned("Chaperone console", clock.instant());
        OwnerOnlyFiles.create(file, fresh.toPkcs12());
      }
      return new ConsoleCertificate(read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The console port's certificate cannot be used: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform cannot make EC certificates", e);
    }
  }

  private static KeyAndChain read(Path file) throws IOException {
    byte[] bytes = OwnerOnlyFiles.read(file);
    try {
      return KeyAndChain.fromPkcs12(bytes);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          file
              + " is damaged. Restore it from a backup, or delete it: a new one is made at the next"
              + " start, and consoles have to be told its fingerprint.",
          e);
    }
  }

  public SSLContext context() {
    return content.serverContext();
  }

  /** SHA-256 of the certificate, 64 hex digits. */
  public String sha256() {
    try {
      byte[] encoded = content.certificate().getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ConsoleCertificate[" + sha256() + "]";
  }
}
