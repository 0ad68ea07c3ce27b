package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.credentials.CredentialException;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Open ways upstream, one for each address and credential. One that no policy wants any more stays
 * open while requests are under way on it. Safe for many threads.
 */
final class Lanes implements AutoCloseable {
  /** Where a way leads, and with what. */
  record Address(URI upstream, CredentialSpec credential) {}

  /** Opens a way. */
  @FunctionalInterface
  interface Opener {
    Upstream open(Address address) throws CredentialException;
  }

  private final Opener opener;
  private final Map<Address, Lane> lanes = new HashMap<>();
  private final Set<Address> unwanted = new HashSet<>();

  Lanes(Opener opener) {
    this.opener = opener;
  }

  /** Opens a way unless it is open. */
  void open(Address address) throws CredentialException {
    if (find(address).isEmpty()) {
      // It may take a while, and others look for theirs meanwhile.
      Lane fresh = new Lane(opener.open(address));
      synchronized (this) {
        Lane before = lanes.putIfAbsent(address, fresh);
        if (before != null) {
          fresh.close();
        }
      }
    }
  }

  synchronized Optional<Lane> find(Address address) {
    return Optional.ofNullable(lanes.get(address));
  }

  /**
   * Only these are wanted from now on. The others are closed the next time, if nothing is under way
   * on them then: a request may just have asked for its way.
   */
  synchronized void keep(Set<Address> wanted) {
    Iterator<Map.Entry<Address, Lane>> all = lanes.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Address, Lane> lane = all.next();
      if (wanted.contains(lane.getKey())) {
        unwanted.remove(lane.getKey());
      } else if (!unwanted.add(lane.getKey()) && lane.getValue().isIdle()) {
        unwanted.remove(lane.getKey());
        lane.getValue().close();
        all.remove();
      }
    }
  }

  @Override
  public synchronized void close() {
    lanes.values().forEach(Lane::close);
    lanes.clear();
  }
}
