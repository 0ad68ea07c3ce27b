package dev.chaperone.googlesql.sandbox.rest;

import dev.chaperone.googlesql.sandbox.engine.Analysis;
import dev.chaperone.googlesql.sandbox.engine.Engine;
import dev.chaperone.googlesql.sandbox.engine.Planned;
import dev.chaperone.googlesql.sandbox.engine.SqlFailure;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs on the engine, a few at a time. */
final class QueryRunner {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);
  private static final int AT_ONCE = 4;

  private final Engine engine;
  private final Clock clock;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  QueryRunner(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** What a dry run answers, and the first step of every run. */
  Planned analyze(QueryRequest request) throws ApiException {
    try {
      Planned statement = engine.analyze(request.query(), request.destination());
      Analysis analysis = statement.analysis();
      // One table or none reads the same in both dialects; a comma of two is a union in legacy SQL,
      // which has no other statements than queries.
      if (request.legacy() && (analysis.tables().size() > 1 || analysis.rows().isEmpty())) {
        throw legacy("");
      }
      long billed = analysis.bytesBilled();
      if (request.maximumBytesBilled().filter(cap -> billed > cap).isPresent()) {
        throw ApiException.of(
            new SqlFailure(
                SqlFailure.Reason.BYTES_BILLED_LIMIT,
                "Query exceeded limit for bytes billed: %d. %d or higher required."
                    .formatted(request.maximumBytesBilled().get(), billed)));
      }
      return statement;
    } catch (SqlFailure e) {
      throw request.legacy()
          ? legacy(" As GoogleSQL it fails too: " + e.getMessage())
          : ApiException.of(e);
    }
  }

  /** Runs in the background; the job tells when it is over. */
  void start(Job job, QueryRequest request) {
    Thread.ofVirtual().name("query-" + job.id()).start(() -> run(job, request));
  }

  private void run(Job job, QueryRequest request) {
    boolean reads;
    places.acquireUninterruptibly();
    try {
      Planned statement = analyze(request);
      reads = statement.readsOnly();
      if (reads) {
        Engine.Execution execution = engine.execute(statement, clock.instant());
        finish(job, new Job.Outcome.Succeeded(statement.analysis(), execution.result()));
      }
    } catch (ApiException | SqlFailure | RuntimeException e) {
      finish(job, failed(e));
      return;
    } finally {
      places.release();
    }
    if (!reads) {
      // It waits without a place, so that many writers in line keep no reader waiting.
      engine.exclusively(() -> write(job, request));
    }
  }

  /** Looks at the statement anew, as the writer before may have changed what it names. */
  private void write(Job job, QueryRequest request) {
    if (job.end().isPresent()) {
      return;
    }
    places.acquireUninterruptibly();
    try {
      Planned statement = analyze(request);
      Engine.Execution execution = engine.execute(statement, clock.instant());
      job.finish(
          new Job.Outcome.Succeeded(statement.analysis(), execution.result()),
          clock.instant(),
          execution::commit);
    } catch (ApiException | SqlFailure | RuntimeException e) {
      finish(job, failed(e));
    } finally {
      places.release();
    }
  }

  private void finish(Job job, Job.Outcome outcome) {
    job.finish(outcome, clock.instant());
  }

  private static Job.Outcome failed(Exception cause) {
    return new Job.Outcome.Failed(
        switch (cause) {
          case ApiException e -> e;
          case SqlFailure e -> ApiException.of(e);
          default -> {
            LOG.warn("statement failed in the sandbox itself", cause);
            yield ApiException.of(SqlFailure.unsupported("the sandbox failed on it: " + cause));
          }
        });
  }

  private static ApiException legacy(String detail) {
    return new ApiException(
        400,
        "invalidQuery",
        "The sandbox runs GoogleSQL, not legacy SQL, which the API assumes when useLegacySql is"
            + " missing. Set useLegacySql to false."
            + detail);
  }
}
