package dev.chaperone.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.proxy.tls.ConsoleCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which certificates a console trusts, against real ports. */
class RemotePortTest {
  @TempDir Path temp;
  private final List<String> notes = new ArrayList<>();
  private final AtomicInteger visitors = new AtomicInteger();

  private Path known() {
    return temp.resolve("own/known-consoles");
  }

  private ConsoleCertificate certificate(String name) {
    return ConsoleCertificate.open(temp.resolve(name), Clock.systemUTC());
  }

  private ConsolePort port(ConsoleCertificate certificate, int number) throws IOException {
    return ConsolePort.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), number),
        certificate.context(),
        address -> {
          visitors.incrementAndGet();
          throw new IllegalStateException("nobody was to log in");
        });
  }

  private RemotePort to(int number, Optional<Fingerprint> given) {
    return new RemotePort(
        new ConsoleAddress("127.0.0.1", number),
        given,
        new KnownConsoles(temp.resolve("own")),
        notes::add);
  }

  @Test
  void theFirstCertificateIsTrustedToldAndKeptForItsOwnerOnly() throws IOException {
    ConsoleCertificate certificate = certificate("a");
    try (ConsolePort port = port(certificate, 0)) {
      int number = port.address().getPort();
      to(number, Optional.empty()).open().close();
      assertThat(notes)
          .singleElement()
          .satisfies(
              note ->
                  assertThat(note)
                      .contains(
                          Fingerprint.parse(certificate.sha256()).toString(),
                          "127.0.0.1:" + number,
                          known().toString()));
      assertThat(known()).hasContent("127.0.0.1:" + number + " " + certificate.sha256());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known())))
          .isEqualTo("rw-------");
      to(number, Optional.empty()).open().close();
      assertThat(notes).hasSize(1);
    }
  }

  @Test
  void aCertificateThatChangedIsRefusedBeforeAnythingIsSentUntilItsLineIsRemoved()
      throws IOException {
    ConsoleCertificate old = certificate("a");
    ConsoleCertificate other = certificate("b");
    int number;
    Console before;
    try (ConsolePort port = port(old, 0)) {
      number = port.address().getPort();
      before = to(number, Optional.empty()).open();
    }
    try (ConsolePort port = port(other, number)) {
      assertThat(port.address().getPort()).isEqualTo(number);
      assertRefused(
          () -> to(number, Optional.empty()).open(),
          Fingerprint.parse(other.sha256()).toString(),
          Fingerprint.parse(old.sha256()).toString(),
          "remove the line",
          known().toString());
      // One that was opened before the port was taken over by another.
      assertRefused(() -> PortUnderTest.unlock(before, PortUnderTest.PASSPHRASE), "Nothing was");
      assertThat(visitors).hasValue(0);
      assertThat(known()).hasContent("127.0.0.1:" + number + " " + old.sha256());

      Files.delete(known());
      to(number, Optional.empty()).open().close();
      assertThat(known()).hasContent("127.0.0.1:" + number + " " + other.sha256());
    }
  }

  @Test
  void aFingerprintThatIsGivenCountsAndNothingElse() throws IOException {
    ConsoleCertificate certificate = certificate("a");
    Fingerprint right = Fingerprint.parse(certificate.sha256());
    Fingerprint wrong = Fingerprint.parse("ab".repeat(32));
    try (ConsolePort port = port(certificate, 0)) {
      int number = port.address().getPort();
      to(number, Optional.of(right)).open().close();
      assertThat(known()).doesNotExist();
      assertRefused(() -> to(number, Optional.of(wrong)).open(), wrong.toString());
      to(number, Optional.empty()).open().close();
      assertRefused(() -> to(number, Optional.of(wrong)).open(), right.toString());
    }
    assertThat(visitors).hasValue(0);
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    ConsoleCertificate certificate = certificate("a");
    try (ConsolePort port = port(certificate, 0)) {
      int number = port.address().getPort();
      Files.createDirectories(temp.resolve("own"));
      Files.writeString(known(), "127.0.0.1:" + number + " abc\n");
      assertRefused(() -> to(number, Optional.empty()).open(), "damaged");
    }
  }

  private static void assertRefused(ThrowingCallable action, String... texts) {
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(action)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.INVALID))
        .satisfies(e -> assertThat(e.getMessage()).contains(texts));
  }

  @Test
  void addressesAndFingerprintsAreReadAsPeopleWriteThem() {
    assertThat(ConsoleAddress.parse("Gateway.example:8650"))
        .isEqualTo(new ConsoleAddress("gateway.example", 8650))
        .hasToString("gateway.example:8650");
    assertThat(ConsoleAddress.parse("[::1]:1"))
        .isEqualTo(new ConsoleAddress("::1", 1))
        .hasToString("[::1]:1");
    String hex = "0a".repeat(32);
    String written = "0A" + ":0A".repeat(31);
    assertThat(Fingerprint.parse(hex)).hasToString(written).isEqualTo(Fingerprint.parse(written));
    assertThat(Fingerprint.parse("SHA256:" + hex)).isEqualTo(Fingerprint.parse(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8650", "host", "host:", "host:0", "host:65536", "::1:5", "a b:5"})
  void whatIsNoAddressIsSaid(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ConsoleAddress.parse(text))
        .withMessageContaining("HOST:PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "zz"})
  void whatIsNoFingerprintIsSaid(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Fingerprint.parse(text))
        .withMessageContaining("64 hexadecimal digits");
  }
}
