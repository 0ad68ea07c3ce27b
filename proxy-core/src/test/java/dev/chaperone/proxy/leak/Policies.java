package dev.chaperone.proxy.leak;

import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.model.Policy;

/** The policies roads are travelled under, by name: policy-*.yaml. */
final class Policies {
  private Policies() {}

  static String text(String name) {
    return Corpus.resource("policy-" + name + ".yaml");
  }

  static Policy load(String text) {
    try {
      return new PolicyLoader().load("policy.yaml", text);
    } catch (PolicyException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
