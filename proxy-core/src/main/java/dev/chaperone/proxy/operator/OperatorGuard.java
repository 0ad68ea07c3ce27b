package dev.chaperone.proxy.operator;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.Decider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators from others for one data folder: knows what protects governing now, and checks
 * proofs one at a time. What is set on disk counts only if the recordings say the same.
 */
public final class OperatorGuard {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorGuard.class);

  private final OperatorAuth auth;
  private final StoredPassphrase passphrase;
  private final OperatorFrames frames;
  private final Clock clock;
  private final String user;
  private final Map<String, Attempts> attempts = new ConcurrentHashMap<>();
  private final Object proving = new Object();
  private volatile Protection protection;

  private OperatorGuard(
      Path data,
      Recordings recordings,
      OperatorAuth auth,
      String user,
      Clock clock,
      PassphraseHash.Cost cost) {
    this.auth = auth;
    this.frames = new OperatorFrames(recordings.recorder());
    this.clock = clock;
    this.user = user;
    this.passphrase =
        new StoredPassphrase(
            new PassphraseFile(data), cost, frames, clock, OperatorPast.of(recordings.approvals()));
    this.protection = look();
  }

  /**
   * @param data the data folder
   * @param user the system's name of the person at the console
   */
  public static OperatorGuard open(
      Path data, Recordings recordings, OperatorAuth auth, String user, Clock clock) {
    return new OperatorGuard(data, recordings, auth, user, clock, PassphraseHash.USUAL);
  }

  /** For tests: with a hash that costs less. */
  static OperatorGuard open(
      Path data,
      Recordings recordings,
      OperatorAuth auth,
      String user,
      Clock clock,
      PassphraseHash.Cost cost) {
    return new OperatorGuard(data, recordings, auth, user, clock, cost);
  }

  /** Puts on record which way of proving a gateway starts with, if that is another than before. */
  public void gatewayStarts() {
    Protection now = renew();
    OperatorPast past = passphrase.past();
    if (auth.mode().code().equals(past.mode()) && now.code().equals(past.protection())) {
      return;
    }
    try {
      frames.mode(auth.mode(), now);
      passphrase.started(auth.mode(), now);
    } catch (RecordingException e) {
      LOG.warn("how operators prove who they are could not be recorded: {}", e.getMessage());
    }
  }

  /** Whether whoever reaches a console governs. */
  public boolean isUnprotected() {
    return protection instanceof Protection.Open;
  }

  /**
   * A place to govern from.
   *
   * @param place such as {@code window}; wrong proofs at one place do not slow down another
   */
  public OperatorSeat seat(String place) {
    return new GuardedSeat(this, frames, clock, new Place(place, ""));
  }

  /**
   * A place to govern from on another machine: only a passphrase opens it, whatever else protects.
   *
   * @param place all visitors of it together are slowed down by wrong proofs
   * @param address of the visitor, named in what is recorded
   */
  public RemoteSeat remoteSeat(String place, String address) {
    return new GuardedSeat(this, frames, clock, new Place(place, address));
  }

  /** Whether a passphrase is what protects governing now. */
  public boolean asksForPassphrase() {
    return renew() instanceof Protection.ByPassphrase;
  }

  /**
   * Throws the passphrase away without knowing it; recorded as unprotected. Only for whoever has
   * the folder to themselves, so that it never unlocks a gateway that runs.
   */
  public void reset() {
    synchronized (proving) {
      try {
        passphrase.reset(unproven());
      } finally {
        protection = look();
      }
    }
  }

  Decider unproven() {
    return new Decider(user, Decider.How.UNPROTECTED);
  }

  Protection protection() {
    return protection;
  }

  /** Looks at the disk again. */
  Protection renew() {
    synchronized (proving) {
      protection = look();
      return protection;
    }
  }

  /** When the passphrase was last thrown away without the old one. */
  public Optional<Instant> lastReset() {
    return passphrase.past().reset();
  }

  private Protection look() {
    return switch (auth.mode()) {
      case NONE ->
          new Protection.Open(
              "unprotected: --operator-auth none, so every program of this user can act as an"
                  + " operator");
      case OIDC -> new Protection.BySignIn(auth.provider().orElseThrow());
      case AUTO ->
          auth.provider().isPresent()
              ? new Protection.BySignIn(auth.provider().get())
              : passphrase.protection(true);
      case PASSPHRASE -> passphrase.protection(false);
      case AS_BEFORE ->
          passphrase.past().protection().equals("oidc")
              ? new Protection.Shut(
                  "operators of this folder sign in, for which a gateway has to run: chaperone"
                      + " serve")
              : passphrase.protection(
                  !passphrase.past().mode().equals(OperatorAuth.Mode.PASSPHRASE.code()));
    };
  }

  /**
   * What a console was told to have signed.
   *
   * @param nonce {@code ""} if it was not
   */
  record Asked(String nonce, Instant at) {
    static final Asked NOTHING = new Asked("", Instant.MAX);
  }

  /** What protects now; from far away nothing but a passphrase will do, and nothing is told. */
  private Protection renewFor(Place place) {
    Protection now = renew();
    if (place.isRemote() && !(now instanceof Protection.ByPassphrase)) {
      throw refusal(
          "nobody can log in from here now; chaperone operator status on the gateway's own machine"
              + " says why");
    }
    return now;
  }

  /** Who that proof shows; throws {@code REFUSED_OPERATOR} if it does not hold. */
  Decider prove(OperatorProof proof, String session, Asked asked, Place place) {
    synchronized (proving) {
      Protection now = renewFor(place);
      return switch (now) {
        case Protection.Open p -> unproven();
        case Protection.Shut p -> throw refusal(p.told());
        case Protection.ByPassphrase p -> {
          if (!(proof instanceof OperatorProof.Passphrase shown)) {
            throw refusal("operators of this gateway have a passphrase");
          }
          check(p, shown.text(), place);
          yield new Decider(
              place.identity(user), Decider.How.OPERATOR_SESSION, "passphrase", session);
        }
        case Protection.BySignIn p -> {
          if (!(proof instanceof OperatorProof.IdToken shown)) {
            throw refusal("operators of this gateway sign in: chaperone operator login");
          }
          yield signedIn(p.provider(), shown, session, asked, place);
        }
      };
    }
  }

  private Decider signedIn(
      SignInProvider provider,
      OperatorProof.IdToken shown,
      String session,
      Asked asked,
      Place place) {
    Attempts tries = awaitTurn(place);
    try {
      String identity = IdTokens.identity(provider, shown.token(), asked.nonce(), asked.at());
      tries.succeeded();
      return new Decider(identity, Decider.How.OPERATOR_SESSION, "oidc", session);
    } catch (SignInException e) {
      tries.failed();
      frames.refused(place.text(), "sign-in: " + e.getMessage());
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private void check(Protection.ByPassphrase expected, char[] shown, Place place) {
    if (shown.length == 0) {
      throw refusal("the passphrase so far is needed");
    }
    Attempts tries = awaitTurn(place);
    if (!expected.hash().matches(shown)) {
      tries.failed();
      frames.refused(place.text(), "wrong passphrase");
      throw refusal("that is not the passphrase");
    }
    tries.succeeded();
  }

  private Attempts awaitTurn(Place place) {
    Attempts tries = attempts.computeIfAbsent(place.name(), p -> new Attempts(clock));
    Duration left = tries.left();
    if (!left.isZero()) {
      throw refusal(
          "too many wrong tries; wait " + (left.toSeconds() + 1) + " s before the next one");
    }
    return tries;
  }

  /** Sets a passphrase; the old one has to be shown if there is one. */
  void change(char[] before, char[] after, Decider by, Place place) {
    synchronized (proving) {
      Decider setter =
          switch (renewFor(place)) {
            case Protection.ByPassphrase p -> {
              check(p, before, place);
              yield new Decider(
                  place.identity(user), Decider.How.OPERATOR_SESSION, "passphrase", by.session());
            }
            case Protection.BySignIn p ->
                throw new ConsoleException(
                    ConsoleException.Code.INVALID,
                    "operators of this gateway sign in, they have no passphrase");
            case Protection.Open p -> setterUnprotected(before, place);
            case Protection.Shut p -> {
              if (!passphrase.isAbsent()) {
                throw refusal(p.told());
              }
              yield unproven();
            }
          };
      try {
        passphrase.set(after, setter);
      } finally {
        protection = look();
      }
    }
  }

  /** Where protection is switched off there may be a passphrase all the same. */
  private Decider setterUnprotected(char[] before, Place place) {
    switch (passphrase.protection(true)) {
      case Protection.ByPassphrase p -> check(p, before, place);
      case Protection.Shut p -> throw refusal(p.told());
      case Protection.Open p -> {}
      case Protection.BySignIn p -> {}
    }
    return unproven();
  }

  private static ConsoleException refusal(String why) {
    return new ConsoleException(ConsoleException.Code.REFUSED_OPERATOR, why);
  }
}
