package dev.chaperone.proxy.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.proxy.mask.ResultSchema;
import dev.chaperone.proxy.masking.SchemaBook;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.UpstreamAnswer;
import dev.chaperone.proxy.upstream.UpstreamRequest;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The schema of a job's result, for pages that leave it out: the one that was seen, or else the
 * gateway's own read, recorded as a look-up.
 */
final class ResultSchemas {
  private static final int MAX_ANSWER = 16 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final SchemaBook seen;
  private final Upstreams upstreams;

  ResultSchemas(SchemaBook seen, Upstreams upstreams) {
    this.seen = seen;
    this.upstreams = upstreams;
  }

  /** Empty if it cannot be found out. */
  Optional<ResultSchema> of(Exchange exchange, JobKey job) {
    Optional<ResultSchema> known = seen.of(Owned.job(job));
    if (known.isPresent()) {
      return known;
    }
    Optional<ResultSchema> asked = ask(exchange, job);
    asked.ifPresent(schema -> seen.told(Owned.job(job), schema));
    return asked;
  }

  private Optional<ResultSchema> ask(Exchange exchange, JobKey job) {
    String target =
        "/bigquery/v2/projects/"
            + encode(job.project())
            + "/queries/"
            + encode(job.jobId())
            + "?maxResults=0&timeoutMs=0"
            + (job.hasLocation() ? "&location=" + encode(job.location()) : "");
    try {
      Upstream upstream = upstreams.towards(job.project());
      exchange
          .recorder()
          .record(new FrameBody.Upstream("lookup", "GET", upstream.base() + target, ""));
      UpstreamAnswer answer =
          upstream.send(new UpstreamRequest("GET", target, Headers.NONE, Optional.empty()));
      try (InputStream body = answer.body()) {
        if (answer.status() != 200) {
          return Optional.empty();
        }
        JsonNode told = JSON.readTree(body.readNBytes(MAX_ANSWER));
        return told.path("jobComplete").asBoolean(true)
            ? ResultSchema.read(told.path("schema"))
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
