package dev.chaperone.app.support;

import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.PolicyStatus;
import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.DetectorFind;
import dev.chaperone.recordings.frame.Decider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was decided; a hold whose id ends in {@code late} was decided by another. */
public final class FakeApprovals implements ApprovalDesk {
  public static final String WAITING = "0123456789abcdef".repeat(4);
  public static final PolicyStatus STATUS =
      new PolicyStatus(
          "team.yaml",
          "ab".repeat(32),
          "version: 1\nrules: []\n",
          Instant.parse("2026-11-21T20:00:00.5Z"),
          List.of("team.yaml:3:1: no such key"),
          WAITING,
          List.of("rule expensive is gone"));

  public static final TagOverview TAGS =
      new TagOverview(
          List.of(
              new TagOverview.Column(
                  "demo.shop.customers",
                  "email",
                  List.of("pii"),
                  "redact",
                  12,
                  Instant.parse("2026-11-21T20:00:00.5Z"))),
          List.of(
              new DetectorFind(
                  "demo.shop.events.payload",
                  "email",
                  "suggest:pii",
                  3,
                  Instant.parse("2026-11-21T20:00:00.5Z"))),
          List.of(
              new TagOverview.Derived(
                  "demo.shop.copy",
                  77,
                  "CREATE_TABLE_AS_SELECT",
                  "tester",
                  "ses_1",
                  Instant.parse("2026-11-21T20:00:00.5Z"),
                  false,
                  "",
                  "",
                  List.of(
                      new TagOverview.DerivedColumn(
                          "mail",
                          List.of("demo.shop.customers.email"),
                          List.of("pii"),
                          "redact")))));

  public final List<HoldDecision> decisions = new CopyOnWriteArrayList<>();
  public final List<String> revoked = new CopyOnWriteArrayList<>();
  public final List<Decider> deciders = new CopyOnWriteArrayList<>();
  public final List<String> confirmed = new CopyOnWriteArrayList<>();

  @Override
  public ApprovalDesk by(Decider person) {
    deciders.add(person);
    return this;
  }

  @Override
  public HoldAnswer decide(HoldDecision decision) {
    if (decision.id().equals("nobody")) {
      throw new ConsoleException(ConsoleException.Code.NOT_FOUND, "there is no such hold");
    }
    decisions.add(decision);
    return decision.id().endsWith("late")
        ? new HoldAnswer(false, decision.id(), "DENIED", "grace denied it before")
        : new HoldAnswer(true, decision.id(), "APPROVED", "it is carried out now");
  }

  @Override
  public void revokeGrant(String id, String reason) {
    if (id.equals("nobody")) {
      throw new ConsoleException(ConsoleException.Code.NOT_FOUND, "there is no such grant");
    }
    revoked.add(id + ": " + reason);
  }

  @Override
  public Optional<PolicyStatus> policy() {
    return Optional.of(STATUS);
  }

  @Override
  public void confirmPolicy(String sha256) {
    if (!sha256.equals(WAITING)) {
      throw new ConsoleException(ConsoleException.Code.INVALID, "that policy does not wait");
    }
    confirmed.add(sha256);
  }

  @Override
  public TagOverview tags() {
    return TAGS;
  }

  @Override
  public void revokeTags(String table, long upTo, String reason) {
    revoked.add(table + " up to " + upTo + ": " + reason);
  }
}
