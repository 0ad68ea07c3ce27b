package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.acceptance.KillMoments.Moment;
import dev.chaperone.recordings.HoldSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P4 with the program as it is shipped: real HTTP, a real journal, a real control socket, and
 * SIGKILLs. Nothing denied or undecided is ever executed, nothing approved runs twice, and whoever
 * asks is told what is so.
 */
class P4RacesOverHttpTest {
  @TempDir Path temp;

  @Test
  void P4_nothingUndecidedOrDeniedRunsAndNothingRunsTwice() throws Exception {
    RaceCourse course =
        run(110, 24, 14, Long.getLong("tests.seed", 4), "DONE", "DENIED", "WITHDRAWN");
    assertThat(course.races.values().stream().filter(Race::wasKilled)).hasSizeGreaterThan(14);
  }

  @Test
  @Tag("long")
  void P4_aThousandRacesOfWhichTwoHundredAreHitByAKill() throws Exception {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    RaceCourse course =
        run(1_050, 32, 16, seed, "DONE", "DENIED", "EXPIRED", "WITHDRAWN", "EDITED");
    assertThat(course.races.values().stream().filter(Race::wasKilled)).hasSizeGreaterThan(199);
    assertThat(course.moments.hits())
        .containsKey(Moment.INSERT_ARRIVED)
        .containsKey(Moment.SUBMITTING_DURABLE);
  }

  private RaceCourse run(int count, int atOnce, int perLife, long seed, String... states)
      throws Exception {
    long begun = System.nanoTime();
    RaceCourse course = new RaceCourse(temp, count, atOnce, perLife, seed);
    System.out.println("P4 over HTTP: seed=" + seed);
    RaceRecord record = course.run();
    List<String> faults =
        new RaceJudge(record, course.decisions, course.warehouse.ran()).faults(course.races);
    print(course, record, (System.nanoTime() - begun) / 1_000_000_000L);
    assertThat(course.trouble).isEmpty();
    assertThat(faults).as("seed %d", seed).isEmpty();
    assertThat(course.races).hasSize(count);
    assertThat(course.warehouse.ran()).hasSizeGreaterThan(count / 6);
    assertThat(record.holds().values()).extracting(HoldSummary::state).contains(states);
    verified(course.data());
    return course;
  }

  private static void print(RaceCourse course, RaceRecord record, long seconds) {
    RacedWarehouse w = course.warehouse;
    Map<String, Long> states = record.states();
    System.out.printf(
        "P4 over HTTP: %d races, %d of them in flight at a kill -9 (%d hits); %d kills, %d clean"
            + " restarts, where: %s; %d agents hung up, %d went away; %d holds: %s; %d jobs ran, %d"
            + " of them by grants; upstream: %d slow, %d requests lost, %d late, %d answers lost,"
            + " %d unavailable, %d ids sent twice and refused; %d s%n",
        course.races.size(),
        course.races.values().stream().filter(Race::wasKilled).count(),
        course.hits(),
        course.kills,
        course.restarts,
        course.moments.hits(),
        course.hungUp.get(),
        record.left(),
        record.holds().size(),
        states,
        w.ran().size(),
        w.ran().stream().filter(r -> r.hold().isEmpty()).count(),
        w.slow.get(),
        w.lostBefore.get(),
        w.late.get(),
        w.lostAfter.get(),
        w.unavailable.get(),
        w.duplicates.get(),
        seconds);
  }

  private void verified(Path data) throws Exception {
    ShippedProgram.Ended verified =
        ShippedProgram.in(temp).run("verify", "--data", data.toString(), "--json");
    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    JsonNode report = verified.json();
    assertThat(report.path("intact").asBoolean()).isTrue();
  }
}
