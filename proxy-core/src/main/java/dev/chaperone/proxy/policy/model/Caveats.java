package dev.chaperone.proxy.policy.model;

import java.util.List;

/** Says what a policy asks for that this version of the program does not do. */
public final class Caveats {
  private Caveats() {}

  /** Sentences for a person, each with its place in the file; none where all is carried out. */
  public static List<String> of(Policy policy) {
    return policy.recording().stream()
        .filter(rule -> rule.level() == RecordingLevel.SEALED)
        .map(
            rule ->
                policy.source().name()
                    + ":"
                    + rule.place()
                    + ": The level 'sealed' is not carried out yet. What this rule matches is"
                    + " recorded in full, as delivered to the agent.")
        .toList();
  }
}
