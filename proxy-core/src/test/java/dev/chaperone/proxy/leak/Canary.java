package dev.chaperone.proxy.leak;

import java.util.List;

/** A value that was made up for one road and may not be seen in anything an agent gets. */
sealed interface Canary {
  /** A random text: nothing of six characters of it may be seen, in whatever disguise. */
  record Text(String value) implements Canary {}

  /** A number of many digits: not the whole, and nothing of six digits among values. */
  record Digits(String value) implements Canary {}

  /** A value that is told as a whole or not at all, in each of the forms it may be written. */
  record Whole(List<String> forms) implements Canary {
    public Whole {
      forms = List.copyOf(forms);
    }
  }

  /** True, where all that may be seen is false. */
  record Flag() implements Canary {}
}
