package dev.chaperone.recordings.journal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.journal.StoredFrame.PayloadState;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * A block as read: its header part is sound, of its payload part that is not known yet.
 *
 * @param offset where it begins in its segment
 */
record Block(long offset, BlockHeader header, byte[] headerPart) {
  private static final int FRAME_OVERHEAD = 512;
  private static final Set<String> PIECES =
      Set.of(FrameType.REQUEST.code(), FrameType.RESPONSE_CHUNK.code(), FrameType.SEALED.code());

  Digest hash() {
    return header.hash(headerPart);
  }

  long end() {
    return offset + header.size();
  }

  /** The headers' bytes, one array each. */
  List<byte[]> headerBytes() throws DamagedException {
    ByteBuffer in = ByteBuffer.wrap(headerPart);
    List<byte[]> headers = new ArrayList<>(header.frameCount());
    try {
      for (int i = 0; i < header.frameCount(); i++) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
          throw new DamagedException("the header part of a block is inconsistent");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        headers.add(bytes);
      }
    } catch (BufferUnderflowException e) {
      throw new DamagedException("the header part of a block is too short", e);
    }
    return headers;
  }

  /** The frames' parts, for a rewrite. */
  List<EncodedFrame> encoded(byte[] payloadPart) throws DamagedException {
    List<byte[]> headers = headerBytes();
    ByteBuffer in = ByteBuffer.wrap(unpack(payloadPart));
    List<EncodedFrame> frames = new ArrayList<>(headers.size());
    try {
      for (byte[] headerBytes : headers) {
        int length = in.getInt();
        if (length == BlockEncoder.ERASED) {
          frames.add(new EncodedFrame(headerBytes, new byte[0], new byte[0], true));
          continue;
        }
        byte[] salt = new byte[EncodedFrame.SALT_LENGTH];
        in.get(salt);
        if (length < 0 || length > in.remaining()) {
          throw new DamagedException("the payload part of a block is inconsistent");
        }
        byte[] payload = new byte[length];
        in.get(payload);
        frames.add(new EncodedFrame(headerBytes, salt, payload, false));
      }
    } catch (BufferUnderflowException e) {
      throw new DamagedException("the payload part of a block is too short", e);
    }
    return frames;
  }

  /**
   * The frames; of a damaged payload part only their headers.
   *
   * @param wanted which frames' bodies are checked and decoded
   */
  List<StoredFrame> frames(byte[] payloadPart, Predicate<FrameHeader> wanted)
      throws DamagedException {
    List<EncodedFrame> parts;
    try {
      parts = encoded(payloadPart);
    } catch (DamagedException e) {
      return headersOnly();
    }
    List<StoredFrame> frames = new ArrayList<>(parts.size());
    for (EncodedFrame part : parts) {
      frames.add(frame(part, wanted));
    }
    return frames;
  }

  private static StoredFrame frame(EncodedFrame part, Predicate<FrameHeader> wanted)
      throws DamagedException {
    FrameHeader header = HeaderCodec.decode(part.header());
    Digest hash = Digest.sha256(part.header());
    int weight = FRAME_OVERHEAD + part.payload().length;
    if (part.erased()) {
      return new StoredFrame(header, hash, PayloadState.ERASED, Optional.empty(), weight);
    }
    if (!wanted.test(header)) {
      return new StoredFrame(header, hash, PayloadState.PRESENT, Optional.empty(), FRAME_OVERHEAD);
    }
    if (!Digest.sha256(part.salt(), part.payload()).equals(header.payloadDigest())) {
      return new StoredFrame(header, hash, PayloadState.DAMAGED, Optional.empty(), weight);
    }
    return new StoredFrame(
        header,
        hash,
        PayloadState.PRESENT,
        Optional.of(PayloadCodec.decode(header.type(), header.formatVersion(), part.payload())),
        weight);
  }

  /**
   * The frames without pieces of bodies, of a damaged payload part only their headers. Of the
   * frames that are not wanted nothing is decoded.
   */
  List<FrameHead> heads(byte[] payloadPart, LongPredicate wantedSequence) throws DamagedException {
    Optional<ByteBuffer> payloads;
    try {
      payloads = Optional.of(ByteBuffer.wrap(unpack(payloadPart)));
    } catch (DamagedException e) {
      payloads = Optional.empty();
    }
    List<FrameHead> heads = new ArrayList<>();
    for (byte[] bytes : headerBytes()) {
      Optional<ByteBuffer> payload =
          payloads.isPresent() ? nextPayload(payloads.get()) : Optional.empty();
      if (wantedSequence.test(HeaderCodec.sequence(bytes))) {
        heads.add(head(HeaderCodec.decode(bytes), payload));
      }
    }
    return heads;
  }

  /** Empty if it was erased. */
  private static Optional<ByteBuffer> nextPayload(ByteBuffer in) throws DamagedException {
    try {
      int length = in.getInt();
      if (length == BlockEncoder.ERASED) {
        return Optional.empty();
      }
      int begin = in.position() + EncodedFrame.SALT_LENGTH;
      ByteBuffer payload = in.slice(begin, length);
      in.position(begin + length);
      return Optional.of(payload);
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DamagedException("the payload part of a block is inconsistent", e);
    }
  }

  private static FrameHead head(FrameHeader header, Optional<ByteBuffer> payload) {
    if (payload.isEmpty()) {
      return FrameHead.of(header, 0, Optional.empty());
    }
    if (PIECES.contains(header.type())) {
      return FrameHead.of(header, PayloadCodec.rawLength(payload.get()), Optional.empty());
    }
    byte[] bytes = new byte[payload.get().remaining()];
    payload.get().get(bytes);
    FrameBody body = PayloadCodec.decode(header.type(), header.formatVersion(), bytes);
    return FrameHead.of(new Frame(header, Optional.of(body)));
  }

  List<StoredFrame> headersOnly() throws DamagedException {
    List<StoredFrame> frames = new ArrayList<>(header.frameCount());
    for (byte[] bytes : headerBytes()) {
      frames.add(
          new StoredFrame(
              HeaderCodec.decode(bytes),
              Digest.sha256(bytes),
              PayloadState.DAMAGED,
              Optional.empty(),
              FRAME_OVERHEAD));
    }
    return frames;
  }

  private byte[] unpack(byte[] payloadPart) throws DamagedException {
    if (payloadPart.length != header.payloadLength()
        || Crc.of(payloadPart, 0, payloadPart.length) != header.payloadCrc()) {
      throw new DamagedException("the payload part of a block does not match its checksum");
    }
    if (!header.compressed()) {
      return payloadPart;
    }
    try {
      return Zstd.decompress(payloadPart, header.payloadRawLength());
    } catch (ZstdException e) {
      throw new DamagedException("the payload part of a block cannot be decompressed", e);
    }
  }
}
