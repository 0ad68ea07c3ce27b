package dev.chaperone.proxy.approval.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.AgentFrames;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.UpstreamAnswer;
import dev.chaperone.proxy.upstream.UpstreamException;
import dev.chaperone.proxy.upstream.UpstreamRequest;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.JobKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Submits and looks for jobs over the gateway's way to BigQuery; each request is recorded first.
 */
public final class HttpUpstreamJobs implements UpstreamJobs {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_ANSWER = 4 << 20;

  private final Upstreams upstreams;
  private final AgentFrames frames;

  public HttpUpstreamJobs(Upstreams upstreams, AgentFrames frames) {
    this.upstreams = upstreams;
    this.frames = frames;
  }

  @Override
  public Outcome insert(Hold hold, ObjectNode job) {
    byte[] body = job.toString().getBytes(StandardCharsets.UTF_8);
    JobKey key = hold.request().job().orElseThrow();
    String target = jobs(key);
    Outcome outcome =
        send(
            hold,
            key,
            "forward",
            Digest.sha256(body).hex(),
            new UpstreamRequest(
                "POST",
                target,
                headers().with("content-type", "application/json"),
                Optional.of(
                    new UpstreamRequest.Body(new ByteArrayInputStream(body), body.length))));
    return outcome instanceof Outcome.Missing
        ? new Outcome.Rejected("notFound", "BigQuery does not find what the job names.")
        : outcome;
  }

  @Override
  public Outcome get(Hold hold, JobKey key) {
    String target =
        jobs(key)
            + "/"
            + encode(key.jobId())
            + (key.hasLocation() ? "?location=" + encode(key.location()) : "");
    return send(
        hold, key, "lookup", "", new UpstreamRequest("GET", target, headers(), Optional.empty()));
  }

  private Outcome send(
      Hold hold, JobKey key, String purpose, String digest, UpstreamRequest request) {
    try {
      Upstream upstream = upstreams.towards(key.project());
      String url = upstream.base() + request.pathAndQuery();
      frames.record(
          new FrameBody.Upstream(purpose, request.method(), url, digest),
          hold.request(),
          Optional.empty());
      UpstreamAnswer answer = upstream.send(request);
      try (InputStream body = answer.body()) {
        return outcome(answer.status(), body.readNBytes(MAX_ANSWER));
      }
    } catch (UpstreamException e) {
      return new Outcome.Unclear(e.explanation());
    } catch (IOException e) {
      return new Outcome.Unclear("BigQuery's answer broke off");
    }
  }

  private static Outcome outcome(int status, byte[] body) {
    Optional<ObjectNode> json = parse(body);
    if (status >= 200 && status < 300) {
      return json.<Outcome>map(Outcome.Job::new)
          .orElseGet(() -> new Outcome.Unclear("BigQuery's answer is not JSON"));
    }
    JsonNode error = json.map(j -> j.path("error")).orElseGet(JSON::createObjectNode);
    String reason = error.path("errors").path(0).path("reason").asText("");
    boolean mayPass =
        status < 400
            || status == 401
            || status == 408
            || status == 429
            || status >= 500
            || reason.toLowerCase(Locale.ROOT).endsWith("ratelimitexceeded");
    if (mayPass) {
      return new Outcome.Unclear("BigQuery answered " + status);
    }
    return switch (status) {
      case 404 -> new Outcome.Missing();
      case 409 -> new Outcome.Exists();
      default ->
          new Outcome.Rejected(reason, error.path("message").asText("BigQuery answered " + status));
    };
  }

  private static Optional<ObjectNode> parse(byte[] body) {
    try {
      return JSON.readTree(body) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Headers headers() {
    // Google compresses only for user agents that say gzip.
    return Headers.NONE.with("user-agent", "chaperone (gzip)");
  }

  private static String jobs(JobKey key) {
    return "/bigquery/v2/projects/" + encode(key.project()) + "/jobs";
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
