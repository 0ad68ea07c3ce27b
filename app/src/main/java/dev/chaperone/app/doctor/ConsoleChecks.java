package dev.chaperone.app.doctor;

import dev.chaperone.app.text.Units;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.VerificationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Looks at what the console tells: gateway, store, database, agents, clock, protection. */
public final class ConsoleChecks {
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(2);

  private static final Duration RESET_SHOWN = Duration.ofDays(30);

  private final Console console;
  private final Clock clock;

  public ConsoleChecks(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  public List<Finding> run() {
    ConsoleStatus status = console.status();
    List<Finding> findings = new ArrayList<>();
    findings.add(gateway(status));
    status.gateway().ifPresent(gateway -> findings.add(upstream(gateway)));
    findings.add(told("operator", this::operator));
    findings.add(store(status));
    findings.add(told("recordings", this::verify));
    findings.add(told("database", this::database));
    findings.add(told("agents", this::agents));
    findings.add(told("clock", this::clock));
    return findings;
  }

  private Finding operator() {
    OperatorStatus operator = console.operator();
    return switch (operator.state()) {
      case UNPROTECTED ->
          Finding.warning(
              "operator",
              operator.told(),
              "chaperone operator set-passphrase; better still, run agents as another user than"
                  + " the gateway");
      case LOCKED, UNLOCKED ->
          operator
              .reset()
              .filter(at -> at.isAfter(clock.instant().minus(RESET_SHOWN)))
              .map(
                  at ->
                      Finding.warning(
                          "operator",
                          "protected, but the passphrase was reset at "
                              + at
                              + " without the old one",
                          "if that was not you, an agent may have done it; see docs/security.md"))
              .orElseGet(
                  () ->
                      Finding.ok("operator", "protected: governing asks for an operator session"));
      case REFUSING -> Finding.fault("operator", operator.told(), "nobody can decide until then");
    };
  }

  private static Finding gateway(ConsoleStatus status) {
    return status
        .gateway()
        .map(
            gateway ->
                Finding.ok(
                    "gateway",
                    "runs as process "
                        + status.pid()
                        + ", http "
                        + gateway.http()
                        + ", https "
                        + gateway.https()))
        .orElseGet(() -> Finding.ok("gateway", "does not run; chaperone serve starts it"));
  }

  private static Finding upstream(GatewayStatus gateway) {
    return Finding.ok("upstream", gateway.upstream() + ", credentials " + gateway.credentials());
  }

  private static Finding store(ConsoleStatus status) {
    StoreHealth health = status.store();
    return health.writable()
        ? Finding.ok(
            "store", "can write, " + Units.count(status.lastSequence(), "frame") + " so far")
        : Finding.fault("store", "cannot write: " + health.message(), "requests are refused");
  }

  private Finding verify() {
    VerificationReport report = console.verify();
    if (report.intact()) {
      return Finding.ok("recordings", Units.count(report.frames(), "frame") + " verify");
    }
    return Finding.fault(
        "recordings",
        Units.count(report.faults().size(), "fault") + ", first: " + report.faults().getFirst(),
        "chaperone verify lists them all");
  }

  private Finding database() {
    int sessions = console.sessions(1_000_000).size();
    return Finding.ok("database", "answers, " + Units.count(sessions, "session"));
  }

  private Finding agents() {
    Instant now = clock.instant();
    List<AgentRecord> agents = console.agents();
    long active = agents.stream().filter(a -> !a.revoked() && now.isBefore(a.expires())).count();
    return Finding.ok("agents", Units.count(active) + " active of " + Units.count(agents.size()));
  }

  private Finding clock() {
    Instant now = clock.instant();
    boolean behind =
        console.sessions(1).stream()
            .map(SessionSummary::lastActivity)
            .anyMatch(last -> last.isAfter(now.plus(CLOCK_SLACK)));
    return behind
        ? Finding.fault(
            "clock",
            "it is " + now + ", earlier than what is recorded already",
            "set the clock; tokens and times go by it")
        : Finding.ok("clock", now.toString());
  }

  private static Finding told(String topic, Supplier<Finding> check) {
    try {
      return check.get();
    } catch (ConsoleException e) {
      return Finding.fault(
          topic, String.valueOf(e.getMessage()), "chaperone doctor --rebuild may help");
    }
  }
}
