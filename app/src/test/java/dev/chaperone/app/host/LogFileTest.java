package dev.chaperone.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {
  private static final String JWT = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl-_x";

  @TempDir Path folder;

  @Test
  void takesOutWhatLooksLikeACredential() {
    for (String secret : new String[] {JWT, "ya29.a0AfH6SMBx-y_z", "abcdef0123456789ABC"}) {
      assertThat(LogFile.withoutCredentials("Authorization: Bearer " + secret + " end"))
          .doesNotContain(secret)
          .endsWith(" end");
    }
    assertThat(LogFile.withoutCredentials("token=" + JWT)).doesNotContain("eyJhbGci");
    assertThat(LogFile.withoutCredentials("-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END"))
        .doesNotContain("MIIabc");
    assertThat(LogFile.withoutCredentials("a plain line")).isEqualTo("a plain line");
  }

  @Test
  void writesForTheOwnerOnlyAndKeepsOldFiles() throws IOException {
    Path file = folder.resolve("logs/chaperone.log");
    LogFile.use(file);
    LoggerFactory.getLogger("test").warn("first {}", JWT, new IllegalStateException("why"));
    assertThat(file).content().contains("WARNING test: first [removed]", "IllegalState");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Files.writeString(file, "x".repeat(5_000_001));
    LoggerFactory.getLogger("test").info("second");
    assertThat(file).content().contains("second").hasSizeLessThan(200);
    assertThat(folder.resolve("logs/chaperone.log.1")).hasSize(5_000_001);
  }

  @Test
  void makesNoDataFolderByTheWay() {
    LogFile.use(folder.resolve("data/logs/chaperone.log"));
    LoggerFactory.getLogger("test").warn("lost");
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
