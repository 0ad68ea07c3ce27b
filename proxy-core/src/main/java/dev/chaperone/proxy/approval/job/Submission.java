package dev.chaperone.proxy.approval.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.Hold;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What goes upstream for an approved hold: the job as it was shown, with the approved cap and the
 * gateway's labels. And the way to tell whether a job found upstream is that one.
 */
public final class Submission {
  public static final String HOLD = "chaperone-hold";
  public static final String SESSION = "chaperone-session";
  public static final String AGENT = "chaperone-agent";

  /** Of the configuration as it was shown; labels take no more than 63 characters. */
  public static final String DIGEST = "chaperone-digest";

  private static final int MAX_LABEL = 63;
  private static final int DIGEST_LENGTH = 40;

  private Submission() {}

  /** The body of {@code jobs.insert}. */
  public static ObjectNode of(Hold hold) {
    ObjectNode job = JobResource.parse(hold.request().resource());
    if (!(job.path("configuration") instanceof ObjectNode configuration)) {
      throw new IllegalArgumentException("a held job has a configuration");
    }
    OptionalLong cap = hold.approval().orElseThrow().cap();
    if (cap.isPresent() && configuration.path("query") instanceof ObjectNode query) {
      query.put("maximumBytesBilled", Long.toString(cap.getAsLong()));
    }
    ObjectNode labels =
        configuration.path("labels") instanceof ObjectNode own
            ? own
            : configuration.putObject("labels");
    labels.put(HOLD, label(hold.id()));
    labels.put(DIGEST, digest(hold));
    labels.put(SESSION, label(hold.request().agentSession().value()));
    labels.put(AGENT, label(hold.owner().agent()));
    return job;
  }

  /**
   * Whether a job found upstream under the hold's id was submitted for it: its labels say so, and
   * what it runs is what was approved.
   */
  public static boolean isOf(Hold hold, JsonNode found) {
    JsonNode configuration = found.path("configuration");
    JsonNode labels = configuration.path("labels");
    JsonNode wanted = JobResource.parse(hold.request().resource()).path("configuration");
    return labels.path(HOLD).asText("").equals(label(hold.id()))
        && labels.path(DIGEST).asText("").equals(digest(hold))
        && configuration
            .path("query")
            .path("query")
            .asText("")
            .equals(wanted.path("query").path("query").asText(""));
  }

  private static String digest(Hold hold) {
    String digest = hold.request().envelope().configurationDigest();
    return label(digest.substring(0, Math.min(DIGEST_LENGTH, digest.length())));
  }

  /** Letters, digits, {@code _} and {@code -}, in lower case, 63 at most. */
  static String label(String value) {
    StringBuilder out = new StringBuilder();
    for (char c : value.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
      out.append(plain ? c : '_');
    }
    out.setLength(Math.min(out.length(), MAX_LABEL));
    return out.toString();
  }
}
