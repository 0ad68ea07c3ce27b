package dev.chaperone.googlesql.sandbox.engine;

import java.time.Instant;
import java.util.Optional;

/** Analyses and runs statements over a warehouse, which it keeps. */
public final class Engine {
  private final Storage storage;
  private final Resolver resolver;
  private final Planner planner;
  private final Writes writes;

  /** What a statement has come to; its effect is there from {@link #commit()} on. */
  public final class Execution {
    private final Warehouse before;
    private final Writes.Written written;

    private Execution(Warehouse before, Writes.Written written) {
      this.before = before;
      this.written = written;
    }

    public Result result() {
      return written.result();
    }

    /** To be called in {@link Engine#exclusively} for a statement that writes. */
    @SuppressWarnings("ReferenceEquality")
    public void commit() {
      if (before != written.after()) {
        storage.commit(before, written.after());
      }
    }
  }

  private Engine(NativeService service, Warehouse warehouse) {
    Dialect dialect = Dialect.of(service);
    Catalogs catalogs = new Catalogs(dialect.language());
    this.storage = new Storage(warehouse);
    this.resolver = new Resolver(service, dialect, catalogs);
    this.planner = new Planner(resolver);
    this.writes = new Writes(new Evaluator(service, dialect, catalogs), resolver);
  }

  public static Engine over(Warehouse warehouse) throws EngineUnavailableException {
    return new Engine(NativeService.load(), warehouse);
  }

  /** As it is now; it does not change under its reader. */
  public Warehouse warehouse() {
    return storage.now();
  }

  /** Waits for its turn among the statements that write. */
  public void exclusively(Runnable work) {
    storage.exclusively(work);
  }

  /** Resolves a statement, or says why it cannot be run. */
  public Planned analyze(Query query, Optional<Destination> destination) throws SqlFailure {
    Warehouse warehouse = storage.now();
    resolver.check(warehouse, query);
    try {
      return planner.plan(warehouse, query, destination);
    } catch (SqlFailure e) {
      // What is no statement but has just been parsed as a script is one.
      throw e.getMessage().startsWith("Syntax error")
          ? SqlFailure.unsupported("it is a script; send one statement.")
          : e;
    }
  }

  /** Runs what was analysed. */
  public Execution execute(Planned statement, Instant now) throws SqlFailure {
    return new Execution(statement.warehouse(), writes.apply(statement, now));
  }
}
