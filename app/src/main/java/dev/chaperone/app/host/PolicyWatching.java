package dev.chaperone.app.host;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.policy.store.PolicyStore.Loosenings;
import dev.chaperone.proxy.policy.store.PolicyWatch;
import java.time.Clock;
import java.util.Optional;

/** The policy a gateway was started with, followed as its file changes. */
record PolicyWatching(PolicyStore store, Optional<PolicyWatch> watch) implements AutoCloseable {

  static PolicyWatching start(String name, Clock clock, boolean operatorUnprotected) {
    try {
      return switch (PolicyChoice.of(name)) {
        case PolicyChoice.Named shipped ->
            new PolicyWatching(PolicyStore.fixed(shipped.load(), clock), Optional.empty());
        case PolicyChoice.InFile chosen -> {
          // Without operators of their own nobody could confirm, so it is said, not asked.
          PolicyStore store =
              PolicyStore.open(
                  chosen.file(),
                  new PolicyLoader(),
                  clock,
                  operatorUnprotected ? Loosenings.APPLY : Loosenings.CONFIRM);
          yield new PolicyWatching(
              store, Optional.of(PolicyWatch.start(chosen.file(), store, PolicyWatch.INTERVAL)));
        }
      };
    } catch (PolicyException e) {
      throw new ConsoleException(ConsoleException.Code.INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    watch.ifPresent(PolicyWatch::close);
  }
}
