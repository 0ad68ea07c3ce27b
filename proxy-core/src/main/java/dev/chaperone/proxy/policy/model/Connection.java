package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.glob.Glob;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A way upstream.
 *
 * @param credential as on the command line: {@code adc}, {@code none}, {@code impersonate:…} or a
 *     file
 * @param projects projects that may be billed through it
 * @param place where it stands in the file
 */
public record Connection(
    String name, URI upstream, String credential, List<Glob> projects, Place place) {
  public Connection {
    Objects.requireNonNull(name);
    Objects.requireNonNull(upstream);
    Objects.requireNonNull(credential);
    projects = List.copyOf(projects);
    Objects.requireNonNull(place);
  }

  /** Whether requests of this project may go through it. */
  public Truth serves(Fact<String> project) {
    if (projects.stream().anyMatch(Glob::matchesAnything)) {
      return Truth.TRUE;
    }
    return switch (project) {
      case Fact.Known<String>(String name) ->
          Truth.of(projects.stream().anyMatch(glob -> glob.matches(name)));
      case Fact.Unknown<String> unknown -> Truth.UNKNOWN;
    };
  }
}
