package dev.chaperone.app.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One held request from the agent's first byte to its end: what it is, and what its agent was told.
 * Its number is in its SQL, by which everybody knows it. Safe for many threads.
 */
final class Race {
  private static final Pattern NUMBER = Pattern.compile("WHERE id = (\\d+)");

  /** How it is asked for. */
  enum Form {
    INSERT,
    QUERY
  }

  /** How it ended for its agent. */
  sealed interface End {
    /** There were rows. */
    record Rows() implements End {}

    /** There was an error, or a job with one. */
    record Failed(String reason, String message) implements End {}

    /** The agent went away and never asked again. */
    record Left() implements End {}
  }

  final int number;
  final int shape;
  final int agent;
  final Form form;
  private final long started = System.nanoTime();
  private final Queue<String> history = new ConcurrentLinkedQueue<>();
  private final Set<Integer> killedInLives = ConcurrentHashMap.newKeySet();
  private volatile String job;
  private volatile boolean begun;
  private volatile boolean acknowledged;
  private volatile boolean cancelSent;
  private volatile boolean withdrawn;
  private volatile Optional<End> end = Optional.empty();

  /**
   * @param shape number of the race whose SQL it repeats with another number, or its own
   */
  Race(int number, int shape, int agent, Form form) {
    this.number = number;
    this.shape = shape;
    this.agent = agent;
    this.form = form;
    job = form == Form.INSERT ? "race_" + number : "";
  }

  String sql() {
    return "SELECT id AS s" + shape + " FROM shop.orders WHERE id = " + number;
  }

  /** What an operator makes of it. */
  static String edited(String sql) {
    return sql + " AND id > 0";
  }

  /** Whose SQL that is, empty for none of a race. */
  static Optional<Integer> numberIn(String sql) {
    Matcher found = NUMBER.matcher(sql);
    return found.find() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
  }

  /** Whether this repeats what another race was approved for. */
  boolean isAlike() {
    return shape != number;
  }

  void note(String what) {
    history.add("+" + Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms " + what);
  }

  List<String> history() {
    return List.copyOf(history);
  }

  /** The id of its job, {@code ""} while the agent does not know it. */
  String job() {
    return job;
  }

  void begin() {
    begun = true;
  }

  boolean isBegun() {
    return begun;
  }

  /** The agent was told of the pending job. */
  void acknowledge(String jobId) {
    job = jobId;
    acknowledged = true;
  }

  boolean isAcknowledged() {
    return acknowledged;
  }

  void cancelSent() {
    cancelSent = true;
  }

  boolean isCancelSent() {
    return cancelSent;
  }

  /** The agent was told that it is withdrawn. */
  void withdraw() {
    withdrawn = true;
  }

  boolean isWithdrawn() {
    return withdrawn;
  }

  void end(End how) {
    note("ends: " + how);
    end = Optional.of(how);
  }

  /** Somebody wants to know after all. */
  void reopen() {
    end = Optional.empty();
  }

  Optional<End> end() {
    return end;
  }

  /** Asked for, and its agent waits to learn how it ends. */
  boolean isInFlight() {
    return begun && end.isEmpty();
  }

  void killed(int life) {
    killedInLives.add(life);
    note("the gateway of life " + life + " is killed");
  }

  boolean wasKilled() {
    return !killedInLives.isEmpty();
  }

  @Override
  public String toString() {
    return "race " + number + " (" + form + ", job " + job + ", shape " + shape + ")";
  }
}
