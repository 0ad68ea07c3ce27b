package dev.chaperone.recordings.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@code budget} frame says, by name: a request took its shares of the budgets, and later
 * what it used took their place, or nothing did.
 *
 * @param id of the exchange, or of the hold, that the shares are for
 * @param change {@code reserved}, {@code settled} or {@code released}
 * @param shares what was reserved or used; none where they are given back
 */
public record BudgetChange(String id, String change, List<BudgetShare> shares, Instant at) {
  public static final String RESERVED = "reserved";
  public static final String SETTLED = "settled";
  public static final String RELEASED = "released";

  private static final int MOST = 10_000;

  public BudgetChange {
    shares = List.copyOf(shares);
  }

  public FrameBody.Note note() {
    Map<String, String> values = new TreeMap<>();
    values.put("id", id);
    values.put("change", change);
    values.put("at", at.toString());
    values.put("shares", Integer.toString(shares.size()));
    for (int i = 0; i < shares.size(); i++) {
      BudgetShare share = shares.get(i);
      values.put(i + ".budget", share.budget());
      values.put(i + ".subject", share.subject());
      values.put(i + ".window", share.window().toString());
      values.put(i + ".bytes", Long.toString(share.bytes()));
      values.put(i + ".rows", Long.toString(share.rows()));
      values.put(i + ".sensitiveValues", Long.toString(share.sensitiveValues()));
    }
    return new FrameBody.Note(FrameType.BUDGET, values);
  }

  /** Empty if the frame is another, or says too little to act on. */
  public static Optional<BudgetChange> of(FrameBody body) {
    if (!(body instanceof FrameBody.Note note) || note.type() != FrameType.BUDGET) {
      return Optional.empty();
    }
    Map<String, String> v = note.values();
    try {
      List<BudgetShare> shares = new ArrayList<>();
      int count = Math.min(MOST, Integer.parseInt(told(v, "shares")));
      for (int i = 0; i < count; i++) {
        shares.add(
            new BudgetShare(
                told(v, i + ".budget"),
                told(v, i + ".subject"),
                Duration.parse(told(v, i + ".window")),
                Long.parseLong(told(v, i + ".bytes")),
                Long.parseLong(told(v, i + ".rows")),
                Long.parseLong(told(v, i + ".sensitiveValues"))));
      }
      return Optional.of(
          new BudgetChange(told(v, "id"), told(v, "change"), shares, Instant.parse(told(v, "at"))));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String told(Map<String, String> values, String name) {
    return values.getOrDefault(name, "");
  }
}
