package dev.chaperone.proxy.policy.example;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import java.util.Objects;

/** A request, and what a policy has to say about it. */
public record PolicyExample(String name, PolicyInputs given, Expectation expected, Place place) {
  public PolicyExample {
    Objects.requireNonNull(name);
    Objects.requireNonNull(given);
    Objects.requireNonNull(expected);
    Objects.requireNonNull(place);
  }
}
