package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the mistakes of one file, so that all of them are told at once. */
final class Problems {
  private static final int MAX = 100;

  private final String file;
  private final List<PolicyProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  /** A value that may turn out to be bad. */
  interface Reading<T> {
    T read() throws BadValueException;
  }

  void add(Place place, String reason, String remedy) {
    if (found.size() < MAX) {
      found.add(new PolicyProblem(file, place, reason, remedy));
    }
  }

  /** The value, or nothing and a problem. */
  <T> Optional<T> collect(Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (BadValueException e) {
      add(e.place(), e.reason(), e.remedy());
      return Optional.empty();
    }
  }

  /** The value, or the other one and a problem. */
  <T> T collect(Reading<T> reading, T otherwise) {
    return collect(reading).orElse(otherwise);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() throws PolicyException {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparing(PolicyProblem::place));
      throw new PolicyException(found);
    }
  }
}
