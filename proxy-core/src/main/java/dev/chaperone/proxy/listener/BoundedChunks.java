package dev.chaperone.proxy.listener;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataListener;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;
import io.helidon.webserver.CloseConnectionException;
import java.nio.charset.Charset;

/**
 * A connection's reader that gives out no more than 1 MiB at once. Helidon holds a whole HTTP/1
 * chunk before it hands over its first byte, so that without this any stranger could fill the
 * memory with one chunk that never ends. No client of BigQuery's sends chunks this large.
 */
final class BoundedChunks extends DataReader {
  static final int MAX = 1 << 20;

  private final DataReader reader;

  BoundedChunks(DataReader reader) {
    super(() -> new byte[0]);
    this.reader = reader;
  }

  /** The connection is dropped: nothing after such a chunk can be read either. */
  private static int bounded(int length) {
    if (length > MAX) {
      throw new CloseConnectionException("a piece of " + length + " bytes is too large to read");
    }
    return length;
  }

  @Override
  public BufferData readBuffer(int length) {
    return reader.readBuffer(bounded(length));
  }

  @Override
  public BufferData getBuffer(int length) {
    return reader.getBuffer(bounded(length));
  }

  @Override
  public byte[] readBytes(int length) {
    return reader.readBytes(bounded(length));
  }

  @Override
  public String readAsciiString(int length) {
    return reader.readAsciiString(bounded(length));
  }

  @Override
  public LazyString readLazyString(Charset charset, int length) {
    return reader.readLazyString(charset, bounded(length));
  }

  @Override
  public BufferData readBuffer() {
    return reader.readBuffer();
  }

  @Override
  public int available() {
    return reader.available();
  }

  @Override
  public void pullData() {
    reader.pullData();
  }

  @Override
  public void skip(int length) {
    reader.skip(length);
  }

  @Override
  public void ensureAvailable() {
    reader.ensureAvailable();
  }

  @Override
  public byte read() {
    return reader.read();
  }

  @Override
  public byte lookup() {
    return reader.lookup();
  }

  @Override
  public boolean startsWithNewLine() {
    return reader.startsWithNewLine();
  }

  @Override
  public boolean startsWith(byte[] bytes) {
    return reader.startsWith(bytes);
  }

  @Override
  public String readLine() throws IncorrectNewLineException {
    return reader.readLine();
  }

  @Override
  public int findOrNewLine(byte wanted, int max) throws IncorrectNewLineException {
    return reader.findOrNewLine(wanted, max);
  }

  @Override
  public int findNewLine(int max) throws IncorrectNewLineException {
    return reader.findNewLine(max);
  }

  @Override
  public String debugDataHex() {
    return reader.debugDataHex();
  }

  @Override
  public <T> void listener(DataListener<T> listener, T context) {
    reader.listener(listener, context);
  }
}
