package dev.chaperone.sql.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Writes and reads {@link Message}s: four bytes of length, then the message. */
public final class MessageCodec {
  /** The longest message: a catalogue of some thousand tables. */
  public static final int MAX_BYTES = 16 << 20;

  private static final int REQUEST = 1;
  private static final int READY = 2;
  private static final int BEGUN = 3;
  private static final int DONE = 4;

  /** A read takes no more memory at a time than this beyond what has arrived. */
  private static final int STEP = 64 << 10;

  private MessageCodec() {}

  public static void write(OutputStream out, Message message) throws IOException {
    byte[] bytes = encode(message);
    out.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
    out.write(bytes);
    out.flush();
  }

  /** The next message; empty at the end of the stream. */
  public static Optional<Message> read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    DataInputStream data = new DataInputStream(in);
    int length = first << 24 | data.readUnsignedByte() << 16 | data.readUnsignedShort();
    if (length < 2 || length > MAX_BYTES) {
      throw new WireException("a message of %d bytes".formatted(length));
    }
    byte[] bytes = in.readNBytes(Math.min(length, STEP));
    while (bytes.length < length) {
      // Doubling follows what really arrives, whatever length was announced.
      byte[] more = in.readNBytes(Math.min(length - bytes.length, bytes.length));
      if (more.length == 0) {
        throw new EOFException("a message cut short");
      }
      bytes = ByteBuffer.allocate(bytes.length + more.length).put(bytes).put(more).array();
    }
    return Optional.of(decode(bytes));
  }

  static byte[] encode(Message message) throws WireException {
    WireWriter out = new WireWriter(MAX_BYTES);
    out.octet(FactsCodec.VERSION);
    switch (message) {
      case Message.Request request -> {
        out.octet(REQUEST);
        out.number(request.id());
        out.text(request.sql());
        out.optional(request.project(), WireWriter::text);
        out.optional(request.dataset(), WireWriter::text);
        CatalogueCodec.write(out, request.catalogue());
      }
      case Message.Ready(String analyser) -> {
        out.octet(READY);
        out.text(analyser);
      }
      case Message.Begun(long id) -> {
        out.octet(BEGUN);
        out.number(id);
      }
      case Message.Done done -> {
        out.octet(DONE);
        out.number(done.id());
        FactsCodec.write(out, done.facts());
      }
    }
    return out.toBytes();
  }

  static Message decode(byte[] bytes) throws WireException {
    try {
      WireReader in = new WireReader(bytes);
      if (in.octet() != FactsCodec.VERSION) {
        throw new WireException("another version of the messages");
      }
      Message message = message(in);
      in.end();
      return message;
    } catch (IllegalArgumentException e) {
      throw new WireException("a message that cannot be", e);
    }
  }

  private static Message message(WireReader in) throws WireException {
    return switch (in.octet()) {
      case REQUEST ->
          new Message.Request(
              in.number(),
              in.text(),
              in.optional(WireReader::text),
              in.optional(WireReader::text),
              CatalogueCodec.read(in));
      case READY -> new Message.Ready(in.text());
      case BEGUN -> new Message.Begun(in.number());
      case DONE -> new Message.Done(in.number(), FactsCodec.read(in));
      default -> throw new WireException("no such message");
    };
  }
}
