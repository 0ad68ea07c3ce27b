package dev.chaperone.proxy.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.chaperone.proxy.identity.KeyFolder;
import dev.chaperone.proxy.identity.SettableClock;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCaTest {
  @TempDir Path data;
  private final SettableClock clock = new SettableClock(Instant.now());
  private LocalCa ca;

  @BeforeEach
  void setUp() {
    ca = open();
  }

  @Test
  void aClientThatTrustsOnlyTheLocalCaIsServedOnEveryLoopbackName() throws Exception {
    for (InetAddress address :
        List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1"))) {
      HttpsServer server = serve(ca.serverContext(), address);
      try {
        int port = server.getAddress().getPort();
        for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
          if (host.equals("[::1]") == (address.getAddress().length == 16)) {
            assertThat(get("https://" + host + ":" + port + "/")).isEqualTo("hello");
          }
        }
      } finally {
        server.stop(0);
      }
    }
  }

  @Test
  void theServerCertificateIsGoodForNoOtherName() throws Exception {
    HttpsServer server = serve(ca.serverContext(), InetAddress.getByName("127.0.0.2"));
    try {
      int port = server.getAddress().getPort();
      assertThatThrownBy(() -> get("https://127.0.0.2:" + port + "/"))
          .isInstanceOf(SSLException.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aCertificateTheAuthorityGaveForAnotherNameIsRefusedByItsNameConstraint() throws Exception {
    GeneralNames names =
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, "bigquery.googleapis.com"),
              CertificateMaker.address(new byte[] {127, 0, 0, 1}),
              CertificateMaker.address(new byte[] {127, 0, 0, 2})
            });
    KeyAndChain stolen = CertificateMaker.server(authorityKey(), names, clock.instant());
    HttpsServer server = serve(stolen.serverContext(), InetAddress.getByName("127.0.0.2"));
    try {
      int port = server.getAddress().getPort();
      assertThatThrownBy(() -> get("https://127.0.0.2:" + port + "/"))
          .isInstanceOf(SSLException.class)
          .hasStackTraceContaining("name constraint");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theWorldsAuthoritiesDoNotVouchForIt() throws Exception {
    HttpsServer server = serve(ca.serverContext(), InetAddress.getByName("127.0.0.1"));
    try {
      URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
      HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
      assertThatThrownBy(connection::getResponseCode).isInstanceOf(SSLException.class);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-verify_hostname localhost", "-verify_ip 127.0.0.1", "-verify_ip ::1"})
  void opensslVerifiesTheChainStrictly(String name) throws Exception {
    assertThat(openssl(ca.serverChain().getFirst(), name)).contains("0 leaf.pem: OK");
  }

  @Test
  void opensslRefusesOtherNamesAndConstrainedOnes() throws Exception {
    assertThat(openssl(ca.serverChain().getFirst(), "-verify_hostname example.com"))
        .contains("ostname mismatch");
    GeneralNames google =
        new GeneralNames(new GeneralName(GeneralName.dNSName, "bigquery.googleapis.com"));
    X509Certificate stolen =
        CertificateMaker.server(authorityKey(), google, clock.instant()).certificate();
    assertThat(openssl(stolen, "-verify_hostname bigquery.googleapis.com"))
        .contains("permitted subtree violation");
  }

  @Test
  void theKeyOfTheTrustedRootIsKeptNowhere() throws Exception {
    assertThat(authorityKey().certificate()).isNotEqualTo(ca.authority());
    try (var files = Files.list(data.resolve("keys"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("signing-key.jwk", "local-ca.p12", "local-server.p12");
    }
  }

  @Test
  void certificatesSayWhatStrictClientsWant() throws Exception {
    X509Certificate authority = ca.authority();
    assertThat(authority.getCriticalExtensionOIDs()).contains("2.5.29.30", "2.5.29.19");
    assertThat(authority.getBasicConstraints()).isOne();
    assertThat(ca.serverChain().get(1).getBasicConstraints()).isZero();
    assertThat(ca.serverChain().get(1).getCriticalExtensionOIDs()).contains("2.5.29.30");
    assertThat(authority.getPublicKey().getAlgorithm()).isEqualTo("EC");
    X509Certificate leaf = ca.serverChain().getFirst();
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(
            Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant())
                .toDays())
        .isLessThanOrEqualTo(398);
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void theCertificateIsKeptAndRenewedNearItsEndUnderTheSameAuthority() {
    LocalCa again = open();
    assertThat(again.serverChain()).isEqualTo(ca.serverChain());
    assertThat(again.serverKey()).isEqualTo(ca.serverKey());
    clock.advance(Duration.ofDays(370));
    LocalCa later = open();
    assertThat(later.authority()).isEqualTo(ca.authority());
    assertThat(later.serverChain().getFirst()).isNotEqualTo(ca.serverChain().getFirst());
    assertThat(later.serverChain().getFirst().getNotAfter().toInstant())
        .isAfter(clock.instant().plus(Duration.ofDays(300)));
  }

  @Test
  void anAuthorityNearItsEndIsRenewedWithEverythingThatHangsOnIt() throws Exception {
    clock.advance(Duration.ofDays(3_300));
    LocalCa later = open();
    assertThat(later.authority()).isNotEqualTo(ca.authority());
    assertThat(later.serverChain().getLast()).isEqualTo(later.authority());
    assertThat(Files.readString(later.certificateFile())).contains(firstLine(later.authority()));
    assertThat(trusted(later.trustStoreFile())).isEqualTo(later.authority());
  }

  @Test
  void keysAreOwnerOnlyAndWhatClientsNeedIsReadable() throws Exception {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    assertThat(permissions(data.resolve("keys/local-ca.p12"))).isEqualTo("rw-------");
    assertThat(permissions(data.resolve("keys/local-server.p12"))).isEqualTo("rw-------");
    assertThat(permissions(ca.certificateFile())).isEqualTo("rw-r--r--");
    assertThat(permissions(ca.trustStoreFile())).isEqualTo("rw-r--r--");
    Files.setPosixFilePermissions(
        data.resolve("keys/local-ca.p12"), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void p1PublicFilesAndTextsHoldNoPrivateKey() throws Exception {
    assertThat(trusted(ca.trustStoreFile())).isEqualTo(ca.authority());
    assertThat(Files.readString(ca.certificateFile())).doesNotContain("PRIVATE");
    String key = HexFormat.of().formatHex(ca.serverKey().getEncoded());
    String authorityKey = HexFormat.of().formatHex(authorityKey().key().getEncoded());
    for (Path file : List.of(ca.certificateFile(), ca.trustStoreFile())) {
      String content = HexFormat.of().formatHex(Files.readAllBytes(file));
      assertThat(content).doesNotContain(key).doesNotContain(authorityKey);
    }
    assertThat(ca.toString() + authorityKey())
        .doesNotContain(Base64.getEncoder().encodeToString(ca.serverKey().getEncoded()))
        .contains("Chaperone issuing");
  }

  @Test
  void aDamagedServerCertificateIsMadeAnewAndADamagedAuthorityIsNot() throws Exception {
    Files.write(data.resolve("keys/local-server.p12"), new byte[100]);
    assertThat(open().serverChain().getLast()).isEqualTo(ca.authority());
    Files.write(data.resolve("keys/local-ca.p12"), new byte[100]);
    assertThatThrownBy(this::open)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("is damaged")
        .hasMessageContaining("Restore it from a backup");
  }

  private LocalCa open() {
    return LocalCa.open(data, KeyFolder.open(data), clock);
  }

  private KeyAndChain authorityKey() throws Exception {
    return KeyAndChain.fromPkcs12(Files.readAllBytes(data.resolve("keys/local-ca.p12")));
  }

  private static HttpsServer serve(SSLContext context, InetAddress address) throws Exception {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    return server;
  }

  private String get(String url) throws Exception {
    HttpsURLConnection connection = (HttpsURLConnection) URI.create(url).toURL().openConnection();
    connection.setSSLSocketFactory(trusting(ca.trustStoreFile()).getSocketFactory());
    try (var in = connection.getInputStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static SSLContext trusting(Path store) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(load(store));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate trusted(Path store) throws Exception {
    KeyStore loaded = load(store);
    assertThat(loaded.size()).isEqualTo(1);
    String alias = loaded.aliases().nextElement();
    assertThat(loaded.isCertificateEntry(alias)).isTrue();
    return (X509Certificate) loaded.getCertificate(alias);
  }

  private static KeyStore load(Path store) throws Exception {
    return KeyStore.getInstance(store.toFile(), LocalCa.TRUST_STORE_PASSWORD.toCharArray());
  }

  private String openssl(X509Certificate leaf, String option) throws Exception {
    Path folder = Files.createTempDirectory(data, "openssl");
    Files.writeString(folder.resolve("leaf.pem"), pem(leaf));
    Files.writeString(folder.resolve("issuing.pem"), pem(ca.serverChain().get(1)));
    String command =
        "openssl verify -x509_strict -purpose sslserver -CAfile "
            + ca.certificateFile()
            + " -untrusted issuing.pem "
            + option
            + " leaf.pem";
    Process process;
    try {
      process =
          new ProcessBuilder(command.split(" "))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (java.io.IOException e) {
      assumeTrue(false, "no openssl here");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + output;
  }

  private static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static String firstLine(X509Certificate certificate) throws Exception {
    return Base64.getMimeEncoder().encodeToString(certificate.getEncoded()).substring(0, 64);
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
