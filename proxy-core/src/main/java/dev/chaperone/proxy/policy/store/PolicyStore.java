package dev.chaperone.proxy.policy.store;

import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.change.Loosening;
import dev.chaperone.proxy.policy.change.PolicyChange;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.model.Policy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The policy in force, taken from a file. Whoever decides takes {@link #current()} once for a
 * request: it is whole and never changes. A file that cannot be used changes nothing.
 */
public final class PolicyStore {
  /** What happens to a change that permits more. */
  public enum Loosenings {
    /** It waits for {@link #confirm}. */
    CONFIRM,
    /** It takes effect at once: the operator is not told apart from the agents. */
    APPLY
  }

  /** Has the last word before a policy comes into force. */
  @FunctionalInterface
  public interface Check {
    /**
     * Readies what the policy needs.
     *
     * @throws PolicyException if it cannot come into force here and now
     */
    void ready(Policy policy) throws PolicyException;
  }

  private final Path file;
  private final PolicyLoader loader;
  private final Clock clock;
  private final Supplier<Loosenings> loosenings;
  private final List<Consumer<PolicyState>> listeners = new CopyOnWriteArrayList<>();
  private volatile PolicyState state;
  private String seen;
  private Check check = policy -> {};

  private PolicyStore(
      Path file, PolicyLoader loader, Clock clock, Supplier<Loosenings> loosenings, Policy first) {
    this.file = file;
    this.loader = loader;
    this.clock = clock;
    this.loosenings = loosenings;
    this.state = PolicyState.inForce(first, clock.instant());
    this.seen = first.source().sha256();
  }

  /**
   * Opens a file, which has to be in order: there is no old policy to keep.
   *
   * @param file as the person named it; problems call it so
   */
  public static PolicyStore open(Path file, PolicyLoader loader, Clock clock, Loosenings loosenings)
      throws PolicyException {
    return open(file, loader, clock, () -> loosenings);
  }

  /**
   * The same where what happens to a change that permits more is asked when there is one.
   *
   * @param file as the person named it; problems call it so
   */
  public static PolicyStore open(
      Path file, PolicyLoader loader, Clock clock, Supplier<Loosenings> loosenings)
      throws PolicyException {
    return new PolicyStore(file, loader, clock, loosenings, loader.load(file));
  }

  /** A policy that comes with the program: it has no file that could change. */
  public static PolicyStore fixed(Policy shipped, Clock clock) {
    return new PolicyStore(
        Path.of(shipped.source().name()),
        new PolicyLoader(),
        clock,
        () -> Loosenings.CONFIRM,
        shipped);
  }

  /**
   * Opens a file beside the policy that was in force last, as after a restart: what permits more
   * than that one waits like any other change, and a broken file keeps it.
   */
  public static PolicyStore resume(
      Path file, PolicyLoader loader, Clock clock, Loosenings loosenings, Policy last) {
    return resume(file, loader, clock, () -> loosenings, last);
  }

  /** The same where what happens to a change that permits more is asked when there is one. */
  public static PolicyStore resume(
      Path file, PolicyLoader loader, Clock clock, Supplier<Loosenings> loosenings, Policy last) {
    PolicyStore store = new PolicyStore(file, loader, clock, loosenings, last);
    store.seen = "";
    store.reload();
    return store;
  }

  /** The policy to decide with. */
  public Policy current() {
    return state.policy();
  }

  public PolicyState state() {
    return state;
  }

  /** Tells of every change of state, on the thread that made it. */
  public void onChange(Consumer<PolicyState> listener) {
    listeners.add(listener);
  }

  /** From now on, asked of every policy before it comes into force; not of the one that is. */
  public synchronized void require(Check newCheck) {
    check = newCheck;
  }

  /** Reads the file again; a text that was seen before is not judged again. */
  public synchronized PolicyState reload() {
    try {
      String text = PolicyLoader.text(file);
      Policy policy = loader.load(file.toString(), text);
      if (!policy.source().sha256().equals(seen) || !state.problems().isEmpty()) {
        seen = policy.source().sha256();
        become(judge(policy));
      }
    } catch (PolicyException e) {
      if (!e.problems().equals(state.problems())) {
        seen = "";
        become(state.broken(e.problems()));
      }
    }
    return state;
  }

  private PolicyState judge(Policy policy) throws PolicyException {
    if (policy.source().sha256().equals(state.policy().source().sha256())) {
      return PolicyState.inForce(state.policy(), state.since());
    }
    List<Loosening> how = PolicyChange.loosenings(state.policy(), policy);
    if (!how.isEmpty() && loosenings.get() == Loosenings.CONFIRM) {
      // Nothing of it is touched before an operator wants it.
      return state.asking(policy, how);
    }
    check.ready(policy);
    return PolicyState.inForce(policy, clock.instant());
  }

  /**
   * Puts the waiting policy into force.
   *
   * @param sha256 of the policy that was shown to the operator
   * @return whether that one was still waiting
   * @throws PolicyException if it cannot come into force; it waits on
   */
  public synchronized boolean confirm(String sha256) throws PolicyException {
    Optional<Policy> waiting =
        state.waiting().filter(policy -> policy.source().sha256().equals(sha256));
    if (waiting.isEmpty()) {
      return false;
    }
    check.ready(waiting.get());
    become(PolicyState.inForce(waiting.get(), clock.instant()));
    return true;
  }

  private void become(PolicyState next) {
    state = next;
    listeners.forEach(listener -> listener.accept(next));
  }
}
