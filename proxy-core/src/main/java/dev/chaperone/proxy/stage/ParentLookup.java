package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.answer.AnswerFacts;
import dev.chaperone.proxy.answer.AnswerScanner;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.UpstreamAnswer;
import dev.chaperone.proxy.upstream.UpstreamException;
import dev.chaperone.proxy.upstream.UpstreamRequest;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.JobKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks BigQuery which script a job is a child of: the gateway's own read, recorded as a look-up.
 */
public final class ParentLookup {
  private static final int MAX_ANSWER = 4 << 20;

  private final Upstreams upstreams;

  public ParentLookup(Upstreams upstreams) {
    this.upstreams = upstreams;
  }

  /** The parent's key; empty if there is none or it cannot be found out. */
  Optional<JobKey> parentOf(Exchange exchange, JobKey job) {
    String target =
        "/bigquery/v2/projects/"
            + encode(job.project())
            + "/jobs/"
            + encode(job.jobId())
            + (job.hasLocation() ? "?location=" + encode(job.location()) : "");
    try {
      Upstream upstream = upstreams.towards(job.project());
      exchange
          .recorder()
          .record(new FrameBody.Upstream("lookup", "GET", upstream.base() + target, ""));
      UpstreamAnswer answer =
          upstream.send(new UpstreamRequest("GET", target, Headers.NONE, Optional.empty()));
      try (InputStream body = answer.body()) {
        AnswerScanner scanner = new AnswerScanner();
        byte[] json = body.readNBytes(MAX_ANSWER);
        scanner.feed(json, 0, json.length);
        AnswerFacts facts = scanner.finish();
        return answer.status() == 200 && !facts.parentJobId().isEmpty()
            ? Optional.of(new JobKey(job.project(), location(facts, job), facts.parentJobId()))
            : Optional.empty();
      }
    } catch (UpstreamException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A script's children run where it runs; elsewhere another agent may have a job of its id. */
  private static String location(AnswerFacts facts, JobKey asked) {
    return facts.job().map(JobKey::location).filter(l -> !l.isEmpty()).orElse(asked.location());
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
