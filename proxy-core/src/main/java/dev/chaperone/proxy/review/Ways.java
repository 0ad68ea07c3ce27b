package dev.chaperone.proxy.review;

import dev.chaperone.proxy.policy.model.Policy;
import java.net.URI;
import java.util.Optional;

/** Tells by which connection requests of a project go under a policy. */
@FunctionalInterface
public interface Ways {
  /**
   * A connection, as conditions see it.
   *
   * @param name {@code default} where the policy lists none
   * @param upstream where its requests go
   */
  record Way(String name, URI upstream) {
    /** Where there is only one. */
    public static final String ONLY = "default";
  }

  /** Empty if no connection of the policy serves the project. */
  Optional<Way> of(Policy policy, String project);

  /** One way for all. */
  static Ways only(URI upstream) {
    return (policy, project) -> Optional.of(new Way(Way.ONLY, upstream));
  }
}
