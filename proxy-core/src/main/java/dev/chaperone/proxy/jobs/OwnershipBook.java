package dev.chaperone.proxy.jobs;

import dev.chaperone.proxy.stage.Refusal;
import dev.chaperone.recordings.Ownership;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.Owned;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which identity owns a job, a result table or an upload. The recordings are the truth; the
 * latest entries are kept in memory because clients poll. Safe for many threads.
 */
public final class OwnershipBook {
  private static final Logger LOG = LoggerFactory.getLogger(OwnershipBook.class);
  private static final int KEPT = 50_000;

  private final Recordings recordings;
  private final Map<Owned, Ownership> recent =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Owned, Ownership> eldest) {
          return size() > KEPT;
        }
      };

  public OwnershipBook(Recordings recordings) {
    this.recordings = recordings;
  }

  /**
   * Whose it is and where, empty if no answer that went through the gateway ever named it.
   *
   * @throws Refusal 503 if the recordings cannot answer
   */
  public Optional<Ownership> ownerOf(Owned owned) {
    synchronized (recent) {
      Ownership known = recent.get(owned);
      if (known != null) {
        return Optional.of(known);
      }
    }
    Optional<Ownership> recorded = ask(owned);
    recorded.ifPresent(ownership -> remember(owned, ownership));
    return recorded;
  }

  public boolean owns(Identity identity, Owned owned) {
    return ownerOf(owned).map(o -> o.owner().equals(identity)).orElse(false);
  }

  /**
   * Takes note of what a durable frame gave to an identity. The first owner stays: an answer that
   * names somebody else's job does not hand it over. Never fails: the answer is recorded already.
   */
  public void recorded(Identity identity, Iterable<Owned> owned) {
    for (Owned one : owned) {
      try {
        if (ownerOf(one).isEmpty()) {
          remember(one, new Ownership(identity, one.location()));
        }
      } catch (Refusal e) {
        // It is in the durable frames, from which the database will learn it.
        LOG.warn("{}", e.error().message());
      }
    }
  }

  private Optional<Ownership> ask(Owned owned) {
    try {
      return recordings.ownerOf(owned);
    } catch (RecordingException e) {
      // Fails closed, but is no verdict: the database is made anew, and clients try again.
      throw new Refusal(
          "ownership-unknown",
          503,
          "backendError",
          "Chaperone cannot tell right now whose this is. Try again. (" + e.getMessage() + ")");
    }
  }

  private void remember(Owned owned, Ownership identity) {
    if (owned.kind() == Owned.Kind.JOB && identity.location().isEmpty()) {
      return; // Its location may still become known, and is then wanted.
    }
    synchronized (recent) {
      recent.put(owned, identity);
    }
  }
}
