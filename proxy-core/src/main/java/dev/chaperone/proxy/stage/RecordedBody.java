package dev.chaperone.proxy.stage;

import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A long request body on its way upstream: each chunk is durable before its first byte can be read
 * from here (P2).
 */
final class RecordedBody extends InputStream {
  private static final int CHUNK = 256 << 10;

  private final InputStream source;
  private final ExchangeRecorder recorder;
  private final MessageDigest digest = Digest.newSha256();
  private byte[] chunk = new byte[0];
  private int at;
  private long offset;
  private boolean ended;

  RecordedBody(InputStream source, ExchangeRecorder recorder) {
    this.source = source;
    this.recorder = recorder;
  }

  @Override
  public int read() throws IOException {
    return fill() ? chunk[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, buffer, start, n);
    at += n;
    return n;
  }

  private boolean fill() throws IOException {
    if (at < chunk.length) {
      return true;
    }
    if (ended) {
      return false;
    }
    byte[] next = source.readNBytes(CHUNK);
    digest.update(next);
    ended = next.length < CHUNK;
    try {
      recorder.record(
          new FrameBody.RequestPart(
              offset,
              Blob.copyOf(next, 0, next.length),
              ended,
              ended ? Digest.of(digest.digest()).hex() : ""));
    } catch (RecordingException e) {
      throw new IOException("the upload cannot be recorded, so it is cut off", e);
    }
    offset += next.length;
    chunk = next;
    at = 0;
    return next.length > 0;
  }
}
