package dev.chaperone.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleCertificateTest {
  @TempDir Path data;

  private ConsoleCertificate open() {
    return ConsoleCertificate.open(data, Clock.systemUTC());
  }

  private Path file() {
    return data.resolve("keys/console-port.p12");
  }

  @Test
  void itStaysTheSameForAsLongAsTheFolderLives() throws Exception {
    String first = open().sha256();
    assertThat(first).matches("[0-9a-f]{64}");
    assertThat(open().sha256()).isEqualTo(first);
    Clock years = Clock.offset(Clock.systemUTC(), Duration.ofDays(9 * 365));
    assertThat(ConsoleCertificate.open(data, years).sha256()).isEqualTo(first);
    Files.delete(file());
    assertThat(open().sha256()).isNotEqualTo(first);
  }

  @Test
  void onlyTheOwnerMayReadItsKey() throws Exception {
    open();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(this::open)
        .withMessageContaining("chmod 600");
  }

  @Test
  void aDamagedFileIsNamedAndNotReplacedUnasked() throws Exception {
    open();
    Files.writeString(file(), "nothing of the kind");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(this::open)
        .withMessageContaining(file().toString())
        .withMessageContaining("delete it");
    assertThat(file()).hasContent("nothing of the kind");
  }
}
