package dev.chaperone.proxy.approval.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.approval.Held;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldLife;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.JobKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldRequestsTest {
  private static final JobKey KEY = new JobKey("demo", "EU", "job_1");
  private static final Basis BASIS =
      new Basis(
          "expensive",
          "More than 50 GiB",
          "sql",
          "shape",
          List.of("SELECT"),
          List.of(Held.ORDERS),
          5,
          Held.START);

  private static Asked asked(String method) {
    return new Asked(Held.ALICE, Held.SESSION, method, "POST", "/p?alt=json");
  }

  private static String digest(String method, String body) {
    return HeldRequests.ofCall(
            asked(method), body.getBytes(StandardCharsets.UTF_8), "demo.shop.orders", BASIS)
        .bodyDigest();
  }

  @Test
  void aQueryIsHeldAsTheJobItWillBe() {
    HeldRequest held =
        HeldRequests.ofQuery(
            asked("bigquery.jobs.query"),
            Held.json("{\"query\":\"select 1\",\"requestId\":\"scoped\",\"timeoutMs\":5}"),
            KEY,
            BASIS);
    assertThat(held.requestKey()).isEqualTo("scoped");
    assertThat(held.sql()).isEqualTo("select 1");
    assertThat(held.job()).contains(KEY);
    assertThat(held.clientCap()).isEqualTo(-1);
    assertThat(held.envelope().location()).isEqualTo("EU");
    assertThat(Held.json(held.resource()).path("configuration"))
        .isEqualTo(Held.json("{\"query\":{\"query\":\"select 1\"}}"));
  }

  @Test
  void anEditedHoldKeepsItsJobIdAndHasAnEnvelopeOfItsOwn() {
    Hold hold = Hold.begun(HoldLife.begin("hold_1", Held.query("job_1"), Held.START));
    HeldRequest edited =
        HeldRequests.edited(
            hold,
            Held.json(
                """
                {"jobReference":{"jobId":"another"},
                 "configuration":{"query":{"query":"select 2","maximumBytesBilled":"9"}}}"""),
            BASIS);
    assertThat(edited.replaces()).isEqualTo("hold_1");
    assertThat(edited.job()).isEqualTo(hold.request().job());
    assertThat(Held.json(edited.resource()).at("/jobReference/jobId").asText()).isEqualTo("job_1");
    assertThat(edited.sql()).isEqualTo("select 2");
    assertThat(edited.clientCap()).isEqualTo(9);
    assertThat(edited.envelope().configurationDigest())
        .isNotEqualTo(hold.request().envelope().configurationDigest());
  }

  @Test
  void P5_aRepeatedCallIsKnownByWhatItWritesAndNotByInsertIds() {
    String insertAll = "bigquery.tabledata.insertAll";
    String one = "{\"rows\":[{\"insertId\":\"a\",\"json\":{\"x\":1}}]}";
    String two = "{\"rows\":[{\"json\":{\"x\":1},\"insertId\":\"b\"}]}";
    String other = "{\"rows\":[{\"insertId\":\"a\",\"json\":{\"x\":2}}]}";
    assertThat(digest(insertAll, one)).isEqualTo(digest(insertAll, two));
    assertThat(digest(insertAll, one)).isNotEqualTo(digest(insertAll, other));
    assertThat(digest("bigquery.tables.insert", one))
        .isNotEqualTo(digest("bigquery.tables.insert", two));
    // A column of that name is content.
    assertThat(digest(insertAll, "{\"rows\":[{\"json\":{\"insertId\":1}}]}"))
        .isNotEqualTo(digest(insertAll, "{\"rows\":[{\"json\":{\"insertId\":2}}]}"));
    assertThat(digest(insertAll, "not json")).isNotEqualTo(digest(insertAll, "not jsom"));
    assertThat(digest(insertAll, "")).hasSize(64);
    // Which of two fields of one name BigQuery takes is not known, nor how it rounds.
    String twice = "{\"rows\":[{\"json\":{\"x\":9}}],\"rows\":[{\"json\":{\"x\":1}}]}";
    assertThat(digest(insertAll, twice)).isNotEqualTo(digest(insertAll, one));
    assertThat(digest(insertAll, "{\"rows\":[{\"json\":{\"x\":0.1}}]}"))
        .isNotEqualTo(
            digest(insertAll, "{\"rows\":[{\"json\":{\"x\":0.1000000000000000000001}}]}"));
    assertThat(digest("bigquery.tables.insert", "{\"a\":1,\"b\":2}"))
        .isNotEqualTo(digest("bigquery.tables.insert", "{\"b\":2,\"a\":1}"));
  }
}
