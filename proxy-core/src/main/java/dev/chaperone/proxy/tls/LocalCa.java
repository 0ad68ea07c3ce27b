package dev.chaperone.proxy.tls;

import dev.chaperone.proxy.identity.KeyFolder;
import dev.chaperone.proxy.identity.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data folder's own certificate authority and the certificate of the HTTPS listener it signed.
 * The authority can only speak for loopback names, and nothing installs it in a system store.
 */
public final class LocalCa {
  /** Protects nothing: the trust store holds a public certificate. Java's usual word for it. */
  public static final String TRUST_STORE_PASSWORD = "changeit";

  private static final Logger LOG = LoggerFactory.getLogger(LocalCa.class);
  private static final Duration RENEW_SERVER_BEFORE = Duration.ofDays(30);
  private static final Duration RENEW_AUTHORITY_BEFORE = Duration.ofDays(400);

  private final KeyAndChain authority;
  private final KeyAndChain server;
  private final Path certificateFile;
  private final Path trustStoreFile;

  private LocalCa(KeyAndChain authority, KeyAndChain server, Path dataFolder) {
    this.authority = authority;
    this.server = server;
    this.certificateFile = dataFolder.resolve("ca.pem");
    this.trustStoreFile = dataFolder.resolve("ca.p12");
  }

  /**
   * Opens authority and server certificate, making or renewing what is missing or near its end.
   *
   * @throws UncheckedIOException if files cannot be read or written, or others could read a key
   */
  public static LocalCa open(Path dataFolder, KeyFolder keys, Clock clock) {
    try {
      KeyAndChain authority = authority(keys.folder().resolve("local-ca.p12"), clock.instant());
      KeyAndChain server =
          server(keys.folder().resolve("local-server.p12"), authority, clock.instant());
      LocalCa ca = new LocalCa(authority, server, dataFolder);
      ca.publish();
      return ca;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The local certificate authority in " + dataFolder + " cannot be used: " + e.getMessage(),
          e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform cannot make EC certificates", e);
    }
  }

  private static KeyAndChain authority(Path file, Instant now)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(file)) {
      OwnerOnlyFiles.create(file, CertificateMaker.authority(now).toPkcs12());
    }
    KeyAndChain authority = readAuthority(file);
    if (authority.expiresBefore(now.plus(RENEW_AUTHORITY_BEFORE))) {
      LOG.warn("The local CA is near its end and was renewed: clients must trust the new ca.pem.");
      authority = CertificateMaker.authority(now);
      OwnerOnlyFiles.replace(file, authority.toPkcs12());
    }
    return authority;
  }

  private static KeyAndChain readAuthority(Path file) throws IOException {
    byte[] content = OwnerOnlyFiles.read(file);
    try {
      return KeyAndChain.fromPkcs12(content);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          file
              + " is damaged. Restore it from a backup, or delete it: a new authority is made at the"
              + " next start, and clients must then trust the new ca.pem.");
    }
  }

  private static KeyAndChain server(Path file, KeyAndChain authority, Instant now)
      throws IOException, GeneralSecurityException {
    if (Files.exists(file)) {
      byte[] content = OwnerOnlyFiles.read(file);
      try {
        KeyAndChain server = KeyAndChain.fromPkcs12(content);
        if (server.issuedBy(authority) && !server.expiresBefore(now.plus(RENEW_SERVER_BEFORE))) {
          return server;
        }
      } catch (IOException | GeneralSecurityException e) {
        LOG.warn("The server certificate {} is damaged and is made anew.", file);
      }
    }
    KeyAndChain server = CertificateMaker.server(authority, now);
    OwnerOnlyFiles.replace(file, server.toPkcs12());
    return server;
  }

  private void publish() throws IOException, GeneralSecurityException {
    byte[] pem = pem(authority()).getBytes(StandardCharsets.US_ASCII);
    boolean current =
        Files.exists(certificateFile)
            && Files.exists(trustStoreFile)
            && Arrays.equals(pem, Files.readAllBytes(certificateFile));
    if (!current) {
      // The trust store first: ca.pem tells the next start that both were written.
      OwnerOnlyFiles.replacePublic(
          trustStoreFile, KeyAndChain.trustStore(authority(), TRUST_STORE_PASSWORD));
      OwnerOnlyFiles.replacePublic(certificateFile, pem);
    }
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** The certificate clients trust. */
  public X509Certificate authority() {
    return authority.root();
  }

  public PrivateKey serverKey() {
    return server.key();
  }

  /** Server certificate first, then the issuing one, then the one clients trust. */
  public List<X509Certificate> serverChain() {
    return server.chain();
  }

  /** For servers that want a ready context instead of key and chain. */
  public SSLContext serverContext() {
    return server.serverContext();
  }

  /** {@code DATA/ca.pem}. */
  public Path certificateFile() {
    return certificateFile;
  }

  /** {@code DATA/ca.p12} for Java clients, with {@link #TRUST_STORE_PASSWORD}. */
  public Path trustStoreFile() {
    return trustStoreFile;
  }

  @Override
  public String toString() {
    return "LocalCa[" + authority().getSubjectX500Principal() + "]";
  }
}
