package dev.chaperone.app.control;

import dev.chaperone.app.json.Json;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Arrays;

/**
 * Messages on a control socket or console port: four bytes of length, then JSON. One thread reads,
 * one writes; they may be the same.
 */
final class Wire implements AutoCloseable {
  /** Before anybody has logged in: the longest passphrase, every character of it escaped. */
  static final int MAX_LOGIN = 8 << 10;

  /** A request names things and never carries much. */
  static final int MAX_REQUEST = 1 << 20;

  /** One frame's body has at most 1 MiB, in base64 and with the frame's other fields. */
  static final int MAX_REPLY = 16 << 20;

  private final ByteChannel channel;
  private final int maxIncoming;

  Wire(ByteChannel channel, int maxIncoming) {
    this.channel = channel;
    this.maxIncoming = maxIncoming;
  }

  void send(Object message) throws IOException {
    byte[] json = Json.MAPPER.writeValueAsBytes(message);
    ByteBuffer out = ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    if (message instanceof Request.Secret) {
      Arrays.fill(json, (byte) 0);
      Arrays.fill(out.array(), (byte) 0);
    }
  }

  /**
   * The next message.
   *
   * @throws EOFException if the other side closed the connection
   * @throws IOException also if what came is no message of that type
   */
  <T> T receive(Class<T> type) throws IOException {
    int length = read(4).getInt();
    if (length < 2 || length > maxIncoming) {
      throw new IOException("a message of " + length + " bytes is not allowed here");
    }
    byte[] json = read(length).array();
    T message = Json.MAPPER.readValue(json, type);
    if (message instanceof Request.Secret) {
      Arrays.fill(json, (byte) 0);
    }
    return message;
  }

  private ByteBuffer read(int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(length);
    while (in.hasRemaining()) {
      if (channel.read(in) < 0) {
        throw new EOFException("the other side closed the connection");
      }
    }
    return in.flip();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The connection is given up either way.
    }
  }
}
