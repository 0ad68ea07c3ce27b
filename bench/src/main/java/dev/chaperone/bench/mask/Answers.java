package dev.chaperone.bench.mask;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** An answer of jobs.query of any length: the same few thousand rows over and over. */
final class Answers {
  private static final String HEAD =
      "{\"kind\":\"bigquery#queryResponse\",\"schema\":{\"fields\":["
          + field("id", "INTEGER", "REQUIRED")
          + ","
          + field("name", "STRING", "NULLABLE")
          + ","
          + field("email", "STRING", "NULLABLE")
          + ","
          + field("phone", "STRING", "NULLABLE")
          + ","
          + field("city", "STRING", "NULLABLE")
          + ","
          + field("note", "STRING", "NULLABLE")
          + ","
          + field("amount", "NUMERIC", "NULLABLE")
          + ","
          + field("created", "TIMESTAMP", "NULLABLE")
          + ","
          + field("active", "BOOLEAN", "NULLABLE")
          + ","
          + field("order_no", "STRING", "NULLABLE")
          + ","
          + field("tags", "STRING", "REPEATED")
          + ",{\"name\":\"address\",\"type\":\"RECORD\",\"mode\":\"NULLABLE\",\"fields\":["
          + field("street", "STRING", "NULLABLE")
          + ","
          + field("zip", "STRING", "NULLABLE")
          + "]}]},\"jobReference\":{\"projectId\":\"p\",\"jobId\":\"j\",\"location\":\"EU\"},"
          + "\"totalRows\":\"1\",\"rows\":[";
  private static final String TAIL =
      "{\"f\":[{\"v\":\"0\"},{\"v\":null},{\"v\":null},{\"v\":null},{\"v\":null},{\"v\":null},"
          + "{\"v\":null},{\"v\":null},{\"v\":null},{\"v\":null},{\"v\":[]},{\"v\":null}]}"
          + "],\"totalBytesProcessed\":\"1\",\"jobComplete\":true,\"cacheHit\":false}";
  private static final String[] WORDS =
      ("please deliver after noon the customer asked for two more boxes of green tea and a receipt"
              + " at the back door ring twice thank you no reply needed until next week")
          .split(" ");

  private final byte[] head;
  private final byte[] rows;
  private final byte[] tail;
  private final int times;

  private Answers(byte[] head, byte[] rows, byte[] tail, int times) {
    this.head = head;
    this.rows = rows;
    this.tail = tail;
    this.times = times;
  }

  /** About so many bytes of JSON. */
  static Answers plain(long bytes) {
    byte[] rows = rows();
    return new Answers(
        HEAD.getBytes(StandardCharsets.UTF_8),
        rows,
        TAIL.getBytes(StandardCharsets.UTF_8),
        (int) Math.max(1, bytes / rows.length));
  }

  /** The same as gzip. */
  Answers compressed() {
    return new Answers(gzip(head), gzip(rows), gzip(tail), times);
  }

  long length() {
    return head.length + (long) rows.length * times + tail.length;
  }

  InputStream open() {
    return new Parts();
  }

  private static String field(String name, String type, String mode) {
    return "{\"name\":\"%s\",\"type\":\"%s\",\"mode\":\"%s\"}".formatted(name, type, mode);
  }

  private static byte[] rows() {
    Random random = new Random(7);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      String name = word(random) + "." + word(random);
      rows.append("{\"f\":[{\"v\":\"").append(1_000_000 + i);
      rows.append("\"},{\"v\":\"").append(name.replace('.', ' '));
      rows.append("\"},{\"v\":\"").append(name).append("@shop.example");
      rows.append("\"},{\"v\":\"+1415555").append(1_000 + random.nextInt(9_000));
      rows.append("\"},{\"v\":\"").append(word(random));
      rows.append("\"},{\"v\":\"").append(sentence(random));
      rows.append("\"},{\"v\":\"")
          .append(String.format(Locale.ROOT, "%.2f", random.nextDouble() * 1_000));
      rows.append("\"},{\"v\":\"").append(1_790_000_000_000_000L + random.nextInt());
      rows.append("\"},{\"v\":\"").append(random.nextBoolean());
      rows.append("\"},{\"v\":\"").append(4_000_000_000_000_000L + random.nextInt());
      rows.append("\"},{\"v\":[{\"v\":\"").append(word(random));
      rows.append("\"},{\"v\":\"").append(word(random));
      rows.append("\"}]},{\"v\":{\"f\":[{\"v\":\"").append(word(random)).append(" street ");
      rows.append(random.nextInt(200)).append("\"},{\"v\":\"").append(10_000 + random.nextInt(9));
      rows.append("\"}]}}]},");
    }
    return rows.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private static String sentence(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 5 + random.nextInt(10); i > 0; i--) {
      text.append(word(random)).append(i == 5 ? ", " : " ");
    }
    return text.append(random.nextInt(100)).toString();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Head, rows again and again, tail. */
  private final class Parts extends InputStream {
    private int part;
    private int at;

    private byte[] current() {
      return part == 0 ? head : part <= times ? rows : tail;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      while (at == current().length) {
        if (part > times) {
          return -1;
        }
        part++;
        at = 0;
      }
      int count = Math.min(length, current().length - at);
      System.arraycopy(current(), at, into, offset, count);
      at += count;
      return count;
    }

    /** A decoder of gzip goes on to the next part only if there is something. */
    @Override
    public int available() {
      return part > times ? tail.length - at : 1;
    }
  }
}
