package dev.chaperone.ui.model.filter;

import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.SessionSummary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code status:} with a word, a number, a comparison or a class such as {@code 4xx}. */
final class StatusTerm {
  static final List<String> WORDS =
      List.of(
          "error",
          "ok",
          "running",
          "refused",
          "cut",
          "open",
          "closed",
          "waiting",
          "approved",
          "denied",
          "expired",
          "cancelled");

  private static final Pattern NUMBER = Pattern.compile("(>=|<=|>|<|=)?([0-9]{3})");
  private static final Pattern CLASS = Pattern.compile("([1-5])xx", Pattern.CASE_INSENSITIVE);

  private StatusTerm() {}

  static Optional<Term> of(String value) {
    Matcher number = NUMBER.matcher(value);
    if (number.matches()) {
      String operator = number.group(1) == null ? "=" : number.group(1);
      return Optional.of(new Numbers(compared(operator, Integer.parseInt(number.group(2)))));
    }
    Matcher group = CLASS.matcher(value);
    if (group.matches()) {
      int hundreds = Integer.parseInt(group.group(1));
      return Optional.of(new Numbers(status -> status / 100 == hundreds));
    }
    String word = value.toLowerCase(Locale.ROOT);
    return WORDS.contains(word) ? Optional.of(new Word(word)) : Optional.empty();
  }

  private static IntPredicate compared(String operator, int bound) {
    return switch (operator) {
      case ">=" -> status -> status >= bound;
      case "<=" -> status -> status <= bound;
      case ">" -> status -> status > bound;
      case "<" -> status -> status < bound;
      default -> status -> status == bound;
    };
  }

  private record Numbers(IntPredicate wanted) implements Term {
    @Override
    public Answer of(SessionSummary session) {
      // Without errors all its answers were below 400.
      for (int status = 100; status < 400; status++) {
        if (wanted.test(status)) {
          return Answer.MAYBE;
        }
      }
      return session.errors() == 0 ? Answer.NO : Answer.MAYBE;
    }

    @Override
    public boolean matches(ExchangeSummary exchange) {
      return exchange.status() >= 0 && wanted.test(exchange.status());
    }

    /** It has no answer yet. */
    @Override
    public boolean matches(HoldSummary hold) {
      return false;
    }
  }

  private record Word(String word) implements Term {
    @Override
    public Answer of(SessionSummary session) {
      boolean open = session.state().equals("open");
      return switch (word) {
        case "error", "refused" -> session.errors() == 0 ? Answer.NO : Answer.MAYBE;
        case "open" -> Answer.of(open);
        case "closed" -> Answer.of(!open);
        case "running" -> open ? Answer.MAYBE : Answer.NO;
        default -> Answer.MAYBE;
      };
    }

    @Override
    public boolean matches(ExchangeSummary exchange) {
      boolean failed =
          exchange.status() >= 400
              || !exchange.errorReason().isEmpty()
              || exchange.state().equals("refused")
              || exchange.state().equals("cut");
      return switch (word) {
        case "error" -> failed;
        case "ok" -> !failed && exchange.state().equals("done");
        case "open", "running" -> exchange.state().equals("running");
        case "closed" -> !exchange.state().equals("running");
        default -> exchange.state().equals(word);
      };
    }

    @Override
    public boolean matches(HoldSummary hold) {
      String state = hold.state().toLowerCase(Locale.ROOT);
      boolean open =
          state.equals("pending") || state.equals("approved") || state.equals("submitting");
      return switch (word) {
        case "open" -> open;
        case "closed" -> !open;
        case "waiting" -> state.equals("pending");
        case "running" -> state.equals("submitting");
        case "cancelled" -> state.equals("withdrawn");
        case "ok" -> state.equals("done");
        default -> state.equals(word);
      };
    }
  }
}
