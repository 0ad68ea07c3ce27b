package dev.chaperone.proxy.session;

import dev.chaperone.proxy.identity.Principal;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Finds or opens the session a request belongs to (DESIGN section 4): the token's session claim or
 * the {@code X-Chaperone-Session} header, both only inside one identity, else one session until an
 * idle gap. Safe for many threads.
 */
public final class SessionTracker {
  private record Key(Identity identity, String name) {}

  private static final class Open {
    final SessionId id;
    Instant lastActivity;
    int underWay;
    long exchanges;

    Open(SessionId id, Instant now) {
      this.id = id;
      this.lastActivity = now;
    }
  }

  private static final int MAX_PER_IDENTITY = 64;

  private final Recorder recorder;
  private final TimeOrderedIds ids;
  private final Clock clock;
  private final Duration idle;
  private final BooleanSupplier operatorUnprotected;
  private final Map<Key, Open> open = new HashMap<>();

  public SessionTracker(
      Recorder recorder,
      TimeOrderedIds ids,
      Clock clock,
      Duration idle,
      BooleanSupplier operatorUnprotected) {
    this.recorder = recorder;
    this.ids = ids;
    this.clock = clock;
    this.idle = idle;
    this.operatorUnprotected = operatorUnprotected;
  }

  /**
   * Enters a request into its session; {@link Visit#close} leaves it.
   *
   * @throws RecordingException if a new session cannot be recorded
   * @throws TooManySessionsException if the identity has too many open already
   */
  public Visit enter(Principal principal, String sessionHeader, Source source, String client) {
    Key key = new Key(principal.identity(), name(principal, sessionHeader));
    synchronized (open) {
      Instant now = clock.instant();
      Open session = open.get(key);
      if (session != null && session.underWay == 0 && expired(session, now)) {
        end(key, session, "idle");
        session = null;
      }
      if (session == null) {
        refuseTooMany(principal.identity());
        session = begin(principal, sessionHeader, source, client, now);
        open.put(key, session);
      }
      session.underWay++;
      session.exchanges++;
      session.lastActivity = now;
      Open entered = session;
      return new Visit(session.id, () -> leave(entered));
    }
  }

  /** Closes sessions that have been idle for too long. */
  public void closeIdle() {
    synchronized (open) {
      Instant now = clock.instant();
      for (Iterator<Map.Entry<Key, Open>> it = open.entrySet().iterator(); it.hasNext(); ) {
        Map.Entry<Key, Open> entry = it.next();
        if (entry.getValue().underWay == 0 && expired(entry.getValue(), now)) {
          record(entry.getValue(), "idle");
          it.remove();
        }
      }
    }
  }

  /** Closes every session: the gateway stops. */
  public void closeAll() {
    synchronized (open) {
      open.values().forEach(session -> record(session, "gateway stopped"));
      open.clear();
    }
  }

  private void refuseTooMany(Identity identity) {
    long own = open.keySet().stream().filter(key -> key.identity().equals(identity)).count();
    if (own >= MAX_PER_IDENTITY) {
      throw new TooManySessionsException(
          "This agent has " + own + " sessions open. Use fewer names in X-Chaperone-Session.");
    }
  }

  private void leave(Open session) {
    synchronized (open) {
      session.underWay--;
      session.lastActivity = clock.instant();
    }
  }

  private boolean expired(Open session, Instant now) {
    return session.lastActivity.plus(idle).isBefore(now);
  }

  private Open begin(
      Principal principal, String sessionHeader, Source source, String client, Instant now) {
    SessionId id = new SessionId(ids.next("ses"));
    Map<String, String> claimed =
        sessionHeader.isEmpty() ? Map.of() : Map.of("session", sessionHeader);
    // Durable before anything refers to it; a session that cannot be recorded is not opened.
    recorder.record(
        FrameDraft.ofSession(
            id,
            new FrameBody.SessionOpened(
                principal.identity(),
                principal.model(),
                principal.purpose(),
                principal.groups(),
                PeerProcess.complete(source),
                client,
                claimed,
                operatorUnprotected.getAsBoolean())));
    return new Open(id, now);
  }

  private void end(Key key, Open session, String reason) {
    record(session, reason);
    open.remove(key);
  }

  private void record(Open session, String reason) {
    try {
      recorder.append(
          FrameDraft.ofSession(session.id, new FrameBody.SessionClosed(reason, session.exchanges)));
    } catch (RecordingException e) {
      // The next start finds the session open and closes it with a gap frame.
      return;
    }
  }

  private static String name(Principal principal, String sessionHeader) {
    if (!sessionHeader.isEmpty()) {
      return "header:" + sessionHeader;
    }
    return "claim:" + principal.sessionClaim();
  }
}
