package dev.chaperone.bench.decide;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.catalogue.Catalogue;
import dev.chaperone.proxy.estimate.Estimator;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.masking.Inheritances;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.Shipped;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.review.AgentHistory;
import dev.chaperone.proxy.review.Asking;
import dev.chaperone.proxy.review.Reviewed;
import dev.chaperone.proxy.review.Reviewer;
import dev.chaperone.proxy.review.Ways;
import dev.chaperone.proxy.sql.SqlInspector;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.surface.MethodCatalogue;
import dev.chaperone.proxy.surface.PathRecogniser;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.proxy.upstream.HttpUpstream;
import dev.chaperone.proxy.upstream.credentials.CredentialException;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import dev.chaperone.proxy.upstream.credentials.UpstreamCredentials;
import dev.chaperone.recordings.LocalRecordings;
import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.SessionId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What reviews a request in a gateway, over a real store, with the default policy. */
final class Desk implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Identity AGENT = new Identity("chaperone", "agent:bench", "bench");

  private final LocalRecordings recordings;
  private final HttpUpstream upstream;
  private final Reviewer reviewer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Recognition.BigQueryCall call;

  Desk(Path data, URI tables, NativeAnalysis analysis) throws CredentialException, PolicyException {
    Clock clock = Clock.systemUTC();
    recordings = LocalRecordings.open(StoreConfig.of(data, clock));
    upstream =
        new HttpUpstream(
            tables,
            UpstreamCredentials.open(CredentialSpec.parse("none"), clock),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
    Policy policy = new PolicyLoader().load("balanced", Shipped.DEFAULT.text());
    reviewer =
        new Reviewer(
            () -> policy,
            new SqlInspector(analysis),
            new Catalogue(upstream, clock, Catalogue.MAX_AGE, threads),
            new Estimator(upstream, threads),
            AgentHistory.open(recordings.policyRecords(), clock),
            clock,
            List::of,
            Ways.only(tables),
            Inheritances.open(List::of, result -> List.of()),
            Reviewer.LOOK_UPS);
    if (!(new PathRecogniser(MethodCatalogue.packaged())
            .recognise("POST", "/bigquery/v2/projects/bench/queries", "")
        instanceof Recognition.BigQueryCall query)) {
      throw new IllegalStateException("jobs.query is in the catalogue");
    }
    call = query;
  }

  /** Look-ups are recorded before they are sent, as in a gateway. */
  Reviewed review(String sql) {
    ObjectNode body = JSON.createObjectNode();
    body.put("query", sql).put("useLegacySql", false);
    return reviewer.review(
        new Asking(
            AGENT,
            Optional.of(List.of()),
            "model",
            "bench",
            new SessionId("bench"),
            "127.0.0.1",
            "bench",
            call,
            Optional.of(JobRequest.query(body, "bench"))),
        lookup -> recordings.recorder().record(FrameDraft.system(lookup)));
  }

  @Override
  public void close() {
    upstream.close();
    threads.shutdownNow();
    recordings.close();
  }
}
