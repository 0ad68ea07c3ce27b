package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Travels one road: sends its requests as an agent and looks for canaries in all answers. */
final class LeakRun {
  private static final String PROJECT = "/bigquery/v2/projects/demo/";
  private static final int POLLS = 10;

  private final LeakGateway gateway;
  private final Road road;
  private final Way way;
  private final int number;
  private Agent agent;
  private String session = "";
  private String dataset = "";
  private String table = "";
  private String job = "";
  private int jobs;
  private boolean rows;

  private LeakRun(LeakGateway gateway, Road road, int number) {
    this.gateway = gateway;
    this.road = road;
    this.way = road.parsedWay();
    this.number = number;
    this.agent = gateway.agent;
  }

  /**
   * @param number its own, so that ids do not repeat
   */
  static RoadResult travel(LeakGateway gateway, Road road, int number) throws InterruptedException {
    return new LeakRun(gateway, road, number).travel();
  }

  private RoadResult travel() throws InterruptedException {
    gateway.received.clear();
    gateway.warehouse.begin(way);
    gateway.agent.gzip(way.has("gzip"));
    Outcome outcome = Outcome.CLEAN;
    for (Step step : road.steps()) {
      rows = false;
      agent = step.other() ? gateway.other : gateway.agent;
      outcome = step.statement() ? statement(step) : request(step);
      if (outcome != Outcome.CLEAN) {
        break;
      }
    }
    clearHolds();
    List<String> leaks = CanarySearch.find(gateway.warehouse.canaries.given(), gateway.received);
    return new RoadResult(road, verdict(outcome, leaks), leaks, note());
  }

  private Outcome verdict(Outcome outcome, List<String> leaks) {
    if (!leaks.isEmpty()) {
      return Outcome.LEAKED;
    }
    // Without a canary nothing was there to be masked.
    boolean masked = rows && !gateway.warehouse.canaries.given().isEmpty();
    return outcome == Outcome.CLEAN && masked ? Outcome.MASKED : outcome;
  }

  private String note() {
    return gateway.received.stream()
        .filter(d -> d.status() != 200)
        .reduce((a, b) -> b)
        .map(d -> d.request() + " -> " + d.status() + " " + d.body())
        .orElse("");
  }

  /** What still waits is denied, and the agent told so: that answer counts too. */
  private void clearHolds() throws InterruptedException {
    if (gateway.received.stream().noneMatch(d -> d.status() == 403 || d.isPending())) {
      return;
    }
    for (Optional<String> hold = gateway.waiting(); hold.isPresent(); hold = gateway.waiting()) {
      gateway.deny(hold.get());
      if (!job.isEmpty()) {
        agent.get(PROJECT + "queries/" + job + "?timeoutMs=5&location=US");
        agent.get(PROJECT + "jobs/" + job + "?location=US");
      }
    }
  }

  private Outcome statement(Step step) throws InterruptedException {
    String sql = filled(step.text());
    gateway.warehouse.expect(sql, step);
    Delivered first =
        way.isInsert()
            ? agent.post(PROJECT + "jobs", Requests.insert(way, step, sql, session, id()))
            : agent.post(
                PROJECT + "queries" + way.value("first").map(f -> "?" + f).orElse(""),
                Requests.query(way, step, sql, session));
    session(first);
    Outcome outcome = settle(first, true);
    if (outcome != Outcome.CLEAN) {
      return outcome;
    }
    place();
    if (!way.has("dry") && !step.extra().path("dryRun").asBoolean(false)) {
      follow(step);
    }
    return Outcome.CLEAN;
  }

  private String id() {
    job = "road-" + number + "-" + ++jobs;
    return job;
  }

  private Outcome request(Step step) throws InterruptedException {
    gateway.warehouse.expectRest(step.told());
    String[] parts = filled(step.text()).split(" ", 3);
    String body = parts.length > 2 ? parts[2] : "";
    Delivered first = agent.send(parts[0], parts[1], body);
    Outcome outcome = settle(first, !first.job().isEmpty());
    if (outcome == Outcome.HELD && way.has("approve") && first.status() == 403) {
      outcome = settle(agent.send(parts[0], parts[1], body), false);
    }
    rows |= first.hasRows();
    if (outcome == Outcome.CLEAN && !first.job().isEmpty() && (way.has("get") || way.has("list"))) {
      place();
      follow(step);
    }
    return outcome;
  }

  /** What an answer means; a held request is approved where the road says so. */
  private Outcome settle(Delivered first, boolean isJob) throws InterruptedException {
    rows |= first.hasRows();
    if (!first.job().isEmpty()) {
      job = first.job();
    }
    if (first.status() == 0 || first.status() >= 500 && !isTold(first.status())) {
      return first.status() == 0 ? Outcome.DENIED : Outcome.BROKEN;
    }
    if (first.status() == 403 || first.isPending()) {
      Optional<String> hold = gateway.waiting();
      if (hold.isPresent() && !way.has("approve")) {
        return Outcome.HELD;
      }
      if (hold.isPresent()) {
        gateway.approve(hold.get());
        if (first.status() == 403) {
          return Outcome.HELD;
        }
      } else if (first.status() == 403) {
        return isTold(403) ? Outcome.CLEAN : Outcome.DENIED;
      }
      return isJob ? poll() : Outcome.CLEAN;
    }
    return first.status() == 404 && !isTold(404) ? Outcome.DENIED : Outcome.CLEAN;
  }

  /** Whether the stand-in itself was to answer with this status. */
  private boolean isTold(int status) {
    return road.steps().stream()
        .anyMatch(s -> s.told() instanceof Told.Failure f && f.status() == status);
  }

  private Outcome poll() throws InterruptedException {
    for (int i = 0; i < POLLS; i++) {
      Delivered next =
          agent.get(PROJECT + "queries/" + job + "?maxResults=0&timeoutMs=2000&location=US");
      if (!next.isPending()) {
        return next.status() == 403 && !isTold(403) ? Outcome.DENIED : Outcome.CLEAN;
      }
      if (gateway.waiting().isPresent()) {
        return Outcome.HELD;
      }
    }
    return Outcome.BROKEN;
  }

  private void session(Delivered first) {
    ObjectNode json =
        first.json() instanceof ObjectNode object ? object : Corpus.JSON.createObjectNode();
    String id =
        json.at("/sessionInfo/sessionId")
            .asText(json.at("/statistics/sessionInfo/sessionId").asText(""));
    if (!id.isEmpty()) {
      session = id;
    }
  }

  /** Where the result is kept, as the agent could learn from jobs.get. */
  private void place() {
    gateway
        .warehouse
        .lastJob()
        .ifPresent(
            last -> {
              dataset = last.destination()[0];
              table = last.destination()[1];
              job = last.id;
            });
  }

  private String filled(String text) {
    return text.replace("{dataset}", dataset).replace("{table}", table).replace("{job}", job);
  }

  private void follow(Step step) throws InterruptedException {
    Follow follow = new Follow(agent, way, job, dataset, table);
    rows |= follow.all();
    for (int i = 0; i < step.children().size(); i++) {
      rows |= follow.child(i);
    }
    if (way.has("foreign")) {
      new Follow(gateway.other, Way.of("insert get list anon"), job, dataset, table).all();
    }
  }
}
