package dev.chaperone.recordings.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file being written; what was written is durable only after {@link #force}. */
public interface WritableFile extends Closeable {

  /** Writes all remaining bytes at the position. */
  void write(long position, ByteBuffer bytes) throws IOException;

  void force() throws IOException;

  void truncate(long length) throws IOException;
}
