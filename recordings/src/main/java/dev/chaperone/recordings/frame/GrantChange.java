package dev.chaperone.recordings.frame;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code grant} frame says, by name: a grant was made, used, or revoked.
 *
 * @param change {@code made}, {@code used} or {@code revoked}
 * @param hold the hold it was made from, or {@code ""}
 * @param left uses left after this change
 */
public record GrantChange(
    String grant,
    String change,
    Identity owner,
    String fingerprint,
    List<String> tables,
    long maximumBytes,
    long count,
    long left,
    Instant expires,
    String hold,
    Decider by,
    String reason,
    Instant at) {
  public static final String MADE = "made";
  public static final String USED = "used";
  public static final String REVOKED = "revoked";

  public GrantChange {
    tables = List.copyOf(tables);
  }

  public FrameBody.Note note() {
    Map<String, String> values = new HashMap<>(by.values());
    values.putAll(
        Map.ofEntries(
            Map.entry("grant", grant),
            Map.entry("change", change),
            Map.entry("issuer", owner.issuer()),
            Map.entry("subject", owner.subject()),
            Map.entry("agent", owner.agent()),
            Map.entry("fingerprint", fingerprint),
            // A table's name has no line feed.
            Map.entry("tables", String.join("\n", tables)),
            Map.entry("maximumBytes", Long.toString(maximumBytes)),
            Map.entry("count", Long.toString(count)),
            Map.entry("left", Long.toString(left)),
            Map.entry("expires", expires.toString()),
            Map.entry("hold", hold),
            Map.entry("reason", reason),
            Map.entry("at", at.toString())));
    return new FrameBody.Note(FrameType.GRANT, values);
  }

  /** Empty if the frame is another, or says too little to act on. */
  public static Optional<GrantChange> of(FrameBody body) {
    if (!(body instanceof FrameBody.Note note) || note.type() != FrameType.GRANT) {
      return Optional.empty();
    }
    Map<String, String> v = note.values();
    try {
      return Optional.of(
          new GrantChange(
              told(v, "grant"),
              told(v, "change"),
              new Identity(told(v, "issuer"), told(v, "subject"), told(v, "agent")),
              told(v, "fingerprint"),
              told(v, "tables").isEmpty() ? List.of() : List.of(told(v, "tables").split("\n", -1)),
              Long.parseLong(told(v, "maximumBytes")),
              Long.parseLong(told(v, "count")),
              Long.parseLong(told(v, "left")),
              Instant.parse(told(v, "expires")),
              told(v, "hold"),
              Decider.of(v),
              told(v, "reason"),
              Instant.parse(told(v, "at"))));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String told(Map<String, String> values, String name) {
    return values.getOrDefault(name, "");
  }
}
