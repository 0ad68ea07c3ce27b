package dev.chaperone.proxy.jobs;

import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.Owned;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Knows which identity owns a job, a result table or an upload. The recordings are the truth; the
 * latest entries are kept in memory because clients poll. Safe for many threads.
 */
public final class OwnershipBook {
  private static final int KEPT = 50_000;

  private final Recordings recordings;
  private final Map<Owned, Identity> recent =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Owned, Identity> eldest) {
          return size() > KEPT;
        }
      };

  public OwnershipBook(Recordings recordings) {
    this.recordings = recordings;
  }

  /** Who owns it, empty if no answer that went through the gateway ever named it. */
  public Optional<Identity> ownerOf(Owned owned) {
    synchronized (recent) {
      Identity known = recent.get(owned);
      if (known != null) {
        return Optional.of(known);
      }
    }
    Optional<Identity> recorded = recordings.ownerOf(owned);
    recorded.ifPresent(identity -> remember(owned, identity));
    return recorded;
  }

  public boolean owns(Identity identity, Owned owned) {
    return ownerOf(owned).map(identity::equals).orElse(false);
  }

  /**
   * Takes note of what a durable frame gave to an identity. The first owner stays: an answer that
   * names somebody else's job does not hand it over.
   */
  public void recorded(Identity identity, Iterable<Owned> owned) {
    for (Owned one : owned) {
      if (ownerOf(one).isEmpty()) {
        remember(one, identity);
      }
    }
  }

  private void remember(Owned owned, Identity identity) {
    synchronized (recent) {
      recent.put(owned, identity);
    }
  }
}
