package dev.chaperone.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final Path HOME = Path.of("/home/ada");

  @TempDir Path folder;

  @Test
  void eachPlatformHasItsUsualPlace() {
    assertThat(usual("Linux", Map.of())).isEqualTo("/home/ada/.local/share/chaperone");
    assertThat(usual("Linux", Map.of("XDG_DATA_HOME", "/data"))).isEqualTo("/data/chaperone");
    assertThat(usual("Linux", Map.of("XDG_DATA_HOME", "relative")))
        .isEqualTo("/home/ada/.local/share/chaperone");
    assertThat(usual("Mac OS X", Map.of()))
        .isEqualTo("/home/ada/Library/Application Support/Chaperone");
    assertThat(usual("Windows 11", Map.of("LOCALAPPDATA", "/c/Local")))
        .isEqualTo("/c/Local/Chaperone");
    assertThat(usual("Windows 11", Map.of())).isEqualTo("/home/ada/AppData/Local/Chaperone");
  }

  private static String usual(String os, Map<String, String> environment) {
    return DataFolder.usual(os, environment, HOME).toString();
  }

  @Test
  void isMadeForItsOwnerOnlyAndTightenedIfItWasOpen() throws IOException {
    DataFolder fresh = new DataFolder(folder.resolve("a/b"));
    fresh.create();
    assertThat(rights(fresh.root())).isEqualTo("rwx------");

    Path open =
        Files.createDirectory(
            folder.resolve("open"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    assertThat(OwnerOnly.isOpenToOthers(open)).isTrue();
    new DataFolder(open).create();
    assertThat(rights(open)).isEqualTo("rwx------");
    assertThat(OwnerOnly.isOpenToOthers(open)).isFalse();
  }

  @Test
  void filesAreReplacedWholeAndStayTheOwners() throws IOException {
    Path file = folder.resolve("f.json");
    OwnerOnly.replace(file, "one");
    OwnerOnly.replace(file, "two");
    assertThat(file).hasContent("two");
    assertThat(rights(file)).isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
