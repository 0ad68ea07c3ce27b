package dev.chaperone.proxy.approval.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.Held;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.approval.hold.HoldLife;
import dev.chaperone.proxy.approval.hold.Ruling;
import dev.chaperone.proxy.stage.Refusal;
import dev.chaperone.proxy.testing.DiscoverySchemas;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobResourceTest {
  private static final JobKey KEY = new JobKey("demo", "EU", "job_1");

  private static final ObjectNode QUERY =
      Held.json(
          """
          {"kind":"bigquery#queryRequest","query":"select @a","useLegacySql":false,
           "parameterMode":"NAMED","queryParameters":[{"name":"a","parameterType":{"type":"INT64"},
           "parameterValue":{"value":"1"}}],"maxResults":10,"timeoutMs":500,"requestId":"r",
           "defaultDataset":{"datasetId":"shop"},"labels":{"team":"x"},"location":"EU",
           "formatOptions":{"useInt64Timestamp":true},"jobCreationMode":"JOB_CREATION_OPTIONAL",
           "maximumBytesBilled":"123","useQueryCache":false,"createSession":true,
           "connectionProperties":[{"key":"time_zone","value":"UTC"}]}""");

  private static Hold approved(HeldRequest request, OptionalLong cap) {
    Hold pending = Hold.begun(HoldLife.begin("hold_1", request, Held.START));
    HoldCommand approve = new HoldCommand.Approve(Held.GRACE, "fine", cap);
    return pending.after(((Ruling.Step) HoldLife.decide(pending, approve, Held.START)).frame());
  }

  @Test
  void aQueryBecomesTheSameJobForInsert() {
    assertThat(JobResource.ofQuery(QUERY, KEY))
        .isEqualTo(
            Held.json(
                """
                {"jobReference":{"projectId":"demo","jobId":"job_1","location":"EU"},
                 "configuration":{"labels":{"team":"x"},"query":{"query":"select @a",
                 "useLegacySql":false,"parameterMode":"NAMED","queryParameters":[{"name":"a",
                 "parameterType":{"type":"INT64"},"parameterValue":{"value":"1"}}],
                 "defaultDataset":{"datasetId":"shop"},"maximumBytesBilled":"123",
                 "useQueryCache":false,"createSession":true,
                 "connectionProperties":[{"key":"time_zone","value":"UTC"}]}}}"""));
  }

  @Test
  void theJobIsOneThatBigQuerysSchemaKnows() {
    var schemas = DiscoverySchemas.locate();
    assumeThat(schemas).as("no BigQuery discovery document on this machine").isPresent();
    assertThat(schemas.orElseThrow().faults("Job", JobResource.ofQuery(QUERY, KEY))).isEmpty();
    Hold hold = approved(Held.query("job_1"), OptionalLong.empty());
    assertThat(schemas.orElseThrow().faults("Job", Submission.of(hold))).isEmpty();
  }

  @Test
  void everyFieldOfAQueryRequestIsKnown() {
    var schemas = DiscoverySchemas.locate();
    assumeThat(schemas).as("no BigQuery discovery document on this machine").isPresent();
    List<String> fields = new ArrayList<>();
    schemas
        .orElseThrow()
        .document()
        .path("schemas")
        .path("QueryRequest")
        .path("properties")
        .fieldNames()
        .forEachRemaining(fields::add);
    fields.removeAll(JobResource.TO_QUERY);
    fields.removeAll(JobResource.TO_CONFIGURATION);
    fields.removeAll(JobResource.ANSWER_ONLY);
    assertThat(fields).isEmpty();
    List<String> inQuery = new ArrayList<>();
    schemas
        .orElseThrow()
        .document()
        .path("schemas")
        .path("JobConfigurationQuery")
        .path("properties")
        .fieldNames()
        .forEachRemaining(inQuery::add);
    assertThat(JobResource.TO_QUERY.stream().filter(f -> !inQuery.contains(f)))
        .as("of a newer BigQuery than the document's at most")
        .isSubsetOf("writeIncrementalResults", "continuous");
  }

  @Test
  void P3_aFieldThatNobodyKnowsIsNotHeld() {
    ObjectNode odd = QUERY.deepCopy().put("destinationOfEverything", "x");
    assertThatThrownBy(() -> JobResource.ofQuery(odd, KEY))
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> {
              assertThat(r.error().status()).isEqualTo(403);
              assertThat(r.error().message()).contains("destinationOfEverything");
            });
  }

  @Test
  void anInsertKeepsItsConfigurationAndGetsItsReference() {
    ObjectNode body =
        Held.json(
            """
            {"id":"x","status":{"state":"DONE"},"jobReference":{"jobId":"job_1"},
             "configuration":{"copy":{"destinationTable":{"projectId":"p","datasetId":"d",
             "tableId":"t"}}}}""");
    assertThat(JobResource.ofInsert(body, new JobKey("demo", "", "job_1")))
        .isEqualTo(
            Held.json(
                """
                {"jobReference":{"projectId":"demo","jobId":"job_1"},
                 "configuration":{"copy":{"destinationTable":{"projectId":"p","datasetId":"d",
                 "tableId":"t"}}}}"""));
  }

  @Test
  void P5_whatIsSubmittedIsWhatWasShownWithCapAndLabels() {
    Hold hold = approved(Held.query("job_1"), OptionalLong.of(5));
    ObjectNode job = Submission.of(hold);
    ObjectNode shown = Held.json(hold.request().resource());
    assertThat(job.path("jobReference")).isEqualTo(shown.path("jobReference"));
    assertThat(job.path("configuration").path("query").path("maximumBytesBilled").asText())
        .isEqualTo("5");
    assertThat(job.path("configuration").path("query").path("query").asText())
        .isEqualTo("select * from shop.orders");
    var labels = job.path("configuration").path("labels");
    assertThat(labels.path("team").asText()).isEqualTo("x");
    assertThat(labels.path("chaperone-hold").asText()).isEqualTo("hold_1");
    assertThat(labels.path("chaperone-agent").asText()).isEqualTo("analyst_7");
    assertThat(labels.path("chaperone-session").asText()).isEqualTo("session-1");
    assertThat(labels.path("chaperone-digest").asText()).hasSize(40);
    assertThat(labels).allSatisfy(value -> assertThat(value.asText()).matches("[a-z0-9_-]{0,63}"));
    assertThat(Submission.isOf(hold, job)).isTrue();
  }

  @Test
  void P4_onlyTheJobOfThisVeryHoldIsItsOwn() {
    Hold hold = approved(Held.query("job_1"), OptionalLong.empty());
    ObjectNode job = Submission.of(hold);
    ObjectNode foreign = Held.json(hold.request().resource());
    assertThat(Submission.isOf(hold, foreign)).isFalse();
    for (String label : List.of("chaperone-hold", "chaperone-digest")) {
      ObjectNode other = job.deepCopy();
      other.withObject("/configuration/labels").put(label, "other");
      assertThat(Submission.isOf(hold, other)).as(label).isFalse();
    }
    ObjectNode sql = job.deepCopy();
    sql.withObject("/configuration/query").put("query", "drop table shop.orders");
    assertThat(Submission.isOf(hold, sql)).isFalse();
  }

  @Test
  void labelsOfAnyNameAreTakenByBigQuery() {
    assertThat(Submission.label("Ana Lyst/é@" + "x".repeat(80)))
        .matches("[a-z0-9_-]{63}")
        .startsWith("ana_lyst___xxx");
  }

  @Test
  void P5_theEnvelopeCoversParametersConfigurationAndDestination() {
    ObjectNode one = JobResource.ofQuery(QUERY, KEY);
    ObjectNode two = one.deepCopy();
    two.withObject("/configuration/query")
        .withArray("queryParameters")
        .get(0)
        .get("parameterValue");
    ((ObjectNode) two.at("/configuration/query/queryParameters/0/parameterValue"))
        .put("value", "2");
    Envelope a = envelope(one, List.of(Held.ORDERS), 10);
    Envelope b = envelope(two, List.of(Held.ORDERS), 10);
    assertThat(a.parametersDigest()).isNotEqualTo(b.parametersDigest());
    assertThat(Envelopes.drift(a, b))
        .containsExactly("the parameters changed", "the job's configuration changed");
    ObjectNode to = one.deepCopy();
    to.withObject("/configuration/query/destinationTable")
        .put("projectId", "p")
        .put("datasetId", "d")
        .put("tableId", "t");
    assertThat(Envelopes.drift(a, envelope(to, List.of(Held.ORDERS), 10)))
        .contains("the destination: was none, is p.d.t");
    ObjectNode shuffled =
        Held.json(
            """
            {"configuration":{"query":{"b":1,"a":2},"labels":{}}}""");
    ObjectNode ordered =
        Held.json(
            """
            {"configuration":{"labels":{},"query":{"a":2,"b":1}}}""");
    assertThat(CanonicalJson.digest(shuffled)).isEqualTo(CanonicalJson.digest(ordered));
  }

  private static Envelope envelope(ObjectNode job, List<TableState> tables, long bytes) {
    return Envelopes.of(job, "s", "f", tables, bytes, Held.START);
  }

  @Test
  void P5_tablesDriftBySchemaTypeViewRowAccessAndByComingAndGoing() {
    ObjectNode job = JobResource.ofQuery(QUERY, KEY);
    Envelope was = envelope(job, List.of(Held.ORDERS), 100);
    assertThat(Envelopes.drift(was, was)).isEmpty();
    TableState other = new TableState("demo.shop.orders", "VIEW", "schema-2", "v", "yes");
    assertThat(Envelopes.drift(was, envelope(job, List.of(other), 100)))
        .containsExactly(
            "table demo.shop.orders: its type changed",
            "table demo.shop.orders: its schema changed",
            "table demo.shop.orders: its view definition changed",
            "table demo.shop.orders: its row access policies changed");
    TableState new1 = new TableState("demo.shop.x", "TABLE", "s", "", "no");
    assertThat(Envelopes.drift(was, envelope(job, List.of(new1), 100)))
        .containsExactly(
            "table demo.shop.orders: is not read any more",
            "table demo.shop.x: was not read before");
  }

  @Test
  void P5_anEstimateDriftsOnlyBeyondATenthOrIntoTheUnknown() {
    ObjectNode job = JobResource.ofQuery(QUERY, KEY);
    Envelope was = envelope(job, List.of(), 100L << 20);
    assertThat(Envelopes.drift(was, envelope(job, List.of(), 110L << 20))).isEmpty();
    assertThat(Envelopes.drift(was, envelope(job, List.of(), 1))).isEmpty();
    assertThat(Envelopes.drift(was, envelope(job, List.of(), (110L << 20) + 1)))
        .singleElement()
        .asString()
        .contains("was 104857600 bytes, is 115343361 bytes");
    assertThat(Envelopes.drift(was, envelope(job, List.of(), -1)))
        .singleElement()
        .asString()
        .contains("not known");
  }
}
