package dev.chaperone.app.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLSocket;

/**
 * TLS over a socket, as a channel of buffers that have arrays. Closing it cuts the socket itself,
 * so that nobody waits for the other side; the length of each message tells whether it is whole.
 */
final class TlsChannel implements ByteChannel {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final Socket raw;
  private final SSLSocket tls;
  private final InputStream in;
  private final OutputStream out;

  /**
   * Speaks for neither side yet: {@link #handshake} is first.
   *
   * @param tls over {@code raw}
   */
  TlsChannel(Socket raw, SSLSocket tls) throws IOException {
    this.raw = raw;
    this.tls = tls;
    tls.setEnabledProtocols(VERSIONS);
    raw.setTcpNoDelay(true);
    raw.setKeepAlive(true);
    this.in = tls.getInputStream();
    this.out = tls.getOutputStream();
  }

  void handshake() throws IOException {
    tls.startHandshake();
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    int count = in.read(to.array(), to.arrayOffset() + to.position(), to.remaining());
    if (count > 0) {
      to.position(to.position() + count);
    }
    return count;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int count = from.remaining();
    out.write(from.array(), from.arrayOffset() + from.position(), count);
    from.position(from.limit());
    return count;
  }

  @Override
  public boolean isOpen() {
    return !raw.isClosed();
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
