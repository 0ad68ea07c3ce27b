package dev.chaperone.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.chaperone.app.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
  @TempDir(factory = ShortTemp.class)
  Path temporary;

  @Test
  void liesInTheDataFolderIfItsPathIsShortEnough() throws IOException {
    DataFolder data = new DataFolder(temporary.resolve("d"));
    assertThat(ControlSocket.place(data, Map.of(), temporary))
        .isEqualTo(data.root().resolve("control.sock"));
  }

  @Test
  void liesInAnOwnerOnlyFolderOfTheSystemOtherwise() throws IOException {
    DataFolder data = deep();
    Path socket = ControlSocket.place(data, Map.of(), temporary);
    assertThat(socket.toString().length()).isLessThanOrEqualTo(100);
    assertThat(socket)
        .startsWithRaw(temporary)
        .isEqualTo(ControlSocket.place(data, Map.of(), temporary));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
        .isEqualTo("rwx------");

    Path runtime = Files.createDirectory(temporary.resolve("run"));
    assertThat(ControlSocket.place(data, Map.of("XDG_RUNTIME_DIR", runtime.toString()), temporary))
        .startsWithRaw(runtime);
  }

  @Test
  void twoFoldersHaveTwoSockets() throws IOException {
    Path one = ControlSocket.place(deep(), Map.of(), temporary);
    Path two = ControlSocket.place(new DataFolder(deep().root().resolve("b")), Map.of(), temporary);
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void aLinkSomebodyLaidInAdvanceIsNotFollowed() throws IOException {
    Path socket = ControlSocket.place(deep(), Map.of(), temporary);
    Files.delete(socket.getParent());
    Files.createSymbolicLink(socket.getParent(), Files.createDirectory(temporary.resolve("trap")));
    assertThatIOException()
        .isThrownBy(() -> ControlSocket.place(deep(), Map.of(), temporary))
        .withMessageContaining("link");
  }

  private DataFolder deep() {
    return new DataFolder(temporary.resolve("x".repeat(60)).resolve("y".repeat(60)));
  }
}
