package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.gateway.Lanes.Address;
import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.PolicyProblem;
import dev.chaperone.proxy.policy.model.Connection;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.review.Ways;
import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.UpstreamException;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.proxy.upstream.credentials.CredentialException;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import dev.chaperone.proxy.upstream.credentials.HostRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends each request by the connection that the policy in force has for its project. A policy whose
 * connections cannot be opened does not come into force.
 */
final class Connections implements Upstreams, Ways {
  private final PolicyStore policies;
  private final GatewayConfig config;
  private final Lanes lanes;

  private Connections(PolicyStore policies, GatewayConfig config, Lanes lanes) {
    this.policies = policies;
    this.config = config;
    this.lanes = lanes;
  }

  /**
   * Opens the connections of the policy in force, and follows it.
   *
   * @throws IllegalArgumentException if one must not be used, with the way out
   * @throws GatewayException if one cannot be opened
   */
  static Connections open(PolicyStore policies, GatewayConfig config, Lanes.Opener opener) {
    Lanes lanes = new Lanes(opener);
    Connections connections = new Connections(policies, config, lanes);
    try {
      // First the check: a policy that comes into force in between has opened its own.
      policies.require(connections::ready);
      connections.openAll(policies.current());
    } catch (RuntimeException e) {
      policies.require(policy -> {});
      lanes.close();
      throw e;
    }
    policies.onChange(state -> lanes.keep(connections.addresses(state.policy())));
    return connections;
  }

  @Override
  public Upstream towards(String project) throws UpstreamException {
    Policy policy = policies.current();
    Optional<Address> address =
        policy.connections().isEmpty()
            ? Optional.of(new Address(config.upstream(), config.credentials()))
            : connection(policy, project).map(this::address);
    return address
        .flatMap(lanes::find)
        .orElseThrow(
            () ->
                new UpstreamException(
                    UpstreamException.Kind.UNREACHABLE,
                    "No connection of Chaperone's policy serves this project right now.",
                    new IllegalStateException("no connection")));
  }

  @Override
  public Optional<Way> of(Policy policy, String project) {
    return policy.connections().isEmpty()
        ? Optional.of(new Way(Way.ONLY, config.upstream()))
        : connection(policy, project).map(c -> new Way(c.name(), address(c).upstream()));
  }

  /** Where requests of projects go; only the gateway's own where the policy lists none. */
  List<URI> upstreams() {
    Policy policy = policies.current();
    return policy.connections().stream().map(c -> address(c).upstream()).distinct().toList();
  }

  private static Optional<Connection> connection(Policy policy, String project) {
    return policy.connectionFor(Fact.known(project));
  }

  /** What the command line named goes before what the policy says. */
  private Address address(Connection connection) {
    Overrides overrides = config.overrides();
    return new Address(
        overrides.upstream() ? config.upstream() : connection.upstream(),
        overrides.credential()
            ? config.credentials()
            : CredentialSpec.parse(connection.credential()));
  }

  private Set<Address> addresses(Policy policy) {
    Set<Address> all = new HashSet<>();
    policy.connections().forEach(connection -> all.add(address(connection)));
    if (all.isEmpty()) {
      all.add(new Address(config.upstream(), config.credentials()));
    }
    return all;
  }

  /** At the start there is no policy before it to keep. */
  private void openAll(Policy policy) {
    if (policy.connections().isEmpty()) {
      HostRules.check(config.upstream(), config.credentials(), config.allowedUpstreams());
      try {
        lanes.open(new Address(config.upstream(), config.credentials()));
      } catch (CredentialException e) {
        throw new GatewayException(e.explanation(), e);
      }
      return;
    }
    try {
      ready(policy);
    } catch (PolicyException e) {
      throw new GatewayException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Before a policy comes into force. */
  private void ready(Policy policy) throws PolicyException {
    List<PolicyProblem> problems = new ArrayList<>();
    if (policy.connections().isEmpty()) {
      try {
        openAll(policy);
      } catch (IllegalArgumentException | GatewayException e) {
        problems.add(
            new PolicyProblem(
                policy.source().name(),
                new Place(1, 1),
                "Without connections, requests go by the command line's, which cannot be used: "
                    + e.getMessage(),
                "List a connection."));
      }
    }
    for (Connection connection : policy.connections()) {
      open(policy, connection).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
  }

  private Optional<PolicyProblem> open(Policy policy, Connection connection) {
    String why;
    try {
      Address address = address(connection);
      HostRules.check(address.upstream(), address.credential(), config.allowedUpstreams());
      lanes.open(address);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      why = String.valueOf(e.getMessage());
    } catch (CredentialException e) {
      why = e.explanation();
    }
    return Optional.of(
        new PolicyProblem(
            policy.source().name(),
            connection.place(),
            "The connection '" + connection.name() + "' cannot be used.",
            why.replace("--credentials none", "credential: none")
                .replace("--credentials", "its credential")));
  }

  @Override
  public void close() {
    policies.require(policy -> {});
    lanes.close();
  }
}
