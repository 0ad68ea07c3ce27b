package dev.chaperone.proxy.approval.job;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.jobs.JsonTokens;
import dev.chaperone.proxy.stage.Refusal;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.JobKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes the requests that are held, from what the stages established. */
public final class HeldRequests {
  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .reader();

  /** Longer ones are known by their bytes: a tree of them would take too much memory. */
  private static final int MOST_TOKENS = 250_000;

  private static final String INSERT_ALL = "bigquery.tabledata.insertAll";

  private HeldRequests() {}

  /**
   * A jobs.query; its request id has been scoped to its caller before.
   *
   * @param key a new id, with the location if it is known
   * @throws Refusal if it has a field whose meaning for a job is not known
   */
  public static HeldRequest ofQuery(Asked asked, ObjectNode body, JobKey key, Basis basis) {
    return job(
        asked,
        JobResource.ofQuery(body, key),
        key,
        body.path("requestId").asText(""),
        bodyDigest(body),
        basis);
  }

  /** A jobs.insert; without an id of the client's, {@code key} is a new one. */
  public static HeldRequest ofInsert(Asked asked, ObjectNode body, JobKey key, Basis basis) {
    return job(asked, JobResource.ofInsert(body, key), key, "", bodyDigest(body), basis);
  }

  /**
   * An operation that is no job.
   *
   * @param body as sent, decoded
   * @param destination what it writes to, for people
   */
  public static HeldRequest ofCall(Asked asked, byte[] body, String destination, Basis basis) {
    String digest = contentDigest(asked.apiMethod(), body);
    return new HeldRequest(
        HeldRequest.CALL,
        asked.owner(),
        asked.session(),
        asked.apiMethod(),
        asked.httpMethod(),
        asked.path(),
        digest,
        "",
        Optional.empty(),
        "",
        "",
        basis.statementKinds(),
        -1,
        basis.rule(),
        basis.reason(),
        new Envelope(
            "", "", "", digest, destination, "", basis.tables(), basis.bytes(), basis.expires()),
        "",
        List.of());
  }

  /** The hold's request with another job, to take its place. */
  public static HeldRequest edited(Hold hold, ObjectNode job, Basis basis) {
    HeldRequest was = hold.request();
    JobKey key = was.job().orElseThrow(() -> new IllegalArgumentException("a call is not edited"));
    ObjectNode edited = JobResource.ofInsert(job, key);
    Asked asked =
        new Asked(was.owner(), was.agentSession(), was.apiMethod(), was.httpMethod(), was.path());
    HeldRequest fresh = job(asked, edited, key, was.requestKey(), was.bodyDigest(), basis);
    return replacing(fresh, hold, fresh.envelope(), List.of());
  }

  /** The hold's request as it stands now, to take its place and be decided on anew. */
  public static HeldRequest drifted(Hold hold, Envelope now, List<String> drift) {
    return replacing(hold.request(), hold, now, drift);
  }

  private static HeldRequest replacing(
      HeldRequest r, Hold original, Envelope envelope, List<String> drift) {
    return new HeldRequest(
        r.kind(),
        r.owner(),
        r.agentSession(),
        r.apiMethod(),
        r.httpMethod(),
        r.path(),
        r.bodyDigest(),
        r.requestKey(),
        r.job(),
        r.resource(),
        r.sql(),
        r.statementKinds(),
        r.clientCap(),
        r.rule(),
        r.reason(),
        envelope,
        original.id(),
        drift);
  }

  private static HeldRequest job(
      Asked asked, ObjectNode job, JobKey key, String requestKey, String digest, Basis basis) {
    return new HeldRequest(
        HeldRequest.JOB,
        asked.owner(),
        asked.session(),
        asked.apiMethod(),
        asked.httpMethod(),
        asked.path(),
        digest,
        requestKey,
        Optional.of(key),
        job.toString(),
        job.path("configuration").path("query").path("query").asText(""),
        basis.statementKinds(),
        JobResource.clientCap(job),
        basis.rule(),
        basis.reason(),
        Envelopes.of(
            job,
            basis.sqlDigest(),
            basis.fingerprint(),
            basis.tables(),
            basis.bytes(),
            basis.expires()),
        "",
        List.of());
  }

  private static String bodyDigest(ObjectNode body) {
    return CanonicalJson.digest(body);
  }

  /**
   * By what a repeat of a call is known. Of streamed rows the insert ids are left out: clients make
   * new ones for every sending, and they change nothing of what is written.
   */
  private static String contentDigest(String apiMethod, byte[] body) {
    if (apiMethod.equals(INSERT_ALL) && JsonTokens.count(body, MOST_TOKENS) < MOST_TOKENS) {
      try {
        if (STRICT.readTree(body) instanceof ObjectNode object) {
          for (JsonNode row : object.path("rows")) {
            if (row instanceof ObjectNode one) {
              one.remove("insertId");
            }
          }
          return CanonicalJson.digest(object);
        }
      } catch (JsonProcessingException e) {
        return Digest.sha256(body).hex(); // others may read it otherwise: every byte counts
      } catch (IOException e) {
        throw new IllegalStateException("reading from memory cannot fail", e);
      }
    }
    return Digest.sha256(body).hex();
  }
}
