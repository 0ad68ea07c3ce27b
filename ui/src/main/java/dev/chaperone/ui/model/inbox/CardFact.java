package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.recordings.frame.TableState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One thing a card tells: a name, and a line or more.
 *
 * @param tone how much it weighs
 */
public record CardFact(String name, List<String> values, Tone tone) {
  /** Shown by a sign and a word as well as by colour. */
  public enum Tone {
    PLAIN,
    ALARMING
  }

  public CardFact {
    values = List.copyOf(values);
  }

  /** What weighs most comes first; what is not known or does not apply is left out. */
  static List<CardFact> of(HeldRequest request) {
    HoldGrounds grounds = request.grounds();
    List<CardFact> facts = new ArrayList<>();
    add(facts, "Changed since approved", request.drift(), Tone.ALARMING);
    add(facts, "Writes", grounds.writes(), Tone.ALARMING);
    add(facts, "Sensitive columns", grounds.sensitive(), Tone.ALARMING);
    add(facts, "Not established", grounds.unknown(), Tone.ALARMING);
    add(facts, "No partition filter", grounds.partitions(), Tone.ALARMING);
    add(facts, "Recognised", words(grounds.risks()), Tone.PLAIN);
    add(facts, "Statements", request.statementKinds(), Tone.PLAIN);
    add(facts, "Reads", reads(request), Tone.PLAIN);
    add(facts, "Destination", one(request.envelope().destination()), Tone.PLAIN);
    add(facts, "Location", one(request.envelope().location()), Tone.PLAIN);
    add(facts, "Method", one(request.apiMethod()), Tone.PLAIN);
    add(
        facts,
        request.job().isPresent() ? "Job" : "Request",
        one(
            request
                .job()
                .map(job -> job.jobId())
                .orElse(request.httpMethod() + " " + request.path())),
        Tone.PLAIN);
    add(facts, "Replaces", one(request.replaces()), Tone.PLAIN);
    return List.copyOf(facts);
  }

  /** Tables read, each with what is known of it. */
  private static List<String> reads(HeldRequest request) {
    List<String> lines = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (TableState table : request.envelope().tables()) {
      told.add(table.table());
      lines.add(table.table() + about(table));
    }
    for (String table : request.grounds().reads()) {
      if (told.add(table)) {
        lines.add(table);
      }
    }
    return lines;
  }

  private static String about(TableState table) {
    List<String> parts = new ArrayList<>();
    if (!table.type().isEmpty() && !table.type().equalsIgnoreCase("TABLE")) {
      parts.add(table.type().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    if (table.rowAccess().equals("yes")) {
      parts.add("row access policies");
    }
    return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
  }

  private static List<String> words(List<String> risks) {
    return risks.stream().map(risk -> risk.toLowerCase(Locale.ROOT).replace('_', ' ')).toList();
  }

  private static List<String> one(String value) {
    return value.isEmpty() ? List.of() : List.of(value);
  }

  private static void add(List<CardFact> facts, String name, List<String> values, Tone tone) {
    if (!values.isEmpty()) {
      facts.add(new CardFact(name, values, tone));
    }
  }
}
