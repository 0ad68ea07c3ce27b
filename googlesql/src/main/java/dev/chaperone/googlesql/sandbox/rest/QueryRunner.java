package dev.chaperone.googlesql.sandbox.rest;

import dev.chaperone.googlesql.sandbox.engine.Analysis;
import dev.chaperone.googlesql.sandbox.engine.Engine;
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
  Analysis analyze(QueryRequest request) throws ApiException {
    try {
      Analysis analysis = engine.analyze(request.query());
      // One table or none reads the same in both dialects; a comma of two is a union in legacy SQL.
      if (request.legacy() && analysis.tables().size() > 1) {
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
      return analysis;
    } catch (SqlFailure e) {
      throw request.legacy()
          ? legacy(" As GoogleSQL it fails too: " + e.getMessage())
          : ApiException.of(e);
    }
  }

  /** Runs in the background; the job tells when it is over. */
  void start(Job job, QueryRequest request) {
    Thread.ofVirtual()
        .name("query-" + job.id())
        .start(() -> job.finish(run(request), clock.instant()));
  }

  private Job.Outcome run(QueryRequest request) {
    places.acquireUninterruptibly();
    try {
      Analysis analysis = analyze(request);
      return new Job.Outcome.Succeeded(analysis, engine.execute(analysis));
    } catch (ApiException e) {
      return new Job.Outcome.Failed(e);
    } catch (SqlFailure e) {
      return new Job.Outcome.Failed(ApiException.of(e));
    } catch (RuntimeException e) {
      LOG.warn("query failed in the sandbox itself", e);
      return new Job.Outcome.Failed(
          ApiException.of(SqlFailure.unsupported("the sandbox failed on it: " + e)));
    } finally {
      places.release();
    }
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
