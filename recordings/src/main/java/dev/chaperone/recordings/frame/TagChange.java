package dev.chaperone.recordings.frame;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What a {@code tag} frame says: a table inherits the tags of others, or does not any more. */
public sealed interface TagChange {

  /** The table as {@code project.dataset.table}. */
  String table();

  /** The frame's body. */
  FrameBody.Note note();

  /**
   * A statement of an agent's is about to fill a table. Durable before it runs.
   *
   * @param how the kind of statement or job, such as {@code CREATE_TABLE_AS_SELECT} or {@code copy}
   * @param lineage its columns by their names in that table
   */
  record Inherited(String table, String how, Lineage lineage) implements TagChange {
    public Inherited {
      Objects.requireNonNull(table);
      Objects.requireNonNull(how);
      Objects.requireNonNull(lineage);
    }

    @Override
    public FrameBody.Note note() {
      Map<String, String> values = new TreeMap<>();
      values.put("what", "inherited");
      values.put("table", table);
      values.put("how", how);
      values.put("lineage", LineageText.write(lineage));
      return new FrameBody.Note(FrameType.TAG, values);
    }
  }

  /**
   * The operator says that a table does not hold what it seems to have inherited.
   *
   * @param upTo sequence of the last frame that this is about: what comes later counts again
   */
  record Revoked(String table, long upTo, String reason, Decider by) implements TagChange {
    public Revoked {
      Objects.requireNonNull(table);
      Objects.requireNonNull(reason);
      Objects.requireNonNull(by);
    }

    @Override
    public FrameBody.Note note() {
      Map<String, String> values = new TreeMap<>();
      values.put("what", "revoked");
      values.put("table", table);
      values.put("upTo", Long.toString(upTo));
      values.put("reason", reason);
      values.putAll(by.values());
      return new FrameBody.Note(FrameType.TAG, values);
    }
  }

  /** Empty if the frame is another, or says too little. */
  static Optional<TagChange> of(FrameBody body) {
    if (!(body instanceof FrameBody.Note note) || note.type() != FrameType.TAG) {
      return Optional.empty();
    }
    Map<String, String> v = note.values();
    String table = v.getOrDefault("table", "");
    if (table.isEmpty()) {
      return Optional.empty();
    }
    return switch (v.getOrDefault("what", "")) {
      case "inherited" ->
          Optional.of(
              new Inherited(
                  table,
                  v.getOrDefault("how", ""),
                  LineageText.read(v.getOrDefault("lineage", ""))));
      case "revoked" -> revoked(table, v);
      default -> Optional.empty();
    };
  }

  private static Optional<TagChange> revoked(String table, Map<String, String> v) {
    try {
      return Optional.of(
          new Revoked(
              table,
              Long.parseLong(v.getOrDefault("upTo", "")),
              v.getOrDefault("reason", ""),
              Decider.of(v)));
    } catch (NumberFormatException e) {
      return Optional.empty(); // a revocation that is not understood takes nothing away
    }
  }
}
