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
import java.util.ArrayList;
import java.util.Collections;
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

  /** What it tells of tags. */
  public volatile TagOverview tags = TAGS;

  public final List<HoldDecision> decisions = new CopyOnWriteArrayList<>();
  public final List<String> revoked = new CopyOnWriteArrayList<>();
  public final List<Decider> deciders = new CopyOnWriteArrayList<>();
  public final List<String> confirmed = new CopyOnWriteArrayList<>();

  /** The same of many tables. */
  public static TagOverview manyTags(int count) {
    List<TagOverview.Column> columns = new ArrayList<>();
    List<DetectorFind> finds = new ArrayList<>();
    List<TagOverview.Derived> derived = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      TagOverview.Column column = TAGS.columns().getFirst();
      columns.add(
          new TagOverview.Column(
              "demo.shop.t" + i, column.path(), List.of(), "", i, column.last()));
      finds.add(new DetectorFind("demo.shop.t" + i + ".c", "card", "alert", i, column.last()));
    }
    for (int i = 0; i < 3; i++) {
      TagOverview.Derived one = TAGS.derived().getFirst();
      derived.add(
          new TagOverview.Derived(
              "demo.shop.d" + i,
              i,
              one.how(),
              one.agent(),
              one.session(),
              one.at(),
              i == 2,
              "",
              "",
              Collections.nCopies(2_000, one.columns().getFirst())));
    }
    return new TagOverview(columns, finds, derived);
  }

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
    return tags;
  }

  @Override
  public void revokeTags(String table, long upTo, String reason) {
    if (table.equals("nobody")) {
      throw new ConsoleException(ConsoleException.Code.NOT_FOUND, "nothing inherited");
    }
    revoked.add(table + " up to " + upTo + ": " + reason);
  }
}
