package dev.chaperone.app.data;

import com.fasterxml.jackson.core.JacksonException;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to write to a data folder, held by one process at a time. The operating system takes
 * the lock back when the process ends however it ends, so nothing stale is left; the record beside
 * it may be stale and counts only while the lock is held.
 */
public final class OwnerLock implements AutoCloseable {
  private final DataFolder data;
  private final FileChannel channel;
  private final FileLock lock;

  private OwnerLock(DataFolder data, FileChannel channel, FileLock lock) {
    this.data = data;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the lock, or nothing if another process (or part of this one) holds it. */
  public static Optional<OwnerLock> acquire(DataFolder data, OwnerRecord owner) throws IOException {
    data.create();
    OwnerOnly.emptyFile(data.lockFile());
    FileChannel channel = FileChannel.open(data.lockFile(), StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    OwnerLock held = new OwnerLock(data, channel, lock);
    try {
      held.tell(owner);
    } catch (IOException e) {
      held.close();
      throw e;
    }
    return Optional.of(held);
  }

  /** Replaces what others read about the owner. */
  public void tell(OwnerRecord owner) throws IOException {
    OwnerOnly.replace(data.ownerFile(), Json.MAPPER.writeValueAsString(owner));
  }

  /** What the last owner told about itself; meaningful only while the lock is held. */
  public static Optional<OwnerRecord> recordOf(DataFolder data) throws IOException {
    Path file = data.ownerFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readValue(Files.readString(file), OwnerRecord.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(data.ownerFile());
    } finally {
      lock.release();
      channel.close();
    }
  }
}
