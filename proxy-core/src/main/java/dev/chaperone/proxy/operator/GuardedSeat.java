package dev.chaperone.proxy.operator;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.recordings.frame.Decider;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** A console's operator session: begun by a proof, kept alive by use, ended by time or lock. */
final class GuardedSeat implements RemoteSeat {
  /** However much it is used. */
  private static final Duration LONGEST = Duration.ofHours(8);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final OperatorGuard guard;
  private final OperatorFrames frames;
  private final Clock clock;
  private final Place place;
  private Optional<Session> session = Optional.empty();
  private Optional<Session> shown = Optional.empty();
  private OperatorGuard.Asked asked = OperatorGuard.Asked.NOTHING;

  /**
   * @param rest what protected governing when it began: it ends when that is another
   */
  private record Session(
      Decider operator, String rest, Duration idle, Instant lastUse, Instant end) {
    Instant until() {
      Instant unused = lastUse.plus(idle);
      return unused.isBefore(end) ? unused : end;
    }

    Session usedAt(Instant now) {
      return new Session(operator, rest, idle, now, end);
    }
  }

  GuardedSeat(OperatorGuard guard, OperatorFrames frames, Clock clock, Place place) {
    this.guard = guard;
    this.frames = frames;
    this.clock = clock;
    this.place = place;
  }

  @Override
  public synchronized OperatorStatus status() {
    Protection now = guard.renew();
    Optional<Session> current = current();
    if (current.isPresent()) {
      Decider who = current.get().operator();
      return new OperatorStatus(
          OperatorStatus.State.UNLOCKED,
          "unlocked by " + who.identity() + " until " + current.get().until(),
          who.identity(),
          who.session(),
          Optional.of(current.get().until()),
          Optional.empty(),
          guard.lastReset());
    }
    return switch (now) {
      case Protection.Open p -> without(OperatorStatus.State.UNPROTECTED, p.told());
      case Protection.Shut p -> without(OperatorStatus.State.REFUSING, p.told());
      case Protection.ByPassphrase p ->
          without(OperatorStatus.State.LOCKED, "locked: deciding asks for the passphrase");
      case Protection.BySignIn p -> {
        if (asked.nonce().isEmpty()) {
          asked = new OperatorGuard.Asked(random(16), clock.instant());
        }
        yield new OperatorStatus(
            OperatorStatus.State.LOCKED,
            "locked: deciding asks to sign in at " + p.provider().issuer(),
            "",
            "",
            Optional.empty(),
            Optional.of(
                new OperatorStatus.SignIn(
                    p.provider().issuer().toString(), p.provider().clientId(), asked.nonce())),
            guard.lastReset());
      }
    };
  }

  private OperatorStatus without(OperatorStatus.State state, String told) {
    return new OperatorStatus(
        state, told, "", "", Optional.empty(), Optional.empty(), guard.lastReset());
  }

  @Override
  public synchronized OperatorStatus unlock(OperatorProof proof) {
    OperatorGuard.Asked expected = asked;
    asked = OperatorGuard.Asked.NOTHING;
    Decider operator = guard.prove(proof, "op_" + random(8), expected, place);
    if (operator.how() == Decider.How.OPERATOR_SESSION) {
      end("another session began");
      frames.unlocked(operator, place.text());
      Instant now = clock.instant();
      session =
          Optional.of(
              new Session(
                  operator, rest(), OperatorSeat.allowed(proof.idle()), now, now.plus(LONGEST)));
      shown = session;
    }
    return status();
  }

  @Override
  public synchronized void lock() {
    end("locked");
  }

  @Override
  public synchronized void changePassphrase(char[] before, char[] after) {
    guard.change(before, after, current().map(Session::operator).orElseGet(guard::unproven), place);
    session = session.map(s -> new Session(s.operator(), rest(), s.idle(), s.lastUse(), s.end()));
    shown = shown.map(s -> new Session(s.operator(), rest(), s.idle(), s.lastUse(), s.end()));
  }

  @Override
  public synchronized boolean isAdmitted() {
    return shown.isPresent()
        && shown.get().rest().equals(rest())
        && clock.instant().isBefore(shown.get().end());
  }

  @Override
  public synchronized Decider decider() {
    Protection now = guard.protection();
    if (now instanceof Protection.Open && !place.isRemote()) {
      return guard.unproven();
    }
    Optional<Session> current = current();
    if (current.isPresent()) {
      session = current.map(s -> s.usedAt(clock.instant()));
      return current.get().operator();
    }
    throw new ConsoleException(
        ConsoleException.Code.NEEDS_OPERATOR,
        switch (now) {
          case Protection.Shut p ->
              "only an operator may do that, and nobody can be one now: " + p.told();
          case Protection.ByPassphrase p ->
              "only an operator may do that: give the passphrase, or work in chaperone operator"
                  + " login";
          case Protection.BySignIn p ->
              "only an operator may do that: sign in by chaperone operator login";
          case Protection.Open p -> "only an operator may do that";
        });
  }

  @Override
  public Decider onRecord(String deed, String subject) {
    Decider who = decider();
    frames.act(deed, subject, who);
    return who;
  }

  @Override
  public synchronized void close() {
    end("the console ended");
    shown = Optional.empty();
  }

  private Optional<Session> current() {
    if (session.isPresent()) {
      if (!clock.instant().isBefore(session.get().until())) {
        end("not used for long enough");
      } else if (!session.get().rest().equals(rest())) {
        end("what it rested on was changed");
      }
    }
    return session;
  }

  private void end(String why) {
    session.ifPresent(s -> frames.locked(s.operator(), why));
    session = Optional.empty();
  }

  private String rest() {
    return switch (guard.protection()) {
      case Protection.ByPassphrase p -> p.digest();
      case Protection.BySignIn p -> p.provider().issuer().toString();
      case Protection.Open p -> "";
      case Protection.Shut p -> "";
    };
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
