package dev.chaperone.ui.model.filter;

import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.SessionSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * The filter language's first version: words, {@code agent:}, {@code kind:}, {@code status:},
 * {@code table:}, {@code sql:}, each negated by a leading {@code -}, values in quotes if they hold
 * blanks. All terms must hold. A session passes while some of its exchanges may.
 */
public final class FilterLanguage {
  private FilterLanguage() {}

  public static FilterResult parse(String text) {
    try {
      List<Clause> clauses = new ArrayList<>();
      for (Terms.Term written : Terms.of(text)) {
        clauses.add(new Clause(written.negated(), meaning(written)));
      }
      return new FilterResult.Compiled(
          clauses.isEmpty() ? Filter.ALL : new All(List.copyOf(clauses)));
    } catch (Terms.Fault fault) {
      return fault.result();
    }
  }

  private static Term meaning(Terms.Term written) throws Terms.Fault {
    String value = written.value();
    return switch (written.key()) {
      case "" -> TermMeanings.word(value);
      case "agent" -> TermMeanings.agent(value);
      case "kind" -> TermMeanings.kind(value);
      case "table" -> TermMeanings.table(value);
      case "sql" -> TermMeanings.sql(value);
      case "status" ->
          StatusTerm.of(value)
              .orElseThrow(
                  () ->
                      fault(
                          written.valueFrom(),
                          written,
                          "A status is a number such as 403, >=400 or 4xx, or one of "
                              + String.join(", ", StatusTerm.WORDS)
                              + "."));
      default ->
          throw fault(
              written.from(),
              written,
              "There is no filter "
                  + written.key()
                  + ":. Known are "
                  + String.join(" ", Suggestions.KEYS.keySet())
                  + "; to look for the text itself put it in quotes.");
    };
  }

  private static Terms.Fault fault(int from, Terms.Term written, String message) {
    return new Terms.Fault(from, written.to(), message);
  }

  private record Clause(boolean negated, Term term) {}

  private record All(List<Clause> clauses) implements Filter {
    @Override
    public boolean matches(SessionSummary session) {
      for (Clause clause : clauses) {
        Term.Answer answer = clause.term().of(session);
        if ((clause.negated() ? answer.negated() : answer) == Term.Answer.NO) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean matches(ExchangeSummary exchange) {
      for (Clause clause : clauses) {
        if (clause.term().matches(exchange) == clause.negated()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean matches(HoldSummary hold) {
      for (Clause clause : clauses) {
        if (clause.term().matches(hold) == clause.negated()) {
          return false;
        }
      }
      return true;
    }
  }

  /** Ways to go on at the caret, best first. */
  public static List<Suggestion> suggest(String text, int caret, Vocabulary vocabulary) {
    return Suggestions.at(text, Math.clamp(caret, 0, text.length()), vocabulary);
  }

  /** What the keys are and mean, for help. */
  public static List<String> help() {
    return Suggestions.KEYS.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
  }
}
