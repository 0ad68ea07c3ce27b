package dev.chaperone.proxy.listener;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body whose faults are all {@link IOException}s: the server's own exceptions would
 * look like faults of the gateway. Whoever sees one drops the connection.
 */
final class AgentBody extends FilterInputStream {

  AgentBody(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  private static IOException unreadable(RuntimeException e) {
    return new IOException("the request's body cannot be read", e);
  }
}
