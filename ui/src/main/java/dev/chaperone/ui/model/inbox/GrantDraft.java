package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.TableState;
import dev.chaperone.ui.model.text.Amounts;
import dev.chaperone.ui.model.text.Units;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The form of "approve like this": what a person types, and what it then covers, in words. */
public final class GrantDraft {
  private static final String COUNT = "5";
  private static final String LIFETIME = "8 h";
  private static final long MOST = 1_000_000;

  private final StringProperty count = new SimpleStringProperty(COUNT);
  private final StringProperty lifetime = new SimpleStringProperty(LIFETIME);
  private final StringProperty bytes = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper scope = new ReadOnlyStringWrapper("");
  private Optional<HeldRequest> request = Optional.empty();

  /**
   * What a grant is asked for with.
   *
   * @param bytes the most each may scan
   */
  record Terms(long count, Duration lifetime, long bytes) {}

  GrantDraft() {
    List.of(count, lifetime, bytes)
        .forEach(field -> field.addListener((property, old, now) -> tell()));
  }

  /** Begins anew for a request. */
  void begin(HeldRequest held) {
    request = Optional.of(held);
    count.set(COUNT);
    lifetime.set(LIFETIME);
    OptionalLong cap = ByteCap.of(held, -1);
    bytes.set(cap.isPresent() ? Units.bytes(cap.getAsLong()) : "");
    tell();
  }

  /** Nothing can be said of others like a request that was not understood. */
  static boolean isPossible(HeldRequest held) {
    return !held.envelope().fingerprint().isEmpty();
  }

  private void tell() {
    problem.set(findProblem());
    scope.set(problem.get().isEmpty() ? words() : "");
  }

  private String findProblem() {
    if (countOf().isEmpty()) {
      return "How often? A number from 1.";
    }
    if (Amounts.time(lifetime.get()).isEmpty()) {
      return "How long? Such as 30 min, 8 h or 7 d.";
    }
    return Amounts.bytes(bytes.get()).isEmpty()
        ? "How many bytes may each scan? Such as 500 MiB or 3 TiB."
        : "";
  }

  private OptionalLong countOf() {
    try {
      long number = Long.parseLong(count.get().strip());
      return number < 1 || number > MOST ? OptionalLong.empty() : OptionalLong.of(number);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  Optional<Terms> terms() {
    return problem.get().isEmpty()
        ? Optional.of(
            new Terms(
                countOf().orElse(1),
                Amounts.time(lifetime.get()).orElse(Duration.ZERO),
                Amounts.bytes(bytes.get()).orElse(0)))
        : Optional.empty();
  }

  private String words() {
    Terms terms = terms().orElseThrow();
    List<String> tables =
        request.stream()
            .flatMap(held -> held.envelope().tables().stream())
            .map(TableState::table)
            .toList();
    return "This one runs now. For "
        + Amounts.words(terms.lifetime())
        + " from now "
        + request.map(held -> held.owner().agent()).orElse("the agent")
        + " may run "
        + (terms.count() == 1 ? "one more" : Units.count(terms.count()) + " more")
        + " of this shape without asking: other values in the same statement, "
        + (tables.isEmpty() ? "no other tables" : "on " + String.join(", ", tables) + " only")
        + ", at most "
        + Units.bytes(terms.bytes())
        + " each. A rule that denies still denies. You can revoke it under Grants.";
  }

  public StringProperty countProperty() {
    return count;
  }

  public StringProperty lifetimeProperty() {
    return lifetime;
  }

  public StringProperty bytesProperty() {
    return bytes;
  }

  /** What is missing; {@code ""} if nothing is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What the grant covers, in sentences; {@code ""} while something is missing. */
  public ReadOnlyStringProperty scopeProperty() {
    return scope.getReadOnlyProperty();
  }
}
