package dev.chaperone.proxy.policy;

import java.util.Objects;

/**
 * One mistake in a policy file.
 *
 * @param file its name as the person gave it
 * @param reason what is wrong
 * @param remedy what to write instead
 */
public record PolicyProblem(String file, Place place, String reason, String remedy) {
  public PolicyProblem {
    Objects.requireNonNull(file);
    Objects.requireNonNull(place);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(remedy);
  }

  /** One line for a person, in the form that editors and terminals turn into a link. */
  @Override
  public String toString() {
    return file + ":" + place + ": " + reason + (remedy.isEmpty() ? "" : " " + remedy);
  }
}
