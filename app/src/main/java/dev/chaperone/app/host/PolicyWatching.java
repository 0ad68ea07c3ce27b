package dev.chaperone.app.host;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.proxy.operator.OperatorGuard;
import dev.chaperone.proxy.operator.PolicyFrames;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.policy.store.PolicyStore.Loosenings;
import dev.chaperone.proxy.policy.store.PolicyWatch;
import dev.chaperone.recordings.Recordings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy a gateway was started with, followed as its file changes. */
record PolicyWatching(PolicyStore store, Optional<PolicyWatch> watch) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatching.class);

  static PolicyWatching start(
      String name, Clock clock, Recordings recordings, OperatorGuard operators) {
    try {
      return switch (PolicyChoice.of(name)) {
        case PolicyChoice.Named shipped -> {
          PolicyStore store = PolicyStore.fixed(shipped.load(), clock);
          PolicyFrames.follow(store, recordings, operators, name, Optional.empty());
          yield new PolicyWatching(store, Optional.empty());
        }
        case PolicyChoice.InFile chosen -> watched(chosen.file(), clock, recordings, operators);
      };
    } catch (PolicyException e) {
      throw new ConsoleException(ConsoleException.Code.INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  /** What was changed while no gateway ran is judged like any other change. */
  private static PolicyWatching watched(
      Path file, Clock clock, Recordings recordings, OperatorGuard operators)
      throws PolicyException {
    // Without operators of their own nobody could confirm, so it is said, not asked.
    Supplier<Loosenings> loosenings =
        () -> operators.isUnprotected() ? Loosenings.APPLY : Loosenings.CONFIRM;
    PolicyLoader loader = new PolicyLoader();
    String source = file.toAbsolutePath().normalize().toString();
    Optional<Policy> before = before(loader, file, recordings, source);
    PolicyStore store =
        before.isPresent()
            ? PolicyStore.resume(file, loader, clock, loosenings, before.get())
            : PolicyStore.open(file, loader, clock, loosenings);
    PolicyFrames.follow(store, recordings, operators, source, before);
    return new PolicyWatching(
        store, Optional.of(PolicyWatch.start(file, store, PolicyWatch.INTERVAL)));
  }

  private static Optional<Policy> before(
      PolicyLoader loader, Path file, Recordings recordings, String source) {
    Optional<String> text = PolicyFrames.lastInForce(recordings.approvals(), source);
    try {
      return text.isPresent()
          ? Optional.of(loader.load(file.toString(), text.get()))
          : Optional.empty();
    } catch (PolicyException e) {
      LOG.warn("the policy that was in force last cannot be read by this version", e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    watch.ifPresent(PolicyWatch::close);
  }
}
