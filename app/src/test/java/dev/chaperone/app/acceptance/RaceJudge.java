package dev.chaperone.app.acceptance;

import dev.chaperone.app.acceptance.RacedWarehouse.Ran;
import dev.chaperone.recordings.HoldSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says which races broke P4: something ran that nobody approved or that had ended otherwise,
 * something ran twice, something approved came to no end, or an agent was told what is not so.
 */
final class RaceJudge {
  private final RaceRecord record;
  private final Decisions decisions;
  private final Map<Integer, List<Ran>> ranByRace;
  private final Map<String, List<Ran>> ranByHold;
  private final List<String> faults = new ArrayList<>();

  RaceJudge(RaceRecord record, Decisions decisions, List<Ran> ran) {
    this.record = record;
    this.decisions = decisions;
    ranByRace = ran.stream().collect(Collectors.groupingBy(Ran::race));
    ranByHold =
        ran.stream().filter(r -> !r.hold().isEmpty()).collect(Collectors.groupingBy(Ran::hold));
  }

  /** Empty if all is well; else each fault with the history of its race. */
  List<String> faults(Map<Integer, Race> races) {
    ranByRace.forEach(
        (number, ran) -> {
          if (!races.containsKey(number)) {
            faults.add("ran, but nobody asked for it: " + ran);
          }
        });
    races.values().forEach(this::judge);
    grants(races);
    return faults;
  }

  private void judge(Race race) {
    List<Ran> ran = ranByRace.getOrDefault(race.number, List.of());
    List<HoldSummary> holds = record.of(race);
    if (ran.size() > 1) {
      fault(race, "ran " + ran.size() + " times: " + ran);
    }
    for (Ran one : ran) {
      if (one.hold().isEmpty()) {
        if (!race.isAlike()) {
          fault(race, "ran without a hold: " + one);
        }
      } else if (holds.stream().noneMatch(h -> h.id().equals(one.hold()))) {
        fault(race, "ran for a hold that is not on record: " + one);
      }
    }
    holds.forEach(hold -> judge(race, hold));
    told(race, ran);
  }

  private void judge(Race race, HoldSummary hold) {
    List<Ran> ran = ranByHold.getOrDefault(hold.id(), List.of());
    boolean approved =
        decisions.approvalSent.contains(hold.id())
            || (decisions.editSent.contains(hold.replaces())
                && hold.sql().equals(Race.edited(race.sql())));
    if (!ran.isEmpty() && !approved) {
      fault(race, "ran, but nobody approved hold " + hold.id());
    }
    String told = decisions.ended.getOrDefault(hold.id(), "");
    if (!told.isEmpty() && !told.equals(hold.state())) {
      fault(race, "an operator was told " + told + " of " + hold.id() + ", now " + hold.state());
    }
    boolean acknowledged = decisions.approvalAcknowledged.contains(hold.id());
    switch (hold.state()) {
      case "DENIED", "EXPIRED", "WITHDRAWN", "EDITED" -> {
        if (!ran.isEmpty()) {
          fault(race, "ran, but hold " + hold.id() + " is " + hold.state());
        }
        if (acknowledged && hold.state().equals("EXPIRED")) {
          fault(race, "approved hold " + hold.id() + " was never begun: " + hold.detail());
        }
      }
      case "DONE" -> {
        boolean submitted = hold.cause().equals("submitted") || hold.cause().equals("adopted");
        if (submitted != !ran.isEmpty()) {
          fault(race, "hold " + hold.id() + " is " + hold.cause() + ", but ran " + ran.size());
        }
        if (!submitted && hold.detail().isBlank()) {
          fault(race, "hold " + hold.id() + " does not say why it did not run");
        }
      }
      default -> fault(race, "hold " + hold.id() + " is still " + hold.state());
    }
  }

  private void told(Race race, List<Ran> ran) {
    // What a grant let through ran under the agent's job id. If the gateway was killed before the
    // answer, nobody knows of it, and the repeat waits for a decision of its own. That one can only
    // end without running: BigQuery has the id.
    boolean byGrant = race.isAlike() && ran.size() == 1 && ran.getFirst().hold().isEmpty();
    if (race.isWithdrawn() && !ran.isEmpty() && !byGrant) {
      fault(race, "ran, but its agent was told that it is cancelled");
    }
    switch (race.end().orElseGet(() -> new Race.End.Failed("", "no end"))) {
      case Race.End.Rows rows -> {
        if (ran.size() != 1) {
          fault(race, "its agent got rows, but it ran " + ran.size() + " times");
        }
      }
      case Race.End.Failed failed -> {
        if (!ran.isEmpty() && !byGrant) {
          fault(race, "ran, but its agent was told: " + failed);
        }
        if (failed.message().isBlank()) {
          fault(race, "its agent was not told why it failed");
        }
      }
      case Race.End.Left left -> {
        if (!race.job().isEmpty() && race.isAcknowledged()) {
          fault(race, "nobody looked at it at the end");
        }
      }
    }
  }

  /** A grant lets through what it says, and not once more. */
  private void grants(Map<Integer, Race> races) {
    Map<Integer, Long> byShape =
        races.values().stream()
            .filter(
                race ->
                    ranByRace.getOrDefault(race.number, List.of()).stream()
                        .anyMatch(r -> r.hold().isEmpty()))
            .collect(Collectors.groupingBy(race -> race.shape, Collectors.counting()));
    byShape.forEach(
        (shape, uses) -> {
          int granted = decisions.grantsSent.getOrDefault(shape, 0);
          if (uses > granted) {
            fault(races.get(shape), "its grants were used " + uses + " times, not " + granted);
          }
        });
  }

  private void fault(Race race, String what) {
    faults.add(
        race
            + ": "
            + what
            + "\n    on record: "
            + record.of(race).stream()
                .map(h -> h.id() + " " + h.state() + "/" + h.cause() + " " + h.detail())
                .toList()
            + "\n    upstream: "
            + ranByRace.getOrDefault(race.number, List.of())
            + "\n    "
            + String.join("\n    ", race.history()));
  }
}
