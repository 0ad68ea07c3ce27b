package dev.chaperone.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.jwk.ECKey;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFolderTest {
  @TempDir Path data;

  @BeforeEach
  void posixOnly() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
  }

  @Test
  void theKeyIsMadeOnceAndOnlyItsOwnerCanReadIt() throws Exception {
    KeyFolder first = KeyFolder.open(data);
    KeyFolder second = KeyFolder.open(data);
    assertThat(first.createdSigningKey()).isTrue();
    assertThat(second.createdSigningKey()).isFalse();
    assertThat(second.signingKey().keyId()).isEqualTo(first.signingKey().keyId());
    assertThat(permissions(first.folder())).isEqualTo("rwx------");
    assertThat(permissions(keyFile())).isEqualTo("rw-------");
    assertThat(first.signingKey().issuer()).isEqualTo("chaperone:" + first.signingKey().keyId());
    assertThat(ECKey.parse(Files.readString(keyFile())).computeThumbprint().toString())
        .isEqualTo(first.signingKey().keyId());
  }

  @Test
  void manyStartingAtOnceAgreeOnOneKey() throws Exception {
    try (var executor = Executors.newFixedThreadPool(8)) {
      List<Callable<String>> starts =
          IntStream.range(0, 8)
              .<Callable<String>>mapToObj(i -> () -> KeyFolder.open(data).signingKey().keyId())
              .toList();
      var ids = new java.util.HashSet<String>();
      for (var start : executor.invokeAll(starts)) {
        ids.add(start.get());
      }
      assertThat(ids).hasSize(1);
    }
    try (var files = Files.list(data.resolve("keys"))) {
      assertThat(files).containsExactly(keyFile());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-r--r--"})
  void aKeyOthersCanReachIsRefusedWithTheWayOut(String permissions) throws Exception {
    KeyFolder.open(data);
    Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(() -> KeyFolder.open(data))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("chmod 600")
        .hasMessageContaining("delete it");
  }

  @Test
  void aKeyThatIsALinkIsRefused(@TempDir Path elsewhere) throws Exception {
    KeyFolder.open(data);
    Path moved = Files.move(keyFile(), elsewhere.resolve("k"));
    Files.createSymbolicLink(keyFile(), moved);
    assertThatThrownBy(() -> KeyFolder.open(data))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no plain file");
  }

  @Test
  void anOpenFolderIsClosed() throws Exception {
    Files.createDirectory(data.resolve("keys"));
    Files.setPosixFilePermissions(
        data.resolve("keys"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(permissions(KeyFolder.open(data).folder())).isEqualTo("rwx------");
  }

  @Test
  void p1ADamagedKeyIsNotRepeatedInTheMessage() throws Exception {
    KeyFolder.open(data);
    String key = Files.readString(keyFile());
    String secret = ECKey.parse(key).getD().toString();
    Files.writeString(keyFile(), key.substring(0, key.length() - 2));
    assertThatThrownBy(() -> KeyFolder.open(data))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Restore it from a backup")
        .satisfies(
            e -> {
              for (Throwable t = e; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain(secret);
              }
            });
    Files.writeString(keyFile(), key.replace(secret, "AAAA"));
    assertThatThrownBy(() -> KeyFolder.open(data)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void p1NothingSecretIsInTheTextOfAnyObject() throws Exception {
    KeyFolder keys = KeyFolder.open(data);
    String secret = ECKey.parse(Files.readString(keyFile())).getD().toString();
    assertThat(keys.toString() + keys.signingKey())
        .doesNotContain(secret)
        .contains(keys.signingKey().keyId());
    TokenMinter minter =
        new TokenMinter(keys.signingKey(), java.time.Clock.systemUTC(), () -> "id");
    TokenMinter.Minted minted =
        minter.mint(
            new TokenMinter.Claims("a", 1, List.of(), "", "", ""),
            TokenUse.AGENT,
            java.time.Instant.MAX);
    assertThat(minted.toString()).doesNotContain("ey").contains("expires");
  }

  private Path keyFile() {
    return data.resolve("keys/signing-key.jwk");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
