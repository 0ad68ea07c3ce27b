package dev.chaperone.app.acceptance;

import dev.chaperone.app.acceptance.GatewayLives.Life;
import dev.chaperone.app.acceptance.KillMoments.Moment;
import dev.chaperone.app.control.RemoteConsole;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerLock;
import dev.chaperone.app.data.OwnerRecord;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.HeadFeed;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHead;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;

/**
 * Decides on races over the gateway's control socket, for one of its lives. Does not ask what a
 * colleague does; takes no notice of some, and comes late to others.
 */
final class RacingOperator {
  private static final Duration LOOK = Duration.ofMillis(150);
  private static final int MANY = 100_000;
  private static final long CAP = 1L << 40;

  private final Path data;
  private final GatewayLives lives;
  private final KillMoments moments;
  private final Map<Integer, Race> races;
  private final Decisions decisions;
  private final Random random;
  private final boolean diligent;
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Queue<Waiting> late = new ArrayDeque<>();

  private record Waiting(String id, Race race, long bytes) {}

  /**
   * @param races by their numbers
   * @param diligent decides on everything at once
   */
  RacingOperator(
      Path data,
      GatewayLives lives,
      KillMoments moments,
      Map<Integer, Race> races,
      Decisions decisions,
      Random random,
      boolean diligent) {
    this.data = data;
    this.lives = lives;
    this.moments = moments;
    this.races = races;
    this.decisions = decisions;
    this.random = random;
    this.diligent = diligent;
  }

  /** The console of the gateway that runs. */
  static Console attach(Path data) throws IOException {
    OwnerRecord owner = OwnerLock.recordOf(new DataFolder(data)).orElseThrow();
    return RemoteConsole.attach(Path.of(owner.socket()));
  }

  /** Works until that life is over. */
  void work(Life life) throws IOException, InterruptedException {
    try (Console console = attach(data)) {
      long from = console.status().lastSequence() + 1;
      for (HoldSummary hold : console.holds(MANY)) {
        if (hold.state().equals("PENDING")) {
          seen(hold.id(), hold.sql(), hold.bytes());
        }
      }
      try (HeadFeed feed = console.headFeed(from)) {
        while (!lives.hasEnded(life)) {
          for (FrameHead head : feed.next(256, LOOK)) {
            head.body().ifPresent(this::read);
          }
          for (Waiting one : List.copyOf(waiting.values())) {
            waiting.remove(one.id());
            decide(console, one, random.nextInt(diligent ? 70 : 120));
          }
          lateOnes(console);
        }
      }
    } catch (ConsoleException e) {
      if (e.code() != ConsoleException.Code.GONE && !lives.hasEnded(life)) {
        throw e;
      }
    }
  }

  private void read(FrameBody body) {
    if (!(body instanceof FrameBody.Hold hold)) {
      return;
    }
    hold.request().ifPresent(r -> seen(hold.holdId(), r.sql(), r.envelope().bytes()));
    if (hold.state().equals("SUBMITTING")) {
      moments.reached(Moment.SUBMITTING_DURABLE);
    }
  }

  private void seen(String id, String sql, long bytes) {
    Race.numberIn(sql)
        .map(races::get)
        .ifPresent(race -> waiting.put(id, new Waiting(id, race, bytes)));
  }

  private void lateOnes(Console console) {
    List<Waiting> now = new ArrayList<>(late);
    late.clear();
    for (Waiting one : now) {
      if (random.nextInt(30) == 0) {
        decide(console, one, random.nextInt(70));
      } else {
        late.add(one);
      }
    }
  }

  private void decide(Console console, Waiting hold, int roll) {
    if (roll < 38) {
      say(console, hold, new HoldDecision.Approve(hold.id(), "fine", cap(hold)));
    } else if (roll < 50) {
      say(console, hold, new HoldDecision.Deny(hold.id(), "not this one"));
    } else if (roll < 56) {
      String sql = Race.edited(hold.race().sql());
      say(console, hold, new HoldDecision.EditAndApprove(hold.id(), sql, "shorter", cap(hold)));
    } else if (roll < 62) {
      say(
          console,
          hold,
          new HoldDecision.ApproveLike(hold.id(), "daily", cap(hold), 1, Duration.ofHours(1), CAP));
    } else if (roll < 70) {
      say(console, hold, new HoldDecision.Approve(hold.id(), "fine", cap(hold)));
      say(console, hold, new HoldDecision.Deny(hold.id(), "no, not this one"));
    } else if (roll < 90) {
      late.add(hold);
    }
    // The rest is left to a colleague, or to the clock.
  }

  private static long cap(Waiting hold) {
    return hold.bytes() < 0 ? CAP : -1;
  }

  private void say(Console console, Waiting hold, HoldDecision decision) {
    Race race = hold.race();
    String what = decision.getClass().getSimpleName() + " " + hold.id();
    switch (decision) {
      case HoldDecision.Approve d -> decisions.approvalSent.add(d.id());
      case HoldDecision.ApproveLike d -> {
        decisions.approvalSent.add(d.id());
        if (decisions.grantsSent.merge(race.shape, 1, Integer::sum) == 1) {
          // One more than it is good for.
          decisions.alike.addAll(List.of(race.shape, race.shape));
        }
      }
      case HoldDecision.EditAndApprove d -> decisions.editSent.add(d.id());
      case HoldDecision.Deny d -> {}
    }
    race.note("operator: " + what);
    moments.reachedWhileGoingOn(Moment.DECISION_SENT);
    HoldAnswer answer;
    try {
      answer = console.decide(decision);
    } catch (ConsoleException e) {
      race.note("operator: " + what + " -> " + e.code() + " " + e.getMessage());
      if (e.code() == ConsoleException.Code.GONE) {
        throw e;
      }
      return;
    }
    race.note("operator: " + what + " -> " + answer);
    if (answer.applied() && !(decision instanceof HoldDecision.Deny)) {
      decisions.approvalAcknowledged.add(answer.id());
    }
    if (Set.of("DENIED", "EXPIRED", "WITHDRAWN", "EDITED").contains(answer.state())) {
      decisions.ended.put(answer.id(), answer.state());
    }
    moments.reachedWhileGoingOn(Moment.DECIDED);
  }
}
