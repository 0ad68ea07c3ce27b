package dev.chaperone.app.acceptance;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Finds gzip, zlib and zstd streams anywhere in bytes, also in base64, and unpacks them. */
final class Compressed {
  private static final int MOST = 64 << 20;
  private static final Pattern GZIP_IN_BASE64 = Pattern.compile("H4sI[A-Za-z0-9+/_-]{16,}");

  private interface Opener {
    InputStream open(InputStream packed) throws IOException;
  }

  private Compressed() {}

  static void each(byte[] bytes, BiConsumer<String, byte[]> consumer) {
    for (int at = 0; at + 4 < bytes.length; at++) {
      int first = bytes[at] & 0xff;
      int second = bytes[at + 1] & 0xff;
      if (first == 0x1f && second == 0x8b && bytes[at + 2] == 8) {
        unpack("gzip at " + at, bytes, at, GZIPInputStream::new, consumer);
      } else if (first == 0x78 && (second == 0x01 || second == 0x9c || second == 0xda)) {
        unpack("zlib at " + at, bytes, at, InflaterInputStream::new, consumer);
      } else if (first == 0x28
          && second == 0xb5
          && bytes[at + 2] == 0x2f
          && (bytes[at + 3] & 0xff) == 0xfd) {
        unpack("zstd at " + at, bytes, at, in -> new ZstdInputStream(in), consumer);
      }
    }
    Matcher gzip = GZIP_IN_BASE64.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    while (gzip.find()) {
      String text = gzip.group().replace('-', '+').replace('_', '/');
      byte[] packed = Base64.getDecoder().decode(text.substring(0, text.length() / 4 * 4));
      unpack("gzip in base64", packed, 0, GZIPInputStream::new, consumer);
    }
  }

  /** What can be unpacked before the stream ends or turns out to be none. */
  private static void unpack(
      String name, byte[] bytes, int at, Opener opener, BiConsumer<String, byte[]> consumer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = opener.open(new ByteArrayInputStream(bytes, at, bytes.length - at))) {
      byte[] buffer = new byte[1 << 14];
      int count = in.read(buffer);
      while (count >= 0 && out.size() < MOST) {
        out.write(buffer, 0, count);
        count = in.read(buffer);
      }
    } catch (IOException e) {
      // Chance bytes that look like a beginning, or what follows a stream.
    }
    if (out.size() > 0) {
      consumer.accept(name, out.toByteArray());
    }
  }
}
