package dev.chaperone.recordings.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Frame bodies as bytes: a version byte, the length of a JSON object, the object, and behind it the
 * raw bytes of a body piece. JSON so that a field can be added or missing for ever; raw bytes so
 * that a response costs neither base64 nor escaping.
 */
final class PayloadCodec {
  /** The frame format version this code writes. */
  static final int VERSION = 1;

  private static final int PREFIX = 1 + Integer.BYTES;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PayloadCodec() {}

  static byte[] encode(FrameBody body) {
    if (body instanceof FrameBody.Unknown unknown) {
      return unknown.payload().toArray();
    }
    // By way of characters: the byte generator refuses text with half a surrogate pair, and agents
    // may send such text.
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.getFactory().createGenerator(text)) {
      json.writeStartObject();
      BodyWriter.write(json, body);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    byte[] meta = text.toString().getBytes(StandardCharsets.UTF_8);
    Blob raw = raw(body);
    ByteBuffer out = ByteBuffer.allocate(PREFIX + meta.length + raw.length());
    out.put((byte) VERSION).putInt(meta.length).put(meta).put(raw.asBuffer());
    return out.array();
  }

  /** Reads a body; what this version cannot read is kept whole as {@link FrameBody.Unknown}. */
  static FrameBody decode(String typeCode, int formatVersion, byte[] payload) {
    Optional<FrameType> type = FrameType.of(typeCode);
    if (type.isEmpty()
        || formatVersion != VERSION
        || payload.length < PREFIX
        || payload[0] != VERSION) {
      return new FrameBody.Unknown(typeCode, Blob.owning(payload));
    }
    int metaLength = ByteBuffer.wrap(payload).getInt(1);
    if (metaLength < 0 || metaLength > payload.length - PREFIX) {
      return new FrameBody.Unknown(typeCode, Blob.owning(payload));
    }
    try {
      JsonNode meta = JSON.readTree(payload, PREFIX, metaLength);
      int rawAt = PREFIX + metaLength;
      Blob raw =
          rawAt == payload.length
              ? Blob.EMPTY
              : Blob.copyOf(payload, rawAt, payload.length - rawAt);
      return BodyReader.read(type.get(), meta, raw);
    } catch (IOException | RuntimeException e) {
      return new FrameBody.Unknown(typeCode, Blob.owning(payload));
    }
  }

  /** Length of the raw bytes behind the object; all of it where this version cannot read it. */
  static int rawLength(ByteBuffer payload) {
    int length = payload.remaining();
    if (length < PREFIX || payload.get(payload.position()) != VERSION) {
      return length;
    }
    int metaLength = payload.getInt(payload.position() + 1);
    return metaLength < 0 || metaLength > length - PREFIX ? length : length - PREFIX - metaLength;
  }

  private static Blob raw(FrameBody body) {
    if (body instanceof FrameBody.RequestPart part) {
      return part.bytes();
    }
    if (body instanceof FrameBody.Sealed sealed) {
      return sealed.bytes();
    }
    return body instanceof FrameBody.ResponseChunk chunk ? chunk.bytes() : Blob.EMPTY;
  }
}
