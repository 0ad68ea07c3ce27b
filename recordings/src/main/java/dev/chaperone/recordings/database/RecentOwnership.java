package dev.chaperone.recordings.database;

import dev.chaperone.recordings.Ownership;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.journal.StoredFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who came to own what a moment ago, straight from the durable frames. Ownership is asked with
 * every request; waiting for the database each time would cost a small commit each time.
 */
public final class RecentOwnership {
  private static final int REMEMBERED = 50_000;

  private final Map<SessionId, Identity> sessions = new HashMap<>();
  private final Map<Name, List<Claim>> claims =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, List<Claim>> eldest) {
          return size() > REMEMBERED; // long since in the database
        }
      };

  private record Name(Owned.Kind kind, String name) {}

  private record Claim(String location, Identity identity, long sequence) {
    boolean matches(String other) {
      return location.isEmpty() || other.isEmpty() || location.equalsIgnoreCase(other);
    }
  }

  /** Takes in frames that have just become durable. */
  public synchronized void durable(List<StoredFrame> frames) {
    for (StoredFrame frame : frames) {
      SessionId session = frame.header().session();
      if (frame.body().isEmpty()) {
        continue;
      }
      FrameBody body = frame.body().get();
      if (body instanceof FrameBody.SessionOpened opened) {
        sessions.put(session, opened.identity());
      } else if (body instanceof FrameBody.Received received) {
        sessions.putIfAbsent(session, received.identity());
      } else if (body instanceof FrameBody.SessionClosed) {
        sessions.remove(session);
      } else if (body instanceof FrameBody.Hold hold) {
        HoldRows.owned(frame.header(), hold)
            .ifPresent(owned -> claim(owned, hold.step().owner().orElseThrow(), frame));
      } else if (body instanceof FrameBody.ResponseEnd end && sessions.containsKey(session)) {
        for (Owned owned : end.owned()) {
          claim(owned, sessions.get(session), frame);
        }
      }
    }
  }

  private void claim(Owned owned, Identity owner, StoredFrame frame) {
    claims
        .computeIfAbsent(new Name(owned.kind(), owned.name()), name -> new ArrayList<>(1))
        .add(new Claim(owned.location(), owner, frame.sequence()));
  }

  synchronized Optional<Ownership> find(Owned owned) {
    return claims.getOrDefault(new Name(owned.kind(), owned.name()), List.of()).stream()
        .filter(claim -> claim.matches(owned.location()))
        .map(claim -> new Ownership(claim.identity(), claim.location()))
        .findFirst();
  }

  synchronized void forget(List<Long> sequences) {
    claims.values().forEach(list -> list.removeIf(c -> sequences.contains(c.sequence())));
  }
}
