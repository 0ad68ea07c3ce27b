package dev.chaperone.ui.model.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes the beginning of a body readable: JSON indented, text as it is, anything else in hex. */
final class BodyText {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int HEX_MOST = 4_096;
  private static final int HEX_LINE = 16;

  private BodyText() {}

  /**
   * @param whole the bytes are the whole body
   */
  static String of(byte[] bytes, boolean whole) {
    int first = 0;
    while (first < bytes.length && Character.isWhitespace(bytes[first])) {
      first++;
    }
    if (first < bytes.length && (bytes[first] == '{' || bytes[first] == '[')) {
      return json(bytes, whole);
    }
    return plain(bytes, whole);
  }

  /** As far as it goes: a body that was cut ends in the middle. */
  private static String json(byte[] bytes, boolean whole) {
    StringWriter text = new StringWriter();
    int events = 0;
    try (JsonParser parser = JSON.createParser(bytes);
        JsonGenerator generator = JSON.createGenerator(text)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      generator.setPrettyPrinter(printer());
      try {
        while (parser.nextToken() != null) {
          generator.copyCurrentEvent(parser);
          events++;
        }
      } catch (IOException e) {
        if (whole || events == 0) {
          return plain(bytes, whole);
        }
      }
      generator.flush();
    } catch (IOException e) {
      return plain(bytes, whole);
    }
    return text.toString();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    return printer;
  }

  private static String plain(byte[] bytes, boolean whole) {
    CharBuffer characters = CharBuffer.allocate(bytes.length);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    boolean bad =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(input, characters, whole)
            .isError();
    String text = characters.flip().toString();
    boolean control = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
    return bad || control ? hex(bytes) : text;
  }

  static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int shown = Math.min(bytes.length, HEX_MOST);
    for (int at = 0; at < shown; at += HEX_LINE) {
      byte[] line = Arrays.copyOfRange(bytes, at, Math.min(shown, at + HEX_LINE));
      String hex = HexFormat.ofDelimiter(" ").formatHex(line);
      text.append(String.format("%08x  %-47s  ", at, hex));
      for (byte b : line) {
        text.append(b >= ' ' && b <= '~' ? (char) b : '.');
      }
      text.append('\n');
    }
    if (shown < bytes.length) {
      text.append("… ").append(bytes.length - shown).append(" bytes more\n");
    }
    return text.toString();
  }
}
