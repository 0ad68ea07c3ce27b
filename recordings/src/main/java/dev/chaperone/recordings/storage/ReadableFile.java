package dev.chaperone.recordings.storage;

import java.io.Closeable;
import java.io.IOException;

/** A file being read. An interrupted thread can read: nothing closes the file under others. */
public interface ReadableFile extends Closeable {

  long length() throws IOException;

  /** Reads up to {@code length} bytes; fewer only at the end of the file. */
  byte[] read(long position, int length) throws IOException;
}
