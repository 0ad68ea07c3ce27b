package dev.chaperone.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerLockTest {
  private static final OwnerRecord OWNER = new OwnerRecord(42, "serve", "", Instant.EPOCH);

  @TempDir Path folder;

  @Test
  void oneHasItAndTellsWho() throws IOException {
    DataFolder data = new DataFolder(folder.resolve("d"));
    try (OwnerLock lock = OwnerLock.acquire(data, OWNER).orElseThrow()) {
      assertThat(OwnerLock.acquire(data, OWNER)).isEmpty();
      assertThat(OwnerLock.recordOf(data)).contains(OWNER);
      lock.tell(OWNER.withSocket("/run/x.sock"));
      assertThat(OwnerLock.recordOf(data).orElseThrow().socket()).isEqualTo("/run/x.sock");
    }
    assertThat(OwnerLock.recordOf(data)).isEmpty();
    OwnerLock.acquire(data, OWNER).orElseThrow().close();
  }

  @Test
  void whatADeadOwnerLeftBehindDoesNotCount() throws IOException {
    DataFolder data = new DataFolder(folder.resolve("d"));
    data.create();
    Files.createFile(data.lockFile());
    for (String left :
        new String[] {"{\"pid\":1,\"command\":\"serve\",\"socket\":\"/x\"}", "{", ""}) {
      Files.writeString(data.ownerFile(), left);
      OwnerLock.acquire(data, OWNER).orElseThrow().close();
    }
  }
}
