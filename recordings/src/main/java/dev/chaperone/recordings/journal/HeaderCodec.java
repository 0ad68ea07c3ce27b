package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Frame headers as bytes. The hash of these bytes is what the next frame of the session names, so
 * the layout of version 1 never changes; a newer version may add fields at the end, which this one
 * passes over.
 */
final class HeaderCodec {
  private static final int HAS_EXCHANGE = 1;
  private static final int HAS_JOB = 2;

  private HeaderCodec() {}

  static byte[] encode(FrameHeader header) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(header.formatVersion());
      out.writeLong(header.sequence());
      out.writeLong(header.sessionSequence());
      out.writeLong(header.monotonicNanos());
      out.writeLong(header.time().getEpochSecond());
      out.writeInt(header.time().getNano());
      out.write(header.payloadDigest().bytes());
      out.write(header.previousHash().bytes());
      text(out, header.session().value());
      text(out, header.type());
      out.writeByte(
          (header.exchange().isPresent() ? HAS_EXCHANGE : 0)
              | (header.job().isPresent() ? HAS_JOB : 0));
      if (header.exchange().isPresent()) {
        text(out, header.exchange().get().value());
      }
      if (header.job().isPresent()) {
        text(out, header.job().get().project());
        text(out, header.job().get().location());
        text(out, header.job().get().jobId());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Reads a header that fills the whole array. */
  static FrameHeader decode(byte[] bytes) throws DamagedException {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int version = in.getShort();
      long sequence = in.getLong();
      long sessionSequence = in.getLong();
      long monotonic = in.getLong();
      Instant time = Instant.ofEpochSecond(in.getLong(), in.getInt());
      Digest payload = digest(in);
      Digest previous = digest(in);
      SessionId session = new SessionId(text(in));
      String type = text(in);
      int flags = in.get();
      Optional<ExchangeId> exchange =
          (flags & HAS_EXCHANGE) == 0 ? Optional.empty() : Optional.of(new ExchangeId(text(in)));
      Optional<JobKey> job =
          (flags & HAS_JOB) == 0
              ? Optional.empty()
              : Optional.of(new JobKey(text(in), text(in), text(in)));
      return new FrameHeader(
          sequence,
          session,
          sessionSequence,
          exchange,
          job,
          type,
          version,
          monotonic,
          time,
          payload,
          previous);
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      throw new DamagedException("a frame header cannot be read", e);
    }
  }

  /** Only the sequence; -1 if there is none. */
  static long sequence(byte[] bytes) {
    return bytes.length < Short.BYTES + Long.BYTES
        ? -1
        : ByteBuffer.wrap(bytes).getLong(Short.BYTES);
  }

  static Digest digest(ByteBuffer in) {
    byte[] bytes = new byte[Digest.LENGTH];
    in.get(bytes);
    return Digest.of(bytes);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
