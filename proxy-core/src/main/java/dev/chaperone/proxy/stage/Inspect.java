package dev.chaperone.proxy.stage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.proxy.surface.Recognition.UploadKind;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads the body, records the request, and establishes what it asks for. A body is parsed once and
 * strictly: what was recognised is what is sent.
 */
public final class Inspect implements Stage {
  // Two fields of one name would let gateway and BigQuery read different requests.
  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .reader();

  /** As much as BigQuery takes. */
  private static final int MAX_SQL = 1 << 20;

  private final BodyReader bodies;
  private final JsonRoom room = new JsonRoom();

  public Inspect(BodyReader bodies) {
    this.bodies = bodies;
  }

  @Override
  public void apply(Exchange exchange) throws IOException {
    switch (exchange.recognition()) {
      case Recognition.BigQueryCall call -> inspect(exchange, call);
      case Recognition.GatewayCall call -> ReceivedFrames.append(exchange);
      case Recognition.Refused refused ->
          throw new IllegalStateException("a refused request does not get this far");
    }
  }

  private void inspect(Exchange exchange, BigQueryCall call) throws IOException {
    boolean hasBody = !exchange.overridden();
    if (hasBody) {
      exchange.body(
          call.upload() == UploadKind.NONE
              ? bodies.readWhole(
                  exchange.request(),
                  exchange.principal().identity(),
                  leave -> exchange.whenOver(ending -> leave.run()))
              : bodies.readUpload(exchange.request()));
    }
    Optional<JobRequest> job = jobRequest(exchange, call);
    job.flatMap(JobRequest::jobKey).or(() -> JobGuard.jobOf(call)).ifPresent(exchange::job);
    ReceivedFrames.append(exchange);
    job.ifPresent(
        request -> {
          try {
            request.prepare(exchange.principal().identity());
          } catch (Refusal refused) {
            exchange.recorder().append(facts(request));
            throw refused;
          }
          exchange.jobRequest(request);
        });
  }

  private Optional<JobRequest> jobRequest(Exchange exchange, BigQueryCall call) {
    String project = call.pathParameter("projectId");
    return switch (call.upload()) {
      case RESUMABLE_CHUNK -> Optional.empty();
      case MULTIPART -> {
        MultipartJob parts = MultipartJob.of(exchange);
        exchange.multipart(parts);
        yield Optional.of(JobRequest.insert(parse(parts.metadata(), exchange), project));
      }
      case NONE, RESUMABLE_START -> {
        byte[] bytes = wholeBytes(exchange.body());
        yield switch (call.method().name()) {
          case "bigquery.jobs.insert" ->
              Optional.of(JobRequest.insert(parse(bytes, exchange), project));
          case "bigquery.jobs.query" ->
              Optional.of(JobRequest.query(parse(bytes, exchange), project));
          default -> Optional.empty();
        };
      }
    };
  }

  private static byte[] wholeBytes(RequestBody body) {
    return switch (body) {
      case RequestBody.Whole(byte[] bytes) -> bytes;
      case RequestBody.Streamed s ->
          throw new Refusal(
              "body-too-large", 413, "invalid", "The job's configuration is larger than 1 MiB.");
    };
  }

  private ObjectNode parse(byte[] json, Exchange exchange) {
    room.enter(json, exchange);
    try {
      JsonNode node = STRICT.readTree(json);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest(
          "invalid-json", "The request body is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
    throw Refusal.badRequest("invalid-json", "The request body must be a JSON object.");
  }

  /** The whole text is in the request's parts; one frame must stay fit for every reader. */
  static String cut(String sql) {
    if (sql.length() <= MAX_SQL) {
      return sql;
    }
    int end = Character.isHighSurrogate(sql.charAt(MAX_SQL - 1)) ? MAX_SQL - 1 : MAX_SQL;
    return sql.substring(0, end);
  }

  /** Without analysis. */
  static FrameBody.Facts facts(JobRequest request) {
    return new FrameBody.Facts(
        cut(request.sql()), request.dryRun(), request.legacySql(), List.of(), List.of(), "none");
  }
}
