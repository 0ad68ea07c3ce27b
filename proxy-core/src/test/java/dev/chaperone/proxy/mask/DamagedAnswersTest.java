package dev.chaperone.proxy.mask;

import static dev.chaperone.proxy.mask.Masked.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever one damage is done to an answer: what comes out has nothing of what is masked. */
class DamagedAnswersTest {
  private static final String ANSWER =
      "{\"kind\":\"k\",\"jobReference\":{\"jobId\":\"j\"},\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"INTEGER\",\"mode\":\"NULLABLE\"},"
          + "{\"name\":\"mail\",\"type\":\"STRING\",\"mode\":\"NULLABLE\"},{\"name\":\"tags\",\"type\":"
          + "\"STRING\",\"mode\":\"REPEATED\"},{\"name\":\"s\",\"type\":\"RECORD\",\"mode\":\"NULLABLE\","
          + "\"fields\":[{\"name\":\"p\",\"type\":\"STRING\",\"mode\":\"NULLABLE\"},{\"name\":\"q\",\"type\":"
          + "\"INTEGER\",\"mode\":\"NULLABLE\"}]}]},\"rows\":[{\"f\":[{\"v\":\"1\"},{\"v\":\"CANARY\"},"
          + "{\"v\":[{\"v\":\"a\"},{\"v\":\"b\"}]},{\"v\":{\"f\":[{\"v\":\"CANARY\"},{\"v\":\"7\"}]}}]},"
          + "{\"f\":[{\"v\":\"2\"},{\"v\":\"CANARY\"},{\"v\":[]},{\"v\":null}]}],\"totalRows\":\"2\",\"errors\":[]}";
  private static final MaskPlan PLAN =
      Masked.plan(column("mail", new MaskMethod.Redact()), column("s.p", new MaskMethod.Redact()));

  private static final byte[] INTACT = ANSWER.getBytes(StandardCharsets.US_ASCII);
  private static final int ROWS = ANSWER.indexOf("{\"f\"");
  private static final int ROWS_END = ANSWER.indexOf("],\"totalRows\"");
  private static final byte[] SIGNS = "{}[]\":,\\ nf0\u0000".getBytes(StandardCharsets.US_ASCII);

  @Test
  void noDamageBringsOutWhatIsMasked() throws IOException {
    damage(1, 40_000);
  }

  @Test
  @Tag("long")
  void norDoAMillionDamages() throws IOException {
    damage(2, 1_000_000);
  }

  private static void damage(long seed, int rounds) throws IOException {
    Random random = new Random(seed);
    int ended = 0;
    for (int i = 0; i < rounds; i++) {
      byte[] damaged = damaged(random);
      MaskingStream stream =
          new MaskingStream(
              new Trickle(new ByteArrayInputStream(damaged), random, 1 + random.nextInt(300)),
              PLAN);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        stream.transferTo(out);
        ended++;
      } catch (MaskingException e) {
        // what came before counts
      }
      String text = out.toString(StandardCharsets.ISO_8859_1);
      if (text.contains("CANA") || text.contains("NARY")) {
        throw new AssertionError(
            new String(damaged, StandardCharsets.ISO_8859_1) + "\nbrings out\n" + text);
      }
    }
    // Some damages do no harm, and some are noticed.
    assertThat(ended).isBetween(rounds / 100, rounds - rounds / 100);
  }

  private static byte[] damaged(Random random) {
    int from = random.nextInt(INTACT.length);
    int end = from + random.nextInt(Math.min(120, INTACT.length - from));
    // What is torn out of a row and sewn to a text elsewhere is that text, for everybody.
    int border = from < ROWS ? ROWS : from < ROWS_END ? ROWS_END : INTACT.length;
    int to = Math.min(end, border);
    return switch (random.nextInt(6)) {
      case 0 -> replaced(from, from + 1, new byte[] {(byte) random.nextInt(256)});
      case 1 -> replaced(from, from + 1, sign(random));
      case 2 -> replaced(from, from, sign(random));
      case 3 -> replaced(from, to, new byte[0]);
      case 4 -> replaced(from, from, Arrays.copyOfRange(INTACT, from, to));
      default -> Arrays.copyOf(INTACT, from);
    };
  }

  private static byte[] sign(Random random) {
    return new byte[] {SIGNS[random.nextInt(SIGNS.length)]};
  }

  private static byte[] replaced(int from, int to, byte[] by) {
    byte[] result = new byte[INTACT.length - (to - from) + by.length];
    System.arraycopy(INTACT, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(INTACT, to, result, from + by.length, INTACT.length - to);
    return result;
  }
}
