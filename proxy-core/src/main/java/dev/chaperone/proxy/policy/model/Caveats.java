package dev.chaperone.proxy.policy.model;

import java.util.List;

/** Says what a policy asks for that cannot be done as things are. */
public final class Caveats {
  private Caveats() {}

  /**
   * Sentences for a person, each with its place in the file; none where all is carried out.
   *
   * @param reviewerKey whether there is a reviewer's key to seal for
   */
  public static List<String> of(Policy policy, boolean reviewerKey) {
    return policy.recording().stream()
        .filter(rule -> rule.level() == RecordingLevel.SEALED && !reviewerKey)
        .map(
            rule ->
                policy.source().name()
                    + ":"
                    + rule.place()
                    + ": The level 'sealed' needs a reviewer's key, and none is in use. What this"
                    + " rule matches is refused until there is one: chaperone reviewer create --out"
                    + " FILE")
        .toList();
  }
}
