package dev.chaperone.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Takes single lines from a stream and nothing beyond them: what follows is for somebody else. */
final class InputLines {
  private static final int LONGEST = 64 * 1024;

  private InputLines() {}

  /** The next line without its end, as characters that can be wiped; empty at the end. */
  static Optional<char[]> secret(InputStream in) throws IOException {
    byte[] line = new byte[256];
    int length = 0;
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n') {
      if (length == line.length) {
        if (length >= LONGEST) {
          throw new IOException("that line is too long");
        }
        byte[] longer = Arrays.copyOf(line, length * 2);
        Arrays.fill(line, (byte) 0);
        line = longer;
      }
      line[length++] = (byte) next;
      next = in.read();
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(line, 0, length));
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    Arrays.fill(line, (byte) 0);
    Arrays.fill(decoded.array(), '\0');
    return Optional.of(characters);
  }

  /** The same for what is no secret. */
  static Optional<String> line(InputStream in) throws IOException {
    return secret(in).map(String::new);
  }
}
