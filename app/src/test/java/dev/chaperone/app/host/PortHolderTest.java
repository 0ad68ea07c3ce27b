package dev.chaperone.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHolderTest {
  @TempDir Path proc;

  @Test
  void findsTheProcessBehindAPort() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp"),
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:21C2 00000000:0000 01 00000000:00000000 00:00000000 00000000  1000 0 111 1
           1: 0100007F:21C2 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 0 222 1
        """);
    Path fds = Files.createDirectories(proc.resolve("321/fd"));
    Files.createSymbolicLink(fds.resolve("7"), Path.of("socket:[222]"));
    Files.writeString(proc.resolve("321/comm"), "python3\n");

    assertThat(new PortHolder(proc).of(0x21C2)).contains("pid 321 (python3)");
    assertThat(new PortHolder(proc).of(80)).isEmpty();
  }

  @Test
  void saysNothingWhereTheSystemTellsNothing() {
    assertThat(new PortHolder(proc.resolve("missing")).of(80)).isEmpty();
  }
}
