package dev.chaperone.proxy.testing;

import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.Ownership;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What frames say about owners and agents, worked out the slow and plain way. */
final class DerivedFacts {
  private DerivedFacts() {}

  static Optional<Ownership> ownerOf(List<Frame> frames, Owned owned) {
    Map<SessionId, Identity> identities = new HashMap<>();
    Optional<Ownership> owner = Optional.empty();
    for (Frame frame : frames) {
      SessionId session = frame.header().session();
      switch (frame.body().orElseThrow()) {
        case FrameBody.SessionOpened opened -> identities.put(session, opened.identity());
        case FrameBody.Received received -> identities.putIfAbsent(session, received.identity());
        case FrameBody.ResponseEnd end -> {
          Optional<Owned> named = end.owned().stream().filter(o -> same(o, owned)).findFirst();
          if (owner.isEmpty() && named.isPresent() && identities.containsKey(session)) {
            owner = Optional.of(new Ownership(identities.get(session), named.get().location()));
          }
        }
        case FrameBody.Hold hold when hold.step().owner().isPresent() && isSubmitted(hold) -> {
          if (owner.isEmpty()
              && frame.header().job().map(Owned::job).filter(o -> same(o, owned)).isPresent()) {
            owner =
                Optional.of(
                    new Ownership(
                        hold.step().owner().get(), frame.header().job().get().location()));
          }
        }
        default -> {}
      }
    }
    return owner;
  }

  private static boolean isSubmitted(FrameBody.Hold hold) {
    return List.of(HoldStep.SUBMITTED, HoldStep.ADOPTED).contains(hold.step().cause());
  }

  private static boolean same(Owned a, Owned b) {
    return a.kind() == b.kind()
        && a.name().equals(b.name())
        && (a.location().isEmpty()
            || b.location().isEmpty()
            || a.location().equalsIgnoreCase(b.location()));
  }

  static List<AgentRecord> agents(List<Frame> frames) {
    Map<String, AgentRecord> agents = new TreeMap<>();
    for (Frame frame : frames) {
      if (frame.body().orElseThrow() instanceof FrameBody.AgentChange change) {
        agents.put(
            change.agent(),
            new AgentRecord(
                change.agent(),
                change.groups(),
                change.model(),
                change.purpose(),
                agents.containsKey(change.agent())
                    ? agents.get(change.agent()).created()
                    : frame.header().time(),
                change.expires(),
                change.change().equals("revoked"),
                change.generation()));
      }
    }
    return List.copyOf(agents.values());
  }
}
