package dev.chaperone.recordings.storage;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Storage that keeps nothing and takes its time to force: for what a slow disk does to memory. */
public final class SlowDiscardingStorage implements Storage {
  private static final long FORCE_NANOS = 20_000_000;

  @Override
  public List<String> list() {
    return List.of();
  }

  @Override
  public WritableFile create(String name) {
    return new WritableFile() {
      @Override
      public void write(long position, ByteBuffer bytes) {
        bytes.position(bytes.limit());
      }

      @Override
      public void force() {
        LockSupport.parkNanos(FORCE_NANOS);
      }

      @Override
      public void truncate(long length) {}

      @Override
      public void close() {}
    };
  }

  @Override
  public WritableFile open(String name) {
    return create(name);
  }

  @Override
  public ReadableFile read(String name) throws IOException {
    throw new FileNotFoundException(name);
  }

  @Override
  public void rename(String from, String to) {}

  @Override
  public void delete(String name) {}

  @Override
  public void forceDirectory() {}

  @Override
  public long usableSpace() {
    return Long.MAX_VALUE / 2;
  }

  @Override
  public String describe() {
    return "nowhere";
  }

  @Override
  public Closeable lock() {
    return () -> {};
  }
}
