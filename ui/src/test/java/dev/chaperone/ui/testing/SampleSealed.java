package dev.chaperone.ui.testing;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OriginalReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A session whose answer was masked, and what its sealed original says. */
public final class SampleSealed {
  public static final String KEY = "rk_0123456789abcdef0123456789abcdef";
  public static final String PASSPHRASE = "right passphrase";
  public static final String ORIGINAL = answer("ada@example.com", "grace@example.com");
  static final String DELIVERED = answer("[masked]", "[masked]");

  private SampleSealed() {}

  private static String answer(String one, String other) {
    return ("{\"kind\":\"bigquery#queryResponse\",\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":"
            + "\"INTEGER\"},{\"name\":\"email\",\"type\":\"STRING\"}]},\"totalRows\":\"2\",\"rows\":["
            + "{\"f\":[{\"v\":\"1\"},{\"v\":\"%s\"}]},{\"f\":[{\"v\":\"2\"},{\"v\":\"%s\"}]}],"
            + "\"jobComplete\":true}")
        .formatted(one, other);
  }

  public static SampleSession session() {
    return new SampleSession(
            "report-writer",
            "claude-opus-4",
            "Monthly sales report",
            "google-cloud-sdk",
            Samples.NOW.minusSeconds(60),
            1)
        .sealing(KEY)
        .query("SELECT id, email FROM `demo.shop.customers` LIMIT 2", DELIVERED, 40, 2, 4096);
  }

  /** Opens with one passphrase, after the console was asked as a real one does. */
  public static OriginalReader reader() {
    return (console, session, exchange, file, passphrase, pieces) -> {
      if (!Arrays.equals(passphrase, PASSPHRASE.toCharArray())) {
        throw new ConsoleException(
            ConsoleException.Code.INVALID, "that is not the passphrase of " + file);
      }
      console.openSealed(session, exchange).close();
      pieces.accept(ORIGINAL.getBytes(StandardCharsets.UTF_8));
      return true;
    };
  }
}
